// Resistances that drift while sweeps run: accuracy beside the Cramér-Rao bound, coverage of the 95 % intervals, false
// alarms, what was recognised, CPU time; series of the workload (test/support/workload/drift.ts, written out here so that
// the script runs from dist/ alone).
// npm run build && node bench/drift.mjs [SEEDS]     (default 100 seeds in each of two blocks)
// With LIQUIDUS_DATA set, windows of formats/biologic/geis.mpr of that collection too.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { driftAnalysis, fitScanTimes, middleTimes } from "../dist/impedance/drift/index.js";
import { factorCholesky, invertCholesky } from "../dist/numerics/linear/cholesky.js";

const COUNT = Number(process.argv[2] ?? 100);
const BLOCKS = [
  [1, COUNT],
  [1001, 1000 + COUNT],
];
/** Seeds of the slower and of the less exacting tables. */
const FEWER = Math.min(30, COUNT);
const SHORT_BLOCKS = BLOCKS.map(([from]) => [from, from + FEWER - 1]);
const DURATION = 35;
const POINTS = 80;
const NOISE = 0.002;

// ------------------------------------------------------------------------------------------------ the workload
class Random {
  constructor(seed) {
    this.state = Number(BigInt.asUintN(32, BigInt(seed)));
  }
  uniform() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1) >>> 0;
    t = (t ^ (t + Math.imul(t ^ (t >>> 7), t | 61))) >>> 0;
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
  }
  pair() {
    const r = Math.sqrt(-2 * Math.log(this.uniform()));
    const a = 2 * Math.PI * this.uniform();
    return [r * Math.cos(a), r * Math.sin(a)];
  }
}
const FREQUENCY = Float64Array.from(
  { length: POINTS },
  (_, k) => 10 ** (Math.log10(7e6) + (k * Math.log10(5 / 7e6)) / (POINTS - 1)),
);
const TIMES = (() => {
  let elapsed = 0;
  const times = FREQUENCY.map((f) => {
    elapsed += 0.25 + 3 / f;
    return elapsed;
  });
  return times.map((t) => (t / elapsed) * DURATION);
})();

function zarc(r, tau, phi, f) {
  const size = (2 * Math.PI * f * tau) ** phi;
  const a = 1 + size * Math.cos((phi * Math.PI) / 2);
  const b = size * Math.sin((phi * Math.PI) / 2);
  return [(r * a) / (a * a + b * b), (-r * b) / (a * a + b * b)];
}
/** Z of the cell of the workload at instant t. */
function impedance({ ohmic, grain, int, constantCapacitance }, t, f) {
  const r = int(t);
  const [a, b] = zarc(grain(t), 1e-6, 0.92, f);
  const [c, d] = zarc(r, constantCapacitance ? 1e-4 * (r / 80) ** (1 / 0.85) : 1e-4, 0.85, f);
  return [ohmic(t) + a + c, b + d];
}
function series(cell, n, seed0) {
  return Array.from({ length: n }, (_, i) => {
    const random = new Random(seed0 + i);
    const time = TIMES.map((t) => t + DURATION * i);
    const real = new Float64Array(POINTS);
    const imaginary = new Float64Array(POINTS);
    FREQUENCY.forEach((f, k) => {
      const [a, b] = impedance(cell, time[k], f);
      const [p, q] = random.pair();
      real[k] = a + NOISE * Math.hypot(a, b) * p;
      imaginary[k] = b + NOISE * Math.hypot(a, b) * q;
    });
    return { spectrum: { frequency: FREQUENCY, real, imaginary }, time, start: DURATION * i, end: DURATION * (i + 1) };
  });
}
/** Laws of the workload: value and parameters a, R(t) = value(t, a). */
const LAWS = {
  linear: { value: (t, [a, b]) => a + b * t, at: [80, 0.8] },
  sqrt: { value: (t, [a, b]) => a + b * Math.sqrt(t), at: [80, 4.8] },
  saturating: { value: (t, [a, b, c]) => a + b * -Math.expm1(-t / Math.exp(c)), at: [80, 40, Math.log(60)] },
};
const still = (r) => () => r;
const cellOf = (int, { ohmic = still(60), grain = still(120), constantCapacitance = false } = {}) => ({
  ohmic,
  grain,
  int,
  constantCapacitance,
});

/**
 * Cramér-Rao standard deviations of R_int at the start and end of each sweep, relative: the form of the law, the number
 * of arcs and what drifts are known; unknown are R∞, L, (R, τ, φ) of the constant arc, τ, φ of the drifting one and the
 * 2 or 3 parameters of the law. Noise level known.
 */
