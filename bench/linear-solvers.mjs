// Processor time of the structured solvers: µs per factorisation and per solve, µs for 61 complex frequencies, each with the
// largest error against the full matrix factored with pivoting. Times are the least of 31 batches of some milliseconds: on a
// machine that does other work, medians are those of its load; `--median` prints them.
// npm run build && node bench/linear-solvers.mjs
import { arrowLayout } from "../dist/numerics/linear/arrow-layout.js";
import { createBorderSweep } from "../dist/numerics/linear/border-sweep.js";
import { complexDensePencil } from "../dist/numerics/linear/complex-dense-pencil.js";
import { createComplexPencil } from "../dist/numerics/linear/create-complex-pencil.js";
import { createPencil } from "../dist/numerics/linear/create-pencil.js";
import { densePencil } from "../dist/numerics/linear/dense-pencil.js";

const BATCHES = 31;
const RANK = process.argv.includes("--median") ? 15 : 0;
const FREQUENCIES = 61;

/** Processor time of one call, µs. */
function time(work, seconds = 0.02) {
  let calls = 1;
  const batch = (count) => {
    const start = process.cpuUsage();
    for (let i = 0; i < count; i++) work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / count;
  };
  for (let i = 0, end = Date.now() + 200; i < 20_000 && Date.now() < end; i++) work();
  while (batch(calls) * calls < (seconds * 1e6) / 4) calls *= 4;
  const times = Array.from({ length: BATCHES }, () => batch(calls)).sort((a, b) => a - b);
  return times[RANK];
}

/** Numbers in [0, 1), the same in every run. */
function random(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Graded diffusion in each chain, its cell 0 fed by the border; algebraic and differential rows of differing size in the border. */
function diffusion(layout) {
  const next = random(1);
  const jacobian = new Float64Array(layout.entries);
  const mass = new Float64Array(layout.size);
  const set = (i, j, value) => {
    const slot = layout.slot(i, j);
    if (slot >= 0) jacobian[slot] = value;
  };
  for (let i = 0; i < layout.border; i++) {
    const scale = 10 ** (8 * next() - 4);
    mass[i] = i % 2;
    for (let j = 0; j < layout.border; j++) set(i, j, scale * (i === j ? -3 - next() : next() - 0.5));
  }
  for (const { cells, unknowns: m, first, columns, rows } of layout.chains) {
    for (let k = 0; k < cells; k++) {
      const rate = 1e3 * Math.exp((-6 * k) / cells);
      for (let a = 0; a < m; a++) {
        const i = first + k * m + a;
        mass[i] = 1;
        for (let b = 0; b < m; b++) set(i, i - a + b, a === b ? -2.5 * rate : 0.1 * rate * next());
        if (k > 0) set(i, i - m, rate);
        if (k < cells - 1) set(i, i + m, rate * 0.9);
      }
    }
    for (const { cells: coupled, slot } of [...columns, ...rows]) {
      for (let i = 0; i < coupled * m; i++) jacobian[slot + i] = next() - 0.5;
    }
  }
  return { jacobian, mass: { kind: "diagonal", values: mass } };
}

const near = (unknowns) => unknowns.map((unknown) => ({ unknown, cells: 1 }));
const all = (unknowns, cells) => unknowns.map((unknown) => ({ unknown, cells }));
const r1 = arrowLayout({ border: 7, chains: [{ cells: 200, unknowns: 1, columns: near([5, 6]), rows: near([5, 6]) }] });
const r2 = (m, cells = 100) =>
  arrowLayout({
    border: 5,
    chains: [{ cells, unknowns: m, columns: all([0, 1], cells), rows: all([1, 2], cells) }],
  });
const cases = {
  "border 7 + 200 × 1, cell 0 coupled": r1,
  "border 5 + 100 × 2, all cells coupled": r2(2),
  "border 5 + 100 × 3, all cells coupled": r2(3),
  "border 5 + 100 × 4, all cells coupled": r2(4),
  "chain of 20 × 20": arrowLayout({ border: 0, chains: [{ cells: 20, unknowns: 20, columns: [], rows: [] }] }),
};

const number = (value) => value.toPrecision(3).padStart(9);
console.log("real                                      factor    solve   factor + 6 solves (µs)   error");
for (const [name, layout] of Object.entries(cases)) {
  const { jacobian, mass } = diffusion(layout);
  const pencil = createPencil(layout, mass);
  const rightHandSide = Float64Array.from({ length: layout.size }, random(2));
  const b = rightHandSide.slice();
  let alpha = 1;
  const factor = time(() => {
    alpha = alpha > 1e6 ? 1 : alpha * 1.01;
    if (!pencil.factor(alpha, jacobian)) throw new Error("singular");
  });
  const solve = time(() => {
    b.set(rightHandSide);
    pencil.solve(b);
  });
  const copy = time(() => b.set(rightHandSide));
  const full = densePencil(layout, mass);
  let error = 0;
  for (const a of [0.1, 100, 1e5]) {
    pencil.factor(a, jacobian);
    full.factor(a, jacobian);
    const x = rightHandSide.slice();
    const y = rightHandSide.slice();
    pencil.solve(x);
    full.solve(y);
    const size = Math.max(...y.map(Math.abs));
    for (let i = 0; i < x.length; i++) error = Math.max(error, Math.abs(x[i] - y[i]) / size);
  }
  console.log(
    `${name.padEnd(38)}${number(factor)}${number(solve - copy)}${number(factor + 6 * (solve - copy))}${" ".repeat(16)}${error.toExponential(1)}`,
  );
}

const omegas = Float64Array.from({ length: FREQUENCIES }, (_, i) => 2 * Math.PI * 10 ** (i / 10 - 1));
console.log("\ncomplex                                border sweep of 61   factor + border solve of 61 (µs)   error");
for (const [name, layout] of Object.entries(cases)) {
  const { border } = layout;
  if (border === 0) continue;
  const { jacobian, mass } = diffusion(layout);
  const b = Float64Array.from({ length: border }, random(3));
  const real = new Float64Array(border * FREQUENCIES);
  const imaginary = new Float64Array(border * FREQUENCIES);
  const sweep = createBorderSweep(layout, mass);
  const swept = time(() => sweep.solve(jacobian, omegas, b, real, imaginary));
  const pencil = createComplexPencil(layout, mass);
  const re = new Float64Array(border);
  const im = new Float64Array(border);
  const factored = time(() => {
    for (const omega of omegas) {
      pencil.factor(0, omega, jacobian);
      re.set(b);
      im.fill(0);
      pencil.solveBorder(re, im);
    }
  });
  const full = complexDensePencil(layout, mass);
  let error = 0;
  for (let f = 0; f < FREQUENCIES; f += 20) {
    const x = new Float64Array(layout.size);
    const y = new Float64Array(layout.size);
    x.set(b);
    full.factor(0, omegas[f], jacobian);
    full.solve(x, y);
    const size = Math.max(...x.subarray(0, border).map(Math.abs), ...y.subarray(0, border).map(Math.abs));
    for (let i = 0; i < border; i++) {
      error = Math.max(error, Math.abs(real[f * border + i] - x[i]) / size);
      error = Math.max(error, Math.abs(imaginary[f * border + i] - y[i]) / size);
    }
  }
  console.log(
    `${name.padEnd(38)}${number(swept)}${" ".repeat(15)}${number(factored)}${" ".repeat(16)}${error.toExponential(1)}`,
  );
}
