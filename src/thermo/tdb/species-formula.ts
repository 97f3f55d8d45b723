import type { DatabaseSpecies } from "../database/database.ts";

const NUMBER = /\d*\.?\d+(?:E[+-]?\d+)?|\d+\.?/iy;
const CHARGE = /^\/?([+-])(\d*\.?\d*)$/;

/**
 * Reads a stoichiometric formula: AL2O3, AL1O1.5, FE/+3, O1/-2, /-1. A symbol of two letters goes before one of one letter.
 * @returns null where it is no formula of these elements
 */
export function speciesFormula(
  name: string,
  formula: string,
  isElement: (symbol: string) => boolean,
): DatabaseSpecies | null {
  const elements: Record<string, number> = {};
  const text = formula.toUpperCase();
  if (isElement(text)) return { name, elements: { [text]: 1 }, charge: 0 };
  let at = 0;
  while (at < text.length && text[at] !== "/" && text[at] !== "+" && text[at] !== "-") {
    const symbol = [text.slice(at, at + 2), text.slice(at, at + 1)].find((candidate) => isElement(candidate));
    if (symbol === undefined) return null;
    at += symbol.length;
    NUMBER.lastIndex = at;
    const digits = NUMBER.exec(text)?.[0] ?? "";
    at += digits.length;
    elements[symbol] = (elements[symbol] ?? 0) + (digits === "" ? 1 : Number(digits));
  }
  const charge = at === text.length ? 0 : readCharge(text.slice(at));
  return charge === null || text === "" ? null : { name, elements, charge };
}

function readCharge(text: string): number | null {
  const [, sign, digits] = CHARGE.exec(text) ?? [];
  if (sign === undefined) return null;
  const size = digits === "" || digits === undefined ? 1 : Number(digits);
  if (!Number.isFinite(size)) return null;
  return sign === "+" ? size : -size;
}
