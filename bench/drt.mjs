// Accuracy and speed of relaxationTimes on the analytic workload, beside the numbers published for peers.
// npx tsc -b && node bench/drt.mjs            (spectra are generated here; no data needed)
import { relaxationTimes, relaxationTimesSeries } from "../dist/impedance/relaxation-times/index.js";

const { createServer } = await import("vite");
const server = await createServer({ configFile: false, server: { middlewareMode: true }, logLevel: "error" });
const workload = await server.ssrLoadModule("/test/support/drt-workload.ts");
const { CASES, caseSpectrum, drtMetrics, addNoise, exactSpectrum, frequencies, truePeaks } = workload;

/** Median eL2: pyDRTtools λ = 1e-3, pyDRTtools GCV, pyimpspec mGCV, hybrid-drt QPHB. */
const PEERS = {
  zarc: [0.112, 0.112, 0.131, 0.082],
  zarc2_far: [0.117, 0.123, 0.149, 0.054],
  zarc2_close: [0.35, 0.294, 0.352, 0.42],
  zarc2_tight: [0.583, 0.571, 0.588, 0.806],
  zarc2_minor: [0.323, 0.293, 0.321, 0.355],
  rq_n2: [0.202, 0.197, 0.211, 0.106],
  fgerischer: [0.147, 0.147, 0.167, 0.189],
  hf_ind: [0.111, 0.111, 0.131, 0.079],
  nak: [0.27, 0.31, 0.281, 0.25],
  gauss2: [0.07, 0.072, Number.NaN, 0.135],
  skewmix: [0.112, 0.118, Number.NaN, 0.154],
  box: [0.191, 0.191, Number.NaN, 0.286],
};

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
console.log("case          eL2    Rp %   R_inf %  exact peaks | eL2: pyDRT 1e-3   GCV  mGCV  QPHB");
for (const [name, peers] of Object.entries(PEERS)) {
  const { elements, frequency } = CASES[name];
  const truth = truePeaks(elements);
  const [eL2, rp, r0] = [[], [], []];
  let exact = 0;
  for (let seed = 1; seed <= 10; seed++) {
    const result = relaxationTimes(caseSpectrum(name, seed));
    const metrics = drtMetrics(elements, frequency, result.tau, result.gamma);
    eL2.push(metrics.eL2);
    rp.push(100 * metrics.rp);
    r0.push(100 * Math.abs(result.ohmicResistance / elements[0][1] - 1));
    const found = truth.filter(([tau]) => result.peaks.some((p) => Math.abs(Math.log10(p.tau / tau)) < 0.2));
    if (found.length === truth.length && result.peaks.length === truth.length) exact++;
  }
  const ours = `${median(eL2).toFixed(3)}  ${median(rp).toFixed(2)}   ${median(r0).toFixed(2)}     ${10 * exact} %`;
  console.log(`${name.padEnd(12)} ${ours.padEnd(34)} | ${peers.map((p) => p.toFixed(3)).join("  ")}`);
}

/** CPU seconds, user and system, of one call. */
function cpu(work) {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e3;
}
const spectra = Array.from({ length: 10 }, (_, i) => caseSpectrum("zarc2_far", i + 1));
const f40 = frequencies(7e6, 5, 40);
const sweeps = Array.from({ length: 61 }, (_, i) => addNoise(exactSpectrum(CASES.nak.elements, f40), 0.005, i));
const timed = (work) => median(Array.from({ length: 5 }, () => cpu(work)));
console.log(
  `80 points, λ chosen, cold plan: ${(timed(() => spectra.map((z) => relaxationTimes(z))) / 10).toFixed(1)} ms`,
);
console.log(`80 points, λ chosen, plan reused: ${(timed(() => relaxationTimesSeries(spectra)) / 10).toFixed(1)} ms`);
console.log(
  `80 points, λ fixed, plan reused: ${(timed(() => relaxationTimesSeries(spectra, { lambda: 1e-4 })) / 10).toFixed(1)} ms`,
);
console.log(`61 sweeps of 40 points, λ chosen: ${timed(() => relaxationTimesSeries(sweeps)).toFixed(0)} ms`);
await server.close();
