import { z } from "zod";
import { drtSchema as name } from "../drt.ts";
import {
  activation,
  analyzedCell,
  highestFrequency,
  prepared,
  program,
  relaxationPeak,
  sweepFacts,
  temperature,
  verdict,
} from "./impedance.ts";
import { head, nullableNumber, open, refused } from "./parts.ts";

const array = z.array(nullableNumber).nullable();
const bound = nullableNumber.describe("of the interval of 95 %; null where it is not known");

const entry = open({
  schema: z.literal(name),
  ...head,
  program,
  format: open({ name: z.string(), title: z.string() }),
  cell: analyzedCell,
  highestFrequency,
  prepared,
  options: open({}).describe("settings of the relaxation times, defaults filled in"),
  sweeps: z.array(
    open({
      ...sweepFacts,
      lambda: nullableNumber.describe("null, like all that follows, where there are no relaxation times"),
      lambdaFrom: z.string().optional(),
      ohmicResistance: nullableNumber.describe("Ω"),
      inductance: nullableNumber.describe("H"),
      polarizationResistance: nullableNumber.describe("Ω; the trapezoid of γ over ln τ"),
      tau: array.describe("s, ascending"),
      gamma: array.describe("Ω per unit of ln τ"),
      gammaLower: array.describe("Ω; pointwise bounds of 95 %; null where they are not known"),
      gammaUpper: array.describe("Ω"),
      peaks: z.array(
        open({
          ...relaxationPeak,
          tauLower: bound,
          tauUpper: bound,
          resistanceLower: bound,
          resistanceUpper: bound,
          candidates: z.array(z.string()).describe("what it may be by its capacitance, likeliest first; a hint"),
          hint: z.string(),
        }),
      ),
      ...verdict,
      temperature,
    }),
  ),
  activation,
});

/** The document of `liquidus drt --json`: an array, one entry a file. */
export const drtDocument: z.ZodType = z
  .array(z.union([entry, refused(name)]))
  .describe("relaxation times of each file");
