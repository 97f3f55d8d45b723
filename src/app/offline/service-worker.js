// Keeps the page and everything that it may load, so that it works without a network once it was opened. The build puts the list
// of files and their common version in place of the two names below.

/** @type {readonly string[]} */
const files = self.FILES;
const cacheName = `liquidus ${self.VERSION}`;

self.addEventListener("install", (event) => {
  // Files whose name is their content are taken from the browser's own store, the others anew.
  const requests = files.map(
    (file) => new Request(file, { cache: file.startsWith("assets/") ? "default" : "no-cache" }),
  );
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(requests)));
});

self.addEventListener("activate", (event) => {
  const removeOlder = async () => {
    const names = await caches.keys();
    const older = names.filter((name) => name.startsWith("liquidus ") && name !== cacheName);
    await Promise.all(older.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(removeOlder());
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  const answer = async () => {
    const cache = await caches.open(cacheName);
    const kept = await cache.match(request.mode === "navigate" ? "./" : request, { ignoreSearch: true });
    return kept ?? fetch(request);
  };
  event.respondWith(answer());
});
