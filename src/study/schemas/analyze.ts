import { z } from "zod";
import { analyzeSchema as name } from "../analyze.ts";
import {
  activation,
  analyzedCell,
  circuitDoubt,
  drtNumbers,
  fittedArc,
  fittedParameter,
  highestFrequency,
  program,
  seriesParts,
  sweepFacts,
  temperature,
} from "./impedance.ts";
import { head, measurementFacts, nullableNumber, open, privateFields, refused } from "./parts.ts";

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
  faults: z
    .array(
      open({
        kind: z.string(),
        ranges: z.array(open({ min: z.number().describe("Hz"), max: z.number().describe("Hz") })),
      }),
    )
    .describe("what is at fault: drift, range-switch, mains, disturbed-points, high-frequency-artefact, …"),
});

const drt = open({
  lambda: z.number(),
  lambdaFrom: z.string(),
  ohmicResistance: nullableNumber.describe("Ω"),
  inductance: nullableNumber.describe("H"),
  polarizationResistance: nullableNumber.describe("Ω"),
  rmsResidual: nullableNumber,
  ...drtNumbers,
  highestFrequency: nullableNumber.describe(
    "Hz; points above were left out of relaxation times and circuit of this sweep alone",
  ),
});

const circuit = open({
  circuit: z.string(),
  parameters: z.array(open(fittedParameter)),
  arcs: z.array(open(fittedArc)),
  weighting: z.string(),
  chiSquared: nullableNumber,
  rmsResidual: nullableNumber,
  converged: z.boolean(),
  iterations: z.int(),
  doubt: circuitDoubt,
});

const entry = open({
  schema: z.literal(name),
  ...head,
  program,
  options: open({
    circuit: z.string(),
    lambda: z.union([z.number(), z.string()]),
    relaxationTimes: open({}).describe("settings of the relaxation times, defaults filled in"),
    kramersKronig: open({}).describe("settings of the Kramers-Kronig test, defaults filled in"),
    drift: z.union([z.boolean(), z.literal("auto")]),
  }),
  constants: z
    .array(open({ name: z.string(), value: z.number(), unit: z.string(), source: z.string() }))
    .describe("physical constants that entered the results"),
  ...measurementFacts,
  cell: analyzedCell,
  circuit: open({ notation: z.string(), from: z.string() }).nullable(),
  highestFrequency,
  sweeps: z.array(
    open({
      ...sweepFacts,
      temperature,
      kramersKronig: kramersKronig.nullable(),
      drt: drt.nullable(),
      circuit: circuit.nullable(),
    }),
  ),
  ...seriesParts,
  activation,
  privateFields,
});

/** The document of `liquidus analyze --json` and of results.json: an array, one entry a file. */
export const analyzeDocument: z.ZodType = z.array(z.union([entry, refused(name)])).describe("results for each file");
