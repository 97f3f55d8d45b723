import { z } from "zod";
import { simulateSchema as name } from "../simulate.ts";
import { refusedDocument } from "./alloy.ts";
import { nullableNumber, nullableText, open, warning } from "./parts.ts";
import { nominalCapacity, protocolData, protocolLine, protocolOrigin, protocolTotals } from "./protocol.ts";

const text = z.string();
const number = z.number();
const list = z.array(number);
const program = open({ name: z.literal("liquidus"), version: text });
const electrode = z.enum(["working", "counter"]).nullable();
const statuses = ["measured", "computed", "literature", "recalled", "fitted", "assumed", "numerical"] as const;

const parameter = { name: text, symbol: text, description: text, unit: text };
const known = { status: z.enum(statuses), source: text };

const submodel = open({
  name: text,
  kind: text,
  title: text,
  electrode,
  equations: text,
  source: text,
  parameters: z.array(
    open({
      ...parameter,
      value: number.describe("SI"),
      status: z.enum([...statuses, "given"]).describe("how this number is known; given: by the file or for this run"),
      source: text,
      usually: open(known).describe("how such a number is known where a cell is measured"),
      changed: z.boolean(),
    }),
  ),
});

const cellModel = open({
  schema: z.literal("liquidus.cell-model/1"),
  name: text,
  temperature: number.describe("K"),
  submodels: z.array(
    open({
      name: text,
      kind: text,
      electrode: z.enum(["working", "counter"]).optional(),
      parameters: z.record(text, number).describe("SI"),
      provenance: z
        .record(text, open({ status: z.enum([...statuses, "given"]), source: text }))
        .optional()
        .describe("how the numbers given are known"),
      options: z.record(text, z.unknown()).optional(),
      connect: z.record(text, text).optional(),
    }),
  ),
});

const impedance = { real: list, imaginary: list };
const part = { submodel: text, name: text, electrode };

