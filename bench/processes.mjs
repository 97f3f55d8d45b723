// Accuracy and speed of resolveProcesses on the analytic workload.
// npx tsc -b && node bench/processes.mjs [seeds a range, default 100] [families|cases|shapes …]   (no data needed)

import { FORMS, processesOf } from "../dist/impedance/processes/form.js";
import {
  processesCumulative,
  processesDensity,
  processResolver,
  processShape,
} from "../dist/impedance/processes/index.js";
import { VariableProjection } from "../dist/impedance/processes/variable-projection.js";
import { CLASSIC_SETTINGS, relaxationTimesSeries } from "../dist/impedance/relaxation-times/index.js";

const { createServer } = await import("vite");
const server = await createServer({ configFile: false, server: { middlewareMode: true }, logLevel: "error" });
const workload = await server.ssrLoadModule("/test/support/drt-workload.ts");
await server.close();
const {
  CASES,
  FAMILIES,
  draw,
  exactSpectrum,
  addNoise,
  caseSpectrum,
  exactGamma,
  exactPolarization,
  truePeaks,
  Random,
} = workload;

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;
const [count = "100", ...wanted] = process.argv.slice(2);
const seeds = Number(count);
const asked = (part) => wanted.length === 0 || wanted.includes(part);

/** The process of an element, for its exact cumulative and for the fit of the oracle. */
function processOf(e) {
  switch (e[0]) {
    case "ZARC":
      return { form: "cole-cole", shape: "cole-cole", resistance: e[1], tau: e[2], exponents: [e[3]] };
    case "RC":
      return { form: "debye", shape: "debye", resistance: e[1], tau: e[2], exponents: [] };
    case "G":
      return { form: "gerischer", shape: "gerischer", resistance: e[1], tau: e[2], exponents: [] };
    case "HN":
      return {
        form: "havriliak-negami",
        shape: "havriliak-negami",
        resistance: e[1],
        tau: e[2],
        exponents: [e[3], e[4]],
      };
    case "GS":
      return { form: "log-normal", shape: "barriers", resistance: e[1], tau: e[2], exponents: [0, e[3]] };
    case "BOX":
      return {
        form: "barriers",
        shape: "barriers",
        resistance: e[1],
        tau: Math.sqrt(e[2] * e[3]),
        exponents: [Math.log(e[3] / e[2]), 0.02],
      };
    default:
      return null;
  }
}

/** Metrics of the workload for a grid that need not be uniform: eL2, emd (decades), error of Rp, the exact peak set. */
function metricsOf(truth, f, tau, gamma) {
  const lo = -Math.log(2 * Math.PI * f.reduce((a, b) => Math.max(a, b)));
  const hi = -Math.log(2 * Math.PI * f.reduce((a, b) => Math.min(a, b)));
  const logTau = tau.map(Math.log);
  const last = tau.length - 1;
  const sampler = (values, left, right) => {
    let j = 0;
    return (x) => {
      if (x < logTau[0]) return left;
      if (x > logTau[last]) return right;
      while (j < last - 1 && logTau[j + 1] < x) j++;
      return values[j] + ((values[j + 1] - values[j]) * (x - logTau[j])) / (logTau[j + 1] - logTau[j]);
    };
  };
  const n = 4001;
  const at = sampler(gamma, 0, 0);
  const y = new Float64Array(n);
  let [difference, total, top] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const x = lo + ((hi - lo) * i) / (n - 1);
    y[i] = at(x);
    top = Math.max(top, Math.abs(y[i]));
    const exact = truth.gamma(Math.exp(x));
    const w = i === 0 || i === n - 1 ? 0.5 : 1;
    difference += w * (y[i] - exact) ** 2;
    total += w * exact * exact;
  }
  const found = [];
  for (const s of [1, -1])
    for (let i = 1; i < n - 1; i++)
      if (s * y[i] > s * y[i - 1] && s * y[i] >= s * y[i + 1] && s * y[i] > 0.02 * top)
        found.push([lo + ((hi - lo) * i) / (n - 1), s]);
  const inside = truth.peaks.filter(([t]) => Math.log(t) >= lo && Math.log(t) <= hi);
  const near = inside.map(([t, s]) =>
    Math.min(1, ...found.filter(([, q]) => q === s).map(([x]) => Math.abs(x - Math.log(t)) / Math.LN10)),
  );
  const sum = new Float64Array(tau.length);
  for (let i = 1; i <= last; i++) sum[i] = sum[i - 1] + 0.5 * (gamma[i] + gamma[i - 1]) * (logTau[i] - logTau[i - 1]);
  const below = sampler(sum, 0, sum[last]);
  const from = Math.min(lo, logTau[0]);
  const to = Math.max(hi, logTau[last]);
  let emd = 0;
  const grid = Float64Array.from({ length: n }, (_, i) => from + ((to - from) * i) / (n - 1));
  const exactSum = truth.cumulative(grid.map(Math.exp));
  for (let i = 0; i < n; i++) emd += (Math.abs(below(grid[i]) - exactSum[i]) * (to - from)) / (n - 1);
  const rp = Math.abs(truth.polarization);
  return {
    eL2: truth.singular ? Number.NaN : Math.sqrt(difference / total),
    emd: emd / Math.LN10 / rp,
    rp: Math.abs(sum[last] - truth.polarization) / rp,
    exact: near.every((d) => d < 0.2) && found.length === inside.length,
    maxima: found.length,
    dpk: mean(near),
  };
}

