// A report's page: quote what is selected, walk from hit to hit.
import { asButton, copyQuotation } from "./copy.js";

let marks = [];
let at = -1;

export function enablePage(text) {
  if (!text) return;
  marks = [...text.querySelectorAll("mark")];
  at = marks.findIndex((mark) => `#${mark.id}` === location.hash);
  document.querySelectorAll("[data-hit]").forEach((link) => link.addEventListener("click", (event) => {
    if (moveHit(link.dataset.hit === "after" ? 1 : -1)) event.preventDefault();
  }));
  const button = asButton(document.getElementById("citer"));
  // a button that took the focus would clear the selection in some browsers
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => copyQuotation(button, selected(text) || nearest(text)));
  document.addEventListener("selectionchange", () => {
    const some = Boolean(selected(text));
    button.classList.toggle("floating", some);
    button.textContent = some ? "Citér det markerede" : "Citér";
  });
}

function selected(text) {
  const selection = getSelection();
  return text.contains(selection.anchorNode) ? selection.toString().trim() : "";
}

// the paragraph, or the row with its labels, of the hit one stands at, else the first
function nearest(text) {
  const found = marks[Math.max(at, 0)]?.closest("p, tr, caption") ?? text.querySelector("p, tr");
  if (found.localName !== "tr") return found.textContent;
  const head = found.closest("table").tHead;
  const labels = [...head?.rows ?? []].filter((row) => !row.querySelector(".quiet"));
  const between = found.previousElementSibling ? ["…"] : [];
  const above = head?.contains(found) ? [] : [...labels.map(line), ...between];
  return [...above, line(found)].join("\n");
}

function line(row) {
  return [...row.cells].map((cell) => cell.textContent).join("\t");
}

// Goes to the next (1) or previous (-1) hit, on another page if need be; false when there is none.
export function moveHit(step) {
  const next = at + step;
  if (!marks[next]) {
    const link = document.querySelector(`[data-hit="${step > 0 ? "after" : "before"}"]`);
    if (!link || link.pathname === location.pathname) return false;
    location.assign(link.href);
    return true;
  }
  marks[at]?.classList.remove("here");
  at = next;
  marks[at].classList.add("here");
  marks[at].scrollIntoView({ block: "center" });
  const place = document.querySelector("[data-hits]");
  place.textContent = `træf ${Number(place.dataset.hits) + at} af ${place.dataset.total}`;
  return true;
}
