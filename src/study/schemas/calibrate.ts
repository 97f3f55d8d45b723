import { z } from "zod";
import { calibrationSchema as name } from "../calibrate/document.ts";
import { refusedDocument } from "./alloy.ts";
import { program } from "./impedance.ts";
import { nullableNumber, nullableText, open, warning } from "./parts.ts";

const text = z.string();
const number = z.number();
const byName = z.record(text, number);
const bound = z.enum(["value", "at least", "at most"]);
const ends = open({ lower: nullableNumber, upper: nullableNumber }).describe(
  "of 95 %; null where the interval is not closed within the bounds",
);

const counts = open({
  values: z.int().describe("data with a value"),
  bounds: z.int().describe("one-sided data"),
  priors: z.int(),
  parameters: z.int().describe("free parameters"),
  degrees: z.int().describe("values and priors less parameters"),
  misfit: z.number().describe("χ² of values and priors; one-sided data are no part of it"),
  probability: nullableNumber.describe("of a misfit at least as large by chance"),
});

const criteria = { aicc: nullableNumber, bic: number, logEvidence: number };

const parameter = open({
  name: text.describe('"submodel.parameter"'),
  unit: text.describe("of value, bounds and intervals"),
  from: number,
  to: number,
  scale: z.enum(["linear", "log"]),
  value: number,
  start: number,
  prior: open({ value: number, sigma: number, source: text }).nullable(),
  verdict: z.enum(["determined", "weakly determined", "not determined", "at a bound", "no effect"]),
  standardDeviation: nullableNumber,
  curvature: ends,
  profile: ends.nullable().describe("by profile likelihood"),
  intervalsDiffer: z.boolean(),
});

const datum = open({
  name: text,
  experiment: text,
  unit: text,
  value: nullableNumber.describe("null: a proposed measurement"),
  sigma: number,
  bound,
  source: text,
  curve: open({ name: text, at: number, unit: text }).nullable(),
  model: nullableNumber,
  deviation: nullableNumber.describe("(model - value)/sigma; of one-sided data positive on the allowed side"),
  residual: nullableNumber,
  failed: nullableText,
});

const leftOut = open({
  experiment: text,
  predictions: z.array(
    open({
      name: text,
      unit: text,
      bound,
      value: number,
      sigma: number,
      predicted: nullableNumber,
      deviation: number.describe("standard deviation of the prediction"),
      standardised: nullableNumber,
      remark: nullableText.optional().describe("why there is no standardised: no parameter moves the number"),
      failed: nullableText,
    }),
  ),
  values: byName,
  sumOfSquares: number,
  converged: z.boolean(),
  undetermined: z.int(),
  isUnderdetermined: z.boolean(),
});

const rival = open({
  name: text,
  sumOfSquares: number,
  counts,
  criteria: open(criteria),
  difference: number,
  weight: number,
  values: byName,
  missed: z.array(open({ name: text, experiment: text, residual: number })),
  remains: z.boolean(),
  converged: z.boolean(),
  runs: z.int(),
});

const calibration = open({
  schema: z.literal(name),
  program,
  warnings: z.array(warning),
  title: text,
  studies: z.array(open({ name: text, title: nullableText, file: nullableText, sha256: nullableText })),
  options: open({
    starts: z.int(),
    seed: z.int(),
    fall: number.describe("change of the misfit that does not count"),
    profiles: z.boolean(),
    leaveOut: z.boolean(),
  }),
  settings: open({ search: text, final: text }).nullable(),
  counts: open({ ...counts.shape, experiments: z.int(), proposed: z.int() }),
  misfit: open({
    ...criteria,
    sumOfSquares: number.describe("F, the sum of r²"),
    inSearch: number,
    reduced: nullableNumber,
    widening: number.describe("factor of the intervals"),
  }),
  converged: z.boolean(),
  runs: z.int(),
  searches: z.array(open({ values: byName, sumOfSquares: number, converged: z.boolean(), iterations: z.int() })),
  parameters: z.array(parameter),
  correlation: z.array(z.array(nullableNumber)),
  combinations: z.array(open({ parts: byName, deviation: nullableNumber, verdict: text })),
  sentences: z.array(text).describe("what the data do not tell"),
  data: z.array(datum),
  profiles: z.array(
    open({
      parameter: text,
      unit: text,
      scale: z.enum(["linear", "log"]),
      values: z.array(number),
      rise: z.array(nullableNumber),
      limit: number,
    }),
  ),
  leftOut: z.array(leftOut),
  rivals: z.array(rival),
});

const stopped = open({
  schema: z.literal(name),
  program,
  warnings: z.array(warning),
  error: open({ kind: z.literal("Interrupted"), message: text }),
  reached: open({
    sumOfSquares: number,
    runs: z.int(),
    parameters: z.array(open({ name: text, unit: text, value: number })),
  })
    .nullable()
    .describe("the best set of values so far, without intervals; null before the first run"),
});

/** The document of `liquidus calibrate --json`. */
export const calibrateDocument: z.ZodType = z
  .union([calibration, stopped, refusedDocument(name)])
  .describe("parameters fitted to data, with intervals and what is not determined");
