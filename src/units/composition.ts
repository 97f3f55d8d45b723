import { DomainError } from "../base/errors.ts";

/** Standard atomic weights in kg/mol (IUPAC 2021, conventional). */
const atomicMass: Readonly<Record<string, number>> = {
  Na: 22.98976928e-3,
  K: 39.0983e-3,
  Li: 6.94e-3,
  Cs: 132.90545196e-3,
  Rb: 85.4678e-3,
  Mg: 24.305e-3,
  Ga: 69.723e-3,
};

/** A physical constant as a result states it. */
export interface PhysicalConstant {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly source: string;
}

/** The atomic masses of elements, as they enter compositions. */
export function atomicMasses(symbols: readonly string[]): PhysicalConstant[] {
  return symbols.map((symbol) => ({
    name: `molar mass of ${symbol}`,
    value: massOf(symbol, symbol),
    unit: "kg/mol",
    source: "IUPAC standard atomic weights 2021, conventional values",
  }));
}

/** kg/mol of an element that is known here; undefined for others. */
export function knownAtomicMass(symbol: string): number | undefined {
  return Object.hasOwn(atomicMass, symbol) ? atomicMass[symbol] : undefined;
}

/** A binary alloy as the user wrote it and as it was understood. */
export interface AlloyComposition {
  /** Mole fraction of each component, by symbol, in the order written; they add up to 1. */
  readonly moleFraction: Readonly<Record<string, number>>;
  /** One sentence that says how the text was read: "NaK50 is read as 50 wt% K, 63 at.% Na." */
  readonly understood: string;
}

const binary = /^([A-Z][a-z]?)(\d+(?:\.\d+)?)?([A-Z][a-z]?)(\d+(?:\.\d+)?)$/;
const percent = /^(\d+(?:\.\d+)?)\s*(wt\.?\s*%|at\.?\s*%|mol\.?\s*%)\s*([A-Z][a-z]?)(?:\s+in\s+([A-Z][a-z]?))?$/;

/** What is known of the alloy that a composition belongs to. */
export interface CompositionContext {
  /** kg/mol of elements besides those known here, by symbol. */
  readonly masses?: Readonly<Record<string, number>>;
  /** Symbols of the two elements that an alloy named by one of them has. */
  readonly elements?: readonly string[];
}

/**
 * Reads an alloy composition. `NaK50` is 50 wt% K (the usage of the solid-electrolyte literature), `Na50K50` is at.%,
 * `44 wt% K` and `63 at.% Na` say it themselves (the other component of Na is K and the reverse, unless `in X` is added).
 * A formula with integers below 10, `KNa2`, is refused: it may mean the compound.
 * @throws DomainError for a bare number, an unknown element, or percentages that do not add up
 */
export function parseComposition(text: string, context: CompositionContext = {}): AlloyComposition {
  const { masses = {}, elements = [] } = context;
  const clean = text.trim();
  refuseCompound(clean);
  const formula = binary.exec(clean);
  if (formula) {
    const [, first = "", firstAmount, second = "", secondAmount = ""] = formula;
    if (firstAmount === undefined) return fromMass(clean, second, Number(secondAmount) / 100, first, masses);
    const total = Number(firstAmount) + Number(secondAmount);
    if (Math.abs(total - 100) > 0.5) {
      throw new DomainError(`"${clean}": ${firstAmount} and ${secondAmount} at.% add up to ${total}, not to 100.`);
    }
    return fromMole(clean, first, Number(firstAmount) / total, second, masses);
  }
  const stated = percent.exec(clean);
  if (stated) {
    const [, amount = "", kind = "", symbol = "", given] = stated;
    const partner =
      elements.length === 2 && elements.includes(symbol) ? elements.find((one) => one !== symbol) : undefined;
    const other = given ?? partner ?? (symbol === "Na" ? "K" : symbol === "K" ? "Na" : undefined);
    if (other === undefined)
      throw new DomainError(`"${clean}": of which alloy? Write "${amount} ${kind} ${symbol} in Na".`);
    const fraction = Number(amount) / 100;
    const from = kind.startsWith("wt") ? fromMass : fromMole;
    return from(clean, symbol, fraction, other, masses);
  }
  throw new DomainError(
    `"${clean}" is not a composition: write NaK50 for 50 wt% K, Na50K50 for at.%, or say it as in "44 wt% K".`,
  );
}

const compound = /^([A-Z][a-z]?)([1-9]\d?)?([A-Z][a-z]?)([1-9]\d?)?$/;

/**
 * `KNa2` may be the compound or 2 wt% Na, `Na2K` is no alloy in either way of writing: the small integers of a formula are asked back.
 * @throws DomainError that says how each is written
 */
function refuseCompound(text: string): void {
  const [, first, firstCount, second, secondCount] = compound.exec(text) ?? [];
  if (first === undefined || second === undefined || first === second) return;
  if (firstCount === undefined && secondCount === undefined) return;
  const [a, b] = [Number(firstCount ?? 1), Number(secondCount ?? 1)];
  if (a >= 10 || b >= 10) return;
  const share = (count: number): string => String(Number(((100 * count) / (a + b)).toFixed(2)));
  const atoms = `${first}${share(a)}${second}${share(b)}`;
  throw new DomainError(
    firstCount === undefined
      ? `"${text}": the compound? Write ${atoms} (at.%), or "${b} wt% ${second} in ${first}".`
      : `"${text}" is the formula of a compound: as a composition write ${atoms} (at.%).`,
  );
}

type Masses = Readonly<Record<string, number>>;

function massOf(symbol: string, text: string, masses: Masses = {}): number {
  const mass = atomicMass[symbol] ?? masses[symbol];
  if (mass === undefined)
    throw new DomainError(`"${text}": no atomic mass for ${symbol}; known are ${Object.keys(atomicMass).join(", ")}.`);
  return mass;
}

function checkFraction(text: string, fraction: number): void {
  if (!(fraction >= 0 && fraction <= 1))
    throw new DomainError(`"${text}": ${100 * fraction} % is not between 0 and 100.`);
}

function fromMass(text: string, symbol: string, massFraction: number, other: string, masses: Masses): AlloyComposition {
  checkFraction(text, massFraction);
  const a = massFraction / massOf(symbol, text, masses);
  const b = (1 - massFraction) / massOf(other, text, masses);
  return result(text, symbol, a / (a + b), other, masses);
}

function fromMole(text: string, symbol: string, moleFraction: number, other: string, masses: Masses): AlloyComposition {
  checkFraction(text, moleFraction);
  return result(text, symbol, moleFraction, other, masses);
}

function result(text: string, symbol: string, x: number, other: string, masses: Masses): AlloyComposition {
  if (symbol === other) throw new DomainError(`"${text}": an alloy of ${symbol} with itself.`);
  const mass = x * massOf(symbol, text, masses);
  const massFraction = mass / (mass + (1 - x) * massOf(other, text, masses));
  const [k, xK, wK, na] = symbol === "Na" ? [other, 1 - x, 1 - massFraction, symbol] : [symbol, x, massFraction, other];
  const round = (percent: number): string => String(Number(percent.toPrecision(3)));
  return {
    moleFraction: { [symbol]: x, [other]: 1 - x },
    understood: `${text} is read as ${round(100 * wK)} wt% ${k}, ${round(100 * (1 - xK))} at.% ${na}.`,
  };
}
