// Times of the workbench in Chromium: first view, interactive, a dropped series until its map, λ by the slider, a long trace.
// node bench/workbench.mjs [--json]     needs a build (npm run build)
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { cpus } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { seriesMpr, traceMpr } from "./workbench-files.mjs";

const root = fileURLToPath(new URL("../dist/app", import.meta.url));
const types = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
  ".svg": "image/svg+xml",
};
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  const path = join(root, pathname === "/" ? "index.html" : decodeURIComponent(pathname));
  if (!path.startsWith(root) || !existsSync(path)) return response.writeHead(404).end();
  response
    .writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" })
    .end(readFileSync(path));
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const address = `http://127.0.0.1:${server.address().port}/`;
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const args = ["--disable-dev-shm-usage", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
const browser = await chromium.launch({ executablePath, args });

/** A page that records how long its main thread was blocked. */
async function opened(hash) {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  page.setDefaultTimeout(300_000);
  // What the page and its workers ask for, as a server that compresses sends it; not what is kept for a time without a network.
  page.loaded = new Set();
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    const path = join(root, pathname === "/" ? "index.html" : pathname);
    if (existsSync(path)) page.loaded.add(path);
  });
  await page.addInitScript(() => {
    window.blocks = [];
    new PerformanceObserver((list) => {
      for (const { duration, startTime } of list.getEntries()) window.blocks.push({ duration, startTime });
    }).observe({ type: "longtask", buffered: true });
  });
  await page.goto(address + hash);
  await page.waitForSelector("header nav");
  return page;
}

/** Longest block in ms since a moment on the page's clock. */
const longest = (page, since) =>
  page.evaluate(
    (from) => Math.max(0, ...window.blocks.filter((b) => b.startTime >= from).map((b) => b.duration)),
    since,
  );
const now = (page) => page.evaluate(() => performance.now());

/** ms between the file in the hand of the user and its drop, in which the page is left alone: dragging one takes longer. */
const AIM = 1500;

/** Drops a file and waits until a figure of that name has painted. @returns ms */
async function dropped(page, name, bytes, figure, begun = () => {}) {
  const transfer = await page.evaluateHandle(
    ({ name, text }) => {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], name));
      return data;
    },
    { name, text: Buffer.from(bytes).toString("base64") },
  );
  await page.waitForTimeout(AIM);
  await page.dispatchEvent("body", "dragenter", { dataTransfer: transfer });
  const from = await now(page);
  begun(from);
  const drawn = page.evaluate(
    (wanted) =>
      new Promise((done) => {
        const look = () => {
          const found = document.querySelector(`[role=group][aria-label^="${wanted}"] canvas`);
          // Painted: it has as many pixels as the screen has there, not the 300 that a canvas is born with.
          const whole = found ? Math.round(found.clientWidth * devicePixelRatio) : 0;
          if (whole > 0 && found.width === whole) requestAnimationFrame(() => done(performance.now()));
          else requestAnimationFrame(look);
        };
        look();
      }),
    figure,
  );
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
  return (await drawn) - from;
}

