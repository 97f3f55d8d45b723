import { describe, it } from "vitest";
import {
  composeForOrder,
  expectSecondOrder,
  manufacturedError,
  type ScaledField,
  wave,
} from "../../../test/support/manufactured-solution.ts";
import type { ShapeDescription } from "../form/options.ts";
import { alloyFromOption } from "./alloy/alloy.ts";

// Oracle of all: c = c₀ (1 + a cos(πz/L + phase) e^{−t/T}) with the sources that make it the solution. Second order: 2.00 ± 0.05.

const alloys = [
  { kind: "regular-solution", interaction: 1.1, molarVolume: 2.38e-5, otherMolarVolume: 4.56e-5 },
  { kind: "assessed", database: "K-Na", metal: "NA", other: "K" },
] as const;

describe("diffusion in an alloy", () => {
  it.each(alloys)(
    "is of second order with a skin, a funnel, a thermodynamic factor and a graded mesh: $kind",
    (option) => {
      const [depth, mean, decay] = [1e-3, 19400, 100];
      const alloy = alloyFromOption("pool", option, 298.15);
      const area = (z: number): number => 1 - 0.8 * Math.exp(-z / 2e-4);
      const diffusivity = (z: number): number => 3e-9 * 0.05 ** Math.exp(-((z / 2e-4) ** 2));
      const c = wave(mean, 0.3, depth, decay, 0.5);
      const flux = (z: number, time: number): number =>
        z === depth ? 0 : -area(z) * diffusivity(z) * alloy.thermodynamicFactor(c.value(z, time)) * c.slope(z, time);
      const fields: ScaledField[] = [
        { name: "pool.concentration", value: c.value, rate: c.rate, flux, thickening: area, scale: mean },
        {
          name: "pool.surface concentration",
          value: c.value,
          rate: c.rate,
          flux: (_z, time) => -flux(0, time),
          scale: mean,
        },
      ];
      expectSecondOrder((cells) => {
        const shape: ShapeDescription = { kind: "funnel", opening: 0.2, depth: 2e-4 };
        const parameters = { depth, diffusivity: 3e-9, skinDiffusivityFactor: 0.05, skinThickness: 2e-4 };
        return manufacturedError(
          composeForOrder([
            {
              name: "pool",
              kind: "alloy-pool",
              electrode: "working",
              parameters: { ...parameters, initialConcentration: mean },
              options: { alloy: option, mesh: { kind: "graded", cells, grading: 2, shape } },
            },
          ]),
          fields,
          decay,
        );
      });
    },
  );
});

describe("diffusion of a dissolved species", () => {
  const radius = 7e-4;
  type Along = (z: number) => number;
  // Area and, where it is another one, dV/dz: the shells of a spheroid are thinner at the plane.
  const shapes: readonly (readonly [string, ShapeDescription, Along, Along?])[] = [
    ["planar", { kind: "planar" }, () => 1],
    ["cylinder", { kind: "cylinder", radius }, (z) => 1 + z / radius],
    ["sphere", { kind: "sphere", radius }, (z) => (1 + z / radius) ** 2],
    ["sphere of another area", { kind: "sphere", radius, areaRatio: 0.4 }, (z) => 0.4 * (1 + z / radius) ** 2],
    [
      "spheroid",
      { kind: "oblate-spheroid", radius },
      (z) => 2 * (1 + (z / radius) ** 2),
      (z) => 2 * (1 / 3 + (z / radius) ** 2),
    ],
  ];
  for (const [name, shape, area, volume] of shapes) {
    it(`is of second order on a graded mesh: ${name}`, () => {
      const [length, mean, decay, diffusivity] = [1e-3, 100, 200, 1e-9];
      const c = wave(mean, 0.3, length, decay, 0.5);
      const flux = (z: number, time: number): number => (z === length ? 0 : -area(z) * diffusivity * c.slope(z, time));
      const fields: ScaledField[] = [
        { name: "species.concentration", value: c.value, rate: c.rate, flux, thickening: volume ?? area, scale: mean },
        {
          name: "species.surface concentration",
          value: c.value,
          rate: c.rate,
          flux: (_z, time) => -flux(0, time),
          scale: mean,
        },
      ];
      expectSecondOrder((cells) =>
        manufacturedError(
          composeForOrder([
            {
              name: "species",
              kind: "soluble-species",
              electrode: "working",
              parameters: { length, diffusivity, initialConcentration: mean },
              options: { mesh: { kind: "graded", cells, grading: 2, shape } },
            },
          ]),
          fields,
          decay,
        ),
      );
    });
  }

  it("is of second order with the concentration fixed at the last face", () => {
    const [length, mean, decay, diffusivity] = [1e-3, 100, 200, 1e-9];
    const c = wave(mean, 0.3, length, decay, Math.PI / 2);
    const flux = (z: number, time: number): number => -diffusivity * c.slope(z, time);
    const fields: ScaledField[] = [
      { name: "species.concentration", value: c.value, rate: c.rate, flux, scale: mean },
      {
        name: "species.surface concentration",
        value: c.value,
        rate: c.rate,
        flux: (_z, time) => -flux(0, time),
        scale: mean,
      },
    ];
    expectSecondOrder((cells) =>
      manufacturedError(
        composeForOrder([
          {
            name: "species",
            kind: "soluble-species",
            electrode: "working",
            parameters: { length, diffusivity, initialConcentration: mean },
            options: { far: "fixed", mesh: { kind: "graded", cells, grading: 2 } },
          },
        ]),
        fields,
        decay,
      ),
    );
  });
});

