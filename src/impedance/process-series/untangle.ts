import type { StateLayout } from "./layout.ts";

/** Squared change of ln τ from sweep to sweep, summed over two tracks, that an exchange of them must save: a factor of e. */
const LEAST_SAVED = 1;

/**
 * Gives tracks of one shape that exchanged their names from one sweep to the next their names back: the data of a sweep do not tell
 * them apart, and a fit may end where they change places. They have exchanged them where ln τ stays nearer to the sweep before, and to
 * what the two before it point to, with the names the other way round; two processes whose times cross go on as they went.
 *
 * @param state of all sweeps, sweep by sweep; changed in place from the sweep on where names were exchanged
 * @returns whether any were
 */
export function untangle(state: Float64Array, layout: StateLayout): boolean {
  const { size, offsets, shapes } = layout;
  const sweeps = state.length / size;
  const logTau = (sweep: number, track: number): number => state[sweep * size + offsets[track] + 1];
  const pointed = (sweep: number, track: number): number =>
    sweep < 2 ? logTau(sweep - 1, track) : 2 * logTau(sweep - 1, track) - logTau(sweep - 2, track);
  let changed = false;
  for (let i = 1; i < sweeps; i++) {
    for (let again = true; again; ) {
      again = false;
      for (let a = 0; a < offsets.length; a++) {
        for (let b = a + 1; b < offsets.length; b++) {
          if (shapes[a] !== shapes[b]) continue;
          const saved = (from: (track: number) => number): number =>
            (logTau(i, a) - from(a)) ** 2 +
            (logTau(i, b) - from(b)) ** 2 -
            (logTau(i, b) - from(a)) ** 2 -
            (logTau(i, a) - from(b)) ** 2;
          if (saved((track) => logTau(i - 1, track)) <= LEAST_SAVED || saved((track) => pointed(i, track)) <= 0)
            continue;
          exchange(state, layout, i, a, b);
          again = true;
          changed = true;
        }
      }
    }
  }
  return changed;
}

/** Exchanges two tracks of one shape in this sweep and all after it. */
function exchange(
  state: Float64Array,
  { size, offsets, shapes }: StateLayout,
  from: number,
  a: number,
  b: number,
): void {
  const unknowns = shapes[a] === "cole-cole" ? 3 : 4;
  for (let at = from * size; at < state.length; at += size) {
    for (let e = 0; e < unknowns; e++) {
      const [p, q] = [at + offsets[a] + e, at + offsets[b] + e];
      const kept = state[p];
      state[p] = state[q];
      state[q] = kept;
    }
  }
}
