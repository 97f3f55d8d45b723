import { DomainError } from "../base/errors.ts";
import type { CompositionSpan } from "../figures/composition-figure.ts";
import { elementName, isLiquidName } from "../figures/phase-names.ts";
import {
  type AlloyState,
  activities,
  type Carrier,
  equilibriumState,
  exchangeEquilibrium,
  mixtureAt,
  type PotentialCurve,
  potassium,
  potentialCurves,
  sodium,
  standardPotentials,
  thermodynamicFactor,
} from "../thermo/electrode/index.ts";
import { parseAlloy } from "./alloy-composition.ts";
import { requireDefined } from "./alloy-phases.ts";
import {
  type AlloyHead,
  type AlloyOptions,
  alloyHead,
  type BinaryAlloySystem,
  binaryAlloySystem,
} from "./alloy-system.ts";
import { bandWarnings, parameterUncertainty } from "./alloy-uncertainty.ts";
import { gridOf, spansAt } from "./composition-axis.ts";
import type { ByElement } from "./equilibrium.ts";
import { ionWarnings, workingIons } from "./ions.ts";
import { liquidAlloyAt } from "./liquid-alloy.ts";
import { paperAlloys } from "./phases.ts";

export const potentialSchema = "liquidus.potential/1";

export interface PotentialRequest extends AlloyOptions {
  readonly system: string;
  readonly component?: string;
  /** K */
  readonly temperature: number;
  /** Alloys for which everything is told; those of the papers in Na-K by default. */
  readonly alloys?: readonly string[];
  readonly ions?: readonly string[];
  /** False leaves out the bands, which take most of the time. */
  readonly bands?: boolean;
}

/** What the electrode is at one composition. */
export interface ElectrodeEntry {
  /** As it was written. */
  readonly text: string;
  readonly understood: string;
  readonly moleFraction: number;
  readonly massFractions: ByElement;
  readonly phases: readonly string[];
  readonly labels: readonly string[];
  /** V against the pure stable metal in the same electrolyte. */
  readonly potentials: ByElement;
  /** 1σ in V; null without covariance of the parameters. */
  readonly uncertainties: ByElement | null;
  /** V/K; null where it is not defined. */
  readonly temperatureCoefficients: ByElement<number | null>;
  readonly activities: ByElement;
  /** Φ of the liquid; null where it is not the only phase. */
  readonly thermodynamicFactor: number | null;
  /** What can leave before another phase appears; null outside of the wholly liquid range. */
  readonly removal:
    | readonly {
        readonly element: string;
        /** Of what is there of it. */
        readonly share: number;
        /** C per mole of alloy. */
        readonly charge: number;
        /** The phase that appears, as people say it; null where the element can leave wholly. */
        readonly appears: string | null;
        /** Of the axis component in the liquid at that moment. */
        readonly moleFraction: number;
      }[]
    | null;
  /** Exchange with the ions of the electrolyte, by solvent; for Na-K. */
  readonly exchange: readonly {
    readonly solvent: string;
    readonly reaction: string;
    readonly equilibriumConstant: number;
    readonly equilibriumConstantRange: readonly [number, number];
    /** Concentration of the ion set free over that of the ion taken up, at equilibrium. */
    readonly ionRatio: number;
    /** `recalled`: standard potentials from a source that could not be looked up again. */
    readonly status: "confirmed" | "recalled";
    readonly source: string;
  }[];
  /** Solvents left out, and why. */
  readonly exchangeRefused: readonly { readonly solvent: string; readonly message: string }[];
}

