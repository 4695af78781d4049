// Completions under the search box, after the ARIA pattern of a combobox with a list.
const PAUSE = 120;

export function enableCompletion(form) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  list.className = "options";
  list.id = "forslag";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Forslag");
  form.append(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  let timer;
  let at = -1;
  const close = () => show([]);

  function show(words) {
    at = -1;
    list.replaceChildren(...words.map((word, number) => {
      const option = document.createElement("li");
      option.id = `forslag-${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = word;
      option.addEventListener("mousedown", (event) => {
        event.preventDefault();
        take(word);
        form.requestSubmit();
      });
      return option;
    }));
    list.hidden = !words.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  }

  function take(word) {
    input.value = word;
    close();
  }

  function move(step) {
    const options = [...list.children];
    options[at]?.setAttribute("aria-selected", "false");
    at = (at + step + options.length + (at < 0 && step < 0 ? 1 : 0)) % options.length;
    options[at].setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", options[at].id);
  }

  async function ask() {
    const typed = input.value.trim();
    if (typed.length < 2) return close();
    const address = new URL(form.dataset.complete, location.href);
    address.searchParams.set("q", typed);
    const answer = await fetch(address).then((r) => (r.ok ? r.json() : ["", []]), () => ["", []]);
    if (input.value.trim() === typed && document.activeElement === input) show(answer[1]);
  }

  show([]);
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && at >= 0) {
      take(list.children[at].textContent);
    }
  });
}
