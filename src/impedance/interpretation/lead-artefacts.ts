import { atan2, hypot } from "../../numerics/elementary/index.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";

/** Something at high frequencies that the leads or the reference electrode do, not the cell. */
export interface LeadArtefact {
  /**
   * `inductance`: Z″ grows with f; `negative-resistance`: Z′ < 0, as an imperfect reference electrode makes it;
   * `rising-resistance`: Z′ grows with f where Z″ is inductive, as coupled leads make it; `parallel-capacitance`: Z tends to
   * that of a few hundred pF at most, which cables have.
   */
  readonly kind: "inductance" | "negative-resistance" | "rising-resistance" | "parallel-capacitance";
  /** The artefact shows at this frequency in Hz and above. */
  readonly from: number;
  /** L in H, or C in F, where the kind has one. */
  readonly value: number | null;
  /** The finding in a sentence with its numbers, and what to do. */
  readonly words: string;
}

/** Points at the high-frequency end that must agree before a sentence is written. */
const FEWEST = 3;
/** Z″ counts as inductive, Z′ as negative or rising beyond this share of |Z| (of the least Z′ for a rise). */
const NOTICEABLE = 0.01;
const RISE = 0.05;
/** Above this frequency in Hz a rise or a negative Z′ is blamed on leads. */
const HIGH = 1e4;
/** Cables and holders reach this capacitance in F; beyond, it is the sample's. */
const LARGEST_STRAY = 5e-10;
/** Phase in rad below which the end counts as capacitive. */
const CAPACITIVE = -1.2;

/**
 * What leads, cables and reference electrode do to the high-frequency end of a spectrum, from one spectrum alone; empty where
 * nothing shows. It says what it may be: only an open and a short measurement tell the leads from the cell
 * (`openShortFixture`).
 */
export function leadArtefacts(spectrum: ImpedanceSpectrum): readonly LeadArtefact[] {
  const { frequency, real, imaginary } = spectrum;
  const order = Array.from(frequency.keys()).sort((a, b) => (frequency[b] as number) - (frequency[a] as number));
  /** Points from the high-frequency end on, as long as a condition holds. */
  const run = (holds: (i: number, next: number | undefined) => boolean): number[] => {
    const found: number[] = [];
    for (const [k, i] of order.entries()) {
      if (!holds(i, order[k + 1])) break;
      found.push(i);
    }
    return found.length >= FEWEST ? found : [];
  };
  const f = (i: number): number => frequency[i] as number;
  const modulus = (i: number): number => hypot(real[i] as number, imaginary[i] as number);
  const start = (points: readonly number[]): number => f(points[points.length - 1] as number);
  const artefacts: LeadArtefact[] = [];

  const inductive = run((i) => (imaginary[i] as number) > NOTICEABLE * modulus(i));
  if (inductive.length > 0) {
    // Least squares of Z″ = ωL weighted by 1/ω², the two highest octaves at most: the cell's own arc has faded there.
    const top = inductive.filter((i) => f(i) >= f(inductive[0] as number) / 4);
    const L = top.reduce((sum, i) => sum + (imaginary[i] as number) / (2 * Math.PI * f(i)), 0) / top.length;
    artefacts.push({
      kind: "inductance",
      from: start(inductive),
      value: L,
      words: `Z″ is positive above ${hertz(start(inductive))}: about ${prefixed(L)}H in series, as leads have. Relaxation times and circuits with an inductor allow for it.`,
    });
  }
  const negative = run((i) => (real[i] as number) < -NOTICEABLE * modulus(i) && f(i) > HIGH);
  if (negative.length > 0) {
    artefacts.push({
      kind: "negative-resistance",
      from: start(negative),
      value: null,
      words: `Z′ is negative above ${hertz(start(negative))}, which no passive cell has: a reference electrode of high resistance, or capacitance between its lead and the others. Measure open and short, or leave those points out.`,
    });
  }
  const rising = run(
    (i, next) =>
      next !== undefined &&
      f(i) > HIGH &&
      (imaginary[i] as number) > 0 &&
      (real[i] as number) > (real[next] as number) + NOTICEABLE * modulus(next),
  );
  const [highest] = order;
  if (rising.length > 0 && highest !== undefined) {
    const least = Math.min(...rising.map((i) => real[i] as number), real[order[rising.length] as number] as number);
    if ((real[highest] as number) > least * (1 + RISE)) {
      artefacts.push({
        kind: "rising-resistance",
        from: start(rising),
        value: null,
        words: `Z′ grows with frequency above ${hertz(start(rising))} where Z″ is inductive: leads that are coupled, or long. Twist current and voltage leads in pairs, or measure a short.`,
      });
    }
  }
  const capacitive = run((i) => atan2(imaginary[i] as number, real[i] as number) < CAPACITIVE && f(i) > HIGH);
  if (capacitive.length > 0) {
    const C =
      capacitive.reduce((sum, i) => sum - (imaginary[i] as number) / modulus(i) ** 2 / (2 * Math.PI * f(i)), 0) /
      capacitive.length;
    if (C > 0 && C < LARGEST_STRAY) {
      artefacts.push({
        kind: "parallel-capacitance",
        from: start(capacitive),
        value: C,
        words: `Above ${hertz(start(capacitive))} the impedance is that of ${prefixed(C)}F, no more than cables and holder may have: the bulk of the sample and the leads cannot be told apart without an open measurement.`,
      });
    }
  }
  return artefacts;
}

const PREFIXES: readonly (readonly [number, string])[] = [
  [1e6, "M"],
  [1e3, "k"],
  [1, ""],
  [1e-3, "m"],
  [1e-6, "µ"],
  [1e-9, "n"],
  [1e-12, "p"],
];

/** `120 k`, `0.93 µ`: two significant digits with a prefix. */
function prefixed(value: number): string {
  const [factor, prefix] = PREFIXES.find(([size]) => Math.abs(value) >= size * 0.999) ?? [1e-12, "p"];
  return `${Number((value / factor).toPrecision(2))} ${prefix}`;
}

const hertz = (f: number): string => `${prefixed(f)}Hz`;
