// Turns the HTML of a message into page nodes through an allow-list; foreign text never meets innerHTML.

import { element } from "./dom.js";
import { bothZones } from "./moment.js";

const PLAIN = {
  B: "b", STRONG: "b", I: "i", EM: "i", U: "u", INS: "u", S: "s", STRIKE: "s", DEL: "s",
  CODE: "code", PRE: "pre",
};
const BLOCKS = new Set(["BLOCKQUOTE", "PRE"]);
const NO_LINKS = new Set(["CODE", "PRE", "A"]);
const LINKED = /(?<![\w/@.-])\/[a-z][a-z0-9_]{0,31}(?![\w/])|https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/gi;
const BARE = /^[\w-]+(\.[\w-]+)+([/?#]|$)/;
const SCHEMES = new Set(["http:", "https:", "tg:"]);

/**
 * The text of a message as nodes. `actions` says what the reader can do from inside it: `command(text)`,
 * `start(payload)`; `bot` is the bot's username.
 */
export function rich(html, actions) {
  const page = new DOMParser().parseFromString(`<!doctype html><body><div>${html}`, "text/html");
  const result = document.createDocumentFragment();
  result.append(...copied(page.body, actions, true));
  return result;
}

function copied(parent, actions, links) {
  const nodes = [];
  for (const child of parent.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      const text = BLOCKS.has(child.previousSibling?.nodeName) ? child.data.replace(/^\n/, "") : child.data;
      nodes.push(...(links ? linked(text, actions) : [text]));
    } else if (child.nodeType === Node.ELEMENT_NODE) {
      nodes.push(...allowed(child, copied(child, actions, links && !NO_LINKS.has(child.tagName)), actions));
    }
  }
  return nodes;
}

function allowed(source, inside, actions) {
  const tag = source.tagName;
  if (tag === "SCRIPT" || tag === "STYLE") return [];
  if (tag === "BR") return ["\n"];
  if (Object.hasOwn(PLAIN, tag)) return [element(PLAIN[tag], {}, ...inside)];
  if (tag === "A") return [link(source.getAttribute("href") ?? "", inside, actions)];
  if (tag === "BLOCKQUOTE") return [quote(source, inside)];
  if (tag === "TG-SPOILER" || (tag === "SPAN" && source.className === "tg-spoiler")) return [spoiler(inside)];
  if (tag === "TG-TIME") return [moment(source, inside)];
  return inside;
}

function moment(source, inside) {
  const seconds = Number(source.getAttribute("unix"));
  const title = Number.isSafeInteger(seconds) && seconds > 0 ? bothZones(seconds * 1000) : null;
  return element("span", { class: "moment", title }, ...inside);
}

function spoiler(inside) {
  const node = element("span", {
    class: "spoiler", role: "button", tabindex: "0", "aria-label": "Teks tersembunyi", title: "Show hidden text",
  }, ...inside);
  const show = () => {
    node.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label", "title"]) node.removeAttribute(name);
  };
  node.addEventListener("click", show);
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); show(); }
  });
  return node;
}

function quote(source, inside) {
  if (!source.hasAttribute("expandable")) return element("blockquote", {}, ...inside);
  const body = element("div", { class: "fold" }, ...inside);
  const text = source.textContent;
  if (text.length <= 160 && text.split("\n").length <= 3) return element("blockquote", {}, ...inside);
  const toggle = element("button", {
    type: "button", class: "unfold", "aria-expanded": "false", text: "Selengkapnya", title: "More or less",
  });
  toggle.addEventListener("click", () => {
    const open = body.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
    toggle.textContent = open ? "Ringkas" : "Selengkapnya";
  });
  return element("blockquote", {}, body, toggle);
}

function linked(text, actions) {
  const nodes = [];
  let done = 0;
  for (const match of text.matchAll(LINKED)) {
    nodes.push(text.slice(done, match.index));
    const found = match[0];
    nodes.push(found.startsWith("/") ? command(found, actions) : link(found, [found], actions));
    done = match.index + found.length;
  }
  nodes.push(text.slice(done));
  return nodes.filter((node) => node !== "");
}

function command(text, actions) {
  return inlineButton("Send this command", () => actions.command(text), text);
}

function inlineButton(title, click, ...inside) {
  return element("button", { type: "button", class: "inline-command", title, on: { click } }, ...inside);
}

/** A link, or plain text where the address is not http, https or tg; `inside` are its nodes. */
export function link(address, inside, actions) {
  const whole = BARE.test(address) ? `https://${address}` : address;
  const url = URL.canParse(whole) ? new URL(whole) : null;
  if (!url || !SCHEMES.has(url.protocol)) return element("span", {}, ...inside);
  const payload = startPayload(url, actions.bot);
  if (payload !== null) return inlineButton(url.href, () => actions.start(payload), ...inside);
  const { href } = url;
  return element("a", { href, title: href, target: "_blank", rel: "noopener noreferrer" }, ...inside);
}

/** The payload of a deep link to this very bot (t.me/<bot>?start=… or tg://resolve), else null. */
function startPayload(url, bot) {
  const query = url.searchParams;
  const name = url.protocol === "tg:" ? query.get("domain") : url.pathname.slice(1);
  const ours = url.protocol === "tg:" || url.hostname === "t.me";
  if (!ours || !bot || name?.toLowerCase() !== bot.toLowerCase()) return null;
  return query.get("start");
}
