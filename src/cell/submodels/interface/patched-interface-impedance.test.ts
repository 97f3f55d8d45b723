import { describe, expect, it } from "vitest";
import { holdCurrents } from "../../../../test/support/hold-currents.ts";
import { type InterfaceCell, interfaceCell, interfaceNumbers } from "../../../../test/support/interface-cell.ts";
import { FARADAY, GAS_CONSTANT } from "../../../units/constants.ts";
import type { CellModel } from "../../form/cell-model.ts";
import { impedanceOf } from "../../linearise/impedance-of.ts";

const EPSILON = 8.8541878188e-12;
const perVolt = FARADAY / (GAS_CONSTANT * 298.15);

type Complex = readonly [number, number];
const reciprocal = ([re, im]: Complex): Complex => [re / (re * re + im * im), -im / (re * re + im * im)];
const plus = (a: Complex, b: Complex): Complex => [a[0] + b[0], a[1] + b[1]];
const times = (scale: number, [re, im]: Complex): Complex => [scale * re, scale * im];
const magnitude = ([re, im]: Complex): number => Math.hypot(re, im);

/** A resistance beside a capacitance. */
const beside = (resistance: number, capacitance: number, omega: number): Complex =>
  reciprocal([1 / resistance, omega * capacitance]);

interface CircuitPatch {
  readonly fraction: number;
  /** Ω·m² of the patch: of the charge transfer and of the constriction. */
  readonly transfer: number;
  readonly constriction: number;
}

/** Z = 1/[A (Σ φ/(R ∥ C + r ∥ τ_e/r) + jω C_gap)] in Ω·m². */
function circuit(patches: readonly CircuitPatch[], gap: number, areaRatio: number, omega: number): Complex {
  const { doubleLayerCapacitance, electrolyteRelaxationTime } = interfaceNumbers;
  let admittance: Complex = [0, omega * gap];
  for (const { fraction, transfer, constriction } of patches) {
    const series = plus(
      beside(transfer, doubleLayerCapacitance, omega),
      beside(constriction, electrolyteRelaxationTime / constriction, omega),
    );
    admittance = plus(admittance, times(fraction, reciprocal(series)));
  }
  return reciprocal(times(areaRatio, admittance));
}

/** ρπb/4 √(ψ² + 10⁻⁶), ψ = (1 − √φ)^1.5 of Cooper, Mikic and Yovanovich. */
function constriction(radius: number, total: number): number {
  const psi = (1 - Math.sqrt(total)) ** 1.5;
  return ((interfaceNumbers.resistivity * Math.PI * radius) / 4) * Math.hypot(psi, 1e-3);
}

function impedances(model: CellModel, state: Float64Array, omegas: readonly number[]): readonly Complex[] {
  const { total } = impedanceOf(
    model,
    state,
    Float64Array.from(omegas, (omega) => omega / (2 * Math.PI)),
  );
  return omegas.map((_, k) => [total.real[k], total.imaginary[k]]);
}

/** rad/s */
const omegas = Array.from({ length: 23 }, (_, k) => 10 ** (-1 + k / 2));

function worst(found: readonly Complex[], expected: (omega: number) => Complex): number {
  return Math.max(
    ...found.map((z, k) => {
      const oracle = expected(omegas[k]);
      return magnitude([z[0] - oracle[0], z[1] - oracle[1]]) / magnitude(oracle);
    }),
  );
}

/** ω at which −Im Z is largest, by golden section on log ω. */
function peak(z: (omega: number) => Complex, from: number, to: number): number {
  let [lower, upper] = [Math.log(from), Math.log(to)];
  const ratio = (Math.sqrt(5) - 1) / 2;
  for (let k = 0; k < 60; k++) {
    const left = upper - ratio * (upper - lower);
    const right = lower + ratio * (upper - lower);
    if (-z(Math.exp(left))[1] > -z(Math.exp(right))[1]) upper = right;
    else lower = left;
  }
  return Math.exp(0.5 * (lower + upper));
}

