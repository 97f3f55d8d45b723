export * from "./data/index.ts";
export * from "./database/index.ts";
export * from "./equilibrium/index.ts";
export * from "./model/index.ts";
export * from "./tdb/index.ts";