function cramerRao(n, { value, at }) {
  const p = [60, 0, 120, Math.log(1e-6), 0.92, Math.log(1e-4), 0.85, ...at];
  const model = (q, t, f) => {
    const [a, b] = zarc(q[2], Math.exp(q[3]), q[4], f);
    const [c, d] = zarc(value(t, q.slice(7)), Math.exp(q[5]), q[6], f);
    return [q[0] + a + c, q[1] * 1e-7 * 2 * Math.PI * f + b + d];
  };
  const size = p.length;
  const gram = new Float64Array(size * size);
  for (let i = 0; i < n; i++) {
    FREQUENCY.forEach((f, k) => {
      const t = TIMES[k] + DURATION * i;
      const sd = NOISE * Math.hypot(...model(p, t, f));
      const rows = p.map((x, j) => {
        const h = 1e-5 * Math.max(1, Math.abs(x));
        const up = model(p.with(j, x + h), t, f);
        const down = model(p.with(j, x - h), t, f);
        return [(up[0] - down[0]) / (2 * h * sd), (up[1] - down[1]) / (2 * h * sd)];
      });
      rows.forEach((r, a) => {
        rows.forEach((s, b) => {
          gram[a * size + b] += r[0] * s[0] + r[1] * s[1];
        });
      });
    });
  }
  factorCholesky(gram, size);
  const covariance = invertCholesky(gram, size);
  return Array.from({ length: n + 1 }, (_, i) => {
    const t = DURATION * i;
    const g = at.map((x, j) => {
      const h = 1e-6 * Math.max(1, Math.abs(x));
      return (value(t, at.with(j, x + h)) - value(t, at.with(j, x - h))) / (2 * h);
    });
    let variance = 0;
    g.forEach((x, a) => {
      g.forEach((y, b) => {
        variance += x * y * covariance[(7 + a) * size + 7 + b];
      });
    });
    return Math.sqrt(variance) / value(t, at);
  });
}

// ------------------------------------------------------------------------------------------------ running it
const mean = (x) => x.reduce((a, b) => a + b, 0) / x.length;
const rms = (x) => Math.sqrt(mean(x.map((v) => v * v)));
const percent = (x, digits = 2) => `${(100 * x).toFixed(digits)} %`;
const row = (...cells) => console.log(`| ${cells.join(" | ")} |`);
const head = (...cells) => {
  row(...cells);
  row(...cells.map(() => "---"));
};

function timed(work) {
  const start = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(start);
  return { result, ms: (user + system) / 1e3 };
}
/** The process nearest τ = 1e-4 s. */
const interfaceOf = ({ courses }) =>
  courses.reduce((best, { shape }, k) => {
    const distance = (s) => (s ? Math.abs(Math.log(s.tau / 1e-4)) : Infinity);
    return distance(shape) < distance(courses[best].shape) ? k : best;
  }, 0);
const estimates = (result) => {
  const k = interfaceOf(result);
  return [result.sweeps[0].resistanceAtStart[k], ...result.sweeps.map(({ resistanceAtEnd }) => resistanceAtEnd[k])];
};
const holds = ({ lower, upper }, x) => lower <= x && x <= upper;
const drifting = ({ courses }) => courses.filter(({ drifts }) => drifts).map(({ process: p }) => p);

function runs(cell, n, [from, to]) {
  const out = [];
  for (let seed = from; seed <= to; seed++) {
    const sweeps = series(cell, n, 9000 + 10 * seed);
    const { result, ms } = timed(() => driftAnalysis(sweeps));
    out.push({ sweeps, result, ms });
  }
  return out;
}
const median = (x) => x.toSorted((a, b) => a - b)[x.length >> 1];

runs(cellOf(still(80)), 4, [5001, 5030]); // compilation

console.log(`## R_int at the starts and ends of sweeps, ${COUNT} seeds in each block (1…, 1001…)\n`);
console.log(
  "RMS error relative to the truth; `/bound` divides it by the Cramér-Rao bound of the true law in form; `own` is the mean standard deviation the analysis states. The start of a later sweep is the end of the one before.\n",
);
head(
  "law",
  "sweeps",
  "block",
  "start of record: RMS",
  "own",
  "/bound",
  "held",
  "other ends: worst RMS",
  "worst /bound",
  "held",
  "R(t) held, all instants",
  "right processes, drift, link",
  "CPU median",
);
for (const [name, law] of Object.entries(LAWS)) {
  const truth = (t) => law.value(t, law.at);
  for (const n of [2, 3, 4]) {
    const bound = cramerRao(n, law);
    for (const block of BLOCKS) {
      const all = runs(cellOf(truth), n, block);
      const errors = bound.map((_, i) => all.map(({ result }) => estimates(result)[i].value / truth(DURATION * i) - 1));
      const own = mean(
        all.map(({ result }) => (estimates(result)[0].upper - estimates(result)[0].lower) / 3.92 / truth(0)),
      );
      const held = bound.map((_, i) =>
        mean(all.map(({ result }) => (holds(estimates(result)[i], truth(DURATION * i)) ? 1 : 0))),
      );
      const right = mean(
        all.map(({ result: r }) =>
          r.courses.length === 3 && drifting(r).join() === "2" && r.courses[2].link === "time-constant" ? 1 : 0,
        ),
      );
      const others = errors.slice(1).map(rms);
      row(
        name,
        n,
        `${block[0]}–${block[1]}`,
        percent(rms(errors[0])),
        percent(own),
        (rms(errors[0]) / bound[0]).toFixed(2),
        percent(held[0], 0),
        percent(Math.max(...others), 3),
        Math.max(...others.map((e, i) => e / bound[i + 1])).toFixed(2),
        percent(mean(held.slice(1)), 1),
        percent(
          mean(
            all.map(({ result: r }) => {
              const { time, lower, upper } = r.courses[interfaceOf(r)];
              return mean(Array.from(time, (t, i) => (lower[i] <= truth(t) && truth(t) <= upper[i] ? 1 : 0)));
            }),
          ),
          1,
        ),
        percent(right, 0),
        `${median(all.map(({ ms }) => ms)).toFixed(0)} ms`,
      );
    }
  }
}

