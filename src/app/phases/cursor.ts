import { useMemo } from "react";
import { formatFixed } from "../../figures/format-number.ts";
import type { AlloyPoint } from "../../study/alloy-points.ts";
import { ICE_POINT } from "../../units/temperature.ts";
import type { FigureCursor, FigureStep } from "../plot/figure-props.ts";
import { onAxis, usePointed } from "./pointed.ts";
import type { ShownAlloy } from "./shown-alloy.ts";
import { atomicText, celsiusText, setTemperatureText } from "./texts.ts";
import { useLatestJob } from "./use-latest-job.ts";

/** Where the cursor stands in all figures: at the pointer, else at the alloy of the project. */
export interface AlloyCursor {
  readonly moleFraction: number | null;
  /** K */
  readonly temperature: number;
  /** The state there; of a place just passed while the new one is being solved. */
  readonly point: AlloyPoint | null;
}

/** The cursor, with the state under the pointer. */
export function useAlloyCursor({ source, settings, overview }: ShownAlloy): AlloyCursor {
  const pointed = usePointed(({ pointed }) => pointed);
  const { temperature } = settings;
  const input = useMemo(
    () =>
      pointed === null
        ? null
        : { source, moleFraction: pointed.moleFraction, temperature: pointed.temperature ?? temperature },
    [source, pointed, temperature],
  );
  const under = useLatestJob("alloyPoint", input, { lane: "phases pointer" });
  if (pointed === null) {
    const point = overview.output?.point ?? null;
    return { moleFraction: point?.moleFraction ?? null, temperature, point };
  }
  return {
    moleFraction: pointed.moleFraction,
    temperature: pointed.temperature ?? temperature,
    point: under.of?.source === source ? under.output : null,
  };
}

/** The line over the composition axes, with the value below and wt% above. */
export function compositionCursor({ moleFraction, point }: AlloyCursor): FigureCursor[] {
  if (moleFraction === null) return [];
  const mass = point?.state.massFractions[point.other];
  const near = point !== null && Math.abs(point.moleFraction - moleFraction) < 5e-4;
  return [
    { axis: "x", value: moleFraction, text: formatFixed(moleFraction, 3) },
    ...(mass === undefined || !near || !Number.isFinite(mass)
      ? []
      : [{ axis: "x2", value: moleFraction, text: formatFixed(100 * mass, 1) }]),
  ];
}

export function temperatureCursor({ temperature }: AlloyCursor): FigureCursor {
  const celsius = temperature - ICE_POINT;
  // A temperature that was set reads as its field does; one that is pointed at has no more digits than a pixel.
  const isSet = Math.abs(celsius - Number(celsius.toFixed(2))) < 1e-6;
  const text = isSet ? setTemperatureText(temperature).replace(/\u00a0°C$/, "") : formatFixed(celsius, 1);
  return { axis: "y", value: celsius, text };
}

/** Mole fraction and K of a step; ten times as far with Shift. */
const STEP = { moleFraction: 0.001, temperature: 1, large: 10 };

/** Takes the alloy, and the temperature where one is given, into the project. */
export function pick(
  shown: ShownAlloy,
  moleFraction: number,
  temperature?: number,
  decimals = 2,
  gesture?: string,
): void {
  const element = shown.overview.output?.point.component ?? "Na";
  const alloy = atomicText(onAxis(moleFraction), element, decimals);
  const at = temperature === undefined ? {} : { temperature: Number(temperature.toFixed(2)) };
  const name = temperature === undefined ? `Alloy ${alloy}` : `${alloy} at ${celsiusText(temperature)}`;
  shown.change(name, { alloy, ...at }, gesture);
}

/** Arrow keys: the composition left and right; the temperature up and down, where the figure has one. */
export function stepOf(shown: ShownAlloy, withTemperature: boolean): (step: FigureStep) => void {
  return ({ dx, dy, large }) => {
    const size = large ? STEP.large : 1;
    const { output } = shown.overview;
    usePointed.getState().point(null);
    if (dx !== 0 && output) {
      pick(shown, output.point.moleFraction + dx * size * STEP.moleFraction, undefined, 2, "step alloy");
    }
    if (dy !== 0 && withTemperature) {
      const [low, high] = shown.diagram.output?.range ?? [0, 0];
      const next = shown.settings.temperature + dy * size * STEP.temperature;
      const temperature = Math.min(high, Math.max(low, next));
      shown.change(`Temperature ${celsiusText(temperature)}`, { temperature }, "temperature");
    }
  };
}
