// The page of the basket: it shows what the browser keeps, or what a link's fragment carries.
import { copy, tell } from "./copy.js";
import { add, basket, drop, note, valid } from "./kept.js";
import { keptList } from "./keptlist.js";

const LONG = 8000;

export function enableBasketPage(place) {
  const part = (name) => place.querySelector(`[data-${name}]`);
  let shared = false;
  const list = keptList(place, {
    path: "/kurv",
    field: "kurv",
    drop,
    putBack: (item) => add([item]),
    changed: () => { part("clear").textContent = list?.left().length === 0 ? "Fortryd: læg alt tilbage" : "Tøm kurven"; },
    enable: (entry, item) => {
      entry.querySelector("[data-remove]").hidden = shared;
      entry.querySelector("textarea")?.addEventListener("input", (event) => {
        item.note = event.target.value;
        if (!shared) note(item);
      });
    },
  });

  function load() {
    const carried = location.hash.startsWith("#k=") ? decode(location.hash.slice(3)) : [];
    shared = carried.length > 0;
    const broken = location.hash.startsWith("#k=") && !shared;
    const items = shared ? carried : basket();
    part("shared").hidden = !shared;
    part("tools").hidden = !items.length;
    part("clear").hidden = shared;
    list.show(items);
    part("broken").hidden = !broken;
    if (broken) part("empty").hidden = true;
  }

  part("tools").addEventListener("submit", (event) => {
    event.target.elements.kurv.value = JSON.stringify(list.left());
  });
  part("share").addEventListener("click", () => {
    const link = `${location.origin}${location.pathname}#k=${encode(list.left())}`;
    const long = link.length > LONG ? ` Det er på ${link.length} tegn, og nogle mailprogrammer klipper det over.` : "";
    copy(link, `Linket er kopieret. Det rummer citater og noter.${long}`);
  });
  part("clear").addEventListener("click", () => {
    list.clear();
    tell(list.left().length ? "Alt er lagt tilbage" : "Kurven er tom");
  });
  part("take").addEventListener("click", () => {
    const added = add(list.left());
    if (added < 0) return;
    history.replaceState(null, "", location.pathname);
    load();
    tell(added === 1 ? "1 lagt i din kurv" : `${added} lagt i din kurv`);
  });
  addEventListener("hashchange", load);
  load();
}

// Whatever comes out of it is looked at by valid(), and again by the service.
function decode(written) {
  try {
    const bytes = Uint8Array.from(atob(written.replaceAll("-", "+").replaceAll("_", "/")), (b) => b.charCodeAt(0));
    return valid(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch {
    return [];
  }
}

function encode(items) {
  const bytes = new TextEncoder().encode(JSON.stringify(items));
  const written = btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(""));
  return written.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
