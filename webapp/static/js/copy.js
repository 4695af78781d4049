// Buttons that copy a text. A link with data-copy leads to the same text where there is no script.
let timer;

export function tell(message) {
  const toast = document.getElementById("besked");
  toast.hidden = false;
  toast.textContent = message;
  clearTimeout(timer);
  timer = setTimeout(() => { toast.hidden = true; }, 4000);
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyBySelection(text);
  }
  tell("Kopieret med reference");
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
  root.querySelectorAll("a[data-copy]").forEach(asButton);
  root.querySelectorAll("button[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => copy(button.dataset.copy));
  });
}
