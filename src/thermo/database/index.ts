export {
  constantFunction,
  functionFromText,
  functionsOf,
  type PolynomialTerm,
  polynomialFunction,
  replaceParameters,
  temperatureFunction,
} from "./build.ts";
export type {
  Database,
  DatabaseElement,
  DatabaseParameter,
  DatabasePhase,
  DatabaseSpecies,
  DatabaseSublattice,
  PhaseTraits,
} from "./database.ts";
export { definedRange } from "./defined-range.ts";
export { type Expression, type ExpressionPlace, parseExpression } from "./expression.ts";
export type { FunctionLookup } from "./piecewise-function.ts";
export type { TemperatureFunction, TemperaturePiece } from "./temperature-function.ts";
