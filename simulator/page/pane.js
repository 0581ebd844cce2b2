// One person's private chat with the bot: who they are, what is said, what they do.

import { Composer } from "./composer.js";
import { element, menu, parts } from "./dom.js";
import { Feed } from "./feed.js";
import { Log } from "./log.js";
import { changeable } from "./message.js";
import { zoneName, zoneOf } from "./moment.js";
import { alert, toast, view } from "./notices.js";
import { Chat } from "./server.js";

const PRESS_PATIENCE = 6000;
const LINE = { live: "", waiting: "Menyambung …", lost: "Sambungan terputus, mencoba lagi …" };
const KINDS = [["applicant", "Pemohon"], ["staff", "Petugas"], ["administrator", "Pengelola"]];

/** The name of a person as people read it. */
export function fullName(persona) {
  return [persona.first_name, persona.last_name].filter(Boolean).join(" ");
}

/** A chat pane; `chosen()` is called when another person is picked, `unseen(count)` when something waits. */
export class Pane {
  constructor(name, bot, personas, { chosen, unseen }) {
    this.name = name;
    this.bot = bot;
    this.personas = personas;
    const copy = document.getElementById("pane").content.cloneNode(true);
    this.root = copy.querySelector(".pane");
    this.root.id = `pane-${name}`;
    this.places = parts(copy);
    this.pressed = new Map();
    this.early = new Set();
    this.log = new Log(this.places, this.view(), unseen);
    this.composer = new Composer(this.places, this.root, name, this.doings());
    this.fillPicker(chosen);
    this.watch();
  }

  /** What messages may ask of their chat. */
  view() {
    const pane = this;
    return {
      get zone() { return zoneOf(pane.persona); },
      botName: this.bot.first_name,
      anchor: (id) => `${this.name}-message-${id}`,
      find: (id) => this.log.messages.get(id),
      goTo: (id) => this.log.goTo(id),
      press: (message, button, node) => this.press(message, button, node),
      copy: (text) => this.copy(text),
      reply: (message) => this.composer.reply(message),
      edit: (message) => this.composer.edit(message),
      view,
      actions: {
        bot: this.bot.username,
        command: (text) => this.send((chat) => chat.say(text)),
        start: (payload) => this.send((chat) => chat.start(payload)),
      },
    };
  }

  /** What the composer can have done. */
  doings() {
    return {
      say: (text, replyTo) => this.send((chat) => chat.say(text, replyTo)),
      edit: (id, text) => this.act((chat) => chat.edit(id, text)),
      upload: (files, as, caption, replyTo) => this.send((chat) => chat.upload(files, as, caption, replyTo)),
      send: (kind, text) => this.send((chat) => chat.send(kind, kind === "forward" && text ? { text } : {})),
      editLast: () => this.editLast(),
    };
  }

  fillPicker(chosen) {
    const groups = new Map();
    for (const persona of this.personas) {
      const kind = KINDS.find(([key]) => key === persona.kind)?.[1] ?? "Lainnya";
      const label = persona.kind === "staff" ? `${kind} · ${officeName(persona.office)}` : kind;
      if (!groups.has(label)) groups.set(label, element("optgroup", { label }));
      const title = persona.title ? `${fullName(persona)}, ${persona.title}` : fullName(persona);
      groups.get(label).append(element("option", { value: persona.id }, title));
    }
    this.places.persona.append(...groups.values());
    this.places.persona.addEventListener("change", () => {
      this.become(Number(this.places.persona.value));
      chosen();
    });
  }

  watch() {
    const { more, moreMenu, start, unblock } = this.places;
    this.places.botName.textContent = this.bot.first_name;
    this.places.botAbout.textContent = this.bot.description ?? "";
    const begin = () => this.send((chat) => chat.start());
    menu(more, moreMenu, () => [
      { icon: "start", label: "Mulai ulang (/start)", title: "Start again", act: begin },
      this.isBlocked
        ? { icon: "block", label: "Buka blokir bot", title: "Unblock the bot", act: () => this.block(false) }
        : { icon: "block", label: "Blokir bot", title: "Block the bot", act: () => this.block(true) },
    ]);
    start.addEventListener("click", begin);
    unblock.addEventListener("click", () => this.block(false));
  }

