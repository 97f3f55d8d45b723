// Impedance of the benchmark cell R1 from its Jacobian: processor time of a spectrum of 61 frequencies beside its error, ours and
// by other ways. Ratios of one run hold; absolute times swing with the load of the machine.
// npm run build && node bench/simulated-impedance.mjs [cells …]        (needs python3 with SciPy for the peers; default 200)
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { composeCell } from "../dist/cell/form/compose.js";
import { createLinearisation, frequenciesOf, measureImpedance } from "../dist/cell/linearise/index.js";
import { benchmarkCellR1 } from "../dist/cell/models/r1.js";
import { bandedLayout } from "../dist/numerics/linear/banded-layout.js";
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

/** Largest |Z − Z_ref|/|Z_ref|. */
function error(z, reference) {
  return Math.max(
    ...Array.from(reference.real, (re, k) => {
      const im = reference.imaginary[k];
      return Math.hypot(z.real[k] - re, z.imaginary[k] - im) / Math.hypot(re, im);
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

function bench(cells) {
  const model = composeCell(benchmarkCellR1(cells));
  const state = model.initialState();
  const found = matrices(model, state);
  const full = complexDensePencil(found.band, model.mass);
  const reference = structuredClone(byPencil(full, found.banded, model)());
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
  if (cells <= 200) row("complex full LU, ours (the reference)", milliseconds(dense, 1, 1), null);
  const scipy = peers(model, found);
  if (scipy) {
    row("SciPy `solve_banded` per frequency", scipy.banded.milliseconds, error(scipy.banded, reference));
    row("SciPy sparse LU (`splu`) per frequency", scipy.sparse.milliseconds, error(scipy.sparse, reference));
  }
  const amplitude = { quantity: "current", value: 1e-3, unit: "A/m2" };
  const request = { from: 1e6, to: 1e-3, pointsPerDecade: 60 / 9, amplitude };
  for (const [what, start, wait] of [
    ["begun in the linear response", "orbit", 0],
    ["begun at rest, after two periods", "rest", 2],
  ]) {
    const settings = { area: 1, start, integrateBelow: 1e9, scan: { periods: 1, wait, overhead: 0 } };
    const sines = () => measureImpedance(model, state, request, settings);
    const { spectrum, failure } = sines();
    if (failure) throw new Error(failure.message);
    row(`sines integrated in time, one period each, ${what}`, milliseconds(sines, 3, 1), error(spectrum, reference));
  }
  const [first] = results;
  console.log(`\n## ${cells} cells (${model.layout.size} unknowns), ${FREQUENCY.length} frequencies, 1 MHz to 1 mHz\n`);
  console.log("| | ms | × ours | largest error |\n| --- | --- | --- | --- |");
  for (const [name, ms, off] of results) {
    console.log(
      `| ${name} | ${ms.toPrecision(3)} | ${(ms / first[1]).toPrecision(3)} | ${off === null ? "" : off.toExponential(1)} |`,
    );
  }
  if (!scipy) console.log("\nSciPy was not found; its rows are left out.");
}

console.log(`Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)} at the start.`);
for (const cells of sizes.length > 0 ? sizes : [200]) bench(cells);
