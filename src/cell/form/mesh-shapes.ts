import { exp } from "../../numerics/elementary/index.ts";

/** How the area that a flux passes grows with the distance from the electrode; both relative to the area of the electrode. */
export interface MeshShape {
  /** Area at z (m) over that of the electrode. */
  area(z: number): number;
  /** Volume between two distances per area of the electrode, m. */
  volume(from: number, to: number): number;
}

export const planar: MeshShape = { area: () => 1, volume: (from, to) => to - from };

/**
 * Contact through spots that opens with depth: A(z) = f + (1 − f)(1 − e^{−z/l}). Cells take the area at their centre.
 * @param opening f, the part of the area in contact
 * @param depth l in m
 */
export function funnel(opening: number, depth: number): MeshShape {
  const area = (z: number): number => opening + (1 - opening) * (1 - exp(-z / depth));
  return { area, volume: (from, to) => area(0.5 * (from + to)) * (to - from) };
}

/** Outside of a cylinder of radius r (m): A(z) = 1 + z/r; volumes exact. */
export function cylinder(radius: number): MeshShape {
  return {
    area: (z) => 1 + z / radius,
    volume: (from, to) => (to - from) * (1 + (0.5 * (from + to)) / radius),
  };
}

/** Outside of a sphere of radius r (m): A(z) = (1 + z/r)²; volumes exact. */
export function sphere(radius: number): MeshShape {
  return {
    area: (z) => (1 + z / radius) ** 2,
    volume: (from, to) => {
      const u = from / radius;
      const v = to / radius;
      return (to - from) * (1 + (u + v) + (u * u + u * v + v * v) / 3);
    },
  };
}

/**
 * Above a disc of radius r (m) in an insulating plane, in oblate spheroidal shells z = rξ with the concentration taken as
 * constant on each shell: A(z) = 2(1 + z²/r²), volume 2∫(z²/r² + 1/3)dz. Exact in the steady state, where the limiting current is
 * 4FDcr; an approximation in time.
 */
export function oblateSpheroid(radius: number): MeshShape {
  return {
    area: (z) => 2 * (1 + (z / radius) ** 2),
    volume: (from, to) => {
      const u = from / radius;
      const v = to / radius;
      return (2 / 3) * (to - from) * (1 + u * u + u * v + v * v);
    },
  };
}
