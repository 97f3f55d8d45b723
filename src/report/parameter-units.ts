import type { DisplayUnits } from "../figures/units.ts";
import { html, type Markup } from "./html.ts";

/** Symbol of a parameter: `R1` → *R*₁, `CPE1.Q` → *Q*₁, `CPE1.n` → *n*₁; other names as they stand. */
export function symbolOf(name: string): Markup {
  const whole = /^([A-Z])(\d+)$/.exec(name) ?? /^[A-Za-z]+(?=\d+\.)/.exec(name);
  const part = /^[A-Za-z]+(\d+)\.([A-Za-zτφα]+)$/.exec(name);
  if (part !== null) return html`<i>${part[2]}</i><sub>${part[1]}</sub>`;
  if (whole !== null && whole[2] !== undefined) return html`<i>${whole[1]}</i><sub>${whole[2]}</sub>`;
  return html`${name}`;
}

/** Factor and unit with which a parameter is shown: per area for resistances and capacitances, as fitted else. */
export function parameterUnit(unit: string, units: DisplayUnits): { readonly factor: number; readonly unit: string } {
  if (unit === "Ω") return { factor: units.resistanceFactor, unit: units.resistance };
  if (unit === "F") return { factor: units.capacitanceFactor, unit: units.capacitance };
  if (unit === "H" && units.areal) return { factor: units.resistanceFactor, unit: "H cm²" };
  if (unit === "Ω⁻¹ sⁿ" && units.areal) return { factor: units.capacitanceFactor, unit: "Ω⁻¹ cm⁻² sⁿ" };
  return { factor: 1, unit };
}
