/** EC-Lab's default for areas and masses, in whatever unit: it means that nothing was entered. */
const DEFAULT = 0.001;

/** The number that someone typed and a 4-byte float holds: its first seven digits. */
export function asTyped(value: number): number {
  return Number(value.toPrecision(7));
}

/** The number if the operator entered one: finite, positive and not EC-Lab's default 0.001. */
export function entered(value: number | null): number | null {
  if (value === null || !Number.isFinite(value) || value <= 0 || Math.abs(value - DEFAULT) < 1e-9) return null;
  return asTyped(value);
}

/** Text if there is any besides EC-Lab's `(unspecified)`. */
export function enteredText(text: string | null): string | null {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" || trimmed === "(unspecified)" ? null : trimmed;
}

/** Area in m² of a number and its unit: cm² or mm², whatever the encoding did to the ². Null for another unit. */
export function areaInSquareMetres(value: number | null, unit: string): number | null {
  const number = entered(value);
  const scale = unit.startsWith("cm") ? 1e-4 : unit.startsWith("mm") ? 1e-6 : null;
  return number === null || scale === null ? null : number * scale;
}
