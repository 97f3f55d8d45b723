import type { DaeSystem } from "./dae-system.ts";

/** "surface concentration (unknown 4) = 12.5 mol/m3"; an unknown without a name goes by its number. */
export function describeUnknown(system: DaeSystem, index: number, value: number): string {
  const named = system.nameOf?.(index);
  const number = value.toPrecision(6);
  if (named === undefined) return `unknown ${index} = ${number}`;
  const [name, unit] = named;
  return `${name} (unknown ${index}) = ${number}${unit === "" || unit === "1" ? "" : ` ${unit}`}`;
}
