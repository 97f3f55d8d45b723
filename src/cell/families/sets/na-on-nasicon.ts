import type { ParameterSet } from "../parameter-set.ts";
import { P2 } from "./nak-on-nasicon/p2.ts";
import { nakOnNasicon } from "./nak-on-nasicon.ts";

const { parameters: nak } = nakOnNasicon;

/** Sodium, pressed on both sides of the ceramic of `nakOnNasicon`. The threshold of its filament is fitted to its critical current, which is an input here, not a result. */
export const naOnNasicon: ParameterSet = {
  name: "na-on-nasicon",
  title: "Na | Na3Zr2Si2PO12 | Na",
  about:
    "Pressed sodium on both sides, the control of P2. The threshold of the filament, 2.6 mA/cm2, is fitted to a critical current of 3.2 mA/cm2 under assumed steps of 0.2 mA/cm2 and 1 h, with which the short comes while plating at 3.4; other steps ask for another threshold. The run describes the control, it does not explain it.",
  working: { metal: "Na" },
  counter: { metal: "Na" },
  moleFraction: 1,
  mechanisms: { filament: true, counter: true },
  parameters: {
    "geometry.poolArea": { value: 0.5027, unit: "cm2", status: "measured", source: `${P2}, methods: discs of 8 mm` },
    "geometry.metalThickness": { value: 0.5, unit: "mm", range: [0.1, 1], status: "assumed", source: "not stated" },
    "geometry.metalMolarVolume": nak["geometry.counterMolarVolume"],
    "geometry.counterArea": nak["geometry.counterArea"],
    "geometry.counterThickness": nak["geometry.counterThickness"],
    "geometry.counterMolarVolume": nak["geometry.counterMolarVolume"],
    "geometry.electrolyteThickness": nak["geometry.electrolyteThickness"],
    "geometry.electrolyteArea": nak["geometry.electrolyteArea"],
    "geometry.grainConductivity": nak["geometry.grainConductivity"],
    "geometry.boundaryConductivity": nak["geometry.boundaryConductivity"],
    "geometry.boundaryTime": nak["geometry.boundaryTime"],
    "contact area.initialContact": nak["counter contact.initialContact"],
    "interface.exchangeCurrentDensity": nak["counter interface.exchangeCurrentDensity"],
    "interface.chargeNumber": nak["interface.chargeNumber"],
    "interface.doubleLayerCapacitance": nak["counter interface.doubleLayerCapacitance"],
    "counter contact.initialContact": nak["counter contact.initialContact"],
    "counter interface.exchangeCurrentDensity": nak["counter interface.exchangeCurrentDensity"],
    "counter interface.chargeNumber": nak["counter interface.chargeNumber"],
    "counter interface.doubleLayerCapacitance": nak["counter interface.doubleLayerCapacitance"],
    "filament.criticalCurrentDensity": nak["filament.criticalCurrentDensity"],
    "filament.criticalThickness": nak["filament.criticalThickness"],
    "filament.crossSection": nak["filament.crossSection"],
    "filament.molarVolume": nak["filament.molarVolume"],
    "filament.focusing": nak["filament.focusing"],
    "filament.healingTime": nak["filament.healingTime"],
  },
};
