import type { ParameterValue } from "../../parameter-set.ts";
import { P2 } from "./p2.ts";

/** What plating leaves at the interface and drives into the ceramic. */
export const plating: Readonly<Record<string, ParameterValue>> = {
  "deposit.growthRate": {
    value: 1e-7,
    unit: "mol/cm2/s",
    status: "assumed",
    source: "fast: 10 mA/cm2 at twice the activity; what the store passes on decides",
  },
  "deposit.dissolutionRate": {
    value: 1e-7,
    unit: "mol/cm2/s",
    status: "assumed",
    source: "fast: the hours of the recovery (P2, Figs. 5c and S9) follow from the supply of the store",
  },
  "deposit.order": {
    value: 1,
    unit: "1",
    range: [0, 1],
    status: "assumed",
    source: "islands; 35 s, 1 h and 15 h do not tell it from a front",
  },
  "deposit.referenceAmount": {
    value: 4,
    unit: "umol/cm2",
    status: "assumed",
    source: "about a micrometre; with the rate of dissolution",
  },
  "deposit.nucleationThreshold": { value: 0.02, unit: "1", status: "assumed", source: "half a millivolt" },
  "deposit.nucleusAmount": { value: 0.01, unit: "umol/cm2", status: "assumed", source: "a few atomic layers" },
  "filament.criticalCurrentDensity": {
    value: 2.6,
    unit: "mA/cm2",
    range: [2.4, 3.2],
    status: "fitted",
    source: `${P2}: Na | NASICON | Na of the same laboratory ends at 3.2 mA/cm2, which a rising current meets some steps above the threshold; steps of 0.2 mA/cm2 and 1 h are assumed, and the short comes at 3.4. Of current over contact, an index of focusing, not a current density of the interface`,
  },
  "filament.criticalThickness": {
    value: 0.1,
    unit: "um",
    status: "assumed",
    source: "thicker than the nuclei; not identified",
  },
  "filament.crossSection": {
    value: 1e-6,
    unit: "1",
    status: "assumed",
    source: "a few filaments of micrometres on a square centimetre; for the balance of the metal only",
  },
  "filament.molarVolume": { value: 23.78e-6, unit: "m3/mol", status: "literature", source: "Na, 967 kg/m3 at 25 °C" },
  "filament.focusing": {
    value: 143,
    unit: "1",
    status: "fitted",
    source: `${P2}, Fig. 2: a short after 0.5 mAh/cm2 at 0.7 mA/cm2`,
  },
  "filament.healingTime": {
    value: 1e5,
    unit: "s",
    range: [1e3, 1e6],
    status: "assumed",
    source: "that of the recovery in long rests",
  },
};
