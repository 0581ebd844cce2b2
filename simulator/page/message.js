// Builds one message of a chat: bubble, media, buttons under it, and what can be done with it.

import { element, icon } from "./dom.js";
import { bothZones, timeOfDay } from "./moment.js";
import { link, rich } from "./rich.js";

const INSTEAD = {
  stiker: { icon: "sticker", text: "Stiker" },
  "pesan suara": { icon: "voice", text: "Pesan suara" },
  lokasi: { icon: "place", text: "Lokasi" },
  kontak: { icon: "contact", text: "Kontak" },
};
const STYLES = new Set(["primary", "success", "danger"]);

/**
 * A list item showing `message`. `chat` gives `zone`, `find(id)`, `actions` (for texts) and the doings
 * `press(message, button, node)`, `copy(text)`, `reply(message)`, `edit(message)`, `view(media)`, `goTo(id)`.
 */
export function messageItem(message, chat) {
  const mine = message.from === "me";
  const pictures = message.media?.kind === "photo";
  const bubble = element("div", { class: pictures ? "bubble with-photo" : "bubble" });
  if (message.forwarded) bubble.append(element("p", { class: "forwarded", text: message.forwarded }));
  if (message.reply_to) bubble.append(replied(message.reply_to, chat));
  if (message.media) bubble.append(media(message.media, chat));
  bubble.append(body(message, chat));
  const stack = element("div", { class: "stack" }, bubble);
  if (message.buttons?.length) stack.append(keyboard(message, chat));
  return element(
    "li", { class: `message ${mine ? "mine" : "theirs"}`, id: chat.anchor(message.id) },
    element("span", { class: "unseen", text: mine ? "Anda:" : "Bot:" }),
    stack, doings(message, chat),
  );
}

function body(message, chat) {
  const text = element("div", { class: message.html || message.text ? "text" : "text empty" });
  const stand = standIn(message);
  if (stand) text.append(icon(stand.icon), stand.text);
  else if (message.html) text.append(rich(message.html, chat.actions));
  else if (message.text) text.append(message.text);
  const meta = element("span", { class: "meta" });
  if (message.protected) {
    meta.append(
      element("span", { class: "lock", title: "Cannot be forwarded or saved" }, icon("lock")),
      element("span", { class: "unseen", text: "isi dilindungi, " }),
    );
  }
  if (message.edited) meta.append(element("span", { text: "diedit" }));
  const at = moment(message);
  const written = { datetime: new Date(at).toISOString(), title: bothZones(at), text: timeOfDay(at, chat.zone) };
  meta.append(element("time", written));
  text.append(meta);
  return text;
}

/** What stands for a sticker, voice message, place or contact: the server sends words in brackets for them. */
function standIn(message) {
  const [, words, rest] = /^\[([a-z ]+)\] ?(.*)$/.exec(message.text ?? "") ?? [];
  const stand = message.media ? undefined : INSTEAD[words];
  return stand ? { icon: stand.icon, text: rest || stand.text } : null;
}

/** Whether a message is the person's own text or caption, to be changed by them. */
export function changeable(message) {
  return message.from === "me" && Boolean(message.text) && !message.forwarded && !standIn(message);
}

/** When a message was sent, in milliseconds. */
export function moment(message) {
  return message.date * 1000;
}

/** One line that stands for a message in a quote. */
export function gist(message) {
  if (!message) return "Pesan terhapus";
  const text = (message.text ?? "").replace(/\s+/g, " ").trim();
  if (text) return text.length > 120 ? `${text.slice(0, 119)}…` : text;
  if (!message.media) return "Pesan";
  return message.media.kind === "photo" ? "Foto" : message.media.name ?? "Dokumen";
}

function replied(id, chat) {
  const original = chat.find(id);
  const who = !original ? "" : original.from === "me" ? "Anda" : chat.botName;
  return element(
    "button",
    { type: "button", class: "quoted", title: "Go to that message", on: { click: () => chat.goTo(id) } },
    element("b", { text: who }), element("span", { text: gist(original) }),
  );
}

function media(file, chat) {
  return file.kind === "photo" ? photo(file, chat) : paper(file);
}

function ours(address) {
  return typeof address === "string" && /^\/files\/[\w.~%-]+$/.test(address) ? address : null;
}

function photo(file, chat) {
  const image = element("img", { src: ours(file.url), alt: file.name ?? "Foto", decoding: "async" });
  if (file.width && file.height) {
    image.width = file.width;
    image.height = file.height;
  }
  return element("button", {
    type: "button", class: "photo", title: "Enlarge", "aria-label": "Perbesar foto",
    on: { click: () => chat.view(ours(file.url)) },
  }, image);
}

function paper(file) {
  const name = file.name ?? "dokumen";
  const ending = /\.([a-z0-9]{1,4})$/i.exec(name)?.[1]?.toUpperCase();
  return element(
    "a", { class: "paper", href: ours(file.url), download: name, title: `Download ${name}` },
    element("span", { class: "badge", "data-ending": ending ?? "" }, ending ?? icon("file")),
    label(name, size(file.size)),
  );
}

/** Two lines: the name of a file and something about it. */
export function label(name, about) {
  return element("span", { class: "paper-text" }, element("b", { text: name }), element("span", { text: about }));
}

/** "1,2 MB" */
export function size(bytes) {
  if (!Number.isFinite(bytes)) return "";
  const units = ["B", "KB", "MB", "GB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = { maximumFractionDigits: unit && value < 100 ? 1 : 0 };
  return `${value.toLocaleString("id-ID", digits)} ${units[unit]}`;
}

function keyboard(message, chat) {
  const line = (row) => element("div", { class: "row" }, ...row.map((button) => key(message, button, chat)));
  const frame = { class: "keyboard", role: "group", "aria-label": "Tombol pesan" };
  return element("div", frame, ...message.buttons.map(line));
}

function key(message, button, chat) {
  const look = STYLES.has(button.style) ? `key ${button.style}` : "key";
  if (button.url !== undefined) return addressKey(button, look, chat);
  if (button.copy !== undefined) {
    return element("button", {
      type: "button", class: look, title: `Copy: ${button.copy}`, on: { click: () => chat.copy(button.copy) },
    }, button.text, icon("copy"));
  }
  const node = element("button", { type: "button", class: look }, element("span", { text: button.text }));
  node.addEventListener("click", () => chat.press(message, button, node));
  return node;
}

function addressKey(button, look, chat) {
  const made = link(button.url, [button.text], chat.actions);
  made.className = look;
  if (made.tagName === "A") made.append(icon("open"));
  return made;
}

function doings(message, chat) {
  const doing = (title, name, image, click) => element("button", {
    type: "button", class: `doing ${image}`, title, "aria-label": name, on: { click },
  }, icon(image));
  const row = element("div", { class: "doings" }, doing("Reply", "Balas", "reply", () => chat.reply(message)));
  if (changeable(message)) row.append(doing("Edit", "Ubah", "edit", () => chat.edit(message)));
  return row;
}
