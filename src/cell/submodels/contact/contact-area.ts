import { DomainError } from "../../../base/errors.ts";
import { exp } from "../../../numerics/elementary/index.ts";
import { onlyOptions } from "../../form/options.ts";
import type { SubmodelInput, SubmodelKind, UnknownDeclaration } from "../../form/submodel.ts";

/** t: fraction that every kind of patch keeps, so that no equation of a patch loses its last term. */
export const TRACE_FRACTION = 1e-6;

/**
 * Which part of an electrode touches what: fractions of its own area. Unknowns "contact fraction" and, where the ports are
 * connected, "precipitate fraction" (`coverage`) and "deposit fraction" (`deposit`). All follow at once from the states behind
 * the ports; nothing is stored here.
 *
 * The shares that the equations give are scaled by 1 − kt, and each kind has t = 10⁻⁶ more, a deposit that is there 2t: no fraction is 0, a
 * single kind reaches 1 exactly, and the sum does not exceed 1. What is left is gap. Shares and amounts below 0, where
 * iterates may step, leave fractions that are positive, see `touchingFraction` and `filledFraction`.
 */
export const contactArea: SubmodelKind = {
  kind: "contact-area",
  title: "Areas in contact, covered and filled",
  equations:
    "w = φ0 (1 − v)(1 − v'); contact = w (1 − θ), precipitate = w θ, deposit = (1 − w) n/(n + n_fill), each with a trace of 1e-6",
  source: "Geometry: shares of one area",
  parameters: {
    initialContact: {
      symbol: "phi0",
      description: "fraction of the area that is wetted where there are no voids",
      unit: "1",
      lower: 1e-6,
      upper: 1,
      status: "fitted",
      source: "interface resistance of the fresh cell",
    },
    fillAmount: {
      symbol: "n_fill",
      description: "amount of solid deposit that fills half of the gap; needed where the deposit is connected",
      unit: "mol/m2",
      value: 0,
      lower: 0,
      upper: 1e3,
      status: "assumed",
      source: "0: not given",
    },
  },
  ports: {},
  optionalPorts: {
    voids: "fraction of the wetted area lost to voids, 0 where it stays open",
    slowVoids: "the same of voids of another kind, beside the first",
    coverage: "fraction of the wetted area that a precipitate covers",
    deposit: "amount of solid deposit, mol/m2",
  },

  declare(given) {
    onlyOptions(given.name, given.options, []);
    if (given.connected("deposit") && !(given.parameters.fillAmount > 0)) {
      throw new DomainError(
        `"${given.name}" is connected to a deposit, but its fillAmount is ${given.parameters.fillAmount} mol/m2; give the amount that fills half of the gap.`,
      );
    }
    const at = (port: string): number => (given.connected(port) ? given.initialOf(port) : 0);
    const { initialContact, fillAmount } = given.parameters;
    const wetted = initialContact * (1 - at("voids")) * (1 - at("slowVoids"));
    const coverage = at("coverage");
    const patches = patchesOf(given);
    const share = shareOf(patches);
    const initial: Readonly<Record<Patch, number>> = {
      contact: touchingFraction(share * wetted * (1 - coverage)),
      precipitate: touchingFraction(share * wetted * coverage),
      deposit: fillAmount > 0 ? filledFraction(at("deposit"), fillAmount, share * (1 - wetted)) : 0,
    };
    return {
      unknowns: patches.map(
        (patch): UnknownDeclaration => ({
          name: `${patch} fraction`,
          unit: "1",
          description: DESCRIPTIONS[patch],
          mass: 0,
          initial: initial[patch],
          scale: 0.1,
        }),
      ),
    };
  },

  bind(given, binding) {
    const { initialContact, fillAmount } = given.parameters;
    const patches = patchesOf(given);
    const share = shareOf(patches);
    const port = (name: string): number => (given.connected(name) ? binding.unknown(name) : -1);
    const voids = port("voids");
    const slowVoids = port("slowVoids");
    const coverage = port("coverage");
    const deposit = port("deposit");
    const fractions = patches.map((patch) => binding.unknown(`${patch} fraction`));
    const contact = fractions[0];
    const precipitate = coverage < 0 ? -1 : fractions[1];
    const filled = deposit < 0 ? -1 : fractions[fractions.length - 1];
    const slot = (row: number, column: number): number => (row < 0 || column < 0 ? -1 : binding.slot(row, column));
    const own = Int32Array.from(fractions, (index) => binding.slot(index, index));
    const slots = {
      contactByVoids: slot(contact, voids),
      contactBySlowVoids: slot(contact, slowVoids),
      contactByCoverage: slot(contact, coverage),
      precipitateByVoids: slot(precipitate, voids),
      precipitateBySlowVoids: slot(precipitate, slowVoids),
      precipitateByCoverage: slot(precipitate, coverage),
      filledByVoids: slot(filled, voids),
      filledBySlowVoids: slot(filled, slowVoids),
      filledByDeposit: slot(filled, deposit),
    };
    const slopes = new Float64Array(2);
    return {
      evaluate(_time, state, out) {
        const kept = voids < 0 ? 1 : 1 - state[voids];
        const keptSlowly = slowVoids < 0 ? 1 : 1 - state[slowVoids];
        const wetted = initialContact * kept * keptSlowly;
        const covered = coverage < 0 ? 0 : state[coverage];
        out[contact] += touchingFraction(share * wetted * (1 - covered)) - state[contact];
        if (precipitate >= 0) out[precipitate] += touchingFraction(share * wetted * covered) - state[precipitate];
        if (filled >= 0)
          out[filled] += filledFraction(state[deposit], fillAmount, share * (1 - wetted)) - state[filled];
      },
      jacobian(_time, state, out) {
        for (let k = 0; k < own.length; k++) out[own[k]] -= 1;
        const kept = voids < 0 ? 1 : 1 - state[voids];
        const keptSlowly = slowVoids < 0 ? 1 : 1 - state[slowVoids];
        const covered = coverage < 0 ? 0 : state[coverage];
        const byVoids = -share * initialContact * keptSlowly;
        const bySlowVoids = -share * initialContact * kept;
        const wetted = initialContact * kept * keptSlowly;
        const contactSlope = touchingFractionSlope(share * wetted * (1 - covered));
        if (voids >= 0) out[slots.contactByVoids] += contactSlope * byVoids * (1 - covered);
        if (slowVoids >= 0) out[slots.contactBySlowVoids] += contactSlope * bySlowVoids * (1 - covered);
        if (precipitate >= 0) {
          const slope = touchingFractionSlope(share * wetted * covered);
          out[slots.contactByCoverage] -= contactSlope * share * wetted;
          out[slots.precipitateByCoverage] += slope * share * wetted;
          if (voids >= 0) out[slots.precipitateByVoids] += slope * byVoids * covered;
          if (slowVoids >= 0) out[slots.precipitateBySlowVoids] += slope * bySlowVoids * covered;
        }
        if (filled < 0) return;
        filledFractionSlopes(state[deposit], fillAmount, share * (1 - wetted), slopes);
        if (voids >= 0) out[slots.filledByVoids] -= byVoids * slopes[1];
        if (slowVoids >= 0) out[slots.filledBySlowVoids] -= bySlowVoids * slopes[1];
        out[slots.filledByDeposit] += slopes[0];
      },
    };
  },
};

