import type { Need } from "./needs.ts";

/** Base of the errors that Liquidus throws on purpose: the message is a sentence a researcher can act on. */
export abstract class LiquidusError extends Error {
  abstract override readonly name: string;
  /** What the caller can give that mends it; left out: the message says all. */
  readonly needs?: Need;

  constructor(message: string, needs?: Need) {
    super(message);
    if (needs !== undefined) this.needs = needs;
  }
}

/** A request outside what is defined or physical; the caller can mend it. */
export class DomainError extends LiquidusError {
  override readonly name = "DomainError";
}

/** Where in a file something was found that its format does not allow. */
export interface FormatPosition {
  /** Name of the file as the user knows it, without folders. */
  readonly file?: string;
  /** Byte offset from the start of the file. */
  readonly offset?: number;
  /** Line number, from 1. */
  readonly line?: number;
}

/** A file that is not what its format asks for. The message says what was found, what was expected and what to do. */
export class FormatError extends LiquidusError {
  override readonly name = "FormatError";
  readonly position: FormatPosition;

  constructor(message: string, position: FormatPosition = {}) {
    super(message);
    this.position = position;
  }
}

/** An iteration that gave up. The message says where it stood. */
export class ConvergenceError extends LiquidusError {
  override readonly name = "ConvergenceError";
}

/** The user, or the caller, stopped a task. */
export class CancelledError extends LiquidusError {
  override readonly name = "CancelledError";
}
