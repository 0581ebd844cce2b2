// The list of messages of one chat: order, day lines, scrolling, and how many came unseen.

import { element } from "./dom.js";
import { messageItem, moment } from "./message.js";
import { longDate } from "./moment.js";

const NEAR = 60;
const TOGETHER = 5 * 60_000;

/**
 * Shows messages in the parts `scroll`, `log`, `jump` and `jumpCount`; `chat` is what message.js asks for,
 * `unseen(count)` is told how many of the bot's messages came below what the reader sees.
 */
export class Log {
  constructor(places, chat, unseen) {
    this.places = places;
    this.chat = chat;
    this.tellUnseen = unseen;
    this.clear();
    places.scroll.addEventListener("scroll", () => this.scrolled(), { passive: true });
    places.jump.addEventListener("click", () => this.toEnd(true));
    const growth = new ResizeObserver(() => this.stuck && this.toEnd());
    growth.observe(places.log);
    growth.observe(places.scroll);
  }

  clear() {
    this.messages = new Map();
    this.items = new Map();
    this.days = new Map();
    this.places.log.replaceChildren();
    this.stuck = true;
    this.height = 0;
    this.count(0);
  }

  /** Takes in new, changed and deleted messages; `whole` is the first reading and counts as seen. */
  take(messages, whole) {
    this.places.scroll.setAttribute("aria-busy", String(whole));
    let fresh = 0;
    for (const message of messages) {
      const known = this.messages.has(message.id);
      if (message.deleted) this.drop(message.id);
      else this.put(message);
      if (known || message.deleted) continue;
      if (message.from === "bot") fresh += 1;
    }
    this.arrange();
    this.places.scroll.removeAttribute("aria-busy");
    if (this.stuck) this.toEnd();
    const hidden = this.places.log.closest("[inert]") !== null || document.hidden;
    if (fresh && !whole && (!this.stuck || hidden)) this.count(this.waiting + fresh);
  }

  put(message) {
    const old = this.items.get(message.id);
    const item = messageItem(message, this.chat);
    this.messages.set(message.id, message);
    this.items.set(message.id, item);
    if (old) {
      const focused = [...old.querySelectorAll("button, a")].indexOf(document.activeElement);
      old.replaceWith(item);
      if (focused >= 0) item.querySelectorAll("button, a")[focused]?.focus({ preventScroll: true });
      return;
    }
    item.classList.add("arriving");
    const next = [...this.items.keys()].filter((id) => id > message.id).sort((a, b) => a - b)[0];
    if (next === undefined) this.places.log.append(item);
    else this.places.log.insertBefore(item, this.items.get(next));
  }

  drop(id) {
    this.items.get(id)?.remove();
    this.items.delete(id);
    this.messages.delete(id);
  }

  /**
   * Sets day lines and joins what one side said in one go. Lines that stay are not touched: they would be
   * read aloud again.
   */
  arrange() {
    const kept = new Set();
    let before = null;
    for (const id of [...this.messages.keys()].sort((a, b) => a - b)) {
      const message = this.messages.get(id);
      const item = this.items.get(id);
      const day = longDate(moment(message), this.chat.zone);
      const newDay = day !== before?.day;
      if (newDay) kept.add(this.dayLine(`${day} ${id}`, day, item));
      const joined = !newDay && message.from === before.message.from
        && moment(message) - moment(before.message) < TOGETHER;
      item.classList.toggle("joined", joined);
      item.classList.toggle("album", Boolean(message.media_group_id));
      before = { message, day };
    }
    for (const [key, line] of this.days) {
      if (kept.has(key)) continue;
      line.remove();
      this.days.delete(key);
    }
  }

  dayLine(key, day, item) {
    let line = this.days.get(key);
    if (!line) {
      line = element("li", { class: "day" }, element("span", { text: day }));
      this.days.set(key, line);
    }
    if (line.nextElementSibling !== item) item.before(line);
    return key;
  }

  /** Only the reader's own scrolling up lets go of the end: a picture that loads late does not. */
  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.places.scroll;
    const near = scrollHeight - scrollTop - clientHeight < NEAR;
    if (near || scrollTop < this.height) this.stuck = near;
    this.height = scrollTop;
    this.places.jump.hidden = this.stuck;
    if (this.stuck) this.seen();
  }

  toEnd(smooth = false) {
    this.stuck = true;
    this.places.jump.hidden = true;
    const top = this.places.scroll.scrollHeight;
    this.places.scroll.scrollTo({ top, behavior: smooth ? "smooth" : "instant" });
    this.seen();
  }

  /** The reader looks at the end of the chat: nothing is unseen any more. */
  seen() {
    if (!this.places.log.closest("[inert]") && !document.hidden) this.count(0);
  }

  count(unseen) {
    this.waiting = unseen;
    this.places.jumpCount.textContent = String(unseen);
    this.places.jumpCount.hidden = unseen === 0;
    this.tellUnseen(unseen);
  }

  /** Brings a message into view and marks it for a moment. */
  goTo(id) {
    const item = this.items.get(id);
    if (!item) return;
    item.scrollIntoView({ block: "center", behavior: "smooth" });
    item.classList.remove("found");
    requestAnimationFrame(() => item.classList.add("found"));
  }
}
