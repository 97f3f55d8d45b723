import type { ParameterSet } from "../parameter-set.ts";
import { nakOnNasicon } from "./nak-on-nasicon.ts";

const { parameters: nak } = nakOnNasicon;
const P2 = "P2 (EES Batteries 1 (2025) 1682)";

/** Sodium, pressed on both sides of the ceramic of `nakOnNasicon`. Its critical current is an input here, not a result. */
export const naOnNasicon: ParameterSet = {
  name: "na-on-nasicon",
  title: "Na | Na3Zr2Si2PO12 | Na",
  about:
    "Pressed sodium on both sides, the control of P2. The critical current of 3.2 mA/cm2 goes in as the threshold of the filament; what the run shows is where a given contact puts it, and the voltage until then.",
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
