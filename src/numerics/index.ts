export * from "./dae/index.ts";
export * from "./linear/index.ts";
