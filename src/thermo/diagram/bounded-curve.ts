import type { CurveAtTemperature, CurvePoint, GibbsCurve } from "./gibbs-curve.ts";

/** A curve that is absent, at infinite energy, outside of the temperatures in which its functions are defined. */
export function boundedCurve(curve: GibbsCurve): GibbsCurve {
  const [low, high] = curve.temperatureRange;
  const energies = new Float64Array(curve.grid.length).fill(Number.POSITIVE_INFINITY);
  const coarseEnergies = new Float64Array(curve.coarse?.positions.length ?? 0).fill(Number.POSITIVE_INFINITY);
  return {
    name: curve.name,
    low: curve.low,
    high: curve.high,
    isPoint: curve.isPoint,
    isSharp: curve.isSharp,
    grid: curve.grid,
    gridFractions: curve.gridFractions,
    idealBends: curve.idealBends,
    get coarse() {
      return curve.coarse;
    },
    temperatureRange: curve.temperatureRange,
    at: (temperature) =>
      temperature >= low && temperature <= high
        ? curve.at(temperature)
        : ({ curve, temperature, energies, coarseEnergies, evaluate, touch, thermal } satisfies CurveAtTemperature),
  };
}

const touch = (): boolean => false;

function evaluate(point: CurvePoint): void {
  point.g = Number.POSITIVE_INFINITY;
  point.gx = Number.NaN;
  point.gxx = Number.NaN;
}

function thermal(point: CurvePoint): void {
  point.gT = Number.NaN;
  point.gxT = Number.NaN;
}
