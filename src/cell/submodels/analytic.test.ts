import { describe, expect, it } from "vitest";
import { makeConsistent } from "../../numerics/dae/make-consistent.ts";
import { createRosenbrock } from "../../numerics/dae/rosenbrock.ts";
import { FARADAY, GAS_CONSTANT } from "../../units/constants.ts";
import type { CellModel } from "../form/cell-model.ts";
import { composeCell } from "../form/compose.ts";
import type { Control } from "../form/control.ts";
import type { SubmodelDescription } from "../form/description.ts";
import { type Film, filmDeficit, type PulseTrain } from "./exact/finite-film.ts";
import {
  cottrellCurrent,
  discCurrent,
  discLongTime,
  rampTransitionTime,
  sandTime,
  sphereCurrent,
} from "./exact/semi-infinite.ts";
import { berzinsDelahay, peak, sweepCurrent } from "./exact/voltammogram.ts";

// Every number of this file goes through the real path: description, composeCell, createRosenbrock.
// ANALYTIC_TABLE=1 prints the table of docs/numerics/analytic-tests.md.

const TEMPERATURE = 298.15;
const THERMAL = (GAS_CONSTANT * TEMPERATURE) / FARADAY;
const D = 1e-9;
const solute = { concentration: 1, diffusivity: D, electrons: 1 };
const TOLERANCE = 1e-9;

interface SpeciesOptions {
  readonly length: number;
  readonly cells: number;
  readonly grading: number;
  readonly far?: string;
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly initialConcentration?: number;
}

function species(
  name: string,
  { length, cells, grading, far, shape, initialConcentration = 1 }: SpeciesOptions,
): SubmodelDescription {
  return {
    name,
    kind: "soluble-species",
    parameters: { diffusivity: D, initialConcentration, length, concentrationScale: 1 },
    options: { far: far ?? "blocking", mesh: { kind: "graded", cells, grading, shape: shape ?? { kind: "planar" } } },
  };
}

function compose(...submodels: readonly SubmodelDescription[]): CellModel {
  return composeCell({ schema: "liquidus.cell-model/1", name: "analytic test", temperature: TEMPERATURE, submodels });
}

/** An ion that is deposited with unit activity, in equilibrium with it at E = 0 at the start. */
function depositionCell(options: SpeciesOptions, rateConstant = 1e-2): CellModel {
  return compose(species("ion", options), {
    name: "reaction",
    kind: "deposition",
    parameters: { rateConstant, referenceConcentration: 1 },
    connect: { oxidised: "ion.surface concentration" },
  });
}

/** Both forms dissolved, of equal diffusivity; in equilibrium at ξ = start, where almost all is oxidised. */
function redoxCell(options: SpeciesOptions, rateConstant: number, start: number): CellModel {
  return compose(species("ox", options), species("red", { ...options, initialConcentration: Math.exp(-start) }), {
    name: "reaction",
    kind: "redox-couple",
    parameters: { rateConstant },
    connect: { oxidised: "ox.surface concentration", reduced: "red.surface concentration" },
  });
}

type Run = ReturnType<typeof createRosenbrock>;

/** A fresh integrator of the cell under a control, at its consistent initial state. */
function begin(
  model: CellModel,
  control: Pick<Control, "quantity" | "value"> & Partial<Control>,
  settings: { readonly tolerance?: number; readonly initialStep?: number } = {},
): Run {
  const { tolerance = TOLERANCE, ...rest } = settings;
  model.control = { slope: 0, start: 0, ...control };
  const state = model.initialState();
  expect(makeConsistent(model, 0, state).converged).toBe(true);
  const run = createRosenbrock(model, {
    relativeTolerance: tolerance,
    absoluteTolerance: model.absoluteTolerances(tolerance),
    ...rest,
  });
  run.start(0, state);
  return run;
}

function reach(run: Run, time: number): void {
  expect(run.advance(time).kind).toBe("reached");
}

/** Current at equally spaced times from 0 to the end, from the dense output. */
function sampledCurrent(model: CellModel, run: Run, end: number, samples: number): Float64Array {
  const currents = new Float64Array(samples + 1);
  const state = new Float64Array(model.layout.size);
  currents[0] = run.state[model.current] as number;
  let next = 1;
  const result = run.advance(end, {
    onStep({ to, interpolate }) {
      for (; next <= samples && (next * end) / samples <= to; next++) {
        interpolate((next * end) / samples, state);
        currents[next] = state[model.current] as number;
      }
    },
  });
  expect(result.kind).toBe("reached");
  return currents;
}

interface Study {
  readonly order: number;
  /** Relative, on the finest mesh and extrapolated. */
  readonly error: number;
  readonly extrapolatedError: number;
}

