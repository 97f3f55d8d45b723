import { FARADAY } from "../../units/constants.ts";
import type { SubmodelDescription } from "../form/description.ts";
import { type CellPlan, submodelOf } from "./submodel-plan.ts";

/** A pure metal that touches the ceramic all over: a reservoir, its contact and its interface. */
export function counterElectrode(plan: CellPlan): SubmodelDescription[] {
  const ratio = plan.number("geometry.counterArea") / plan.area;
  const thickness = plan.number("geometry.counterThickness");
  const amount = (thickness / plan.number("geometry.counterMolarVolume")) * ratio;
  const electrode = "counter";
  return [
    submodelOf(plan, {
      name: "counter metal",
      kind: "metal-reservoir",
      electrode,
      areaRatio: ratio,
      derived: {
        amount: {
          value: amount,
          source: `thickness / molar volume: ${((amount * FARADAY * plan.number("interface.chargeNumber")) / 36).toPrecision(3)} mAh/cm2 of the normalising area`,
        },
      },
      options: { amount: plan.set.counter.metal },
    }),
    submodelOf(plan, { name: "counter contact", kind: "contact-area", electrode, areaRatio: 1 }),
    submodelOf(plan, {
      name: "counter interface",
      kind: "patched-interface",
      electrode,
      areaRatio: 1,
      derived: { areaRatio: { value: ratio, source: "area of the counter electrode / normalising area" } },
      options: { amount: plan.set.counter.metal, constriction: "none", gap: "none" },
      connect: {
        activity: "counter metal.activity",
        metal: "counter metal.amount",
        contact: "counter contact.contact fraction",
      },
    }),
  ];
}
