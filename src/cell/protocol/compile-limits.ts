import type { Densities } from "./compile-options.ts";
import { capacityText, limitSentence } from "./print.ts";
import type { StepLimit } from "./protocol.ts";
import type { Capacity } from "./quantities.ts";
import type { Limit } from "./segment.ts";

/** @param drive sign of the cell current, or of its change: the way in which the voltage goes */
export function compileLimit(limit: StepLimit, densities: Densities, drive: number): Limit {
  const action = limit.action ?? "next";
  const sentence = `until ${limitSentence(limit)}`;
  if (limit.quantity === "current") {
    const { quantity, direction, value } = limit;
    return { quantity, direction, value: Math.abs(densities.current(value)), action, sentence };
  }
  const { quantity, value } = limit;
  const direction = limit.direction === "reaches" ? (drive < 0 ? "below" : "above") : limit.direction;
  return { quantity, direction, value, action, sentence };
}

/** A limit of the whole protocol. */
export function compileSafety(limit: StepLimit, densities: Densities): Limit {
  return { ...compileLimit({ ...limit, action: "stop" }, densities, 1), sentence: `stop if ${limitSentence(limit)}` };
}

/** The charge after which a step ends whose current is not known beforehand. */
export function chargeLimit(capacity: Capacity, densities: Densities): Limit {
  return {
    quantity: "charge",
    direction: "above",
    value: densities.capacity(capacity),
    action: "next",
    sentence: `for ${capacityText(capacity)}`,
  };
}
