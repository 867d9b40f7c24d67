// What is folded opens where the reader is led into it: by a link to a field or a part, or by words the browser kept.
const lead = (target) => {
  for (let at = target; at; at = at.parentElement) if (at.matches("details.fold")) at.open = true;
  if (target?.matches("fieldset.form-part")) for (const fold of target.querySelectorAll(":scope > details.fold")) fold.open = true;
};
const follow = () => location.hash.length > 1 && lead(document.getElementById(decodeURIComponent(location.hash.slice(1))));
addEventListener("hashchange", follow);
follow();
for (const fold of document.querySelectorAll("form[data-draft] details.fold:not([open])")) {
  const typed = (field) => ["text", "textarea", "number"].includes(field.type) && field.value !== field.defaultValue;
  if ([...fold.querySelectorAll("input, textarea")].some(typed)) fold.open = true;
}
// A part that the server gave anew, with one line more, was open when its button was pressed.
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const part = detail.target?.id && document.getElementById(detail.target.id);
  if (part?.matches("fieldset.form-part")) lead(part);
});
