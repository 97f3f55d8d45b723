// CPU time of the regularised distribution of relaxation times, one thread, and of the λ criteria.
// npx tsc -b && node bench/relaxation-times-speed.mjs            (spectra are generated here; no data needed)

import {
  allCriteria,
  relaxationPlan,
  relaxationTimes,
  relaxationTimesSeries,
  relaxationTimesSession,
} from "../dist/impedance/relaxation-times/index.js";
import { describeRelaxationTimes } from "../dist/impedance/relaxation-times/options.js";

const { createServer } = await import("vite");
const server = await createServer({
  configFile: false,
  server: { middlewareMode: true, ws: false, hmr: false },
  logLevel: "error",
});
const { CASES, addNoise, caseSpectrum, draw, exactSpectrum, FAMILIES, frequencies } = await server.ssrLoadModule(
  "/test/support/drt-workload.ts",
);

/** CPU milliseconds, user and system, of one call. */
function cpu(work) {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e3;
}
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
/** Median of five rounds over the spectra, a spectrum, after a warm-up of 400 spectra. */
function perSpectrum(spectra, work) {
  for (let i = 0; i < 400; i++) work(spectra[i % spectra.length]);
  const round = () => {
    for (const z of spectra) work(z);
  };
  return median(Array.from({ length: 5 }, () => cpu(round))) / spectra.length;
}
function perSeries(work) {
  work();
  return median(Array.from({ length: 5 }, () => cpu(work)));
}

const seeds = Array.from({ length: 20 }, (_, i) => i + 1);
const spectra = seeds.map((seed) => caseSpectrum("zarc2_far", seed));
const offGrid = seeds.map((seed) => {
  const f = spectra[0].frequency.slice();
  f[40] *= 1.2;
  return addNoise(exactSpectrum(CASES.zarc2_far.elements, f), 0.005, seed);
});
/** The operando series of the workload: 200 spectra, 7 MHz to 5 Hz. */
const f80 = frequencies(7e6, 5, 80);
const series = Array.from({ length: 200 }, (_, i) => {
  const k = i - 139;
  const j = i < 140 ? 0.05 + (0.95 * i) / 139 : 0;
  const s = i < 140 ? 1 / (1 + Math.exp(-(j - 0.6) / 0.05)) : Math.exp(-k / 8);
  const a = i < 140 ? 0.5 * j + 1.5 * s : 2 * Math.exp(-k / 25);
  const elements = [
    ["R", 60],
    ["ZARC", 120, 1e-6, 0.92],
    ["ZARC", 80 * (1 + a), 1e-4 * 10 ** (-0.6 * s), 0.85],
    ["ZARC", 60 * s, 1e-5, 0.9],
  ];
  return addNoise(exactSpectrum(elements, f80), 0.005, 7000 + i);
});

const fixed = { lambda: 1e-3 };
const warm = relaxationTimesSession(fixed);
const warmAutomatic = relaxationTimesSession();
const plan = relaxationPlan(spectra[0].frequency, describeRelaxationTimes());
const rows = [
  ["fixed λ, new frequency grid", perSpectrum(spectra, (z) => relaxationTimes(z, fixed)), 2.0],
  ["fixed λ, off-grid, new grid", perSpectrum(offGrid, (z) => relaxationTimes(z, fixed)), 4.0],
  ["fixed λ, plan reused", perSpectrum(spectra, warm), 0.4],
  ["λ by evidence, plan reused", perSpectrum(spectra, warmAutomatic), Number.NaN],
  ["all λ criteria, plan reused", perSpectrum(spectra, (z) => allCriteria(z, {}, plan)), 10],
  ["200-spectra series, fixed λ", perSeries(() => relaxationTimesSeries(series, fixed)), 100],
  ["200-spectra series, λ by evidence", perSeries(() => relaxationTimesSeries(series)), 400],
];
// How fast this machine is just now: 1e8 dependent multiplications and additions.
const reference = median(
  Array.from({ length: 5 }, () =>
    cpu(() => {
      let x = 1;
      for (let i = 0; i < 1e8; i++) x = x * 0.999999 + 1e-6;
      if (x === 0) console.log(x);
    }),
  ),
);
console.log("task                                   CPU ms   target");
for (const [name, ms, target] of rows) {
  console.log(`${name.padEnd(38)} ${ms.toFixed(2).padStart(6)}   ${Number.isNaN(target) ? "-" : target}`);
}
console.log(`1e8 dependent multiply-adds (speed of the machine while measuring): ${reference.toFixed(0)} ms\n`);

console.log("largest kktResidual, sign kept positive, lobes found, over families × seeds");
for (const [from, to] of [
  [1, 20],
  [1001, 1020],
]) {
  let kkt = 0;
  const counts = { positive: [0, 0], negative: [0, 0], capacitance: 0 };
  for (const family of FAMILIES) {
    for (let seed = from; seed <= to; seed++) {
      const { elements, frequency } = draw(family, seed);
      const result = relaxationTimes(addNoise(exactSpectrum(elements, frequency), 0.005, seed));
      kkt = Math.max(kkt, result.kktResidual);
      const count = family === "negative" ? counts.negative : counts.positive;
      count[1]++;
      if (result.sign === (family === "negative" ? "both" : "positive")) count[0]++;
      if (result.capacitance !== undefined) counts.capacitance++;
    }
  }
  console.log(
    `seeds ${from}-${to}: ${kkt.toExponential(1)}; positive ${counts.positive.join(" of ")}; ` +
      `negative ${counts.negative.join(" of ")}; capacitance taken in ${counts.capacitance}`,
  );
}
await server.close();
