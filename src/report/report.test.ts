import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { syntheticArea, syntheticSeries, syntheticTimeSeries } from "../../test/support/synthetic-series.ts";
import { emptyCellEntry, unknownInstrument } from "../files/measurement.ts";
import type { FittedArc } from "../impedance/circuit/result.ts";
import type { SeriesAnalysis, SweepAnalysis } from "../impedance/series/analysis.ts";
import { impedanceSpectrum } from "../impedance/spectrum.ts";
import { alignOnPoint } from "./align.ts";
import { findings } from "./findings.ts";
import { bestHinge } from "./hinge.ts";
import { escapeHtml, html } from "./html.ts";
import type { ReportFile, ReportInput } from "./input.ts";
import { base64, Packer } from "./pack.ts";
import { inlineJson, inlineScript } from "./policy.ts";
import { reportPage } from "./report-page.ts";
import { peakTable } from "./tables.ts";
import { numberRanges, sweepNumbers } from "./words.ts";

const HOSTILE = "</script><img src=x onerror=alert(1)>\"'";
const plotting = readFileSync(createRequire(import.meta.url).resolve("plotly.js-cartesian-dist-min"), "utf8");

function file(sweeps: number, more: Partial<ReportFile> = {}): ReportFile {
  return {
    name: "staircase.mpr",
    sha256: "0".repeat(64),
    measurement: {
      formatTitle: "BioLogic EC-Lab binary (.mpr)",
      technique: "Staircase GEIS",
      start: null,
      instrument: unknownInstrument,
      cell: emptyCellEntry,
      settings: [],
    },
    area: { value: syntheticArea, from: "from the file" },
    series: syntheticSeries({ sweeps, failing: (s) => sweeps > 50 && s >= 39 && s < 43 }),
    timeSeries: syntheticTimeSeries(sweeps),
    options: [{ name: "λ", value: "generalised cross-validation" }],
    warnings: [],
    error: null,
    ...more,
  };
}

function input(files: readonly ReportFile[], more: Partial<ReportInput> = {}): ReportInput {
  return {
    title: "Staircase",
    version: "0.1.0",
    commandLine: null,
    files,
    plottingScript: "var Plotly = {};",
    ...more,
  };
}

function words(of: ReportFile): string[] {
  return findings(of).map((f) => `${f.lead} ${f.rest}`.replaceAll("\u00A0", " ").replaceAll("\u2009", "").trim());
}

test("findings are made from the numbers", () => {
  const said = words(file(61, { area: null }));
  expect(said[0]).toMatch(
    /^61 sweeps of 61 points, 7 MHz–5 Hz; 4 of 61 fail Kramers-Kronig \(sweeps 40–43; below 53 Hz\)\. The cell changed while they ran, the response was not linear, or points are disturbed;/,
  );
  expect(said[1]).toMatch(
    /grows from 90\.0 ± 2\.1 Ω to 1940 ± 46 Ω, most steeply above 0\.23 mA\. Two straight lines meet between 0\.227 and 0\.24 mA \(95 %\)\.$/,
  );
  expect(said[2]).toMatch(/near τ = 900 ns stays at 312\.0 ± 7\.3 Ω \(median; all 310–314 Ω\)\.$/);
  expect(said.at(-1)).toMatch(/^No electrode area/);
  expect(words(file(1))[1]).toMatch(
    /^Two arcs: 120\.1 ± 2\.8 Ω cm² at τ = 900 ± 35 ns and 38\.50 ± 0\.91 Ω cm² at τ = 500 ± 20 µs\. The ohmic resistance of the circuit is 96\.25 ± 0\.75 Ω cm² \(± is half of the 95 % interval\)\. From the relaxation times: R∞ = 96\.3 Ω cm², Rp = 159 Ω cm² \(without intervals\)\.$/,
  );
  expect(words(file(1))[0]).toMatch(/; Kramers-Kronig holds\. Residual 0\.24 %/);
  const drifting = syntheticSeries({ sweeps: 1, failing: () => true });
  expect(words(file(1, { series: drifting }))[0]).toMatch(/; fails Kramers-Kronig below 60 Hz: residual 2\.1 %/);
  const broken = file(1, { series: null, error: { kind: "FormatError", message: "Starts with PK." } });
  expect(words(broken)).toEqual(["No results. Starts with PK."]);
});

