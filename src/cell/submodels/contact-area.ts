import { DomainError } from "../../base/errors.ts";
import { onlyOptions } from "../form/options.ts";
import type { SubmodelInput, SubmodelKind, UnknownDeclaration } from "../form/submodel.ts";

/** Fraction that every kind of patch keeps, so that no equation of a patch loses its last term. */
export const TRACE_FRACTION = 1e-6;

/**
 * Which part of an electrode touches what: fractions of its own area. Unknowns "contact fraction" and, where the ports are
 * connected, "precipitate fraction" (`coverage`) and "deposit fraction" (`deposit`). All follow at once from the states behind
 * the ports; nothing is stored here.
 *
 * Of k kinds of patches each has t + (1 − kt) of the share that the equations give, with a trace t = 10⁻⁶: no fraction is 0, a single
 * kind reaches 1 exactly, and the sum does not exceed 1. What is left is gap. Below n = 0 the filling
 * is continued by n/(n_fill − n), of the same slope: a trace of deposit that is dissolved leaves n at about −t n_fill, where the
 * fraction is 0, and goes no further.
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
    const deposit = at("deposit");
    const shares: Readonly<Record<Patch, number>> = {
      contact: wetted * (1 - coverage),
      precipitate: wetted * coverage,
      deposit: deposit === 0 ? 0 : (1 - wetted) * (deposit / (Math.abs(deposit) + fillAmount)),
    };
    const patches = patchesOf(given);
    const share = 1 - patches.length * TRACE_FRACTION;
    return {
      unknowns: patches.map(
        (patch): UnknownDeclaration => ({
          name: `${patch} fraction`,
          unit: "1",
          description: DESCRIPTIONS[patch],
          mass: 0,
          initial: TRACE_FRACTION + share * shares[patch],
          scale: 0.1,
        }),
      ),
    };
  },

  bind(given, binding) {
    const { initialContact, fillAmount } = given.parameters;
    const patches = patchesOf(given);
    const share = 1 - patches.length * TRACE_FRACTION;
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
    return {
      evaluate(_time, state, out) {
        const kept = voids < 0 ? 1 : 1 - state[voids];
        const keptSlowly = slowVoids < 0 ? 1 : 1 - state[slowVoids];
        const wetted = initialContact * kept * keptSlowly;
        const covered = coverage < 0 ? 0 : state[coverage];
        out[contact] += TRACE_FRACTION + share * wetted * (1 - covered) - state[contact];
        if (precipitate >= 0) out[precipitate] += TRACE_FRACTION + share * wetted * covered - state[precipitate];
        if (filled < 0) return;
        const amount = state[deposit];
        out[filled] +=
          TRACE_FRACTION + (share * (1 - wetted) * amount) / (Math.abs(amount) + fillAmount) - state[filled];
      },
      jacobian(_time, state, out) {
        for (let k = 0; k < own.length; k++) out[own[k]] -= 1;
        const kept = voids < 0 ? 1 : 1 - state[voids];
        const keptSlowly = slowVoids < 0 ? 1 : 1 - state[slowVoids];
        const covered = coverage < 0 ? 0 : state[coverage];
        const byVoids = -share * initialContact * keptSlowly;
        const bySlowVoids = -share * initialContact * kept;
        const wetted = initialContact * kept * keptSlowly;
        if (voids >= 0) out[slots.contactByVoids] += byVoids * (1 - covered);
        if (slowVoids >= 0) out[slots.contactBySlowVoids] += bySlowVoids * (1 - covered);
        if (precipitate >= 0) {
          out[slots.contactByCoverage] -= share * wetted;
          out[slots.precipitateByCoverage] += share * wetted;
          if (voids >= 0) out[slots.precipitateByVoids] += byVoids * covered;
          if (slowVoids >= 0) out[slots.precipitateBySlowVoids] += bySlowVoids * covered;
        }
        if (filled < 0) return;
        const reciprocal = 1 / (Math.abs(state[deposit]) + fillAmount);
        const filling = state[deposit] * reciprocal;
        if (voids >= 0) out[slots.filledByVoids] -= byVoids * filling;
        if (slowVoids >= 0) out[slots.filledBySlowVoids] -= bySlowVoids * filling;
        out[slots.filledByDeposit] += share * (1 - wetted) * fillAmount * reciprocal * reciprocal;
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
