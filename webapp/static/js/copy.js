// Copying: buttons with a text of their own, and quotations with their reference.
const SHOWN = 160;
const READ = 4000; // milliseconds that a message stands, and as many more for each hundred letters
let timer;

export function tell(message) {
  const toast = document.getElementById("besked");
  toast.textContent = message;
  clearTimeout(timer);
  timer = setTimeout(() => { toast.textContent = ""; }, READ * (1 + message.length / 100));
}

export async function copy(text, said) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!copyBySelection(text)) {
      prompt("Browseren lader os ikke kopiere. Kopiér det selv her:", text);
      return;
    }
  }
  tell(said);
}

// navigator.clipboard is missing where the service is reached without https
function copyBySelection(text) {
  const focused = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "away";
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  focused?.focus();
  return copied;
}

// The text as webapp.exports.references.text.quote makes it; the full reference stands once per
// material. What was copied is shown, shortened in its middle.
export function copyQuotation(button, text) {
  const reference = (button.closest(".result") ?? document).querySelector("[data-reference]");
  const quoted = quotable(text);
  const said = (words) => (words ? `»${words}« ` : "") + button.dataset.cite;
  copy(`${said(quoted)}\n\n${reference.textContent.trim()}`, `Kopieret med reference: ${said(shortened(quoted))}`);
}

function shortened(text) {
  return text.length > SHOWN ? `${text.slice(0, SHOWN / 2).trimEnd()} … ${text.slice(-SHOWN / 2).trimStart()}` : text;
}

// On one line, with a bar between cells of a table and a dot between its rows, and the quotation
// marks as they are within others.
function quotable(given) {
  const text = given.replaceAll("»", "›").replaceAll("«", "‹");
  const rows = text.includes("\t") ? text.split("\n") : [text];
  const flat = (cell) => cell.replace(/\s+/g, " ").trim();
  return rows.map((row) => row.split(/[\t\u2003]/).map(flat).filter(Boolean).join(" | "))
    .filter(Boolean).join(" · ");
}

// Without script these are links to a page with the same text.
export function asButton(link) {
  const button = document.createElement("button");
  button.type = "button";
  for (const { name, value } of link.attributes) {
    if (name !== "href") button.setAttribute(name, value);
  }
  button.append(...link.childNodes);
  link.replaceWith(button);
  return button;
}

// What a snippet tells, without the heading over it.
export function told(hit) {
  const snippet = hit.querySelector(".snippet").cloneNode(true);
  const heading = snippet.querySelectorAll(".over");
  const whole = snippet.textContent;
  heading.forEach((one) => one.remove());
  return snippet.textContent.replace(/[\s…]/g, "") ? snippet.textContent : whole;
}

export function enableCopying(root) {
  root.querySelectorAll(".hit a[data-cite]").forEach((link) => {
    const button = asButton(link);
    button.addEventListener("click", () => copyQuotation(button, told(button.closest(".hit"))));
  });
  root.querySelectorAll("button[data-copy]").forEach((button) => {
    button.classList.add("ready");
    button.addEventListener("click", () => copy(button.dataset.copy, button.dataset.said));
  });
}
