// Circuit fits held against what is asked of them: `npm run build && node bench/circuit.mjs [speed|starts|others|coverage|mismatch] [count] [part of a name]`.
// CPU time by process.cpuUsage(), one thread, median of 5 after a warm-up. Starts and spectra are seeded.
import { build } from "vite";
import { fitCircuit } from "../dist/impedance/circuit/fit-circuit.js";

const { output } = (
  await build({
    logLevel: "silent",
    configFile: false,
    build: {
      write: false,
      minify: false,
      lib: { entry: new URL("../test/support/circuit-studies.ts", import.meta.url).pathname, formats: ["es"] },
    },
  })
)[0];
const studies = await import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);
const {
  WORKLOAD,
  fitSpectrum,
  FIT_GUESS,
  randomStart,
  OTHER_CIRCUITS,
  spectrumOf,
  COVERAGE_CASES,
  MISMATCHED_CASES,
  coverageOf,
} = studies;

const [part = "all", count, only = ""] = process.argv.slice(2);
const cpu = (work) => {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return [(user + system) / 1000, result];
};
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

function speed(name, work, inner = 100) {
  const loop = () => {
    for (let i = 0; i < inner; i++) work();
  };
  const [cold] = cpu(work);
  for (let i = 0; i < 30; i++) loop();
  const warm = median(Array.from({ length: 5 }, () => cpu(loop)[0] / inner));
  console.log(`| ${name} | ${warm.toFixed(3)} | ${cold.toFixed(1)} |`);
}

if (part === "all" || part === "speed") {
  const spectrum = fitSpectrum(70, 0.005, 42);
  console.log("| fit of R0-p(R1,CPE1)-p(R2,CPE2)-W, 70 points | warm / ms | first call / ms |\n|---|---|---|");
  speed("from the guess", () => fitCircuit(spectrum, WORKLOAD, { start: FIT_GUESS }));
  speed("from the data alone", () => fitCircuit(spectrum, WORKLOAD));
  speed("from the guess, weights `model`", () =>
    fitCircuit(spectrum, WORKLOAD, { start: FIT_GUESS, weighting: "model" }),
  );
  speed("from the guess, weights `estimated`", () =>
    fitCircuit(spectrum, WORKLOAD, { start: FIT_GUESS, weighting: "estimated" }),
  );
  speed("from the guess, loss `tukey`", () => fitCircuit(spectrum, WORKLOAD, { start: FIT_GUESS, loss: "tukey" }));
  speed("from the guess, with profile intervals", () =>
    fitCircuit(spectrum, WORKLOAD, { start: FIT_GUESS, intervals: "profile" }),
  );
}

if (part === "all" || part === "starts") {
  const starts = Number(count ?? 1000);
  console.log(
    `\n| ${starts} starts, each parameter × 10^U(−1, 1) | right minimum | CPU ms each | minima followed |\n|---|---|---|---|`,
  );
  for (const seed of [42, 1042, 5042]) startRows(WORKLOAD, `spectrum ${seed}`, fitSpectrum(70, 0.005, seed), seed);
}
if (part === "all" || part === "others") {
  const starts = Number(count ?? 1000);
  console.log(
    `\n| ${starts} starts as above, other circuits | right minimum | CPU ms each | minima followed |\n|---|---|---|---|`,
  );
  for (const [circuit, truth] of Object.entries(OTHER_CIRCUITS)) {
    startRows(circuit, circuit, spectrumOf(circuit, truth, 77), 77, truth);
  }
}

function startRows(circuit, label, spectrum, seed, truth) {
  const starts = Number(count ?? 1000);
  const best = fitCircuit(spectrum, circuit, { starts: 12 }).chiSquared;
  for (const [name, options] of [
    ["one start", { starts: 1 }],
    ["automatic", {}],
  ]) {
    let right = 0;
    let followed = 0;
    const [time] = cpu(() => {
      for (let k = 0; k < starts; k++) {
        const start = randomStart(7_000_000 + seed * 10_000 + k, truth);
        const fit = fitCircuit(spectrum, circuit, { ...options, start });
        if (fit.chiSquared < best * 1.0001) right++;
        followed += fit.search.followed;
      }
    });
    const share = `${((100 * right) / starts).toFixed(1)} %`;
    console.log(`| ${name}, ${label} | ${share} | ${(time / starts).toFixed(2)} | ${(followed / starts).toFixed(2)} |`);
  }
}

for (const [name, cases] of [
  ["coverage", COVERAGE_CASES],
  ["mismatch", MISMATCHED_CASES],
]) {
  if (part !== "all" && part !== name) continue;
  coverageTable(cases);
}

function coverageTable(cases) {
  const spectra = Number(count ?? 2000);
  console.log(
    `\n| coverage of 95 % intervals over ${spectra} drawn spectra | Wald | profile | lowest Wald (parameter) | lowest profile (parameter) | fits | CPU ms each |\n|---|---|---|---|---|---|---|`,
  );
  for (const [name, study] of Object.entries(cases)) {
    if (!name.includes(only)) continue;
    const [time, result] = cpu(() => coverageOf(study, spectra));
    const percent = (x) => `${(100 * x).toFixed(1)} %`;
    const lowest = ([key, value]) => `${percent(value)} (${key})`;
    console.log(
      `| ${name} | ${percent(result.wald)} | ${percent(result.profile)} | ${lowest(result.lowestWald)} | ${lowest(result.lowestProfile)} | ${result.fits} | ${(time / spectra).toFixed(2)} |`,
    );
  }
}
