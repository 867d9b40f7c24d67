// <form data-draft="key">: what is typed survives a closed tab or a lost connection, until the form has gone in.
// Kept for who is signed in; what a visitor types ends with the tab. Signing out forgets all of it.
const SENT = "draft-sent"; // the key of the form that was sent last: the page that answers it says what became of it
const reader = document.documentElement.dataset.reader || "";
const store = reader ? localStorage : sessionStorage;
const OWN = `draft:${reader || "visitor"}:`;
const keyOf = (form) => `${OWN}${location.pathname}:${form.dataset.draft}`;

// Of nobody in particular, from before drafts were somebody's: nobody may be shown them any more.
for (const key of Object.keys(localStorage)) {
  if (/^(draft:\/|unsaved:\d)/.test(key)) localStorage.removeItem(key);
}
const isWrong = (form) => form.querySelector("[aria-invalid='true'], .error-summary");

// The answer to a form that went in is any page of ours that it led to, but the form itself with its faults, a refusal,
// and the sign-in. What one goes to by oneself, because no answer came, is none.
const sent = sessionStorage.getItem(SENT);
if (sent) {
  const arrival = performance.getEntriesByType("navigation")[0];
  const same = [...document.querySelectorAll("form[data-draft]")].find((form) => sent.endsWith(`:${form.dataset.draft}`));
  const from = document.referrer && new URL(document.referrer).pathname;
  const isAnswer = sent.replace(/^draft:\w+:/, "").startsWith(`${from}:`) && arrival?.type !== "back_forward";
  const isRefused = arrival?.responseStatus >= 400 || location.pathname.includes("/accounts/") || (same && isWrong(same));
  // Of both: who has just signed up typed it as a visitor.
  if (isAnswer && !isRefused) for (const kept of [localStorage, sessionStorage]) kept.removeItem(sent);
  sessionStorage.removeItem(SENT);
}

const kept = (field) =>
  field.name && !["password", "file", "hidden", "submit", "button"].includes(field.type) && field.name !== "csrfmiddlewaretoken";

for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = keyOf(form);
  const fields = () => [...form.elements].filter(kept);
  let draft = null;
  try {
    draft = JSON.parse(store.getItem(key) || "null");
  } catch {
    store.removeItem(key);
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
      store.setItem(key, JSON.stringify(values));
    } catch {
      // A full or forbidden store costs the draft, not the form.
    }
  });
  form.addEventListener("click", (event) => {
    if (!event.target.closest("[data-draft-forget]")) return;
    store.removeItem(key);
    form.reset();
    form.querySelector("[data-draft-note]").hidden = true;
  });
}
// Heard last of all: what a script sends by itself, and what was not confirmed, has been stopped by then.
addEventListener("submit", ({ target, defaultPrevented }) => {
  if (!defaultPrevented && target.action?.endsWith?.("/accounts/logout/")) forgetAll();
  if (!defaultPrevented && target.dataset.draft) sessionStorage.setItem(SENT, keyOf(target));
});
// A page that says the form went in (it carries the key) clears the draft; an error keeps it.
for (const done of document.querySelectorAll("[data-draft-done]")) {
  for (const key of Object.keys(store)) {
    if (key.startsWith(OWN) && key.endsWith(`:${done.dataset.draftDone}`)) store.removeItem(key);
  }
}

// Before the answer says it to browsers that know `Clear-Site-Data`.
function forgetAll() {
  for (const kept of [localStorage, sessionStorage]) {
    for (const key of Object.keys(kept)) if (/^(draft|unsaved|outbox):/.test(key)) kept.removeItem(key);
  }
}
