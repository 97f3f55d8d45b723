/** Frequencies of the mains, in Hz. */
const MAINS = [50, 60] as const;
const HARMONICS = 3;
/** A point so near to a line, as a share of it, is disturbed by it. */
const WIDTH = 0.025;

/** The mains line (50 or 60 Hz and the first harmonics) within 2.5 % of a frequency in Hz; null if there is none. */
export function nearMains(frequency: number): number | null {
  for (const mains of MAINS) {
    const harmonic = Math.round(frequency / mains);
    if (harmonic < 1 || harmonic > HARMONICS) continue;
    if (Math.abs(frequency / (harmonic * mains) - 1) < WIDTH) return harmonic * mains;
  }
  return null;
}
