import { DomainError } from "../../base/errors.ts";
import { expm1 } from "../../numerics/elementary/index.ts";
import type { Mesh } from "./mesh.ts";
import { type MeshShape, planar } from "./mesh-shapes.ts";

/**
 * Equal cells: z_j = length · j / cells.
 * @param length m
 * @throws DomainError where the length is not positive or the number of cells is not a whole number from 1
 */
export function uniformMesh(cells: number, length: number, shape: MeshShape = planar): Mesh {
  return meshFromFaces(
    faces(cells, length, (fraction) => fraction),
    shape,
  );
}

/**
 * Cells that grow from the electrode on: z_j = length · (e^{grading j / cells} − 1) / (e^{grading} − 1), so that the last cell
 * is about e^{grading} as wide as the first. A grading of 0 gives equal cells.
 */
export function gradedMesh(cells: number, length: number, grading: number, shape: MeshShape = planar): Mesh {
  if (!Number.isFinite(grading) || Math.abs(grading) > 50) {
    throw new DomainError(`gradedMesh: a grading of ${grading}; a number from −50 to 50 is expected.`);
  }
  if (grading === 0) return uniformMesh(cells, length, shape);
  const whole = expm1(grading);
  return meshFromFaces(
    faces(cells, length, (fraction) => expm1(grading * fraction) / whole),
    shape,
  );
}

/**
 * Finite volumes between given faces; the centres lie midway.
 * @param positions z₀ … z_N in m, rising
 * @throws DomainError where they do not rise, or a cell has no volume
 */
function meshFromFaces(positions: Float64Array, shape: MeshShape = planar): Mesh {
  const cells = positions.length - 1;
  if (cells < 1) throw new DomainError(`meshFromFaces: ${positions.length} faces; a mesh has at least 2.`);
  const centers = new Float64Array(cells);
  const volumes = new Float64Array(cells);
  for (let k = 0; k < cells; k++) {
    const from = positions[k];
    const to = positions[k + 1];
    if (!(to > from)) {
      throw new DomainError(`meshFromFaces: face ${k + 1} at ${to} m follows face ${k} at ${from} m; faces must rise.`);
    }
    centers[k] = 0.5 * (from + to);
    const volume = shape.volume(from, to);
    if (!(volume > 0 && Number.isFinite(volume))) {
      throw new DomainError(`meshFromFaces: cell ${k} from ${from} m to ${to} m has a volume of ${volume} m per area.`);
    }
    volumes[k] = volume;
  }
  return { cells, faces: positions, centers, faceAreas: positions.map((z) => shape.area(z)), volumes };
}

function faces(cells: number, length: number, place: (fraction: number) => number): Float64Array {
  if (!Number.isInteger(cells) || cells < 1 || cells > 1e6) {
    throw new DomainError(`A mesh of ${cells} cells; a whole number from 1 to 1e6 is expected.`);
  }
  if (!(length > 0 && Number.isFinite(length))) {
    throw new DomainError(`A mesh ${length} m long; a positive length is expected.`);
  }
  return Float64Array.from({ length: cells + 1 }, (_, j) => length * place(j / cells));
}
