// Short notices: toasts in a chat, alerts and photos over the page.

import { element } from "./dom.js";

const TOAST = 4500;
const waiting = [];

/** Shows a line at the foot of a chat for a few seconds. */
export function toast(place, text, kind = "plain") {
  const line = element("p", { class: `toast ${kind}`, text });
  place.append(line);
  while (place.children.length > 3) place.firstElementChild.remove();
  setTimeout(() => line.remove(), TOAST + text.length * 30);
}

/** Shows what must be confirmed; several wait for each other. */
export function alert(title, text) {
  waiting.push([title, text]);
  if (!document.getElementById("alert").open) nextAlert();
}

function nextAlert() {
  const next = waiting.shift();
  if (!next) return;
  const dialog = document.getElementById("alert");
  document.getElementById("alert-title").textContent = next[0];
  document.getElementById("alert-text").textContent = next[1];
  dialog.addEventListener("close", nextAlert, { once: true });
  dialog.showModal();
}

/** Shows a photo large; a click beside it closes it. */
export function view(address) {
  if (!address) return;
  const dialog = document.getElementById("viewer");
  dialog.querySelector("img").src = address;
  dialog.onclick = (event) => event.target.tagName !== "IMG" && dialog.close();
  dialog.showModal();
}
