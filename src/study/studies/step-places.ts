/** Where a step stands in the text of a protocol. */
export interface StepPlace {
  /** As runs number it: "2.1" is the first step of the second one. */
  readonly number: string;
  /** First and last line, from 1; of a repetition with all that it repeats. */
  readonly from: number;
  readonly to: number;
}

/** Words that go on with the sentence of the line before. */
const GOES_ON = /^(?:for|until|or|then|with|ending|,)/i;
/** Sentences that are no steps. */
const NO_STEP = /^(?:protocol\s*"|stop\s)/i;

/**
 * Lines of the steps of a protocol, in their order, also of a text that cannot be read to its end. Sentences end with a line or `;`,
 * repeats stand between braces, `#` begins a note.
 */
export function stepPlaces(text: string): StepPlace[] {
  const places: { number: string; from: number; to: number }[] = [];
  const counts = [0];
  const open: { number: string; from: number; to: number }[] = [];
  let sentence: { number: string; from: number; to: number } | null = null;
  const begin = (words: string, line: number): void => {
    if (NO_STEP.test(words)) {
      sentence = null;
      return;
    }
    const depth = counts.length - 1;
    counts[depth] = (counts[depth] ?? 0) + 1;
    sentence = { number: counts.join("."), from: line, to: line };
    places.push(sentence);
  };
  for (const [k, row] of text.split(/\r\n?|\n/).entries()) {
    const line = k + 1;
    const bare = row.replace(/"[^"]*"|#.*|\{[A-Za-z][\w-]*\}/g, (part) =>
      part.startsWith("#") ? "" : part.replace(/[;{}]/g, "_"),
    );
    let fresh = true;
    for (const part of bare.split(/([;{}])/)) {
      const words = part.trim();
      if (words === ";") {
        sentence = null;
        fresh = false;
      } else if (words === "{") {
        if (sentence !== null) open.push(sentence);
        counts.push(0);
        sentence = null;
        fresh = false;
      } else if (words === "}") {
        if (counts.length > 1) counts.pop();
        const closed = open.pop();
        if (closed !== undefined) closed.to = line;
        sentence = null;
        fresh = false;
      } else if (words !== "") {
        if (sentence !== null && (!fresh || GOES_ON.test(words))) (sentence as { to: number }).to = line;
        else begin(words, line);
        fresh = false;
      }
    }
  }
  return places;
}
