import { z } from "zod";
import { cellModelInput } from "../simulate-cell.ts";
import { type Study, studySchema } from "./study.ts";

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._,+\-/()]*$/u;
const LONGEST_NAME = 80;

const text = z.string().min(1);
const name = z
  .string()
  .min(1)
  .max(LONGEST_NAME)
  .regex(NAME, { error: "a name is made of letters, digits, spaces and . _ , + - / ( )" });
const onOff = z.union([z.boolean(), z.enum(["on", "off", "yes", "no"])]);
const written = z.union([z.number(), text]);
const writtenByName = z.record(z.string(), written);

const cell = z.strictObject({
  set: text.optional().describe("a shipped parameter set, as in nak-on-nasicon"),
  model: cellModelInput.optional().describe("a cell written out, with its submodels"),
  shipped: text.optional().describe("a cell that comes with the program, as in pool"),
  composition: text.optional().describe("a composition that says what it means, as in NaK50 or 63 at.% Na"),
  temperature: text.optional().describe("a temperature with its unit, as in 25 C"),
  area: text.optional().describe("the area of the working electrode, as in 0.385 cm2"),
  capacity: text.optional().describe("what C-rates refer to, as in 5 mAh/cm2"),
  mechanisms: z.record(z.string(), onOff).optional().describe("mechanisms by name, each on or off"),
  parameters: writtenByName.optional().describe('values by "submodel.parameter", in SI or with a unit'),
});

const settings = z.strictObject({
  tolerance: z.number().min(1e-12).max(0.01).optional().describe("a number from 1e-12 to 0.01, as in 1e-6"),
  method: z.enum(["rosenbrock", "radau"]).optional(),
  jump: z.number().min(1e-9).max(0.1).optional().describe("the error that a cycle jump may make, as in 1e-3"),
});

const bindings = z
  .record(
    z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9_-]*$/, { error: "a name for the protocol is letters, digits, - and _, as in rest" }),
    written,
  )
  .describe("texts by name that stand for {name} in the protocol");

const protocol = text.describe("sentences of the protocol language, or: from measured");

const caseEntry = z.strictObject({
  name,
  about: text.optional(),
  cell: cell.optional(),
  protocol: protocol.optional(),
  let: bindings.optional(),
  settings: settings.optional(),
});

const measured = z.strictObject({
  file: text.describe("a file that an instrument wrote, beside the study"),
  case: text.optional(),
  area: text.optional().describe("an area, as in 0.385 cm2"),
  start: text.optional().describe("when in the experiment the file begins, as in 10 min"),
});

const observation = z.strictObject({
  name,
  what: text.describe("a name of an observable, as in stripped charge"),
  case: text.optional(),
  at: text.optional().describe("a moment, as in end, 35 s after end of step 2, or start of step plating"),
  over: text.optional().describe("the moment that a ratio is taken to, as in start"),
  level: written.optional().describe("a voltage, a share or a growth, as in 3 V or 10 %"),
  of: text.optional().describe("a part of the cell, an unknown or a step"),
  by: text.optional().describe("how it is found, where there are several ways"),
  value: z.union([z.number(), z.boolean(), text]).optional().describe("what was measured, as in 12 mAh/cm2"),
  sigma: written.optional().describe("one standard deviation of the value, as in 2 mAh/cm2"),
  sense: z.enum(["equals", "at least", "at most"]).optional(),
  source: text.optional(),
  experiment: text.optional(),
  for: z.literal("calibration").optional().describe("calibration: a search uses it, a run does not count it"),
});

const variation = z.strictObject({
  from: written,
  to: written,
  scale: z.enum(["linear", "log"]).optional(),
  start: written.optional(),
  prior: z
    .strictObject({ value: written, sigma: written, source: text })
    .optional()
    .describe("what is known beforehand: a value, its sigma and a source"),
});

const calibration = z.strictObject({
  vary: z.record(z.string(), variation).optional(),
  tie: z.record(z.string(), text).optional().describe("parameters that keep their ratio to one that is varied"),
  area: text.optional().describe("what the cases that state no area are normalised by, as in 0.503 cm2"),
  with: z.array(text).optional().describe("names or files of other studies"),
  compare: z
    .array(
      z.strictObject({
        name,
        mechanisms: z.record(z.string(), onOff),
        area: text.optional().describe("another normalising area, as in 0.503 cm2"),
        vary: z.record(z.string(), variation).optional(),
      }),
    )
    .optional(),
  curve: z
    .strictObject({ sigma: written, points: z.int().min(2).max(10_000).optional() })
    .optional()
    .describe("voltages of measured files as data: sigma, as in 5 mV, and points"),
  spectra: z
    .strictObject({ sigma: z.number().positive(), points: z.int().min(2).max(1000).optional() })
    .optional()
    .describe("measured spectra as data: sigma as a part of |Z|, and points"),
  proposed: z
    .record(z.string(), written)
    .optional()
    .describe("observables that are not measured, with the sigma of each"),
  tolerance: z.number().min(1e-12).max(0.01).optional().describe("of the runs of a search, as in 1e-4"),
  cells: z.int().min(4).max(1000).optional().describe("cells of the pool in the runs of a search, as in 16"),
  jump: z.number().min(1e-9).max(0.1).optional().describe("of the runs of a search, where the study jumps"),
  linear: onOff.optional().describe("on: a search follows the numbers of this study along straight lines"),
  blind: z.array(text).optional().describe("parameters that this study's data do not see; a search leaves them here"),
  idle: z.array(text).optional().describe("mechanisms without a part in this study, left out of the runs of a search"),
});

const range = z
  .union([written, z.tuple([written, written])])
  .describe("a quantity, or the two ends of what may be true, as in [0.5 mA/cm2, 1 mA/cm2]");

const falsifierEntry = z.strictObject({
  conductivity: range.optional(),
  depth: range.optional(),
  voidSize: range.optional(),
  orientation: z.enum(["alloy above", "alloy below", "upright"]).optional(),
  farSide: z.enum(["rigid", "free"]).optional(),
  measured: z
    .strictObject({
      limitingCurrentDensity: range.optional(),
      interfaceResistance: range.optional(),
      voltageLimit: range.optional(),
      voltageChange: range.optional(),
      resistanceRatio: range.optional(),
      onsetTime: range.optional(),
      recoveryTime: range.optional(),
    })
    .optional(),
});

/** What comes out of the schema: fields that are left out may stand there as undefined. */
type Loose<Value> = Value extends object
  ? { [Key in keyof Value]: object extends Pick<Value, Key> ? Loose<Value[Key]> | undefined : Loose<Value[Key]> }
  : Value;

/** A study as it is read. */
export const studyObject: z.ZodType<Loose<Study>> = z.strictObject({
  schema: z.literal(studySchema),
  name,
  title: text.optional(),
  about: text.optional(),
  cell,
  protocol: protocol.optional(),
  let: bindings.optional(),
  cases: z.array(caseEntry).min(1).max(1000).optional(),
  measured: z.union([measured, z.array(measured).min(1)]).optional(),
  analysis: z
    .strictObject({
      relaxationTimes: onOff.optional(),
      record: text.optional().describe("an interval, as in 10 s"),
      unknowns: z.array(text).optional(),
    })
    .optional(),
  settings: settings.optional(),
  observe: z.array(observation).optional(),
  falsifiers: falsifierEntry.optional(),
  calibrate: calibration.optional(),
});
