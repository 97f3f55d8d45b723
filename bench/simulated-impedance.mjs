// Impedance of the benchmark cell R1 from its Jacobian: processor time of a spectrum of 61 frequencies beside its error, ours and
// by other ways, at a fresh state and in motion. Errors are those against a solution refined in double-double arithmetic.
// Ratios of one run hold; absolute times swing with the load of the machine.
// npm run build && node bench/simulated-impedance.mjs [cells …]        (needs python3 with SciPy for the peers; default 200)
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { composeCell } from "../dist/cell/form/compose.js";
import { createLinearisation, frequenciesOf, measureImpedance } from "../dist/cell/linearise/index.js";
import { benchmarkCellR1 } from "../dist/cell/models/r1.js";
import { makeConsistent } from "../dist/numerics/dae/make-consistent.js";
import { createRosenbrock } from "../dist/numerics/dae/rosenbrock.js";
import { arrowLayout } from "../dist/numerics/linear/arrow-layout.js";
import { bandedLayout } from "../dist/numerics/linear/banded-layout.js";
import { createBorderSweep } from "../dist/numerics/linear/border-sweep.js";
import { complexDensePencil } from "../dist/numerics/linear/complex-dense-pencil.js";
import { createComplexPencil } from "../dist/numerics/linear/create-complex-pencil.js";

const FREQUENCY = frequenciesOf({ from: 1e6, to: 1e-3, pointsPerDecade: 60 / 9 });
const OMEGAS = FREQUENCY.map((f) => 2 * Math.PI * f);
const sizes = process.argv.slice(2).map(Number);

/** Milliseconds of processor time of one call: median of seven batches. */
function milliseconds(work, batches = 7, least = 60) {
  const batch = (count) => {
    const start = process.cpuUsage();
    for (let k = 0; k < count; k++) work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e3;
  };
  let count = 1;
  while (batch(count) < least && count < 4096) count *= 2;
  const times = Array.from({ length: batches }, () => batch(count) / count).sort((a, b) => a - b);
  return times[(batches - 1) / 2];
}

/** a + b exactly, as the rounded sum and what it lost. */
function sumOf(a, b) {
  const s = a + b;
  const t = s - a;
  return [s, a - (s - t) + (b - t)];
}

/** a b exactly, as the rounded product and what it lost (Dekker's splitting). */
function productOf(a, b) {
  const p = a * b;
  const [ah, bh] = [a, b].map((x) => x * 134217729 - (x * 134217729 - x));
  const [al, bl] = [a - ah, b - bh];
  return [p, al * bl - (p - ah * bh - al * bh - ah * bl)];
}

/** [high, low] + a · (b + c), of some 32 digits. */
function addProduct(sum, a, b, c) {
  const [p, q] = productOf(a, b);
  const [s, t] = sumOf(sum[0], p);
  [sum[0], sum[1]] = sumOf(s, t + (sum[1] + q + a * c));
}

/**
 * Z by the full LU with iterative refinement: x = high + low, residuals in double-double arithmetic of the same numbers ωM, J that all
 * methods see. Stops where nothing changes; the error is then far below 1e-16.
 */
function refined(full, { rows, columns, values, banded }, { layout, mass, current, voltage }) {
  const n = layout.size;
  const z = { real: [], imaginary: [] };
  for (const omega of OMEGAS) {
    if (!full.factor(0, omega, banded)) throw new Error(`singular at ${omega} 1/s`);
    const [re, im] = [0, 1].map(() => Array.from({ length: n }, () => [0, 0]));
    for (let round = 0; round < 8; round++) {
      const [left, right] = [0, 1].map((part) =>
        Array.from({ length: n }, (_, i) => [part === 0 && i === current ? 1 : 0, 0]),
      );
      rows.forEach((i, k) => {
        const j = columns[k];
        addProduct(left[i], values[k], re[j][0], re[j][1]);
        addProduct(right[i], values[k], im[j][0], im[j][1]);
      });
      for (let i = 0; i < n; i++) {
        addProduct(left[i], omega * mass.values[i], im[i][0], im[i][1]);
        addProduct(right[i], -(omega * mass.values[i]), re[i][0], re[i][1]);
      }
      const dRe = Float64Array.from(left, ([high, low]) => high + low);
      const dIm = Float64Array.from(right, ([high, low]) => high + low);
      full.solve(dRe, dIm);
      for (let i = 0; i < n; i++) {
        addProduct(re[i], 1, dRe[i], 0);
        addProduct(im[i], 1, dIm[i], 0);
      }
      if (Math.hypot(dRe[voltage], dIm[voltage]) < 1e-24 * Math.hypot(re[voltage][0], im[voltage][0])) break;
    }
    z.real.push(re[voltage]);
    z.imaginary.push(im[voltage]);
  }
  return z;
}

