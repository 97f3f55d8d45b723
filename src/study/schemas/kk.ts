import { z } from "zod";
import { kkSchema as name } from "../kk.ts";
import { analyzedCell, frequencyRange, highestFrequency, prepared, program, sweepFacts, verdict } from "./impedance.ts";
import { head, nullableNumber, open, refused } from "./parts.ts";

const array = z.array(nullableNumber);

const entry = open({
  schema: z.literal(name),
  ...head,
  program,
  format: open({ name: z.string(), title: z.string() }),
  cell: analyzedCell,
  highestFrequency,
  prepared,
  options: open({}).describe("settings of the test, defaults filled in"),
  sweeps: z.array(
    open({
      ...sweepFacts,
      ...verdict,
      frequency: array.nullable().describe("Hz; of the points tested, in the order of the residuals"),
      residualReal: array.optional().describe("(Z′ − Ẑ′) / |Z|"),
      residualImaginary: array.optional().describe("(Z″ − Ẑ″) / |Z|"),
      noise: nullableNumber.optional().describe("estimated standard deviation of one part of Z over |Z|"),
      noises: array.optional().describe("the same at each point; null where a disturbed point was left out"),
      disturbed: array.optional().describe("Hz; points that the test left out"),
      failing: z.array(frequencyRange).optional().describe("where the residuals exceed the noise"),
      probability: nullableNumber.optional().describe("of so large a disagreement of Z′ and Z″ from noise alone"),
      outside: open({
        count: z.int().describe("residuals beyond 1.96 times the noise of their points"),
        values: z.int().describe("residuals of Z′ and of Z″ that were compared"),
        probability: z.number().describe("of so many or more by chance"),
      }).optional(),
      faults: z
        .array(open({ kind: z.string(), ranges: z.array(frequencyRange) }))
        .optional()
        .describe("what is at fault: drift, range-switch, mains, disturbed-points, high-frequency-artefact, …"),
      pointFaults: z
        .array(z.int())
        .optional()
        .describe("sum at each point of 1 disturbed, 2 mains, 4 artefact, 8 failing"),
      rmsResidual: nullableNumber.optional().describe("root mean square of |Z − Ẑ| / |Z|"),
      rmsReal: nullableNumber.optional(),
      rmsImaginary: nullableNumber.optional(),
      order: z.number().optional().describe("number M of elements of the test circuit"),
      mu: nullableNumber.optional().describe("Schönleber's µ at that order; a diagnostic"),
    }),
  ),
});

/** The document of `liquidus kk --json`: an array, one entry a file. */
export const kkDocument: z.ZodType = z
  .array(z.union([entry, refused(name)]))
  .describe("Kramers-Kronig tests of each file");
