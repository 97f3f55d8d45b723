import { DomainError } from "../base/errors.ts";
import type { Warning } from "../base/warnings.ts";
import type { Carrier } from "../thermo/electrode/index.ts";

/** Charge numbers of the ions as which metals leave an electrode. */
const CHARGES: Readonly<Record<string, number>> = {
  ...Object.fromEntries(["LI", "NA", "K", "RB", "CS", "AG"].map((symbol) => [symbol, 1])),
  ...Object.fromEntries(["BE", "MG", "CA", "SR", "BA", "ZN", "CD", "PB"].map((symbol) => [symbol, 2])),
  ...Object.fromEntries(["AL", "GA", "IN", "SC", "Y", "LA"].map((symbol) => [symbol, 3])),
};

const pattern = /^([A-Z][a-z]?)(\d?)\+$/;

/** The working ions of a system: those that are named, `Zn2+`, and for its other components the usual ones. */
export function workingIons(components: readonly string[], named: readonly string[] = []): Carrier[] {
  const given = new Map(
    named.map((text) => {
      const [, name, charge] = pattern.exec(text.trim()) ?? [];
      if (name === undefined) throw new DomainError(`"${text}" is not an ion: write it as in Na+ or Zn2+.`);
      if (!components.includes(name.toUpperCase())) throw new DomainError(`${text}: the alloy has no ${name}.`);
      return [name.toUpperCase(), charge === "" ? 1 : Number(charge)] as const;
    }),
  );
  return components.flatMap((component): Carrier[] => {
    const chargeNumber = given.get(component) ?? CHARGES[component];
    if (chargeNumber === undefined || chargeNumber < 1) return [];
    const name = component.charAt(0) + component.slice(1).toLowerCase();
    return [{ component, chargeNumber, ion: `${name}${chargeNumber === 1 ? "" : chargeNumber}+` }];
  });
}

/** A warning for each ion of another charge than the usual one of its metal: potentials go with its reciprocal. */
export function ionWarnings(ions: readonly Carrier[]): Warning[] {
  return ions.flatMap(({ component, ion, chargeNumber }): Warning[] => {
    const usual = CHARGES[component];
    if (usual === undefined || usual === chargeNumber) return [];
    const name = component.charAt(0) + component.slice(1).toLowerCase();
    const message = `${ion} as asked: ${name} leaves an electrode as ${name}${usual === 1 ? "" : usual}+ usually; its potentials are divided by ${chargeNumber}, not by ${usual}.`;
    return [{ code: "unusual-ion", message }];
  });
}
