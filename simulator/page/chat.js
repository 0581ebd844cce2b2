// Opens the page: two chats side by side, whose people stand in the address after the #.

import { Clock } from "./clock.js";
import { element } from "./dom.js";
import { zoneOf } from "./moment.js";
import { fullName, Pane } from "./pane.js";
import { people } from "./server.js";

const TITLE = document.title;
const NARROW = matchMedia("(max-width: 820px)");
const RETRY = 2000;

/** Both chats and what joins them: tabs on narrow screens, the address, the unseen count. */
class Page {
  constructor(bot, personas) {
    this.personas = personas;
    this.unseen = { left: 0, right: 0 };
    this.panes = ["left", "right"].map((name) => new Pane(name, bot, personas, {
      chosen: () => this.keep(),
      unseen: (count) => this.count(name, count),
    }));
    document.getElementById("panes").replaceChildren(...this.panes.map((pane) => pane.root));
    this.tabs = this.panes.map((pane) => this.tab(pane));
    document.getElementById("tabs").replaceChildren(...this.tabs);
    this.readAddress();
    this.show(0);
    addEventListener("hashchange", () => this.readAddress());
    NARROW.addEventListener("change", () => this.show(this.shown));
    document.addEventListener("visibilitychange", () => this.look());
    addEventListener("focus", () => this.look());
  }

  tab(pane) {
    const tab = element("button", {
      type: "button", role: "tab", id: `tab-${pane.name}`, "aria-controls": pane.root.id,
      on: {
        click: () => this.show(this.panes.indexOf(pane)),
        keydown: (event) => {
          if (["ArrowLeft", "ArrowRight"].includes(event.key)) this.show(1 - this.shown, true);
        },
      },
    }, element("span", { class: "tab-name" }), element("span", { class: "count", hidden: true }));
    return tab;
  }

  /** On narrow screens only one chat is shown; on wide ones both. */
  show(index, focus = false) {
    this.shown = index;
    this.panes.forEach((pane, other) => {
      const away = NARROW.matches && other !== index;
      pane.root.inert = away;
      pane.root.setAttribute("role", NARROW.matches ? "tabpanel" : "region");
      pane.root.classList.toggle("away", away);
      this.tabs[other].setAttribute("aria-selected", String(other === index));
      this.tabs[other].tabIndex = other === index ? 0 : -1;
    });
    if (focus) this.tabs[index].focus();
    this.look();
  }

  look() {
    for (const pane of this.panes) pane.log.scrolled();
  }

  count(name, count) {
    this.unseen[name] = count;
    const index = name === "left" ? 0 : 1;
    const mark = this.tabs?.[index].querySelector(".count");
    if (mark) {
      mark.hidden = count === 0;
      mark.textContent = String(count);
      mark.title = "New messages";
    }
    const total = this.unseen.left + this.unseen.right;
    document.title = total ? `(${total}) ${TITLE}` : TITLE;
  }

  /** The people named after the #, else the first applicant and the first officer. */
  readAddress() {
    const named = location.hash.slice(1).split(",").map(Number);
    const first = (kind) => this.personas.find((persona) => persona.kind === kind) ?? this.personas[0];
    [first("applicant"), first("staff")].forEach((standard, index) => {
      const id = this.personas.some((persona) => persona.id === named[index]) ? named[index] : standard.id;
      if (this.panes[index].persona?.id !== id) this.panes[index].become(id);
    });
    this.keep();
  }

  keep() {
    history.replaceState(null, "", `#${this.panes.map((pane) => pane.persona.id).join(",")}`);
    this.tabs.forEach((tab, index) => {
      tab.querySelector(".tab-name").textContent = fullName(this.panes[index].persona);
    });
  }
}

function outage(text) {
  const line = document.getElementById("outage");
  line.textContent = text;
  line.hidden = !text;
}

async function open() {
  try {
    const { bot, personas } = await people();
    outage("");
    const page = new Page(bot, personas);
    new Clock(document.getElementById("clock"), () => zoneOf(page.panes[1].persona), outage);
  } catch (failure) {
    outage(`Simulator belum menjawab (${failure.message}). Mencoba lagi …`);
    setTimeout(open, RETRY);
  }
}

open();
