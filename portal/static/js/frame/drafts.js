// <form data-draft="key">: what is typed survives a closed tab or a lost connection, until the form has gone in.
const SENT = "draft-sent"; // the key of the form that was sent last: the page that answers it says what became of it
const keyOf = (form) => `draft:${location.pathname}:${form.dataset.draft}`;
const isWrong = (form) => form.querySelector("[aria-invalid='true'], .error-summary");

// The answer to a form that went in is any page of ours that it led to, but the form itself with its faults, a refusal,
// and the sign-in. What one goes to by oneself, because no answer came, is none.
const sent = sessionStorage.getItem(SENT);
if (sent) {
  const arrival = performance.getEntriesByType("navigation")[0];
  const same = [...document.querySelectorAll("form[data-draft]")].find((form) => sent.endsWith(`:${form.dataset.draft}`));
  const from = document.referrer && new URL(document.referrer).pathname;
  const isAnswer = sent.startsWith(`draft:${from}:`) && arrival?.type !== "back_forward";
  const isRefused = arrival?.responseStatus >= 400 || location.pathname.includes("/accounts/") || (same && isWrong(same));
  if (isAnswer && !isRefused) localStorage.removeItem(sent);
  sessionStorage.removeItem(SENT);
}

const kept = (field) =>
  field.name && !["password", "file", "hidden", "submit", "button"].includes(field.type) && field.name !== "csrfmiddlewaretoken";

for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = keyOf(form);
  const fields = () => [...form.elements].filter(kept);
  let draft = null;
  try {
    draft = JSON.parse(localStorage.getItem(key) || "null");
  } catch {
    localStorage.removeItem(key);
  }
  if (draft && !isWrong(form)) {
    for (const field of fields()) {
      const value = draft[field.name];
      if (value === undefined) continue;
      if (field.type === "checkbox" || field.type === "radio") field.checked = value.includes(field.value);
      else if (!field.value || field.value === field.defaultValue) field.value = value[0];
    }
    const note = form.querySelector("[data-draft-note]");
    if (note) note.hidden = false;
  }
  form.addEventListener("input", () => {
    const values = {};
    for (const field of fields()) {
      values[field.name] ||= [];
      const isTick = field.type === "checkbox" || field.type === "radio";
      if (!isTick || field.checked) values[field.name].push(field.value);
    }
    try {
      localStorage.setItem(key, JSON.stringify(values));
    } catch {
      // A full or forbidden store costs the draft, not the form.
    }
  });
  form.addEventListener("click", (event) => {
    if (!event.target.closest("[data-draft-forget]")) return;
    localStorage.removeItem(key);
    form.reset();
    form.querySelector("[data-draft-note]").hidden = true;
  });
}
// Heard last of all: what a script sends by itself, and what was not confirmed, has been stopped by then.
addEventListener("submit", ({ target, defaultPrevented }) => {
  if (!defaultPrevented && target.dataset.draft) sessionStorage.setItem(SENT, keyOf(target));
});
// A page that says the form went in (it carries the key) clears the draft; an error keeps it.
for (const done of document.querySelectorAll("[data-draft-done]")) {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith("draft:") && key.endsWith(`:${done.dataset.draftDone}`)) localStorage.removeItem(key);
  }
}
