// A report's page: quote the passage or what is selected, walk from hit to hit.
import { asButton, copyQuotation } from "./copy.js";
import { addQuoted } from "./kept.js";
import { walkBy } from "./keys.js";

const BLOCKS = "p, li, tr, caption, h2";
const PARAGRAPHS = ":scope > p:not(.quiet), :scope > :is(ul, ol):not(.labels) > li, tbody tr:has(mark)";
const LEAST_WORDS = 3;

const text = document.getElementById("tekst");
const marks = [...text.querySelectorAll("mark[id]")];
let at = -1;

enablePage();

function enablePage() {
  walkBy(moveHit);
  document.querySelectorAll("[data-hit]").forEach((link) => link.addEventListener("click", (event) => {
    if (moveHit(link.dataset.hit === "after" ? 1 : -1)) event.preventDefault();
  }));
  const button = asButton(document.getElementById("citer"));
  const floating = document.createElement("button");
  floating.type = "button";
  floating.className = "floating";
  floating.textContent = "Citér det markerede";
  floating.hidden = true;
  document.body.append(floating);
  const tick = document.querySelector("[data-tick-passage]");
  tick.classList.add("ready");
  const quoted = () => selected() || passage(button.dataset.quote);
  const cite = () => {
    const text = quoted();
    if (text || "contents" in button.dataset) copyQuotation(leaf() ?? button, text);
  };
  const take = () => addQuoted(leaf() ?? tick, quoted());
  const each = "contents" in button.dataset ? [] : [...text.querySelectorAll(PARAGRAPHS)].filter(written);
  const beside = each.map((block) => [citerOf(block, button.dataset.cite), block]);
  const acts = beside.map(([one, block]) => [one, () => copyQuotation(one, quoteOf(block))]);
  for (const [one, act] of [[button, cite], [floating, cite], [tick, take], ...acts]) {
    // a button that took the focus would clear the selection in some browsers
    one.addEventListener("mousedown", (event) => event.preventDefault());
    one.addEventListener("click", act);
  }
  const follow = () => { floating.hidden = !holdsSelection(); };
  document.addEventListener("selectionchange", follow);
  follow();
  land();
}

// Of a paragraph or a row by itself, at the end of its (first) text: seen where the pointer is, and
// where there is none. Its word comes by style, so that it is none of the text's; of who hears it, it
// says how the paragraph begins and no more.
function citerOf(block, reference) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "citer noprint";
  button.dataset.cite = reference;
  button.ariaLabel = `Citér: ${words(block).split(/\s+/, 4).join(" ")}`;
  (block.cells?.[0] ?? block).append(" ", button);
  return button;
}

function words(block) {
  return block.textContent.trim();
}

// Not a lone label, symbol or formula, where buttons would be more than there is to read.
function written(block) {
  const least = block.localName === "tr" ? 1 : LEAST_WORDS;
  return (block.textContent.match(/\p{L}{2,}/gu)?.length ?? 0) >= least;
}

// What one came for: the passage of the snippet, or the hit that the address names.
function land() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (!target || !text.contains(target)) return;
  const within = target.id === "sted" ? text.querySelectorAll(".passage mark[id]")[0] : target;
  if (marks.includes(within)) stand(marks.indexOf(within));
  target.scrollIntoView({ block: "center", behavior: "instant" });
}

// Of one page, be it its text or its image.
function holdsSelection() {
  const { anchorNode, focusNode } = getSelection();
  const parts = [text, ...document.querySelectorAll(".words")];
  const [first, last] = [anchorNode, focusNode].map((node) => parts.find((one) => one.contains(node)));
  return first && (last ?? first) === first && Boolean(getSelection().toString().trim());
}

// The image of a page on which words are selected: maybe one of those that came by scrolling.
function leaf() {
  return holdsSelection() ? getSelection().anchorNode.parentElement.closest(".leaf") : null;
}

// What is selected, but for headings: from below the first to the next.
function selected() {
  if (!holdsSelection()) return "";
  const selection = getSelection();
  const range = selection.getRangeAt(0);
  const blocks = [...text.querySelectorAll(BLOCKS)].filter((one) => range.intersectsNode(one));
  const first = blocks.findIndex((one) => one.localName !== "h2");
  const next = blocks.findIndex((one, number) => number > first && one.localName === "h2");
  if (first > 0) range.setStartBefore(blocks[first]);
  if (first >= 0 && next > 0) range.setEndBefore(blocks[next]);
  return selection.toString().trim();
}

// The passage, unless one walked to a hit elsewhere: then its paragraph, or its row with labels.
function passage(quotation) {
  const mark = marks[at];
  if (quotation && (!mark || mark.closest(".passage"))) return quotation;
  if ("contents" in (document.getElementById("citer")?.dataset ?? {})) return "";
  let found = mark?.closest(BLOCKS) ?? text.querySelector("p, li, tr");
  if (found?.localName === "h2") found = found.nextElementSibling ?? found;
  if (found?.localName !== "tr") found = found?.querySelector("li, tr") ?? found;
  return found ? quoteOf(found) : "";
}

// Of a row, with the labels over it.
function quoteOf(found) {
  if (found.localName !== "tr") return words(found);
  const head = found.closest("table").tHead;
  const labels = [...head?.rows ?? []].filter((row) => !row.querySelector(".quiet"));
  const between = found.previousElementSibling ? ["…"] : [];
  const above = head?.contains(found) ? [] : [...labels.map(line), ...between];
  return [...above, line(found)].join("\n");
}

function line(row) {
  return [...row.cells].map(words).join("\t");
}

function stand(number) {
  marks[at]?.classList.remove("here");
  at = number;
  marks[at].classList.add("here");
  const place = document.querySelector("[data-hits]");
  if (place) place.textContent = `træf ${Number(place.dataset.hits) + at} af ${place.dataset.total}`;
}

// Goes to the next (1) or previous (-1) hit, on another page if need be; false when there is none.
function moveHit(step) {
  const next = at + step;
  if (marks[next]) {
    stand(next);
    marks[at].scrollIntoView({ block: "center" });
    return true;
  }
  const link = document.querySelector(`[data-hit="${step > 0 ? "after" : "before"}"]`);
  if (!link || link.pathname === location.pathname) return false;
  location.assign(link.href);
  return true;
}
