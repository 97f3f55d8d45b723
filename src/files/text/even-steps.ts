/** Rows from which equal steps are no accident. */
const FEWEST = 10;
/** Deviation from the straight line, as a share of a step, that rounding of printed numbers may make. */
const TOLERANCE = 0.25;

/**
 * True for a scan: ten numbers or more in equal steps, as angles and energies are. Frequencies of an impedance are spaced by
 * ratios.
 */
export function isEvenlySpaced(values: readonly number[]): boolean {
  if (values.length < FEWEST) return false;
  const first = values[0] as number;
  const step = ((values.at(-1) as number) - first) / (values.length - 1);
  return step !== 0 && values.every((value, i) => Math.abs(value - first - i * step) < TOLERANCE * Math.abs(step));
}
