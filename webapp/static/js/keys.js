// Single keys. They rest in fields, with a modifier, and when switched off on the help page.
const OFF = "mentorsoeg-taster-fra";
const STOPS = ".result h2 a, .hit .place, .contents a, .kwic .key a";

let moveHit = () => false;

const actions = {
  "/": () => focus(document.querySelector("input[type=search]")),
  j: () => moveHit(1) || moveFocus(1),
  k: () => moveHit(-1) || moveFocus(-1),
  ArrowDown: () => document.activeElement.matches(STOPS) && moveFocus(1),
  ArrowUp: () => document.activeElement.matches(STOPS) && moveFocus(-1),
  ArrowRight: () => follow("main a[rel=next]"),
  ArrowLeft: () => follow("main a[rel=prev]"),
  c: () => quoteButton()?.click(),
  "+": () => press(document.querySelector("[data-zoom='1']")),
  "-": () => press(document.querySelector("[data-zoom='-1']")),
  l: () => press(tickButton()),
  "?": showKeys,
};

// On a report's page j and k go from hit to hit.
export function walkBy(move) {
  moveHit = move;
}

export function enableKeys() {
  const lines = document.querySelector(".kwic");
  document.addEventListener("keydown", ({ key }) => lines?.classList.toggle("hushed", key === "Escape"));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (localStorage.getItem(OFF) || event.target.closest("input, textarea, select, dialog")) return;
    const pane = event.target.closest(".wide, .view, pre");
    if (pane?.scrollWidth > pane?.clientWidth && event.key.startsWith("Arrow")) return;
    if (actions[event.key]?.()) event.preventDefault();
  });
  const label = document.querySelector("[data-keys-switch]");
  if (!label) return;
  const box = label.querySelector("input");
  label.hidden = false;
  box.checked = !localStorage.getItem(OFF);
  box.addEventListener("change", () => {
    if (box.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });
}

function focus(element) {
  element?.focus();
  element?.select?.();
  return Boolean(element);
}

function moveFocus(step) {
  const stops = [...document.querySelectorAll(STOPS)];
  const next = stops[stops.indexOf(document.activeElement) + step];
  next?.focus();
  return Boolean(next);
}

function follow(selector) {
  const link = document.querySelector(selector);
  if (link) location.assign(link.href);
  return Boolean(link);
}

function quoteButton() {
  const hit = document.activeElement.closest(".hit") ?? document.querySelector(".hit");
  const button = document.getElementById("citer") ?? hit?.querySelector("[data-cite]");
  return button && { click: () => { button.click(); return true; } };
}

function press(button) {
  button?.click();
  return Boolean(button);
}

function tickButton() {
  const row = document.activeElement.closest(".hit, tr") ?? document.querySelector(".hit, .kwic tbody tr");
  return document.querySelector("[data-tick-passage]") ?? row?.querySelector(".tick");
}

// The list stands on the help page, and only there.
function showKeys() {
  fetch("/hjaelp").then((answer) => answer.text()).then((html) => {
    const list = new DOMParser().parseFromString(html, "text/html").querySelector(".keys");
    const dialog = document.createElement("dialog");
    const title = document.createElement("h2");
    title.id = "taster-titel";
    title.textContent = "Taster";
    dialog.setAttribute("aria-labelledby", title.id);
    const close = document.createElement("button");
    close.textContent = "Luk";
    close.addEventListener("click", () => dialog.close());
    dialog.append(title, list, close);
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  });
  return true;
}
