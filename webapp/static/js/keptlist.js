// A list that the browser keeps and the service draws: shown, taken out of and put back into.
import { enableCopying, tell } from "./copy.js";
import { enableTicks } from "./kept.js";

// `path` draws the JSON in `field`; `drop(item)` and `putBack(item)` change what is kept, which another
// tab may have changed since; `enable(entry, item)` is called for each entry drawn. Gives
// { show(items), left(), clear() }.
export function keptList(place, { path, field, drop, putBack, enable, changed = () => {} }) {
  const list = place.querySelector("[data-list]");
  const gone = new Set();
  let items = [];
  const left = () => items.filter((_, number) => !gone.has(number));
  place.hidden = false;

  async function show(given) {
    items = given;
    gone.clear();
    place.querySelector("[data-empty]").hidden = items.length > 0;
    changed();
    if (!items.length) return list.replaceChildren();
    const body = new URLSearchParams({ [field]: JSON.stringify(items) });
    const answer = await fetch(path, { method: "POST", body }).catch(() => null);
    if (!answer?.ok) return tell("Listen kan ikke vises lige nu. Den er ikke tabt: prøv igen om lidt.");
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
    list.replaceChildren(...drawn.querySelector("[data-list]").children);
    for (const part of place.querySelectorAll("[data-drawn]")) {
      part.replaceChildren(...drawn.querySelector(`[data-drawn=${part.dataset.drawn}]`).childNodes);
    }
    enableCopying(list);
    enableTicks(list);
    for (const entry of list.children) {
      const number = Number(entry.dataset.number);
      const button = entry.querySelector("[data-remove]");
      button.addEventListener("click", () => {
        remove(entry, number);
        entry.querySelector(".removed button")?.focus();
      });
      enable(entry, items[number]);
    }
  }

  // What is removed leaves its place with the way back, until the page is left.
  function remove(entry, number) {
    if (gone.has(number)) return;
    gone.add(number);
    drop(items[number]);
    const line = document.createElement("p");
    const button = document.createElement("button");
    line.className = "removed quiet";
    button.className = "light low";
    button.type = "button";
    button.textContent = "Fortryd";
    line.append(`Fjernet: ${entry.querySelector("[data-name]").textContent} `, button);
    button.addEventListener("click", () => {
      restore(entry, number);
      entry.querySelector("[data-remove]").focus();
    });
    for (const part of entry.children) part.hidden = true;
    entry.append(line);
    changed();
  }

  function restore(entry, number) {
    if (!gone.delete(number)) return;
    putBack(items[number]);
    entry.querySelector(".removed").remove();
    for (const part of entry.children) part.hidden = false;
    changed();
  }

  // Takes all out, or puts all back when none is left.
  function clear() {
    const act = left().length ? remove : restore;
    for (const entry of list.children) act(entry, Number(entry.dataset.number));
  }

  return { show, left, clear };
}
