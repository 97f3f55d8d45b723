import { DomainError } from "../base/errors.ts";
import { version } from "../base/version.ts";
import type { Warning } from "../base/warnings.ts";
import type { AlloyAxis } from "../figures/alloy-axes.ts";
import { elementName, type PhaseNamer, phaseNamer } from "../figures/phase-names.ts";
import { phaseModels } from "../thermo/model/index.ts";
import type { PhaseModel } from "../thermo/model/phase-model.ts";
import { atomicMasses, knownAtomicMass, type PhysicalConstant } from "../units/composition.ts";
import { FARADAY, GAS_CONSTANT, STANDARD_PRESSURE } from "../units/constants.ts";
import { type AlloyDatabase, builtInDatabase } from "./alloy-database.ts";
import { idealPairs, leftOutWarnings, shortList } from "./alloy-phases.ts";

/** What every command about alloys takes. */
export interface AlloyOptions {
  /** The built-in K-Na database by default. */
  readonly source?: AlloyDatabase;
  /** J/(mol K); CODATA by default. */
  readonly gasConstant?: number;
  /** Names of the phases that count; all that the components can form by default. */
  readonly phases?: readonly string[];
  /** Names of phases left out: what remains is then metastable. */
  readonly without?: readonly string[];
}

/** The phases of a set of elements, ready to compute with. */
export interface AlloySystem {
  /** As asked for: Na-K. */
  readonly name: string;
  /** Upper-case symbols, sorted. */
  readonly components: readonly string[];
  readonly source: AlloyDatabase;
  readonly gasConstant: number;
  readonly models: readonly PhaseModel[];
  /** Every phase that the components can form: a pure metal is stable among these, whatever counts in the alloy. */
  readonly references: readonly PhaseModel[];
  readonly warnings: readonly Warning[];
  /** True where phases were left out on purpose. */
  readonly isMetastable: boolean;
  /** Names of those that `without` left out. */
  readonly without: readonly string[];
}

/** A system of two components, one of which is the axis. */
export interface BinaryAlloySystem extends AlloySystem, AlloyAxis {
  readonly components: readonly [string, string];
  readonly nameOf: PhaseNamer;
}

/** @throws DomainError for an element or a phase that the database does not have */
export function alloySystem(elements: readonly string[], options: AlloyOptions = {}): AlloySystem {
  const source = options.source ?? builtInDatabase();
  const gasConstant = options.gasConstant ?? GAS_CONSTANT;
  if (!(gasConstant > 8 && gasConstant < 9)) {
    throw new DomainError(`A gas constant of ${gasConstant} J/(mol K): it is 8.31446; 8.3145 is what pycalphad uses.`);
  }
  const components = elements.map((name) => name.toUpperCase()).sort();
  for (const [i, symbol] of components.entries()) checkElement(symbol, i, components, source);
  const wanted = options.phases?.map((name) => phaseOf(source, name));
  const without = new Set((options.without ?? []).map((name) => phaseOf(source, name)));
  const { models, left } = phaseModels(source.database, components, {
    gasConstant,
    ...(wanted === undefined ? {} : { phases: wanted }),
  });
  const kept = models.filter((model) => !without.has(model.name));
  const missing = left.filter(({ phase }) => !without.has(phase));
  const leftOut = leftOutWarnings(source, components, models, missing);
  if (kept.length === 0) {
    const why = shortList(missing.map(({ phase, reason }) => `${phase}: ${reason}`));
    throw new DomainError(
      `No phase of ${source.name} can form from ${elements.join(", ")}${why === "" ? "" : ` (${why})`}.`,
    );
  }
  return {
    name: elements.join("-"),
    components,
    source,
    gasConstant,
    models: kept,
    references: wanted === undefined ? models : phaseModels(source.database, components, { gasConstant }).models,
    without: [...without],
    isMetastable: wanted !== undefined || without.size > 0,
    warnings: [...source.warnings, ...leftOut, ...idealPairs(source.database, components, kept)],
  };
}

function checkElement(
  symbol: string,
  i: number,
  components: readonly string[],
  { database, name }: AlloyDatabase,
): void {
  if (components[i - 1] === symbol) throw new DomainError(`${elementName(symbol)} is named twice.`);
  if (symbol !== "VA" && symbol !== "/-" && database.elements.has(symbol)) return;
  const present = [...database.elements.keys()].filter((one) => one !== "VA" && one !== "/-").map(elementName);
  if (present.length === 0) {
    throw new DomainError(`${name} holds no elements: it is empty or no TDB file. Give another one.`, {
      input: "database",
    });
  }
  throw new DomainError(
    `The database ${name} has no element ${elementName(symbol)}; it has ${present.join(", ")}. Give another one.`,
    { input: "database" },
  );
}