function truthOf(elements) {
  const processes = elements.map(processOf).filter((p) => p !== null);
  return {
    gamma: (tau) => exactGamma(elements, tau),
    cumulative: (tau) => processesCumulative(processes, tau),
    peaks: truePeaks(elements),
    polarization: exactPolarization(elements),
    singular: elements.some((e) => e[0] === "RC" || e[0] === "G"),
    processes,
  };
}

/** Maximum likelihood with the true family and number, started at the truth, weighted by the true noise. */
function oracle(truth, elements, z, deviation) {
  const weight = new Float64Array(2 * z.frequency.length);
  const data = new Float64Array(weight.length);
  for (let k = 0; k < z.frequency.length; k++) {
    weight[2 * k] = weight[2 * k + 1] = 1 / deviation[k];
    data[2 * k] = z.real[k] / deviation[k];
    data[2 * k + 1] = z.imaginary[k] / deviation[k];
  }
  const projection = new VariableProjection({ frequency: z.frequency, weight, data }, Math.log(1e-9), Math.log(1e4));
  projection.floor = 0; // no prior
  const start = truth.processes.map((p) => ({
    form: FORMS[p.form],
    logTau: Math.log(p.tau),
    exponents: p.form === "log-normal" ? [p.exponents[1]] : p.exponents,
  }));
  const series = { inductance: elements.some((e) => e[0] === "L"), capacitance: false };
  const fit = projection.fit(start, series, 40);
  const processes = processesOf(fit.forms, fit.linear.subarray(fit.linear.length - fit.forms.length), fit.theta);
  const wrong = processes.some(
    (p, k) =>
      p.resistance / truth.processes[k].resistance < 0.02 || Math.abs(Math.log10(p.tau / truth.processes[k].tau)) > 0.2,
  );
  const tau = Float64Array.from({ length: 6001 }, (_, i) => Math.exp(Math.log(1e-9) + (Math.log(1e13) * i) / 6000));
  const [found, exact] = [processesCumulative(processes, tau), truth.cumulative(tau)];
  const step = Math.log10(tau[1] / tau[0]);
  const emd = (step * found.reduce((sum, x, i) => sum + Math.abs(x - exact[i]), 0)) / Math.abs(truth.polarization);
  return { ...metricsOf(truth, z.frequency, tau, processesDensity(processes, tau)), emd, wrong };
}

