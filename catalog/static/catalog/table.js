/* The table of own products: leaving a changed row saves it, Enter does so anyway; one tick for all shown. */

const typed = (form) => [...form.querySelectorAll("input.input")].map((input) => input.value).join("\n");
const before = new WeakMap();

document.addEventListener("focusin", (event) => {
  const form = event.target.closest?.("[data-row-form]");
  if (form && !before.has(form)) before.set(form, typed(form));
});

document.addEventListener("focusout", (event) => {
  const form = event.target.closest?.("[data-row-form]");
  if (!form || form.contains(event.relatedTarget) || !before.has(form)) return;
  if (typed(form) !== before.get(form)) {
    before.set(form, typed(form));
    form.requestSubmit();
  }
});

/* Up and down go to the same field of the row above or below. Escape gives back what stood there. */
document.addEventListener("keydown", (event) => {
  const input = event.target;
  const form = input.closest?.("[data-row-form]");
  if (!form) return;
  if (event.key === "Escape") input.value = input.defaultValue;
  if (event.key === "Enter") before.set(form, typed(form));
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step) return;
  const column = [...document.querySelectorAll(`[data-row-form] input[name="${input.name}"]`)];
  const next = column[column.indexOf(input) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.select();
});

const all = document.querySelector("[data-tick-all]");
all?.addEventListener("change", () => {
  for (const box of document.querySelectorAll('input[name="ref"][form="bulk"]')) box.checked = all.checked;
});
document.addEventListener("change", (event) => {
  if (all && event.target.matches?.('input[name="ref"][form="bulk"]') && !event.target.checked) all.checked = false;
});
