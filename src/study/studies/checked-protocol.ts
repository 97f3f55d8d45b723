import { FormatError } from "../../base/errors.ts";
import { sentenceOf } from "../document.ts";
import { type ProtocolLine, protocolFromText, protocolLines } from "../protocol.ts";
import { fillProtocol, namesIn } from "./fill-protocol.ts";
import { type StepPlace, stepPlaces } from "./step-places.ts";
import type { Written } from "./study.ts";

/** What is to be said of a protocol while it is written. */
export interface CheckedProtocol {
  /** The first thing that is wrong, with line and column from 1 in the text; null where it can be run. */
  readonly error: { readonly line: number; readonly column: number; readonly message: string } | null;
  /** Where each step stands in the text. */
  readonly steps: readonly StepPlace[];
  /** As it was understood; empty where it was not. */
  readonly sentences: readonly ProtocolLine[];
}

/** Reads a protocol with its {names} as they are filled in by `given`. */
export function checkedProtocol(text: string, given: Readonly<Record<string, Written>> = {}): CheckedProtocol {
  const steps = stepPlaces(text);
  try {
    const asked = namesIn(text);
    const filled = fillProtocol(
      text,
      Object.fromEntries(Object.entries(given).filter(([name]) => asked.includes(name))),
    );
    return { error: null, steps, sentences: protocolLines(protocolFromText(filled).protocol) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const [, line, column, message] = /^Line (\d+), column (\d+): ([\s\S]*)$/.exec(sentenceOf(error)) ?? [];
    const known = error instanceof FormatError ? error.position.line : undefined;
    return {
      error: {
        line: Number(line ?? known ?? 1),
        column: Number(column ?? 1),
        message: message ?? sentenceOf(error),
      },
      steps,
      sentences: [],
    };
  }
}
