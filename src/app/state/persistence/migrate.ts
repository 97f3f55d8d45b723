import { type ProjectDocument, projectSchema } from "../project.ts";
import { DecodeError } from "./decode.ts";
import { decodeProject } from "./project-decoder.ts";

/** Makes of a document of one version one of the next. A fixture of each version stands in fixtures/. */
const steps: Readonly<Record<string, (document: Readonly<Record<string, unknown>>) => unknown>> = {};

/**
 * A project document of any version that was ever written, as one of this version.
 * @throws DecodeError in a sentence
 */
export function migrateProject(value: unknown): ProjectDocument {
  let document = value;
  for (let schema = schemaOf(document); schema !== projectSchema; schema = schemaOf(document)) {
    const step = Object.hasOwn(steps, schema) ? steps[schema] : undefined;
    if (step === undefined) throw unknownSchema(schema);
    document = step(document as Readonly<Record<string, unknown>>);
  }
  return decodeProject(document, "project");
}

function schemaOf(document: unknown): string {
  if (typeof document === "object" && document !== null && "schema" in document) {
    const { schema } = document;
    if (typeof schema === "string" && /^liquidus\.project\/\d{1,6}$/.test(schema)) return schema;
  }
  throw new DecodeError("This is not a project of Liquidus: it does not say liquidus.project and a version.");
}

function unknownSchema(schema: string): DecodeError {
  return new DecodeError(`The project is written as ${schema}; this program reads up to ${projectSchema}. Update it.`);
}
