import type { ImpedanceSweep } from "../../impedance/series/sweep.ts";
import type { ImpedanceSpectrum } from "../../impedance/spectrum.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { ImpedanceRequest } from "../protocol/impedance-request.ts";
import { type CellImpedance, inOhms } from "./cell-impedance.ts";
import { frequenciesOf } from "./frequencies.ts";
import { createLinearisation, type Linearisation, type LinearisationOptions } from "./linearisation.ts";

/** A spectrum taken at one state of a trajectory: linear, noiseless, in no time. */
export interface SimulatedSpectrum {
  readonly request: ImpedanceRequest;
  /** Areal, with its parts, in the order of the request. */
  readonly impedance: CellImpedance;
  /** Ω; null where no area was given. */
  readonly spectrum: ImpedanceSpectrum | null;
  /** Current density in A/m² and voltage in V of the state. */
  readonly current: number;
  readonly voltage: number;
}

/**
 * The spectrum that a protocol asks for at a state. The amplitude of the request plays no part: the response is linear.
 * All spectra of one request share their frequencies. The same to the bit whatever was computed with the model before.
 *
 * @param area of the working electrode in m²; without it the spectrum is areal only
 * @throws as `impedanceOf` and `frequenciesOf`
 */
export function spectrumAt(
  model: CellModel,
  state: Float64Array,
  request: ImpedanceRequest,
  area?: number,
  options: LinearisationOptions = {},
): SimulatedSpectrum {
  return spectrumFrom(createLinearisation(model), state, request, area, options);
}

/** `spectrumAt` of a linearisation that is kept: what it has learnt, the order of its pivots, shows in the last digits. */
export function spectrumFrom(
  linearisation: Linearisation,
  state: Float64Array,
  request: ImpedanceRequest,
  area: number | undefined,
  options: LinearisationOptions,
): SimulatedSpectrum {
  const { model } = linearisation;
  const impedance = linearisation.impedance(state, sharedFrequencies(request), options);
  return collectedSpectrum(request, impedance, area, { current: state[model.current], voltage: state[model.voltage] });
}

/** An impedance with what it was taken at; spectra of one request share their frequencies. */
export function collectedSpectrum(
  request: ImpedanceRequest,
  areal: CellImpedance,
  area: number | undefined,
  { current, voltage }: Pick<SimulatedSpectrum, "current" | "voltage">,
): SimulatedSpectrum {
  const frequency = sharedFrequencies(request);
  const impedance = { ...areal, frequency };
  return {
    request,
    impedance,
    get spectrum() {
      return area === undefined ? null : inOhms(frequency, impedance.total, area);
    },
    current,
    voltage,
  };
}

const frequencies = new WeakMap<ImpedanceRequest, Float64Array>();

/** One array for all spectra of a request. */
function sharedFrequencies(request: ImpedanceRequest): Float64Array {
  const found = frequencies.get(request);
  if (found) return found;
  const made = frequenciesOf(request);
  frequencies.set(request, made);
  return made;
}

/**
 * A simulated spectrum as one sweep of a series, as if it had been cut out of a file. Its points carry no times.
 *
 * @param index number of the sweep in its series, from 0
 * @param startTime s
 */
export function sweepOfSpectrum(
  { impedance, current, voltage }: SimulatedSpectrum,
  area: number,
  index: number,
  startTime: number | null = null,
): ImpedanceSweep {
  return {
    index,
    spectrum: inOhms(impedance.frequency, impedance.total, area),
    time: null,
    startTime,
    dcCurrent: current * area,
    dcVoltage: voltage,
    rows: Int32Array.from(impedance.frequency.keys()),
    table: "simulated",
  };
}
