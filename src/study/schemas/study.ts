import type { z } from "zod";
import { studyObject } from "../studies/study-schema.ts";

/** A study as it is read, for its JSON Schema. */
export const studyDocument: z.ZodType = studyObject.describe("a study, read by liquidus simulate STUDY.yaml");
