// CPU time of circuit fits: `npm run build && node bench/circuit-fit.mjs`. One thread; median of 9 after a warm-up.
import { build } from "vite";
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

const { fitSpectrum, FIT_GUESS } = await loadWorkload();

/** Median CPU time in ms of a call, and that of the first one. */
export function measure(work, repeats = 9, inner = 10) {
  const time = (count) => {
    const before = process.cpuUsage();
    for (let i = 0; i < count; i++) work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / count;
  };
  const cold = time(1);
  time(30);
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
