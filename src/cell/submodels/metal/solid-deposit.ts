import { pow, tanh } from "../../../numerics/elementary/index.ts";
import { onlyOptions, optionName } from "../../form/options.ts";
import type { SubmodelKind } from "../../form/submodel.ts";
import { positivePart, positivePartSlope } from "../contact/positive-part.ts";

/** Width of the onset of growth and of dissolution, in activity. */
const ONSET = 1e-3;
/** Part of the reference amount below which dissolution of any order becomes one of first order. */
const LEAST_AMOUNT = 1e-3;

/**
 * Solid working metal that plating leaves at the interface where it outruns alloying, and that dissolves again. What it takes
 * leaves the balance behind `source` as the same number. Unknowns: "amount" n in mol/m², whose mean thickness is V n, and "solid activity"
 * a_d = 1 + b(n), that of the pure metal but for the first of it: a nucleus of less than `nucleusAmount` needs a supersaturation
 * up to `nucleationThreshold`, and dissolves below that; what has outgrown it is in equilibrium at a = 1. So growth and dissolution form a
 * loop. An interface that plates on the deposit itself takes its activity from here (`depositActivity`), or 1.
 *
 * Dissolution of order m in the amount: g = t (t² + ε²)^{(m − 1)/2}, t = n/n_ref, ε = 10⁻³. It is t^m but for the last thousandth
 * of n_ref, which goes in proportion to itself, so that n does not pass zero. m = 0: a front that moves at a constant rate,
 * m = 1: islands of one size that disappear one by one. An interface whose trace of a deposit is stripped can bring n below 0
 * by about this trace (10⁻⁶) of the amount that fills its gap.
 *
 * Option `amount`: name of the amount that is kept.
 */
