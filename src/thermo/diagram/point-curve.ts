import type { PhaseModel } from "../model/phase-model.ts";
import type { CoarseGrid, CurveAtTemperature, CurvePoint, GibbsCurve } from "./gibbs-curve.ts";
import type { SublatticeCurve } from "./sublattice-curve.ts";
import { SublatticeMinimum } from "./sublattice-minimum.ts";

const NO_POSITION = Float64Array.of(0);

/**
 * Curve of a phase of one composition only that is free within, as a gas of monomers and dimers of one element, or defects of a
 * pure one: a point, its Gibbs energy minimised over the site fractions.
 */
export class PointCurve implements GibbsCurve {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly isPoint: boolean = true;
  readonly isSharp: boolean = false;
  readonly grid: Float64Array = NO_POSITION;
  readonly gridFractions: Float64Array;
  readonly idealBends: Float64Array = NO_POSITION;
  readonly coarse: CoarseGrid;
  readonly temperatureRange: readonly [number, number];
  readonly model: PhaseModel;
  /** The same phase with its samples. */
  readonly within: SublatticeCurve;

  constructor(within: SublatticeCurve) {
    this.within = within;
    this.model = within.model;
    this.name = within.name;
    this.low = within.low;
    this.high = within.low;
    this.gridFractions = Float64Array.of(within.low);
    this.coarse = { positions: NO_POSITION, fractions: this.gridFractions, bends: NO_POSITION };
    this.temperatureRange = within.temperatureRange;
  }

  at(temperature: number): CurveAtTemperature {
    return new PointAtTemperature(this, temperature);
  }
}

class PointAtTemperature implements CurveAtTemperature {
  readonly curve: PointCurve;
  readonly temperature: number;
  readonly energies: Float64Array;
  private readonly minimum: SublatticeMinimum;
  private readonly state: Float64Array | null;

  constructor(curve: PointCurve, temperature: number) {
    this.curve = curve;
    this.temperature = temperature;
    this.minimum = new SublatticeMinimum(curve.within, temperature);
    this.state = this.minimum.lowest();
    this.energies = Float64Array.of(this.state ? this.minimum.energyOf(this.state) : Number.POSITIVE_INFINITY);
  }

  get coarseEnergies(): Float64Array {
    return this.energies;
  }

  evaluate(point: CurvePoint): void {
    const { low } = this.curve;
    point.x = low;
    point.rest = 1 - low;
    point.stretch = 0;
    point.g = this.energies[0] as number;
    point.gx = 0;
    point.gxx = Number.POSITIVE_INFINITY;
    point.fractions = this.state;
  }

  touch(): boolean {
    return true;
  }

  thermal(point: CurvePoint): void {
    this.evaluate(point);
    if (this.state) this.minimum.thermal(point);
    else point.gT = Number.NaN;
  }
}
