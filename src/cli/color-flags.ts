import { DomainError } from "../base/errors.ts";
import { type AskedColors, refusedColorBounds } from "../figures/map-colors.ts";
import { parseQuantity } from "../units/quantity.ts";

const EXAMPLE = "as in '0.1..100 Ohm cm2', or 0.3..300Ohm without an area";

/** `0.1..100 Ohm cm2`: the unit stands behind both ends or behind the last. @throws DomainError for anything else */
export function colorsOf(text: string): AskedColors {
  const [, from = "", to = ""] = /^(.+?)\.\.(.+)$/.exec(text.trim()) ?? [];
  const unit = /[^\d.,+\-\s].*$/.exec(to.replace(/^\s*[\d.,]+(?:[eE][+-]?\d+)?/, ""))?.[0];
  if (unit === undefined) throw new DomainError(`--colors ${text}: give both ends and a unit, ${EXAMPLE}.`);
  const areal = /m(2|²)/.test(unit);
  const end = (part: string): number =>
    parseQuantity(
      /^[\d.,]+(?:[eE][+-]?\d+)?$/.test(part.trim()) ? `${part.trim()} ${unit}` : part,
      areal ? "arealResistance" : "resistance",
    );
  const bounds = [end(from), end(to)] as const;
  const refused = refusedColorBounds(bounds);
  if (refused !== null) throw new DomainError(`--colors ${text}: ${refused}`);
  return { bounds, areal };
}
