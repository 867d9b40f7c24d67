// <button data-copy="text" data-copied="Copied">: shown only where the browser can copy.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (navigator.clipboard) button.hidden = false;
}
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button || !navigator.clipboard) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  if (button.dataset.copied) button.textContent = button.dataset.copied;
});
