import { type View, views } from "./session-store.ts";

/** A view of a shipped example, as an address says it. Whatever is not understood is left out. */
export interface Address {
  readonly view: View;
  /** Name of the example; null: only the view. */
  readonly example: string | null;
  /** Counted from 1, as it is shown; null: not said. */
  readonly sweep: number | null;
  readonly lambda: number | null;
  /** Hz. */
  readonly frequency: number | null;
}

/** Characters of the longest address that is looked into. */
const LONGEST = 500;

function positive(written: string | null): number | null {
  if (written === null || !/^\d{1,20}(\.\d{1,20})?(e[+-]?\d{1,3})?$/i.test(written)) return null;
  const value = Number(written);
  return Number.isFinite(value) && value > 0 ? value : null;
}

/** Reads the part of an address after #; null: it names no view. Never throws. */
export function parseAddress(hash: string): Address | null {
  if (hash.length > LONGEST) return null;
  const [path = "", query = ""] = hash.replace(/^#/, "").split("?", 2);
  const view = views.find((one) => path === `/${one}`);
  if (view === undefined) return null;
  const fields = new URLSearchParams(query);
  const name = fields.get("example");
  const sweep = fields.get("sweep");
  return {
    view,
    example: name !== null && /^[a-z0-9-]{1,60}$/.test(name) ? name : null,
    sweep: sweep !== null && /^[1-9]\d{0,6}$/.test(sweep) ? Number(sweep) : null,
    lambda: positive(fields.get("lambda")),
    frequency: positive(fields.get("frequency")),
  };
}

/** A number as an address has it: 2.5e-3. */
function written(value: number): string {
  return value >= 0.01 && value < 1e5 ? String(value) : value.toExponential().replace("e+", "e");
}

/** The address of a view: "#/impedance?example=staircase-stripping&sweep=78&lambda=2.5e-3". */
export function writeAddress({ view, example, sweep, lambda, frequency }: Address): string {
  const fields: string[] = [];
  if (example !== null) fields.push(`example=${example}`);
  if (sweep !== null) fields.push(`sweep=${sweep}`);
  if (lambda !== null) fields.push(`lambda=${written(lambda)}`);
  if (frequency !== null) fields.push(`frequency=${written(frequency)}`);
  return `#/${view}${fields.length === 0 ? "" : `?${fields.join("&")}`}`;
}
