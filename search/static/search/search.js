// Filters that were unfolded stay so when their part of the page is replaced: several can be ticked in a row.
const open = new Set();

document.addEventListener("toggle", (event) => {
  const key = event.target.dataset?.keep;
  if (!key || !event.target.isConnected) return;
  if (event.target.open) open.add(key);
  else open.delete(key);
}, true);

document.addEventListener("htmx:beforeSwap", () => {
  for (const details of document.querySelectorAll("details[data-keep]")) {
    if (details.open) open.add(details.dataset.keep);
  }
});

document.addEventListener("htmx:afterSwap", () => {
  for (const details of document.querySelectorAll("details[data-keep]")) {
    if (open.has(details.dataset.keep)) details.open = true;
  }
});
