import { z } from "zod";
import { open, refusal, warning } from "./parts.ts";

const text = z.string();
const number = z.number();

/** What every document about alloys begins with. */
export const alloyHead: Readonly<Record<string, z.ZodType>> = {
  program: open({ name: z.literal("liquidus"), version: text }),
  components: z.array(text).describe("elements in alphabetical order"),
  database: open({
    name: text.describe("file name without folders, or that of the built-in database"),
    sha256: text.regex(/^[0-9a-f]{64}$/).describe("digest of its text"),
    builtIn: z.boolean(),
    references: z.record(text, text),
  }),
  gasConstant: number.describe("J/(mol K)"),
  pressure: number.describe("Pa"),
  constants: z.array(open({ name: text, value: number, unit: text, source: text })).describe("constants used"),
  warnings: z.array(warning),
};

/** Numbers by element symbol. */
export const byElement: z.ZodType = z.record(text, number);
export const byElementOrNull: z.ZodType = z.record(text, number.nullable());

/** The document of a command that was refused. */
export function refusedDocument(schema: string): z.ZodType {
  return open({ schema: z.literal(schema), warnings: z.array(warning), error: refusal });
}
