import { DomainError } from "../../base/errors.ts";
import { STANDARD_PRESSURE } from "../../units/constants.ts";
import type { PhaseModel } from "../model/phase-model.ts";
import { binaryCurves } from "./binary-curves.ts";
import type { GibbsCurve } from "./gibbs-curve.ts";
import type { BinaryDiagram, TieLine, TwoPhaseRegion } from "./result.ts";
import { SliceMaker } from "./stable-slice.ts";

export interface TieLineOptions {
  /** Upper-case symbol of the component whose mole fraction counts. */
  readonly component: string;
  /** Pa, default 101325 */
  readonly pressure?: number;
}

/**
 * All stable tie lines at one temperature in K, in ascending mole fraction. From models: exact, each held against every
 * phase. From a diagram: read between its points, to the accuracy it was drawn with.
 *
 * @throws DomainError outside of the range of the diagram or of the functions
 */
export function boundariesAt(diagram: BinaryDiagram, temperature: number): readonly TieLine[];
export function boundariesAt(
  models: readonly PhaseModel[],
  temperature: number,
  options: TieLineOptions,
): readonly TieLine[];
export function boundariesAt(
  source: BinaryDiagram | readonly PhaseModel[],
  temperature: number,
  options?: TieLineOptions,
): readonly TieLine[] {
  if ("regions" in source) return fromDiagram(source, temperature);
  if (!options) throw new DomainError("boundariesAt: name the component whose mole fraction is meant.");
  return fromModels(source, temperature, options);
}

/**
 * The tie line through a mole fraction at a temperature in K; null where one phase alone is stable. On an end of a tie
 * line that tie line counts.
 *
 * @throws DomainError for a mole fraction outside of 0 … 1, or a temperature as in `boundariesAt`
 */
export function tieLineAt(diagram: BinaryDiagram, temperature: number, moleFraction: number): TieLine | null;
export function tieLineAt(
  models: readonly PhaseModel[],
  temperature: number,
  moleFraction: number,
  options: TieLineOptions,
): TieLine | null;
export function tieLineAt(
  source: BinaryDiagram | readonly PhaseModel[],
  temperature: number,
  moleFraction: number,
  options?: TieLineOptions,
): TieLine | null {
  if (!(moleFraction >= 0 && moleFraction <= 1)) {
    throw new DomainError(`tieLineAt: mole fraction ${moleFraction}; give one from 0 to 1.`);
  }
  const lines =
    "regions" in source || !options
      ? boundariesAt(source as BinaryDiagram, temperature)
      : boundariesAt(source, temperature, options);
  return (
    lines.find(
      ({ phases: [low, high] }) =>
        low.moleFraction < high.moleFraction && moleFraction >= low.moleFraction && moleFraction <= high.moleFraction,
    ) ?? null
  );
}

function fromModels(models: readonly PhaseModel[], temperature: number, options: TieLineOptions): TieLine[] {
  const { curves, temperatureRange } = binaryCurves(models, options.component, options.pressure ?? STANDARD_PRESSURE);
  const [low, high] = temperatureRange;
  if (!(temperature >= low && temperature <= high)) {
    throw new DomainError(
      `boundariesAt: ${temperature} K; the functions of the phases hold from ${low} K to ${high} K.`,
    );
  }
  const name = (index: number) => (curves[index] as GibbsCurve).name;
  return new SliceMaker(curves).at(temperature).lines.map(({ first, second, lower, higher }) => ({
    temperature,
    phases: [
      { name: name(first), moleFraction: lower },
      { name: name(second), moleFraction: higher },
    ],
  }));
}

function fromDiagram({ regions, temperatureRange: [low, high] }: BinaryDiagram, temperature: number): TieLine[] {
  if (!(temperature >= low && temperature <= high)) {
    throw new DomainError(`boundariesAt: ${temperature} K; the diagram was drawn from ${low} K to ${high} K.`);
  }
  return regions
    .flatMap((region) => readRegion(region, temperature))
    .sort(
      (a, b) =>
        a.phases[0].moleFraction - b.phases[0].moleFraction || a.phases[1].moleFraction - b.phases[1].moleFraction,
    );
}

function readRegion({ phases, temperature, lower, higher }: TwoPhaseRegion, at: number): TieLine[] {
  const last = temperature.length - 1;
  if (at < (temperature[0] as number) || at > (temperature[last] as number)) return [];
  let below = 0;
  let above = last;
  while (above - below > 1) {
    const middle = (below + above) >> 1;
    if ((temperature[middle] as number) <= at) below = middle;
    else above = middle;
  }
  const start = temperature[below] as number;
  const share = (at - start) / ((temperature[above] as number) - start);
  const between = (values: Float64Array) => (values[below] as number) * (1 - share) + (values[above] as number) * share;
  return [
    {
      temperature: at,
      phases: [
        { name: phases[0], moleFraction: between(lower) },
        { name: phases[1], moleFraction: between(higher) },
      ],
    },
  ];
}
