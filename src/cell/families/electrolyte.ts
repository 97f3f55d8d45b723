import type { SubmodelDescription } from "../form/description.ts";
import { type CellPlan, submodelOf } from "./submodel-plan.ts";

/** Grains, grain boundaries and leads between the electrodes. The current flows through the area of the electrolyte. */
export function electrolyte(plan: CellPlan): SubmodelDescription[] {
  const { numbers, area } = plan;
  const thickness = plan.number("geometry.electrolyteThickness");
  const ratio = plan.number("geometry.electrolyteArea") / area;
  const conductivity = plan.number("geometry.grainConductivity");
  const ofArea = `area of the electrolyte ${(1e4 * plan.number("geometry.electrolyteArea")).toPrecision(3)} cm2`;
  const submodels = [
    submodelOf(plan, {
      name: "grain",
      kind: "resistance",
      areaRatio: ratio,
      derived: {
        resistance: {
          value: thickness / (conductivity * ratio),
          source: `thickness / conductivity of the grains, ${ofArea}`,
        },
      },
    }),
  ];
  if (numbers.has("geometry.boundaryConductivity")) {
    const resistance = thickness / (plan.number("geometry.boundaryConductivity") * ratio);
    submodels.push(
      submodelOf(plan, {
        name: "grain boundary",
        kind: "resistor-capacitor",
        areaRatio: ratio,
        derived: {
          resistance: {
            value: resistance,
            source: `thickness / apparent conductivity of the grain boundaries, ${ofArea}`,
          },
          capacitance: {
            value: plan.number("geometry.boundaryTime") / resistance,
            source: "relaxation time of the grain boundaries / their resistance",
          },
        },
      }),
    );
  }
  if ([...numbers.keys()].some((key) => key.startsWith("leads."))) {
    submodels.push(submodelOf(plan, { name: "leads", kind: "resistance", areaRatio: 1 }));
  }
  return submodels;
}