/** Reversible potentials of an alloy against composition, as they are printed. Mole fractions are those of `component`. */
export interface PotentialDocument extends AlloyHead {
  readonly system: string;
  readonly component: string;
  /** K */
  readonly temperature: number;
  readonly options: { readonly phases: readonly string[] };
  /** Wholly liquid ranges. */
  readonly liquid: readonly { readonly from: number; readonly to: number }[];
  /** What is stable along the composition axis. */
  readonly fields: readonly { readonly from: number; readonly to: number; readonly label: string }[];
  readonly curves: readonly {
    readonly element: string;
    readonly ion: string;
    readonly chargeNumber: number;
    readonly reference: string;
    readonly moleFraction: Float64Array;
    readonly potential: Float64Array;
    /** 1σ in V */
    readonly uncertainty: Float64Array | null;
    readonly temperatureCoefficient: Float64Array;
    readonly phases: readonly string[];
  }[];
  /** Φ of the liquid over the liquid range. */
  readonly thermodynamicFactor: { readonly moleFraction: Float64Array; readonly value: Float64Array };
  readonly alloys: readonly ElectrodeEntry[];
}

export interface Potentials {
  readonly document: PotentialDocument;
  readonly system: BinaryAlloySystem;
  /** What is stable along the composition axis. */
  readonly spans: readonly CompositionSpan[];
}

/**
 * Reversible potentials of both elements against composition with their band, and everything about single alloys.
 * @throws DomainError for a temperature at which no phase is defined, or an alloy of other elements
 */
export function potentials(request: PotentialRequest): Potentials {
  const system = binaryAlloySystem(request.system, request);
  const { component, models, references, gasConstant, components } = system;
  const { temperature } = request;
  const ions = workingIons(components, request.ions);
  const missing = components.filter((symbol) => !ions.some((ion) => ion.component === symbol));
  if (missing.length > 0) {
    throw new DomainError(`No working ion of ${missing.map(elementName).join(", ")} is known; name it, as in Zn2+.`, {
      input: "ion",
    });
  }
  requireDefined(system, temperature);
  const spans = spansAt(system, temperature);
  const grid = gridOf(spans);
  const uncertainty = request.bands === false ? null : parameterUncertainty(system);
  const options = { of: component, temperature, references, gasConstant, ...(uncertainty ? { uncertainty } : {}) };
  const curves = potentialCurves(models, ions, { ...options, moleFractions: grid });
  const liquid = spans.filter(({ kind }) => kind === "liquid").map(({ from, to }) => ({ from, to }));
  const isNaK = components.join() === "K,NA";
  const asked = (request.alloys ?? (isNaK ? paperAlloys : [])).map((text) => {
    const alloy = parseAlloy(text, system.source, components);
    const x = alloy.moleFractions[elementName(component)];
    if (x === undefined || alloy.moleFractions[elementName(system.other)] === undefined)
      throw new DomainError(`${text} is no alloy of ${system.name}.`);
    if (!(x > 0 && x < 1)) throw new DomainError(`${text} is a pure metal: its potential against itself is 0.`);
    return { ...alloy, x };
  });
  const at =
    asked.length === 0 ? [] : potentialCurves(models, ions, { ...options, moleFractions: asked.map(({ x }) => x) });
  const factor = factorAlong(system, temperature, liquid);
  const document: PotentialDocument = {
    ...alloyHead(potentialSchema, system, [...ionWarnings(ions), ...bandWarnings(system)]),
    system: system.name,
    component: elementName(component),
    temperature,
    options: { phases: models.map(({ name }) => name) },
    liquid,
    fields: spans.map(({ from, to, label }) => ({ from, to, label })),
    curves: curves.map((curve) => ({
      element: elementName(curve.component),
      ion: curve.ion,
      chargeNumber: ions.find((ion) => ion.component === curve.component)?.chargeNumber ?? 1,
      reference: curve.reference.replace(curve.component, elementName(curve.component)),
      moleFraction: curve.moleFraction,
      potential: curve.potential,
      uncertainty: curve.uncertainty,
      temperatureCoefficient: curve.temperatureCoefficient,
      phases: curve.phases,
    })),
    thermodynamicFactor: factor,
    alloys: asked.map((alloy, i) => ({
      text: alloy.text,
      understood: alloy.understood,
      moleFraction: alloy.x,
      massFractions: alloy.massFractions,
      ...electrodeAt(system, ions, at, i, alloy.x, temperature, isNaK),
    })),
  };
  return { document, system, spans };
}