/** The instrument: proportional part, floor, mains lines with four times the scatter, one gain step of 0.3 %. */
function instrumentNoise(z, seed, relative, floor) {
  const random = new Random(seed);
  const cut = 10 ** (1 + 4 * random.uniform());
  const real = Float64Array.from(z.real);
  const imaginary = Float64Array.from(z.imaginary);
  const deviation = new Float64Array(real.length);
  z.frequency.forEach((f, k) => {
    const [a, b] = random.pair();
    let s = Math.hypot(relative * Math.hypot(z.real[k], z.imaginary[k]), floor);
    if ([1, 2, 3].some((m) => Math.abs(f / (50 * m) - 1) < 0.02)) s *= 4;
    const gain = f < cut ? 1.003 : 1;
    real[k] = gain * real[k] + s * a;
    imaginary[k] = gain * imaginary[k] + s * b;
    deviation[k] = s;
  });
  return { z: { frequency: z.frequency, real, imaginary }, deviation };
}

const NOISES = {
  "0.5 % of |Z|": (z, seed) => ({
    z: addNoise(z, 0.005, seed),
    deviation: z.real.map((x, k) => 0.005 * Math.hypot(x, z.imaginary[k])),
  }),
  "instrument 0.3 %, no floor": (z, seed) => instrumentNoise(z, seed, 0.003, 0),
  "instrument 0.3 %, floor 20 mΩ": (z, seed) => instrumentNoise(z, seed, 0.003, 0.02),
};

const resolvers = new Map();
function resolve(z) {
  const key = `${z.frequency.length} ${z.frequency[0]}`;
  if (!resolvers.has(key)) resolvers.set(key, processResolver());
  return resolvers.get(key)(z);
}
for (let i = 0; i < 60; i++) {
  const { elements, frequency } = draw(FAMILIES[i % FAMILIES.length], 9000 + i);
  resolve(addNoise(exactSpectrum(elements, frequency), 0.005, i));
}
const cost = [];
function timed(z) {
  const start = process.cpuUsage();
  const result = resolve(z);
  const { user, system } = process.cpuUsage(start);
  cost.push((user + system) / 1e3);
  return result;
}
/** Tikhonov as DRTtools does it: λ = 1e-3, and λ by generalised cross-validation. */
const peer = (z, lambda) => relaxationTimesSeries([z], { ...CLASSIC_SETTINGS, lambda })[0];

const pad = (value, width) => `${value}`.padStart(width);
const print = (...cells) => console.log(cells.join(" | "));

if (asked("families")) {
  for (const [noise, add] of Object.entries(NOISES)) {
    console.log(`\n## Draws, noise: ${noise}; seeds 1-${seeds} / 1001-${1000 + seeds}\n`);
    print(
      "family    ",
      "median eL2 (or emd)",
      "oracle",
      "ratio",
      "wrong number %",
      "oracle wrong %",
      "exact peaks %",
      "oracle %",
      "λ 1e-3, GCV eL2",
    );
    print("---", "---", "---", "---", "---", "---", "---", "---", "---");
    for (const family of FAMILIES) {
      const cells = [[], [], [], [], [], [], [], []];
      for (const first of [1, 1001]) {
        const [ours, best, wrong, oracleWrong, exact, oracleExact, classic, gcv] = [[], [], [], [], [], [], [], []];
        for (let seed = first; seed < first + seeds; seed++) {
          const { elements, frequency } = draw(family, seed);
          const truth = truthOf(elements);
          const { z, deviation } = add(exactSpectrum(elements, frequency), seed);
          const result = timed(z);
          const m = metricsOf(truth, frequency, result.tau, result.gamma);
          const o = oracle(truth, elements, z, deviation);
          const key = truth.singular ? "emd" : "eL2";
          ours.push(m[key]);
          best.push(o[key]);
          wrong.push(result.processes.length === truth.processes.length ? 0 : 100);
          oracleWrong.push(o.wrong ? 100 : 0);
          exact.push(m.exact ? 100 : 0);
          oracleExact.push(o.exact ? 100 : 0);
          if (["gauss", "skew", "box"].includes(family) && seed < first + Math.min(seeds, 10)) {
            for (const [lambda, list] of [
              [1e-3, classic],
              ["gcv", gcv],
            ]) {
              const r = peer(z, lambda);
              list.push(metricsOf(truth, frequency, r.tau, r.gamma).eL2);
            }
          }
        }
        cells[0].push(median(ours).toFixed(4));
        cells[1].push(median(best).toFixed(4));
        cells[2].push((median(ours) / median(best)).toFixed(2));
        [wrong, oracleWrong, exact, oracleExact].forEach((list, i) => {
          cells[3 + i].push(mean(list).toFixed(0));
        });
        if (classic.length > 0) cells[7].push(`${median(classic).toFixed(3)}, ${median(gcv).toFixed(3)}`);
      }
      print(family.padEnd(10), ...cells.map((c) => c.join(" / ")));
    }
  }
}

