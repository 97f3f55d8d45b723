import { useState } from "react";

/** Whether two plain values (numbers, texts, arrays, typed arrays, records) hold the same, to the bit of every number; NaN is NaN. */
export function sameContent(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (isRow(a) && isRow(b)) return sameRow(a, b);
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameContent(Reflect.get(a, key), Reflect.get(b, key)))
  );
}

/** What is compared by index: the keys of a million numbers are a million texts. */
function isRow(value: object): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function sameRow(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (!sameContent(a[k], b[k])) return false;
  return true;
}

/** The value that came first, as long as those that follow hold the same: what is made from it is not made anew. */
export function useSame<Value>(value: Value): Value {
  const [kept, keep] = useState(value);
  if (sameContent(kept, value)) return kept;
  keep(() => value);
  return value;
}
