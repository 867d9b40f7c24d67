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
    if (words.length && options.length === 1) select.value = options[0].value;
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

/* Leaving with something typed and not saved asks first. */
if (form) {
  let touched = false;
  form.addEventListener("input", () => (touched = true));
  form.addEventListener("submit", () => (touched = false));
  window.addEventListener("beforeunload", (event) => touched && event.preventDefault());
}