  /** Turns this pane into the chat of another person. */
  become(id) {
    this.feed?.stop();
    this.persona = this.personas.find((persona) => persona.id === id);
    this.chat = new Chat(id);
    this.places.persona.value = String(id);
    this.showPerson();
    this.log.clear();
    this.composer.clear();
    this.pressed.clear();
    this.early.clear();
    this.commandsKnown = "";
    this.showBlocked(false);
    this.places.welcome.hidden = true;
    this.places.toasts.replaceChildren();
    const heard = (changes, whole) => this.take(changes, whole);
    this.feed = new Feed(this.chat, heard, (state) => this.line(state));
    this.feed.begin();
  }

  showPerson() {
    const { persona, places } = this;
    const zone = zoneName(zoneOf(persona));
    const office = officeName(persona.office);
    places.face.textContent = fullName(persona).split(" ").map((word) => word[0]).join("").slice(0, 2);
    places.face.dataset.hue = String(persona.id % 6);
    places.name.textContent = fullName(persona);
    places.about.textContent = [persona.title, office, zone].filter(Boolean).join(" · ");
    places.about.title = persona.about ?? "";
    this.root.setAttribute("aria-label", `Percakapan ${fullName(persona)} dengan ${this.bot.first_name}`);
  }

  line(state) {
    this.places.link.textContent = LINE[state];
  }

  /** Takes in what the server tells of this chat. */
  take(changes, whole) {
    if (whole) this.log.clear();
    const messages = changes.messages.filter((entry) => entry.kind !== "toast");
    const toasts = whole ? [] : changes.messages.filter((entry) => entry.kind === "toast");
    this.log.take(messages, whole);
    toasts.forEach((entry) => this.answered(entry));
    if (changes.commands) this.learn(changes.commands);
    if (changes.blocked !== undefined) this.showBlocked(changes.blocked);
    this.places.welcome.hidden = this.log.messages.size > 0 || this.isBlocked;
    for (const { reply_keyboard: rows } of messages) {
      if (rows !== undefined && rows !== null) this.composer.keyboard(rows);
    }
  }

  learn(commands) {
    const known = JSON.stringify(commands);
    if (known === this.commandsKnown) return;
    this.commandsKnown = known;
    this.composer.commands.know(commands);
  }

  /** The bot's answer to a button: an alert, a toast, or nothing to say. */
  answered(entry) {
    this.release(entry.query_id);
    if (!entry.text) return;
    if (entry.alert) alert(`${this.bot.first_name} kepada ${fullName(this.persona)}`, entry.text);
    else toast(this.places.toasts, entry.text);
  }

  async press(message, button, node) {
    if (node.classList.contains("busy")) return;
    node.classList.add("busy");
    node.setAttribute("aria-busy", "true");
    const free = () => { node.classList.remove("busy"); node.removeAttribute("aria-busy"); };
    let query = null;
    const sent = await this.act(async (chat) => {
      query = (await chat.press(message.id, button.data)).query_id;
    });
    if (!sent || this.early.delete(query)) { free(); return; }
    setTimeout(free, PRESS_PATIENCE);
    this.pressed.set(query, free);
  }

  /** Ends a button's waiting. The answer may come before the press itself is acknowledged: it is kept. */
  release(query) {
    if (this.pressed.has(query)) this.pressed.get(query)();
    else this.early.add(query);
    this.pressed.delete(query);
  }

  /** Does something in the chat; a refusal is shown as a toast. True when it was done. */
  async act(doing) {
    try {
      await doing(this.chat);
      return true;
    } catch (refusal) {
      toast(this.places.toasts, `Tidak terkirim: ${refusal.message}`, "failure");
      return false;
    }
  }

  /** Like `act`, for what appears at the end of the chat: the reader goes there. */
  send(doing) {
    this.log.toEnd();
    return this.act(doing);
  }

  async block(blocked) {
    if (await this.act((chat) => chat.block(blocked))) this.showBlocked(blocked);
  }

  showBlocked(blocked) {
    this.isBlocked = blocked;
    this.places.blocked.hidden = !blocked;
    this.places.composer.hidden = blocked;
  }

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      toast(this.places.toasts, `Disalin: ${text}`);
    } catch {
      alert("Salin teks ini", text);
    }
  }

  editLast() {
    const last = [...this.log.messages.values()].filter(changeable).sort((a, b) => a.id - b.id).at(-1);
    if (last) this.composer.edit(last);
  }
}

function officeName(office) {
  return office ? office.replace(/[_-]+/g, " ").replace(/\b\w/g, (letter) => letter.toUpperCase()) : "";
}
