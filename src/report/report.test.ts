import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { file, input } from "../../test/support/report-input.ts";
import { syntheticArea, syntheticSeries } from "../../test/support/synthetic-series.ts";
import { emptyCellEntry, unknownInstrument } from "../files/measurement.ts";
import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import { impedanceSpectrum } from "../impedance/spectrum.ts";
import { escapeHtml, html } from "./html.ts";
import type { ReportFile } from "./input.ts";
import { base64, Packer } from "./pack.ts";
import { inlineJson, inlineScript } from "./policy.ts";
import { reportPage } from "./report-page.ts";

const HOSTILE = "</script><img src=x onerror=alert(1)>\"'";
const plotting = readFileSync(createRequire(import.meta.url).resolve("plotly.js-cartesian-dist-min"), "utf8");

test("text is escaped wherever it comes from", () => {
  expect(escapeHtml(HOSTILE)).toBe("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&quot;&#39;");
  expect(escapeHtml("a\u202Egpj.exe\u2066b")).toBe("a␣gpj.exe␣b");
  expect(html`<p title="${HOSTILE}">${[HOSTILE, html`<b>x</b>`]}</p>`.markup).not.toContain("<img");
  const cell = { ...emptyCellEntry, comment: HOSTILE, electrolyte: HOSTILE };
  const base = file(2);
  const hostile: ReportFile = {
    ...base,
    name: HOSTILE,
    sha256: HOSTILE,
    area: { value: syntheticArea, from: HOSTILE },
    measurement: {
      formatTitle: HOSTILE,
      technique: HOSTILE,
      start: { local: HOSTILE, hasTimeOfDay: false },
      instrument: { ...unknownInstrument, maker: HOSTILE, software: HOSTILE },
      cell,
      settings: [{ name: HOSTILE, unit: HOSTILE, values: [HOSTILE, 1] }],
    },
    options: [{ name: HOSTILE, value: HOSTILE }],
    warnings: [{ code: "x", message: HOSTILE }],
    methods: { basis: HOSTILE },
    error: { kind: HOSTILE, message: HOSTILE },
  };
  const page = reportPage(
    input([hostile], { title: HOSTILE, version: HOSTILE, commandLine: HOSTILE, generated: HOSTILE }),
  );
  expect(page).not.toContain("<img");
  expect(page.match(/<\/script>/g)).toHaveLength(3);
  expect(page).toContain("&lt;img src=x onerror=alert(1)&gt;");
});

test("every timeline has its figure; the title of the window says what it is", () => {
  const one = { title: "The experiment A", summary: "Two files.", figure: { data: [], layout: {} } };
  const page = reportPage(input([file(1), file(1)], { timelines: [one, { ...one, title: "The experiment B" }] }));
  expect(page).toContain("<title>Staircase – Liquidus report</title>");
  expect(page).toContain('<a href="#timeline-2">The experiment B</a>');
  expect(page).toContain('id="timeline-1"');
  expect(reportPage(input([file(1)]))).not.toContain("#timeline");
});

test("the policy names exactly the scripts of the page", () => {
  const page = reportPage(input([file(3)], { plottingScript: 'var a = "</script><!-- x";\r\nvar Plotly = {};' }));
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] as string;
  const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((m) => m[1] as string);
  const hashes = scripts.map((s) => `'sha256-${createHash("sha256").update(s, "utf8").digest("base64")}'`);
  expect(scripts).toHaveLength(2);
  expect(policy).toContain(`script-src ${hashes.join(" ")};`);
  expect(policy).toMatch(/^default-src 'none'; .*style-src 'unsafe-inline'; img-src data: blob:/);
  expect(page).not.toMatch(/(src|href)="(?!data:|#)/);
});

test("61 sweeps with the plotting script stay under 2 MB, and the same input gives the same page", () => {
  const of = input([file(61)], { plottingScript: plotting });
  const page = reportPage(of);
  expect(new TextEncoder().encode(page).length).toBeLessThan(2_000_000);
  expect(reportPage(of) === page).toBe(true);
});

test("all is there without figures, too: no series, no time, no area, several files", () => {
  const bare = syntheticSeries({ sweeps: 4, topCurrent: null, hasTime: false, hasCircuit: false });
  const page = reportPage(
    input([
      file(1, { series: bare, timeSeries: null, area: null }),
      file(1, {
        series: null,
        timeSeries: null,
        measurement: null,
        error: { kind: "FormatError", message: "Cut short." },
      }),
      file(1, { series: { sweeps: [], map: null, circuit: null, warnings: [] }, timeSeries: null }),
    ]),
  );
  expect(page).toContain("Cut short.");
  expect(page).toContain("values in Ω and mA");
  const figures = /id="figures">(.*?)<\/script>/s.exec(page)?.[1] as string;
  expect(JSON.parse(figures).series["f1-sweep"].labels).toEqual(["sweep 1", "sweep 2", "sweep 3", "sweep 4"]);
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((m) => m[1]);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
});

test("points that were left out are told in findings and methods", () => {
  const page = reportPage(input([file(5, { series: { ...syntheticSeries({ sweeps: 5 }), highestFrequency: 67300 } })]));
  expect(page).toContain("Points above 67.3\u00A0kHz are left out: no passive circuit describes them.");
  expect(page).toContain(
    "Points above 67.3\u00A0kHz were left out of the test, of the relaxation times and of the circuit",
  );
});

