import { z } from "zod";
import { convertSchema as name } from "../convert.ts";
import { head, open, refused } from "./parts.ts";

const entry = open({
  schema: z.literal(name),
  ...head,
  written: z
    .array(
      open({
        file: z.string().describe("file name in the output folder"),
        table: z.string(),
        rows: z.int().nonnegative(),
        columns: z.int().nonnegative(),
        metadata: z
          .string()
          .optional()
          .describe("beside a table in BDF: file with what it was made from, and its signs"),
      }),
    )
    .describe("the tables that were written"),
});

/** The document of `liquidus convert --json`: an array, one entry a file. */
export const convertDocument: z.ZodType = z
  .array(z.union([entry, refused(name)]))
  .describe("what was written for each file");
