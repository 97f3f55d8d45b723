import type { DaeSystem } from "../../src/numerics/dae/dae-system.ts";
import { denseLayout } from "../../src/numerics/linear/dense-layout.ts";

/**
 * Initial value problems with published end values: the Bari/Hairer test set for initial value problem solvers
 * (F. Mazzia, C. Magherini, Test Set for IVP Solvers, release 2.4, 2008), values as its public codes carry them.
 */
export interface StiffProblem {
  readonly name: string;
  readonly system: DaeSystem;
  readonly start: Float64Array;
  readonly end: number;
  readonly endState: Float64Array;
  /** Absolute tolerance per relative one: below the size of each unknown wherever it matters. */
  readonly scales: Float64Array;
}

function dense(
  diagonal: readonly number[],
  evaluate: DaeSystem["evaluate"],
  jacobian: (y: Float64Array, out: Float64Array) => void,
): DaeSystem {
  return {
    layout: denseLayout(diagonal.length),
    mass: { kind: "diagonal", values: Float64Array.from(diagonal) },
    evaluate,
    jacobian: (_time, y, out) => {
      out.fill(0);
      jacobian(y, out);
    },
  };
}

/** Robertson's reactions: three species, rate constants over nine decades. */
const robertson: StiffProblem = {
  name: "ROBER",
  system: dense(
    [1, 1, 1],
    (_t, y, out) => {
      const slow = 0.04 * y[0];
      const back = 1e4 * y[1] * y[2];
      const fast = 3e7 * y[1] * y[1];
      out[0] = back - slow;
      out[1] = slow - back - fast;
      out[2] = fast;
    },
    (y, out) => {
      out.set([-0.04, 1e4 * y[2], 1e4 * y[1]]);
      out.set([0.04, -1e4 * y[2] - 6e7 * y[1], -1e4 * y[1]], 3);
      out.set([0, 6e7 * y[1], 0], 6);
    },
  ),
  start: Float64Array.of(1, 0, 0),
  end: 1e11,
  endState: Float64Array.of(0.2083340149701255e-7, 0.8333360770334713e-13, 0.999999979166505),
  scales: Float64Array.of(1e-8, 1e-13, 1),
};

/** High irradiance response of plants: eight species. */
const hires: StiffProblem = {
  name: "HIRES",
  system: dense(
    [1, 1, 1, 1, 1, 1, 1, 1],
    (_t, y, out) => {
      const bound = 280 * y[5] * y[7];
      out[0] = -1.71 * y[0] + 0.43 * y[1] + 8.32 * y[2] + 0.0007;
      out[1] = 1.71 * y[0] - 8.75 * y[1];
      out[2] = -10.03 * y[2] + 0.43 * y[3] + 0.035 * y[4];
      out[3] = 8.32 * y[1] + 1.71 * y[2] - 1.12 * y[3];
      out[4] = -1.745 * y[4] + 0.43 * y[5] + 0.43 * y[6];
      out[5] = -bound + 0.69 * y[3] + 1.71 * y[4] - 0.43 * y[5] + 0.69 * y[6];
      out[6] = bound - 1.81 * y[6];
      out[7] = 1.81 * y[6] - bound;
    },
    (y, out) => {
      out.set([-1.71, 0.43, 8.32]);
      out.set([1.71, -8.75], 8);
      out.set([-10.03, 0.43, 0.035], 18);
      out.set([8.32, 1.71, -1.12], 25);
      out.set([-1.745, 0.43, 0.43], 36);
      out.set([0.69, 1.71, -280 * y[7] - 0.43, 0.69, -280 * y[5]], 43);
      out.set([280 * y[7], -1.81, 280 * y[5]], 53);
      out.set([-280 * y[7], 1.81, -280 * y[5]], 61);
    },
  ),
  start: Float64Array.of(1, 0, 0, 0, 0, 0, 0, 0.0057),
  end: 321.8122,
  endState: Float64Array.of(
    0.7371312573325668e-3,
    0.1442485726316185e-3,
    0.5888729740967575e-4,
    0.1175651343283149e-2,
    0.2386356198831331e-2,
    0.6238968252742796e-2,
    0.2849998395185769e-2,
    0.2850001604814231e-2,
  ),
  scales: new Float64Array(8).fill(1e-4),
};

