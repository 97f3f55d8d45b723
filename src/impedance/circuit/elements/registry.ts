import type { CircuitElement } from "../element.ts";
import { constantPhase, zarc } from "./constant-phase.ts";
import { gerischer, warburg, warburgOpen, warburgShort } from "./diffusion.ts";
import {
  generalisedWarburgOpen,
  generalisedWarburgShort,
  havriliakNegami,
  modifiedInductor,
  transmissionLine,
  transmissionLineReacting,
} from "./generalised.ts";
import { capacitor, inductor, resistor } from "./lumped.ts";

/** Every element a circuit may hold. */
export const circuitElements: readonly CircuitElement[] = [
  resistor,
  capacitor,
  inductor,
  constantPhase,
  zarc,
  warburg,
  warburgShort,
  warburgOpen,
  gerischer,
  havriliakNegami,
  modifiedInductor,
  generalisedWarburgShort,
  generalisedWarburgOpen,
  transmissionLine,
  transmissionLineReacting,
];

const bySymbol: ReadonlyMap<string, CircuitElement> = new Map(
  circuitElements.flatMap((element) =>
    [element.symbol, ...element.aliases].map((symbol) => [symbol.toLowerCase(), element] as const),
  ),
);

/** The element of a symbol or alias, in any case; undefined if there is none. */
export function elementOfSymbol(symbol: string): CircuitElement | undefined {
  return bySymbol.get(symbol.toLowerCase());
}