export const simulatedExperiment: z.ZodType = open({
  schema: z.literal(name),
  program,
  warnings: z.array(warning),
  cell: open({
    name: text,
    title: text,
    note: nullableText.describe("what its numbers are worth"),
    origin: open({ kind: z.enum(["shipped", "file"]), file: nullableText, sha256: nullableText }),
    temperature: number.describe("K"),
    description: cellModel.describe("as it was simulated, changes included"),
    submodels: z.array(submodel),
  }),
  protocol: open({
    protocol: open(protocolData),
    origin: protocolOrigin,
    sentences: z.array(protocolLine),
    totals: protocolTotals,
  }),
  options: open({
    area: nullableNumber.describe("m²"),
    nominalCapacity,
    set: z.record(text, number).describe("changed parameters, SI"),
    relativeTolerance: number,
    method: z.enum(["rosenbrock", "radau"]),
    recordInterval: nullableNumber.describe("s"),
    unknowns: z.array(text),
    jump: nullableNumber
      .optional()
      .describe("error that jumps over equal passes may add to each unknown, as a share; null: every pass was run"),
    instrument: open({}).nullable(),
  }),
  constants: z.array(open({ name: text, value: number, unit: text, source: text })),
  end: open({ kind: z.enum(["completed", "stopped-by-limit", "failed"]), message: nullableText }),
  summary: open({
    duration: number.describe("s"),
    endVoltage: number.describe("V"),
    lowestVoltage: number.describe("V"),
    highestVoltage: number.describe("V"),
    stripped: number.describe("C/m²"),
    plated: number.describe("C/m²"),
    charge: number.describe("C/m²; positive strips"),
  }),
  segments: z.array(
    open({
      step: text,
      sentence: text,
      start: number.describe("s"),
      end: number.describe("s"),
      endedBy: text,
      limit: number.describe("position of the limit in the segment's list; -1 for none"),
      startCurrent: number.describe("A/m², just after the switch"),
      startVoltage: number.describe("V, just after the switch"),
      endCurrent: number.describe("A/m²"),
      endVoltage: number.describe("V"),
      charge: number.describe("C/m²"),
      spectra: z.array(number).describe("indices into spectra"),
    }),
  ),
  series: open({
    time: list.describe("s; two points of one time at a switch"),
    current: list.describe("A/m²; positive strips the working electrode"),
    voltage: list.describe("V"),
    charge: list.describe("C/m² since the start"),
    segment: z.array(number).describe("index into segments"),
    recorded: z.array(open({ name: text, unit: text, description: text, values: list })),
  }),
  profiles: z.array(
    open({
      name: text,
      unit: text,
      description: text,
      position: list.describe("m from the electrode"),
      curves: z.array(
        open({ segment: number, at: z.enum(["start", "inside", "end"]), time: number.describe("s"), values: list }),
      ),
    }),
  ),
  voltageParts: open({
    time: list.describe("s"),
    segment: z.array(number),
    parts: z.array(open({ ...part, values: list.describe("V") })),
  }).describe("what each part adds to the voltage, at every recorded point"),
  spectra: z.array(
    open({
      segment: number,
      sentence: text,
      time: number.describe("s"),
      request: open({ from: number.describe("Hz"), to: number.describe("Hz"), pointsPerDecade: number }),
      current: number.describe("A/m²"),
      voltage: number.describe("V"),
      drift: nullableNumber.describe("V that the voltage moves in one period of the lowest frequency"),
      frequency: list.describe("Hz"),
      total: open(impedance).describe("Ω·m²"),
      parts: z
        .array(open({ ...part, ...impedance }))
        .describe("Ω·m²; their sum is the total; empty where they were not kept"),
      measured: open({
        ...impedance,
        frequency: list.describe("Hz"),
        time: list.describe("s, end of each point"),
        standardDeviation: list.describe("Ω"),
        dcCurrent: list.describe("A, mean over the periods of each point").optional(),
        dcVoltage: list.describe("V, mean over the periods of each point").optional(),
        complete: z.boolean(),
        reason: z.string().nullable().describe("why it ended early").optional(),
      })
        .nullable()
        .describe("as an instrument measures it, Ω"),
    }),
  ),
  work: open({
    steps: number,
    rejectedSteps: number,
    evaluations: number,
    jacobians: number,
    factorizations: number,
    solves: number,
    starts: number,
  }),
  conservation: z.array(
    open({
      amount: text,
      unit: text,
      initial: number,
      final: number,
      expectedChange: number,
      drift: number,
      relativeDrift: number,
    }),
  ),
});

const metadata = open({
  ...parameter,
  ...known,
  value: number.optional(),
  lower: number.optional(),
  upper: number.optional(),
});

const available = open({
  schema: z.literal(name),
  program,
  studies: z
    .array(open({ name: text, title: text, about: text, cases: z.array(text), set: text.nullable().optional() }))
    .optional(),
  sets: z
    .array(
      open({
        name: text,
        title: text,
        about: text,
        moleFraction: z.number(),
        mechanisms: z.record(text, z.boolean()),
        parameters: z.array(
          open({
            name: text,
            value: z.number(),
            unit: text,
            range: z.tuple([z.number(), z.number()]).nullable(),
            status: text,
            source: text,
          }),
        ),
      }),
    )
    .optional(),
  cells: z.array(
    open({
      name: text,
      title: text,
      note: text,
      temperature: number.describe("K"),
      submodels: z.array(submodel),
      unknowns: z.array(open({ name: text, unit: text, description: text, cells: number })),
    }),
  ),
  submodels: z.array(
    open({
      kind: text,
      title: text,
      equations: text,
      source: text,
      parameters: z.array(metadata),
      ports: z.record(text, text),
      optionalPorts: z.record(text, text),
    }),
  ),
}).describe("with --list");

/** The document of `liquidus simulate --json`. */
export const simulateDocument: z.ZodType = z
  .union([simulatedExperiment, available, refusedDocument(name)])
  .describe("a simulated experiment; SI, per area of the working electrode");
