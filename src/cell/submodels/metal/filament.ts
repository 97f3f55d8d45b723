import { onlyOptions, optionName } from "../../form/options.ts";
import type { SubmodelInput, SubmodelKind } from "../../form/submodel.ts";
import { amountPerCharge, chargeNumberParameter } from "../charge-transfer/charge-number.ts";
import { contactReciprocal, contactReciprocalSlope } from "../contact/contact-reciprocal.ts";
import { positivePart, positivePartSlope, smoothStep, smoothStepSlope } from "../contact/positive-part.ts";

/** Width of the onset of growth, in units of the threshold. */
const ONSET = 0.01;
/** Part of the critical thickness over which growth sets in beyond it. */
const THICKNESS_ONSET = 0.1;

/**
 * A filament that plating drives into the electrolyte where solid metal lies at the interface, and that dissolves again. Unknown
 * "length" l in m; a run ends where it reaches the thickness of the electrolyte. It grows by what the local plating
 * current density has beyond a threshold, β V/nF (i_local − i_c), where the deposit is thicker than h_c; i_local = i/φ with φ the
 * fraction in contact and, where connected, that of the deposit. 1/φ is continued below φ = 10⁻⁶ (`contactReciprocal`).
 *
 * Without the port `depositFraction`, i/φ is an index of focusing on what is in contact: the current density that the contact would have
 * if it carried everything. It is not a current density of a network in which a deposit beside the contact carries its part, so
 * that a short by this criterion is described, not explained. With the port the share obeys the network where both
 * patches have the same kinetics, and a deposit that spreads sideways then keeps i_local low.
 *
 * The metal in filaments, a cross-section f of the area, is small but kept: (f/V) dl/dt is taken out of the deposit and given
 * back as the filament dissolves.
 *
 * Option `amount`: name of the amount that is kept; default that of the deposit.
 */
