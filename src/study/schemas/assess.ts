import { z } from "zod";
import { assessSchema as name } from "../assess.ts";
import { alloyHead, refusedDocument } from "./alloy.ts";
import { nullableNumber, open } from "./parts.ts";

const text = z.string();
const number = z.number();

const datum = {
  id: text,
  kind: text,
  status: text.describe("sourced, recalled, paper or own"),
  source: text,
  value: number,
  uncertainty: number.describe("1 σ"),
  unit: text.describe("of value, uncertainty, prediction and residual"),
  prediction: number,
  standardDeviation: number.describe("1 σ of the prediction"),
  residual: number.describe("value − prediction"),
  normalized: number.describe("residual over uncertainty"),
} as const;

const document = open({
  schema: z.literal(name),
  ...alloyHead,
  system: text,
  component: text.describe("element whose mole fraction is told"),
  options: open({ leaveOneOut: z.boolean(), onlyOwn: z.boolean(), scaleUncertainties: z.boolean() }),
  files: z.array(open({ file: text, sha256: text, points: z.int() })),
  converged: z.boolean(),
  iterations: number,
  isDetermined: z.boolean(),
  chiSquare: number,
  degreesOfFreedom: z.int(),
  probability: nullableNumber.describe("that χ² is exceeded, if model and stated uncertainties are right"),
  birgeRatio: number.describe("√(χ²/ν), never below 1"),
  isScaled: z.boolean().describe("whether every σ is multiplied by birgeRatio"),
  condition: number,
  coefficients: z.array(
    open({
      name: text,
      phase: text,
      value: number,
      unit: text,
      standardDeviation: nullableNumber,
      before: number.describe("in the database"),
      shift: nullableNumber.describe("(value − before)/σ"),
      prior: open({ value: number, uncertainty: number }).nullable(),
    }),
  ),
  covariance: z.array(number).describe("row-major, in the order of the coefficients"),
  correlation: z.array(number),
  residuals: z.array(
    open({
      ...datum,
      leverage: number,
      leftOut: open({ prediction: number, standardDeviation: number, normalized: number, chiSquare: number })
        .nullable()
        .describe("from a fit to all other data"),
    }),
  ),
  independent: z
    .array(
      open({
        ...datum,
        combined: number.describe("residual over √(standardDeviation² + uncertainty²)"),
        agrees: z.boolean().describe("whether |combined| ≤ 2"),
      }),
    )
    .describe("numbers that no fit has seen"),
  liquidus: open({
    moleFraction: z.array(number),
    temperature: z.array(number).describe("K"),
    standardDeviation: z.array(number).describe("K"),
    solid: z.array(text),
  }),
});

/** The document of `liquidus assess --json`. */
export const assessDocument: z.ZodType = z
  .union([document, refusedDocument(name)])
  .describe("refit of the sodium-potassium assessment");
