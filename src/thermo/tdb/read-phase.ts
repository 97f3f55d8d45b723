import type { Cursor } from "./cursor.ts";

export interface PhaseStatement {
  readonly name: string;
  readonly kind: string | null;
  /** Each character names a TYPE_DEFINITION. */
  readonly codes: string;
  readonly sites: readonly number[];
  readonly offset: number;
}

export interface ConstituentStatement {
  readonly phase: string;
  readonly sublattices: readonly (readonly string[])[];
  readonly offset: number;
}

/** A phase with more sublattices is a broken file. */
const MOST_SUBLATTICES = 10;

/** Reads `LIQUID:L %& 2 1 3`. @throws FormatError with line and column */
export function readPhase(cursor: Cursor, offset: number): PhaseStatement {
  const name = cursor.expectWord("the name of a phase", ":").toUpperCase();
  let kind: string | null = null;
  if (cursor.text[cursor.at] === ":") {
    cursor.at++;
    kind = cursor.word().replaceAll(":", "").toUpperCase() || null;
  }
  const codes = cursor.expectWord("the type codes of the phase, such as %");
  const start = cursor.at;
  const count = cursor.expectNumber("the number of sublattices");
  if (!Number.isInteger(count) || count < 1 || count > MOST_SUBLATTICES) {
    throw cursor.fail(`found ${count} sublattices, expected 1 to ${MOST_SUBLATTICES}`, start);
  }
  const sites: number[] = [];
  while (sites.length < count) {
    const number = cursor.expectNumber(`the sites of sublattice ${sites.length + 1} of ${count}`);
    if (!(number > 0)) throw cursor.fail(`found ${number} sites, expected a number above 0`);
    sites.push(number);
  }
  if (cursor.peek() === ">") cursor.at = cursor.text.length;
  return { name, kind, codes, sites, offset };
}

/** Reads `BCC_A2 :FE%,CR : VA% :`. @throws FormatError with line and column */
export function readConstituents(cursor: Cursor, offset: number): ConstituentStatement {
  const phase = cursor.expectWord("the name of a phase", ":").toUpperCase();
  // The kind of the phase may be repeated: LIQUID:L :A,B:
  if (cursor.text[cursor.at] === ":" && /^:[A-Z]\s*:/i.test(cursor.text.slice(cursor.at, cursor.at + 40))) {
    cursor.at += 2;
  }
  cursor.expect(":", ": before the constituents");
  const sublattices: string[][] = [[]];
  for (;;) {
    const character = cursor.peek(",");
    if (character === ":") {
      if (sublattices.at(-1)?.length === 0) throw cursor.expected("a constituent before :");
      cursor.at++;
      const next = cursor.peek();
      if (next === ">") cursor.at = cursor.text.length;
      if (next === "" || next === ">") break;
      sublattices.push([]);
    } else if (character === "") {
      if (sublattices.at(-1)?.length === 0) sublattices.pop();
      throw cursor.expected(": after the constituents");
    } else {
      const word = cursor.word(",:%").toUpperCase();
      while (cursor.text[cursor.at] === "%") cursor.at++;
      const constituent = word.replaceAll("#", "");
      const here = sublattices.at(-1) as string[];
      if (here.includes(constituent)) {
        const message = `${constituent} stands twice in sublattice ${sublattices.length} of ${phase}; it counts once`;
        cursor.source.warn("constituent-twice", message, cursor.offset());
      } else if (constituent !== "") {
        here.push(constituent);
      }
    }
  }
  return { phase, sublattices, offset };
}
