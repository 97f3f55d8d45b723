import { z } from "zod";
import { cellModelDocument, simulationDocument } from "../simulate-cell.ts";
import { analyzeDocument } from "./analyze.ts";
import { assessDocument } from "./assess.ts";
import { calibrateDocument } from "./calibrate.ts";
import { convertDocument } from "./convert.ts";
import { drtDocument } from "./drt.ts";
import { equilibriumDocument } from "./equilibrium.ts";
import { fitDocument } from "./fit.ts";
import { inspectDocument } from "./inspect.ts";
import { kkDocument } from "./kk.ts";
import { phasesDocument } from "./phases.ts";
import { potentialDocument } from "./potential.ts";
import { propertiesDocument } from "./properties.ts";
import { protocolDocument } from "./protocol.ts";
import { simulateDocument } from "./simulate.ts";
import { studyDocument } from "./study.ts";
import { studyResultDocument } from "./study-result.ts";

/** Every document that is printed, written or read, by the name of its schema. */
export const documents: Readonly<Record<string, z.ZodType>> = {
  analyze: analyzeDocument,
  assess: assessDocument,
  calibrate: calibrateDocument,
  "cell-model": cellModelDocument,
  convert: convertDocument,
  drt: drtDocument,
  equilibrium: equilibriumDocument,
  fit: fitDocument,
  inspect: inspectDocument,
  kk: kkDocument,
  phases: phasesDocument,
  potential: potentialDocument,
  properties: propertiesDocument,
  protocol: protocolDocument,
  simulate: simulateDocument,
  simulation: simulationDocument,
  study: studyDocument,
  "study-result": studyResultDocument,
};

/** The JSON Schema (draft 2020-12) of a document. */
export function jsonSchema(name: string): unknown {
  const document = documents[name];
  return document === undefined ? undefined : z.toJSONSchema(document);
}
