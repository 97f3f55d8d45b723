import { DomainError } from "../../../base/errors.ts";
import { log } from "../../../numerics/elementary/index.ts";
import { FARADAY, GAS_CONSTANT } from "../../../units/constants.ts";
import { onlyOptions, optionFields, optionText } from "../../form/options.ts";
import type { ParameterMetadata } from "../../form/parameter.ts";
import type {
  Binding,
  BoundSubmodel,
  Declarations,
  InventoryPart,
  SubmodelInput,
  SubmodelKind,
} from "../../form/submodel.ts";
import { boundedLaw, plainLaw } from "../charge-transfer/rate-law.ts";

/** Which partner of the reaction Ox + n e⁻ ⇌ Red is dissolved (its surface concentration is a port); the other has a constant activity. */
interface Partners {
  readonly oxidised: "dissolved" | "constant";
  readonly reduced: "dissolved" | "deposit";
}

const parameters: Readonly<Record<string, ParameterMetadata>> = {
  electrons: {
    symbol: "n",
    description: "electrons transferred per formula unit",
    unit: "1",
    value: 1,
    lower: 1,
    upper: 8,
    status: "assumed",
    source: "one electron where nothing is said",
  },
  formalPotential: {
    symbol: "E0",
    description: "potential of equal concentrations, against the reference of the cell model",
    unit: "V",
    value: 0,
    lower: -20,
    upper: 20,
    status: "assumed",
    source: "zero of the potential where nothing is said",
  },
  rateConstant: {
    symbol: "k0",
    description:
      "standard rate constant; from 1e3 m/s on the electrode is Nernstian to 1e-7 beyond 1 ms, up to any size",
    unit: "m/s",
    lower: 1e-30,
    upper: 1e300,
    status: "assumed",
    source: "to be given",
  },
  transferCoefficient: {
    symbol: "alpha",
    description: "cathodic transfer coefficient",
    unit: "1",
    value: 0.5,
    lower: 0,
    upper: 1,
    status: "assumed",
    source: "symmetric barrier",
  },
  doubleLayerCapacitance: {
    symbol: "C",
    description: "double layer, parallel to the reaction; above 0 a controlled voltage needs a resistance in series",
    unit: "F/m2",
    value: 0,
    lower: 0,
    upper: 1e6,
    status: "assumed",
    source: "no double layer where nothing is said",
  },
};

const referenceConcentration: ParameterMetadata = {
  symbol: "c_ref",
  description: "concentration of the dissolved partner that is in equilibrium with unit activity of the other at E0",
  unit: "mol/m3",
  value: 1000,
  lower: 1e-12,
  upper: 1e6,
  status: "assumed",
  source: "1 mol/l: E0 is the standard potential",
};

const equations =
  "C dE/dt = ±i − i_F; i_F = n F k0 [c_R e^{(1−α) n F (E−E0)/RT} − c_O e^{−α n F (E−E0)/RT}]; release of Ox i_F/(nF), of Red −i_F/(nF)";
const source =
  "A. J. Bard, L. R. Faulkner, Electrochemical Methods, 2nd ed. (2001), eqs. 3.3.11, 3.4.10; positive current is anodic";

/** Both partners dissolved, in a solution or one of them in the electrode (amalgam, alloy). */
export const redoxCouple: SubmodelKind = reaction(
  "redox-couple",
  "Electrode reaction of a dissolved couple",
  { oxidised: "dissolved", reduced: "dissolved" },
  { oxidised: "surface concentration of the oxidised form", reduced: "surface concentration of the reduced form" },
);

/** The reduced form is a deposit of unit activity whose amount is counted but never runs out. */
export const deposition: SubmodelKind = reaction(
  "deposition",
  "Deposition and stripping of a metal of unit activity (c_R = c_ref)",
  { oxidised: "dissolved", reduced: "deposit" },
  { oxidised: "surface concentration of the ion" },
);

/** Metal dissolved in the electrode leaves as an ion of constant activity, as into a ceramic conductor. */
export const dissolution: SubmodelKind = reaction(
  "dissolution",
  "Transfer of a metal dissolved in the electrode to an ion of constant activity (c_O = c_ref)",
  { oxidised: "constant", reduced: "dissolved" },
  { reduced: "surface concentration of the metal in the electrode" },
);

