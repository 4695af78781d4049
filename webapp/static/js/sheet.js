// The image of a page: zoom, and its words to select.
const SVG = "http://www.w3.org/2000/svg";
const LEVELS = [1, 1.5, 2, 3];
const BASELINE = 0.8; // of a word's height, from its top

enableSheet(document.querySelector(".sheet"));

function enableSheet(sheet) {
  enableZoom(sheet);
  const image = sheet.querySelector("img");
  sheet.querySelector(".leaf").addEventListener("pointerenter", () => layWords(sheet, image), { once: true });
}

function enableZoom(sheet) {
  const leaf = sheet.querySelector(".leaf");
  const image = sheet.querySelector("img");
  const said = sheet.querySelector("[data-zoomed]");
  let level = 0;
  sheet.querySelectorAll("[data-zoom]").forEach((button) => {
    button.classList.add("ready");
    button.addEventListener("click", () => {
      level = Math.min(Math.max(level + Number(button.dataset.zoom), 0), LEVELS.length - 1);
      image.srcset = level ? image.parentNode.href : image.srcset;
      leaf.style.width = `${100 * LEVELS[level]}%`;
      said.textContent = `${100 * LEVELS[level]} %`;
    });
  });
}

async function layWords(sheet, image) {
  const words = await fetch(sheet.dataset.words).then((r) => (r.ok ? r.json() : []), () => []);
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
  sheet.querySelector(".leaf").append(svg);
}
