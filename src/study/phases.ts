import { DomainError } from "../base/errors.ts";
import type { Task } from "../base/task.ts";
import type { AlloyMark } from "../figures/phase-labels.ts";
import { elementName } from "../figures/phase-names.ts";
import { type BinaryDiagramOptions, binaryDiagram, binaryDiagramTask } from "../thermo/diagram/index.ts";
import type { BinaryDiagram } from "../thermo/diagram/result.ts";
import { type Alloy, parseAlloy } from "./alloy-composition.ts";
import {
  type AlloyHead,
  type AlloyOptions,
  alloyHead,
  type BinaryAlloySystem,
  binaryAlloySystem,
} from "./alloy-system.ts";
import { bandWarnings } from "./alloy-uncertainty.ts";
import { type DeviationOf, deviationsOf, freezing, liquidOn } from "./isotherm.ts";
import { liquidusAt } from "./liquidus.ts";

export const phasesSchema = "liquidus.phases/1";

export interface PhasesRequest extends AlloyOptions {
  /** Na-K */
  readonly system: string;
  /** Symbol of the axis component where the usual one is not wanted. */
  readonly component?: string;
  /** K; from where the functions begin to above the last liquidus by default. */
  readonly from?: number;
  readonly to?: number;
  /** K at which the liquid range is told and marked; 25 °C by default, where there is liquid then. */
  readonly isotherm?: number;
  /** Alloys that are marked; those of the literature on sodium-potassium anodes by default. */
  readonly marks?: readonly string[];
}

/** Alloys that papers on liquid sodium-potassium anodes used: by wt% K, and by at.%. */
export const paperAlloys: readonly string[] = ["NaK50", "NaK65", "NaK80", "Na50K50", "Na60K40", "Na80K20"];

/** Mole fractions of the table of the liquidus. */
const TABLE = Array.from({ length: 19 }, (_, i) => (i + 1) / 20);

export interface PhaseAt {
  /** Name in the database. */
  readonly name: string;
  /** As people say it. */
  readonly label: string;
  readonly moleFraction: number;
}

export interface LiquidusEntry {
  readonly moleFraction: number;
  /** K */
  readonly temperature: number;
  /** 1σ in K from the covariance of the assessment; null for a database without one. */
  readonly standardDeviation: number | null;
  readonly solid: PhaseAt;
}

export interface MarkedAlloy extends Alloy {
  readonly moleFraction: number;
  /** K and the solid that appears on cooling; null where the liquidus lies outside of the diagram. */
  readonly freezes: {
    readonly temperature: number;
    /** 1σ in K; null for a database without covariance. */
    readonly standardDeviation: number | null;
    readonly solid: PhaseAt;
  } | null;
}

/** A phase diagram as it is printed. Mole fractions are those of `component`. */
export interface PhasesDocument extends AlloyHead {
  /** As it was asked for: Na-K. */
  readonly system: string;
  /** Element whose mole fraction is told: Na. */
  readonly component: string;
  readonly options: {
    readonly phases: readonly string[];
    /** K */
    readonly temperatureRange: readonly [number, number];
  };
  /** Three phases in equilibrium, in ascending temperature (K). */
  readonly invariants: readonly {
    readonly kind: string;
    readonly temperature: number;
    readonly phases: readonly PhaseAt[];
  }[];
  readonly meltingPoints: readonly {
    readonly component: string;
    readonly temperature: number;
    readonly from: string;
    readonly to: string;
  }[];
  /** Other points where two phases of one composition coexist. */
  readonly transitions: readonly {
    readonly kind: string;
    readonly temperature: number;
    readonly moleFraction: number;
    readonly from: string;
    readonly to: string;
  }[];
  readonly criticalPoints: readonly PhaseTop[];
  /** Every two-phase region: tie lines in ascending temperature. */
  readonly boundaries: readonly {
    readonly phases: readonly [string, string];
    readonly labels: readonly [string, string];
    readonly temperature: Float64Array;
    readonly lower: Float64Array;
    readonly higher: Float64Array;
  }[];
  /** Wholly liquid compositions at one temperature; null without an isotherm. */
  readonly liquid: {
    readonly temperature: number;
    readonly ranges: readonly {
      /** Mole fraction of the component. */
      readonly from: number;
      readonly to: number;
      /** 1σ of both ends, from the covariance of the assessment; null for a database without one, or an end at a pure element. */
      readonly standardDeviation: readonly [number | null, number | null];
      /** Mass fraction of the other element at the same ends; null without molar masses. */
      readonly massFractionOfOther: readonly [number, number] | null;
    }[];
  } | null;
  readonly liquidus: readonly LiquidusEntry[];
  readonly marks: readonly MarkedAlloy[];
}

interface PhaseTop {
  readonly name: string;
  readonly temperature: number;
  readonly moleFraction: number;
}

/** The document, with what the figure is drawn from. */
export interface Phases {
  readonly document: PhasesDocument;
  readonly diagram: BinaryDiagram;
  readonly system: BinaryAlloySystem;
}

/**
 * The complete phase diagram of a binary system, with the liquid range at a temperature and where marked alloys freeze.
 * @throws DomainError for a system, element, phase or temperature that the database does not have
 */
export function phases(request: PhasesRequest): Phases {
  const system = diagramSystem(request);
  return describe(request, system, binaryDiagram(system.models, diagramOptions(request, system)));
}