/** The state after 150 s at 7.5 A/m² from the fresh one: a steep profile that still moves. */
function inMotion(model) {
  const state = model.initialState();
  model.control = { quantity: "current", value: 7.5, slope: 0, start: 0 };
  makeConsistent(model, 0, state);
  const integrator = createRosenbrock(model, {
    relativeTolerance: 1e-8,
    absoluteTolerance: model.absoluteTolerances(1e-8),
  });
  integrator.start(0, state);
  const { kind } = integrator.advance(150);
  if (kind !== "reached") throw new Error(kind);
  return Float64Array.from(integrator.state);
}

/** J with the row of the control replaced, as triplets and in a banded layout. */
function matrices(model, state) {
  const { layout, current } = model;
  const entries = new Float64Array(layout.entries);
  model.jacobian(0, state, entries);
  const [rows, columns, values] = [[], [], []];
  let [below, above] = [0, 0];
  for (let i = 0; i < layout.size; i++) {
    for (let j = 0; j < layout.size; j++) {
      const slot = layout.slot(i, j);
      const value = i === current ? (i === j ? -1 : 0) : slot < 0 ? 0 : entries[slot];
      if (value === 0 && i !== j) continue;
      rows.push(i);
      columns.push(j);
      values.push(value);
      below = Math.max(below, i - j);
      above = Math.max(above, j - i);
    }
  }
  const band = bandedLayout(layout.size, below, above);
  const banded = new Float64Array(band.entries);
  rows.forEach((i, k) => {
    banded[band.slot(i, columns[k])] = values[k];
  });
  return { rows, columns, values, band, banded };
}

/** Z at every frequency by a complex pencil, one frequency after the other. */
function byPencil(pencil, jacobian, { current, voltage }) {
  const n = pencil.layout.size;
  const [re, im] = [new Float64Array(n), new Float64Array(n)];
  const z = { real: new Float64Array(OMEGAS.length), imaginary: new Float64Array(OMEGAS.length) };
  return () => {
    for (let k = 0; k < OMEGAS.length; k++) {
      if (!pencil.factor(0, OMEGAS[k], jacobian)) throw new Error(`singular at ${OMEGAS[k]} 1/s`);
      re.fill(0);
      im.fill(0);
      re[current] = 1;
      pencil.solve(re, im);
      z.real[k] = re[voltage];
      z.imaginary[k] = im[voltage];
    }
    return z;
  };
}

/** Largest |Z − Z_ref|/|Z_ref|; the reference in double-double numbers. */
function error(z, reference) {
  return Math.max(
    ...Array.from(reference.real, ([re, reLow], k) => {
      const [im, imLow] = reference.imaginary[k];
      return Math.hypot(z.real[k] - re - reLow, z.imaginary[k] - im - imLow) / Math.hypot(re, im);
    }),
  );
}

