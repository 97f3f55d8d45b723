import { describe, expect, it } from "vitest";
import { lightTheme } from "../figures/theme.ts";
import { FARADAY } from "../units/constants.ts";
import { builtInDatabase } from "./alloy-database.ts";
import { alloyOverview } from "./alloy-overview.ts";
import { alloyPoints } from "./alloy-points.ts";
import { binarySystemsOf } from "./alloy-system.ts";
import { alloyEquilibrium } from "./equilibrium.ts";
import { withIsotherm } from "./isotherm.ts";
import { phases } from "./phases.ts";
import { phasesPage } from "./phases-page.ts";
import { poolDepth } from "./pool-loss.ts";
import { potentials } from "./potential.ts";
import { properties, propertyNames } from "./properties.ts";

describe("alloyPoints, against the functions that compute each state from nothing", () => {
  const points = alloyPoints({ system: "Na-K" });

  it.each([
    [0.0625, 298.15],
    [0.5, 298.15],
    [0.875, 298.15],
    [0.5, 250],
  ])("x = %d at %d K is the state of alloyEquilibrium to the bit", (x, temperature) => {
    const { text: _, understood: __, ...state } = { text: "", ...points.at(x, temperature).state };
    const { states } = alloyEquilibrium({ compositions: [`${100 * x} at.% Na`], temperatures: [temperature] });
    expect({ ...state, understood: "" }).toStrictEqual({ ...states[0], understood: "" });
  });

  it("tells Φ and what can leave as potentials does", () => {
    const { document } = potentials({ system: "Na-K", temperature: 298.15, alloys: ["NaK50"] });
    const [entry] = document.alloys;
    const { thermodynamicFactor, removal } = points.at(entry?.moleFraction ?? 0, 298.15);
    expect(thermodynamicFactor).toBe(entry?.thermodynamicFactor);
    expect(removal).toStrictEqual(entry?.removal);
  });
});

describe("alloyOverview", () => {
  const diagram = phases({ system: "Na-K" });
  const points = alloyPoints({ system: "Na-K" });
  const of = (composition: string, temperature = 298.15, pool: string | null = null) =>
    alloyOverview(diagram, points, { composition, temperature, pool });

  it("tells the melting points of the pure metals (oracle: Dinsdale, Calphad 15 (1991) 317: 336.53 K and 370.87 K)", () => {
    expect(of("100 at.% K").freezes).toMatchObject({
      temperature: expect.closeTo(336.53, 2),
      solid: { moleFraction: 0 },
    });
    expect(of("100 at.% Na").freezes).toMatchObject({
      temperature: expect.closeTo(370.87, 2),
      solid: { moleFraction: 1 },
    });
    expect(of("100 at.% Na").freezes?.solid.label).toMatch(/^Na/);
  });

  it("tells the freezing of the marks, and the liquid range of a diagram that was asked for at the temperature", () => {
    expect(of("NaK65").freezes).toStrictEqual(diagram.document.marks.find(({ text }) => text === "NaK65")?.freezes);
    const asked = phases({ system: "Na-K", isotherm: 280 });
    expect(of("NaK65", 280).liquid).toStrictEqual(asked.document.liquid);
    expect(withIsotherm(diagram, 280).document).toStrictEqual(asked.document);
  });

  it("gives the charge of a pool: z F x h / V_m for the share that can leave", () => {
    const { losses, depth, point } = of("NaK50", 298.15, "0.5 mm");
    const { document } = properties({ composition: "NaK50", temperature: 298.15, properties: ["molar-volume"] });
    const share = point.removal?.find(({ element }) => element === "Na")?.share ?? Number.NaN;
    const volume = document.properties[0]?.value ?? Number.NaN;
    expect(depth).toBe(0.5e-3);
    expect(losses?.find(({ element }) => element === "Na")?.arealCharge).toBeCloseTo(
      (FARADAY * point.moleFraction * share * 0.5e-3) / volume,
      4,
    );
  });

  it("refuses a bare number, another alloy, and a pool without unit", () => {
    expect(() => of("50")).toThrow(/"50" is not a composition: write NaK50 for 50 wt% K/);
    expect(() => of("Li50Mg50")).toThrow();
    expect(() => of("NaK50", 298.15, "0.5")).toThrow(/has no unit/);
  });
});

describe("poolDepth", () => {
  it("reads a depth, and a volume over an area", () => {
    expect(poolDepth("0.5 mm")).toBeCloseTo(0.5e-3, 12);
    expect(poolDepth("20 µL / 0.5 cm2")).toBeCloseTo(4e-4, 12);
    expect(() => poolDepth("0 mm")).toThrow(/no depth/);
  });
});

describe("what a view asks for beside the documents of the commands", () => {
  it("systems, and names of properties as `properties` tells them", () => {
    expect(binarySystemsOf(builtInDatabase())).toStrictEqual(["Na-K"]);
    const { document } = properties({ composition: "NaK50", temperature: 298.15 });
    expect(propertyNames()).toStrictEqual(document.properties.map(({ name, title }) => ({ name, title })));
  });

  it("potentials without bands are the same potentials", () => {
    const asked = { system: "Na-K", temperature: 298.15, alloys: [] } as const;
    const [quick, whole] = [potentials({ ...asked, bands: false }), potentials(asked)].map(
      (one) => one.document.curves,
    );
    expect(quick?.map(({ uncertainty }) => uncertainty)).toStrictEqual([null, null]);
    expect(quick?.map(({ potential }) => potential)).toStrictEqual(whole?.map(({ potential }) => potential));
  });

  it("a diagram that something else answers for holds no points for the pointer", () => {
    const [bare, usual] = [{ hoverGrid: false }, {}].map((options) =>
      phasesPage(phases({ system: "Na-K" }), options)
        .figures[0]?.draw(lightTheme)
        .data.map(({ name }) => name),
    );
    expect(usual).toContain("phases");
    expect(bare).toStrictEqual(usual?.filter((name) => name !== "phases"));
  });
});
