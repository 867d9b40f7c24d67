// The form of a page saves by itself what differs from what it saw last. What is typed before it looks (in the first two
// seconds, and while a version is on its way) would count as seen, be saved by nothing, and be lost without a warning:
// the form is told that there is something to save.
(() => {
  let typed = 0;
  let sent = 0;
  const note = (event) => {
    if (event.isTrusted && event.target.closest?.("[data-edit-form]")) typed = performance.now();
  };
  for (const kind of ["beforeinput", "input", "change"]) document.addEventListener(kind, note, true);
  document.addEventListener("w-autosave:save", () => {
    sent = performance.now();
  });
  document.addEventListener("w-unsaved:watch-edits", (event) => {
    if (typed > sent) setTimeout(() => event.target.setAttribute("data-w-unsaved-force-value", "true"));
  });
})();
