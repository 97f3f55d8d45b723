// Impedance of cells made of submodels. Oracles: sines integrated in time, steady states by Newton's method, the dispersion
// relation, finite-length Warburg impedances, symmetry.
import { describe, expect, it } from "vitest";
import { steadyState } from "../../../test/support/steady-state.ts";
import { kramersKronig } from "../../impedance/kramers-kronig/kramers-kronig.ts";
import { makeConsistent } from "../../numerics/dae/make-consistent.ts";
import { createRosenbrock } from "../../numerics/dae/rosenbrock.ts";
import { complexDensePencil } from "../../numerics/linear/complex-dense-pencil.ts";
import { FARADAY, GAS_CONSTANT } from "../../units/constants.ts";
import type { CellModel } from "../form/cell-model.ts";
import { composeCell } from "../form/compose.ts";
import type { CellDescription, SubmodelDescription } from "../form/description.ts";
import { benchmarkCellR1 } from "../models/r1.ts";
import { separatorBenchmark } from "../models/r2.ts";
import { solubleSubmodels } from "../submodels/electrolyte/soluble-submodels.ts";
import { standardSubmodels } from "../submodels/registry.ts";
import { inOhms } from "./cell-impedance.ts";
import { frequenciesOf } from "./frequencies.ts";
import { impedanceOf, steadyResistance } from "./impedance-of.ts";
import { createLinearisation } from "./linearisation.ts";
import { measureImpedance } from "./measure-impedance.ts";

const kinds = { ...standardSubmodels, ...solubleSubmodels };

function cellOf(...submodels: SubmodelDescription[]): CellModel {
  const description: CellDescription = {
    schema: "liquidus.cell-model/1",
    name: "test",
    temperature: 298.15,
    submodels,
  };
  return composeCell(description, kinds);
}

/** The state after a constant current and a rest. */
function driven(model: CellModel, current: number, duration: number, rest: number): Float64Array {
  const state = model.initialState();
  const integrator = createRosenbrock(model, {
    relativeTolerance: 1e-8,
    absoluteTolerance: model.absoluteTolerances(1e-8),
  });
  let time = 0;
  for (const [value, lasting] of [
    [current, duration],
    [0, rest],
  ]) {
    model.control = { quantity: "current", value, slope: 0, start: time };
    makeConsistent(model, time, state);
    integrator.start(time, state);
    time += lasting;
    expect(integrator.advance(time).kind).toBe("reached");
    state.set(integrator.state);
  }
  return state;
}

const R1 = composeCell(benchmarkCellR1(40));
/** Without loss of contact, which has a kink at i = 0 below 9 500 mol/m³: a sine about 0 is rectified there. */
const SMOOTH = R1.withParameters({ "contact.lossRate": 0 });
const STATES = [
  ["fresh", R1.initialState()],
  ["half stripped", driven(SMOOTH, 0.4, 2.3e6, 1e5)],
  ["nearly empty", driven(SMOOTH, 0.4, 4.2e6, 1e5)],
] as const;

