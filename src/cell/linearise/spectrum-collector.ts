import { DomainError } from "../../base/errors.ts";
import type { ImpedanceSweep } from "../../impedance/series/sweep.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { ImpedanceRequest } from "../protocol/impedance-request.ts";
import type { InstrumentSettings } from "./instrument.ts";
import { type InstrumentSpectrum, sweepOfMeasurement } from "./instrument-spectrum.ts";
import type { LinearisationOptions } from "./linearisation.ts";
import { measureImpedance } from "./measure-impedance.ts";
import { type SimulatedSpectrum, spectrumAt, sweepOfSpectrum } from "./spectrum-at.ts";

/** An instant of a trajectory at which a spectrum is asked for, under the control that is set in the model. */
export interface SpectrumInstant {
  readonly model: CellModel;
  readonly request: ImpedanceRequest;
  /** s */
  readonly time: number;
  /** Read in the call only. */
  readonly state: Float64Array;
}

export interface CollectedSpectrum {
  /** s */
  readonly time: number;
  readonly simulated: SimulatedSpectrum;
  /** The same as the instrument measures it from this instant on; null where no instrument was given. */
  readonly measured: InstrumentSpectrum | null;
}

export interface CollectorOptions extends LinearisationOptions {
  /** Area of the working electrode in m²; with an instrument, that of the instrument. */
  readonly area?: number;
  /** Measures every spectrum too; noise of spectrum k comes from seed + k. */
  readonly instrument?: InstrumentSettings;
}

/** Takes the spectra of a simulation and keeps them: `simulate(…, { takeSpectrum: collector.take })`. */
export interface SpectrumCollector {
  readonly spectra: readonly CollectedSpectrum[];
  /** Takes one and returns its index. The measurement of an instrument does not move the trajectory. */
  readonly take: (instant: SpectrumInstant) => number;
  /** All of them as the sweeps of a series, those of the instrument where there is one. @throws DomainError without an area */
  sweeps(): readonly ImpedanceSweep[];
}

export function createSpectrumCollector(options: CollectorOptions = {}): SpectrumCollector {
  const { instrument, area = instrument?.area, ...linear } = options;
  const spectra: CollectedSpectrum[] = [];
  return {
    spectra,
    take({ model, request, time, state }) {
      const index = spectra.length;
      const simulated = spectrumAt(model, state, request, area, { time, ...linear });
      spectra.push({
        time,
        simulated,
        measured: instrument ? measured(model, state, request, time, withSeed(instrument, index)) : null,
      });
      return index;
    },
    sweeps() {
      if (area === undefined) {
        throw new DomainError("SpectrumCollector.sweeps: sweeps are in Ω; give the area of the working electrode.");
      }
      return spectra.map((one, index) =>
        one.measured ? sweepOfMeasurement(one.measured, index) : sweepOfSpectrum(one.simulated, area, index, one.time),
      );
    },
  };
}

/** The sine lies over what the model imposes, if that is in its quantity; else the present current, or voltage, is held. */
function measured(
  model: CellModel,
  state: Float64Array,
  request: ImpedanceRequest,
  time: number,
  instrument: InstrumentSettings,
): InstrumentSpectrum {
  const { control } = model;
  const imposed = control.quantity === request.amplitude.quantity ? { control } : {};
  return measureImpedance(model, state, request, instrument, { time, ...imposed });
}

function withSeed(instrument: InstrumentSettings, index: number): InstrumentSettings {
  return { ...instrument, noise: { ...instrument.noise, seed: (instrument.noise?.seed ?? 1) + index } };
}
