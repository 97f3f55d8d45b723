import { siValue } from "../../cell/families/index.ts";
import { FARADAY } from "../../units/constants.ts";
import type { CellLayer, OutlinedParameter } from "./study-outline.ts";

/**
 * Thickness in m of each layer after a charge: what was stripped has left the working electrode for the counter electrode, V = V_m Q/(zF).
 * @param charge C/m², positive strips the working electrode
 */
export function layersAfter(
  layers: readonly CellLayer[],
  parameters: readonly OutlinedParameter[],
  charge: number,
): CellLayer[] {
  const number = (name: string): number | null => {
    const found = parameters.find((one) => one.name === name);
    return found === undefined ? null : siValue(found);
  };
  const volume = number("geometry.counterMolarVolume");
  const own = number("geometry.metalMolarVolume") ?? volume;
  const z = number("interface.chargeNumber") ?? 1;
  const [area, counterArea] = [number("geometry.poolArea"), number("geometry.counterArea")];
  const share = area !== null && counterArea !== null ? area / counterArea : 1;
  const moles = charge / (z * FARADAY);
  return layers.map((layer) => {
    const { role, thickness } = layer;
    if (thickness === null || role === "electrolyte") return layer;
    const change = role === "working" ? -(own ?? 0) * moles : (volume ?? 0) * moles * share;
    return { ...layer, thickness: Math.max(0, thickness + change) };
  });
}
