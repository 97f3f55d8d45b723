import { FormatError } from "../../base/errors.ts";
import { positionIn } from "./text-position.ts";
import { short, type Token, tokensOf } from "./tokens.ts";

/** Characters of a step that a message quotes before and behind the place. */
const QUOTED = 120;

/** A place in the tokens of a protocol; knows where the present step began, so that errors quote it. */
export class Cursor {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  #stepStart = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  get token(): Token {
    return this.ahead(0);
  }

  /** The token `count` further on; the end where there is none. */
  ahead(count: number): Token {
    const tokens = this.#tokens;
    return tokens[Math.min(this.#at + count, tokens.length - 1)] as Token;
  }

  take(): Token {
    const token = this.token;
    if (this.#at < this.#tokens.length - 1) this.#at++;
    return token;
  }

  /** Takes so many tokens as they are written, blanks drawn together; a string without its quotation marks. */
  takeText(count: number): string {
    if (this.token.kind === "string") return this.take().text;
    const { start } = this.token;
    const { end } = this.ahead(count - 1);
    for (let i = 0; i < count; i++) this.take();
    return this.#text.slice(start, end).replace(/\s+/g, " ");
  }

  beginStep(): void {
    this.#stepStart = this.token.start;
  }

  is(...words: readonly string[]): boolean {
    return this.token.kind === "word" && words.includes(this.token.word);
  }

  isSymbol(...symbols: readonly string[]): boolean {
    return this.token.kind === "symbol" && symbols.includes(this.token.text);
  }

  /** Takes the words if they all stand here, in this order. */
  accept(...words: readonly string[]): boolean {
    if (!words.every((one, i) => this.ahead(i).kind === "word" && this.ahead(i).word === one)) return false;
    this.#at += words.length;
    return true;
  }

  acceptSymbol(...symbols: readonly string[]): boolean {
    if (!this.isSymbol(...symbols)) return false;
    this.#at++;
    return true;
  }

  skipNewlines(): void {
    while (this.token.kind === "newline") this.#at++;
  }

  /** Takes the end of a line if the sentence goes on behind it: `for`, `until`, `or`, a comma … begin no step. */
  joinLines(): void {
    let next = 0;
    while (this.ahead(next).kind === "newline") next++;
    const token = this.ahead(next);
    const goesOn =
      (token.kind === "word" && ["for", "until", "or", "then", "with", "ending"].includes(token.word)) ||
      (token.kind === "symbol" && token.text === ",");
    if (next > 0 && goesOn) this.#at += next;
  }

  /** Text of the present step up to here, blanks drawn together. */
  understood(): string {
    const from = Math.max(this.#stepStart, this.token.start - QUOTED);
    const text = this.#text.slice(from, this.token.start).replace(/\s+/g, " ").trim();
    return from > this.#stepStart ? `…${text}` : text;
  }

  /**
   * The error for what stands here.
   * @param expected what should: "a current"
   * @param example a sentence that is right
   */
  unexpected(expected: string, example: string): FormatError {
    const { kind, text } = this.token;
    const found = kind === "end" || kind === "newline" ? `the ${text}` : `"${short(text)}"`;
    const understood = this.understood();
    return this.error(
      `${understood === "" ? "found" : `understood "${understood}", then found`} ${found}; expected ${expected}, as in "${example}".`,
    );
  }

  /** An error that quotes the step. @param at where; absent: here */
  error(what: string, at: number = this.token.start): FormatError {
    const { line, column } = positionIn(this.#text, at);
    return new FormatError(`Line ${line}, column ${column}: ${this.#quotedStep(at)}${what}`, { line });
  }

  #quotedStep(at: number): string {
    const start = Math.min(this.#stepStart, at);
    const from = Math.max(start, at - QUOTED);
    const rest = this.#text.slice(from, Math.max(at, from) + QUOTED);
    const stop = rest.slice(at - from).search(/[;{}\n\r#]/);
    const step = (stop < 0 ? rest : rest.slice(0, at - from + stop)).replace(/\s+/g, " ").trim();
    const cut = stop < 0 && rest.length < this.#text.length - from ? "…" : "";
    return step === "" ? "" : `"${from > start ? "…" : ""}${step}${cut}": `;
  }
}