/** The same as a task that tells the temperature its diagram has come to. @throws as `phases`, once it runs */
export function phasesTask(request: PhasesRequest): Task<Phases> {
  return {
    name: request.system,
    async run(control) {
      const system = diagramSystem(request);
      const diagram = await binaryDiagramTask(system.models, diagramOptions(request, system)).run(control);
      return describe(request, system, diagram);
    },
  };
}

/** The system without its gas, unless phases are named. */
function diagramSystem(request: PhasesRequest): BinaryAlloySystem {
  const system = binaryAlloySystem(request.system, request);
  if (request.phases !== undefined) return system;
  const { database } = system.source;
  const isGas = (name: string): boolean => database.phases.get(name)?.kind === "G" || /^GAS(_|$)/.test(name);
  const models = system.models.filter(({ name }) => !isGas(name));
  if (models.length === system.models.length || models.length === 0) return system;
  const gas = system.models.filter(({ name }) => isGas(name)).map(({ name }) => name);
  const message = `${gas.join(", ")}: a gas is left out of the diagram; to keep it, name the phases.`;
  const needs = { input: "phases", value: system.models.map(({ name }) => name).join(",") } as const;
  return { ...system, models, warnings: [...system.warnings, { code: "gas-left-out", message, needs }] };
}

const diagramOptions = (request: PhasesRequest, system: BinaryAlloySystem): BinaryDiagramOptions => ({
  component: system.component,
  gasConstant: system.gasConstant,
  ...temperatureRange(system, request),
});

function describe(request: PhasesRequest, system: BinaryAlloySystem, diagram: BinaryDiagram): Phases {
  const { component, nameOf } = system;
  const [low, high] = diagram.temperatureRange;
  const at = (name: string, moleFraction: number): PhaseAt => ({
    name,
    label: nameOf(name, moleFraction),
    moleFraction,
  });
  const deviationOf = deviationsOf(system);
  const marks = markedAlloys(system, diagram, request, deviationOf);
  const pure = ({ moleFraction }: { readonly moleFraction: number }): boolean =>
    moleFraction === 0 || moleFraction === 1;
  const document: PhasesDocument = {
    ...alloyHead(phasesSchema, system, [...diagram.warnings, ...bandWarnings(system)]),
    system: system.name,
    component: elementName(component),
    options: { phases: system.models.map(({ name }) => name), temperatureRange: [low, high] },
    invariants: diagram.invariants.map((invariant) => ({
      kind: invariant.kind,
      temperature: invariant.temperature,
      phases: invariant.phases.map((one) => at(one.name, one.moleFraction)),
    })),
    meltingPoints: diagram.transitions
      .filter((point) => point.kind === "melting" && pure(point))
      .map((point) => ({
        component: elementName(point.moleFraction === 1 ? component : system.other),
        temperature: point.temperature,
        from: point.below,
        to: point.above,
      })),
    transitions: diagram.transitions
      .filter((point) => point.kind !== "melting" || !pure(point))
      .map(({ kind, temperature, moleFraction, below, above }) => ({
        kind,
        temperature,
        moleFraction,
        from: below,
        to: above,
      })),
    criticalPoints: diagram.criticalPoints,
    boundaries: diagram.regions.map(({ phases: [a, b], temperature, lower, higher }) => {
      const middle = temperature.length >> 1;
      const labels = [nameOf(a, lower[middle] as number), nameOf(b, higher[middle] as number)] as const;
      return { phases: [a, b], labels, temperature, lower, higher };
    }),
    liquid: liquidOn(system, diagram, request.isotherm),
    liquidus: TABLE.flatMap((x) => {
      const point = liquidusAt(system, diagram, x);
      if (point === null) return [];
      const standardDeviation = deviationOf(point)?.temperature ?? null;
      const solid = at(point.solid.name, point.solid.moleFraction);
      return [{ moleFraction: x, temperature: point.temperature, standardDeviation, solid }];
    }),
    marks,
  };
  return { document, diagram, system };
}

function temperatureRange(
  { models }: BinaryAlloySystem,
  { from, to }: PhasesRequest,
): { readonly temperatureRange?: readonly [number, number] } {
  if (from === undefined && to === undefined) return {};
  const high = to ?? Math.max(...models.map((model) => model.temperatureRange[1]));
  const lows = models.map((model) => model.temperatureRange[0]).filter((low) => low < high);
  const low = from ?? Math.max(...lows);
  if (!(low < high))
    throw new DomainError(`The diagram from ${low} K to ${high} K is empty; give a first temperature below the last.`, {
      input: "temperature-range",
    });
  return { temperatureRange: [low, high] };
}

function markedAlloys(
  system: BinaryAlloySystem,
  diagram: BinaryDiagram,
  { marks }: PhasesRequest,
  deviationOf: DeviationOf,
): MarkedAlloy[] {
  const isNaK = system.components.join() === "K,NA";
  return (marks ?? (isNaK ? paperAlloys : [])).map((text) => {
    const alloy = parseAlloy(text, system.source, system.components);
    const moleFraction = alloy.moleFractions[elementName(system.component)];
    if (moleFraction === undefined || alloy.moleFractions[elementName(system.other)] === undefined) {
      throw new DomainError(`${text} is no alloy of ${system.name}.`);
    }
    return { ...alloy, moleFraction, freezes: freezing(system, diagram, moleFraction, deviationOf) };
  });
}

/** What the figure marks. */
export function figureMarks(document: PhasesDocument): AlloyMark[] {
  return document.marks.map(({ text, moleFraction, kind }) => ({ label: text, moleFraction, kind }));
}