function peers(model, { rows, columns, values }) {
  const folder = mkdtempSync(join(tmpdir(), "liquidus-"));
  const file = join(folder, "jacobian.json");
  const { layout, mass, current, voltage } = model;
  const given = { n: layout.size, mass: [...mass.values], rows, columns, values, omegas: [...OMEGAS] };
  writeFileSync(file, JSON.stringify({ ...given, control: current, voltage }));
  const script = new URL("peers/sparse_impedance.py", import.meta.url).pathname;
  const run = spawnSync("python3", [script, file, "5"], {
    encoding: "utf8",
    env: { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
  });
  rmSync(folder, { recursive: true });
  if (run.status !== 0) return null;
  return JSON.parse(run.stdout);
}

function bench(cells, motion) {
  const model = composeCell(benchmarkCellR1(cells));
  const state = motion ? inMotion(model) : model.initialState();
  const found = matrices(model, state);
  const full = complexDensePencil(found.band, model.mass);
  const reference = refined(full, found, model);
  const linearisation = createLinearisation(model);
  const z = { real: new Float64Array(FREQUENCY.length), imaginary: new Float64Array(FREQUENCY.length) };
  const results = [];
  const row = (name, ms, off) => results.push([name, ms, off]);
  const total = () => linearisation.total(state, FREQUENCY, z.real, z.imaginary);
  total();
  row("`Linearisation.total`", milliseconds(total), error(z, reference));
  const parts = () => linearisation.impedance(state, FREQUENCY);
  row("`impedance`: total, halves, every drop", milliseconds(parts), error(parts().total, reference));
  const transfer = ["pool.concentration"];
  const profiles = () => linearisation.impedance(state, FREQUENCY, { transfer });
  row("the same with δc/δi in every cell", milliseconds(profiles), error(profiles().total, reference));
  const banded = byPencil(createComplexPencil(found.band, model.mass), found.banded, model);
  const { below, above } = found.band;
  row(`complex banded LU, band ${below} + ${above}, ours`, milliseconds(banded), error(banded(), reference));
  const dense = byPencil(full, found.banded, model);
  if (cells <= 200) row("complex full LU with pivoting, ours", milliseconds(dense, 1, 1), error(dense(), reference));
  const scipy = peers(model, found);
  if (scipy) {
    row("SciPy `solve_banded` per frequency", scipy.banded.milliseconds, error(scipy.banded, reference));
    row("SciPy sparse LU (`splu`) per frequency", scipy.sparse.milliseconds, error(scipy.sparse, reference));
  }
  // A state in motion has no response to sines that is a function of frequency alone.
  const amplitude = { quantity: "current", value: 1e-3, unit: "A/m2" };
  const request = { from: 1e6, to: 1e-3, pointsPerDecade: 60 / 9, amplitude };
  const begun = [
    ["begun in the linear response", "orbit", 0],
    ["begun at rest, after two periods", "rest", 2],
  ];
  for (const [what, start, wait] of motion ? [] : begun) {
    const settings = { area: 1, start, integrateBelow: 1e9, scan: { periods: 1, wait, overhead: 0 } };
    const sines = () => measureImpedance(model, state, request, settings);
    const { spectrum, failure } = sines();
    if (failure) throw new Error(failure.message);
    row(`sines integrated in time, one period each, ${what}`, milliseconds(sines, 3, 1), error(spectrum, reference));
  }
  const [first] = results;
  const where = motion ? "after 150 s at 7.5 A/m²" : "fresh";
  console.log(
    `\n## ${cells} cells, ${where} (${model.layout.size} unknowns), ${FREQUENCY.length} frequencies, 1 MHz to 1 mHz\n`,
  );
  console.log("| | ms | × ours | largest error |\n| --- | --- | --- | --- |");
  for (const [name, ms, off] of results) {
    console.log(`| ${name} | ${ms.toPrecision(3)} | ${(ms / first[1]).toPrecision(3)} | ${off.toExponential(1)} |`);
  }
  if (!scipy) console.log("\nSciPy was not found; its rows are left out.");
}

/** The border of chains of 100 cells with m unknowns each, that meet it at cell 0 or all along. */
function chains() {
  console.log(`\n## Chains of 100 cells, ${OMEGAS.length} frequencies, ms\n`);
  console.log("| unknowns per cell | border at cell 0 | border coupled with every cell |\n| --- | --- | --- |");
  for (const unknowns of [1, 2, 3, 4]) {
    const times = [1, 100].map((cells) => {
      const couplings = [0, 4].map((unknown) => ({ unknown, cells: unknown === 0 ? cells : 1 }));
      const layout = arrowLayout({
        border: 6,
        chains: [{ cells: 100, unknowns, columns: couplings, rows: couplings }],
      });
      const jacobian = new Float64Array(layout.entries);
      for (let i = 0; i < layout.size; i++) {
        for (let j = 0; j < layout.size; j++) {
          const slot = layout.slot(i, j);
          if (slot >= 0) jacobian[slot] = i === j ? -7.5 : Math.cos(7 * i + 3 * j);
        }
      }
      const sweep = createBorderSweep(layout, { kind: "diagonal", values: new Float64Array(layout.size).fill(1) });
      const [real, imaginary] = [0, 1].map(() => new Float64Array(6 * OMEGAS.length));
      const b = Float64Array.of(1, 0, 0, 0, 0, 0);
      return milliseconds(() => sweep.solve(jacobian, OMEGAS, b, real, imaginary));
    });
    console.log(`| ${unknowns} | ${times.map((ms) => ms.toPrecision(3)).join(" | ")} |`);
  }
}

console.log(`Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)} at the start.`);
for (const cells of sizes.length > 0 ? sizes : [200]) for (const motion of [false, true]) bench(cells, motion);
chains();
