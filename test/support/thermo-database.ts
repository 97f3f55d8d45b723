import type {
  Database,
  DatabaseParameter,
  DatabasePhase,
  DatabaseSpecies,
} from "../../src/thermo/database/database.ts";
import type { TemperatureFunction } from "../../src/thermo/database/temperature-function.ts";

/** a + b T + c T ln T + d T² + e/T, from 200 to 3000 K. */
export function polynomialInT(a: number, b = 0, c = 0, d = 0, e = 0): TemperatureFunction {
  return {
    pieces: [{ low: 200, high: 3000, text: `${a}+${b}*T+${c}*T*LN(T)+${d}*T**2+${e}*T**(-1)` }],
    evaluate(T, _pressure, out) {
      out[0] = a + b * T + c * T * Math.log(T) + d * T * T + e / T;
      out[1] = b + c * (Math.log(T) + 1) + 2 * d * T - e / (T * T);
      out[2] = c / T + 2 * d + (2 * e) / (T * T * T);
    },
  };
}

/** `L(ALPHA,A,B:VA;1)` with a function of temperature. */
export function parameter(text: string, f: TemperatureFunction): DatabaseParameter {
  const [, kind, phase, names, order] = /^(\w+)\((\w+),([^;]+);(\d+)\)$/.exec(text) ?? [];
  if (kind === undefined || phase === undefined || names === undefined) throw new Error(`parameter: ${text}`);
  const constituents = names.split(":").map((part) => part.split(","));
  return { phase, kind, constituents, order: Number(order), function: f, reference: null, line: 0 };
}

/** `phase("BCC", [[1, "A,B"], [3, "VA"]])`. */
export function phase(
  name: string,
  sublattices: readonly (readonly [sites: number, constituents: string])[],
  traits: DatabasePhase["traits"] = {},
  kind: string | null = null,
): DatabasePhase {
  return {
    name,
    kind,
    sublattices: sublattices.map(([sites, constituents]) => ({ sites, constituents: constituents.split(",") })),
    traits,
  };
}

export function database(
  elements: readonly string[],
  phases: readonly DatabasePhase[],
  parameters: readonly DatabaseParameter[],
  species: readonly DatabaseSpecies[] = [],
): Database {
  const own = elements.map((symbol) => ({ name: symbol, elements: { [symbol]: 1 }, charge: 0 }));
  return {
    elements: new Map(
      elements.map((symbol) => [symbol, { symbol, referencePhase: "", mass: 0, enthalpy: 0, entropy: 0 }]),
    ),
    species: new Map([...own, ...species].map((entry) => [entry.name, entry])),
    functions: new Map(),
    phases: new Map(phases.map((entry) => [entry.name, entry])),
    parameters,
    references: new Map(),
  };
}
