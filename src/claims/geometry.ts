import { poolCapacity } from "../thermo/electrode/index.ts";
import { parseComposition } from "../units/composition.ts";
import type { Alloy } from "./alloy.ts";
import { chargeFromAmount, discArea } from "./arithmetic/charge.ts";
import { molarMass } from "./materials.ts";
import type { LiquidElectrolytePaper } from "./papers/liquid-electrolyte-paper.ts";
import type { SolidElectrolytePaper } from "./papers/solid-electrolyte-paper.ts";
import { inSi, type Ranged, spread } from "./ranged.ts";

/** Mole fraction of Na in an alloy written as the papers write it: NaK50 is wt% K, Na50K50 at.%. */
export function sodiumFraction(alloy: string): number {
  return parseComposition(alloy).moleFraction.Na ?? Number.NaN;
}

/** Mole fraction of Na that belongs to a mass fraction w of K. */
export function fromPotassiumMass(w: number): number {
  return sodiumFraction(`${100 * w} wt% K`);
}

/** Mass fraction of K that belongs to a mole fraction x of Na. */
export function potassiumMass(x: number): number {
  const k = (1 - x) * molarMass("K");
  return k / (k + x * molarMass("Na"));
}

/** Molar mass of the alloy in kg/mol. */
export function alloyMolarMass(x: number): number {
  return x * molarMass("Na") + (1 - x) * molarMass("K");
}

/** Amount of each metal in mol/m² in an electrode of P1 of an areal mass in kg/m². */
export function metalAmount(x: number, arealMass: number): { readonly sodium: number; readonly potassium: number } {
  const total = arealMass / alloyMolarMass(x);
  return { sodium: x * total, potassium: (1 - x) * total };
}

/** Mass on the disc of P1 over its area. */
export function arealMass(p1: LiquidElectrolytePaper): Ranged {
  return spread("mg/cm²", (m, d) => m / discArea(d), p1.massLoaded, p1.discDiameter);
}

/** K of an electrode of P1 as charge over area. */
export function potassiumStock(p1: LiquidElectrolytePaper): Ranged {
  return spread(
    "mAh/cm²",
    (m, d, x) => chargeFromAmount(metalAmount(x, m / discArea(d)).potassium),
    p1.massLoaded,
    p1.discDiameter,
    p1.nominal,
  );
}

/**
 * Na that leaves the pool of P2 over an area of the given diameter, as charge: all of it, or until the liquid has come
 * down to the mole fraction `until`.
 */
export function poolCharge(
  p2: SolidElectrolytePaper,
  alloy: Alloy,
  diameter: Ranged,
  until: number | null = null,
): Ranged {
  const x = fromPotassiumMass(inSi(p2.alloySmallK));
  return spread(
    "mAh/cm²",
    (volume, d, molarVolume) => {
      const pool = poolCapacity({
        volume,
        area: discArea(d),
        moleFraction: x,
        molarVolume,
        molarMass: alloyMolarMass(x),
        chargeNumber: 1,
        saturation: until,
      });
      return pool.arealChargeToSaturation ?? pool.arealCharge;
    },
    p2.poolVolume,
    diameter,
    alloy.molarVolume(x),
  );
}
