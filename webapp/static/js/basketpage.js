// The page of the basket: it shows what the browser keeps, or what a link's fragment carries.
import { copy, enableCopying, tell } from "./copy.js";
import { add, basket, fill, valid } from "./kept.js";

const LONG = 8000;
const gone = new Set();
let place;
let items = [];
let shared = false;

export function enableBasketPage(root) {
  place = root;
  place.hidden = false;
  on("[data-share]", share);
  on("[data-clear]", clear);
  on("[data-take]", take);
  place.querySelector("form").addEventListener("submit", (event) => {
    event.target.elements.kurv.value = JSON.stringify(left());
  });
  addEventListener("hashchange", load);
  load();
}

const on = (selector, act) => place.querySelector(selector).addEventListener("click", act);
const left = () => items.filter((_, number) => !gone.has(number));
const save = () => shared || fill(left());

function load() {
  const carried = location.hash.startsWith("#k=") ? decode(location.hash.slice(3)) : [];
  shared = carried.length > 0;
  if (location.hash.startsWith("#k=") && !shared) tell("Linket til kurven er ikke helt. Bed om at få det igen.");
  items = shared ? carried : basket();
  gone.clear();
  draw();
}

// Whatever comes out of it is looked at by valid(), and again by the service.
function decode(written) {
  try {
    const bytes = atob(written.replaceAll("-", "+").replaceAll("_", "/"));
    return valid(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes, (b) => b.charCodeAt(0)))));
  } catch {
    return [];
  }
}

function encode(given) {
  const bytes = new TextEncoder().encode(JSON.stringify(given));
  return btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

async function draw() {
  place.querySelector("[data-shared]").hidden = !shared;
  place.querySelector("[data-empty]").hidden = items.length > 0;
  place.querySelector("[data-tools]").hidden = !items.length;
  const list = place.querySelector("#kurv-liste");
  if (!items.length) return list.replaceChildren();
  const answer = await fetch("/kurv", { method: "POST", body: new URLSearchParams({ kurv: JSON.stringify(items) }) }).catch(() => null);
  if (!answer?.ok) return tell("Kurven kan ikke vises lige nu. Den er ikke tabt: prøv igen om lidt.");
  const drawn = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("kurv-liste");
  list.replaceChildren(...drawn.children);
  enableCopying(list);
  [...list.children].forEach(enableEntry);
}

function enableEntry(entry) {
  const number = Number(entry.dataset.number);
  entry.querySelector("textarea")?.addEventListener("input", (event) => {
    items[number].note = event.target.value;
    save();
  });
  const button = entry.querySelector("[data-remove]");
  button.hidden = shared;
  button.addEventListener("click", () => {
    remove(entry, number);
    entry.querySelector(".removed button").focus();
  });
}

// What is removed leaves its place with the way back, until the page is left.
function remove(entry, number) {
  if (gone.has(number)) return;
  gone.add(number);
  if (!save()) return;
  const name = entry.querySelector("[data-name]").textContent;
  const line = document.createElement("p");
  const button = document.createElement("button");
  line.className = "removed quiet";
  button.className = "light low";
  button.type = "button";
  button.textContent = "Fortryd";
  line.append(`Fjernet: ${name} `, button);
  button.addEventListener("click", () => {
    restore(entry, number);
    entry.querySelector("[data-remove]").focus();
  });
  [...entry.children].forEach((part) => { part.hidden = true; });
  entry.append(line);
  label();
}

function restore(entry, number) {
  if (!gone.delete(number)) return;
  save();
  entry.querySelector(".removed").remove();
  [...entry.children].forEach((part) => { part.hidden = false; });
  label();
}

const entries = () => [...place.querySelectorAll("[data-number]")];
const label = () => { place.querySelector("[data-clear]").textContent = left().length ? "Tøm kurven" : "Fortryd: læg alt tilbage"; };

function clear() {
  const act = left().length ? remove : restore;
  entries().forEach((entry) => act(entry, Number(entry.dataset.number)));
  tell(left().length ? "Alt er lagt tilbage" : "Kurven er tom");
}

function share() {
  const link = `${location.origin}${location.pathname}#k=${encode(left())}`;
  const long = link.length > LONG ? ` Det er på ${link.length} tegn, og nogle mailprogrammer klipper det over.` : "";
  copy(link, `Linket er kopieret. Det rummer citater og noter.${long}`);
}

function take() {
  const added = add(items);
  if (added < 0) return;
  history.replaceState(null, "", location.pathname);
  load();
  tell(added === 1 ? "1 lagt i din kurv" : `${added} lagt i din kurv`);
}