describe("the benchmark cell R1", () => {
  it.each(STATES)("%s: equals sines integrated in time to 1e-6, 1 mHz to 1 kHz", (_, state) => {
    const amplitude = { quantity: "current", value: 1e-3, unit: "A/m2" } as const;
    const request = { from: 1e3, to: 1e-3, pointsPerDecade: 1, amplitude };
    const settings = { area: 1, start: "orbit", integrateBelow: 2e3, accuracy: 1e-7, scan: { periods: 1 } } as const;
    const { spectrum, failure } = measureImpedance(SMOOTH, state, request, settings);
    expect(failure).toBeNull();
    const { total } = impedanceOf(SMOOTH, state, spectrum.frequency);
    spectrum.frequency.forEach((_, k) => {
      const error = Math.hypot(spectrum.real[k] - total.real[k], spectrum.imaginary[k] - total.imaginary[k]);
      expect(error / Math.hypot(total.real[k], total.imaginary[k])).toBeLessThan(1e-6);
    });
  });

  it.each(STATES)("%s: fulfils the dispersion relation to 1e-8, and passes our Kramers-Kronig test", (_, state) => {
    const linearisation = createLinearisation(R1);
    const { capacitance, resistance } = linearisation.lowFrequencyLimit(state);
    // −Z''(ω) − 1/ωC = (1/π) ∫ Z'(ω e^u) / sinh u du, principal value: offset trapezoidal rule, error e^{−π²/h}
    const h = 0.4;
    const points = 100; // to u = ±20; beyond, Z' is constant and the tails are 2 e^{−20} Z'/π
    const offsets = Float64Array.from({ length: points }, (_, k) => (k - points / 2 + 0.5) * h);
    for (const f of [1e5, 30, 0.03, 1e-3]) {
      const frequency = Float64Array.from([f, ...offsets.map((u) => f * Math.exp(u))]);
      const { real: re, imaginary } = linearisation.impedance(state, frequency).total;
      // Where 1/ωC drowns Re Z, at 1e-8 Hz and below, elimination leaves none of its digits: it has reached its limit there.
      const real = re.map((value, k) => (Math.abs(imaginary[k]) > 1e4 * Math.abs(value) ? resistance : value));
      let integral = (2 * Math.exp(-20) * (real[points] - real[1])) / Math.PI;
      for (let k = 0; k < points; k++) integral += (h / Math.PI) * (real[k + 1] / Math.sinh(offsets[k]));
      const expected = integral - 1 / (2 * Math.PI * f * (capacitance ?? Number.POSITIVE_INFINITY));
      expect(Math.abs(imaginary[0] - expected) / Math.hypot(real[0], imaginary[0])).toBeLessThan(1e-8);
    }
    const frequency = frequenciesOf({ from: 1e5, to: 1e-2, pointsPerDecade: 10 });
    const test = kramersKronig(inOhms(frequency, linearisation.impedance(state, frequency).total, 3.85e-5));
    expect(test.verdict).toBe("passes");
  });

  it("has drops that sum to the total, and Z(∞) = R_b + R_c/φ, at a state in motion", () => {
    const state = driven(R1, 7.5, 150, 1);
    const frequency = frequenciesOf({ from: 1e6, to: 1e-4, pointsPerDecade: 3 });
    const z = impedanceOf(R1, state, frequency);
    frequency.forEach((_, k) => {
      for (const part of ["real", "imaginary"] as const) {
        const sum = z.drops.reduce((s, drop) => s + drop[part][k], 0);
        expect(Math.abs(sum - z.total[part][k])).toBeLessThan(1e-14);
        const { working, counter, shared } = z.electrodes;
        expect(Math.abs(working[part][k] + counter[part][k] + shared[part][k] - z.total[part][k])).toBeLessThan(1e-14);
      }
    });
    const contact = state[R1.indexOf("contact.contact fraction")];
    expect(contact).toBeLessThan(0.999);
    expect(createLinearisation(R1).highFrequencyResistance(state)).toBeCloseTo(0.015 + 2e-3 / contact, 13);
  });

  it("has the low-frequency capacitance of the pool and the double layer", () => {
    const pool = R1.unknowns.find(({ name }) => name === "pool.concentration");
    const volume = pool?.mesh?.volumes.reduce((a, b) => a + b) ?? 0;
    const state = R1.initialState();
    const [e, slope] = equilibrium(state[R1.indexOf("pool.surface concentration")]);
    expect(state[R1.indexOf("interface.potential")]).toBeCloseTo(e, 10);
    const { capacitance } = createLinearisation(R1).lowFrequencyLimit(state);
    expect((capacitance ?? 0) / (0.2 - (FARADAY * volume) / slope)).toBeCloseTo(1, 8);
  });
});

/** E_eq(c) of R1 and its slope, by central differences of its formula. */
function equilibrium(c: number): readonly [number, number] {
  const e = (concentration: number): number => {
    const x = (concentration * 4.56e-5) / (1 + concentration * (4.56e-5 - 2.38e-5));
    return -((GAS_CONSTANT * 298.15) / FARADAY) * (Math.log(x) + 1.1 * (1 - x) ** 2);
  };
  const h = 8;
  const d = (step: number): number => (e(c + step) - e(c - step)) / (2 * step);
  return [e(c), (4 * d(h / 2) - d(h)) / 3];
}

/** A reaction of a species that a stirred solution keeps constant at 10 µm: a cell with steady states. */
function filmCell(cells: number, far: "fixed" | "blocking" = "fixed"): CellModel {
  return cellOf(
    {
      name: "ion",
      kind: "soluble-species",
      parameters: { diffusivity: 1e-9, initialConcentration: 1000, length: 1e-5 },
      options: { far, mesh: { kind: "uniform", cells, shape: { kind: "planar" } } },
    },
    {
      name: "reaction",
      kind: "deposition",
      electrode: "working",
      parameters: { rateConstant: 1e-6, doubleLayerCapacitance: 0.1 },
      connect: { oxidised: "ion.surface concentration" },
    },
    { name: "bulk", kind: "resistance", parameters: { resistance: 1e-3 } },
  );
}

