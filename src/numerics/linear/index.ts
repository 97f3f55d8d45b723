export { arrowLayout } from "./arrow-layout.ts";
export { bandedLayout } from "./banded-layout.ts";
export { createComplexPencil } from "./create-complex-pencil.ts";
export { createPencil } from "./create-pencil.ts";
export { expandDense } from "./dense-expansion.ts";
export { denseLayout } from "./dense-layout.ts";
export type * from "./layout.ts";
export { multiply } from "./multiply.ts";
export type * from "./pencil.ts";
