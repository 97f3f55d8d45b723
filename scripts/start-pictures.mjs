// Writes src/app/start/pictures.generated.ts: what the three example cards of the first screen show, computed by the built library
// (npm run build) from the examples themselves. The pulses take about half a minute.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { roundUp125 } from "../dist/figures/index.js";
import { analyzeFiles, phases } from "../dist/study/index.js";

const ROWS = 72;
/** Decades of γ that the colours span, as in the map. */
const DECADES = 3;

async function map() {
  const bytes = new Uint8Array(readFileSync(new URL("../examples/staircase-stripping.mpr", import.meta.url)));
  const task = analyzeFiles([{ name: "staircase-stripping.mpr", bytes }], {});
  const control = { report() {}, checkpoint: async () => {} };
  const [{ series }] = (await task.run(control)).files;
  const { tau, gamma, sweeps } = series.map;
  const [first, last] = [Math.log(1e-8), Math.log(0.2)];
  const top = Math.log10(roundUp125(gamma.reduce((a, b) => Math.max(a, b))));
  const values = new Uint8Array(sweeps * ROWS);
  for (let row = 0; row < ROWS; row++) {
    const wanted = last - ((row + 0.5) / ROWS) * (last - first);
    const place = (wanted - Math.log(tau[0])) / Math.log(tau[1] / tau[0]);
    const below = Math.min(tau.length - 2, Math.max(0, Math.floor(place)));
    for (let sweep = 0; sweep < sweeps; sweep++) {
      const at = (k) => Math.max(0, gamma[sweep * tau.length + k]);
      const value = at(below) + (place - below) * (at(below + 1) - at(below));
      const share = 1 + (Math.log10(Math.max(value, 1e-300)) - top) / DECADES;
      values[row * sweeps + sweep] = Math.round(255 * Math.min(1, Math.max(0, share)));
    }
  }
  return { columns: sweeps, rows: ROWS, values: Buffer.from(values).toString("base64") };
}

/** Liquidus curves by the solid that they give, as [x_Na, °C]. */
function diagram() {
  const { document } = phases({ system: "Na-K" });
  const curve = (phasesOfPair) => {
    const {
      phases: names,
      temperature,
      lower,
      higher,
    } = document.boundaries.find((boundary) => boundary.phases.join() === phasesOfPair.join());
    const liquid = names[0] === "LIQUID" ? lower : higher;
    const every = Math.ceil(temperature.length / 14);
    return Array.from(temperature, (kelvin, k) => [
      Number(liquid[k].toFixed(4)),
      Number((kelvin - 273.15).toFixed(2)),
    ]).filter((_, k) => k % every === 0 || k === temperature.length - 1);
  };
  return {
    k: curve(["BCC_A2", "LIQUID"]),
    compound: curve(["LIQUID", "KNA2"]),
    na: curve(["LIQUID", "BCC_A2"]),
  };
}

const SPIKES = 72;

/** Lowest and highest voltage along the charge of a train of pulses, between the pulses that were computed. */
function pulses() {
  const program = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
  const printed = execFileSync(
    process.execPath,
    [program, "simulate", "pulsed-stripping", "--case", "rest 1 s", "--json"],
    {
      maxBuffer: 1 << 30,
      encoding: "utf8",
    },
  );
  const { charge, voltage } = JSON.parse(printed).cases[0].simulation.series;
  const whole = charge.at(-1);
  const bins = new Map();
  charge.forEach((q, k) => {
    const place = Math.min(399, Math.floor((q / whole) * 400));
    const [low, high] = bins.get(place) ?? [Number.POSITIVE_INFINITY, 0];
    bins.set(place, [Math.min(low, voltage[k]), Math.max(high, voltage[k])]);
  });
  const known = [...bins].sort(([a], [b]) => a - b).map(([place, pair]) => [place / 399, ...pair]);
  return Array.from({ length: SPIKES }, (_, k) => {
    const at = k / (SPIKES - 1);
    const after = Math.max(
      1,
      known.findIndex(([place]) => place >= at),
    );
    const [a, b] = [known[after - 1], known[after]];
    const share = Math.min(1, Math.max(0, (at - a[0]) / (b[0] - a[0])));
    return [1, 2].map((i) => Number((a[i] + share * (b[i] - a[i])).toFixed(3)));
  });
}

const literal = (value) => JSON.stringify(value);
writeFileSync(
  new URL("../src/app/start/pictures.generated.ts", import.meta.url),
  `// Made by scripts/start-pictures.mjs from the examples (npm run start-pictures).

/** Relaxation times of the staircase: sweeps along, τ from 0.2 s down to 10 ns; γ over three decades as bytes in base64. */
export const staircaseMap = ${literal(await map())} as const;

/** Liquidus of Na-K by the solid that forms: [x_Na, °C]. */
export const liquidusOfNaK: Readonly<Record<"k" | "compound" | "na", readonly (readonly [number, number])[]>> = ${literal(diagram())};

/** Lowest and highest voltage in V along the charge of pulses with rests of 1 s. */
export const pulseVoltages: readonly (readonly [number, number])[] = ${literal(pulses())};
`,
);
