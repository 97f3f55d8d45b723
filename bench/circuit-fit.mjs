// CPU time of circuit fits: `npm run build && node bench/circuit-fit.mjs`. One thread; median of 9 after a warm-up.
import { build } from "vite";
import { chooseArcs } from "../dist/impedance/circuit/choose-arcs.js";
import { fitCircuit } from "../dist/impedance/circuit/fit-circuit.js";

/** The workload is TypeScript beside the tests; it is bundled in memory. */
async function loadWorkload() {
  const { output } = (
    await build({
      logLevel: "silent",
      configFile: false,
      build: {
        write: false,
        minify: false,
        lib: { entry: new URL("../test/support/eis-workload.ts", import.meta.url).pathname, formats: ["es"] },
      },
    })
  )[0];
  return import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);
}

const { fitSpectrum, FIT_GUESS, arcSpectrum, logFrequencies, withNoise } = await loadWorkload();

/** Median CPU time in ms of a call, and that of the first one. */
function measure(work, repeats = 9, inner = 10) {
  const time = (count) => {
    const before = process.cpuUsage();
    for (let i = 0; i < count; i++) work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / count;
  };
  const cold = time(1);
  time(inner);
  const warm = Array.from({ length: repeats }, () => time(inner)).sort((a, b) => a - b);
  return { cold, warm: warm[repeats >> 1] };
}

const spectrum = fitSpectrum(70, 0.005, 42);
const circuit = "R0-p(R1,CPE1)-p(R2,CPE2)-W";
for (const [name, options] of [
  ["from the guess", { start: FIT_GUESS }],
  ["from the data alone", {}],
]) {
  const { cold, warm } = measure(() => fitCircuit(spectrum, circuit, options));
  const { rmsResidual, iterations } = fitCircuit(spectrum, circuit, options);
  console.log(
    `${circuit}, 70 points, ${name}: ${warm.toFixed(2)} ms warm, ${cold.toFixed(1)} ms cold; ` +
      `${iterations} iterations, rms residual ${rmsResidual.toExponential(4)}`,
  );
}

// One circuit for a series of 61 sweeps of 36 points: two arcs, the slower growing twentyfold, 0.3 % noise.
const frequency = logFrequencies(1e6, 0.2, 36);
const series = Array.from({ length: 61 }, (_, k) => {
  const growth = 20 ** (k / 60);
  const arcs = [
    [120, 5e-4, 0.88],
    [30 * growth, 0.2 * growth, 0.8],
  ];
  return withNoise(arcSpectrum(10, arcs, frequency), 0.003, 300 + k);
});
const { cold, warm } = measure(() => chooseArcs(series), 5, 2);
const { circuit: chosen, fits } = chooseArcs(series);
console.log(
  `chooseArcs, 61 sweeps × 36 points: ${warm.toFixed(0)} ms warm, ${cold.toFixed(0)} ms cold; ${chosen}, ` +
    `${fits.filter((fit) => fit?.converged).length} of ${fits.length} fits converged`,
);
