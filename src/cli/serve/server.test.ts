// Oracle: RFC 9110 for the statuses; what a browser must be told so that a page elsewhere cannot reach in.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Served, serve } from "./server.ts";

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

function ask(served: Served, path: string, { method = "GET", host = "127.0.0.1" } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: served.port, path, method, headers: { host } }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (part) => {
        body += part;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.on("error", reject);
    sent.end();
  });
}

describe("the local server", () => {
  const folder = mkdtempSync(join(tmpdir(), "liquidus-serve-"));
  const policy = "default-src 'self'; connect-src 'self'";
  let served: Served;

  beforeAll(async () => {
    mkdirSync(join(folder, "app/assets"), { recursive: true });
    writeFileSync(join(folder, "app/index.html"), `<meta http-equiv="Content-Security-Policy" content="${policy}">`);
    writeFileSync(join(folder, "app/assets/index-1.js"), "export {};");
    writeFileSync(join(folder, "secret.txt"), "secret");
    served = await serve({ folder: join(folder, "app"), port: 0, exact: true });
  });

  afterAll(async () => {
    await served.close();
    rmSync(folder, { recursive: true });
  });

  test("gives the page with the policy that it states, and its files for good", async () => {
    const page = await ask(served, "/?x=1");
    expect([page.status, page.headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
    expect(page.headers["content-security-policy"]).toBe(`${policy}; frame-ancestors 'none'`);
    expect(page.headers["x-content-type-options"]).toBe("nosniff");
    const script = await ask(served, "/assets/index-1.js");
    expect([script.body, script.headers["cache-control"]]).toEqual([
      "export {};",
      "public, max-age=31536000, immutable",
    ]);
    expect((await ask(served, "/assets/index-1.js", { method: "HEAD" })).body).toBe("");
  });

  test.each(["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "//etc/passwd", "/assets/", "/C:/secret.txt"])(
    "%s is no page",
    async (path) => {
      const { status, body } = await ask(served, path);
      expect([status, body.includes("secret\n")]).toEqual([404, false]);
    },
  );

  test("answers no other name: a page elsewhere may have had its name resolved to this machine", async () => {
    for (const host of ["evil.example", "127.0.0.1.evil.example", `localhost.evil.example:${served.port}`]) {
      expect((await ask(served, "/", { host })).status).toBe(403);
    }
    expect((await ask(served, "/", { host: `localhost:${served.port}` })).status).toBe(200);
  });

  test("takes nothing", async () => {
    expect((await ask(served, "/", { method: "POST" })).status).toBe(405);
  });

  test("a port that is taken is refused where it was asked for, else the next one is taken", async () => {
    const options = { folder: join(folder, "app"), port: served.port };
    await expect(serve({ ...options, exact: true })).rejects.toThrow(`Port ${served.port} is taken`);
    const other = await serve({ ...options, exact: false });
    expect(other.port).toBeGreaterThan(served.port);
    await other.close();
  });
});
