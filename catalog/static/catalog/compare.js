// Keeps the ticks in step with the bar: it comes back from the server with what is in the comparison.
function follow() {
  const bar = document.getElementById("compare-bar");
  if (!bar) return;
  const refs = new Set(bar.dataset.refs.split(" ").filter(Boolean));
  const isFull = refs.size >= Number(bar.dataset.most);
  for (const tick of document.querySelectorAll('input[type="checkbox"][form="compare-bar"]')) {
    tick.checked = refs.has(tick.value);
    tick.disabled = isFull && !tick.checked;
  }
}

document.addEventListener("htmx:afterSwap", follow);
window.addEventListener("pageshow", follow);

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
