import { comparedIntervals } from "../figures/compared-intervals.ts";
import type { Figure } from "../figures/plotly.ts";
import { restDeficit } from "../figures/rest-deficit.ts";
import type { FigureTheme } from "../figures/theme.ts";
import { pow } from "../numerics/elementary/index.ts";
import { deficitAfterRest } from "./arithmetic/diffusion.ts";
import type { Claim, ClaimValue } from "./result.ts";

/** Rests over the pulse that the curve spans, and that are read off it: those of the paper's Figure 4. */
const DECADES = [-2, 2] as const;
const POINTS = 81;
const READ_OFF = [0.1, 1, 2, 5, 10] as const;
/** s */
const PULSE = 1;

/** A figure of a claim, and what it shows in one sentence. */
export interface ClaimFigure {
  readonly figure: Figure;
  readonly name: string;
  readonly summary: string;
}

/** What the verdict compares, as a figure: a curve where a claim is about one, else the two intervals of each comparison; null where it compares no numbers. */
export function claimFigure(claim: Claim, theme: FigureTheme): ClaimFigure | null {
  return claim.id === "B11" ? afterPulse(theme) : intervals(claim, theme);
}

function afterPulse(theme: FigureTheme): ClaimFigure {
  const [from, to] = DECADES;
  const rests = Array.from({ length: POINTS }, (_, k) => PULSE * pow(10, from + ((to - from) * k) / (POINTS - 1)));
  const marked = READ_OFF.map((rest) => ({ rest, left: deficitAfterRest(rest / PULSE) }));
  const left = rests.map((rest) => deficitAfterRest(rest / PULSE));
  return {
    figure: restDeficit({ pulse: PULSE, rests, left, marked, claimed: PULSE }, theme),
    name: "Deficit left after a pulse",
    summary: marked.map(({ rest, left }) => `after ${rest}\u00A0s ${Math.round(100 * left)}\u00A0%`).join(", "),
  };
}

const hasNumber = ({ value, lower, upper }: ClaimValue): boolean => value !== null || lower !== null || upper !== null;

function intervals({ checks, id }: Claim, theme: FigureTheme): ClaimFigure | null {
  const numeric = checks.filter(({ claimed, computed }) => hasNumber(claimed) && hasNumber(computed));
  const unit = numeric[0]?.computed.unit;
  const shown = numeric.filter(({ claimed, computed }) => claimed.unit === unit && computed.unit === unit);
  if (unit === undefined || shown.length === 0) return null;
  const pairs = shown.map(({ name, claimed, computed }) => ({ name, published: claimed, computed }));
  return {
    figure: comparedIntervals(pairs, unit, theme),
    name: `What ${id} compares`,
    summary: pairs
      .map(({ name, published, computed }) => `${name}: paper ${published.text}, computed ${computed.text}`)
      .join("; "),
  };
}
