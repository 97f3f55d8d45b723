import { z } from "zod";
import { analyzeDocument } from "./analyze.ts";
import { convertDocument } from "./convert.ts";
import { inspectDocument } from "./inspect.ts";

/** Every document that is printed or written, by the name of its schema. */
export const documents: Readonly<Record<string, z.ZodType>> = {
  analyze: analyzeDocument,
  convert: convertDocument,
  inspect: inspectDocument,
};

/** The JSON Schema (draft 2020-12) of a document. */
export function jsonSchema(name: string): unknown {
  const document = documents[name];
  return document === undefined ? undefined : z.toJSONSchema(document);
}
