// The service worker, run with the caches and pages of a browser as plain maps. Laws: no version takes what another page may load.
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { beforeEach, expect, test } from "vitest";

const HOST = "https://host.example";
const SCOPE = `${HOST}/bench/`;
const source = readFileSync(new URL("./service-worker.js", import.meta.url), "utf8");

interface Told {
  readonly waitUntil: (work: Promise<unknown>) => void;
  readonly respondWith?: (answer: Promise<Response>) => void;
  readonly request?: { readonly method: string; readonly url: string; readonly mode: string };
}

let stores: Map<string, Map<string, string>>;
let pages: { readonly id: string; readonly url: string }[];

const keyOf = (scope: string, request: string | { readonly url: string }): string =>
  new URL(typeof request === "string" ? request : request.url, scope).href.replace(/[?#].*$/, "");

/** A version of the page under a scope, with files that say which version they are of. */
function worker(version: string, files: readonly string[], scope = SCOPE) {
  const heard = new Map<string, (event: Told) => void>();
  const cacheOf = (name: string) => {
    const store = stores.get(name) ?? new Map<string, string>();
    stores.set(name, store);
    return {
      addAll: async (requests: readonly { readonly url: string }[]) => {
        for (const one of requests) store.set(keyOf(scope, one), version);
      },
      put: async (request: string, reply: Response) => void store.set(keyOf(scope, request), await reply.text()),
      match: async (request: string | { readonly url: string }) => {
        const found = store.get(keyOf(scope, request));
        return found === undefined ? undefined : new Response(found);
      },
    };
  };
  const self = {
    FILES: files,
    VERSION: version,
    registration: { scope },
    location: { origin: HOST },
    clients: { matchAll: async () => pages, claim: async () => {} },
    addEventListener: (name: string, listener: (event: Told) => void) => heard.set(name, listener),
  };
  const caches = {
    open: async (name: string) => cacheOf(name),
    keys: async () => [...stores.keys()],
    delete: async (name: string) => stores.delete(name),
  };
  class Request {
    readonly url: string;
    constructor(url: string) {
      this.url = new URL(url, scope).href;
    }
  }
  runInNewContext(source, { self, caches, Request, Response, URL, fetch: async () => new Response("network") });
  async function tell(name: string, event: Omit<Told, "waitUntil"> = {}): Promise<void> {
    const works: Promise<unknown>[] = [];
    heard.get(name)?.({ waitUntil: (work) => works.push(work), ...event });
    await Promise.all(works);
  }
  return {
    begin: async () => {
      await tell("install");
      await tell("activate");
    },
    /** What is answered; null: the browser asks the network itself. */
    ask: async (path: string, mode = "cors"): Promise<string | null> => {
      let answer: Promise<Response> | null = null;
      const respondWith = (given: Promise<Response>): void => {
        answer = given;
      };
      await tell("fetch", { respondWith, request: { method: "GET", url: HOST + path, mode } });
      return answer === null ? null : (await (answer as Promise<Response>)).text();
    },
  };
}

beforeEach(() => {
  stores = new Map();
  pages = [];
});

test("two deployments on one host leave each other's files alone", async () => {
  await worker("1", ["./", "assets/a.js"], `${HOST}/other/`).begin();
  const one = worker("2", ["./", "assets/a.js"]);
  await one.begin();
  expect(stores.size).toBe(2);
  expect(await one.ask("/bench/assets/a.js")).toBe("2");
});

test("a page of the older version still gets its files, and they go once it is closed", async () => {
  await worker("1", ["./", "assets/old.js"]).begin();
  pages = [{ id: "old tab", url: SCOPE }];
  const two = worker("2", ["./", "assets/new.js"]);
  await two.begin();
  expect(await two.ask("/bench/assets/old.js")).toBe("1");
  expect(await two.ask("/bench/", "navigate")).toBe("2");
  pages = [{ id: "new tab", url: SCOPE }];
  expect(await two.ask("/bench/", "navigate")).toBe("2");
  expect(await two.ask("/bench/assets/old.js")).toBe("network");
  expect(stores.size).toBe(1);
});

test("only the page itself is answered with the page", async () => {
  const one = worker("1", ["./"]);
  await one.begin();
  expect(await one.ask("/bench/?x=1", "navigate")).toBe("1");
  expect(await one.ask("/bench/index.html", "navigate")).toBe("1");
  expect(await one.ask("/bench/report.html", "navigate")).toBeNull();
});
