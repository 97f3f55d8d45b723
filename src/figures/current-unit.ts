/** A unit of current or of current density, and how many of it are one A or one A cm⁻². */
export interface CurrentUnit<Unit extends string = string> {
  readonly factor: number;
  readonly unit: Unit;
}

type Prefix = "" | "m" | "µ" | "n";

/** Prefixes by the least current in A, or A cm⁻², whose axis or column carries them: 0.1 mA is no "100 µA", 0.1 A no "0.1 A". */
const SCALES: readonly { readonly from: number; readonly factor: number; readonly prefix: Prefix }[] = [
  { from: 1, factor: 1, prefix: "" },
  { from: 1e-4, factor: 1e3, prefix: "m" },
  { from: 1e-7, factor: 1e6, prefix: "µ" },
  { from: 0, factor: 1e9, prefix: "n" },
];

/** Rounding by which a value may miss the edge of a prefix. */
const ROUNDING = 1e-9;

/**
 * The one prefix under which currents of an axis, a column or a list read: nA, µA, mA or A by the largest of them; mA where there is none.
 *
 * @param currents in A; null and what is not finite are passed over
 * @param area in m²; then current densities: nA cm⁻² to A cm⁻²
 */
export function currentUnit(
  currents: Iterable<number | null>,
  area: number | null = null,
): CurrentUnit<`${Prefix}A` | `${Prefix}A cm⁻²`> {
  const squareCentimetres = area === null ? 1 : area * 1e4;
  let largest = 0;
  for (const current of currents) {
    const size = Math.abs(current ?? 0);
    if (size > largest && size < Number.POSITIVE_INFINITY) largest = size;
  }
  const size = largest === 0 ? 1e-3 : (largest / squareCentimetres) * (1 + ROUNDING);
  const { factor, prefix } = SCALES.find(({ from }) => size >= from) ?? { factor: 1e3, prefix: "m" };
  return { factor: factor / squareCentimetres, unit: area === null ? `${prefix}A` : `${prefix}A cm⁻²` };
}

/** The same for current densities in A/m². */
export function currentDensityUnit(densities: Iterable<number | null>): CurrentUnit<`${Prefix}A cm⁻²`> {
  const { factor, unit } = currentUnit(densities, 1);
  return { factor, unit: unit as `${Prefix}A cm⁻²` };
}