console.log("\n## Nothing drifts\n");
head(
  "sweeps",
  "block",
  "false alarms (level 5 %)",
  "R_int held at all ends",
  "largest change of Z in its standard deviations",
);
for (const n of [1, 2, 4]) {
  for (const block of BLOCKS) {
    const all = runs(cellOf(still(80)), n, block);
    const changes = all.flatMap(({ result, sweeps }) =>
      result.sweeps.flatMap(({ atStart, atEnd }, s) =>
        [atStart, atEnd].map(({ spectrum, sdReal, sdImaginary }) =>
          spectrum.real.reduce(
            (most, re, k) =>
              Math.max(
                most,
                Math.abs(re - sweeps[s].spectrum.real[k]) / sdReal[k],
                Math.abs(spectrum.imaginary[k] - sweeps[s].spectrum.imaginary[k]) / sdImaginary[k],
              ),
            0,
          ),
        ),
      ),
    );
    row(
      n,
      `${block[0]}–${block[1]}`,
      percent(mean(all.map(({ result }) => (result.significance.significant ? 1 : 0))), 0),
      percent(mean(all.flatMap(({ result }) => estimates(result).map((e) => (holds(e, 80) ? 1 : 0)))), 1),
      Math.max(...changes).toFixed(2),
    );
  }
}

console.log(`\n## One sweep alone, ${FEWER} seeds in each block\n`);
head("law", "block", "start held", "end held", "interval at start / truth", "at end", "test alone", "CPU median");
for (const [name, law] of Object.entries(LAWS)) {
  const truth = (t) => law.value(t, law.at);
  for (const block of SHORT_BLOCKS) {
    const all = runs(cellOf(truth), 1, block);
    const width = (i) =>
      median(all.map(({ result }) => (estimates(result)[i].upper - estimates(result)[i].lower) / truth(DURATION * i)));
    const held = (i) =>
      percent(mean(all.map(({ result }) => (holds(estimates(result)[i], truth(DURATION * i)) ? 1 : 0))), 0);
    row(
      name,
      `${block[0]}–${block[1]}`,
      held(0),
      held(1),
      percent(width(0), 0),
      percent(width(1), 0),
      percent(mean(all.map(({ result }) => (result.significance.significant ? 1 : 0))), 0),
      `${median(all.map(({ ms }) => ms)).toFixed(0)} ms`,
    );
  }
}