/**
 * Options of all three kinds
 * - `amounts`: `{ oxidised: NAME, reduced: NAME }`, the amounts under which the partners are counted (see `soluble-species`); one
 *   name for both needs no entry where both are dissolved;
 * - `rateLaw`: "plain" (default) or "bounded", see `plainLaw`.
 */
function reaction(
  kind: string,
  title: string,
  partners: Partners,
  ports: Readonly<Record<string, string>>,
): SubmodelKind {
  const bothDissolved = partners.oxidised === "dissolved" && partners.reduced === "dissolved";
  return {
    kind,
    title,
    equations,
    source,
    parameters: bothDissolved ? parameters : { ...parameters, referenceConcentration },
    ports,
    declare: (given) => declare(given, partners),
    bind: (given, binding) => bind(given, binding, partners),
  };
}

function declare(given: SubmodelInput, partners: Partners): Declarations {
  onlyOptions(given.name, given.options, ["amounts", "rateLaw"]);
  formOf(given);
  const { parameters: p } = given;
  if (!Number.isInteger(p.electrons)) {
    throw new DomainError(`${given.name}: electrons is ${p.electrons}; a whole number from 1 to 8 is expected.`);
  }
  const constant = p.referenceConcentration ?? 0;
  const cO = partners.oxidised === "dissolved" ? given.initialOf("oxidised") : constant;
  const cR = partners.reduced === "dissolved" ? given.initialOf("reduced") : constant;
  const thermal = (GAS_CONSTANT * given.temperature) / (p.electrons * FARADAY);
  const standard = p.formalPotential;
  const potential = {
    name: "potential",
    unit: "V",
    description: "potential of the electrode against the reference of the formal potential",
    mass: p.doubleLayerCapacitance,
    // Nernst; where one partner is missing there is no equilibrium, and the formal potential is a start like any other
    initial: cO > 0 && cR > 0 ? standard + thermal * log(cO / cR) : standard,
    scale: 0.1,
  };
  const faradaic = {
    name: "faradaic current",
    unit: "A/m2",
    description: "current of the reaction, anodic positive",
    mass: 0,
    initial: 0,
    scale: 1,
  };
  if (partners.reduced !== "deposit") return { unknowns: [potential, faradaic] };
  const deposit = {
    name: "deposited amount",
    unit: "mol/m2",
    description: "deposit since the start; negative where more was stripped",
    mass: 1,
    initial: 0,
    scale: 1e-3,
  };
  return { unknowns: [potential, faradaic, deposit] };
}

