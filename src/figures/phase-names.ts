import type { Database, DatabasePhase } from "../thermo/database/database.ts";

/** Name of a phase as people say it, at a mole fraction of the axis component: `liquid`, `Na(s)`, `Na₂K`. */
export type PhaseNamer = (phase: string, moleFraction: number) => string;

/** A symbol as it is written: NA → Na. */
export function elementName(symbol: string): string {
  return symbol.charAt(0).toUpperCase() + symbol.slice(1).toLowerCase();
}

/** Whether a phase is a liquid by its name in the database: LIQUID, LIQUID_RENB, IONIC_LIQ. */
export function isLiquidName(phase: string): boolean {
  return phase.startsWith("LIQUID") || phase.startsWith("IONIC_LIQ");
}

/**
 * Names of the phases of a binary system. A phase in which a pure component crystallises is that component's solid where the component
 * is more than half of it, a phase of one composition its formula with the more abundant element first; others have the name of the
 * database, the usual lattices as people say them.
 *
 * @param components upper-case symbols
 * @param component the one of the axis
 */
export function phaseNamer(database: Database, components: readonly [string, string], component: string): PhaseNamer {
  const other = components.find((symbol) => symbol !== component) ?? component;
  const solid = (symbol: string): string => `${elementName(symbol)}(s)`;
  return (name, moleFraction) => {
    if (isLiquidName(name)) return "liquid";
    const phase = database.phases.get(name);
    const formula = phase && compoundFormula(database, phase, components);
    if (formula) return formula;
    const more = moleFraction > 0.5 ? component : other;
    return database.elements.get(more)?.referencePhase === name ? solid(more) : latticeName(name);
  };
}

/** FCC_A1 → fcc; other names stay. */
function latticeName(name: string): string {
  const [, lattice] = /^(FCC|BCC|HCP|DHCP)(_A\d)?(:|$)/.exec(name) ?? [];
  return lattice === undefined ? name : lattice.toLowerCase();
}

/** `Na₂K` where each sublattice holds one species of the system; null where the composition is free or the phase an element. */
function compoundFormula(
  database: Database,
  { sublattices }: DatabasePhase,
  components: readonly [string, string],
): string | null {
  const amounts = new Map<string, number>();
  for (const { sites, constituents } of sublattices) {
    const here = constituents.filter((name) => {
      const elements = Object.keys(database.species.get(name)?.elements ?? { [name]: 1 });
      return elements.every((symbol) => symbol === "VA" || components.includes(symbol));
    });
    const [only] = here;
    if (here.length !== 1 || only === undefined) return null;
    if (only === "VA") continue;
    for (const [symbol, count] of Object.entries(database.species.get(only)?.elements ?? { [only]: 1 })) {
      if (symbol !== "VA") amounts.set(symbol, (amounts.get(symbol) ?? 0) + sites * count);
    }
  }
  if (amounts.size < 2) return null;
  const smallest = Math.min(...amounts.values());
  const parts = [...amounts].map(([symbol, amount]) => ({ symbol, amount: amount / smallest }));
  if (parts.some(({ amount }) => Math.abs(amount - Math.round(amount)) > 1e-6)) {
    for (const part of parts) part.amount = amounts.get(part.symbol) as number;
  }
  return parts
    .sort((a, b) => b.amount - a.amount || (a.symbol < b.symbol ? -1 : 1))
    .map(({ symbol, amount }) => `${elementName(symbol)}${amount === 1 ? "" : subscript(amount)}`)
    .join("");
}

const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

function subscript(amount: number): string {
  return [...String(Number(amount.toPrecision(6)))].map((digit) => SUBSCRIPTS[Number(digit)] ?? ".").join("");
}

/** A name with subscripts for Plotly's text, whose fonts may lack the characters: Na₂K → Na<sub>2</sub>K. */
export function plotName(name: string): string {
  return name.replace(/[₀-₉]+/g, (digits) => `<sub>${[...digits].map((d) => SUBSCRIPTS.indexOf(d)).join("")}</sub>`);
}
