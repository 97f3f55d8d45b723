import { DomainError } from "../base/errors.ts";
import type { AnalyzeOptions } from "../study/analyze.ts";
import type { SourceFile } from "../study/document.ts";
import { type Leads, leadsByValue, measuredLeads, type PrepareOptions } from "../study/prepare-sweeps.ts";
import { parseQuantity } from "../units/quantity.ts";
import { UsageError } from "./exit.ts";
import { readInput } from "./read-files.ts";

/** Flags about leads, frequencies and temperatures. */
export interface PrepareFlags {
  readonly open?: string;
  readonly short?: string;
  readonly leadInductance?: string;
  readonly leadResistance?: string;
  readonly strayCapacitance?: string;
  readonly frequencies?: string;
  readonly keepHighFrequencies?: boolean;
  readonly temperature?: string;
}

/** What is done to every sweep first. @throws DomainError, UsageError or FormatError for what cannot be used */
export async function prepareOptions(
  flags: PrepareFlags,
): Promise<PrepareOptions & Pick<AnalyzeOptions, "temperatures" | "keepHighFrequencies">> {
  const leads = await leadsOf(flags);
  return {
    ...(leads ? { leads } : {}),
    ...(flags.frequencies === undefined ? {} : { frequencies: frequenciesOf(flags.frequencies) }),
    ...(flags.keepHighFrequencies ? { keepHighFrequencies: true } : {}),
    ...(flags.temperature === undefined ? {} : { temperatures: temperaturesOf(flags.temperature) }),
  };
}

async function leadsOf(flags: PrepareFlags): Promise<Leads | null> {
  const { open, short, leadInductance, leadResistance, strayCapacitance } = flags;
  const values = {
    ...(leadInductance === undefined ? {} : { inductance: parseQuantity(leadInductance, "inductance") }),
    ...(leadResistance === undefined ? {} : { resistance: parseQuantity(leadResistance, "resistance") }),
    ...(strayCapacitance === undefined ? {} : { capacitance: parseQuantity(strayCapacitance, "capacitance") }),
  };
  const stated = Object.keys(values).length > 0;
  if (open === undefined && short === undefined) return stated ? leadsByValue(values) : null;
  if (stated) {
    throw new DomainError(
      "The leads are given twice: by --open or --short, and by --lead-inductance, --lead-resistance or --stray-capacitance. Give one of both.",
    );
  }
  return measuredLeads(await fileOf(open), await fileOf(short));
}

async function fileOf(path: string | undefined): Promise<SourceFile | null> {
  if (path === undefined) return null;
  const file = await readInput(path);
  if ("error" in file) throw new UsageError(file.error.message);
  return file;
}

/** `40Hz..1MHz`; either end may be missing. */
function frequenciesOf(text: string): readonly [number, number] {
  const [, from, to] = /^(.*?)\.\.(.*)$/.exec(text) ?? [];
  if (from === undefined || to === undefined || (from.trim() === "" && to.trim() === "")) {
    throw new DomainError(`--frequencies ${text}: give both ends, as in 40Hz..1MHz, or one, as in 40Hz.. or ..1MHz.`);
  }
  const lowest = from.trim() === "" ? 0 : parseQuantity(from, "frequency");
  const highest = to.trim() === "" ? Number.MAX_VALUE : parseQuantity(to, "frequency");
  if (!(lowest >= 0 && highest > lowest)) {
    throw new DomainError(`--frequencies ${text}: the first must be below the second, as in 40Hz..1MHz.`);
  }
  return [lowest, highest];
}

const CELSIUS_ZERO = 273.15;

/** `25C,40C,60C`, `25,40,60C`, `298,313K` in K: a unit holds for the numbers before it that have none. */
function temperaturesOf(text: string): readonly number[] {
  const refused = (): DomainError =>
    new DomainError(`--temperature ${text}: give temperatures with unit, as in 25,40,60C or 298K,313K.`);
  const found: number[] = [];
  let unit: string | undefined;
  for (const part of text.split(",").reverse()) {
    const [, number, own] = /^\s*([+−-]?\d+(?:\.\d+)?)\s*(°?C|K|)\s*$/.exec(part) ?? [];
    unit = own || unit;
    if (number === undefined || unit === undefined) throw refused();
    const kelvin = Number(number.replace("−", "-")) + (unit === "K" ? 0 : CELSIUS_ZERO);
    if (!(kelvin > 0)) throw new DomainError(`--temperature ${text}: ${part.trim()} is below the absolute zero.`);
    found.unshift(kelvin);
  }
  return found;
}
