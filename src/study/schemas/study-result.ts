import { z } from "zod";
import { studyResultSchema as name } from "../studies/study.ts";
import { refusedDocument } from "./alloy.ts";
import { nullableNumber, nullableText, open, warning } from "./parts.ts";
import { simulatedExperiment } from "./simulate.ts";

const text = z.string();
const number = z.number();
const list = z.array(number);
const written = z.union([text, number]);
const senses = z.enum(["equals", "at least", "at most"]);

const observed = open({
  name: text,
  case: text,
  what: text.describe("name of the observable"),
  unit: text.describe("SI, of value, published and sigma"),
  asked: open({
    at: text.optional(),
    over: text.optional(),
    level: written.optional(),
    of: text.optional(),
    by: text.optional(),
  }),
  value: nullableNumber.describe("null: the run does not give it, for the reason beside it"),
  remark: nullableText,
  reason: nullableText,
  beyond: number.describe("without a value: 1 above, −1 below `end`, the last that the run can speak for; 0 unknown"),
  end: nullableNumber,
  published: open({
    value: number,
    sigma: nullableNumber,
    sense: senses,
    source: nullableText,
    experiment: nullableText,
  }).nullable(),
  residual: nullableNumber.describe("(value − published)/sigma; of an end 0 on its side"),
});

const relaxationTimes = open({
  lambda: number,
  spectra: z.array(
    open({
      spectrum: number.describe("index into the spectra of the simulation"),
      ohmicResistance: number.describe("Ω·m²"),
      polarizationResistance: number.describe("Ω·m²"),
      peaks: z.array(open({ tau: number.describe("s"), resistance: number.describe("Ω·m²") })),
    }),
  ),
  map: open({
    tau: list.describe("s"),
    gamma: z.array(z.array(nullableNumber)).describe("Ω·m², a row a spectrum"),
  }).nullable(),
});

const measured = open({
  file: text,
  sha256: text,
  area: nullableNumber.describe("m² that the file's currents and impedances are divided by"),
  start: number.describe("s on the clock of the run at which the file begins"),
  course: open({
    time: list.describe("s"),
    voltage: z.array(nullableNumber).describe("V"),
    current: z.array(nullableNumber).describe("A/m²"),
  }).nullable(),
  voltage: open({
    points: number,
    rms: number.describe("V, computed less measured"),
    mean: number.describe("V"),
    largest: number.describe("V"),
    largestAt: number.describe("s"),
  }).nullable(),
  spectra: z.array(
    open({
      sweep: number.describe("number in the file, from 0"),
      time: number.describe("s"),
      spectrum: number.describe("index into the spectra of the simulation"),
      points: number,
      relativeResidual: number,
      largest: number,
      largestAt: nullableNumber.describe("Hz"),
      frequency: list.describe("Hz"),
      real: list.describe("Ω·m²"),
      imaginary: list.describe("Ω·m²"),
    }),
  ),
  warnings: z.array(warning),
});

const interval = { value: number, lower: number, upper: nullableNumber };

const falsifier = open({
  ...interval,
  name: text,
  title: text,
  direction: z.enum(["strip", "plate"]).describe("of the current that it speaks of"),
  mechanism: text,
  submodels: z.array(text).describe("kinds of submodels whose part in a run it bears on"),
  quantity: text,
  unit: text,
  sense: z.enum(["at least", "at most"]),
  measured: open({ ...interval, what: text }).optional(),
  verdict: z.enum(["excluded", "not excluded", "no measurement", "does not apply"]),
  sentence: text,
  formula: text,
  assumptions: z.array(text),
  sources: z.array(text),
  beside: z.array(open({ ...interval, what: text, unit: text })),
});

const caseEntry = open({
  name: text,
  about: nullableText,
  composition: nullableText.describe("how it was read"),
  let: z.record(text, written),
  mechanisms: z.record(text, z.boolean()),
  parameters: z
    .array(
      open({
        name: text,
        value: number,
        unit: text,
        range: z.tuple([number, number]).nullable(),
        status: text,
        source: text,
      }),
    )
    .describe("of the parameter set as it is shipped, in the units in which it states them"),
  changes: z
    .array(
      open({
        name: text,
        written,
        value: number.describe("SI"),
        shipped: nullableNumber.describe("SI, in whose place it stands"),
        from: z.enum(["study", "case", "run"]).describe("run: with --set, or the option set"),
      }),
    )
    .optional()
    .describe("what was given over the parameters of the set or the cell"),
  simulation: simulatedExperiment,
  conservation: z
    .array(
      open({
        amount: text,
        unit: text,
        initial: number,
        final: number,
        expectedChange: number,
        drift: number,
        relativeDrift: number,
      }),
    )
    .describe("amounts of the simulation, and the charge"),
  relaxationTimes: relaxationTimes.nullable(),
  measured: measured.nullable(),
  observed: z.array(observed),
  falsifiers: z.array(falsifier),
});

const document = open({
  schema: z.literal(name),
  program: open({ name: z.literal("liquidus"), version: text }),
  warnings: z.array(warning),
  study: open({
    name: text,
    title: nullableText,
    about: nullableText,
    origin: open({ kind: z.enum(["shipped", "file"]), file: nullableText, sha256: nullableText }),
    cases: z.array(text).describe("all, also those that were not run"),
  }),
  stopped: z.boolean(),
  cases: z.array(caseEntry),
  fit: open({
    data: number.describe("published numbers with sigma that the runs give"),
    without: number.describe("published numbers that no residual could be formed for"),
    fittedParameters: z.array(text),
    chiSquared: number,
  }).nullable(),
});

/** The document of `liquidus simulate STUDY --json`. */
export const studyResultDocument: z.ZodType = z
  .union([document, refusedDocument(name)])
  .describe("a study that was run; SI, per area of the working electrode");
