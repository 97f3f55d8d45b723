import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";

/** A file as it is served. */
export interface ServedFile {
  readonly path: string;
  readonly type: string;
  /** Named after its content: it never changes under this name. */
  readonly immutable: boolean;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

/**
 * The files below a folder by the path of their address ("/assets/index-x.js"). Only these are served: what an address says never
 * becomes a path.
 */
export async function pageFiles(folder: string): Promise<ReadonlyMap<string, ServedFile>> {
  const found = new Map<string, ServedFile>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const address = `/${relative(folder, path).split(sep).join("/")}`;
    const type = types[extname(entry.name)] ?? "application/octet-stream";
    found.set(address, { path, type, immutable: address.startsWith("/assets/") });
  }
  const start = found.get("/index.html");
  if (start) found.set("/", start);
  return found;
}

/** Content-security policy as the page states it for any host, so that the header and the page cannot differ. */
export async function policyOf(index: string): Promise<string> {
  const html = await readFile(index, "utf8");
  const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html)?.[1];
  if (policy === undefined) throw new Error(`${index} states no content-security policy.`);
  return `${policy}; frame-ancestors 'none'`;
}