describe("steady states", () => {
  it.each([0, -2000, 3000])("Z(0) at %d A/m² is dV/di of two steady states to 1e-8", (current) => {
    const model = filmCell(16);
    const voltage = (i: number): number => steadyState(model, i)[model.voltage];
    const slope = (h: number): number => (voltage(current + h) - voltage(current - h)) / (2 * h);
    const h = 1;
    const expected = (16 * slope(h / 2) - 4 * slope(h)) / 12;
    const found = steadyResistance(model, steadyState(model, current));
    expect(Math.abs(found / expected - 1)).toBeLessThan(1e-8);
  });
});

describe("finite-length Warburg impedance", () => {
  // tanh √(jωτ) / √(jωτ) and coth: real and imaginary parts from (1 − e^{−2s})/(1 + e^{−2s}) with complex s
  const warburg = (omega: number, far: "fixed" | "blocking"): readonly [number, number] => {
    const s = Math.sqrt(omega / 2); // √(jω) = s + js
    const e = Math.exp(-2 * s);
    const sign = far === "fixed" ? 1 : -1;
    const q = 1 + 2 * sign * e * Math.cos(2 * s) + e * e;
    const re = (1 - e * e) / q;
    const im = (2 * sign * e * Math.sin(2 * s)) / q;
    return [(re + im) / (2 * s), (im - re) / (2 * s)];
  };

  it("has the numbers of the closed form at ω L²/D = 0.1 and 1 (16-digit values of the closed form)", () => {
    expect(warburg(0.1, "fixed")[0]).toBeCloseTo(0.99866885, 8);
    expect(warburg(1, "fixed")[1]).toBeCloseTo(-0.2869778728, 9);
  });

  it.each(["fixed", "blocking"] as const)("converges with the square of the cell width, far boundary %s", (far) => {
    const omegas = [0.1, 1, 10, 100];
    const frequency = Float64Array.from(omegas, (omega) => omega / 0.1 / (2 * Math.PI)); // L²/D = 0.1 s
    const errors = [20, 40, 80].map((cells) => {
      const model = filmCell(cells, far);
      const z = impedanceOf(model, model.initialState(), frequency, {
        transfer: ["ion.surface concentration", "reaction.potential", "cell.charge"],
      });
      const [c, e] = z.transfer;
      // What reacts is i − C dE/dt; δc_s = (L/FD) · w · (δi − jωC δE)
      return omegas.map((_, k) => {
        const omega = 2 * Math.PI * frequency[k];
        const ir = 1 + omega * 0.1 * e.imaginary[k];
        const ii = -omega * 0.1 * e.real[k];
        const scale = (FARADAY * 1e-9) / 1e-5 / (ir * ir + ii * ii);
        const [re, im] = warburg(omegas[k], far);
        const foundRe = scale * (c.real[k] * ir + c.imaginary[k] * ii);
        const foundIm = scale * (c.imaginary[k] * ir - c.real[k] * ii);
        return Math.hypot(foundRe - re, foundIm - im) / Math.hypot(re, im);
      });
    });
    omegas.forEach((_, k) => {
      expect(errors[2][k]).toBeLessThan(2e-3);
      expect(Math.log2(errors[1][k] / errors[2][k])).toBeGreaterThan(1.95);
      expect(Math.log2(errors[1][k] / errors[2][k])).toBeLessThan(2.05);
    });
  });
});