export const filament: SubmodelKind = {
  kind: "filament",
  title: "Growth of a filament through the electrolyte",
  equations:
    "dl/dt = β (V/nF) [i_local − i_c]₊ s(h − h_c) − l/τ_l, i_local = −i/φ (an index of focusing where a deposit beside φ carries current too), h = V n; (f/V) dl/dt out of the deposit n; [y]₊ is rounded off over 0.01 i_c, s over 0.1 h_c",
  source: "Phenomenological: Faraday's law at the tip, beyond a critical local current density",
  parameters: {
    thickness: {
      symbol: "L",
      description: "thickness of the electrolyte",
      unit: "m",
      lower: 1e-9,
      upper: 1,
      status: "measured",
      source: "the cell",
    },
    criticalCurrentDensity: {
      symbol: "i_c",
      description: "local plating current density above which a filament grows",
      unit: "A/m2",
      lower: 1e-6,
      upper: 1e9,
      status: "literature",
      source: "critical current density of the solid metal on the electrolyte",
    },
    criticalThickness: {
      symbol: "h_c",
      description: "thickness of the deposit above which a filament grows",
      unit: "m",
      lower: 1e-12,
      upper: 1e-2,
      status: "fitted",
      source: "charge that is plated before a short",
    },
    molarVolume: {
      symbol: "V",
      description: "molar volume of the solid metal",
      unit: "m3/mol",
      lower: 1e-7,
      upper: 1e-3,
      status: "literature",
      source: "molar mass over density",
    },
    focusing: {
      symbol: "beta",
      description: "current density at the tip over the mean one beyond the threshold",
      unit: "1",
      value: 1,
      lower: 1e-6,
      upper: 1e9,
      status: "fitted",
      source: "1: the tip takes no more than its share",
    },
    healingTime: {
      symbol: "tau_l",
      description: "time constant with which a filament dissolves",
      unit: "s",
      value: 1e15,
      lower: 1e-3,
      upper: 1e15,
      status: "assumed",
      source: "1e15: it stays",
    },
    crossSection: {
      symbol: "f",
      description: "part of the area that filaments take, for the balance of the metal",
      unit: "1",
      value: 1e-6,
      lower: 0,
      upper: 1,
      status: "assumed",
      source: "a few filaments of micrometres on a square centimetre",
    },
    initialLength: {
      symbol: "l0",
      description: "length at the start",
      unit: "m",
      value: 0,
      lower: 0,
      upper: 1,
      status: "assumed",
      source: "0: none",
    },
    chargeNumber: chargeNumberParameter,
  },
  electrode: "required",
  ports: {
    deposit: "amount of solid metal at the interface, mol/m2",
    contact: "fraction of the area in contact",
  },
  optionalPorts: {
    depositFraction:
      "fraction of the area that the deposit fills; shares the current with the contact. Open: i_local is an index of focusing, what the contact alone would carry",
  },

  declare(given) {
    onlyOptions(given.name, given.options, ["amount"]);
    const { thickness, initialLength } = given.parameters;
    return {
      unknowns: [
        {
          name: "length",
          unit: "m",
          description: "length of the longest filament",
          mass: 1,
          initial: initialLength,
          scale: 1e-3 * thickness,
          bounds: { upper: { value: thickness, sentence: "short circuit: a filament has crossed the electrolyte" } },
        },
      ],
    };
  },

  bind(given, binding) {
    const { polarity } = given;
    const p = given.parameters;
    const perExcess = p.focusing * p.molarVolume * amountPerCharge(given);
    const { criticalCurrentDensity, criticalThickness, molarVolume } = p;
    const rounding = ONSET * criticalCurrentDensity;
    const onset = THICKNESS_ONSET * criticalThickness;
    const healing = 1 / p.healingTime;
    const held = p.crossSection / molarVolume;
    const length = binding.unknown("length");
    const deposit = binding.unknown("deposit");
    const contact = binding.unknown("contact");
    const current = binding.unknown("cell.current");
    const filled = given.connected("depositFraction") ? binding.unknown("depositFraction") : -1;
    const slotsOf = (column: number): Slots => ({
      length: binding.slot(length, column),
      deposit: binding.slot(deposit, column),
    });
    const byLength = slotsOf(length);
    const byDeposit = slotsOf(deposit);
    const byContact = slotsOf(contact);
    const byCurrent = slotsOf(current);
    const byFilled = filled < 0 ? byContact : slotsOf(filled);
    const share = (state: Float64Array): number => state[contact] + (filled < 0 ? 0 : state[filled]);
    return {
      evaluate(_time, state, out) {
        let growth = -healing * state[length];
        const plating = -polarity * state[current];
        if (plating > 0) {
          const local = plating * contactReciprocal(share(state));
          growth +=
            perExcess *
            positivePart(local - criticalCurrentDensity, rounding) *
            smoothStep(molarVolume * state[deposit] - criticalThickness, onset);
        }
        out[length] += growth;
        out[deposit] -= held * growth;
      },
      jacobian(_time, state, out) {
        addTo(out, byLength, held, -healing);
        const plating = -polarity * state[current];
        if (!(plating > 0)) return;
        const fraction = share(state);
        const crowding = contactReciprocal(fraction);
        const excess = plating * crowding - criticalCurrentDensity;
        const beyond = molarVolume * state[deposit] - criticalThickness;
        const step = smoothStep(beyond, onset);
        const byLocal = perExcess * positivePartSlope(excess, rounding) * step;
        const byFraction = byLocal * plating * contactReciprocalSlope(fraction);
        addTo(
          out,
          byDeposit,
          held,
          perExcess * positivePart(excess, rounding) * smoothStepSlope(beyond, onset) * molarVolume,
        );
        addTo(out, byCurrent, held, -polarity * byLocal * crowding);
        addTo(out, byContact, held, byFraction);
        if (filled >= 0) addTo(out, byFilled, held, byFraction);
      },
      inventories: [
        {
          amount: amountOf(given),
          unit: "mol/m2",
          indices: Int32Array.of(length),
          weights: Float64Array.of(held),
          perCurrent: 0,
        },
      ],
    };
  },
};

/** Of both balances by one unknown. */
interface Slots {
  readonly length: number;
  readonly deposit: number;
}

/** What enters the filament leaves the deposit, `held` moles per metre and area. */
function addTo(out: Float64Array, slots: Slots, held: number, value: number): void {
  out[slots.length] += value;
  out[slots.deposit] -= held * value;
}

/** The name of the metal that the filament takes from the deposit: the deposit's own where it is not given. */
function amountOf(given: SubmodelInput): string {
  const theirs = given.behind("deposit").options.amount;
  return optionName(`Amount of "${given.name}"`, given.options.amount ?? theirs, "metal");
}
