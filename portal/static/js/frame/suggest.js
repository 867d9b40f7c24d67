// <input data-suggest data-suggest-url="…">: a combobox of what the reader may be about to type (ARIA 1.2 pattern).
// Without it the field is a plain search field; typing is never held up by it, and Enter searches as always.
const WAIT = 120;
let count = 0;

for (const input of document.querySelectorAll("input[data-suggest]")) attach(input);

function attach(input) {
  const box = input.closest("[data-suggest-box]") || input.parentElement;
  const kinds = Object.fromEntries((box.dataset.suggestKinds || "").split("|").map((pair) => pair.split(":")));
  const list = document.createElement("ul");
  const status = document.createElement("span");
  list.id = `suggestions-${(count += 1)}`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.getAttribute("aria-label") || "");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  box.classList.add("has-suggestions");
  box.append(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);

  let timer = 0;
  let request = null;
  let chosen = -1;

  const options = () => [...list.children];

  function close() {
    list.hidden = true;
    choose(-1);
    input.setAttribute("aria-expanded", "false");
  }

  function choose(index) {
    chosen = index;
    options().forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    if (index >= 0) {
      input.setAttribute("aria-activedescendant", options()[index].id);
      options()[index].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map((one, place) => {
      const option = document.createElement("li");
      const words = document.createElement("span");
      const kind = document.createElement("span");
      option.id = `${list.id}-${place}`;
      option.dataset.url = one.url;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      words.textContent = one.text;
      kind.className = "muted small";
      kind.textContent = kinds[one.kind] || "";
      option.append(words, kind);
      return option;
    }));
    chosen = -1;
    list.hidden = suggestions.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = list.hidden ? "" : `${suggestions.length} ${box.dataset.suggestFound || ""}`;
  }

  async function ask() {
    const text = input.value.trim();
    request?.abort();
    if (text.length < 2) return close();
    request = new AbortController();
    try {
      const url = `${input.dataset.suggestUrl}?q=${encodeURIComponent(text)}`;
      const headers = { "Accept-Language": document.documentElement.lang };
      const answer = await fetch(url, { signal: request.signal, headers });
      if (answer.ok && document.activeElement === input) show((await answer.json()).suggestions);
    } catch {
      // aborted by the next letter, or offline: the field still searches
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !list.hidden) {
      event.preventDefault();
      const places = options().length + 1;
      choose(((chosen + 1 + step + places) % places) - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(options()[chosen].dataset.url);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("pointerdown", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    event.preventDefault();
    location.assign(option.dataset.url);
  });
}
