import { z } from "zod";
import { protocolSchema as name } from "../protocol.ts";
import { refusedDocument } from "./alloy.ts";
import { nullableNumber, nullableText, open, warning } from "./parts.ts";

const text = z.string();
const number = z.number();

export const protocolOrigin: z.ZodType = open({
  kind: z.enum(["text", "file", "measurement", "built-in"]),
  file: nullableText.describe("file name without folders"),
  sha256: nullableText,
});

export const protocolLine: z.ZodType = open({
  number: nullableText.describe("2.1: first step of the second one; null for titles, limits and braces"),
  text: text.describe("the sentence, with its indentation"),
});

export const nominalCapacity: z.ZodType = open({ value: number, unit: z.enum(["C", "C/m2"]) }).nullable();

export const protocolTotals: z.ZodType = open({
  summary: text,
  segments: number,
  duration: nullableNumber.describe("s; null where it is not known beforehand"),
  knownDuration: number.describe("s of the segments whose duration is known"),
  openEnded: number.describe("segments that only a limit ends"),
  limited: number.describe("segments that a limit may end earlier"),
  pulses: number.describe("segments at constant current"),
  spectra: number.describe("s that an instrument takes besides for spectra").optional(),
  stripped: number.describe("C/m² of the working electrode"),
  plated: number.describe("C/m² of the working electrode"),
  net: nullableNumber.describe("C/m², positive strips; null where some charge is not known beforehand"),
});

/** The protocol itself, as data. */
export const protocolData: Readonly<Record<string, z.ZodType>> = {
  schema: z.literal(name),
  name: text.optional(),
  safety: z
    .array(open({ quantity: text }))
    .optional()
    .describe("limits in force during every step"),
  steps: z.array(open({ kind: text })).describe("SI; docs/protocol-language.md"),
};

const document = open({
  ...protocolData,
  program: open({ name: z.literal("liquidus"), version: text }),
  origin: protocolOrigin,
  warnings: z.array(warning),
  options: open({ area: nullableNumber.describe("m²"), nominalCapacity }),
  sentences: z.array(protocolLine),
  totals: protocolTotals.nullable().describe("null where an area or a capacity is missing"),
});

/** The document of `liquidus protocol --json`. */
export const protocolDocument: z.ZodType = z
  .union([document, refusedDocument(name)])
  .describe("a protocol as it was understood; read again by --protocol");