function bind(given: SubmodelInput, binding: Binding, partners: Partners): BoundSubmodel {
  const { polarity, parameters: p } = given;
  const n = p.electrons;
  const nF = n * FARADAY;
  const standard = p.formalPotential;
  const alpha = p.transferCoefficient;
  const capacitance = p.doubleLayerCapacitance;
  const perVolt = nF / (GAS_CONSTANT * given.temperature);
  const perAmpere = 1 / nF;
  const resistance = perAmpere / p.rateConstant;
  const constant = p.referenceConcentration ?? 0;

  const rateLaw = formOf(given) === "plain" ? plainLaw : boundedLaw;
  const law = new Float64Array(6);

  const current = binding.unknown("cell.current");
  const potential = binding.unknown("potential");
  const faradaic = binding.unknown("faradaic current");
  // A partner of constant activity has index −1.
  const oxidised = partners.oxidised === "dissolved" ? binding.unknown("oxidised") : -1;
  const reduced = partners.reduced === "dissolved" ? binding.unknown("reduced") : -1;
  const deposit = partners.reduced === "deposit" ? binding.unknown("deposited amount") : -1;
  const gainsReduced = reduced >= 0 ? reduced : deposit;

  const potentialByCurrent = binding.slot(potential, current);
  const potentialByFaradaic = binding.slot(potential, faradaic);
  const rateByFaradaic = binding.slot(faradaic, faradaic);
  const rateByPotential = binding.slot(faradaic, potential);
  const rateByOxidised = oxidised < 0 ? -1 : binding.slot(faradaic, oxidised);
  const rateByReduced = reduced < 0 ? -1 : binding.slot(faradaic, reduced);
  const oxidisedByFaradaic = oxidised < 0 ? -1 : binding.slot(oxidised, faradaic);
  const reducedByFaradaic = gainsReduced < 0 ? -1 : binding.slot(gainsReduced, faradaic);

  return {
    evaluate(_time, state, out) {
      const u = perVolt * (state[potential] - standard);
      const cO = oxidised < 0 ? constant : state[oxidised];
      const cR = reduced < 0 ? constant : state[reduced];
      const flow = state[faradaic];
      rateLaw(u, alpha, law);
      const rate = cR * law[0] - cO * law[1] - resistance * law[2] * flow;
      out[faradaic] += rate;
      out[potential] += polarity * state[current] - flow;
      if (oxidised >= 0) out[oxidised] += perAmpere * flow;
      if (gainsReduced >= 0) out[gainsReduced] -= perAmpere * flow;
    },
    jacobian(_time, state, out) {
      const u = perVolt * (state[potential] - standard);
      const cO = oxidised < 0 ? constant : state[oxidised];
      const cR = reduced < 0 ? constant : state[reduced];
      rateLaw(u, alpha, law);
      const ofReduced = law[0];
      const ofOxidised = law[1];
      const kinetic = resistance * law[2];
      const slope = cR * law[3] - cO * law[4] - resistance * law[5] * state[faradaic];
      out[rateByPotential] += perVolt * slope;
      out[rateByFaradaic] -= kinetic;
      if (rateByOxidised >= 0) out[rateByOxidised] -= ofOxidised;
      if (rateByReduced >= 0) out[rateByReduced] += ofReduced;
      out[potentialByCurrent] += polarity;
      out[potentialByFaradaic] -= 1;
      if (oxidisedByFaradaic >= 0) out[oxidisedByFaradaic] += perAmpere;
      if (reducedByFaradaic >= 0) out[reducedByFaradaic] -= perAmpere;
    },
    drops: [
      {
        name: "potential",
        value: (state) => polarity * state[potential],
        gradient(_state, out) {
          out[potential] += polarity;
        },
        depends: [potential],
      },
    ],
    inventories: inventories(given, potential, capacitance / nF, polarity / nF, deposit),
  };
}

function formOf({ name, options }: SubmodelInput): "plain" | "bounded" {
  return optionText(`rateLaw of "${name}"`, options.rateLaw ?? "plain", ["plain", "bounded"]);
}

/** d(Ox + C E/(nF))/dt = ±i/(nF), d(Red − C E/(nF))/dt = ∓i/(nF): what the reaction adds to the amounts named by the option. */
function inventories(
  { name, options }: SubmodelInput,
  potential: number,
  stored: number,
  perCurrent: number,
  deposit: number,
): InventoryPart[] {
  const amounts = options.amounts === undefined ? {} : optionFields(`amounts of "${name}"`, options.amounts);
  onlyOptions(`amounts of "${name}"`, amounts, ["oxidised", "reduced"]);
  const perCharge = Math.abs(perCurrent);
  const parts: InventoryPart[] = [];
  for (const [form, amount] of Object.entries(amounts)) {
    if (typeof amount !== "string")
      throw new DomainError(`The amount "${form}" of "${name}" is ${JSON.stringify(amount)}; its name is expected.`);
    const sign = form === "oxidised" ? 1 : -1;
    const held: [number, number][] = form === "reduced" && deposit >= 0 ? [[deposit, 1]] : [];
    if (stored > 0) held.push([potential, sign * stored]);
    const part: InventoryPart = {
      amount,
      unit: "mol/m2",
      indices: Int32Array.from(held, ([index]) => index),
      weights: Float64Array.from(held, ([, weight]) => weight),
      perCurrent: sign * perCurrent,
    };
    const passages = { indices: Int32Array.of(potential), weights: Float64Array.of(sign * perCharge) };
    parts.push(stored > 0 ? part : { ...part, passages });
  }
  return parts;
}
