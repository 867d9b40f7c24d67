// The form of a page saves by itself what differs from what it saw last. What is typed before it looks (in the first two
// seconds, and while a version is on its way) would count as seen, be saved by nothing, and be lost without a warning:
// the form is told that there is something to save.
// A button that is pressed while a version is on its way waits for it: else that version, come late, would be newer than
// the page which the button leads to, and the editor would hear of “another window” that there is not.
(() => {
  let typed = 0;
  let sent = 0;
  let underWay = false;
  let waiting = null;
  const PATIENCE = 15000; // milliseconds; a line that has died holds no button for ever
  const arrived = () => {
    underWay = false;
    waiting?.();
    waiting = null;
  };
  const note = (event) => {
    if (event.isTrusted && event.target.closest?.("[data-edit-form]")) typed = performance.now();
  };
  for (const kind of ["beforeinput", "input", "change"]) document.addEventListener(kind, note, true);
  document.addEventListener("w-autosave:save", () => {
    sent = performance.now();
    underWay = true;
  });
  for (const kind of ["w-autosave:success", "w-autosave:error"]) document.addEventListener(kind, arrived);
  document.addEventListener(
    "submit",
    (event) => {
      const { target: form, submitter } = event;
      if (!underWay || !form.matches("[data-edit-form]")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      waiting = () => {
        if (submitter) submitter.disabled = false; // it shows that it works; disabled it would not say what it is
        form.requestSubmit(submitter);
      };
      setTimeout(() => waiting && arrived(), PATIENCE);
    },
    true,
  );
  document.addEventListener("w-unsaved:watch-edits", (event) => {
    if (typed > sent) setTimeout(() => event.target.setAttribute("data-w-unsaved-force-value", "true"));
  });
})();
