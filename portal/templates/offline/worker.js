// Answers with the kept page when a page cannot be fetched. Made by portal/offline.py.
const KEPT = [{% for one in kept %}"{{ one|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const PAGES = [{% for one in pages %}"{{ one|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const NAME = "offline-{{ mark }}";
const asNobody = (address) => new Request(address, { credentials: "omit" });

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(KEPT.map(asNobody))).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const older = (names) => names.filter((name) => name.startsWith("offline-") && name !== NAME);
  event.waitUntil(
    Promise.all([
      self.registration.navigationPreload?.enable(),
      caches.keys().then((names) => Promise.all(older(names).map((name) => caches.delete(name)))),
    ]),
  );
});

const pageFor = (path) => PAGES.find((page) => page.split("/").length > 3 && path.startsWith(`/${page.split("/")[1]}/`)) ?? PAGES[0];

const fetched = async (event) => {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch (problem) {
    const kept = await caches.match(pageFor(new URL(event.request.url).pathname));
    if (!kept) throw problem;
    return kept;
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (!/^\/(editors|staff|media|documents|api)\//.test(url.pathname)) event.respondWith(fetched(event));
  } else if (KEPT.includes(url.pathname)) {
    event.respondWith(fetch(request).catch(async (problem) => (await caches.match(url.pathname)) ?? Promise.reject(problem)));
  }
});