/** Frames a second in which the canvas of a figure changes, while `move` goes on for `steps`. */
async function framesWhile(page, figure, steps, move) {
  await page.evaluate((wanted) => {
    const canvas = document.querySelector(`[role=group][aria-label^="${wanted}"] canvas`);
    const figure = canvas.parentNode;
    window.painted = 0;
    let seen = false;
    window.onPaint = (one) => {
      if (one.parentNode === figure) seen = true;
    };
    if (!window.isWatched) {
      window.isWatched = true;
      for (const name of ["clearRect", "fillRect", "drawImage"]) {
        const own = CanvasRenderingContext2D.prototype[name];
        CanvasRenderingContext2D.prototype[name] = function (...given) {
          window.onPaint(this.canvas);
          return own.apply(this, given);
        };
      }
    }
    const ownPaint = window.onPaint;
    const count = () => {
      if (window.onPaint !== ownPaint) return;
      if (seen) window.painted++;
      seen = false;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  }, figure);
  const from = await now(page);
  // As a mouse does: a movement every 16 ms, whether or not the one before was followed.
  const moves = [];
  for (let k = 0; k < steps; k++) {
    moves.push(move(k));
    await new Promise((done) => setTimeout(done, 16));
  }
  await Promise.all(moves);
  const [painted, to] = await page.evaluate(() => [window.painted, performance.now()]);
  return (1000 * painted) / (to - from);
}

const rows = [];
const row = (what, value, unit, target) => {
  rows.push({ what, value: Number(value.toPrecision(3)), unit, target });
  process.stderr.write(`${what}: ${Number(value.toPrecision(3))} ${unit}\n`);
};
try {
  let page = await opened("#/impedance");
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0);
  row("first view", paint, "ms", "≤ 1000");
  // From the first byte asked for to a menu that a click opened.
  await page.getByRole("button", { name: "Keys and help" }).click();
  await page.waitForSelector('button[aria-label="Keys and help"][aria-expanded="true"]');
  row("interactive: first click answered", await now(page), "ms", "≤ 2000");
  await page.keyboard.press("Escape");
  await page.waitForTimeout(3000);
  row(
    "first load with workers, fonts and what is loaded ahead, compressed",
    [...page.loaded].reduce((sum, path) => sum + gzipSync(readFileSync(path)).length, 0) / 1000,
    "kB",
    "≤ 700",
  );
  row(
    "drop of 61 sweeps, map on screen",
    await dropped(page, "s61.mpr", seriesMpr(61), "Relaxation-time map"),
    "ms",
    "≤ 1000",
  );
  await page.getByText("the whole file", { exact: true }).waitFor();
  row("longest block of the main thread, 61 sweeps", await longest(page, 0), "ms", "≤ 100");
  await page.context().close();

  page = await opened("#/impedance");
  await dropped(page, "s200.mpr", seriesMpr(200), "Relaxation-time map");
  await page.getByText("the whole file", { exact: true }).waitFor();
  await page.getByText("by hand", { exact: true }).click();
  const slider = page.getByRole("slider", { name: "Smoothing λ, logarithmic" });
  await slider.waitFor();
  // The analysis at this λ, and with it every other thread, comes to rest.
  await page.waitForTimeout(300);
  await page.waitForSelector('section[aria-label="Relaxation-time map"][aria-busy="false"]');
  const box = await slider.locator("xpath=../..").boundingBox();
  const y = box.y + box.height / 2;
  for (const [when, wait] of [
    ["at once", 0],
    ["after 8 s, places around computed ahead", 8000],
  ]) {
    await page.mouse.move(box.x + 0.3 * box.width, y);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.5 * box.width, y);
    await page.waitForTimeout(wait);
    const since = await now(page);
    const lambda = await framesWhile(page, "Relaxation-time map", 150, (k) =>
      page.mouse.move(box.x + (0.3 + 0.4 * Math.abs(((k / 60) % 2) - 1)) * box.width, y),
    );
    row(`λ dragged on 200 sweeps, ${when}`, lambda, "frames/s", "≥ 30");
    row(`longest block of the main thread, λ ${when}`, await longest(page, since), "ms", "≤ 100");
    await page.mouse.up();
    await page.waitForTimeout(300);
    await page.waitForSelector('section[aria-label="Relaxation-time map"][aria-busy="false"]');
  }
  await page.context().close();

  page = await opened("#/impedance");
  const trace = traceMpr(1_000_000);
  let laidOut = 0;
  row(
    "drop of 10⁶ points of voltage, on screen",
    await dropped(page, "trace.mpr", trace, "Voltage and current", (from) => {
      laidOut = from;
    }),
    "ms",
    "",
  );
  await page.waitForTimeout(300);
  row("longest block of the main thread, 10⁶ points laid out", await longest(page, laidOut), "ms", "≤ 100");
  const figure = await page.getByRole("group", { name: /^Voltage and current/ }).boundingBox();
  const middle = [figure.x + figure.width / 2, figure.y + figure.height / 2];
  await page.mouse.move(...middle);
  for (let k = 0; k < 6; k++) await page.mouse.wheel(0, -240);
  await page.getByRole("button", { name: "Select a range by dragging" }).click();
  await page.mouse.move(...middle);
  await page.mouse.down();
  const panned = await now(page);
  const pan = await framesWhile(page, "Voltage and current", 150, (k) =>
    page.mouse.move(middle[0] + 120 * Math.sin(k / 12), middle[1]),
  );
  row("pan of 10⁶ points", pan, "frames/s", "≥ 30");
  row("longest block of the main thread, pan", await longest(page, panned), "ms", "≤ 100");
} finally {
  await browser.close();
  server.close();
}
if (process.argv.includes("--json")) console.log(JSON.stringify(rows));
else {
  console.log(`Chromium on ${cpus().length} × ${cpus()[0]?.model.trim()}\n`);
  console.log("| what | value | target |\n|---|---|---|");
  for (const { what, value, unit, target } of rows) console.log(`| ${what} | ${value} ${unit} | ${target} |`);
}
