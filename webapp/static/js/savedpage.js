// The page of saved searches: what is new in each.
import { keep, SAVED, saved } from "./kept.js";
import { keptList } from "./keptlist.js";

export function enableSavedPage(place) {
  const others = (item) => saved().filter((one) => one.search !== item.search);
  const list = keptList(place, {
    path: "/gemte",
    field: "gemte",
    drop: (item) => keep(SAVED, others(item)),
    putBack: (item) => keep(SAVED, [...others(item), item]),
    enable: (entry, item) => {
      const button = entry.querySelector("[data-seen]");
      button?.addEventListener("click", () => {
        item.seen = button.dataset.seen;
        const now = saved().map((one) => (one.search === item.search ? { ...one, seen: item.seen } : one));
        if (!keep(SAVED, now)) return;
        list.show(list.left()).then(() => place.querySelectorAll("[data-name]")[entry.dataset.number]?.focus());
      });
    },
  });
  list.show(saved());
}