/**
 * Runs on n, 2n and 4n cells. The error of the volumes is a h² + b h⁴ + …: the order must be 2, and the extrapolation (4 y₄ₙ −
 * y₂ₙ)/3 leaves the h⁴ term, on 2n cells of the size of the square of the first one (`spread` times it, times 4), and the error
 * of the integration in time.
 */
function study(name: string, exact: number, ours: (cells: number) => number, coarsest: number, spread = 2): Study {
  const [a, b, c] = [ours(coarsest), ours(2 * coarsest), ours(4 * coarsest)] as const;
  const order = Math.log2((a - b) / (b - c));
  const error = c / exact - 1;
  const extrapolatedError = (4 * c - b) / 3 / exact - 1;
  report(name, exact, c, error, order, extrapolatedError);
  expect(order, `${name}: order`).toBeGreaterThan(1.95);
  expect(order, `${name}: order`).toBeLessThan(2.05);
  const squared = (b / exact - 1) ** 2;
  expect(Math.abs(extrapolatedError), `${name}: extrapolated`).toBeLessThan(4 * spread * squared + 100 * TOLERANCE);
  return { order, error, extrapolatedError };
}

function report(
  name: string,
  exact: number,
  ours: number,
  error: number,
  order = Number.NaN,
  extrapolated = Number.NaN,
): void {
  if (process.env.ANALYTIC_TABLE === undefined) return;
  const row = [
    name,
    exact.toPrecision(9),
    ours.toPrecision(9),
    error.toExponential(1),
    order.toFixed(3),
    extrapolated.toExponential(1),
  ];
  console.log(`| ${row.join(" | ")} |`);
}

describe("steps of potential and current at a plane", () => {
  it("Cottrell: the current after a step into the limiting current", () => {
    // Six diffusion lengths: the far side is felt by erfc(6) = 2e-17. At −0.7 V the surface holds e^{−27} of the concentration.
    const { error } = study(
      "Cottrell at 1 s",
      cottrellCurrent(solute, 1),
      (cells) => {
        const model = depositionCell({ length: 6 * Math.sqrt(D), cells, grading: 5 });
        const run = begin(model, { quantity: "voltage", value: -0.7 });
        reach(run, 1);
        return -(run.state[model.current] as number);
      },
      100,
    );
    expect(Math.abs(error)).toBeLessThan(1e-5);
  });

  it("Sand: the time to exhaustion at constant current, as an event", () => {
    const time = sandTime(solute, 1);
    // The event stands at 1e-6 of the concentration, where the exact time is shorter by (1 − 1e-6)².
    const { error } = study(
      "Sand",
      time * (1 - 1e-6) ** 2,
      (cells) => {
        const model = depositionCell({ length: 5 * Math.sqrt(D * time), cells, grading: 2.5 });
        const surface = model.indexOf("ion.surface concentration");
        const run = begin(model, { quantity: "current", value: -1 });
        const end = run.advance(2 * time, {
          events: [{ name: "exhausted", value: (_time, state) => (state[surface] as number) - 1e-6 }],
        });
        expect(end.kind).toBe("event");
        return run.time;
      },
      100,
    );
    expect(Math.abs(error)).toBeLessThan(1e-5);
  });

  it("the time to exhaustion under a ramp of current", () => {
    const time = rampTransitionTime(solute, 0.1);
    study(
      "ramp 0.1 A/m²/s",
      time * (1 - 1e-6) ** (2 / 3),
      (cells) => {
        const model = depositionCell({ length: 5 * Math.sqrt(D * time), cells, grading: 3 });
        const surface = model.indexOf("ion.surface concentration");
        const run = begin(model, { quantity: "current", value: 0, slope: -0.1 });
        const end = run.advance(2 * time, {
          events: [{ name: "exhausted", value: (_time, state) => (state[surface] as number) - 1e-6 }],
        });
        expect(end.kind).toBe("event");
        return run.time;
      },
      100,
    );
  });
});

