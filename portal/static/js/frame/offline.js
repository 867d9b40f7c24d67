// A page of ours for when the line is gone (portal/offline.py); fetched once the reader's own page is there.
const keep = () => navigator.serviceWorker.register("/offline.js").catch(() => {});
if (navigator.serviceWorker) {
  if (document.readyState === "complete") setTimeout(keep, 2000);
  else addEventListener("load", () => setTimeout(keep, 2000), { once: true });
}
