import { FormatError } from "../../base/errors.ts";

/** What one step of a program does to the stack of values. */
export const CONSTANT = 0;
export const TEMPERATURE = 1;
export const PRESSURE = 2;
export const REFERENCE = 3;
export const ADD = 4;
export const SUBTRACT = 5;
export const MULTIPLY = 6;
export const DIVIDE = 7;
export const POWER = 8;
export const NEGATE = 9;
export const LOGARITHM = 10;
export const EXPONENTIAL = 11;

/** An expression in T and P as a program in reverse Polish order: nothing here is nested, so nothing can be nested too deep. */
export interface Expression {
  /** As it is written to a file: no blanks, upper case, functions marked with `#`. */
  readonly text: string;
  readonly operations: Uint8Array;
  /** The number of a CONSTANT, the index into `references` of a REFERENCE; 0 elsewhere. */
  readonly operands: Float64Array;
  /** Names of the functions it refers to, each once. */
  readonly references: readonly string[];
  /** Most values on the stack at once. */
  readonly depth: number;
}

/** A part of a text that holds an expression, and how an error in it is told. */
export interface ExpressionPlace {
  readonly start: number;
  readonly end: number;
  /** What may follow the expression, for messages: `the end`, `;`. */
  readonly closing: string;
  /** Makes the error for a fault found at an offset of the text. */
  fail(message: string, offset: number): Error;
}

const OPEN = 20;
const PLUS_SIGN = 21;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[ED][+-]?\d+)?/iy;
const NAME = /[A-Z_][A-Z0-9_]*/iy;
const MATHEMATICS: ReadonlyMap<string, number> = new Map([
  ["LN", LOGARITHM],
  ["LOG", LOGARITHM],
  ["EXP", EXPONENTIAL],
]);
const EXPECTED_OPERAND = "expected a number, T, P, a function or (";
const EXPECTED_OPERATOR = "expected + - * / ** or";

/**
 * Reads an expression of a thermodynamic database: numbers (`1E-05`, `.07`), T in K, P in Pa, `LN()` and `LOG()` (both
 * natural), `EXP()`, `+ - * / **`, brackets, and functions by name (`GHSERNA#` or `GHSERNA`). `**` binds tightest and
 * to the right, then a sign, then `* /`: `-T**2` is −(T²). Blanks and line breaks may stand between any two words.
 * Time and memory are linear in the length, whatever the nesting.
 *
 * @param place the part of the text to read, and the errors to throw; the whole text and FormatError by default
 * @throws FormatError, or what `place.fail` makes, where the text is no such expression
 */
export function parseExpression(source: string, place?: ExpressionPlace): Expression {
  return new ExpressionReader(source, place ?? wholeText(source)).read();
}

