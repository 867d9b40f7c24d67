/* A draft in a second language that a program is making: the page looks until it is there, and puts it into what is
   empty at that moment. Without this script “Look again” sends the form and brings the same. */

const form = document.querySelector("[data-editor]");
const PAUSE = 2000;
const RETRY = 15000;

const typed = () => {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (typeof value !== "string") data.delete(name);
  return data;
};

const fill = (field, words) => {
  if (!field || field.value.trim()) return;
  field.value = words;
  field.closest("details")?.setAttribute("open", "");
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

const takeIn = (box, page) => {
  for (const one of page.querySelectorAll("[data-fill]")) {
    fill(form.elements.namedItem(one.dataset.fill), one.content.textContent);
    one.remove();
  }
  const fresh = page.getElementById(box.id);
  const held = box.contains(document.activeElement);
  // The role alone is not read where it comes with its words: the place is there first.
  const words = fresh.querySelector("[role=status]");
  const text = words ? [...words.childNodes] : [];
  words?.replaceChildren();
  box.replaceWith(fresh);
  requestAnimationFrame(() => words?.replaceChildren(...text));
  if (held) (fresh.querySelector("button") ?? form.querySelector(`[name=title_${box.id.replace("suggestion-", "")}]`))?.focus();
};

const look = async () => {
  const box = form.querySelector("[data-suggestion]");
  if (!box) return;
  let pause = PAUSE;
  try {
    const answer = await fetch(box.dataset.suggestion, { method: "POST", body: typed(), redirect: "manual" });
    if (answer.status === 200 && box.isConnected) {
      takeIn(box, new DOMParser().parseFromString(await answer.text(), "text/html"));
      return;
    }
    if (answer.status !== 204) pause = RETRY;
  } catch {
    pause = RETRY;
  }
  setTimeout(look, pause);
};
if (form) look();