export const solidDeposit: SubmodelKind = {
  kind: "solid-deposit",
  title: "Solid metal left by plating",
  equations:
    "dn/dt = k_g [a − a_d]₊ − k_r [a_d − a]₊ g(n), a_d = 1 + b₀(1 − tanh(n/n₀)), g = t(t² + ε²)^((m−1)/2), t = n/n_ref, ε = 10⁻³; out of the source. " +
    "[y]₊ is rounded off over 0.001",
  source: "Phenomenological: equilibrium of the pure solid at a = 1, rates linear in the distance from it",
  parameters: {
    growthRate: {
      symbol: "k_g",
      description: "rate of growth per unit of supersaturation a − a_d",
      unit: "mol/m2/s",
      lower: 0,
      upper: 1e6,
      status: "fitted",
      source: "plating: current at which the interface resistance falls",
    },
    dissolutionRate: {
      symbol: "k_r",
      description: "rate of dissolution of the reference amount per unit of a_d − a",
      unit: "mol/m2/s",
      lower: 0,
      upper: 1e6,
      status: "fitted",
      source: "recovery in long rests after plating",
    },
    order: {
      symbol: "m",
      description: "order of the dissolution in the amount: 0 a front, 1 islands",
      unit: "1",
      value: 1,
      lower: 0,
      upper: 2,
      status: "assumed",
      source: "1: islands",
    },
    referenceAmount: {
      symbol: "n_ref",
      description: "amount that the rate of dissolution belongs to",
      unit: "mol/m2",
      value: 0.04,
      lower: 1e-9,
      upper: 1e3,
      status: "assumed",
      source: "a layer of about a micrometre",
    },
    nucleationThreshold: {
      symbol: "b0",
      description: "supersaturation a − 1 that the first deposit needs",
      unit: "1",
      value: 0.02,
      lower: 0,
      upper: 100,
      status: "assumed",
      source: "half a millivolt; of the nucleation on the electrolyte nothing is known",
    },
    nucleusAmount: {
      symbol: "n0",
      description: "amount beyond which growth needs no nucleation",
      unit: "mol/m2",
      value: 1e-4,
      lower: 1e-9,
      upper: 1e2,
      status: "assumed",
      source: "a few atomic layers",
    },
    initialAmount: {
      symbol: "n_start",
      description: "amount at the start",
      unit: "mol/m2",
      value: 0,
      lower: 0,
      upper: 1e4,
      status: "assumed",
      source: "0: none",
    },
  },
  electrode: "required",
  ports: {
    activity: "activity of the working metal at the electrolyte",
    source: "balance of the metal that it grows from, mol/(m2 s): amount of a store, or surface of a pool",
  },

  declare(given) {
    onlyOptions(given.name, given.options, ["amount"]);
    const { initialAmount, referenceAmount, nucleationThreshold, nucleusAmount } = given.parameters;
    return {
      unknowns: [
        {
          name: "amount",
          unit: "mol/m2",
          description: "amount of solid metal at the interface",
          mass: 1,
          initial: initialAmount,
          scale: 0.1 * referenceAmount,
        },
        {
          name: "solid activity",
          unit: "1",
          description: "activity of the working metal in the deposit",
          mass: 0,
          initial: 1 + nucleationThreshold * (1 - tanh(initialAmount / nucleusAmount)),
          scale: 0.1,
        },
      ],
    };
  },

  bind(given, binding) {
    const { growthRate, dissolutionRate, order, referenceAmount, nucleationThreshold, nucleusAmount } =
      given.parameters;
    const perReference = 1 / referenceAmount;
    const perNucleus = 1 / nucleusAmount;
    const half = 0.5 * (order - 1);
    const least = LEAST_AMOUNT * LEAST_AMOUNT;
    const amount = binding.unknown("amount");
    const solid = binding.unknown("solid activity");
    const activity = binding.unknown("activity");
    const source = binding.unknown("source");
    const slots = {
      amountByAmount: binding.slot(amount, amount),
      amountBySolid: binding.slot(amount, solid),
      amountByActivity: binding.slot(amount, activity),
      sourceByAmount: binding.slot(source, amount),
      sourceBySolid: binding.slot(source, solid),
      sourceByActivity: binding.slot(source, activity),
      solidBySolid: binding.slot(solid, solid),
      solidByAmount: binding.slot(solid, amount),
    };
    return {
      evaluate(_time, state, out) {
        const n = state[amount];
        const excess = state[activity] - state[solid];
        const part = n * perReference;
        const dissolving = part * pow(part * part + least, half);
        const flux =
          growthRate * positivePart(excess, ONSET) - dissolutionRate * positivePart(-excess, ONSET) * dissolving;
        out[amount] += flux;
        out[source] -= flux;
        out[solid] += 1 + nucleationThreshold * (1 - tanh(n * perNucleus)) - state[solid];
      },
      jacobian(_time, state, out) {
        const n = state[amount];
        const excess = state[activity] - state[solid];
        const part = n * perReference;
        const square = part * part + least;
        const power = pow(square, half);
        const hyperbolic = tanh(n * perNucleus);
        const byAmount =
          -dissolutionRate *
          positivePart(-excess, ONSET) *
          (power + (2 * half * part * part * power) / square) *
          perReference;
        const byActivity =
          growthRate * positivePartSlope(excess, ONSET) +
          dissolutionRate * positivePartSlope(-excess, ONSET) * part * power;
        out[slots.amountByAmount] += byAmount;
        out[slots.amountByActivity] += byActivity;
        out[slots.amountBySolid] -= byActivity;
        out[slots.sourceByAmount] -= byAmount;
        out[slots.sourceByActivity] -= byActivity;
        out[slots.sourceBySolid] += byActivity;
        out[slots.solidBySolid] -= 1;
        out[slots.solidByAmount] -= nucleationThreshold * (1 - hyperbolic * hyperbolic) * perNucleus;
      },
      inventories: [
        {
          amount: optionName(`Amount of "${given.name}"`, given.options.amount, "metal"),
          unit: "mol/m2",
          indices: Int32Array.of(amount),
          weights: Float64Array.of(1),
          perCurrent: 0,
        },
      ],
    };
  },
};
