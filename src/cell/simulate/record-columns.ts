import type { SegmentRecord } from "./trajectory.ts";

/** Records of segments as columns: of a hundred thousand of them a fraction of the room. */
export interface RecordColumns {
  /** Each word once. */
  readonly words: readonly string[];
  /** Per record the places of its step, its sentence and what ended it among the words, and the position of its limit. */
  readonly places: Int32Array;
  /** Per record start, end, current and voltage at the start and at the end, charge, and the passes it stands for; 0: a segment. */
  readonly numbers: Float64Array;
  /** Pairs of record and spectrum. */
  readonly spectra: Int32Array;
}

const PLACES = 4;
const NUMBERS = 8;

export function recordColumns(records: readonly SegmentRecord[]): RecordColumns {
  const known = new Map<string, number>();
  const words: string[] = [];
  const placeOf = (word: string): number => {
    const found = known.get(word);
    if (found !== undefined) return found;
    known.set(word, words.length);
    return words.push(word) - 1;
  };
  const places = new Int32Array(PLACES * records.length);
  const numbers = new Float64Array(NUMBERS * records.length);
  const spectra: number[] = [];
  for (const [k, one] of records.entries()) {
    places.set([placeOf(one.step), placeOf(one.sentence), placeOf(one.endedBy), one.limit], PLACES * k);
    const { start, end, startCurrent, startVoltage, endCurrent, endVoltage, charge, passes = 0 } = one;
    numbers.set([start, end, startCurrent, startVoltage, endCurrent, endVoltage, charge, passes], NUMBERS * k);
    for (const spectrum of one.spectra) spectra.push(k, spectrum);
  }
  return { words, places, numbers, spectra: Int32Array.from(spectra) };
}

export function recordsOf({ words, places, numbers, spectra }: RecordColumns): SegmentRecord[] {
  const taken = new Map<number, number[]>();
  for (let k = 0; k < spectra.length; k += 2) {
    taken.set(spectra[k], [...(taken.get(spectra[k]) ?? []), spectra[k + 1]]);
  }
  return Array.from({ length: places.length / PLACES }, (_, k): SegmentRecord => {
    const [step, sentence, endedBy, limit] = places.subarray(PLACES * k);
    const [start, end, startCurrent, startVoltage, endCurrent, endVoltage, charge, passes] = numbers.subarray(
      NUMBERS * k,
      NUMBERS * (k + 1),
    );
    return {
      step: words[step],
      sentence: words[sentence],
      start,
      end,
      endedBy: words[endedBy],
      limit,
      startCurrent,
      startVoltage,
      endCurrent,
      endVoltage,
      charge,
      spectra: taken.get(k) ?? [],
      ...(passes === 0 ? {} : { passes }),
    };
  });
}
