// Accuracy, onset, calibration and speed of the analysis of a whole series.
// npx tsc -b && node bench/process-series.mjs [seeds of each kind, default 100]     (series are generated here; no data needed)
import { analyzeProcessSeries, processSeriesSession } from "../dist/impedance/process-series/index.js";

const { createServer } = await import("vite");
const server = await createServer({ configFile: false, server: { middlewareMode: true }, logLevel: "error" });
const { operandoSeries } = await server.ssrLoadModule("/test/support/workload/series.ts");
const { onsetSeries, ONSET_FAMILIES } = await server.ssrLoadModule("/test/support/workload/onset-series.ts");
const { seriesErrors } = await server.ssrLoadModule("/test/support/workload/series-errors.ts");

const count = Number(process.argv[2] ?? 100);
const others = Math.ceil(count / 4);
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const cpu = (work) => {
  const start = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(start);
  return [result, (user + system) / 1e3];
};
const percent = (x) => `${(100 * x).toFixed(3)} %`;

console.log(
  "| sweeps | seed0 | tracks | median eL2 | jitter rms | jitter max | coverage of R, 95 % | swapped sweeps | CPU s |",
);
console.log("|---|---|---|---|---|---|---|---|---|");
for (const [n, seed0] of [
  [200, 7000],
  [200, 17000],
  [200, 27000],
  [61, 7000],
  [61, 17000],
  [30, 7000],
  [30, 17000],
]) {
  const { spectra, elements } = operandoSeries(n, 80, 0.005, seed0);
  const [found, ms] = cpu(() => analyzeProcessSeries(spectra));
  const errors = seriesErrors(elements, found.map);
  let [inside, all, swapped] = [0, 0, 0];
  const [first, last] = [found.tracks[0], found.tracks[found.tracks.length - 1]];
  elements.forEach((truth, i) => {
    for (const [track, r] of [
      [first, truth[1][1]],
      [last, truth[2][1]],
    ]) {
      all++;
      if (track.resistanceLower[i] <= r && r <= track.resistanceUpper[i]) inside++;
    }
    if (Math.abs(Math.log(first.tau[i] / 1e-6)) > 0.5 || Math.abs(Math.log(last.tau[i] / truth[2][2])) > 0.5) swapped++;
  });
  console.log(
    `| ${n} | ${seed0} | ${found.tracks.length} | ${errors.median.toFixed(4)} | ${percent(errors.jitter)} | ${percent(errors.largestJitter)} | ${((100 * inside) / all).toFixed(0)} % | ${swapped} | ${(ms / 1e3).toFixed(2)} |`,
  );
}

console.log("\n| staircase | seeds | RMSE, mA/cm² | in the 95 % interval | not found | false onsets without one |");
console.log("|---|---|---|---|---|---|");
for (const [family, from, to] of [
  ["plain", 1, count],
  ["plain", 1001, 1000 + count],
  ...ONSET_FAMILIES.slice(1).flatMap((family) => [
    [family, 1, others],
    [family, 1001, 1000 + others],
  ]),
]) {
  let [squares, found, covered, missed, falsely] = [0, 0, 0, 0, 0];
  for (let seed = from; seed <= to; seed++) {
    const { spectra, position, onset } = onsetSeries(family, seed, true);
    const one = analyzeProcessSeries(spectra, { position }).onset;
    if (one === null) missed++;
    else {
      found++;
      squares += (0.1 * (one.position - onset)) ** 2;
      if (one.lower <= onset && onset <= one.upper) covered++;
    }
    const without = onsetSeries(family, seed, false);
    if (analyzeProcessSeries(without.spectra, { position: without.position }).onset !== null) falsely++;
  }
  console.log(
    `| ${family} | ${from}-${to} | ${Math.sqrt(squares / found).toFixed(4)} | ${covered} of ${found} | ${missed} | ${falsely} of ${to - from + 1} |`,
  );
}

const { spectra } = operandoSeries();
const batch = Array.from({ length: 6 }, () => cpu(() => analyzeProcessSeries(spectra))[1]).slice(1);
const session = processSeriesSession();
const adds = spectra.map((spectrum, i) => cpu(() => session.add(spectrum, i))[1]);
const sorted = adds.slice(5).toSorted((a, b) => a - b);
console.log(
  `\n200 sweeps at once, CPU, median of 5: ${median(batch).toFixed(0)} ms. A new sweep: median ${median(sorted).toFixed(1)} ms, 95 % ${sorted[Math.floor(0.95 * sorted.length)].toFixed(1)} ms, longest ${sorted[sorted.length - 1].toFixed(1)} ms (after the first five: ${adds
    .slice(0, 5)
    .map((x) => x.toFixed(0))
    .join(", ")} ms).`,
);
await server.close();