const closure = { closure: "cooper-mikic-yovanovich" };
const b = interfaceNumbers.spotRadius;

describe("impedance of patches", () => {
  const activity = 0.45;
  /** RT/(F i0), i0 = i00 (a/a_ref)^½ */
  const transfer = (exchange: number): number => 1 / (perVolt * exchange * Math.sqrt(activity / 0.6));
  const cases: readonly (readonly [string, InterfaceCell["fractions"] & object, readonly CircuitPatch[]])[] = [
    ["one", { contact: 0.35 }, [{ fraction: 0.35, transfer: transfer(3), constriction: constriction(b, 0.35) }]],
    [
      "two",
      { contact: 0.35, precipitate: 0.2 },
      [
        { fraction: 0.35, transfer: transfer(3), constriction: constriction(b, 0.55) },
        { fraction: 0.2, transfer: transfer(0.5), constriction: constriction(3e-6, 0.55) },
      ],
    ],
    [
      "two, one with the least area that stores what it has",
      { contact: 0.35, precipitate: 1e-4 },
      [
        { fraction: 0.35, transfer: transfer(3), constriction: constriction(b, 0.3501) },
        { fraction: 1e-4, transfer: transfer(0.5), constriction: constriction(3e-6, 0.3501) },
      ],
    ],
  ];
  it.each(cases)("%s: is that of the circuit", (_, fractions, patches) => {
    // oracle: the circuit in complex numbers, with RT/nFi0, closures and capacitances as printed
    const model = interfaceCell({
      fractions,
      metal: { activity },
      options: closure,
      parameters: { areaRatio: 1.31 },
    });
    const open = 1 - patches.reduce((sum, { fraction }) => sum + fraction, 0);
    const gap = (open * EPSILON) / 1e-8;
    const found = impedances(model, model.initialState(), omegas);
    expect(worst(found, (omega) => circuit(patches, gap, 1.31, omega))).toBeLessThan(1e-10);
  });

  it("three under current: is that of the circuit with di_F/dE at the potentials of the patches", () => {
    // oracle: the circuit, R from differences of i_F of order 6 at the potential of each patch
    const model = interfaceCell({
      fractions: { contact: 0.3, precipitate: 0.2, deposit: 0.1 },
      metal: { activity },
      options: closure,
      parameters: { transferCoefficient: 0.4 },
    });
    const state = holdCurrents(model, [{ current: 1.5, duration: 1 }], 1e-10);
    const patch = (name: string, fraction: number, exchange: number, a: number, radius: number): CircuitPatch => {
      const e = state[model.indexOf(`interface.${name} potential`)];
      const rate = exchange * 0.6 ** -0.4;
      const i = (at: number): number => rate * (a * Math.exp(0.6 * perVolt * at) - Math.exp(-0.4 * perVolt * at));
      const h = 1e-3;
      const difference = (k: number): number => i(e + k * h) - i(e - k * h);
      const slope = (45 * difference(1) - 9 * difference(2) + difference(3)) / (60 * h);
      return { fraction, transfer: 1 / slope, constriction: constriction(radius, 0.6) };
    };
    const patches = [
      patch("contact", 0.3, 3, activity, b),
      patch("precipitate", 0.2, 0.5, activity, 3e-6),
      patch("deposit", 0.1, 20 * 0.6 ** 0.4, 1, 2e-6),
    ];
    expect(Math.abs(state[model.indexOf("interface.contact potential")])).toBeGreaterThan(0.005);
    const gap = (0.4 * EPSILON) / 1e-8;
    expect(worst(impedances(model, state, omegas), (omega) => circuit(patches, gap, 1, omega))).toBeLessThan(1e-10);
  });

  it("keeps its time constant where contact is lost evenly, R and 1/C growing together", () => {
    // oracle: R/(1 + jωRC) with R = RT/(F i0 φ) and C φ: (R/φ)(Cφ) = RC for any φ
    for (const contact of [1, 0.3, 0.01]) {
      const model = interfaceCell({ fractions: { contact }, options: { constriction: "none", gap: "none" } });
      const state = model.initialState();
      const tau = 0.1 / (perVolt * 3);
      const [z] = impedances(model, state, [1 / tau]);
      expect(z[0] * perVolt * 3 * contact).toBeCloseTo(0.5, 10);
      expect(z[1] * perVolt * 3 * contact).toBeCloseTo(-0.5, 10);
    }
    // the same with constrictions that do not feel one another: φ Z is one curve
    const curves = [0.3, 0.01].map((contact) => {
      const model = interfaceCell({ fractions: { contact }, options: { closure: "free", gap: "none" } });
      return impedances(model, model.initialState(), omegas).map((z) => times(contact, z));
    });
    expect(worst(curves[0], (omega) => curves[1][omegas.indexOf(omega)])).toBeLessThan(1e-10);
  });

  it.each([
    [1e-9, 9e-5],
    [1e-8, 9e-6],
    [1e-7, 9e-7],
  ])("a gap of %d m across 100 Ω·cm² has a time constant of %d s", (gapWidth, seconds) => {
    // oracle: R ε0/g with contact that is a small part of the area, and its own double layer beside
    const contact = 1e-3;
    const exchangeCurrentDensity = 1 / (perVolt * 1e-2 * contact);
    const model = interfaceCell({
      fractions: { contact },
      metal: { activity: 0.6 },
      parameters: { gapWidth, exchangeCurrentDensity, doubleLayerCapacitance: 1e-9 },
      options: { constriction: "none" },
    });
    const state = model.initialState();
    const found = 1 / peak((omega) => impedances(model, state, [omega])[0] ?? [0, 0], 1e2, 1e9);
    expect(found / ((1e-2 * EPSILON * (1 - contact)) / gapWidth)).toBeCloseTo(1, 6);
    expect(found / seconds).toBeCloseTo(1, 1);
  });

  it("shows a constriction alone at the relaxation time of the electrolyte", () => {
    // oracle: r ∥ τ_e/r is r/(1 + jωτ_e), whatever r is
    for (const contact of [0.01, 0.3]) {
      const model = interfaceCell({
        fractions: { contact },
        parameters: { exchangeCurrentDensity: 1e9, doubleLayerCapacitance: 1e6 },
        options: { gap: "none" },
      });
      const state = model.initialState();
      const found = 1 / peak((omega) => impedances(model, state, [omega])[0] ?? [0, 0], 1e3, 1e9);
      expect(found / interfaceNumbers.electrolyteRelaxationTime).toBeCloseTo(1, 5);
    }
  });

  it.each([
    [0, 0.1],
    [1, 0.1],
    [3, 0.1],
    [12, 0.1],
    [0.5, 0.005],
  ])("beside patches of %d A/m² and %d F/m² its time constant goes towards theirs", (precipitateExchange, own) => {
    // oracle: at one potential R∥C: τ = Σ φC/Σ(φ/R), between RC of the one and of the other
    const model = interfaceCell({
      fractions: { contact: 0.3, precipitate: 0.1 },
      metal: { activity: 0.6 },
      parameters: { precipitateExchange, precipitateCapacitance: own },
      options: { constriction: "none", gap: "none" },
    });
    const state = model.initialState();
    const tau = 1 / peak((omega) => impedances(model, state, [omega])[0] ?? [0, 0], 1, 1e6);
    const expected = (0.3 * 0.1 + 0.1 * own) / (perVolt * (0.3 * 3 + 0.1 * precipitateExchange));
    expect(tau / expected).toBeCloseTo(1, 6);
    const alone = 0.1 / (perVolt * 3);
    const theirs = own / (perVolt * precipitateExchange);
    expect(Math.sign(tau / alone - 1 + 1e-7)).toBe(theirs < alone * (1 - 1e-9) ? -1 : 1);
  });
});
