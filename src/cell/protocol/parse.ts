import { Cursor } from "./cursor.ts";
import { DEEPEST_REPEAT, faultOfName, faultOfSafety, MOST_PASSES } from "./faults.ts";
import type { Protocol, Step, StepLimit } from "./protocol.ts";
import { readSafety } from "./read-ends.ts";
import { readCount } from "./read-quantity.ts";
import { examples, readStep } from "./read-step.ts";

/**
 * Reads a protocol: sentences parted by `;` or by lines, `#` before a note. Time linear in the length of the text.
 * The sentences are in docs/protocol-language.md.
 *
 * @throws FormatError with line and column, quoting the step, what was understood of it, what was expected, and an example
 */
export function parseProtocol(text: string): Protocol {
  const cursor = new Cursor(text);
  skipSeparators(cursor);
  const name = readTitle(cursor);
  const safety: StepLimit[] = [];
  const steps = readSteps(cursor, 0, safety);
  if (cursor.isSymbol("}")) throw cursor.error('this "}" closes no repeat.');
  if (steps.length === 0) throw cursor.error(`the protocol has no step; write one, as in "${examples.strip}".`);
  return {
    schema: "liquidus.protocol/1",
    ...(name === undefined ? {} : { name }),
    ...(safety.length === 0 ? {} : { safety }),
    steps,
  };
}

function readTitle(cursor: Cursor): string | undefined {
  cursor.beginStep();
  if (!cursor.is("protocol") || cursor.ahead(1).kind !== "string") return undefined;
  cursor.take();
  const name = readName(cursor);
  expectSeparator(cursor);
  return name;
}

/** A name of so many tokens, as it is written. */
function readName(cursor: Cursor, length = 1): string {
  const at = cursor.token.start;
  const name = cursor.takeText(length);
  const fault = faultOfName(name);
  if (fault !== undefined) throw cursor.error(fault, at);
  return name;
}

function skipSeparators(cursor: Cursor): void {
  while (cursor.token.kind === "newline" || cursor.isSymbol(";")) cursor.take();
}

function expectSeparator(cursor: Cursor): void {
  const ends = ["newline", "end"].includes(cursor.token.kind) || cursor.isSymbol(";", "}");
  if (!ends) throw cursor.unexpected("the end of the step (a new line or ;)", `${examples.strip}; rest 10 min`);
}

/** Steps up to the end or a `}`; `stop if …` is for the whole protocol and goes into `safety`. */
function readSteps(cursor: Cursor, depth: number, safety: StepLimit[]): readonly Step[] {
  const steps: Step[] = [];
  for (skipSeparators(cursor); cursor.token.kind !== "end" && !cursor.isSymbol("}"); skipSeparators(cursor)) {
    cursor.beginStep();
    if (cursor.is("stop")) readStop(cursor, depth, safety);
    else steps.push(readNamedStep(cursor, depth, safety));
    expectSeparator(cursor);
  }
  return steps;
}

function readStop(cursor: Cursor, depth: number, safety: StepLimit[]): void {
  const at = cursor.take().start;
  if (!cursor.accept("if") && !cursor.accept("when")) throw cursor.unexpected('"if"', "stop if V > 3 V");
  if (depth > 0) {
    throw cursor.error(
      '"stop if" holds for the whole protocol and stands outside of every repeat; a step alone is stopped by "until 0.9 V then stop".',
      at,
    );
  }
  for (const limit of readSafety(cursor)) {
    const fault = faultOfSafety(limit);
    if (fault !== undefined) throw cursor.error(fault, at);
    safety.push(limit);
  }
}

/** Words and numbers that an unquoted name may have. */
const LONGEST_UNQUOTED = 10;

/** `formation: strip …`, `step 0.4: strip …`, `"pulse train": repeat …` */
function readNamedStep(cursor: Cursor, depth: number, safety: StepLimit[]): Step {
  const length = nameLength(cursor);
  const at = cursor.token.start;
  const quoted = cursor.token.kind === "string";
  const name = length === 0 ? undefined : readName(cursor, length);
  if (name !== undefined) {
    const count = quoted ? undefined : countIn(name);
    if (count !== undefined) {
      throw cursor.error(
        `"${name}:" is a name to this language, not a count: write repeat ${count} { … }, or the name between quotation marks.`,
        at,
      );
    }
    cursor.take();
    cursor.skipNewlines();
  }
  const step = cursor.is("repeat") ? readRepeat(cursor, depth, safety) : readStep(cursor, depth > 0);
  return name === undefined ? step : { name, ...step };
}

/** How many passes a name seems to ask for: `10 times`, `3x`, `10 ×`, `Cycle 1-10`, `cycles 2 to 5`, `loop 10`. */
function countIn(name: string): number | undefined {
  const times =
    /^(?:(?:do|for|loop|repeat|run)\s+)?(\d+)\s*(?:x|×|times?|cycles?|loops?|passes|repeats?|repetitions?)$/i.exec(
      name,
    );
  if (times !== null) return Number(times[1]);
  const range = /^(?:cycles?|loops?|pass(?:es)?|pulses?|repeats?)\s*(\d+)\s*(?:-|to|through)\s*(\d+)$/i.exec(name);
  if (range !== null) return Math.max(1, Math.abs(Number(range[2]) - Number(range[1])) + 1);
  const loop = /^(?:loop|repeat)\s+(\d+)$/i.exec(name);
  return loop === null ? undefined : Number(loop[1]);
}

/** Tokens in front of a colon: one string, or words and numbers. */
function nameLength(cursor: Cursor): number {
  const isColon = (at: number): boolean => cursor.ahead(at).kind === "symbol" && cursor.ahead(at).text === ":";
  if (cursor.token.kind === "string") return isColon(1) ? 1 : 0;
  for (let k = 0; k <= LONGEST_UNQUOTED; k++) {
    if (isColon(k)) return k;
    if (cursor.ahead(k).kind !== "word" && cursor.ahead(k).kind !== "number") return 0;
  }
  return 0;
}

function readRepeat(cursor: Cursor, depth: number, safety: StepLimit[]): Step {
  const at = cursor.take().start;
  if (depth >= DEEPEST_REPEAT) throw cursor.error(`repeats stand within one another up to ${DEEPEST_REPEAT} deep.`, at);
  const count = readCount(cursor, "how many times", examples.repeat, MOST_PASSES);
  cursor.accept("times");
  cursor.skipNewlines();
  if (!cursor.acceptSymbol("{")) throw cursor.unexpected('"{"', examples.repeat);
  const steps = readSteps(cursor, depth + 1, safety);
  if (!cursor.isSymbol("}")) {
    throw cursor.error(
      `its "{" is not closed; the steps of a repeat stand between { and }, as in "${examples.repeat}".`,
      at,
    );
  }
  if (steps.length === 0)
    throw cursor.error(
      `a repeat without steps repeats nothing; write them between { and }, as in "${examples.repeat}".`,
      at,
    );
  cursor.take();
  return { kind: "repeat", count, steps };
}
