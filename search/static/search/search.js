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

// Which place a result was opened from, for the figures of those who keep the search; says nothing of the person.
const asked = document.querySelector("[data-asked]");
if (asked?.dataset.asked) {
  asked.addEventListener("click", (event) => {
    const link = event.target.closest(".search-cards h3 a, .search-table th a");
    if (!link) return;
    const items = [...asked.querySelectorAll(".search-card, .search-table tbody tr")];
    const place = items.indexOf(link.closest(".search-card, tr")) + Number(asked.dataset.first || 1);
    const kind = link.closest(".search-card")?.className.match(/search-card--(\w+)/)?.[1] ?? "";
    navigator.sendBeacon(asked.dataset.opened, new URLSearchParams({ asked: asked.dataset.asked, position: place, kind }));
  });
}
