// The page of saved searches: what is new in each.
import { keep, SAVED, saved } from "./kept.js";
import { keptList } from "./keptlist.js";

export function enableSavedPage(place) {
  const save = (items) => keep(SAVED, items);
  const list = keptList(place, {
    path: "/gemte",
    field: "gemte",
    save,
    enable: (entry, item) => {
      const button = entry.querySelector("[data-seen]");
      button?.addEventListener("click", () => {
        item.seen = button.dataset.seen;
        if (!save(list.left())) return;
        list.show(list.left()).then(() => place.querySelectorAll("[data-name]")[entry.dataset.number]?.focus());
      });
    },
  });
  list.show(saved());
}
