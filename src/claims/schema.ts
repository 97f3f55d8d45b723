import { z } from "zod";
import { claimsSchema, verdicts } from "./result.ts";

const text = z.string();
const number = z.number().nullable();

const value = z.looseObject({
  name: text,
  value: number,
  lower: number.describe("null: not bounded"),
  upper: number,
  unit: text.describe("of value, lower and upper; empty for a plain number"),
  text: text.describe("as it is read"),
});

const outcome = z.enum(["agrees", "disagrees", "possible", "unexplained", "touches", "described"]);

const side = z.looseObject({ values: z.array(value), text });

/** The document that `liquidus claims --json` prints. */
export const claimsDocument: z.ZodType = z.looseObject({
  schema: z.literal(claimsSchema),
  program: z.looseObject({ name: text, version: text }),
  constants: z.array(z.looseObject({ name: text, value: z.number(), unit: text, source: text })),
  options: z.looseObject({
    temperature: z.number().describe("K"),
    gasConstant: z.number().describe("J/(mol K)"),
  }),
  papers: z.record(text, text),
  counts: z.record(text, z.int()).describe("claims by verdict, of those listed, repeats counted once"),
  studies: z.array(
    z.looseObject({
      name: text,
      cases: z.array(text),
      areas: z.array(z.number()).describe("m², what current densities and charges refer to"),
      error: text.nullable(),
    }),
  ),
  evidence: z
    .looseObject({
      set: text,
      data: z.int().describe("published numbers in the studies of the cells, each counted once"),
      bounds: z.int().describe("published bounds"),
      yesOrNo: z.int().describe("what is published as seen or not seen"),
      fitted: z.array(z.looseObject({ name: text, source: text })),
      assumed: z
        .array(z.looseObject({ name: text, source: text }))
        .describe("assumed with a figure of the paper in view"),
    })
    .nullable(),
  warnings: z.array(z.looseObject({ code: text, message: text })),
  claims: z.array(
    z.looseObject({
      id: text.regex(/^[ABI]\d+[a-z]?$/),
      sameAs: text.nullable().describe("the claim whose arithmetic this one repeats"),
      paper: z.enum(["P1", "P2"]),
      place: text,
      statement: text.describe("our wording"),
      claimed: side.describe("the paper's numbers"),
      computed: side.describe("ours"),
      unit: text.describe("of the first number"),
      method: text,
      verdict: z.enum(verdicts),
      againstItself: z.boolean().describe("a contradiction between two printed numbers of the one paper"),
      because: text.describe("the arithmetic with its numbers"),
      wouldChange: text,
      dependsOn: z.array(text),
      checks: z.array(
        z.looseObject({
          name: text,
          relation: z.enum(["estimate", "necessary", "sufficient", "described"]),
          claimed: value,
          computed: value,
          outcome,
          byArea: z
            .array(
              z.looseObject({
                area: z.enum(["pool", "disc"]),
                value: number,
                lower: number,
                upper: number,
                text,
                outcome,
              }),
            )
            .optional()
            .describe("of what a study computes: over each area by itself"),
          fittedBy: z.array(text).optional().describe("fitted parameters whose sources name the figure of the value"),
          assumedFrom: z.array(text).optional().describe("parameters that were assumed with that figure in view"),
        }),
      ),
      decidedBy: text.nullable().describe("the study that will decide a pending claim"),
      studies: z.array(text).describe("shipped studies that compute it, or stand beside it"),
    }),
  ),
});