describe("a symmetric cell", () => {
  const alloy = { kind: "regular-solution", interaction: 1.1, molarVolume: 2.38e-5, otherMolarVolume: 4.56e-5 };
  const half = (electrode: "working" | "counter", depth: number): SubmodelDescription[] => [
    {
      name: `${electrode} interface`,
      kind: "charge-transfer",
      electrode,
      parameters: { exchangeCurrentDensity: 20, referenceConcentration: 19400, doubleLayerCapacitance: 0.2 },
      options: { alloy },
      connect: { surface: `${electrode} pool.surface concentration` },
    },
    {
      name: `${electrode} pool`,
      kind: "alloy-pool",
      electrode,
      parameters: { depth, diffusivity: 3e-9, initialConcentration: 15000 },
      options: { alloy, mesh: { kind: "graded", cells: 40, grading: 6 } },
    },
  ];
  const bulk: SubmodelDescription = { name: "bulk", kind: "resistance", parameters: { resistance: 0.015 } };
  const frequency = frequenciesOf({ from: 1e4, to: 1e-4, pointsPerDecade: 4 });

  it("has working = counter, and halves that change places with the electrodes", () => {
    const same = cellOf(...half("working", 1e-3), ...half("counter", 1e-3), bulk);
    const { working, counter, shared } = impedanceOf(same, same.initialState(), frequency).electrodes;
    const [one, other] = [
      cellOf(...half("working", 1e-3), ...half("counter", 2e-4), bulk),
      cellOf(...half("working", 2e-4), ...half("counter", 1e-3), bulk),
    ].map((cell) => impedanceOf(cell, cell.initialState(), frequency));
    frequency.forEach((_, k) => {
      expect(shared.real[k]).toBeCloseTo(0.015, 15);
      for (const part of ["real", "imaginary"] as const) {
        const size = Math.hypot(working.real[k], working.imaginary[k]);
        expect(Math.abs(working[part][k] - counter[part][k]) / size).toBeLessThan(1e-12);
        expect(Math.abs(one.electrodes.working[part][k] - other.electrodes.counter[part][k]) / size).toBeLessThan(
          1e-12,
        );
        expect(Math.abs(one.total[part][k] - other.total[part][k]) / size).toBeLessThan(1e-12);
      }
    });
  });
});

describe("a separator whose voltage depends on every cell", () => {
  const model = composeCell(separatorBenchmark({ potential: "counted", mesh: { kind: "uniform", cells: 20 } }));
  const frequency = frequenciesOf({ from: 1e3, to: 1e-5, pointsPerDecade: 2 });

  it.each([0, 4])("equals a full LU with pivoting after 1000 s at %d A/m², and its drop is the voltage", (current) => {
    const state = driven(model, current, 1000, 0);
    const { layout, mass, voltage } = model;
    const z = impedanceOf(model, state, frequency);
    const jacobian = new Float64Array(layout.entries);
    model.jacobian(0, state, jacobian);
    for (let j = 0; j < layout.size; j++) {
      const slot = layout.slot(model.current, j);
      if (slot >= 0) jacobian[slot] = j === model.current ? -1 : 0;
    }
    const pencil = complexDensePencil(layout, mass);
    frequency.forEach((f, k) => {
      const re = new Float64Array(layout.size);
      const im = new Float64Array(layout.size);
      re[model.current] = 1;
      expect(pencil.factor(0, 2 * Math.PI * f, jacobian)).toBe(true);
      pencil.solve(re, im);
      const size = Math.hypot(re[voltage], im[voltage]);
      expect(Math.hypot(re[voltage] - z.total.real[k], im[voltage] - z.total.imaginary[k]) / size).toBeLessThan(1e-11);
      expect(Math.abs(z.drops[0].real[k] - z.total.real[k]) / size).toBeLessThan(1e-13);
      expect(Math.abs(z.electrodes.shared.imaginary[k] - z.total.imaginary[k]) / size).toBeLessThan(1e-13);
    });
  });

  it("has a limit Z(0) though its salt is conserved; of a moving state one that the slowest of its processes reaches", () => {
    const linearisation = createLinearisation(model);
    const rest = model.initialState();
    const z = (state: Float64Array, f: number): number =>
      linearisation.impedance(state, Float64Array.of(f)).total.real[0];
    expect(linearisation.steadyResistance(rest) / z(rest, 1e-9)).toBeCloseTo(1, 9);
    // The salt that precipitates slows the last mode down to 1e8 s.
    const moving = driven(model, 4, 1000, 0);
    moving[model.current] = 4;
    const limit = linearisation.lowFrequencyLimit(moving);
    expect(limit.capacitance).toBeNull();
    expect(limit.resistance / z(moving, 1e-15)).toBeCloseTo(1, 6);
    expect(limit.resistance).toBeGreaterThan(10 * z(moving, 1e-5));
  });

  it("without a counted voltage has Z = 0", () => {
    const silent = composeCell(separatorBenchmark({ mesh: { kind: "uniform", cells: 5 } }));
    expect(steadyResistance(silent, silent.initialState())).toBe(0);
    expect(Array.from(impedanceOf(silent, silent.initialState(), frequency).total.real)).toEqual(Array(17).fill(0));
  });
});