/** The Oregonator of the Belousov-Zhabotinskii reaction. */
const oregonator: StiffProblem = {
  name: "OREGO",
  system: dense(
    [1, 1, 1],
    (_t, y, out) => {
      out[0] = 77.27 * (y[1] + y[0] * (1 - 8.375e-6 * y[0] - y[1]));
      out[1] = (y[2] - (1 + y[0]) * y[1]) / 77.27;
      out[2] = 0.161 * (y[0] - y[2]);
    },
    (y, out) => {
      out.set([77.27 * (1 - 2 * 8.375e-6 * y[0] - y[1]), 77.27 * (1 - y[0]), 0]);
      out.set([-y[1] / 77.27, -(1 + y[0]) / 77.27, 1 / 77.27], 3);
      out.set([0.161, 0, -0.161], 6);
    },
  ),
  start: Float64Array.of(1, 2, 3),
  end: 360,
  endState: Float64Array.of(0.1000814870318523e1, 0.1228178521549917e4, 0.1320554942846706e3),
  scales: new Float64Array(3).fill(1),
};

/** Van der Pol's oscillator at μ = 1000. */
const vanDerPol: StiffProblem = {
  name: "VDPOL",
  system: dense(
    [1, 1],
    (_t, y, out) => {
      out[0] = y[1];
      out[1] = 1000 * (1 - y[0] * y[0]) * y[1] - y[0];
    },
    (y, out) => out.set([0, 1, -2000 * y[0] * y[1] - 1, 1000 * (1 - y[0] * y[0])]),
  ),
  start: Float64Array.of(2, 0),
  end: 2000,
  endState: Float64Array.of(0.1706167732170469e1, -0.8928097010248125e-3),
  scales: Float64Array.of(1, 1e-3),
};

/** Akzo Nobel's process: five species and an algebraic sixth. */
const chemicalAkzoNobel: StiffProblem = {
  name: "CHEMAKZO",
  system: dense(
    [1, 1, 1, 1, 1, 0],
    (_t, y, out) => {
      const root = Math.sqrt(y[1]);
      const r1 = 18.7 * y[0] ** 4 * root;
      const r2 = 0.58 * y[2] * y[3];
      const r3 = (0.58 / 34.4) * y[0] * y[4];
      const r4 = 0.09 * y[0] * y[3] * y[3];
      const r5 = 0.42 * y[5] * y[5] * root;
      out[0] = -2 * r1 + r2 - r3 - r4;
      out[1] = -0.5 * r1 - r4 - 0.5 * r5 + 3.3 * (0.9 / 737 - y[1]);
      out[2] = r1 - r2 + r3;
      out[3] = -r2 + r3 - 2 * r4;
      out[4] = r2 - r3 + r5;
      out[5] = 115.83 * y[0] * y[3] - y[5];
    },
    (y, out) => {
      const root = Math.sqrt(y[1]);
      const r10 = 74.8 * y[0] ** 3 * root;
      const r11 = (0.5 * 18.7 * y[0] ** 4) / root;
      const r22 = 0.58 * y[3];
      const r23 = 0.58 * y[2];
      const r30 = (0.58 / 34.4) * y[4];
      const r34 = (0.58 / 34.4) * y[0];
      const r40 = 0.09 * y[3] * y[3];
      const r43 = 0.18 * y[0] * y[3];
      const r51 = (0.21 * y[5] * y[5]) / root;
      const r55 = 0.84 * y[5] * root;
      out.set([-2 * r10 - r30 - r40, -2 * r11, r22, r23 - r43, -r34, 0]);
      out.set([-0.5 * r10 - r40, -0.5 * r11 - 0.5 * r51 - 3.3, 0, -r43, 0, -0.5 * r55], 6);
      out.set([r10 + r30, r11, -r22, -r23, r34, 0], 12);
      out.set([r30 - 2 * r40, 0, -r22, -r23 - 2 * r43, r34, 0], 18);
      out.set([-r30, r51, r22, r23, -r34, r55], 24);
      out.set([115.83 * y[3], 0, 0, 115.83 * y[0], 0, -1], 30);
    },
  ),
  start: Float64Array.of(0.444, 0.00123, 0, 0.007, 0, 115.83 * 0.444 * 0.007),
  end: 180,
  endState: Float64Array.of(
    0.1150794920661702,
    0.1203831471567715e-2,
    0.1611562887407974,
    0.3656156421249283e-3,
    0.1708010885264404e-1,
    0.4873531310307455e-2,
  ),
  scales: new Float64Array(6).fill(1e-3),
};