describe("finite film under pulses", () => {
  it.each(["blocking", "fixed"] as const)("surface concentration after pulses and rests, far side %s", (far) => {
    // 0.4 diffusion times on, 0.2 off: neither short nor steady
    const film: Film = { thickness: 2e-5, diffusivity: D, far };
    const train: PulseTrain = { current: 0.2, electrons: 1, on: 0.16, off: 0.08 };
    const pulses = 12;
    const deficits = (cells: number): readonly [number, number] => {
      const model = compose(species("metal", { length: film.thickness, cells, grading: 2, far }), {
        name: "reaction",
        kind: "dissolution",
        parameters: { rateConstant: 1e-2, referenceConcentration: 1 },
        connect: { reduced: "metal.surface concentration" },
      });
      const surface = model.indexOf("metal.surface concentration");
      const run = begin(model, { quantity: "current", value: train.current });
      const state = new Float64Array(model.layout.size);
      let atEnd = 0;
      for (let pulse = 0; pulse < pulses; pulse++) {
        for (const on of [true, false]) {
          const start = pulse * 0.24 + (on ? 0 : 0.16);
          model.control = { quantity: "current", value: on ? train.current : 0, slope: 0, start };
          state.set(run.state);
          expect(makeConsistent(model, run.time, state).converged).toBe(true);
          run.start(run.time, state);
          reach(run, start + (on ? 0.16 : 0.08));
          if (on) atEnd = 1 - (run.state[surface] as number);
        }
      }
      return [atEnd, 1 - (run.state[surface] as number)];
    };
    const runs = new Map([50, 100, 200].map((cells) => [cells, deficits(cells)]));
    const during = (cells: number): number => (runs.get(cells) as readonly [number, number])[0];
    const rested = (cells: number): number => (runs.get(cells) as readonly [number, number])[1];
    study(`film, ${far}, end of pulse 12`, filmDeficit(film, train, pulses, 0.16), during, 50, 4);
    study(`film, ${far}, end of rest 12`, filmDeficit(film, train, pulses, 0.24), rested, 50, 4);
  });
});

describe("linear sweeps", () => {
  const rate = 0.1;
  const sigma = rate / THERMAL;
  const unit = FARADAY * Math.sqrt(D * sigma);

  /** ψ of the simulated sweep from ξ = start over a span, at equally spaced ξ. */
  function simulated(model: CellModel, start: number, span: number, samples: number): Float64Array {
    // At the start nothing moves yet: a guess of the first step would be made from rounding errors.
    const initialStep = 1e-4 / sigma;
    const run = begin(model, { quantity: "voltage", value: start * THERMAL, slope: -rate }, { initialStep });
    return sampledCurrent(model, run, span / sigma, samples).map((current) => -current / unit);
  }

  const length = (span: number): number => 5 * Math.sqrt((D * span) / sigma);

  it.each([
    // k0 of 1e3 m/s: Λ = 1.6e7, whose peak lies below the Nernstian one by the order of 1/Λ
    {
      name: "Randles-Sevcik",
      k0: 1e3,
      lambda: Number.POSITIVE_INFINITY,
      start: 16,
      span: 24,
      published: 0.446295,
      digits: 6,
      coarsest: 50,
    },
    {
      name: "quasi-reversible, Λ = 1",
      k0: Math.sqrt(D * sigma),
      lambda: 1,
      start: 10,
      span: 20,
      published: Number.NaN,
      digits: 0,
      coarsest: 50,
    },
    {
      name: "irreversible, Λ = 1e-4",
      k0: 1e-4 * Math.sqrt(D * sigma),
      lambda: 1e-4,
      start: 4,
      span: 28,
      published: 0.4958 * Math.SQRT1_2,
      digits: 4,
      coarsest: 50,
    },
  ])(
    "$name: peak, and the whole curve against Abel's equation",
    ({ name, k0, lambda, start, span, published, digits, coarsest }) => {
      const abel = (steps: number): Float64Array =>
        sweepCurrent({ start, span, steps, rate: lambda, transferCoefficient: 0.5 });
      const samples = 40 * span;
      // Product integration of order 2, extrapolated: 1e-7 of the peak, see the check against its own finer grid.
      const extrapolate = (n: number): Float64Array => {
        const [coarse, fine] = [abel(n), abel(2 * n)];
        return Float64Array.from({ length: samples + 1 }, (_, k) => {
          const stride = n / samples;
          return (4 * (fine[2 * stride * k] as number) - (coarse[stride * k] as number)) / 3;
        });
      };
      const exact = extrapolate(2 * samples);
      const [position, height] = peak(exact);
      if (Number.isFinite(published)) expect(height).toBeCloseTo(published, digits);
      const runs = new Map<number, Float64Array>();
      for (const cells of [coarsest, 2 * coarsest, 4 * coarsest]) {
        const model = redoxCell({ length: length(span), cells, grading: 3 }, k0, start);
        runs.set(cells, simulated(model, start, span, samples));
      }
      const curve = (cells: number): Float64Array => runs.get(cells) as Float64Array;
      study(`${name}, peak ψ`, height, (cells) => peak(curve(cells))[1], coarsest);
      study(`${name}, peak ξ`, start - position / 40, (cells) => start - peak(curve(cells))[0] / 40, coarsest, 20);
      let worst = 0;
      for (let k = 0; k <= samples; k++) {
        const value = (4 * (curve(4 * coarsest)[k] as number) - (curve(2 * coarsest)[k] as number)) / 3;
        worst = Math.max(worst, Math.abs(value - (exact[k] as number)) / height);
      }
      report(`${name}, whole curve over peak`, 0, worst, worst);
      expect(worst).toBeLessThan(1e-6);
      if (name === "Randles-Sevcik") {
        expect(height * unit).toBeCloseTo(2.68645436, 4);
        expect(1e3 * THERMAL * (start - position / 40)).toBeCloseTo(-28.49, 1);
      }
    },
  );

  it("Berzins-Delahay: deposition from the rest potential on", () => {
    const span = 8;
    // So far apart that the dense output, good to 1e-9, places the peak within 1e-9/(h ψ'') = 2e-7.
    const samples = 400;
    const exact = Float64Array.from({ length: samples + 1 }, (_, k) => berzinsDelahay((k * span) / samples));
    const [position, height] = peak(exact);
    expect(height).toBeCloseTo(0.6105, 4);
    expect((position * span) / samples).toBeCloseTo(0.854, 3);
    const runs = new Map<number, Float64Array>();
    for (const cells of [50, 100, 200])
      runs.set(cells, simulated(depositionCell({ length: length(span), cells, grading: 3 }, 1e4), 0, span, samples));
    const curve = (cells: number): Float64Array => runs.get(cells) as Float64Array;
    study("Berzins-Delahay, peak ψ", height, (cells) => peak(curve(cells))[1], 50);
    study(
      "Berzins-Delahay, peak τ",
      (position * span) / samples,
      (cells) => (peak(curve(cells))[0] * span) / samples,
      50,
      20,
    );
  });
});

