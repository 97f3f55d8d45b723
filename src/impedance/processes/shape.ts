import { DomainError } from "../../base/errors.ts";
import { barriers } from "./shapes/barriers.ts";
import { coleCole } from "./shapes/cole-cole.ts";
import { debye } from "./shapes/debye.ts";
import { gerischer } from "./shapes/gerischer.ts";
import { havriliakNegami } from "./shapes/havriliak-negami.ts";
import type { ProcessShape, ShapeName } from "./shapes/process-shape.ts";

const SHAPES: Readonly<Record<ShapeName, ProcessShape>> = {
  debye,
  "cole-cole": coleCole,
  gerischer,
  "havriliak-negami": havriliakNegami,
  barriers,
};

/** All shapes, the plainest first. */
export const SHAPE_NAMES: readonly ShapeName[] = ["debye", "cole-cole", "gerischer", "havriliak-negami", "barriers"];

/** The shape of that name. @throws DomainError for a name that is not a shape */
export function processShape(name: ShapeName): ProcessShape {
  const shape: ProcessShape | undefined = SHAPES[name];
  if (shape === undefined)
    throw new DomainError(`processShape: there is no shape "${name}"; there are ${SHAPE_NAMES.join(", ")}.`);
  return shape;
}