describe("diffusion to a disc in two dimensions", () => {
  it("is of second order in shells and angles together", () => {
    // c = c₀ (1 + 0.3 e^{−t/T} (1 − x)² (1 + x η²/2)), x = s/L: uniform on the disc, level with infinity at the last face.
    const [length, radius, mean, decay, diffusivity] = [1e-4, 8e-5, 100, 2, 1e-9];
    const fade = (time: number): number => 0.3 * mean * Math.exp(-time / decay);
    const shape = (x: number, eta: number): number => (1 - x) ** 2 * (1 + 0.5 * x * eta * eta);
    // ∫ ∂(shape)/∂x dη from the plane to η
    const slopes = (x: number, eta: number): number => {
      const cube = eta ** 3 / 6;
      return -2 * (1 - x) * (eta + x * cube) + (1 - x) ** 2 * cube;
    };
    // (1 − η²) ∂(shape)/∂η
    const turn = (x: number, eta: number): number => (1 - eta * eta) * (1 - x) ** 2 * x * eta;
    expectSecondOrder((cells) => {
      const angles = cells / 6;
      const fields: ScaledField[] = Array.from({ length: angles }, (_, l) => {
        const [from, to] = [l / angles, (l + 1) / angles];
        const middle = 0.5 * (from + to);
        // ∫ 2 (ξ² + η²) dη
        const area = (z: number): number => 2 * (to - from) * (z / radius) ** 2 + (2 / 3) * (to ** 3 - from ** 3);
        return {
          name: `disc.concentration ${l + 1}`,
          value: (z, time) => mean + fade(time) * shape(z / length, middle),
          rate: (z, time) => (-fade(time) / decay) * shape(z / length, middle),
          flux: (z, time) => {
            const x = z / length;
            const whole = 2 * (1 + (z / radius) ** 2);
            return ((-diffusivity * whole * fade(time)) / length) * (slopes(x, to) - slopes(x, from));
          },
          production: (z, time) => {
            const x = z / length;
            const gain = ((2 * diffusivity) / radius ** 2) * fade(time) * (turn(x, to) - turn(x, from));
            return gain / area(z);
          },
          thickening: area,
          scale: mean,
        };
      });
      fields.push({
        name: "disc.surface concentration",
        value: (_z, time) => mean + fade(time),
        rate: () => 0,
        flux: (_z, time) => ((2 * diffusivity * fade(time)) / length) * slopes(0, 1),
        scale: mean,
      });
      return manufacturedError(
        composeForOrder([
          {
            name: "disc",
            kind: "disc-species",
            electrode: "working",
            parameters: {
              diffusivity,
              initialConcentration: mean,
              radius,
              length,
              shells: cells / 2,
              grading: 1.2,
              angles,
            },
          },
        ]),
        fields,
        decay,
        1e-7,
      );
    });
  });
});
