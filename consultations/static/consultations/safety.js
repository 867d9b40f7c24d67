// What is shown live gets its link to report it; and whether one may write changes while the page is open (a block, a closed room): the composer gives way to the reason.

const talk = document.getElementById("talk");

if (talk) {
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const said of addedNodes) {
        const link = said instanceof HTMLElement && said.dataset.number && said.querySelector("[data-report]");
        if (!link) continue;
        link.href = `${link.dataset.report}?message=${said.dataset.number}`;
        link.hidden = !said.classList.contains("said--them");
      }
    }
  }).observe(talk, { childList: true });
}

document.addEventListener("room:writing", ({ detail: frame }) => {
  const barrier = document.getElementById("barrier");
  const form = document.getElementById("say");
  if (!barrier) return;
  if (frame.reason) barrier.querySelector('[data-part="reason"]').textContent = frame.reason;
  barrier.hidden = frame.may_speak || !frame.reason;
  if (form) for (const control of form.elements) control.disabled = !frame.may_speak;
  for (const one of [form, document.querySelector("[data-prepared]")]) if (one) one.hidden = !frame.may_speak && Boolean(frame.reason);
  if (frame.may_speak && !form) location.reload(); // the page was drawn without a composer
});