type Patch = "contact" | "precipitate" | "deposit";

const DESCRIPTIONS: Readonly<Record<Patch, string>> = {
  contact: "fraction of the area where the electrode touches the electrolyte",
  precipitate: "fraction of the area that a precipitate covers",
  deposit: "fraction of the area that a solid deposit fills",
};

function patchesOf(given: SubmodelInput): readonly Patch[] {
  const patches: Patch[] = ["contact"];
  if (given.connected("coverage")) patches.push("precipitate");
  if (given.connected("deposit")) patches.push("deposit");
  return patches;
}

function shareOf(patches: readonly Patch[]): number {
  return 1 - (patches.includes("deposit") ? patches.length + 1 : patches.length) * TRACE_FRACTION;
}

/** t + x; below x = 0 t²/(t − x), of the same value and slope. */
function touchingFraction(x: number): number {
  return x >= 0 ? TRACE_FRACTION + x : (TRACE_FRACTION * TRACE_FRACTION) / (TRACE_FRACTION - x);
}

function touchingFractionSlope(x: number): number {
  const part = TRACE_FRACTION / (TRACE_FRACTION - x);
  return x >= 0 ? 1 : part * part;
}

/**
 * t (2 − e^{−y/t}) + s y/(1 + y) of the amount y = n/n_fill in a gap of the share s; below y = 0 t e^{(1 + s)y/t}, of the same value and
 * slope. Stripping takes the metal of the trace too: its area then goes with it, so that the amount stays at some −10 t n_fill.
 */
function filledFraction(amount: number, fillAmount: number, gap: number): number {
  const filling = amount / fillAmount;
  if (filling < 0) return TRACE_FRACTION * exp(((1 + gap) * filling) / TRACE_FRACTION);
  return TRACE_FRACTION * (2 - exp(-filling / TRACE_FRACTION)) + (gap * filling) / (1 + filling);
}

/** @param out [by the amount, by the share of the gap] */
function filledFractionSlopes(amount: number, fillAmount: number, gap: number, out: Float64Array): void {
  const filling = amount / fillAmount;
  if (filling < 0) {
    const left = exp(((1 + gap) * filling) / TRACE_FRACTION);
    out[0] = ((1 + gap) * left) / fillAmount;
    out[1] = filling * left;
    return;
  }
  const reciprocal = 1 / (1 + filling);
  out[0] = (exp(-filling / TRACE_FRACTION) + gap * reciprocal * reciprocal) / fillAmount;
  out[1] = filling * reciprocal;
}
