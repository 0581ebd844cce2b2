// Keeps one chat up to date: live stream first, long polling where the stream does not hold.

const STREAM_FAILURES = 3;
const PAUSE = 1500;

/**
 * Follows a chat until `stop()`. `heard(changes, whole)` gets every batch (`whole` = the chat from its
 * beginning), `state("live" | "waiting" | "lost")` how the line is.
 */
export class Feed {
  constructor(chat, heard, state) {
    this.chat = chat;
    this.heard = heard;
    this.state = state;
    this.seq = 0;
    this.failures = 0;
    this.gone = new AbortController();
    this.stream = null;
  }

  /** Reads the chat as it is and follows it from there. */
  async begin() {
    this.state("waiting");
    const whole = await this.insist(() => this.chat.read(0, this.gone.signal));
    if (!whole) return;
    this.seq = whole.seq;
    this.heard(whole, true);
    this.state("live");
    this.listen();
  }

  stop() {
    this.gone.abort();
    this.stream?.close();
  }

  listen() {
    if (!("EventSource" in window)) {
      this.poll();
      return;
    }
    const stream = new EventSource(this.chat.streamAddress(this.seq));
    this.stream = stream;
    stream.addEventListener("open", () => { this.failures = 0; this.state("live"); });
    stream.addEventListener("message", (event) => this.take(JSON.parse(event.data)));
    stream.addEventListener("error", () => this.broken(stream));
  }

  /** The browser would reconnect with the old `after`: open anew from where this chat stands. */
  async broken(stream) {
    const refused = stream.readyState === EventSource.CLOSED;
    stream.close();
    if (this.gone.signal.aborted || stream !== this.stream) return;
    this.failures += refused ? STREAM_FAILURES : 1;
    if (this.failures >= STREAM_FAILURES) {
      this.poll();
      return;
    }
    this.state("lost");
    await this.pause();
    this.resume();
  }

  /** Catches up first: a simulator that began anew counts from below our number and would stay silent. */
  async resume() {
    const changes = await this.insist(() => this.chat.read(this.seq, this.gone.signal));
    if (changes && this.take(changes)) this.listen();
  }

  async poll() {
    let going = true;
    while (going) {
      const changes = await this.insist(() => this.chat.wait(this.seq, this.gone.signal));
      if (changes) this.state("live");
      going = Boolean(changes) && this.take(changes);
    }
  }

  /** Asks until the server answers; null when the chat was left meanwhile. */
  async insist(question) {
    while (!this.gone.signal.aborted) {
      try {
        return await question();
      } catch {
        if (this.gone.signal.aborted) break;
        this.state("lost");
        await this.pause();
      }
    }
    return null;
  }

  /** A number lower than ours means that the simulator began anew: so does the chat (false). */
  take(changes) {
    if (changes.seq < this.seq) {
      this.stream?.close();
      this.stream = null;
      this.begin();
      return false;
    }
    this.seq = changes.seq;
    this.heard(changes, false);
    return true;
  }

  pause() {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, PAUSE);
      this.gone.signal.addEventListener("abort", () => { clearTimeout(timer); resolve(); }, { once: true });
    });
  }
}