describe("curved electrodes", () => {
  it("sphere: the transient is Cottrell's and a constant", () => {
    const radius = 2e-5;
    study(
      "sphere of 20 µm at 1 s",
      sphereCurrent(solute, radius, 1),
      (cells) => {
        const model = depositionCell({
          length: 6 * Math.sqrt(D),
          cells,
          grading: 5,
          shape: { kind: "sphere", radius },
        });
        const run = begin(model, { quantity: "voltage", value: -0.7 });
        reach(run, 1);
        return -(run.state[model.current] as number);
      },
      50,
    );
  });

  it("microdisc: the steady current 4FDca, on any mesh", () => {
    const radius = 5e-6;
    for (const cells of [5, 50]) {
      const model = depositionCell(
        {
          length: 20 * radius,
          cells,
          grading: 4,
          far: "infinity",
          shape: { kind: "oblate-spheroid", radius },
        },
        1e2,
      );
      const run = begin(model, { quantity: "voltage", value: -0.6 });
      reach(run, 1e6);
      const current = -(run.state[model.current] as number) * Math.PI * radius * radius;
      report(
        `microdisc, ${cells} cells`,
        discCurrent(solute, radius),
        current,
        current / discCurrent(solute, radius) - 1,
      );
      expect(current * 1e9).toBeCloseTo(1.92970664, 8);
    }
  });

  it("microdisc: the transient in two dimensions meets the expansion for long times; see microdisc.long.test.ts", () => {
    const radius = 5e-6;
    const run = (cells: number): readonly number[] => {
      const model = compose(
        {
          name: "ion",
          kind: "disc-species",
          parameters: {
            diffusivity: D,
            initialConcentration: 1,
            radius,
            length: 30 * radius,
            shells: 3 * cells,
            grading: 5,
            angles: cells,
          },
        },
        {
          name: "reaction",
          kind: "deposition",
          parameters: { rateConstant: 1e2, referenceConcentration: 1 },
          connect: { oxidised: "ion.surface concentration" },
        },
      );
      const integrator = begin(model, { quantity: "voltage", value: -0.6 }, { tolerance: 1e-8 });
      return [1, 40].map((tau) => {
        reach(integrator, (tau * radius * radius) / (4 * D));
        return (-(integrator.state[model.current] as number) * Math.PI * radius * radius) / discCurrent(solute, radius);
      });
    };
    const runs = [run(4), run(8), run(16)];
    const [a, b, c] = runs.map(([early]) => early) as [number, number, number];
    const order = Math.log2((a - b) / (b - c));
    expect(order).toBeGreaterThan(1.95);
    expect(order).toBeLessThan(2.05);
    const [, middle, fine] = runs.map(([, late]) => late) as [number, number, number];
    const exact = discLongTime(40);
    report("microdisc in 2-D, τ = 40", exact, fine, fine / exact - 1, order, (4 * fine - middle) / 3 / exact - 1);
    // what h² leaves on such coarse meshes, 1e-6, and the error of integration
    expect(Math.abs((4 * fine - middle) / 3 / exact - 1)).toBeLessThan(2e-6);
  });
});
