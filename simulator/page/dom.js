// Makes page elements and finds their parts; the only way this page builds DOM.

const SVG = "http://www.w3.org/2000/svg";

/**
 * Makes an element. `attributes.on` holds event listeners, `attributes.text` its text;
 * true becomes an empty attribute, false, null and undefined none. Children are nodes or texts.
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    } else if (name === "text") {
      node.textContent = value;
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Makes an icon out of the page's own set (the symbols in index.html). */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

/** Collects the `data-part` elements under a root by name (`clock-face` becomes `clockFace`). */
export function parts(root) {
  const found = {};
  for (const node of root.querySelectorAll("[data-part]")) {
    found[node.dataset.part.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())] = node;
  }
  return found;
}

/**
 * Opens and closes a small menu by its button: click, arrow keys, Home, End, Escape, click elsewhere.
 * `entries()` gives `{icon, label, title, act}` anew at each opening.
 */
export function menu(button, list, entries) {
  const close = (focus) => {
    if (list.hidden) return;
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (focus) button.focus();
  };
  const open = () => {
    list.replaceChildren(...entries().map((entry) => element("button", {
      type: "button", role: "menuitem", title: entry.title, tabindex: "-1",
      on: { click: () => { close(true); entry.act(); } },
    }, icon(entry.icon), entry.label)));
    list.hidden = false;
    button.setAttribute("aria-expanded", "true");
    list.firstElementChild?.focus();
  };
  button.addEventListener("click", () => (list.hidden ? open() : close(true)));
  list.addEventListener("keydown", (event) => {
    const items = [...list.children];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const here = items.indexOf(document.activeElement);
    if (step) items[(here + step + items.length) % items.length].focus();
    else if (event.key === "Home") items[0].focus();
    else if (event.key === "End") items.at(-1).focus();
    else if (event.key === "Escape") close(true);
    else if (event.key === "Tab") { close(false); return; }
    else return;
    event.preventDefault();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!list.contains(event.target) && !button.contains(event.target)) close(false);
  });
}
