import type { Handler } from "../handler.ts";
import type { JobName } from "../jobs.ts";

/** The handler of each job, loaded when it is first asked for. */
export const handlers: { readonly [Name in JobName]: () => Promise<Handler<Name>> } = {
  digest: async () => (await import("./digest.ts")).digest,
  inspect: async () => (await import("./inspect.ts")).inspect,
  "lambda-open": async () => (await import("./lambda.ts")).lambdaOpen,
  "lambda-map": async () => (await import("./lambda.ts")).lambdaMap,
  analyze: async () => (await import("./analyze.ts")).analyze,
  packProject: async () => (await import("./pack-project.ts")).packProject,
  unpackProject: async () => (await import("./unpack-project.ts")).unpackProject,
};
