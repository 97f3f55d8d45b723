import { z } from "zod";
import { inspectSchema as name } from "../inspect.ts";
import { head, measurementFacts, nullableNumber, nullableText, open, privateFields, refused } from "./parts.ts";

const column = open({
  name: z.string().describe("our name for the quantity"),
  vendorName: z.string().describe("heading exactly as the instrument prints it"),
  unit: nullableText.describe("unit of the stored values as the vendor writes it"),
  derived: z.boolean().describe("true if the file does not hold the column; `rule` says how it was computed"),
  rule: nullableText,
  finite: z.int().nonnegative().describe("number of finite values"),
  first: nullableNumber.describe("value of the first row"),
  last: nullableNumber.describe("value of the last row"),
  min: nullableNumber.describe("smallest finite value"),
  max: nullableNumber.describe("largest finite value"),
  sum: nullableNumber.describe("compensated sum of the finite values"),
});

const entry = open({
  schema: z.literal(name),
  ...head,
  bytes: z.int().nonnegative(),
  ...measurementFacts,
  cell: open({
    area: nullableNumber.describe("m²"),
    activeMass: nullableNumber.describe("kg"),
    capacity: nullableNumber.describe("A·s"),
    electrodeMaterial: nullableText,
    electrolyte: nullableText,
    referenceElectrode: nullableText,
    comment: nullableText,
  }),
  tables: z.array(open({ name: z.string(), rows: z.int().nonnegative(), columns: z.array(column) })),
  sweeps: z.array(
    open({
      index: z.int().nonnegative(),
      table: z.string(),
      startTime: nullableNumber.describe("s since the start of the acquisition"),
      points: z.int().positive(),
      frequencyMin: z.number().describe("Hz"),
      frequencyMax: z.number().describe("Hz"),
      dcCurrent: nullableNumber.describe("A, positive oxidises the working electrode"),
      dcVoltage: nullableNumber.describe("V"),
    }),
  ),
  privateFields,
});

/** The document of `liquidus inspect --json`: an array, one entry a file. */
export const inspectDocument: z.ZodType = z.array(z.union([entry, refused(name)])).describe("what is in each file");
