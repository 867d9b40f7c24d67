// <form data-draft="key">: what is typed survives a closed tab or a lost connection, until the form is sent.
const kept = (field) =>
  field.name && !["password", "file", "hidden", "submit", "button"].includes(field.type) && field.name !== "csrfmiddlewaretoken";

for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = `draft:${location.pathname}:${form.dataset.draft}`;
  const fields = () => [...form.elements].filter(kept);
  const isWrong = form.querySelector("[aria-invalid='true']");
  let draft = null;
  try {
    draft = JSON.parse(localStorage.getItem(key) || "null");
  } catch {
    localStorage.removeItem(key);
  }
  if (draft && !isWrong) {
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
// A page that says the form went in (it carries the key) clears the draft; an error keeps it.
for (const done of document.querySelectorAll("[data-draft-done]")) {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith("draft:") && key.endsWith(`:${done.dataset.draftDone}`)) localStorage.removeItem(key);
  }
}
