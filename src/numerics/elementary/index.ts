// Elementary functions made of +, −, ×, ÷ and √, which every engine rounds alike: the same bits everywhere, where those of `Math`
// differ in the last one between engines, and iterations make more of it. Whatever computes a result uses these.
export { acos, asin, atan, atan2 } from "./arctangent.ts";
export { exp, expm1 } from "./exponential.ts";
export { asinh, cosh, sinh, tanh } from "./hyperbolic.ts";
export { euclideanNorm, hypot } from "./hypot.ts";
export { log, log1p, log10 } from "./logarithm.ts";
export { cbrt, pow } from "./power.ts";
export { cos, sin, tan } from "./trigonometric.ts";
