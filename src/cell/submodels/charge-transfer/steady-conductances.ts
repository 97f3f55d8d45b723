import { atan2, expm1, log1p } from "../../../numerics/elementary/index.ts";
import type { Mesh } from "../../form/mesh.ts";
import { optionFields, optionNumber } from "../../form/options.ts";

/** Conductances of steady diffusion along a mesh, per area of the electrode: times diffusivity and difference, a molar flux. */
export interface SteadyConductances {
  /** 1/m, length N + 1: electrode to centre 0, centre k − 1 to centre k, last centre to the last face. */
  readonly faces: Float64Array;
  /** 1/m from the last centre to infinity; 0 where no steady flux comes from there (planar, cylinder). */
  readonly toInfinity: number;
}

/** ∫ds/A(s) in m between two distances from the electrode. */
type Resistance = (from: number, to: number) => number;

/**
 * 1/∫ds/A(s) between neighbouring centres, A(s) the relative area at the distance s: a steady profile is met exactly on any
 * number of cells. With r = radius + s and ξ = s/radius
 *
 *     planar           A = 1                            ∫ds/A = s
 *     funnel           A = f + (1 − f)(1 − e^{−s/l})            l ln(e^{s/l} − 1 + f)
 *     cylinder         A = r/radius                             radius · ln r
 *     sphere           A = (r/radius)²                          −radius²/r
 *     oblate spheroid  A = 2(1 + ξ²)                            (radius/2) arctan ξ
 *
 * In front of a disc the surfaces of equal concentration are spheroids only in the steady state, whose current 4nFDca is exact;
 * in a transient this mesh is an approximation.
 *
 * @param where for messages: `mesh of "ion"`
 * @param shape option `shape` of the mesh, checked already
 */
export function steadyConductances(where: string, mesh: Mesh, shape: unknown): SteadyConductances {
  const fields = shape === undefined ? {} : optionFields(`shape of the ${where}`, shape);
  const number = (name: string): number =>
    optionNumber(`${name} of the shape of the ${where}`, fields[name], 0, Number.POSITIVE_INFINITY);
  const ratio = fields.areaRatio === undefined ? 1 : number("areaRatio");
  const [resistance, toInfinity] = shapeResistance(fields.kind, number);
  const { cells, centers, faces } = mesh;
  const conductances = new Float64Array(cells + 1);
  for (let k = 0; k <= cells; k++) {
    const from = k === 0 ? 0 : centers[k - 1];
    const to = k === cells ? faces[cells] : centers[k];
    conductances[k] = ratio / resistance(from, to);
  }
  return { faces: conductances, toInfinity: ratio / toInfinity(centers[cells - 1]) };
}

/** Differences are written without cancellation in thin cells. */
function shapeResistance(
  kind: unknown,
  number: (name: string) => number,
): readonly [Resistance, (from: number) => number] {
  const never = (): number => Number.POSITIVE_INFINITY;
  switch (kind) {
    case "funnel": {
      const opening = number("opening");
      const depth = number("depth");
      // (e^{t/l} − 1 + f)/(e^{s/l} − 1 + f) = 1 + (e^{(t−s)/l} − 1)/(1 − (1 − f) e^{−s/l})
      return [
        (from, to) => depth * log1p(expm1((to - from) / depth) / (opening - (1 - opening) * expm1(-from / depth))),
        never,
      ];
    }
    case "cylinder": {
      const radius = number("radius");
      return [(from, to) => radius * log1p((to - from) / (radius + from)), never];
    }
    case "sphere": {
      const radius = number("radius");
      return [
        (from, to) => (to - from) / ((1 + from / radius) * (1 + to / radius)),
        (from) => radius / (1 + from / radius),
      ];
    }
    case "oblate-spheroid": {
      const radius = number("radius");
      return [
        (from, to) => 0.5 * radius * atan2((to - from) / radius, 1 + (from / radius) * (to / radius)),
        (from) => 0.5 * radius * atan2(radius, from),
      ];
    }
    default:
      return [(from, to) => to - from, never];
  }
}
