// Copying: buttons with a text of their own, and quotations with their reference.
let timer;

export function tell(message) {
  const toast = document.getElementById("besked");
  toast.textContent = message;
  clearTimeout(timer);
  timer = setTimeout(() => { toast.textContent = ""; }, 4000);
}

export async function copy(text, said) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyBySelection(text);
  }
  tell(said);
}

// navigator.clipboard is missing where the service is reached without https
function copyBySelection(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "away";
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

// The text as webapp.references.text.quote makes it; the full reference stands once per material.
export function copyQuotation(button, text) {
  const reference = (button.closest(".result") ?? document).querySelector("[data-reference]");
  copy(`»${quotable(text)}« ${button.dataset.cite}\n\n${reference.textContent.trim()}`, "Kopieret med reference");
}

// On one line, with a bar between cells of a table and a dot between its rows.
function quotable(text) {
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

export function enableCopying(root) {
  root.querySelectorAll(".hit a[data-cite]").forEach((link) => {
    const button = asButton(link);
    const snippet = button.closest(".hit").querySelector(".snippet");
    button.addEventListener("click", () => copyQuotation(button, snippet.textContent));
  });
  root.querySelectorAll("button[data-copy]").forEach((button) => {
    button.classList.add("ready");
    button.addEventListener("click", () => copy(button.dataset.copy, button.dataset.said));
  });
}
