import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The built workbench. */
export const builtApp: string = fileURLToPath(new URL("../../dist/app", import.meta.url));

if (process.env.LIQUIDUS_NO_BROWSER !== "1" && !existsSync(join(builtApp, "index.html"))) {
  throw new Error("The workbench is not built: npm run build. LIQUIDUS_NO_BROWSER=1 skips what needs it.");
}

const types: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** The workbench, built into a folder, under a sub-path of a loopback address, as any web host would serve it. */
export async function serveApp(
  folder: string = builtApp,
): Promise<{ readonly address: string; readonly close: () => Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const inside = normalize(decodeURIComponent(pathname.replace(/^\/bench/, "")));
    const path = join(folder, inside.endsWith(sep) ? "index.html" : inside);
    if (!pathname.startsWith("/bench/") || !path.startsWith(folder) || !existsSync(path)) {
      response.statusCode = 404;
      response.end();
      return;
    }
    response.setHeader("content-type", types[extname(path)] ?? "application/octet-stream");
    response.end(readFileSync(path));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const at = server.address();
  const port = typeof at === "object" && at !== null ? at.port : 0;
  return {
    address: `http://localhost:${port}/bench/`,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
