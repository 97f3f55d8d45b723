import type { Handler } from "../handler.ts";
import type { JobName } from "../jobs.ts";

/** The handler of each job, loaded when it is first asked for. */
export const handlers: { readonly [Name in JobName]: () => Promise<Handler<Name>> } = {
  alloyClaims: async () => (await import("./alloy-claims.ts")).alloyClaims,
  alloyDatabase: async () => (await import("./alloy-database.ts")).alloyDatabase,
  alloyOverview: async () => (await import("./alloy-overview.ts")).alloyOverview,
  alloyPoint: async () => (await import("./alloy-point.ts")).alloyPoint,
  alloyProperty: async () => (await import("./alloy-property.ts")).alloyProperty,
  claims: async () => (await import("./claims.ts")).claims,
  convert: async () => (await import("./convert.ts")).convert,
  digest: async () => (await import("./digest.ts")).digest,
  "fit-circuit": async () => (await import("./fit-circuit.ts")).fitCircuit,
  inspect: async () => (await import("./inspect.ts")).inspect,
  "lambda-criteria": async () => (await import("./lambda-criteria.ts")).lambdaCriteria,
  "lambda-close": async () => (await import("./lambda.ts")).lambdaClose,
  "lambda-open": async () => (await import("./lambda.ts")).lambdaOpen,
  "lambda-map": async () => (await import("./lambda.ts")).lambdaMap,
  load:
    async () =>
    async ({ jobs }) => {
      await Promise.all(jobs.map((name) => handlers[name]()));
      return null;
    },
  analyze: async () => (await import("./analyze.ts")).analyze,
  outlineStudy: async () => (await import("./outline-study.ts")).outlineStudy,
  editStudy: async () => (await import("./outline-study.ts")).editStudy,
  checkProtocol: async () => (await import("./outline-study.ts")).checkProtocol,
  runStudy: async () => (await import("./run-study.ts")).runStudy,
  exportStudy: async () => (await import("./run-study.ts")).exportStudy,
  exportStudyTables: async () => (await import("./run-study.ts")).exportStudyTables,
  exportStudyBdf: async () => (await import("./run-study.ts")).exportStudyBdf,
  calibrateStudy: async () => (await import("./calibrate-study.ts")).calibrateStudy,
  packProject: async () => (await import("./pack-project.ts")).packProject,
  packRun: async () => (await import("./pack-run.ts")).packRun,
  phaseDiagram: async () => (await import("./phase-diagram.ts")).phaseDiagram,
  potentialCurves: async () => (await import("./potential-curves.ts")).potentialCurves,
  report: async () => (await import("./report.ts")).report,
  unpackProject: async () => (await import("./unpack-project.ts")).unpackProject,
  unpackRun: async () => (await import("./pack-run.ts")).unpackRun,
};