function factorAlong(
  { models, component, gasConstant }: BinaryAlloySystem,
  temperature: number,
  liquid: readonly { readonly from: number; readonly to: number }[],
): PotentialDocument["thermodynamicFactor"] {
  const model = models.find(({ name }) => isLiquidName(name));
  if (!model) return { moleFraction: new Float64Array(0), value: new Float64Array(0) };
  const mixture = mixtureAt(model, temperature);
  const x = liquid.flatMap(({ from, to }) => Array.from({ length: 61 }, (_, i) => from + ((to - from) * i) / 60));
  return {
    moleFraction: Float64Array.from(x),
    value: Float64Array.from(x, (each) => thermodynamicFactor(mixture, component, each, gasConstant)),
  };
}

function electrodeAt(
  system: BinaryAlloySystem,
  ions: readonly Carrier[],
  curves: readonly PotentialCurve[],
  i: number,
  x: number,
  temperature: number,
  isNaK: boolean,
): Omit<ElectrodeEntry, "text" | "understood" | "moleFraction" | "massFractions"> {
  const { models, references, component, gasConstant, nameOf, components } = system;
  const state = equilibriumState(
    models,
    Float64Array.from(components, (symbol) => (symbol === component ? x : 1 - x)),
    temperature,
  );
  const byElement = <Value>(read: (curve: PotentialCurve) => Value): ByElement<Value> =>
    Object.fromEntries(curves.map((curve) => [elementName(curve.component), read(curve)]));
  const { thermodynamicFactor: factor, removal } = liquidAlloyAt(system, ions, x, temperature);
  const onAxis = components.indexOf(component);
  return {
    phases: state.phases.map(({ name }) => name),
    labels: state.phases.map(({ name, moleFractions }) => nameOf(name, moleFractions[onAxis] as number)),
    potentials: byElement((curve) => curve.potential[i] as number),
    uncertainties: curves.every(({ uncertainty }) => uncertainty)
      ? byElement((curve) => curve.uncertainty?.[i] ?? 0)
      : null,
    temperatureCoefficients: byElement((curve) => {
      const slope = curve.temperatureCoefficient[i] as number;
      return Number.isFinite(slope) ? slope : null;
    }),
    activities: Object.fromEntries(
      activities(references, state, { kind: "stable" }, gasConstant).map((each) => [
        elementName(each.component),
        each.activity,
      ]),
    ),
    thermodynamicFactor: factor,
    removal,
    ...(isNaK ? exchangeOf(system, state) : { exchange: [], exchangeRefused: [] }),
  };
}

/** Exchange in every solvent that is known; those whose potentials do not serve at this temperature are told apart. */
function exchangeOf(
  { references, gasConstant }: BinaryAlloySystem,
  state: AlloyState,
): Pick<ElectrodeEntry, "exchange" | "exchangeRefused"> {
  const exchange: ElectrodeEntry["exchange"][number][] = [];
  const exchangeRefused: ElectrodeEntry["exchangeRefused"][number][] = [];
  for (const solvent of Object.values(standardPotentials)) {
    try {
      const found = exchangeEquilibrium(references, state, potassium, sodium, solvent, gasConstant);
      exchange.push({
        solvent: solvent.solvent,
        reaction: found.reaction,
        equilibriumConstant: found.equilibriumConstant,
        equilibriumConstantRange: found.equilibriumConstantRange,
        ionRatio: found.ionRatio,
        status: solvent.status,
        source: found.source,
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      exchangeRefused.push({ solvent: solvent.solvent, message: error.message });
    }
  }
  return { exchange, exchangeRefused };
}
