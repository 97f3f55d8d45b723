import { DomainError } from "../../base/errors.ts";
import type { Warning } from "../../base/warnings.ts";
import type { ImpedanceSweep } from "../../impedance/series/sweep.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { Control } from "../form/control.ts";
import type { ImpedanceRequest } from "../protocol/impedance-request.ts";
import { frequenciesOf } from "./frequencies.ts";
import type { InstrumentSettings } from "./instrument.ts";
import { type InstrumentSpectrum, sweepOfMeasurement } from "./instrument-spectrum.ts";
import { createLinearisation, type Linearisation, type LinearisationOptions } from "./linearisation.ts";
import { measureImpedance } from "./measure-impedance.ts";
import { scanDuration } from "./scan-duration.ts";
import { collectedSpectrum, type SimulatedSpectrum, spectrumFrom, sweepOfSpectrum } from "./spectrum-at.ts";

/** An instant of a trajectory at which a spectrum is asked for, under the control that is set in the model. */
export interface SpectrumInstant {
  readonly model: CellModel;
  readonly request: ImpedanceRequest;
  /** s */
  readonly time: number;
  /** Read in the call only. */
  readonly state: Float64Array;
  /** What the cell is under, on the clock of `time`; default what is set in the model. */
  readonly control?: Control;
  /** s for which the cell stays under it; default as long as the instrument likes. */
  readonly lasted?: number;
}

export interface CollectedSpectrum {
  /** s */
  readonly time: number;
  readonly simulated: SimulatedSpectrum;
  /** The same as the instrument measures it from this instant on; null where no instrument was given. */
  readonly measured: InstrumentSpectrum | null;
}

/** A spectrum without its form in Ω, which follows from it. */
export type SavedSpectrum = Omit<CollectedSpectrum, "simulated"> & {
  readonly simulated: Omit<SimulatedSpectrum, "spectrum">;
};

export interface CollectorOptions extends Omit<LinearisationOptions, "parts"> {
  /** Area of the working electrode in m²; with an instrument, that of the instrument. */
  readonly area?: number;
  /** Measures every spectrum too; noise of spectrum k comes from seed + k. */
  readonly instrument?: InstrumentSettings;
  /** Whether spectrum k keeps the parts of its impedance; default all do. */
  readonly parts?: (index: number) => boolean;
}

/** Takes the spectra of a simulation and keeps them: `simulate(…, { takeSpectrum: collector.take })`. */
export interface SpectrumCollector {
  readonly spectra: readonly CollectedSpectrum[];
  /**
   * Takes one and returns its index. `take.duration`: how long the instrument is busy; without one, spectra take no time.
   * `take.forget`: forgets what the linearisation has learnt, which shows in the last digits.
   */
  readonly take: ((instant: SpectrumInstant) => number) & {
    readonly duration?: (request: ImpedanceRequest) => number;
    readonly forget: () => void;
  };
  /** What was taken so far, as plain data. */
  save(): readonly SavedSpectrum[];
  /** Begins with what was taken before. */
  restore(spectra: readonly SavedSpectrum[]): void;
  /** Spectra that the instrument could not measure to their ends. */
  warnings(): readonly Warning[];
  /** All of them as the sweeps of a series, of the instrument where there is one and it got a point. @throws DomainError without an area */
  sweeps(): readonly ImpedanceSweep[];
}

export function createSpectrumCollector(options: CollectorOptions = {}): SpectrumCollector {
  const { instrument, area = instrument?.area, parts = () => true, ...linear } = options;
  const spectra: CollectedSpectrum[] = [];
  let linearisation: Linearisation | undefined;
  const take = ({ model, request, time, state, control = model.control, lasted }: SpectrumInstant): number => {
    const index = spectra.length;
    if (linearisation?.model !== model) linearisation = createLinearisation(model);
    const simulated = spectrumFrom(linearisation, state, request, area, { time, ...linear, parts: parts(index) });
    let measured: InstrumentSpectrum | null = null;
    if (instrument) {
      const until = lasted === undefined ? {} : { until: time + lasted };
      // The sine lies over what is imposed, if that is in its quantity; else the present current, or voltage, is held.
      const imposed = control.quantity === request.amplitude.quantity ? { control } : {};
      measured = measureImpedance(model, state, request, withSeed(instrument, index), { time, ...imposed, ...until });
    }
    spectra.push({ time, simulated, measured });
    return index;
  };
  return {
    spectra,
    take: Object.assign(take, {
      ...(instrument ? { duration: durationOf(instrument) } : {}),
      forget: () => {
        linearisation?.forget();
      },
    }),
    save: () =>
      spectra.map(({ time, measured, simulated: { request, impedance, current, voltage } }) => ({
        time,
        measured,
        simulated: { request, impedance, current, voltage },
      })),
    restore: (saved) => {
      const shared = sharedByContent<ImpedanceRequest>();
      for (const { time, measured, simulated } of saved) {
        const { impedance, current, voltage } = simulated;
        const request = shared(simulated.request);
        spectra.push({ time, measured, simulated: collectedSpectrum(request, impedance, area, { current, voltage }) });
      }
    },
    warnings: () => incomplete(spectra),
    sweeps() {
      if (area === undefined) {
        throw new DomainError("SpectrumCollector.sweeps: sweeps are in Ω; give the area of the working electrode.");
      }
      const some = spectra.filter(({ measured }) => measured === null || measured.spectrum.frequency.length > 0);
      return some.map((one, index) =>
        one.measured ? sweepOfMeasurement(one.measured, index) : sweepOfSpectrum(one.simulated, area, index, one.time),
      );
    },
  };
}

/** One object for all of one content. */
function sharedByContent<Value>(): (value: Value) => Value {
  const known = new Map<string, Value>();
  return (value) => {
    const content = JSON.stringify(value);
    const found = known.get(content) ?? value;
    known.set(content, found);
    return found;
  };
}

/** Of one request again and again: every spectrum of a step asks for the same. */
function durationOf({ scan }: InstrumentSettings): (request: ImpedanceRequest) => number {
  let [last, duration]: [ImpedanceRequest | undefined, number] = [undefined, 0];
  return (request) => {
    if (request !== last) duration = scanDuration(request, scan);
    last = request;
    return duration;
  };
}

function incomplete(spectra: readonly CollectedSpectrum[]): readonly Warning[] {
  const cut = spectra.flatMap(({ measured }) =>
    measured && (measured.cut !== null || measured.failure) ? [measured] : [],
  );
  const [first] = cut;
  if (first === undefined) return [];
  const which = `${cut.length} of ${spectra.length} spectra of the instrument ${cut.length === 1 ? "is" : "are"} incomplete`;
  const asked = frequenciesOf(first.request).length;
  const points = `${first.spectrum.frequency.length} of ${asked} points of ${cut.length === 1 ? "it" : "the first"}, begun at ${short(first.startTime)} s, were measured`;
  const why = first.failure
    ? `the cell could not go on under the sine at ${short(first.failure.time)} s`
    : `its step ended at ${short(first.cut ?? 0)} s, and the sweep takes ${short(scanDuration(first.request, first.instrument.scan))} s`;
  return [
    {
      code: "spectrum-incomplete",
      message: `${which}: ${points}; ${why}. End at a higher frequency, or let the step last longer.`,
    },
  ];
}

const short = (value: number): string => String(Number(value.toPrecision(5)));

function withSeed(instrument: InstrumentSettings, index: number): InstrumentSettings {
  return { ...instrument, noise: { ...instrument.noise, seed: (instrument.noise?.seed ?? 1) + index } };
}
