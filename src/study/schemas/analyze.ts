import { z } from "zod";
import { analyzeSchema as name } from "../analyze.ts";
import { head, measurementFacts, nullableNumber, nullableText, open, privateFields, refused } from "./parts.ts";

const electrode = open({
  name: z.string(),
  moleFraction: z.record(z.string(), z.number()).nullable(),
  understood: nullableText.describe("how the composition was read"),
}).nullable();

const kramersKronig = open({
  verdict: z.enum(["passes", "fails", "not tested"]),
  reason: z.string(),
  rmsResidual: nullableNumber.describe("root mean square of |Z − Ẑ| / |Z|"),
  rmsReal: nullableNumber,
  rmsImaginary: nullableNumber,
  noise: nullableNumber.describe("estimated standard deviation of one part of Z over |Z|"),
  order: z.number().describe("number M of elements of the test circuit"),
  mu: nullableNumber.describe("Schönleber's µ at that order; a diagnostic"),
  failing: z.array(open({ min: z.number().describe("Hz"), max: z.number().describe("Hz") })),
});

const drt = open({
  lambda: z.number(),
  lambdaFrom: z.string(),
  ohmicResistance: nullableNumber.describe("Ω"),
  inductance: nullableNumber.describe("H"),
  polarizationResistance: nullableNumber.describe("Ω"),
  rmsResidual: nullableNumber,
  peaks: z.array(
    open({
      tau: z.number().describe("s, τ = RC"),
      resistance: nullableNumber.describe("Ω"),
      capacitance: nullableNumber.describe("F"),
      height: nullableNumber.describe("Ω"),
      tauMin: z.number().describe("s"),
      tauMax: z.number().describe("s"),
      extrapolatedResistance: nullableNumber
        .optional()
        .describe("Ω; part of the resistance at τ that was not measured"),
    }),
  ),
});

const circuit = open({
  circuit: z.string(),
  parameters: z.array(
    open({
      name: z.string(),
      value: nullableNumber,
      unit: z.string(),
      standardError: nullableNumber,
      status: z.enum(["free", "fixed", "at bound", "not identifiable"]),
    }),
  ),
  arcs: z.array(
    open({
      name: z.string(),
      resistance: nullableNumber.describe("Ω"),
      resistanceError: nullableNumber.describe("Ω, one standard deviation"),
      tau: nullableNumber.describe("s"),
      logTauError: nullableNumber.describe("standard deviation of ln τ"),
      capacitance: nullableNumber.describe("F"),
    }),
  ),
  weighting: z.string(),
  chiSquared: nullableNumber,
  rmsResidual: nullableNumber,
  converged: z.boolean(),
  iterations: z.int(),
});

const entry = open({
  schema: z.literal(name),
  ...head,
  program: open({ name: z.literal("liquidus"), version: z.string() }),
  options: open({
    circuit: z.string(),
    lambda: z.union([z.number(), z.literal("auto")]),
    relaxationTimes: open({}).describe("settings of the relaxation times, defaults filled in"),
    kramersKronig: open({}).describe("settings of the Kramers-Kronig test, defaults filled in"),
  }),
  constants: z
    .array(open({ name: z.string(), value: z.number(), unit: z.string(), source: z.string() }))
    .describe("physical constants that entered the results"),
  ...measurementFacts,
  cell: open({
    area: nullableNumber.describe("m²; null: not known, values are not areal"),
    areaFrom: z.enum(["given", "file"]).nullable(),
    thickness: nullableNumber.describe("m"),
    working: electrode,
    counter: electrode,
    reference: electrode,
    comment: nullableText,
  }),
  circuit: open({ notation: z.string(), from: z.string() }).nullable(),
  highestFrequency: nullableNumber.describe("Hz; points above were left out of test, relaxation times and circuit"),
  sweeps: z.array(
    open({
      index: z.int().nonnegative(),
      startTime: nullableNumber.describe("s since the start of the acquisition"),
      points: z.int().positive(),
      frequencyMin: z.number().describe("Hz"),
      frequencyMax: z.number().describe("Hz"),
      dcCurrent: nullableNumber.describe("A, positive oxidises the working electrode"),
      dcVoltage: nullableNumber.describe("V"),
      kramersKronig: kramersKronig.nullable(),
      drt: drt.nullable(),
      circuit: circuit.nullable(),
    }),
  ),
  privateFields,
});

/** The document of `liquidus analyze --json` and of results.json: an array, one entry a file. */
export const analyzeDocument: z.ZodType = z.array(z.union([entry, refused(name)])).describe("results for each file");
