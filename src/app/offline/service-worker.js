// Keeps the page and everything that it may load, so that it works without a network once it was opened. The build puts the list
// of files and their common version in place of the two names below.

/** @type {readonly string[]} */
const files = self.FILES;
const { scope } = self.registration;
// Another Liquidus may stand beside this one on the same host: each touches its own.
const ours = `liquidus ${scope} `;
const cacheName = `${ours}${self.VERSION}`;
// Says which pages stood when this version took over: they may still load files of an older one.
const olderPages = new URL("older-pages", scope).href;

async function olderCaches() {
  const names = await caches.keys();
  return names.filter((name) => name.startsWith(ours) && name !== cacheName);
}

async function openPages() {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  return pages.filter(({ url }) => url.startsWith(scope)).map(({ id }) => id);
}

// A page that is reloaded is another one. What older versions kept goes when none of their pages is left.
async function removeOlder() {
  const cache = await caches.open(cacheName);
  const noted = await cache.match(olderPages);
  const older = new Set(noted === undefined ? [] : await noted.json());
  if ((await openPages()).some((id) => older.has(id))) return;
  await Promise.all((await olderCaches()).map((name) => caches.delete(name)));
}

self.addEventListener("install", (event) => {
  // Files whose name is their content are taken from the browser's own store, the others anew.
  const requests = files.map(
    (file) => new Request(file, { cache: file.startsWith("assets/") ? "default" : "no-cache" }),
  );
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(requests)));
});

self.addEventListener("activate", (event) => {
  const takeOver = async () => {
    const cache = await caches.open(cacheName);
    await cache.put(olderPages, new Response(JSON.stringify(await openPages())));
    await removeOlder();
    await self.clients.claim();
  };
  event.waitUntil(takeOver());
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

async function kept(request) {
  for (const name of [cacheName, ...(await olderCaches())]) {
    const cache = await caches.open(name);
    const found = await cache.match(request, { ignoreSearch: true });
    if (found !== undefined) return found;
  }
  return undefined;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  const start = new URL(scope).pathname;
  const page = request.mode === "navigate";
  if (page && pathname !== start && pathname !== `${start}index.html`) return;
  const answer = async () => (await kept(page ? scope : request)) ?? fetch(request);
  event.respondWith(answer());
  if (page) event.waitUntil(removeOlder());
});
