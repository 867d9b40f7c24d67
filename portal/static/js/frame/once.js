// A second click while a form is on its way is no second form: the reader would see the answer to that one, which
// says that all was done before. What a script sends by itself, and what was not confirmed, is left alone.
const onItsWay = new WeakMap();
const SAME_CLICK = 3000;
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.getAttribute("method")?.toLowerCase() !== "post") return;
  const before = onItsWay.get(form);
  if (before && performance.now() - before < SAME_CLICK) event.preventDefault();
  else onItsWay.set(form, performance.now());
});
