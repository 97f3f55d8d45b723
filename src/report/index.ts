export * from "./figure-page.ts";
export * from "./findings.ts";
export * from "./html.ts";
export * from "./input.ts";
export * from "./methods.ts";
export * from "./policy.ts";
export * from "./report-page.ts";
export * from "./words.ts";