/** Best median eL2 (emd for rc, gerischer) of all peers, and which. */
const BEST_PEER = {
  zarc: [0.006, "dual"],
  zarc2_far: [0.018, "dual"],
  zarc2_close: [0.04, "dual"],
  zarc2_tight: [0.33, "dual"],
  zarc2_minor: [0.08, "dual"],
  rq_n2: [0.024, "dual"],
  rc: [0.096, "GCV (emd)"],
  gerischer: [0.047, "pyDRT, NNLS (emd)"],
  fgerischer: [0.012, "dual"],
  hf_ind: [0.006, "dual"],
  lf_neg: [0.025, "dual, told the sign"],
  nak: [0.093, "dual"],
  gauss2: [0.07, "pyDRT 1e-3"],
  skewmix: [0.112, "pyDRT 1e-3"],
  box: [0.191, "pyDRT"],
};
if (asked("cases")) {
  console.log("\n## Fixed cases, 10 seeds\n");
  print(
    "case       ",
    "median eL2 (or emd)",
    "best peer",
    "oracle",
    "Rp %",
    "exact peaks %",
    "right number %",
    "mean dlog10 τ",
  );
  print("---", "---", "---", "---", "---", "---", "---", "---");
  for (const [name, [best, who]] of Object.entries(BEST_PEER)) {
    const { elements, frequency, noise } = CASES[name];
    const truth = truthOf(elements);
    const clean = exactSpectrum(elements, frequency);
    const deviation = clean.real.map((x, k) => noise * Math.hypot(x, clean.imaginary[k]));
    const [ours, told, rp, exact, right, dpk] = [[], [], [], [], [], []];
    for (let seed = 1; seed <= 10; seed++) {
      const z = caseSpectrum(name, seed);
      const result = timed(z);
      const m = metricsOf(truth, frequency, result.tau, result.gamma);
      const key = truth.singular ? "emd" : "eL2";
      ours.push(m[key]);
      told.push(oracle(truth, elements, z, deviation)[key]);
      rp.push(100 * m.rp);
      exact.push(m.exact ? 100 : 0);
      right.push(result.processes.length === truth.processes.length ? 100 : 0);
      dpk.push(m.dpk);
    }
    print(
      name.padEnd(11),
      median(ours).toFixed(4),
      `${best} ${who}`,
      median(told).toFixed(4),
      median(rp).toFixed(2),
      pad(mean(exact), 3),
      pad(mean(right), 3),
      mean(dpk).toFixed(3),
    );
  }
}