/** A series whose second arc has other errors and τ than it was made with. */
function changed(series: SeriesAnalysis, at: (sweep: number) => Partial<FittedArc>): SeriesAnalysis {
  const sweeps = series.sweeps.map((s, i): SweepAnalysis => {
    if (s.circuit === null) return s;
    const arcs = s.circuit.arcs.map((arc, k) => (k === 1 ? { ...arc, ...at(i) } : arc));
    return { ...s, circuit: { ...s.circuit, arcs } };
  });
  return { ...series, sweeps };
}

test("without an area no prefix of current density is named: which it has depends on the area", () => {
  // 60 µA are 0.16 mA cm⁻² at 0.385 cm²
  const told = words(
    file(4, { area: null, series: syntheticSeries({ sweeps: 4, topCurrent: 60e-6 / syntheticArea }) }),
  ).join(" ");
  expect(told).toContain("Enter the area to see Ω cm² and current densities.");
  expect(told).not.toMatch(/A cm⁻²/);
});

test("only values that the data determine are told: error up to 30 %, and τ near what is measured", () => {
  const series = syntheticSeries({ sweeps: 20 });
  const doubtful = changed(series, (i) =>
    i >= 17 ? { resistanceError: 900 } : i === 0 ? { tau: 0.1 } : i === 5 ? { resistanceError: null } : {},
  );
  const said = words(file(20, { series: doubtful }))[1] as string;
  expect(said).toMatch(/grows from 35\.06 ± 0\.82 Ω cm² in sweep 2 to 468 ± 11 Ω cm² in sweep 17/);
  expect(said).toMatch(
    /In the first sweep, sweep 6 and the last 3 sweeps it is not determined: R has no 95 % interval, or one that holds 0 or is wider than 1\.18 R/,
  );
  const never = changed(series, () => ({ resistanceError: null }));
  expect(words(file(20, { series: never })).join(" ")).toMatch(
    /is not determined in any sweep: R has no 95 % interval/,
  );
  const peaks = { ...series, sweeps: series.sweeps.map((s) => ({ ...s, circuit: null })), circuit: null };
  // The peaks of the synthetic series carry ± 2 % as half of their interval of 95 %.
  expect(words(file(20, { series: peaks }))[1]).toMatch(/^The process .* grows from 90\.0 ± |^The process .* ± \d/);
  const unknown = { tauLower: null, tauUpper: null, resistanceLower: null, resistanceUpper: null };
  const bare = {
    ...peaks,
    sweeps: peaks.sweeps.map((s) =>
      s.drt === null ? s : { ...s, drt: { ...s.drt, peaks: s.drt.peaks.map((p) => ({ ...p, ...unknown })) } },
    ),
  };
  expect(words(file(20, { series: bare }))[1]).toMatch(/^The process .* Areas under peaks carry no interval\.$/);
});

test("a plateau and its end are told as they are: between the last sweep on it and the first beyond", () => {
  const flat = changed(syntheticSeries({ sweeps: 20 }), (i) => {
    const resistance = i < 11 ? 30 : 30 + 6 * (i - 10) ** 2;
    return { resistance, resistanceError: 0.01 * resistance };
  });
  expect(words(file(20, { series: flat }))[1]).toMatch(
    /grows from 11\.55 ± 0\.23 Ω cm² to 198\.7 ± 3\.9 Ω cm², beginning between 0\.55 and 0\.6 mA cm⁻²\. Before, it is constant/,
  );
});

test("the frequencies that most failing sweeps share, not their hull", () => {
  const series = syntheticSeries({ sweeps: 20, failing: (i) => i < 9 });
  const wide = series.sweeps.map((s, i): SweepAnalysis => {
    if (s.kramersKronig === null || i !== 3) return s;
    return { ...s, kramersKronig: { ...s.kramersKronig, failing: [{ min: 5, max: 7e6 }] } };
  });
  const scattered = series.sweeps.map((s, i): SweepAnalysis => {
    if (s.kramersKronig === null || i >= 9) return s;
    const min = 10 * 4 ** i;
    return { ...s, kramersKronig: { ...s.kramersKronig, failing: [{ min, max: 2 * min }] } };
  });
  expect(words(file(20, { series: { ...series, sweeps: scattered } }))[0]).toMatch(
    /\(sweeps 1–9; at frequencies that differ among them\)/,
  );
  expect(words(file(20, { series: { ...series, sweeps: wide } }))[0]).toMatch(
    /9 of 20 fail Kramers-Kronig \(sweeps 1–9; below 53 Hz\)/,
  );
});

