// The Kramers-Kronig test: speed, power against drift beside a χ² test that is told the noise, false alarms, Z-HIT, real files.
// npx tsc -b && LIQUIDUS_DATA=… node bench/kramers-kronig.mjs [speed power alarms zhit files]      (all where none is named)
import { existsSync, readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { readMeasurement } from "../dist/files/registry.js";
import { kramersKronig, sweepsOfTables, zHit } from "../dist/impedance/index.js";
import { fitNetwork } from "../dist/impedance/kramers-kronig/network.js";

const { createServer } = await import("vite");
const server = await createServer({ configFile: false, server: { middlewareMode: true }, logLevel: "error" });
const workload = await server.ssrLoadModule("/test/support/drt-workload.ts");
const families = await server.ssrLoadModule("/test/support/noise-families.ts");
const { CASES, FAMILIES, Random, addNoise, caseSpectrum, draw, driftingSpectrum, exactSpectrum } = workload;
const { NOISE_FAMILIES, VALID_CELLS, addNoiseOf, upperPart } = families;

const asked = process.argv.slice(2);
const wanted = (name) => asked.length === 0 || asked.includes(name);
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const moduli = (z) => z.real.map((re, k) => Math.hypot(re, z.imaginary[k]));
const percent = (share) => (100 * share).toFixed(1);
const row = (cells) => console.log(`| ${cells.join(" | ")} |`);
const head = (cells) => {
  row(cells);
  row(cells.map(() => "---"));
};
const SEEDS = [
  [1, 100],
  [1001, 1100],
];
const range = ([from, to]) => Array.from({ length: to - from + 1 }, (_, k) => from + k);

/** CPU milliseconds of one call, median of five times a hundred. */
function cpu(work) {
  for (let k = 0; k < 200; k++) work(k);
  const times = Array.from({ length: 5 }, () => {
    const start = process.cpuUsage();
    for (let k = 0; k < 100; k++) work(k);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e5;
  });
  return median(times).toFixed(2);
}

function speed() {
  console.log("\n## CPU per spectrum of 80 points, ms (warm, one thread, median of 5 × 100)\n");
  const spectra = Array.from({ length: 10 }, (_, k) => caseSpectrum("zarc2_far", k + 1));
  const steep = spectra.map((_, k) => addNoiseOf(spectra[k], "rising at low f", k + 1));
  const drifting = spectra.map((_, k) => driftingSpectrum(0.01, 0.002, 9000 + k));
  head(["", "liquidus", "impedance.py linKK", "pyimpspec KK", "pyimpspec Z-HIT"]);
  row(["valid, white noise (zarc2_far)", cpu((k) => kramersKronig(spectra[k % 10])), 84, 6900, ""]);
  row(["valid, noise rising twentyfold", cpu((k) => kramersKronig(steep[k % 10])), "", "", ""]);
  row(["drifting 1 %/s, with diagnosis and Z-HIT", cpu((k) => kramersKronig(drifting[k % 10])), "", "", ""]);
  row(["Z-HIT alone", cpu((k) => zHit(spectra[k % 10])), "", "", 20]);
}

/** (χ² − ν)/√2ν of the best network against the known noise; its order by an information criterion with the known noise. */
function chiSquared(z, exact, noise, penalty) {
  const size = moduli(exact).map((m) => m * noise);
  const values = 2 * size.length;
  let best = null;
  for (let order = 5; order <= 40 && order <= (best?.order ?? 40) + 8; order++) {
    const fit = fitNetwork(z, order, "complex", { capacitance: true, inductance: true }, 3, size);
    const criterion = fit.residualSquares + penalty(values) * fit.parameters;
    if (best === null || criterion < best.criterion) best = { criterion, order, fit };
  }
  const freedom = values - best.fit.parameters;
  return (best.fit.residualSquares - freedom) / Math.sqrt(2 * freedom);
}

function areaUnderCurve(positive, negative) {
  let sum = 0;
  for (const a of positive) for (const b of negative) sum += a > b ? 1 : a === b ? 0.5 : 0;
  return sum / positive.length / negative.length;
}

const BINS = [0.001, 0.0022, 0.0048, 0.0104, 0.023, 0.0501];
const PER_SEED = 4;

function power() {
  console.log(
    "\n## Power against drift at 5 % false alarms (drift cell of the workload, rates log-uniform 0.1 … 5 %/s)\n",
  );
  console.log(
    "`told`: χ² test that knows the noise, order by BIC or AIC, calibrated. `ours`: noise not told, calibrated; `nominal`:",
  );
  console.log("the same at p < 0.05 as it stands, with its false alarms; `verdict`: significance 0.05, tolerance 0.\n");
  const bins = BINS.slice(1).map((to, k) => `${(100 * BINS[k]).toFixed(2)}–${(100 * to).toFixed(2)} %/s`);
  head(["noise", "seeds", "test", "AUC", "power", ...bins, "false alarms"]);
  for (const noise of [0.002, 0.005]) {
    for (const seeds of SEEDS) {
      const drifting = [];
      const valid = [];
      for (const seed of range(seeds)) {
        const random = new Random(seed * 7919 + 17);
        for (let k = 0; k < PER_SEED; k++) {
          const rate = 0.001 * 50 ** random.uniform();
          drifting.push({ rate, z: driftingSpectrum(rate, noise, 10 * seed + k), exact: driftingSpectrum(rate, 0, 1) });
        }
        valid.push({ rate: 0, z: driftingSpectrum(0, noise, 10 * seed + 5), exact: driftingSpectrum(0, 0, 1) });
        for (let k = 0; k < PER_SEED - 1; k++) {
          const { elements, frequency } = draw(FAMILIES[(3 * seed + k) % FAMILIES.length], seed);
          const exact = exactSpectrum(elements, frequency);
          valid.push({ rate: 0, z: addNoise(exact, noise, 1000 * seed + k), exact });
        }
      }
      const report = (name, score, threshold) => {
        const positive = drifting.map(score);
        const negative = valid.map(score);
        const limit = threshold ?? negative.toSorted((a, b) => b - a)[Math.floor(0.05 * negative.length)];
        const seen = (which) => percent(which.filter((s) => s > limit).length / Math.max(1, which.length));
        const inBin = bins.map((_, b) =>
          seen(positive.filter((_, k) => drifting[k].rate >= BINS[b] && drifting[k].rate < BINS[b + 1])),
        );
        row([
          `${percent(noise)} %`,
          `${seeds[0]}–${seeds[1]}`,
          name,
          areaUnderCurve(positive, negative).toFixed(3),
          seen(positive),
          ...inBin,
          seen(negative),
        ]);
      };
      report("χ² told, BIC", ({ z, exact }) => chiSquared(z, exact, noise, Math.log));
      report("χ² told, AIC", ({ z, exact }) => chiSquared(z, exact, noise, () => 2));
      const probability = ({ z }) => -kramersKronig(z, { significance: 1e-12 }).probability;
      report("ours", probability);
      report("ours, nominal", probability, -0.05);
      report(
        "ours, verdict",
        ({ z }) => (kramersKronig(z, { significance: 0.05, tolerance: 0 }).verdict === "fails" ? 1 : 0),
        0.5,
      );
    }
  }
}

/** Proportional noise, a floor in Ω, mains lines with fourfold scatter, one gain step; Re : Im of the noise. */
function instrument(z, seed, { rel = 0.003, floor = 0, mains = 0, step = 0, ratio = 1 }) {
  const random = new Random(seed);
  const cut = 10 ** (1 + 4 * random.uniform());
  const re = Float64Array.from(z.real);
  const im = Float64Array.from(z.imaginary);
  const modulus = moduli(z);
  for (let k = 0; k < re.length; k++) {
    const [a, b] = random.pair();
    const line = mains > 0 && [1, 2, 3].some((m) => Math.abs(z.frequency[k] / (m * mains) - 1) < 0.02);
    const s = Math.hypot(rel * modulus[k], floor) * (line ? 4 : 1);
    const gain = z.frequency[k] < cut ? 1 + step : 1;
    re[k] = re[k] * gain + s * a * ratio;
    im[k] = im[k] * gain + s * b;
  }
  return { frequency: z.frequency, real: re, imaginary: im };
}

function alarms() {
  console.log(
    "\n## False alarms on valid spectra, %: at p < 0.05, at p < 0.005, verdict `fails` by default (p < 0.005 and 0.1 % of |Z|)\n",
  );
  const ofFamily = (seed) => {
    const { elements, frequency } = draw(FAMILIES[seed % FAMILIES.length], seed);
    return exactSpectrum(elements, frequency);
  };
  const cells = Object.values(VALID_CELLS);
  const kinds = {};
  for (const noise of [0.001, 0.003, 0.01])
    kinds[`white ${percent(noise)} %, 13 families, 80 points`] = (s) => addNoise(ofFamily(s), noise, 1000 * s + 7);
  kinds["mains 50 Hz, fourfold scatter"] = (s) => instrument(ofFamily(s), s, { mains: 50 });
  kinds["mains 60 Hz, fourfold scatter"] = (s) => instrument(ofFamily(s), s, { mains: 60 });
  kinds["floor 0.05 Ω"] = (s) => instrument(ofFamily(s), s, { floor: 0.05 });
  kinds["floor 0.2 Ω"] = (s) => instrument(ofFamily(s), s, { floor: 0.2 });
  kinds["noise Re : Im = 3 : 1"] = (s) => instrument(ofFamily(s), s, { ratio: 3 });
  kinds["noise Re : Im = 1 : 3"] = (s) => instrument(ofFamily(s), s, { ratio: 1 / 3 });
  kinds["instrument noise: 0.3 %, mains, gain step 0.3 %"] = (s) =>
    instrument(ofFamily(s), s, { mains: 50, step: 0.003 });
  kinds["noise 0.1 %, gain step 0.3 %"] = (s) => instrument(ofFamily(s), s, { rel: 0.001, step: 0.003 });
  kinds["noise 0.1 %, gain step 1 %"] = (s) => instrument(ofFamily(s), s, { rel: 0.001, step: 0.01 });
  for (const name of Object.keys(NOISE_FAMILIES)) {
    kinds[`${name}, 61 points`] = (s) => addNoiseOf(cells[s % 3], name, s);
    kinds[`${name}, 34 points`] = (s) => addNoiseOf(upperPart(cells[s % 3], 34), name, s);
  }
  kinds["white, one spike, 61 points"] = (s) => addNoiseOf(cells[s % 3], "white", s, 1);
  kinds["rising at low f, one spike, 61 points"] = (s) => addNoiseOf(cells[s % 3], "rising at low f", s, 1);
  const draws = 2;
  head(["noise", ...SEEDS.map(([a, b]) => `seeds ${a}–${b} (× ${draws})`), "named (both)"]);
  for (const [name, spectrum] of Object.entries(kinds)) {
    const named = {};
    const cellsOf = SEEDS.map((seeds) => {
      const count = [0, 0, 0];
      const all = range(seeds).flatMap((seed) => Array.from({ length: draws }, (_, k) => 10 * seed + k));
      for (const seed of all) {
        const result = kramersKronig(spectrum(seed));
        if (result.probability < 0.05) count[0]++;
        if (result.probability < 0.005) count[1]++;
        if (result.verdict === "fails") count[2]++;
        for (const { kind } of result.faults) named[kind] = (named[kind] ?? 0) + 1;
      }
      return count.map((c) => percent(c / all.length)).join(" / ");
    });
    row([
      name,
      ...cellsOf,
      Object.entries(named)
        .map(([kind, n]) => `${kind} ${n}`)
        .join(", "),
    ]);
  }
}

function modulusFromPhase() {
  console.log("\n## Z-HIT: deviation from the exact modulus, % (largest / root mean square)\n");
  head(["case", "exact spectrum", "0.5 % noise, rms", "0.5 % noise with a reference, rms"]);
  const largest = (d) => d.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
  const rms = (d) => Math.sqrt(d.reduce((s, v) => s + v * v, 0) / d.length);
  for (const name of Object.keys(CASES)) {
    const exact = caseSpectrum(name);
    const truth = moduli(exact);
    const off = (found) => found.modulus.map((m, k) => Math.log(m / truth[k]));
    const noisy = range(SEEDS[0])
      .slice(0, 20)
      .map((seed) => addNoise(exact, 0.005, seed));
    const plain = median(noisy.map((z) => rms(off(zHit(z)))));
    const referred = median(noisy.map((z) => rms(off(zHit(z, { reference: exact })))));
    const clean = off(zHit(exact));
    row([
      name,
      `${(100 * largest(clean)).toFixed(2)} / ${(100 * rms(clean)).toFixed(2)}`,
      (100 * plain).toFixed(2),
      (100 * referred).toFixed(2),
    ]);
  }
  console.log("\nDrift of the workload's cell at 0.2 % noise: where |Z| departs from its phase\n");
  head(["rate", "ln |Z| at 5 Hz above its phase, %", "where"]);
  for (const rate of [0, 0.003, 0.01, 0.03, 0.05]) {
    const result = kramersKronig(driftingSpectrum(rate, 0.002, 9001), { significance: 0.05 });
    const found = result.zHit;
    const where = found?.deviating.map(({ min, max }) => `${min.toPrecision(2)} … ${max.toPrecision(2)} Hz`).join(", ");
    row([`${percent(rate)} %/s`, found === null ? "passes" : (100 * found.deviation[79]).toFixed(1), where ?? ""]);
  }
}

async function files() {
  const data = resolve(process.env.LIQUIDUS_DATA ?? "../shared/data");
  if (!existsSync(data)) return;
  console.log("\n## Real files\n");
  console.log("Noise: of Z' / of Z'' over |Z|, root mean square. Times in s where the file has them.\n");
  head(["file", "sweep", "points", "verdict", "p", "noise Z' / Z'', %", "kinds", "reason"]);
  const listed = JSON.parse(readFileSync(resolve(data, "eis/manifest.json"), "utf8")).map(({ file }) => `eis/${file}`);
  for (const file of [...listed, "formats/biologic/geis.mpr"]) {
    if (/sample_info|_DRT-RR|gamma_/.test(file)) continue;
    const bytes = new Uint8Array(readFileSync(resolve(data, file)));
    const { tables } = await readMeasurement({ name: basename(file), bytes });
    for (const { spectrum, index, time } of sweepsOfTables(tables)) {
      const found = kramersKronig(spectrum, { time });
      const noise =
        found.noiseReal === null
          ? ""
          : `${(100 * found.noiseReal).toPrecision(2)} / ${(100 * found.noiseImaginary).toPrecision(2)}`;
      const p = found.probability === null ? "" : found.probability.toExponential(0);
      const kinds = [...new Set(found.faults.map(({ kind }) => kind))].join(", ");
      row([
        file.replace("eis/", ""),
        index + 1,
        spectrum.frequency.length,
        found.verdict,
        p,
        noise,
        kinds,
        found.reason,
      ]);
    }
  }
}

if (wanted("speed")) speed();
if (wanted("power")) power();
if (wanted("alarms")) alarms();
if (wanted("zhit")) modulusFromPhase();
if (wanted("files")) await files();
await server.close();