console.log(`\n## Other drifts, 3 sweeps, ${FEWER} seeds in each block\n`);
const OTHERS = {
  "fast then slow: 80 (2 − 0.6 e^(−t/8) − 0.4 e^(−t/90))": [
    cellOf((t) => 80 * (2 - 0.6 * Math.exp(-t / 8) - 0.4 * Math.exp(-t / 90))),
    "2",
    ["time-constant"],
  ],
  "accelerating: 80 (1 + (t/105)²)": [cellOf((t) => 80 * (1 + (t / 105) ** 2)), "2", ["time-constant"]],
  "R∞ and interface": [
    cellOf((t) => 80 * (1 + 0.006 * t), { ohmic: (t) => 60 * (1 + 0.003 * t) }),
    "0,2",
    ["time-constant"],
  ],
  "both arcs": [
    cellOf((t) => 80 * (1.4 - 0.4 * Math.exp(-t / 15)), { grain: (t) => 120 * (1 + 0.004 * t) }),
    "1,2",
    ["time-constant"],
  ],
  "constant capacitance": [cellOf((t) => 80 * (1 + 0.01 * t), { constantCapacitance: true }), "2", ["capacitance"]],
};
head(
  "drift",
  "block",
  "right processes and drift",
  "right link",
  "R_int held, start of record",
  "other ends",
  "worst RMS, other ends",
  "Z(t₀) held: start",
  "middle",
  "end",
);
for (const [name, [cell, which, [link]]] of Object.entries(OTHERS)) {
  for (const block of SHORT_BLOCKS) {
    const all = runs(cell, 3, block);
    const held = (i) => mean(all.map(({ result }) => (holds(estimates(result)[i], cell.int(DURATION * i)) ? 1 : 0)));
    const errors = [1, 2, 3].map((i) =>
      rms(all.map(({ result }) => estimates(result)[i].value / cell.int(DURATION * i) - 1)),
    );
    const inside = (key) =>
      mean(
        all.flatMap(({ result }) =>
          result.sweeps.flatMap(({ [key]: at }) =>
            Array.from(at.spectrum.real, (re, k) => {
              const [a, b] = impedance(cell, at.time, FREQUENCY[k]);
              const hits =
                (Math.abs(re - a) < 1.96 * at.sdReal[k] ? 1 : 0) +
                (Math.abs(at.spectrum.imaginary[k] - b) < 1.96 * at.sdImaginary[k] ? 1 : 0);
              return hits / 2;
            }),
          ),
        ),
      );
    row(
      name,
      `${block[0]}–${block[1]}`,
      percent(mean(all.map(({ result: r }) => (r.courses.length === 3 && drifting(r).join() === which ? 1 : 0))), 0),
      percent(mean(all.map(({ result: r }) => (r.courses[interfaceOf(r)].link === link ? 1 : 0))), 0),
      percent(held(0), 0),
      percent(mean([1, 2, 3].map(held)), 1),
      percent(Math.max(...errors), 2),
      percent(inside("atStart"), 1),
      percent(inside("atMiddle"), 1),
      percent(inside("atEnd"), 1),
    );
  }
}

// ------------------------------------------------------------------------------------------------ a measured file
const file = process.env.LIQUIDUS_DATA && join(process.env.LIQUIDUS_DATA, "formats/biologic/geis.mpr");
if (file && existsSync(file)) {
  const { readMeasurement } = await import("../dist/files/registry.js");
  const { sweepsOfTables } = await import("../dist/impedance/series/split.js");
  const measurement = await readMeasurement({ name: "geis.mpr", bytes: new Uint8Array(readFileSync(file)) });
  const all = sweepsOfTables(measurement.tables);
  const first = all[0];
  const fitted = fitScanTimes(
    first.spectrum.frequency,
    { start: first.time[0], end: first.time.at(-1) },
    { periods: 2, wait: 0.1 },
  );
  const apart = first.time.reduce((most, t, k) => Math.max(most, Math.abs(t - fitted.end[k])), 0);
  console.log(`\n## geis.mpr: ${all.length} sweeps, points up to 20 kHz, windows of 4\n`);
  console.log(
    `Scan model from start and end of the first sweep, 2 periods and a wait of 0.1: at most ${apart.toFixed(1)} s from the stored times (sweep of ${(first.time.at(-1) - first.time[0]).toFixed(0)} s).\n`,
  );
  const sweeps = all.map(({ spectrum, time }) => {
    const keep = [...spectrum.frequency.keys()].filter((i) => spectrum.frequency[i] <= 20000);
    const take = (x) => Float64Array.from(keep, (i) => x[i]);
    const frequency = take(spectrum.frequency);
    return {
      spectrum: { frequency, real: take(spectrum.real), imaginary: take(spectrum.imaginary) },
      time: middleTimes(frequency, take(time), 2),
    };
  });
  head(
    "sweeps",
    "noise",
    "p",
    "resistance",
    "τ s",
    "drifts",
    "R in Ω: start > end ± half interval, sweep by sweep",
    "CPU ms",
  );
  for (let from = 0; from + 4 <= sweeps.length; from += 4) {
    const { result, ms } = timed(() => driftAnalysis(sweeps.slice(from, from + 4)));
    result.courses.forEach((course, k) => {
      const cells = result.sweeps.map(
        ({ resistanceAtStart: a, resistanceAtEnd: b }) =>
          `${a[k].value.toFixed(2)} > ${b[k].value.toFixed(2)} ± ${((b[k].upper - b[k].lower) / 2).toFixed(2)}`,
      );
      row(
        k === 0 ? `${from}–${from + 3}` : "",
        k === 0 ? percent(result.residual) : "",
        k === 0 ? result.significance.probability.toExponential(0) : "",
        k === 0 ? "R∞" : `R${k}`,
        course.shape ? course.shape.tau.toExponential(1) : "",
        course.drifts ? (course.link ?? "yes") : "no",
        course.drifts ? cells.join("; ") : cells[0].split(" > ")[1],
        k === 0 ? ms.toFixed(0) : "",
      );
    });
  }
}
