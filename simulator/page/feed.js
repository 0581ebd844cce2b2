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
    while (!this.gone.signal.aborted) {
      try {
        const whole = await this.chat.read(0, this.gone.signal);
        this.seq = whole.seq;
        this.heard(whole, true);
        this.state("live");
        this.listen();
        return;
      } catch {
        if (this.gone.signal.aborted) return;
        this.state("lost");
        await this.pause();
      }
    }
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
    try {
      const changes = await this.chat.read(this.seq, this.gone.signal);
      if (this.take(changes)) this.listen();
    } catch {
      await this.pause();
      if (!this.gone.signal.aborted) this.resume();
    }
  }

  async poll() {
    while (!this.gone.signal.aborted) {
      try {
        const changes = await this.chat.wait(this.seq, this.gone.signal);
        this.state("live");
        if (!this.take(changes)) return;
      } catch {
        if (this.gone.signal.aborted) return;
        this.state("lost");
        await this.pause();
      }
    }
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