function phaseOf({ database, name }: AlloyDatabase, phase: string): string {
  const symbol = phase.toUpperCase();
  if (database.phases.has(symbol)) return symbol;
  throw new DomainError(
    `The database ${name} has no phase ${phase}; it has ${[...database.phases.keys()].join(", ")}.`,
  );
}

/**
 * A binary system from its name, `Na-K` or `K-Na`. The axis is the mole fraction of Na in sodium-potassium, of the second element
 * otherwise, or of the one that is asked for.
 */
export function binaryAlloySystem(
  name: string,
  options: AlloyOptions & { readonly component?: string } = {},
): BinaryAlloySystem {
  const elements = name.trim().split(/\s*[-–]\s*/);
  if (elements.length !== 2 || elements.some((each) => !/^[A-Za-z]{1,2}$/.test(each))) {
    throw new DomainError(`"${name}" is not a system of two elements: write it as in Na-K.`);
  }
  const system = alloySystem(elements, options);
  const [a, b] = system.components as readonly [string, string];
  const second = (elements[1] as string).toUpperCase();
  const component = options.component?.toUpperCase() ?? (a === "K" && b === "NA" ? b : second);
  if (component !== a && component !== b) {
    throw new DomainError(
      `${options.component} is no component of ${name}: give ${elementName(a)} or ${elementName(b)}.`,
      { input: "component" },
    );
  }
  const other = component === a ? b : a;
  const masses = [massOf(system.source, component), massOf(system.source, other)] as const;
  return {
    ...system,
    name: elements.map(elementName).join("-"),
    components: [a, b],
    component,
    other,
    molarMasses: masses.every((mass) => mass > 0) ? masses : null,
    nameOf: phaseNamer(system.source.database, [a, b], component),
  };
}

/** Every system of two elements that a database holds, sodium and potassium as Na-K. */
export function binarySystemsOf({ database }: AlloyDatabase): string[] {
  const names = [...database.elements.keys()].filter((symbol) => symbol !== "VA" && symbol !== "/-").map(elementName);
  return names.flatMap((a, i) => names.slice(i + 1).map((b) => (a === "K" && b === "Na" ? "Na-K" : `${a}-${b}`)));
}

/** kg/mol: ours where we know it, else that of the database; 0 where neither has it. */
export function massOf({ database }: AlloyDatabase, symbol: string): number {
  return knownAtomicMass(elementName(symbol)) ?? (database.elements.get(symbol)?.mass ?? 0) / 1000;
}

/** What every document about alloys begins with. */
export interface AlloyHead {
  /** Name and version of the schema: `liquidus.phases/1`. */
  readonly schema: string;
  readonly program: { readonly name: "liquidus"; readonly version: string };
  /** Symbols of the elements in alphabetical order. */
  readonly components: readonly string[];
  readonly database: {
    readonly name: string;
    readonly sha256: string;
    readonly builtIn: boolean;
    /** Text of each reference by its key. */
    readonly references: Readonly<Record<string, string>>;
  };
  /** J/(mol K) */
  readonly gasConstant: number;
  /** Pa */
  readonly pressure: number;
  readonly constants: readonly PhysicalConstant[];
  readonly warnings: readonly Warning[];
}

export function alloyHead(schema: string, system: AlloySystem, warnings: readonly Warning[] = []): AlloyHead {
  const { components, source, gasConstant } = system;
  const names = components.map(elementName);
  return {
    schema,
    program: { name: "liquidus", version },
    components: names,
    database: {
      name: source.name,
      sha256: source.sha256,
      builtIn: source.isBuiltIn,
      references: Object.fromEntries(source.database.references),
    },
    gasConstant,
    pressure: STANDARD_PRESSURE,
    constants: [
      {
        name: "gas constant R",
        value: gasConstant,
        unit: "J/(mol K)",
        source: gasConstant === GAS_CONSTANT ? "CODATA 2022, exact" : "given",
      },
      { name: "Faraday constant F", value: FARADAY, unit: "C/mol", source: "CODATA 2022, exact" },
      ...names.flatMap((name): PhysicalConstant[] =>
        knownAtomicMass(name) === undefined
          ? [
              {
                name: `molar mass of ${name}`,
                value: massOf(source, name.toUpperCase()),
                unit: "kg/mol",
                source: source.name,
              },
            ]
          : atomicMasses([name]),
      ),
    ],
    warnings: [...system.warnings, ...metastableWarning(system), ...warnings],
  };
}

function metastableWarning({ isMetastable, without, models }: AlloySystem): Warning[] {
  if (!isMetastable) return [];
  const names = shortList(models.map(({ name }) => name));
  const asked = without.length > 0 ? `Without ${shortList(without)}` : `With ${names} alone`;
  const message = `${asked}, as asked: the states are metastable where another phase would be stable.`;
  return [{ code: "metastable", message }];
}
