import { useState } from "react";

/** Whether two plain values hold the same, to the bit of every number. */
export function sameContent(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameContent(Reflect.get(a, key), Reflect.get(b, key)))
  );
}

/** The value that came first, as long as those that follow hold the same: what is made from it is not made anew. */
export function useSame<Value>(value: Value): Value {
  const [kept, keep] = useState(value);
  if (sameContent(kept, value)) return kept;
  keep(() => value);
  return value;
}
