// `npm start`: the workbench on the shipped example, from its own server, in Chromium.
// Oracle: what `liquidus analyze` finds in the same file; nothing on the console, no request to anyone else.
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumArguments, findChromium } from "../support/chromium.ts";

const executable = findChromium();
const script = fileURLToPath(new URL("../../scripts/start.mjs", import.meta.url));

describe("npm start", () => {
  let child: ChildProcess;
  let browser: Browser | undefined;
  let address = "";
  let output = "";

  beforeAll(async () => {
    child = spawn(process.execPath, [script, "--port", "0", "--no-open"], { stdio: ["ignore", "pipe", "pipe"] });
    address = await new Promise((resolve, reject) => {
      child.stdout?.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        const found = /http:\/\/\S+/.exec(output)?.[0];
        if (found !== undefined) resolve(found);
      });
      child.on("exit", (status) => reject(new Error(`npm start ended with ${status}: ${output}`)));
    });
  });

  afterAll(async () => {
    await browser?.close();
    child.kill("SIGKILL");
  });

  test("prints the address of the example", () => {
    expect(output).toMatch(
      /^The workbench is at http:\/\/127\.0\.0\.1:\d+\/#\/impedance\?example=staircase-stripping\n$/,
    );
  });

  test.skipIf(executable === null)("the page shows the map, the onset and the verdict of the example", async () => {
    browser = await chromium.launch({ executablePath: executable as string, args: chromiumArguments() });
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const heard: string[] = [];
    const own = new URL(address).origin;
    page.on("console", (message) => heard.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => heard.push(`error: ${error.message}`));
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(own) && !/^(data|blob):/.test(url)) heard.push(`request: ${url}`);
    });
    const answer = await page.goto(address);
    expect(answer?.headers()["content-security-policy"]).toContain("connect-src 'self'");
    await page.getByText("Sweep 1 of 20").first().waitFor();
    await page.getByText("all pass Kramers-Kronig").first().waitFor();
    await page.getByRole("group", { name: /^Relaxation-time map/ }).waitFor();
    expect(heard).toEqual([]);
  });

  test("ends when it is asked to", async () => {
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  });
});
