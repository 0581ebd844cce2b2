// Where a person writes: text, replies, edits, files, and the bot's reply keyboard.

import { Attachments, dropZone } from "./attachments.js";
import { CommandList } from "./commands.js";
import { element } from "./dom.js";
import { gist } from "./message.js";

/**
 * The composer of one chat. `doings` carries out what is sent: `say(text, replyTo)`, `edit(id, text)`,
 * `upload(files, as, caption, replyTo)`, `send(kind, text)`; each answers true when the server took it.
 */
export class Composer {
  constructor(places, root, name, doings) {
    this.places = places;
    this.doings = doings;
    this.about = null;
    this.attachments = new Attachments(places, () => this.refresh(), (kind) => this.sendKind(kind));
    this.commands = new CommandList(places, name, (text) => doings.say(text));
    for (const radio of places.tray.querySelectorAll("input")) radio.name = `${name}-as`;
    dropZone(root, places.drop, (files) => this.addFiles(files));
    this.watch();
  }

  watch() {
    const { composer, text, contextClose, keys } = this.places;
    composer.addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    text.addEventListener("input", () => this.refresh());
    text.addEventListener("keydown", (event) => this.key(event));
    text.addEventListener("paste", (event) => {
      if (!event.clipboardData.files.length) return;
      event.preventDefault();
      this.addFiles([...event.clipboardData.files]);
    });
    contextClose.addEventListener("click", () => this.forget());
    keys.addEventListener("click", () => this.toggleKeys());
  }

  /** Begins anew for another person. */
  clear() {
    this.attachments.take();
    this.forget();
    this.places.text.value = "";
    this.commands.close();
    this.keyboard(null);
    this.refresh();
  }

  key(event) {
    if (event.isComposing || this.commands.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape" && this.about) {
      this.forget();
    } else if (event.key === "ArrowUp" && !this.places.text.value && !this.about) {
      this.doings.editLast();
      event.preventDefault();
    }
  }

  addFiles(files) {
    if (this.about?.kind === "edit") this.forget();
    this.attachments.add(files);
    this.places.text.focus();
  }

  /** The next text answers this message. */
  reply(message) {
    this.look("reply", message, message.from === "me" ? "Membalas pesan Anda" : "Membalas bot");
  }

  /** The next text replaces that of this own message. */
  edit(message) {
    this.look("edit", message, "Mengubah pesan");
    this.places.text.value = message.text;
    this.refresh();
  }

  look(kind, message, title) {
    if (this.about?.kind === "edit") this.places.text.value = "";
    this.about = { kind, message };
    this.places.contextTitle.textContent = title;
    this.places.contextText.textContent = gist(message);
    this.places.contextIcon.setAttribute("href", `#icon-${kind}`);
    this.places.context.hidden = false;
    this.refresh();
    this.places.text.focus();
  }

  forget() {
    if (this.about?.kind === "edit") this.places.text.value = "";
    this.about = null;
    this.places.context.hidden = true;
    this.refresh();
  }

  async submit() {
    const text = this.places.text.value.trim();
    const about = this.about;
    if (!text && this.attachments.empty) return;
    this.places.text.value = "";
    this.about = null;
    this.places.context.hidden = true;
    this.commands.close();
    const sent = this.attachments.empty ? this.sendText(text, about) : this.sendFiles(text, about);
    this.refresh();
    if (await sent) return;
    if (!this.places.text.value) this.places.text.value = text;
    this.refresh();
  }

  sendText(text, about) {
    if (about?.kind === "edit") return this.doings.edit(about.message.id, text);
    return this.doings.say(text, about?.message.id);
  }

  async sendFiles(caption, about) {
    const { albums, as } = this.attachments.take();
    let text = caption;
    let replyTo = about?.message.id;
    for (const files of albums) {
      if (!await this.doings.upload(files, as, text, replyTo)) return false;
      text = "";
      replyTo = undefined;
    }
    return true;
  }

  sendKind(kind) {
    const text = this.places.text.value.trim();
    if (kind === "forward") this.places.text.value = "";
    this.doings.send(kind, text);
    this.refresh();
  }

  refresh() {
    const { text, send } = this.places;
    text.style.height = "auto";
    text.style.height = `${text.scrollHeight}px`;
    text.placeholder = this.attachments.empty ? "Tulis pesan" : "Keterangan (boleh kosong)";
    send.disabled = !text.value.trim() && this.attachments.empty;
  }

  /** Shows the bot's reply keyboard (rows of texts or `{text, request_contact}`), or none. */
  keyboard(rows) {
    const { replyKeys, keys } = this.places;
    const has = Boolean(rows?.length);
    keys.hidden = !has;
    replyKeys.hidden = !has;
    keys.setAttribute("aria-expanded", String(has));
    const line = (row) => element("div", { class: "row" }, ...row.map((entry) => this.replyKey(entry)));
    replyKeys.replaceChildren(...(rows ?? []).map(line));
  }

  replyKey(entry) {
    const button = typeof entry === "string" ? { text: entry } : entry;
    const contact = () => this.doings.send("contact", "");
    const click = button.request_contact ? contact : () => this.doings.say(button.text);
    return element("button", { type: "button", class: "key", on: { click } }, button.text);
  }

  toggleKeys() {
    const { replyKeys, keys } = this.places;
    replyKeys.hidden = !replyKeys.hidden;
    keys.setAttribute("aria-expanded", String(!replyKeys.hidden));
  }
}
