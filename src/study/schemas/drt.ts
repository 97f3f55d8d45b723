import { z } from "zod";
import { drtSchema as name } from "../drt.ts";
import {
  activation,
  analyzedCell,
  drtNumbers,
  highestFrequency,
  prepared,
  program,
  seriesParts,
  sweepFacts,
  temperature,
  verdict,
} from "./impedance.ts";
import { head, nullableNumber, open, refused } from "./parts.ts";

const array = z.array(nullableNumber).nullable();

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
      ...Object.fromEntries(
        Object.entries(drtNumbers).map(([name, type]) => [name, name === "peaks" ? type : type.optional()]),
      ),
      ...verdict,
      temperature,
    }),
  ),
  ...seriesParts,
  activation,
});

/** The document of `liquidus drt --json`: an array, one entry a file. */
export const drtDocument: z.ZodType = z
  .array(z.union([entry, refused(name)]))
  .describe("relaxation times of each file");