function wholeText(source: string): ExpressionPlace {
  return {
    start: 0,
    end: source.length,
    closing: "the end",
    fail: (message, offset) =>
      new FormatError(`Expression “${shorten(source)}”, column ${offset + 1}: ${message}.`, { offset }),
  };
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

class ExpressionReader {
  readonly #source: string;
  readonly #place: ExpressionPlace;
  readonly #operations: number[] = [];
  readonly #operands: number[] = [];
  readonly #words: string[] = [];
  readonly #references = new Map<string, number>();
  /** Operators that wait for their right side, with the offsets they stand at. */
  readonly #waiting: number[] = [];
  readonly #offsets: number[] = [];
  #height = 0;
  #depth = 0;

  constructor(source: string, place: ExpressionPlace) {
    this.#source = source;
    this.#place = place;
  }

  read(): Expression {
    const { start, end } = this.#place;
    let wantsOperand = true;
    let at = this.#skipBlanks(start);
    while (at < end) {
      if (wantsOperand) {
        const next = this.#readOperand(at);
        wantsOperand = next < 0;
        at = Math.abs(next);
      } else {
        const next = this.#readOperator(at);
        wantsOperand = next > 0;
        at = Math.abs(next);
      }
      at = this.#skipBlanks(at);
    }
    if (wantsOperand) throw this.#place.fail(`found ${this.#place.closing}, ${EXPECTED_OPERAND}`, end);
    while (this.#waiting.length > 0) {
      if (this.#waiting.at(-1) === OPEN) {
        throw this.#place.fail("this ( is not closed, expected ) before the end", this.#offsets.at(-1) as number);
      }
      this.#release();
    }
    return {
      text: this.#words.join(""),
      operations: Uint8Array.from(this.#operations),
      operands: Float64Array.from(this.#operands),
      references: [...this.#references.keys()],
      depth: this.#depth,
    };
  }

  /** Reads a number, name, sign or bracket; returns where it ends, negative if an operand must still follow. */
  #readOperand(at: number): number {
    const source = this.#source;
    const character = source[at] as string;
    if (character === "+" || character === "-") {
      this.#wait(character === "+" ? PLUS_SIGN : NEGATE, at);
      this.#words.push(character);
      return -(at + 1);
    }
    if (character === "(") {
      this.#wait(OPEN, at);
      this.#words.push("(");
      return -(at + 1);
    }
    const number = this.#match(NUMBER, at);
    if (number !== "") {
      const text = number.toUpperCase().replace("D", "E");
      const value = Number(text);
      if (!Number.isFinite(value)) throw this.#place.fail(`${shorten(number)} is too large for a number`, at);
      this.#words.push(text);
      this.#emit(CONSTANT, value, 1);
      return at + number.length;
    }
    const word = this.#match(NAME, at);
    if (word !== "") return this.#readName(word.toUpperCase(), at);
    throw this.#place.fail(`found ${quoteAt(source, at, this.#place.end)}, ${EXPECTED_OPERAND}`, at);
  }

  #readName(name: string, at: number): number {
    let next = at + name.length;
    if (this.#source[next] === "#" && next < this.#place.end) {
      this.#refer(name);
      return next + 1;
    }
    const operation = MATHEMATICS.get(name);
    if (operation !== undefined) {
      next = this.#skipBlanks(next);
      if (next >= this.#place.end || this.#source[next] !== "(") {
        throw this.#place.fail(`${name} without its argument, expected ${name}(`, at);
      }
      this.#wait(operation, at);
      this.#wait(OPEN, next);
      this.#words.push(name, "(");
      return -(next + 1);
    }
    if (name === "T" || name === "P") {
      this.#words.push(name);
      this.#emit(name === "T" ? TEMPERATURE : PRESSURE, 0, 1);
    } else {
      const after = this.#skipBlanks(next);
      if (this.#source[after] === "(" && after < this.#place.end) {
        throw this.#place.fail(`found ${shorten(name)}(, expected LN(, LOG( or EXP(`, at);
      }
      this.#refer(name);
    }
    return next;
  }

  #refer(name: string): void {
    let index = this.#references.get(name);
    if (index === undefined) {
      index = this.#references.size;
      this.#references.set(name, index);
    }
    this.#words.push(name, "#");
    this.#emit(REFERENCE, index, 1);
  }

  /** Reads an operator or a closing bracket; returns where it ends, negative after a bracket. */
  #readOperator(at: number): number {
    const source = this.#source;
    const character = source[at] as string;
    if (character === ")") {
      while (this.#waiting.length > 0 && this.#waiting.at(-1) !== OPEN) this.#release();
      if (this.#waiting.length === 0) throw this.#place.fail("found ) without its (", at);
      this.#waiting.pop();
      this.#offsets.pop();
      if ((this.#waiting.at(-1) ?? OPEN) === LOGARITHM || this.#waiting.at(-1) === EXPONENTIAL) this.#release();
      this.#words.push(")");
      return -(at + 1);
    }
    const isPower = character === "*" && source[at + 1] === "*" && at + 1 < this.#place.end;
    const operation = isPower ? POWER : OPERATORS.indexOf(character) + ADD;
    if (operation < ADD) {
      throw this.#place.fail(
        `found ${quoteAt(source, at, this.#place.end)}, ${EXPECTED_OPERATOR} ${this.#place.closing}`,
        at,
      );
    }
    const rank = rankOf(operation);
    while (this.#waiting.length > 0) {
      const top = this.#waiting.at(-1) as number;
      if (top === OPEN || rankOf(top) < rank || (operation === POWER && top === POWER)) break;
      this.#release();
    }
    this.#wait(operation, at);
    this.#words.push(isPower ? "**" : character);
    return at + (isPower ? 2 : 1);
  }

  #wait(operation: number, offset: number): void {
    this.#waiting.push(operation);
    this.#offsets.push(offset);
  }

  #release(): void {
    const operation = this.#waiting.pop() as number;
    this.#offsets.pop();
    if (operation === PLUS_SIGN) return;
    this.#emit(operation, 0, operation <= POWER ? -1 : 0);
  }

  #emit(operation: number, operand: number, growth: number): void {
    this.#operations.push(operation);
    this.#operands.push(operand);
    this.#height += growth;
    if (this.#height > this.#depth) this.#depth = this.#height;
  }

  #match(pattern: RegExp, at: number): string {
    pattern.lastIndex = at;
    const found = pattern.exec(this.#source)?.[0] ?? "";
    return found.slice(0, this.#place.end - at);
  }

  #skipBlanks(from: number): number {
    let at = from;
    while (at < this.#place.end && this.#source.charCodeAt(at) <= 32) at++;
    return at;
  }
}

/** In the order of ADD … DIVIDE. */
const OPERATORS = "+-*/";

function rankOf(operation: number): number {
  if (operation === ADD || operation === SUBTRACT) return 1;
  if (operation === MULTIPLY || operation === DIVIDE) return 2;
  return operation === POWER ? 4 : 3;
}

/** The word that stands at an offset, in quotes, for a message. */
export function quoteAt(source: string, at: number, end: number): string {
  if (at >= end) return "the end";
  let last = at + 1;
  if (isWordCharacter(source.charCodeAt(at))) {
    while (last < end && last < at + 20 && isWordCharacter(source.charCodeAt(last))) last++;
  }
  return `“${source.slice(at, last)}”`;
}

function isWordCharacter(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
}
