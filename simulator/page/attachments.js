// What a person is about to send besides text: files in a tray, and the "Lampiran" menu.

import { element, icon, menu } from "./dom.js";
import { label, size } from "./message.js";

const ALBUM = 10;
const PICTURES = "image/jpeg,image/png,image/webp";
const PICTURE = /^image\/(jpeg|png|webp)$/;

/**
 * The tray of files of one composer (parts `tray`, `trayFiles`, `trayNote`, `files`, `attach`, `attachMenu`).
 * `changed()` is called when it fills or empties, `sendKind(kind)` when a sticker, voice … is wanted.
 */
export class Attachments {
  constructor(places, changed, sendKind) {
    this.places = places;
    this.changed = changed;
    this.files = [];
    this.as = "document";
    menu(places.attach, places.attachMenu, () => this.entries(sendKind));
    places.files.addEventListener("change", () => {
      this.add([...places.files.files], places.files.dataset.as);
      places.files.value = "";
      places.text.focus();
    });
    places.tray.addEventListener("change", (event) => { this.as = event.target.value; });
  }

  entries(sendKind) {
    const choose = (as, accept) => () => {
      this.places.files.dataset.as = as;
      this.places.files.accept = accept;
      this.places.files.click();
    };
    return [
      { icon: "photo", label: "Foto", title: "Photo", act: choose("photo", PICTURES) },
      { icon: "file", label: "Dokumen", title: "Document", act: choose("document", "") },
      { icon: "sticker", label: "Stiker", title: "Sticker", act: () => sendKind("sticker") },
      { icon: "voice", label: "Pesan suara", title: "Voice message", act: () => sendKind("voice") },
      { icon: "place", label: "Lokasi", title: "Location", act: () => sendKind("location") },
      { icon: "contact", label: "Kontak saya", title: "My contact", act: () => sendKind("contact") },
      { icon: "forward", label: "Pesan terusan", title: "Forwarded message", act: () => sendKind("forward") },
    ];
  }

  /** Puts files into the tray; without `as` pictures go as photos, anything else as documents. */
  add(files, as) {
    if (!files.length) return;
    const pictures = files.every((file) => PICTURE.test(file.type));
    if (this.empty) this.as = as ?? (pictures ? "photo" : "document");
    this.files.push(...files);
    this.show();
  }

  get empty() {
    return this.files.length === 0;
  }

  /** Empties the tray and gives what lay in it, in albums of ten at most. */
  take() {
    const albums = [];
    for (let start = 0; start < this.files.length; start += ALBUM) {
      albums.push(this.files.slice(start, start + ALBUM));
    }
    const taken = { albums, as: this.as };
    this.files = [];
    this.show();
    return taken;
  }

  show() {
    const { tray, trayFiles, trayNote } = this.places;
    const pictures = this.files.every((file) => PICTURE.test(file.type));
    if (!pictures) this.as = "document";
    for (const node of trayFiles.querySelectorAll("img")) URL.revokeObjectURL(node.src);
    trayFiles.replaceChildren(...this.files.map((file) => this.line(file)));
    for (const radio of tray.querySelectorAll("input")) {
      radio.checked = radio.value === this.as;
      radio.disabled = radio.value === "photo" && !pictures;
    }
    trayNote.textContent = this.files.length > 1 ? `${this.files.length} berkas, dikirim sebagai album` : "";
    tray.hidden = this.empty;
    this.changed();
  }

  line(file) {
    const sight = PICTURE.test(file.type)
      ? element("img", { src: URL.createObjectURL(file), alt: "" })
      : element("span", { class: "badge" }, icon("file"));
    const remove = element("button", {
      type: "button", class: "round", title: "Remove", "aria-label": `Keluarkan ${file.name}`,
      on: { click: () => { this.files = this.files.filter((other) => other !== file); this.show(); } },
    }, icon("close"));
    return element("li", {}, sight, label(file.name, size(file.size)), remove);
  }
}

/** Lets files be dropped anywhere on a chat; `cover` is shown meanwhile. */
export function dropZone(pane, cover, dropped) {
  let depth = 0;
  const carries = (event) => event.dataTransfer?.types.includes("Files");
  const show = (change) => {
    depth = Math.max(0, depth + change);
    cover.classList.toggle("open", depth > 0);
  };
  pane.addEventListener("dragenter", (event) => { if (carries(event)) { event.preventDefault(); show(1); } });
  pane.addEventListener("dragleave", (event) => { if (carries(event)) show(-1); });
  pane.addEventListener("dragover", (event) => { if (carries(event)) event.preventDefault(); });
  pane.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    show(-depth);
    dropped([...event.dataTransfer.files]);
  });
}
