export * from "./arrhenius.ts";
export * from "./capacitance-hints.ts";
export * from "./circuit-doubt.ts";
export * from "./distribution-doubt.ts";
export * from "./effective-capacitance.ts";
export * from "./lead-artefacts.ts";
export * from "./lead-correction.ts";
