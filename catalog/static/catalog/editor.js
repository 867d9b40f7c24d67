/* A field above the long list of categories that narrows it; without this the list is whole, and works. */

const form = document.querySelector("[data-editor]");
const select = form?.querySelector("select[name=category]");

if (select) {
  const all = select.cloneNode(true);
  const find = document.createElement("input");
  find.type = "search";
  find.className = "input category-find";
  find.placeholder = form.dataset.findLabel;
  find.setAttribute("aria-label", form.dataset.findLabel);
  find.setAttribute("aria-controls", select.id);
  find.autocomplete = "off";
  select.before(find);

  const narrow = () => {
    const chosen = select.value;
    const words = find.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const fresh = all.cloneNode(true);
    for (const option of [...fresh.querySelectorAll("option")]) {
      const text = `${option.parentElement.label ?? ""} ${option.textContent}`.toLocaleLowerCase();
      if (option.value && option.value !== chosen && !words.every((word) => text.includes(word))) option.remove();
    }
    for (const group of [...fresh.querySelectorAll("optgroup")]) if (!group.children.length) group.remove();
    select.replaceChildren(...fresh.childNodes);
    select.value = chosen;
    const options = [...select.options].filter((option) => option.value);
    if (words.length && options.length === 1 && select.value !== options[0].value) {
      select.value = options[0].value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };

  find.addEventListener("input", narrow);
  find.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      select.focus();
    }
  });
}

/* What only works with scripts is shown by them; Enter in a search field searches, it does not save the form. */
const reveal = (event) => {
  for (const part of (event?.detail?.elt ?? document).querySelectorAll("[data-needs-script]")) part.hidden = false;
};
reveal();
document.addEventListener("htmx:load", reveal);
form?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.type === "search") event.preventDefault();
});

/* The parts of the page beside the form: which one is in sight. */
const nav = document.querySelector(".editor-nav");
if (nav) {
  const links = [...nav.querySelectorAll("a")];
  const mark = (id) => {
    for (const link of links) link.toggleAttribute("aria-current", link.hash === `#${id}`);
  };
  const seen = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => mark(entry.target.id)),
    { rootMargin: "-20% 0px -70% 0px" },
  );
  for (const link of links) {
    const part = document.querySelector(link.hash);
    if (part) seen.observe(part);
  }
}

/* A line of the score leads to its field and lets one type there at once; the bar on a phone closes. */
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".score-list a");
  const target = link && document.querySelector(link.hash);
  if (!target) return;
  event.preventDefault();
  link.closest("details")?.removeAttribute("open");
  target.closest("details:not([open])")?.setAttribute("open", "");
  target.scrollIntoView({ block: "center" });
  const field = target.matches("input, select, textarea") ? target : target.querySelector("input:not([type=hidden]), select, textarea");
  field?.focus({ preventScroll: true });
});

/* Pictures earlier and later, by buttons and by dragging; the number beside each is what is sent. */
const rowsOf = (list) => [...list.querySelectorAll("[data-picture-row]")];
const renumber = (list) => {
  rowsOf(list).forEach((row, index) => (row.querySelector("input[name$=-position]").value = index + 1));
  list.dispatchEvent(new Event("change", { bubbles: true }));
};
const prepare = (root) => {
  for (const button of root.querySelectorAll("[data-move], [data-suggest]")) button.hidden = false;
  for (const image of root.querySelectorAll("[data-picture-row] > img")) image.draggable = true;
};
prepare(document);
document.addEventListener("editor:swapped", () => prepare(document));

document.addEventListener("click", (event) => {
  const suggest = event.target.closest?.("[data-suggest]");
  if (suggest) {
    const input = suggest.closest("[data-picture-row]").querySelector("input[name$=-alt]");
    input.value = suggest.dataset.suggest;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
  }
  const move = event.target.closest?.("[data-move]");
  if (!move) return;
  const row = move.closest("[data-picture-row]");
  const list = row.parentElement;
  if (move.dataset.move === "-1") row.previousElementSibling?.before(row);
  else row.nextElementSibling?.after(row);
  renumber(list);
  move.focus();
});

let dragged = null;
document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-picture-row]");
});
document.addEventListener("dragover", (event) => {
  const over = event.target.closest?.("[data-picture-row]");
  if (!dragged || !over || over === dragged || over.parentElement !== dragged.parentElement) return;
  event.preventDefault();
  const rows = rowsOf(over.parentElement);
  if (rows.indexOf(over) < rows.indexOf(dragged)) over.before(dragged);
  else over.after(dragged);
});
document.addEventListener("dragend", () => {
  if (dragged) renumber(dragged.parentElement);
  dragged = null;
});
