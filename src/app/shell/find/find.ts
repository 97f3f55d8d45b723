import { parsePrefixed } from "./values.ts";

/** Something that Ctrl K finds. */
export interface Findable {
  readonly key: string;
  readonly group: "Value" | "Command" | "File" | "Study" | "Example";
  readonly title: string;
  /** Grey, at the right: a key, a folder, a count. */
  readonly remark: string;
  /** Other words that find it, not shown. */
  readonly words?: string;
  readonly run: () => void;
}

/** Results shown at once. */
const MOST = 14;

/** What an example is worth less than what is the user's own: more than a title that begins with the word over one that holds it. */
const SHIPPED = 1.2;
/** What the longest title is worth less than the shortest. */
const LENGTH = 0.1;
/** What a word of the title that is the word that was sought is worth. */
const EXACT = 4;

/** How many words of a search stand in a title as they were typed. */
function exactWords(title: string, search: string): number {
  const words = new Set(title.toLocaleLowerCase("en").split(WORDS_END));
  return search
    .toLocaleLowerCase("en")
    .split(/\s+/)
    .filter((word) => word !== "" && words.has(word)).length;
}

/** Between the words of a title. */
const WORDS_END = /[\s_/.,-]+/;

/** How well a text answers a search, its length aside: higher is better; null: not at all. */
export function score(text: string, search: string): number | null {
  const low = text.toLocaleLowerCase("en");
  const words = search
    .toLocaleLowerCase("en")
    .split(/\s+/)
    .filter((word) => word !== "");
  let sum = 0;
  for (const word of words) {
    const at = low.indexOf(word);
    if (at < 0) return null;
    const begins = at === 0 || /[\s_/.-]/.test(low.charAt(at - 1));
    sum += at === 0 ? 3 : begins ? 2 : 1;
  }
  return sum;
}

/** What an answer by words that are not shown is worth less than one by the title, the worst of which is a little below 1. */
const UNSEEN = 2;

/** How well one answers a search by what is seen of it, else with its other words too. */
function scoreOf({ group, title, remark, words = "" }: Findable, search: string): number | null {
  if (group === "Value") return Number.MAX_VALUE;
  const text = `${title} ${remark}`;
  // Of equals the shorter; examples in the order in which they are shipped.
  const less = group === "Example" ? SHIPPED : Math.min(LENGTH, text.length / 1000);
  const seen = score(text, search);
  if (seen !== null) return seen + EXACT * exactWords(title, search) - less;
  const unseen = words === "" ? null : score(`${text} ${words}`, search);
  return unseen === null ? null : unseen - UNSEEN - less;
}

/** What a search finds, the best first; without a search what is most used: commands. */
export function find(all: readonly Findable[], search: string): readonly Findable[] {
  if (search.trim() === "") return all.filter(({ group }) => group === "Command").slice(0, MOST);
  return all
    .flatMap((one) => {
      const found = scoreOf(one, search);
      return found === null ? [] : [{ one, found }];
    })
    .toSorted((a, b) => b.found - a.found)
    .slice(0, MOST)
    .map(({ one }) => one);
}

/** A value that a search names: "sweep 78", "78", "6.1 kHz", "tau 26 us", "lambda 2.5e-3". */
export type NamedValue =
  | { readonly kind: "sweep"; readonly sweep: number }
  | { readonly kind: "frequency"; readonly frequency: number }
  | { readonly kind: "lambda"; readonly lambda: number };

const NUMBER = String.raw`(\d+(?:[.,]\d+)?(?:\s*(?:e|×\s*10\^?)\s*[-−]?\d+)?)`;
const sweepPattern = /^(?:sweep|pulse|#)?\s*(\d{1,6})$/i;
const lambdaPattern = new RegExp(`^(?:λ|lambda|smoothing)\\s*=?\\s*${NUMBER}$`, "i");
const frequencyPattern = new RegExp(`^(?:f|frequency)?\\s*=?\\s*${NUMBER}\\s*([kMmGµu]?)hz$`, "i");
const tauPattern = new RegExp(`^(?:τ|tau)\\s*=?\\s*${NUMBER}\\s*([mµun]?)s$`, "i");

/** What value a search names; null: none. A frequency in Hz, a sweep counted from 1. */
export function namedValue(search: string): NamedValue | null {
  const text = search.trim().normalize("NFKC").replaceAll("μ", "u");
  const sweep = sweepPattern.exec(text);
  if (sweep) return { kind: "sweep", sweep: Number(sweep[1]) };
  const lambda = lambdaPattern.exec(text);
  if (lambda) {
    const value = parsePrefixed(lambda[1] as string, "");
    return value > 0 ? { kind: "lambda", lambda: value } : null;
  }
  const frequency = frequencyPattern.exec(text);
  if (frequency) {
    const value = parsePrefixed(frequency[1] as string, frequency[2] as string);
    return value > 0 ? { kind: "frequency", frequency: value } : null;
  }
  const tau = tauPattern.exec(text);
  if (tau) {
    const value = parsePrefixed(tau[1] as string, tau[2] as string);
    return value > 0 ? { kind: "frequency", frequency: 1 / (2 * Math.PI * value) } : null;
  }
  return null;
}
