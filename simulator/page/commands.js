// The list of the bot's commands over the composer: by its button, or by typing a slash.

import { element } from "./dom.js";

/** Shows commands in the part `commands`; `chosen(text)` sends one. */
export class CommandList {
  constructor(places, name, chosen) {
    this.places = places;
    this.name = name;
    this.chosen = chosen;
    this.known = [];
    this.here = -1;
    places.slash.addEventListener("click", () => this.toggle());
    places.slash.addEventListener("keydown", (event) => this.key(event));
    places.text.addEventListener("input", () => this.typed());
    places.text.addEventListener("blur", (event) => {
      const next = event.relatedTarget;
      if (!places.commands.contains(next) && next !== places.slash) this.close();
    });
    places.commands.addEventListener("pointerdown", (event) => event.preventDefault());
    places.commands.id = `${name}-commands`;
    places.text.setAttribute("aria-controls", places.commands.id);
    places.text.setAttribute("aria-autocomplete", "list");
  }

  /** Takes `[{command, description}]`. */
  know(commands) {
    this.known = commands;
    this.places.slash.hidden = commands.length === 0;
  }

  get open() {
    return !this.places.commands.hidden;
  }

  toggle() {
    if (this.open) this.close();
    else this.show(this.known);
    this.places.text.focus();
  }

  typed() {
    const typed = /^\/(\w*)$/.exec(this.places.text.value);
    const begin = typed?.[1].toLowerCase();
    const fitting = typed ? this.known.filter((entry) => entry.command.startsWith(begin)) : [];
    if (fitting.length) this.show(fitting);
    else this.close();
  }

  show(commands) {
    this.here = -1;
    this.places.text.removeAttribute("aria-activedescendant");
    this.places.commands.replaceChildren(...commands.map((entry, index) => this.option(entry, index)));
    this.places.commands.hidden = commands.length === 0;
    this.places.slash.setAttribute("aria-expanded", String(this.open));
  }

  option(entry, index) {
    return element("li", {
      role: "option", id: `${this.name}-command-${index}`, "data-command": entry.command,
      on: { click: () => this.choose(entry.command) },
    }, element("b", { text: `/${entry.command}` }), element("span", { text: entry.description }));
  }

  close() {
    this.show([]);
  }

  choose(command) {
    this.close();
    this.places.text.value = "";
    this.chosen(`/${command}`);
  }

  /** Handles a key while the list is open; true if it was meant for the list. */
  key(event) {
    if (!this.open) return false;
    const options = [...this.places.commands.children];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.mark(options, (this.here + step + options.length) % options.length);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Tab" && !event.shiftKey) this.complete(options[Math.max(0, this.here)]);
    else if (event.key === "Enter" && this.here >= 0) this.choose(options[this.here].dataset.command);
    else return false;
    event.preventDefault();
    return true;
  }

  mark(options, index) {
    this.here = index;
    options.forEach((option, other) => option.setAttribute("aria-selected", String(other === index)));
    options[index].scrollIntoView({ block: "nearest" });
    this.places.text.setAttribute("aria-activedescendant", options[index].id);
  }

  complete(option) {
    this.places.text.value = `/${option.dataset.command} `;
    this.close();
  }
}