/** Shapes that no process of ours has. */
const RULE = Array.from({ length: 4000 }, (_, i) => (i + 0.5) / 4000);
function shapeTruth(gamma, from, to, peaks) {
  const nodes = RULE.map((u) => from + (to - from) * u);
  const h = (to - from) / nodes.length;
  const values = nodes.map((x) => h * gamma(Math.exp(x)));
  return {
    gamma,
    peaks,
    polarization: values.reduce((a, b) => a + b, 0),
    singular: false,
    processes: [],
    cumulative: (tau) => tau.map((t) => values.reduce((sum, v, i) => (nodes[i] <= Math.log(t) ? sum + v : sum), 0)),
    impedance: (f) => {
      let [re, im] = [10, 0];
      nodes.forEach((x, i) => {
        const w = 2 * Math.PI * f * Math.exp(x);
        re += values[i] / (1 + w * w);
        im -= (values[i] * w) / (1 + w * w);
      });
      return [re, im];
    },
  };
}
const warburg = Array.from({ length: 200 }, (_, k) => ({
  shape: "debye",
  resistance: 100 / (Math.PI * (k + 0.5)) ** 2,
  tau: 1 / (Math.PI * (k + 0.5)) ** 2,
  exponents: [],
}));
const SHAPES = {
  "triangle in ln τ, ± 1 decade": shapeTruth(
    (t) => (50 / Math.LN10) * Math.max(0, 1 - Math.abs(Math.log10(t / 1e-2))),
    Math.log(1e-3),
    Math.log(1e-1),
    [[1e-2, 1]],
  ),
  "stretched exponential, β = ½": shapeTruth(
    (t) => (25 / Math.sqrt(Math.PI)) * Math.sqrt(t / 1e-2) * Math.exp(-t / 4e-2),
    Math.log(1e-14),
    Math.log(1e1),
    [[2e-2, 1]],
  ),
  "finite-length Warburg": {
    gamma: () => 0,
    peaks: [[warburg[0].tau, 1]],
    polarization: 50,
    singular: true,
    processes: [],
    cumulative: (tau) => processesCumulative(warburg, tau),
    impedance: (f) => {
      const s = Math.sqrt(Math.PI * f);
      const e = Math.exp(-2 * s);
      const q = 1 + 2 * e * Math.cos(2 * s) + e * e;
      const [re, im] = [-Math.expm1(-4 * s) / q, (2 * e * Math.sin(2 * s)) / q];
      return [10 + (50 / (2 * s)) * (re + im), (50 / (2 * s)) * (im - re)];
    },
  },
};
if (asked("shapes")) {
  console.log("\n## Shapes in no family, 0.5 % noise, 10 seeds: median eL2 / emd / maxima\n");
  print("shape", "resolveProcesses", "Tikhonov, evidence", "λ 1e-3", "GCV", "models");
  print("---", "---", "---", "---", "---", "---");
  const f = CASES.zarc.frequency;
  for (const [name, truth] of Object.entries(SHAPES)) {
    const real = f.map((x) => truth.impedance(x)[0]);
    const imaginary = f.map((x) => truth.impedance(x)[1]);
    const columns = [[], [], [], []];
    const kinds = new Map();
    for (let seed = 1; seed <= 10; seed++) {
      const z = addNoise({ frequency: f, real, imaginary }, 0.005, seed);
      const ours = timed(z);
      kinds.set(ours.models[0].description, (kinds.get(ours.models[0].description) ?? 0) + 1);
      [ours, relaxationTimesSeries([z])[0], peer(z, 1e-3), peer(z, "gcv")].forEach((r, i) => {
        columns[i].push(metricsOf(truth, f, r.tau, r.gamma));
      });
    }
    const cell = (list) =>
      `${median(list.map((m) => m.eL2)).toFixed(3)} / ${median(list.map((m) => m.emd)).toFixed(3)} / ${median(list.map((m) => m.maxima))}`;
    print(name, ...columns.map(cell), [...kinds].map(([k, n]) => `${n}× ${k}`).join(", "));
  }
}

console.log(
  `\nCPU a spectrum, warm: median ${median(cost).toFixed(1)} ms, mean ${mean(cost).toFixed(1)} ms, largest ${Math.max(...cost).toFixed(0)} ms (${cost.length} spectra; machine shared)`,
);
console.log(
  `shapes known: ${["debye", "cole-cole", "gerischer", "havriliak-negami", "barriers"].map((n) => processShape(n).name).join(", ")}`,
);