test("packing: what comes out of the pool is what went in, to 2⁻¹⁶", () => {
  const re = Array.from({ length: 20 }, (_, i) => 3 + i * i);
  const im = Array.from({ length: 20 }, (_, i) => 7 + Math.sin(i));
  const value = {
    a: [1, 2.7391, -3e-9, null, 5e12, 0, 1, 2, 3],
    t: Array.from({ length: 300 }, (_, i) => 864000 + i / 10),
    narrow: Array.from({ length: 40 }, (_, i) => 0.2983 + 1e-7 * Math.sin(i)),
    one: [7],
    nyquist: { x: re, y: im },
    bode: {
      modulus: re.map((x, i) => Math.hypot(x, im[i] as number)),
      phase: re.map((x, i) => (180 / Math.PI) * Math.atan2(im[i] as number, x)),
    },
    b: { text: "a long enough text to be shared", c: [1, 2, { d: true }] },
    c: { text: "a long enough text to be shared", c: [1, 2, { d: false }] },
  };
  const packer = new Packer();
  const root = packer.add(value);
  const pool: unknown[] = [];
  const open = (v: unknown): unknown => {
    if (Array.isArray(v)) return v.length === 1 && typeof v[0] === "number" ? pool[v[0]] : v.map(open);
    if (v === null || typeof v !== "object") return v;
    const o = v as Record<string, unknown>;
    if ("@" in o) return o["@"];
    if ("|" in o || "/" in o) {
      const [x, y] = (o["|"] ?? o["/"]) as readonly unknown[];
      const [xs, ys] = [open(x) as number[], open(y) as number[]];
      return xs.map((re, i) => {
        const im = ys[i] as number;
        return "|" in o ? Math.hypot(re, im) : (180 / Math.PI) * Math.atan2(im, re);
      });
    }
    if ("~" in o || "=" in o) {
      const [width, [first, text]] = "~" in o ? [3, [0, o["~"] as string]] : [4, o["="] as readonly [number, string]];
      const bytes = Buffer.from(text, "base64");
      return Array.from({ length: bytes.length / width }, (_, i) => {
        const x = Buffer.from([...bytes.subarray(width * i, width * i + width), 0]).readFloatBE(0);
        return Number.isNaN(x) ? null : x + first;
      });
    }
    if ("%" in o) {
      const parts = o["%"] as unknown[];
      const base = { ...(pool[parts[0] as number] as Record<string, unknown>) };
      const keys = Object.keys(base);
      for (let i = 1; i < parts.length; i += 2) base[keys[parts[i] as number] as string] = open(parts[i + 1]);
      return base;
    }
    const parts = o["#"] as unknown[];
    return Object.fromEntries(
      (packer.shapes[parts[0] as number] as string[]).map((key, i) => [key, open(parts[i + 1])]),
    );
  };
  for (const entry of packer.pool) pool.push(open(entry));
  const back = open(root) as typeof value;
  const exact = { a: [], t: [], narrow: [], nyquist: {}, bode: {} };
  expect({ ...back, ...exact }).toEqual({ ...value, ...exact });
  expect(
    packer.pool.filter((entry) => entry !== null && typeof entry === "object" && ("|" in entry || "/" in entry)),
  ).toHaveLength(2);
  for (const part of ["modulus", "phase"] as const) {
    back.bode[part].forEach((x, i) => {
      expect(x / (value.bode[part][i] as number)).toBeCloseTo(1, 4);
    });
  }
  back.t.forEach((t, i) => {
    expect(Math.abs(t - (value.t[i] as number))).toBeLessThan(1e-7 * 29.9);
  });
  back.narrow.forEach((x, i) => {
    expect(Math.abs(x - (value.narrow[i] as number))).toBeLessThan(1e-7 * 2e-7);
  });
  back.a.forEach((x, i) => {
    const y = value.a[i] as number | null;
    if (y === null) expect(x).toBeNull();
    else expect(Math.abs((x as number) - y)).toBeLessThanOrEqual(2 ** -16 * Math.abs(y));
  });
  expect(base64(new TextEncoder().encode("any carnal pleas"))).toBe("YW55IGNhcm5hbCBwbGVhcw==");
});

test("inline text cannot leave its element", () => {
  expect(inlineJson({ a: "</script><!--" })).not.toContain("<");
  expect(inlineScript('"</SCRIPT><!--"')).toBe('"<\\/SCRIPT><\\!--"');
});

test("sweeps of which nothing could be computed, or of one point, are shown all the same", () => {
  const full = syntheticSeries({ sweeps: 4, hasCircuit: false });
  const strip = (s: SweepAnalysis, i: number): SweepAnalysis => ({
    ...s,
    sweep: i === 0 ? { ...s.sweep, spectrum: impedanceSpectrum([1000], [5], [0.2]), time: null } : s.sweep,
    kramersKronig: null,
    drt: i === 2 ? s.drt : null,
    circuit: null,
  });
  const some = { ...full, map: null, circuit: null, sweeps: full.sweeps.map(strip) };
  const none = { ...some, sweeps: some.sweeps.map((s) => ({ ...s, drt: null })) };
  const one = { ...none, sweeps: none.sweeps.slice(0, 1) };
  const page = reportPage(input([some, none, one].map((series) => file(1, { series }))));
  expect(page).toContain("Kramers-Kronig not tested.");
  expect(page.replace(/<script>[\s\S]*?<\/script>/g, "")).not.toMatch(/[^A-Za-z]NaN|Infinity|undefined/);
});
