// The bar that shows the simulator's clock in both zones and moves it.

import { parts } from "./dom.js";
import { face, secondsToNextWorkday, span, zoneName } from "./moment.js";
import { clock, moveClock } from "./server.js";

const REFRESH = 15_000;

/**
 * The clock bar in `root`; `zone()` is the zone of the working day to move to, `failed(message)` hears
 * refusals.
 */
export class Clock {
  constructor(root, zone, failed) {
    this.root = root;
    this.places = parts(root);
    this.zone = zone;
    this.failed = failed;
    this.start = null;
    root.querySelectorAll("[data-add]").forEach((button) =>
      button.addEventListener("click", () => this.move({ add_seconds: Number(button.dataset.add) })));
    this.places.workday.addEventListener("click", () =>
      this.move({ add_seconds: secondsToNextWorkday(this.now(), this.zone()) }));
    this.places.reset.addEventListener("click", () => this.move({ offset_seconds: 0 }));
    this.toggle = root.querySelector("#clock-toggle");
    this.toggle.addEventListener("click", () => this.open(!root.classList.contains("open")));
    root.addEventListener("keydown", (event) => { if (event.key === "Escape") this.open(false); });
    document.addEventListener("pointerdown", (event) => {
      if (!root.contains(event.target)) this.open(false);
    });
    this.follow();
  }

  open(open) {
    this.root.classList.toggle("open", open);
    this.toggle.setAttribute("aria-expanded", String(open));
  }

  /** The simulator's moment in milliseconds, counted on from the last reading. */
  now() {
    return this.start.at + performance.now() - this.start.read;
  }

  async follow() {
    await this.read();
    setInterval(() => this.show(), 1000);
    setInterval(() => this.read(), REFRESH);
  }

  async read() {
    try {
      this.take(await clock());
    } catch {
      // the chats already show that the line is down; the face goes on counting
    }
  }

  async move(change) {
    try {
      this.take(await moveClock(change));
    } catch (refusal) {
      this.failed(`Jam tidak berubah: ${refusal.message}`);
    }
  }

  take(reading) {
    this.start = { at: reading.now * 1000, read: performance.now() };
    this.offset = reading.offset_seconds;
    this.show();
  }

  show() {
    if (!this.start) return;
    const { date, long, wita, wib } = face(this.now());
    this.places.date.textContent = date;
    this.places.wita.textContent = wita;
    this.places.wib.textContent = wib;
    this.places.workday.textContent = `Ke hari kerja 08.00 ${zoneName(this.zone())}`;
    const moved = Math.abs(this.offset) >= 1;
    const shift = moved ? `${this.offset > 0 ? "maju" : "mundur"} ${span(this.offset)}` : "";
    this.places.shift.hidden = !moved;
    this.places.shift.textContent = shift;
    this.places.long.textContent = [long, shift].filter(Boolean).join(" · ");
    this.places.reset.disabled = !moved;
  }
}