test("numbers of sweeps as ranges", () => {
  expect(numberRanges([3, 4, 5, 9])).toBe("3–5, 9");
  expect(numberRanges([])).toBe("");
  expect([[4], [3, 4, 9], [1, 3, 5, 7, 9, 11, 13]].map(sweepNumbers)).toEqual(["sweep 4", "sweeps 3–4, 9", "7 sweeps"]);
});

test("the bend of two exact lines is found where it is; a straight line has none", () => {
  const x = Array.from({ length: 21 }, (_, i) => i / 2);
  const hinge = bestHinge(
    x,
    x.map((v) => 3 + 0.5 * v + 4 * Math.max(0, v - 6)),
  );
  expect([hinge?.from, hinge?.at, hinge?.to]).toEqual([5.5, 6, 6.5]);
  expect(hinge?.before).toBeCloseTo(0.5, 9);
  expect(hinge?.after).toBeCloseTo(4.5, 9);
  expect(bestHinge(x, x)).toBeNull();
});

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

test("tables: every value beside its error, caption and scopes", () => {
  const page = reportPage(input([file(20)]));
  expect(page).toContain(
    "<caption>Circuit R0-p(R1,CPE1)-p(R2,CPE2): ± is half of the 95 % interval, – and … are its ends</caption>",
  );
  expect(page.match(/<tr data-sweep=/g)).toHaveLength(20);
  expect(page).toMatch(/<th scope="col" colspan="2"><i>R<\/i><sub>1<\/sub> \/ Ω cm²<\/th>/);
  expect(alignOnPoint(["1.25", "10", "–"])).toEqual(["1.25", "10\u2008\u2007\u2007", "–"]);
});

test("tables: a value without an error says why, and a line explains it", () => {
  const series = syntheticSeries({ sweeps: 20 });
  const statuses = ["at bound", "not identifiable", "fixed"] as const;
  const marked = series.sweeps.map((s, i): SweepAnalysis => {
    const status = statuses[i];
    if (s.circuit === null || status === undefined) return s;
    const parameters = s.circuit.parameters.map((p, k) => (k === 2 ? { ...p, standardError: null, status } : p));
    return { ...s, circuit: { ...s.circuit, parameters } };
  });
  const page = reportPage(input([file(20, { series: { ...series, sweeps: marked } })]));
  for (const word of ["at bound", "not ident.", "fixed"]) expect(page).toContain(`<td class="e">${word}`);
  expect(page).toMatch(
    /<p class="legend">In place of the error: at bound: .*; not ident\.: not identifiable.*; fixed: given/,
  );
  expect(reportPage(input([file(20)]))).not.toContain('class="legend"');
});

test("tables: C of a peak has its interval, its own or from the ends of τ and R (oracle: both, by hand)", () => {
  const series = syntheticSeries({ sweeps: 1 });
  const [only] = series.sweeps;
  const drt = only?.drt ?? null;
  const [some] = drt?.peaks ?? [];
  if (only === undefined || drt === null || some === undefined) throw new Error("one sweep with peaks");
  const peak = { ...some, tau: 1e-3, resistance: 1, capacitance: 1e-3, identifiable: true };
  const known = { tauLower: 0.9e-3, tauUpper: 1.1e-3, resistanceLower: 0.8, resistanceUpper: 1.2 };
  const table = (more: Partial<typeof peak>): string => {
    const sweeps = [{ ...only, drt: { ...drt, peaks: [{ ...peak, ...more }] } }];
    return String(peakTable(file(1, { area: null, series: { ...series, sweeps } }), { ...series, sweeps })?.markup);
  };
  // 0.9/1.2 = 0.75 … 1.1/0.8 = 1.375 mF
  expect(table(known)).toContain('<td>1.00<td class="e">0.75–1.38');
  expect(table({ ...known, capacitanceLower: 0.9e-3, capacitanceUpper: 1.3e-3 })).toContain("0.90–1.30");
  expect(table({ ...known, resistanceLower: 0 })).toContain('<td class="e">&gt;\u20090.75');
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
