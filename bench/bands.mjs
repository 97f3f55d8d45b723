// Coverage and width of the 95 % bands on spectra drawn from 13 families, beside the Cramér-Rao bound. Settings were made on other seeds.
// npx tsc -b && node bench/bands.mjs [seeds of each range, default 100]      (spectra are generated here; no data needed)
import { resolveProcesses } from "../dist/impedance/processes/index.js";
import { relaxationTimesBands } from "../dist/impedance/uncertainty/index.js";

const { createServer } = await import("vite");
const server = await createServer({
  configFile: false,
  server: { middlewareMode: true, ws: false, watch: null },
  logLevel: "error",
});
const workload = await server.ssrLoadModule("/test/support/drt-workload.ts");
const { judgeBands } = await server.ssrLoadModule("/test/support/band-judge.ts");
const { FAMILIES, addInstrumentNoise, addNoise, draw, exactSpectrum, instrumentDeviation, rangeSwitchFrequency } =
  workload;

const COUNT = Number(process.argv[2] ?? 100);
const RANGES = [1, 1001];
const QUANTITIES = ["F top", "F half", "F valley", "peak R", "peak tau", "process R", "process tau"];
const NOISES = {
  "proportional, 0.5 %": (exact, seed) => ({
    z: addNoise(exact, 0.005, seed),
    setting: { deviation: exact.real.map((re, k) => 0.005 * Math.hypot(re, exact.imaginary[k])) },
  }),
  "instrument, 0.3 %": (exact, seed) => ({
    z: addInstrumentNoise(exact, seed),
    setting: { deviation: instrumentDeviation(exact), gainBelow: rangeSwitchFrequency(seed), gain: 1.003 },
  }),
};
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
};
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const percent = (judged) =>
  judged.length === 0 ? "-" : ((100 * judged.filter((j) => j.covered).length) / judged.length).toFixed(0);
const width = (judged) => {
  const known = judged.map((j) => j.width).filter((w) => Number.isFinite(w));
  return known.length === 0 ? "-" : median(known).toFixed(2);
};

for (const [noise, make] of Object.entries(NOISES)) {
  const all = RANGES.map(() => []);
  const times = [];
  console.log(`\n### Noise: ${noise}\n`);
  console.log(`| family | ${QUANTITIES.join(" | ")} |`);
  console.log(`|---|${QUANTITIES.map(() => "---").join("|")}|`);
  for (const family of FAMILIES) {
    const found = RANGES.map((first, range) => {
      const judged = [];
      for (let seed = first; seed < first + COUNT; seed++) {
        const { elements, frequency } = draw(family, seed);
        const { z, setting } = make(exactSpectrum(elements, frequency), seed);
        const resolved = resolveProcesses(z);
        const start = cpu();
        const bands = relaxationTimesBands(z, resolved);
        times.push(cpu() - start);
        judged.push(...judgeBands(elements, frequency, setting, bands));
      }
      all[range].push(...judged);
      return judged;
    });
    const cells = QUANTITIES.map((quantity) => {
      const [a, b] = found.map((judged) => judged.filter((j) => j.quantity === quantity));
      return a.length === 0 ? "-" : `${percent(a)} / ${percent(b)}, ${width([...a, ...b])}`;
    });
    console.log(`| ${family} | ${cells.join(" | ")} |`);
  }
  const total = QUANTITIES.map((quantity) => {
    const of = all.map((judged) => judged.filter((j) => j.quantity === quantity));
    return of.map((judged) => ((100 * judged.filter((j) => j.covered).length) / judged.length).toFixed(1)).join(" / ");
  });
  console.log(`| **all** | ${total.join(" | ")} |`);
  console.log(`\nCPU of the bands: median ${median(times).toFixed(0)} ms a spectrum.`);
}
await server.close();
process.exit(0);
