export * from "./composition.ts";
export * from "./constants.ts";
export * from "./dimension.ts";
export * from "./quantity.ts";
export * from "./temperature.ts";
export * from "./unit.ts";
export * from "./vendor-units.ts";
