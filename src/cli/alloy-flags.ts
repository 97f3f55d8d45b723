import { LiquidusError } from "../base/errors.ts";
import { type AlloyDatabase, databaseFromFile } from "../study/alloy-database.ts";
import type { AlloyOptions } from "../study/alloy-system.ts";
import { refusalOf, sentenceOf } from "../study/document.ts";
import { parseTemperature } from "../units/temperature.ts";
import { exit, printJson, UsageError } from "./exit.ts";
import { numberOf } from "./flags.ts";
import { withOption } from "./option-words.ts";
import { readInput } from "./read-files.ts";
import { plain } from "./terminal.ts";

/** Options that every command about alloys takes. */
export interface AlloyFlags {
  readonly tdb?: string;
  readonly gasConstant?: string;
  readonly phases?: string;
  readonly without?: string;
  readonly json?: boolean;
}

/** Reads the database and what else is common. @throws UsageError where the file cannot be opened */
export async function alloyOptions({ tdb, gasConstant, phases, without }: AlloyFlags): Promise<AlloyOptions> {
  return {
    ...(tdb === undefined ? {} : { source: await readDatabase(tdb) }),
    ...(gasConstant === undefined ? {} : { gasConstant: numberOf("--gas-constant", gasConstant, "8.3145") }),
    ...(phases === undefined ? {} : { phases: listOf(phases) }),
    ...(without === undefined ? {} : { without: listOf(without) }),
  };
}

export async function readDatabase(path: string): Promise<AlloyDatabase> {
  const file = await readInput(path);
  if ("error" in file)
    throw new UsageError(
      file.error.message.replace(" without instrument files; folders inside it are not searched", ""),
    );
  return databaseFromFile(file);
}

/** `LIQUID,BCC_A2` */
export function listOf(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** `25C`, or several as in `0C,25C,50C`; a unit at the end counts for all. @throws DomainError for a bare number */
export function temperaturesOf(text: string): number[] {
  return withUnits(text).map(parseTemperature);
}

/** Which of them are in K: they are told in K again. */
export function inKelvins(text: string): boolean[] {
  return withUnits(text).map((part) => /K$/i.test(part));
}

/** Whether one of the temperatures that were typed is in K. */
export function anyInKelvins(...texts: readonly (string | undefined)[]): boolean {
  return texts.some((text) => text !== undefined && inKelvins(text).includes(true));
}

function withUnits(text: string): string[] {
  const parts = listOf(text);
  const unit = /(°?\s*C|K)$/i.exec(parts.at(-1) ?? "")?.[0] ?? "";
  return parts.map((part) => (/[a-z]$/i.test(part) ? part : part + unit));
}

/**
 * Runs a command whose result is one document: with --json it is printed, and so is the reason where it was refused; the sentence goes
 * to standard error either way.
 */
export async function oneDocument(schema: string, flags: AlloyFlags, command: () => Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (error) {
    if (!(error instanceof LiquidusError || error instanceof UsageError)) throw error;
    const message = sentenceOf(error);
    const refusal = error instanceof LiquidusError ? refusalOf(error) : { kind: error.name, message };
    if (flags.json) printJson({ schema, warnings: [], error: refusal });
    process.stderr.write(`${plain(withOption(refusal))}\n`);
    return error.name === "ConvergenceError" ? exit.notConverged : exit.refused;
  }
}
