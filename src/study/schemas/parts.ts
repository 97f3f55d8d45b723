import { z } from "zod";

/** Within a version fields are only added, so objects are open. */
export const open: typeof z.looseObject = z.looseObject;

const text = z.string();
export const nullableText: z.ZodType = text.nullable();
/** A finite number, or null where there is none. */
export const nullableNumber: z.ZodType = z.number().nullable();

const needs = open({
  input: text.describe("what the user can give that settles it: area, circuit, frequencies …"),
  value: text.optional().describe("what to give, where it is known"),
}).optional();

/** Why something was refused. */
export const refusal: z.ZodType = open({ kind: text, message: text, needs });

export const warning: z.ZodType = open({
  code: text.describe("stable identifier for programs"),
  message: text.describe("one sentence with its numbers"),
  needs,
});

/** What every entry begins with. */
export const head: Readonly<Record<"file" | "sha256" | "warnings", z.ZodType>> = {
  file: text.describe("file name without folders"),
  sha256: text
    .regex(/^[0-9a-f]{64}$/)
    .nullable()
    .describe("digest of the file's bytes; null if it could not be opened"),
  warnings: z.array(warning),
};

/** The entry of a refused file. */
export function refused(schema: string): z.ZodType {
  return open({ schema: z.literal(schema), ...head, error: refusal });
}

export const measurementFacts: Readonly<
  Record<"format" | "technique" | "start" | "instrument" | "settings", z.ZodType>
> = {
  format: open({ name: text, title: text }),
  technique: nullableText,
  start: open({ local: text, hasTimeOfDay: z.boolean() })
    .nullable()
    .describe("local time of the instrument's computer"),
  instrument: open({
    maker: nullableText,
    model: nullableText,
    serialNumber: nullableText,
    channel: nullableText,
    software: nullableText,
  }),
  settings: z.array(open({ name: text, unit: nullableText, values: z.array(z.union([text, z.number(), z.null()])) })),
};

export const privateFields: z.ZodType = z
  .array(open({ name: text, value: text }))
  .optional()
  .describe("what identifies a person or a computer; only where asked for");
