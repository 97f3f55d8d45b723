import { describe, expect, it } from "vitest";
import { cylinder, funnel, oblateSpheroid, sphere } from "../../form/mesh-shapes.ts";
import { uniformMesh } from "../../form/meshes.ts";
import { steadyConductances } from "./steady-conductances.ts";

describe("steady conductances", () => {
  it("are the reciprocal integrals of 1/A", () => {
    // oracle: Simpson's rule with 2000 intervals on the area of the shape
    const meshes = {
      funnel: [{ kind: "funnel", opening: 0.05, depth: 2e-5 }, funnel(0.05, 2e-5)],
      cylinder: [{ kind: "cylinder", radius: 3e-5 }, cylinder(3e-5)],
      sphere: [{ kind: "sphere", radius: 3e-5 }, sphere(3e-5)],
      disc: [{ kind: "oblate-spheroid", radius: 3e-5 }, oblateSpheroid(3e-5)],
      // The area of the electrode is 2.5 times that of the working electrode.
      "sphere of another area": [
        { kind: "sphere", radius: 3e-5, areaRatio: 2.5 },
        { area: (s: number) => 2.5 * (1 + s / 3e-5) ** 2, volume: sphere(3e-5).volume },
      ],
    } as const;
    for (const [name, [description, shape]] of Object.entries(meshes)) {
      const mesh = uniformMesh(7, 1e-4, shape);
      const { faces, toInfinity } = steadyConductances("mesh", mesh, description);
      for (let k = 0; k <= 7; k++) {
        const from = k === 0 ? 0 : (mesh.centers[k - 1] as number);
        const to = k === 7 ? 1e-4 : (mesh.centers[k] as number);
        expect((faces[k] as number) * simpson((s) => 1 / shape.area(s), from, to), name).toBeCloseTo(1, 11);
      }
      const last = mesh.centers[6] as number;
      // s = last/u carries the integral to infinity to one from 0 to 1
      const expected = simpson((u) => last / (u * u * shape.area(last / u)), 1e-9, 1);
      if (name.startsWith("sphere") || name === "disc") expect(toInfinity * expected).toBeCloseTo(1, 7);
      else expect(toInfinity).toBe(0);
    }
  });
});

function simpson(f: (x: number) => number, from: number, to: number): number {
  const n = 2000;
  const h = (to - from) / n;
  let sum = f(from) + f(to);
  for (let k = 1; k < n; k++) sum += (k % 2 === 0 ? 2 : 4) * f(from + k * h);
  return (sum * h) / 3;
}