/** A two-transistor amplifier: a singular M that is no diagonal, and a source that depends on time. */
const transistorAmplifier: StiffProblem = {
  name: "TRANSAMP",
  system: {
    layout: denseLayout(8),
    mass: { kind: "matrix", values: amplifierMass() },
    evaluate: (t, y, out) => {
      const first = 1e-6 * Math.expm1((y[1] - y[2]) / 0.026);
      const second = 1e-6 * Math.expm1((y[4] - y[5]) / 0.026);
      out[0] = (y[0] - 0.1 * Math.sin(200 * Math.PI * t)) / 1000;
      out[1] = (2 * y[1] - 6) / 9000 + 0.01 * first;
      out[2] = y[2] / 9000 - first;
      out[3] = (y[3] - 6) / 9000 + 0.99 * first;
      out[4] = (2 * y[4] - 6) / 9000 + 0.01 * second;
      out[5] = y[5] / 9000 - second;
      out[6] = (y[6] - 6) / 9000 + 0.99 * second;
      out[7] = y[7] / 9000;
    },
    jacobian: (_t, y, out) => {
      const first = (1e-6 / 0.026) * Math.exp((y[1] - y[2]) / 0.026);
      const second = (1e-6 / 0.026) * Math.exp((y[4] - y[5]) / 0.026);
      out.fill(0);
      out[0] = 1e-3;
      out.set([2 / 9000 + 0.01 * first, -0.01 * first], 9);
      out.set([-first, 1 / 9000 + first], 17);
      out.set([0.99 * first, -0.99 * first, 1 / 9000], 25);
      out.set([2 / 9000 + 0.01 * second, -0.01 * second], 36);
      out.set([-second, 1 / 9000 + second], 44);
      out.set([0.99 * second, -0.99 * second, 1 / 9000], 52);
      out[63] = 1 / 9000;
    },
    timeDerivative: (t, _y, out) => {
      out.fill(0);
      out[0] = -0.02 * Math.PI * Math.cos(200 * Math.PI * t);
    },
  },
  start: Float64Array.of(0, 3, 3, 6, 3, 3, 6, 0),
  end: 0.2,
  endState: Float64Array.of(
    -0.5562145012262709e-2,
    3.006522471903042,
    2.849958788608128,
    2.926422536206241,
    2.704617865010554,
    2.761837778393145,
    4.770927631616772,
    1.236995868091548,
  ),
  scales: new Float64Array(8).fill(1e-2),
};

function amplifierMass(): Float64Array {
  const m = new Float64Array(64);
  const couple = (i: number, j: number, capacity: number) => {
    m[i * 9] = -capacity;
    m[j * 9] = -capacity;
    m[i * 8 + j] = capacity;
    m[j * 8 + i] = capacity;
  };
  couple(0, 1, 1e-6);
  m[18] = -2e-6;
  couple(3, 4, 3e-6);
  m[45] = -4e-6;
  couple(6, 7, 5e-6);
  return m;
}

export const stiffProblems: readonly StiffProblem[] = [
  robertson,
  hires,
  oregonator,
  vanDerPol,
  chemicalAkzoNobel,
  transistorAmplifier,
];
