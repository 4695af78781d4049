// What this browser keeps, and nobody else: a basket of passages, and searches.
import { tell, told } from "./copy.js";

const BASKET = "mentorsoeg-kurv";
export const SAVED = "mentorsoeg-soegninger";
const MOST = 200;
const MOST_SAVED = 50;
const LONGEST = 2000;

// What stands under that name; nothing when the browser keeps nothing or somebody spoilt it.
export function kept(name) {
  try {
    const found = JSON.parse(localStorage.getItem(name));
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}

export function keep(name, items) {
  try {
    localStorage.setItem(name, JSON.stringify(items));
    return true;
  } catch {
    tell("Din browser vil ikke gemme det.");
    return false;
  }
}

const text = (value) => (typeof value === "string" ? value.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, "") : "");

// Items as the service takes them, whatever a link or another tab wrote.
export function valid(items) {
  if (!Array.isArray(items)) return [];
  return items
    .filter((one) => one && typeof one.material === "string" && Number.isInteger(one.page) && one.page >= 0)
    .slice(0, MOST)
    .map((one) => ({ material: one.material.slice(0, 200), page: one.page, quote: text(one.quote), note: text(one.note) }));
}

export const basket = () => valid(kept(BASKET));

function fill(items) {
  const done = keep(BASKET, items);
  count();
  return done;
}

const same = (one, other) => one.material === other.material && one.page === other.page && one.quote === other.quote;

// Takes one out, and keeps its note: of what the basket holds by now, whatever tab put it there.
export const drop = (item) => fill(basket().filter((one) => !same(one, item)));
export const note = (item) => fill(basket().map((one) => (same(one, item) ? item : one)));

// Puts those that aren't there into the basket; how many are new, -1 when there is no room.
export function add(items) {
  const now = basket();
  const fresh = items.filter((item, at) => ![...now, ...items.slice(0, at)].some((one) => same(one, item)));
  if (now.length + fresh.length > MOST) {
    tell(`Kurven er fuld: der er plads til ${MOST}.`);
    return -1;
  }
  return fill([...now, ...fresh]) ? fresh.length : -1;
}

function count() {
  const number = basket().length;
  document.querySelectorAll("[data-basket-count]").forEach((place) => { place.textContent = number ? ` (${number})` : ""; });
}

// Of a table the rows stay apart.
function item({ dataset }, quote) {
  const blank = quote.includes("\t") ? /[^\S\t\n\u2003]+/g : /[^\S\u2003]+/g;
  return { material: dataset.material, page: Number(dataset.page), quote: text(quote.replace(blank, " ").trim()), note: "" };
}

// What the row quotes: what its button says, or its snippet.
const excerpt = (button) => button.dataset.quote ?? told(button.closest(".hit"));

function show(button, now) {
  const own = item(button, excerpt(button));
  button.setAttribute("aria-pressed", String(now.some((one) => same(one, own))));
}

function toggle(button) {
  const own = item(button, excerpt(button));
  if (button.getAttribute("aria-pressed") === "true") {
    if (drop(own)) tell("Taget ud af kurven");
  } else if (add([own]) >= 0) tell("Lagt i kurven");
  show(button, basket());
}

// Puts what is quoted of the button's page into the basket.
export function addQuoted(button, quote) {
  const added = add([item(button, quote)]);
  if (added >= 0) tell(added ? "Lagt i kurven" : "Det ligger allerede i kurven");
}

const ticks = (root) => [...root.querySelectorAll("button.tick:not([data-tick-passage])")];

function refresh() {
  const now = basket();
  ticks(document).forEach((button) => show(button, now));
  count();
}

export function enableTicks(root) {
  ticks(root).forEach((button) => {
    button.classList.add("ready");
    button.addEventListener("click", () => toggle(button));
  });
  refresh();
}

export function followBasket() {
  const all = document.querySelector("[data-tick-all]");
  all?.classList.add("ready");
  all?.addEventListener("click", () => {
    const added = add(ticks(document).map((button) => item(button, excerpt(button))));
    if (added >= 0) tell(added === 1 ? "1 lagt i kurven" : `${added} lagt i kurven`);
    refresh();
  });
  addEventListener("storage", refresh);
  addEventListener("pageshow", refresh);
}

// Searches saved, each with the time of the index that was last seen with it.
export function saved() {
  return kept(SAVED)
    .filter((one) => one && typeof one.search === "string" && /^[\d.:T+-]{0,40}$/.test(one.seen))
    .slice(0, MOST_SAVED)
    .map(({ search, seen }) => ({ search: search.slice(0, 4000), seen }));
}

// Whoever looks at the results has seen what is new.
export function enableSaving(button) {
  if (!button) return;
  const { search, seen } = button.dataset;
  const own = (one) => one.search === search;
  const show = () => {
    const on = saved().some(own);
    button.setAttribute("aria-pressed", String(on));
    if (on) keep(SAVED, saved().map((one) => (own(one) ? { search, seen } : one)));
  };
  button.classList.add("ready");
  button.addEventListener("click", () => {
    const others = saved().filter((one) => !own(one));
    const on = others.length < saved().length;
    if (!on && others.length >= MOST_SAVED) return tell(`Der er plads til ${MOST_SAVED} søgninger.`);
    if (keep(SAVED, on ? others : [...others, { search, seen }])) tell(on ? "Søgningen er ikke gemt mere" : "Søgningen er gemt i din browser");
    show();
  });
  addEventListener("pageshow", show);
}
