import { type FalsifierInput, type FalsifierLiquid, sodiumPotassiumLiquid } from "../../cell/falsifiers/index.ts";
import { nakOnNasicon } from "../../cell/families/sets/nak-on-nasicon.ts";
import { discArea } from "../arithmetic/charge.ts";
import { fromPotassiumMass } from "../geometry.ts";
import type { SolidElectrolytePaper } from "../papers/solid-electrolyte-paper.ts";
import { between, factorOf, inSi, type Ranged, range, spread } from "../ranged.ts";

/** A number with its interval in SI, as falsifiers give it, in a unit. */
export function rangedOf(
  { value, lower, upper }: { readonly value: number; readonly lower: number; readonly upper: number },
  unit: string,
): Ranged {
  const factor = factorOf(unit);
  return between(lower / factor, upper / factor, unit, value / factor);
}

/** All that is not below a bound that may lie as low as the lower end of its band. */
export function atLeast({ lower, unit }: Ranged): Ranged {
  return range(lower, Number.POSITIVE_INFINITY, unit);
}

/** What the falsifiers ask of a cell of P2 that strips an alloy of so much K. @throws DomainError where it is not liquid */
export function strippingOf(p2: SolidElectrolytePaper, alloy: Ranged, temperature: number): FalsifierInput {
  const moleFraction = fromPotassiumMass(inSi(alloy));
  const grain = nakOnNasicon.parameters["geometry.grainConductivity"];
  const [low, high] = grain?.range ?? [Number.NaN, Number.NaN];
  const siemens = factorOf(grain?.unit ?? "S/m");
  const depth = spread("m", (v, d) => v / discArea(d), p2.poolVolume, p2.poolDiameter);
  return {
    liquid: liquidAt(moleFraction, temperature),
    moleFraction,
    direction: "strip",
    conductivity: { value: (grain?.value ?? Number.NaN) * siemens, lower: low * siemens, upper: high * siemens },
    depth,
  };
}

const liquids = new Map<string, FalsifierLiquid>();

function liquidAt(moleFraction: number, temperature: number): FalsifierLiquid {
  const key = `${moleFraction} ${temperature}`;
  const found = liquids.get(key) ?? sodiumPotassiumLiquid(moleFraction, temperature);
  liquids.set(key, found);
  return found;
}
