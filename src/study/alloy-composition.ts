import { DomainError } from "../base/errors.ts";
import { elementName } from "../figures/phase-names.ts";
import { parseComposition } from "../units/composition.ts";
import { type AlloyDatabase, builtInDatabase } from "./alloy-database.ts";
import { massOf } from "./alloy-system.ts";

/** An alloy as it was written and as it was understood. */
export interface Alloy {
  readonly text: string;
  /** By symbol as it is written: Na, K. */
  readonly moleFractions: Readonly<Record<string, number>>;
  readonly massFractions: Readonly<Record<string, number>>;
  /** "NaK50 is read as 50 wt% K, 63 at.% Na." */
  readonly understood: string;
  /** Whether the text counts mass or atoms. */
  readonly kind: "wt%" | "at.%";
}

/** The per cent that a bare number counts, where someone has chosen them: at.% Na, wt% K. */
export interface CompositionBasis {
  readonly kind: "wt%" | "at.%";
  /** Symbol as it is written. */
  readonly element: string;
}

/** `50` in the chosen basis, "50 wt% K"; a text that says its kind, or is no number, as it is. */
export function compositionIn({ kind, element }: CompositionBasis, text: string): string {
  const clean = text.trim();
  return /^\d+(\.\d+)?\s*%?$/.test(clean) ? `${clean.replace(/\s*%$/, "")} ${kind} ${element}` : clean;
}

/** `Na`, `Na100`, `pure Na` */
const pure = /^(?:[Pp]ure\s+)?([A-Z][a-z]?)(?:100)?$/;
const part = /([A-Z][a-z]?)(\d+(?:\.\d+)?)/g;

/**
 * Reads the composition of an alloy, which always says its kind: `NaK50` is 50 wt% K, `Na50K50` at.%, `44 wt% K`, `63 at.% Na`;
 * three and more elements in at.%, `Al30Zn60Mg10`; a pure metal is its symbol.
 * @throws DomainError for a bare number, an element without a mass, amounts that do not add up
 */
export function parseAlloy(
  text: string,
  source: AlloyDatabase = builtInDatabase(),
  elements: readonly string[] = [],
): Alloy {
  const clean = text.trim();
  const symbols = [...source.database.elements.keys()].filter((symbol) => symbol !== "VA" && symbol !== "/-");
  const masses = Object.fromEntries(symbols.map((symbol) => [elementName(symbol), massOf(source, symbol)] as const));
  const parts = [...clean.matchAll(part)];
  if (parts.length > 2 && parts.map(([whole]) => whole).join("") === clean)
    return severalElements(clean, parts, masses);
  const names = (elements.length > 0 ? elements : symbols).map(elementName);
  const [, metal] = pure.exec(clean) ?? [];
  if (metal !== undefined && symbols.map(elementName).includes(metal)) return pureMetal(clean, metal, names);
  const { moleFraction, understood } = parseComposition(clean, {
    masses: Object.fromEntries(Object.entries(masses).filter(([, mass]) => mass > 0)),
    elements: names.length === 2 ? names : [],
  });
  return {
    text: clean,
    moleFractions: moleFraction,
    massFractions: massFractionsOf(moleFraction, masses),
    understood,
    kind: /wt/.test(clean) || /^[A-Z][a-z]?[A-Z][a-z]?\d/.test(clean) ? "wt%" : "at.%",
  };
}

/** The alloy of a mole fraction between 0 and 1 of one of two elements, without a detour over text. */
export function alloyOfMoleFraction(
  moleFraction: number,
  element: string,
  other: string,
  source: AlloyDatabase = builtInDatabase(),
): Alloy {
  if (!(moleFraction >= 0 && moleFraction <= 1))
    throw new DomainError(`A mole fraction of ${moleFraction} of ${element}: it lies between 0 and 1.`);
  const [a, b] = [elementName(element), elementName(other)];
  const masses = { [a]: massOf(source, element.toUpperCase()), [b]: massOf(source, other.toUpperCase()) };
  const moleFractions = { [a]: moleFraction, [b]: 1 - moleFraction };
  const text = `${Number((100 * moleFraction).toPrecision(6))} at.% ${a}`;
  const massFractions = massFractionsOf(moleFractions, masses);
  return { text, moleFractions, massFractions, understood: `${text}.`, kind: "at.%" };
}

/** A metal alone; beside the others of the system, where it is told which, it has them in the amount 0. */
function pureMetal(text: string, metal: string, names: readonly string[]): Alloy {
  const others = names.length === 2 && names.includes(metal) ? names.filter((name) => name !== metal) : [];
  const fractions = Object.fromEntries([[metal, 1], ...others.map((name): [string, number] => [name, 0])]);
  return {
    text,
    moleFractions: fractions,
    massFractions: fractions,
    understood: /^pure/i.test(text) ? `${text} is 100 at.% ${metal}.` : `${text} is read as pure ${metal}.`,
    kind: "at.%",
  };
}

function severalElements(
  text: string,
  parts: readonly RegExpMatchArray[],
  masses: Readonly<Record<string, number>>,
): Alloy {
  const amounts = parts.map(([, symbol = "", amount = ""]) => [symbol, Number(amount)] as const);
  const total = amounts.reduce((sum, [, amount]) => sum + amount, 0);
  if (Math.abs(total - 100) > 0.5) throw new DomainError(`"${text}": the at.% add up to ${total}, not to 100.`);
  if (new Set(amounts.map(([symbol]) => symbol)).size < amounts.length) {
    throw new DomainError(`"${text}" names an element twice.`);
  }
  const moleFractions = Object.fromEntries(amounts.map(([symbol, amount]) => [symbol, amount / total]));
  return {
    text,
    moleFractions,
    massFractions: massFractionsOf(moleFractions, masses),
    understood: `${text} is read as ${amounts.map(([symbol, amount]) => `${amount} at.% ${symbol}`).join(", ")}.`,
    kind: "at.%",
  };
}

function massFractionsOf(
  moleFractions: Readonly<Record<string, number>>,
  masses: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const entries = Object.entries(moleFractions).map(([symbol, x]) => [symbol, x * (masses[symbol] ?? 0)] as const);
  const total = entries.reduce((sum, [, mass]) => sum + mass, 0);
  return Object.fromEntries(entries.map(([symbol, mass]) => [symbol, total > 0 ? mass / total : Number.NaN]));
}
