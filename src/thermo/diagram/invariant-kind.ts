import type { InvariantKind, TransitionPoint } from "./result.ts";

export type StateOfMatter = "gas" | "liquid" | "solid";

/** What a phase is by its name, as databases write it: `LIQUID`, `LIQUID:L`, `IONIC_LIQ`, `GAS`; all others are solid. */
export function stateOfMatter(name: string): StateOfMatter {
  if (/^GAS/i.test(name)) return "gas";
  return /LIQ/i.test(name) || /^(L|MELT|SLAG)$/i.test(name) ? "liquid" : "solid";
}

/** Name of a three-phase equilibrium from its phases in ascending mole fraction and which side the middle one is stable on. */
export function invariantKind(names: readonly [string, string, string], middleIsAbove: boolean): InvariantKind {
  const isLiquid = (name: string) => stateOfMatter(name) !== "solid";
  const outer = [names[0], names[2]].filter(isLiquid).length;
  if (!middleIsAbove) return outer === 2 ? "syntectic" : outer === 1 ? "peritectic" : "peritectoid";
  if (isLiquid(names[1])) return outer === 0 ? "eutectic" : "monotectic";
  return outer === 0 ? "eutectoid" : "metatectic";
}

export function transitionKind(below: string, above: string): TransitionPoint["kind"] {
  const states = [stateOfMatter(below), stateOfMatter(above)];
  if (states[0] === states[1]) return "transformation";
  return states.includes("gas") ? "boiling" : "melting";
}
