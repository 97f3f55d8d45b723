import type { ImpedanceSweep } from "../../impedance/series/sweep.ts";
import type { ImpedanceSpectrum } from "../../impedance/spectrum.ts";
import type { IntegrationFailure } from "../../numerics/dae/integrator.ts";
import type { ImpedanceRequest } from "../protocol/impedance-request.ts";
import type { ComplexSeries } from "./cell-impedance.ts";
import type { CompleteInstrument } from "./instrument.ts";

/** A spectrum as an instrument measured it on a simulated cell. One entry a point, in the order of measurement. */
export interface InstrumentSpectrum {
  readonly request: ImpedanceRequest;
  readonly instrument: CompleteInstrument;
  /** Ω, with leads, noise and drift. */
  readonly spectrum: ImpedanceSpectrum;
  /** Standard deviations of Z' and of Z'' in Ω that noise and steps of the converters give. */
  readonly partDeviations: ComplexSeries;
  /** Root of the mean of both variances in Ω: the scatter of a point in the plane over √2. */
  readonly standardDeviation: Float64Array;
  /** End of the measurement of each point in s, which is what EC-Lab stores, and the middle of its periods. */
  readonly time: Float64Array;
  readonly middle: Float64Array;
  /** Mean current in A and voltage in V over the periods of each point. */
  readonly dcCurrent: Float64Array;
  readonly dcVoltage: Float64Array;
  /** Change of the voltage in V from the beginning to the end of the periods of each point. */
  readonly voltageDrift: Float64Array;
  /** Amplitude of the second and third harmonic of the response over that of the first. */
  readonly secondHarmonic: Float64Array;
  readonly thirdHarmonic: Float64Array;
  /** 1 where the sine was integrated in time, 0 where the response is the linear one. */
  readonly integrated: Uint8Array;
  /** s */
  readonly startTime: number;
  readonly endTime: number;
  /** State of the cell at `endTime`, the sine switched off. */
  readonly finalState: Float64Array;
  /** Why it ended early, with the points until then; null where it is whole. */
  readonly failure: IntegrationFailure | null;
  /** s: when what the instrument measured under ended, with the points until then; null where it is whole or failed. */
  readonly cut: number | null;
}

/**
 * A simulated measurement as one sweep of a series, as if it had been cut out of a file.
 * @param index number of the sweep in its series, from 0
 */
export function sweepOfMeasurement(measured: InstrumentSpectrum, index: number): ImpedanceSweep {
  const { spectrum, time, startTime, dcCurrent, dcVoltage } = measured;
  const mean = (values: Float64Array): number | null =>
    values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
  return {
    index,
    spectrum,
    time,
    startTime,
    dcCurrent: mean(dcCurrent),
    dcVoltage: mean(dcVoltage),
    rows: Int32Array.from(spectrum.frequency.keys()),
    table: "simulated",
  };
}
