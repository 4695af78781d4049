// The image of a page: zoom, its words to select, and the pages after it as one scrolls on.
const SVG = "http://www.w3.org/2000/svg";
const LEVELS = [1, 1.5, 2, 3];
const BASELINE = 0.8; // of a word's height, from its top
const NEAR = 600; // pixels above the end at which the next page is fetched
const TURNED = ["scroll", "wheel"]; // a page that is all to be seen has nowhere to scroll
const BESIDE = matchMedia("(min-width: 801px)"); // else the image is in the way of who scrolls past it

const view = document.querySelector(".view");
let level = 0;

enableZoom(document.querySelector(".sheet"));
enableLeaf(view.querySelector(".leaf"));
enableOnward();

function enableZoom(sheet) {
  const said = sheet.querySelector("[data-zoomed]");
  sheet.querySelectorAll("[data-zoom]").forEach((button) => {
    button.classList.add("ready");
    button.addEventListener("click", () => {
      level = Math.min(Math.max(level + Number(button.dataset.zoom), 0), LEVELS.length - 1);
      view.style.setProperty("--zoom", `${100 * LEVELS[level]}%`);
      view.querySelectorAll(".leaf img").forEach(sharpen);
      said.textContent = `${100 * LEVELS[level]} %`;
    });
  });
}

function sharpen(image) {
  if (level) image.srcset = image.parentNode.href;
}

function enableLeaf(leaf) {
  leaf.addEventListener("pointerenter", () => layWords(leaf, leaf.querySelector("img")), { once: true });
}

// The next page comes below this one: when its link is followed, or reached by scrolling.
function enableOnward() {
  const link = view.querySelector("[data-onward]");
  if (!link) return;
  let asked = false;
  const go = async () => {
    if (asked) return;
    asked = true;
    for (const turned of TURNED) view.removeEventListener(turned, reach);
    const answer = await fetch(link.href).catch(() => null);
    if (!answer?.ok) return location.assign(link.href);
    append(link, new DOMParser().parseFromString(await answer.text(), "text/html"));
  };
  const reach = () => {
    if (BESIDE.matches && view.scrollTop + view.clientHeight > view.scrollHeight - NEAR) go();
  };
  link.addEventListener("click", (event) => {
    event.preventDefault();
    go();
  });
  for (const turned of TURNED) view.addEventListener(turned, reach, { passive: true });
}

function append(link, page) {
  const leaf = page.querySelector(".leaf");
  const name = link.cloneNode();
  name.removeAttribute("data-onward");
  name.textContent = `${page.querySelector("h1").textContent}: tekst og reference`;
  const onward = page.querySelector(".onward") ?? "";
  const focused = link === document.activeElement;
  const place = link.parentNode;
  place.replaceChildren(name);
  place.after(leaf, onward);
  sharpen(leaf.querySelector("img"));
  enableLeaf(leaf);
  enableOnward();
  if (focused) name.focus();
}

async function layWords(leaf, image) {
  const words = await fetch(leaf.dataset.words).then((r) => (r.ok ? r.json() : []), () => []);
  if (!words.length) return;
  await image.decode().catch(() => {}); // until it is there, nobody knows how high it is
  const [width, height] = [image.naturalWidth, image.naturalHeight];
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "words");
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true"); // the text beside says the same
  const text = document.createElementNS(SVG, "text");
  for (const [word, left, top, wide, high] of words) {
    const span = document.createElementNS(SVG, "tspan");
    span.setAttribute("x", left * width);
    span.setAttribute("y", (top + BASELINE * high) * height);
    span.setAttribute("font-size", high * height);
    span.setAttribute("textLength", wide * width);
    span.setAttribute("lengthAdjust", "spacingAndGlyphs");
    span.textContent = word.trimEnd();
    text.append(span, word.endsWith(" ") ? " " : "");
  }
  svg.append(text);
  leaf.append(svg);
}
