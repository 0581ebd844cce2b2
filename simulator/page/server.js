// Speaks with the simulator's people side over HTTP.

/** What the server refused; the message is its own sentence. */
export class Refusal extends Error {}

async function ask(path, options = {}) {
  const response = await fetch(path, { cache: "no-store", ...options });
  const text = await response.text();
  let body = null;
  try {
    body = text ? JSON.parse(text) : {};
  } catch {
    body = { error: text.slice(0, 200) };
  }
  if (response.ok) return body;
  throw new Refusal(body.error ?? body.description ?? `${response.status} ${response.statusText}`);
}

const post = (path, body = {}) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

/** The bot and everybody who can be played: `{bot, personas}`. */
export const people = () => ask("/people");

/** The simulator's clock: `{offset_seconds, now}`, both in seconds, `now` since 1970. */
export const clock = () => ask("/clock");

/** Moves the clock: `{add_seconds}` or `{offset_seconds}`; answers the new clock. */
export const moveClock = (change) => post("/clock", change);

/** One person's doings in their private chat with the bot. */
export class Chat {
  constructor(person) {
    this.base = `/people/${encodeURIComponent(person)}`;
  }

  /** The whole chat, or with `after` what changed since that sequence number. */
  read(after, signal) {
    return ask(`${this.base}/chat?after=${after}`, { signal });
  }

  /** Waits up to 25 seconds for changes after a sequence number. */
  wait(after, signal) {
    return ask(`${this.base}/events?after=${after}`, { signal });
  }

  /** The address of the live stream after a sequence number. */
  streamAddress(after) {
    return `${this.base}/stream?after=${after}`;
  }

  say(text, replyTo) {
    return post(`${this.base}/text`, replyTo ? { text, reply_to: replyTo } : { text });
  }

  edit(messageId, text) {
    return post(`${this.base}/edit`, { message_id: messageId, text });
  }

  press(messageId, data) {
    return post(`${this.base}/press`, { message_id: messageId, data });
  }

  start(payload) {
    return post(`${this.base}/start`, payload ? { payload } : {});
  }

  block(blocked) {
    return post(`${this.base}/block`, { blocked });
  }

  /** Sends one of "sticker", "voice", "location", "contact", "forward". */
  send(kind, body = {}) {
    return post(`${this.base}/${kind}`, body);
  }

  /** Sends files `as` "photo" or "document"; several at once are an album (ten at most). */
  upload(files, as, caption, replyTo) {
    const form = new FormData();
    form.append("as", as);
    if (files.length > 1) form.append("album", "1");
    if (caption) form.append("caption", caption);
    if (replyTo) form.append("reply_to", String(replyTo));
    for (const file of files) form.append("file", file, file.name);
    return ask(`${this.base}/upload`, { method: "POST", body: form });
  }
}
