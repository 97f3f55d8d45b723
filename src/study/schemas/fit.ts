import { z } from "zod";
import { fitSchema as name } from "../fit.ts";
import {
  analyzedCell,
  arcBounds,
  circuitDoubt,
  fittedArc,
  fittedParameter,
  highestFrequency,
  parameterBounds,
  prepared,
  program,
  sweepFacts,
  verdict,
} from "./impedance.ts";
import { head, nullableNumber, open, refused } from "./parts.ts";

const fit = open({
  circuit: z.string(),
  parameters: z.array(open({ ...fittedParameter, ...parameterBounds })),
  covariance: z.array(nullableNumber).describe("of the free parameters in their order, row-major"),
  arcs: z.array(open({ ...fittedArc, ...arcBounds })),
  weighting: z.string(),
  chiSquared: nullableNumber,
  rmsResidual: nullableNumber.describe("root mean square of |Z − Ẑ| / |Z|"),
  converged: z.boolean(),
  iterations: z.int(),
  doubt: circuitDoubt,
});

const entry = open({
  schema: z.literal(name),
  ...head,
  program,
  format: open({ name: z.string(), title: z.string() }),
  cell: analyzedCell,
  highestFrequency,
  prepared,
  options: open({ circuit: z.string().optional() }).describe("as given"),
  circuit: open({ notation: z.string(), from: z.string() }).nullable(),
  sweeps: z.array(
    open({
      ...sweepFacts,
      ...verdict,
      noise: nullableNumber.describe("of Z over |Z|; a misfit well above it says that the circuit is not the cell's"),
      fit: fit.nullable(),
    }),
  ),
});

/** The document of `liquidus fit --json`: an array, one entry a file. */
export const fitDocument: z.ZodType = z.array(z.union([entry, refused(name)])).describe("circuit fits of each file");
