import { DomainError } from "../base/errors.ts";
import type { Warning } from "../base/warnings.ts";
import { elementName } from "../figures/phase-names.ts";
import type { Database } from "../thermo/database/database.ts";
import { activePhase } from "../thermo/model/active-phase.ts";
import type { PhaseModel } from "../thermo/model/phase-model.ts";
import type { AlloyDatabase } from "./alloy-database.ts";

/** A phase without a model, and why. */
export interface LeftPhase {
  readonly phase: string;
  readonly reason: string;
}

/** The part of a system that is read here. */
interface PhasesOfAlloy {
  readonly source: AlloyDatabase;
  readonly components: readonly string[];
  readonly models: readonly PhaseModel[];
}

const METASTABLE = "states may be metastable";

/**
 * Phases that the components could form and that take no part, a warning each. A phase that cannot form from the components is none of
 * them, nor is the disordered part of a phase that covers it.
 *
 * @throws DomainError where it is the reference phase of a component: its absence would make another phase stable without a word
 */
export function leftOutWarnings(
  { database, name }: AlloyDatabase,
  components: readonly string[],
  models: readonly PhaseModel[],
  left: readonly LeftPhase[],
): Warning[] {
  const covered = new Set(models.map((model) => database.phases.get(model.name)?.traits.disorderedPart?.toUpperCase()));
  const missing = left.filter(({ phase }) => canForm(database, phase, components) && !covered.has(phase));
  for (const { phase, reason } of missing) {
    const elements = referenceOf(database, components, phase);
    if (elements === "") continue;
    throw new DomainError(
      `${phase}, the reference phase of ${elements}, cannot be used: ${unstopped(reason)}. Mend ${name}, or leave the phase out knowingly.`,
      { input: "without", value: phase },
    );
  }
  return missing.map(({ phase, reason }) => ({
    code: "phase-left-out",
    message: `${phase} left out: ${unstopped(reason)}; ${METASTABLE}.`,
  }));
}

/**
 * Phases whose functions are not defined at some of the temperatures (K), a warning each; none where no phase is defined, as that is
 * refused.
 *
 * @throws DomainError below the functions of the reference phase of a component
 */
export function undefinedPhases(
  { source: { database }, components, models }: PhasesOfAlloy,
  temperatures: readonly number[],
): Warning[] {
  const told = temperatures.filter((t) => models.some(({ temperatureRange: [low, high] }) => t >= low && t <= high));
  return models.flatMap(({ name, temperatureRange: [low, high] }): Warning[] => {
    const out = [...new Set(told.filter((t) => t < low || t > high))];
    if (out.length === 0) return [];
    const why = `its functions hold from ${low} K${Number.isFinite(high) ? ` to ${high} K` : ""}`;
    const [first = 0] = out;
    const elements = first < low ? referenceOf(database, components, name) : "";
    if (elements !== "") {
      throw new DomainError(
        `${name}, the reference phase of ${elements}, is not defined at ${first} K: ${why}. Ask within, or leave the phase out knowingly.`,
        { input: "without", value: name },
      );
    }
    const at = out.map((t) => `${t} K`).join(", ");
    return [{ code: "phase-left-out", message: `${name} left out at ${at}: ${why}; ${METASTABLE}.` }];
  });
}

/**
 * For what is read off all phases at one temperature (K), as a tie line is: every one of them must be defined there.
 *
 * @throws DomainError that names the phases that are not, where others are
 */
export function requireDefined(system: PhasesOfAlloy, temperature: number): void {
  const isThere = ({ temperatureRange: [low, high] }: PhaseModel): boolean => temperature >= low && temperature <= high;
  const out = system.models.filter((model) => !isThere(model));
  if (out.length === 0 || out.length === system.models.length) return;
  const each = out.map(({ name, temperatureRange: [low, high] }) => `${name} (${low} K to ${high} K)`);
  throw new DomainError(
    `Not every phase is defined at ${temperature} K: ${shortList(each)}. Ask within, or leave them out knowingly: the answer may then be metastable.`,
    { input: "without", value: out.map(({ name }) => name).join(",") },
  );
}

/**
 * Pairs of components that mix on the one sublattice of a phase without a parameter that says how, a warning each: the phase is then
 * ideal in them. A gas is ideal by right, and where a third species holds both elements that one carries the interaction.
 */
export function idealPairs(
  database: Database,
  components: readonly string[],
  models: readonly PhaseModel[],
): Warning[] {
  const mixing = models.flatMap(({ name, sublattices }) => {
    const phase = database.phases.get(name);
    const [only, ...more] = sublattices
      .map(({ constituents }, s) => ({ constituents, s }))
      .filter(({ constituents }) => constituents.some((one) => one !== "VA"));
    if (!phase || !only || more.length > 0 || phase.kind === "G" || name.startsWith("GAS")) return [];
    return phase.traits.disorderedPart === undefined ? [{ name, ...only }] : [];
  });
  return components.flatMap((a, i) =>
    components.slice(i + 1).flatMap((b): Warning[] => {
      const ideal = mixing.filter(({ name, constituents, s }) => {
        if (!constituents.includes(a) || !constituents.includes(b)) return false;
        const holdsBoth = constituents.some((one) => {
          const { [a]: ofA, [b]: ofB } = database.species.get(one)?.elements ?? {};
          return ofA !== undefined && ofB !== undefined;
        });
        return !holdsBoth && !hasInteraction(database, name, s, a, b);
      });
      if (ideal.length === 0) return [];
      const names = shortList(ideal.map(({ name }) => name));
      const message = `No interaction parameter of ${elementName(a)} with ${elementName(b)} in ${names}: taken as ideal.`;
      return [{ code: "ideal-mixing", message }];
    }),
  );
}

function hasInteraction({ parameters }: Database, phase: string, sublattice: number, a: string, b: string): boolean {
  return parameters.some(({ phase: of, kind, constituents }) => {
    const names = constituents[sublattice] ?? [];
    return of === phase && (kind === "G" || kind === "L") && names.includes(a) && names.includes(b);
  });
}

/** Names that are told; of more the number. */
const MOST = 6;

/** `A, B, C`, or the first of many and how many more. */
export function shortList(names: readonly string[]): string {
  if (names.length <= MOST) return names.join(", ");
  return `${names.slice(0, MOST - 1).join(", ")} and ${names.length - MOST + 1} more`;
}

function canForm(database: Database, phase: string, components: readonly string[]): boolean {
  const found = database.phases.get(phase);
  return found !== undefined && typeof activePhase(database, found, components) !== "string";
}

/** `Na and K`, the components whose reference phase it is; empty where it is that of none. */
function referenceOf(database: Database, components: readonly string[], phase: string): string {
  return components
    .filter((symbol) => database.elements.get(symbol)?.referencePhase === phase)
    .map(elementName)
    .join(" and ");
}

function unstopped(sentence: string): string {
  return sentence.replace(/\.$/, "");
}
