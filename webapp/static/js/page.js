// A report's page: quote what is selected, walk from hit to hit.
import { asButton, copy } from "./copy.js";

let marks = [];
let at = -1;

export function enablePage(text) {
  if (!text) return;
  marks = [...text.querySelectorAll("mark")];
  at = marks.findIndex((mark) => `#${mark.id}` === location.hash);
  document.querySelectorAll("[data-hit]").forEach((link) => link.addEventListener("click", (event) => {
    if (moveHit(link.dataset.hit === "after" ? 1 : -1)) event.preventDefault();
  }));
  const link = document.getElementById("citer");
  const button = asButton(link);
  // a button that took the focus would clear the selection in some browsers
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const { quote, reference } = button.dataset;
    copy(`»${chosen(text)}« ${quote}\n\n${reference}`);
  });
}

function chosen(text) {
  const selection = getSelection();
  const selected = selection.toString().trim();
  const inside = selected && text.contains(selection.anchorNode);
  const near = marks[Math.max(at, 0)]?.closest("p") ?? text.querySelector("p");
  return (inside ? selected : near.textContent).replace(/\s+/g, " ").trim();
}

// Goes to the next (1) or previous (-1) hit, on another page if need be; false when there is none.
export function moveHit(step) {
  const next = at + step;
  if (!marks[next]) {
    const link = document.querySelector(`[data-hit="${step > 0 ? "after" : "before"}"]`);
    if (link) location.assign(link.href);
    return Boolean(link);
  }
  marks[at]?.classList.remove("here");
  at = next;
  marks[at].classList.add("here");
  marks[at].scrollIntoView({ block: "center" });
  const place = document.querySelector("[data-hits]");
  place.textContent = `Træf ${Number(place.dataset.hits) + at} af ${place.dataset.total}`;
  return true;
}
