import { DomainError } from "../../base/errors.ts";
import type { ScanSettings } from "../../impedance/drift/scan-times.ts";
import { DEFAULT_SCAN } from "./scan-duration.ts";

/** How an instrument measures a spectrum. Absolute units: V, A, Ω, H. */
export interface InstrumentSettings {
  /** Area of the working electrode in m². */
  readonly area: number;
  /** How it steps through the frequencies: periods averaged, wait, overhead, shortest time of a point (see `scanTimes`). */
  readonly scan?: Omit<ScanSettings, "start">;
  /** Below this frequency in Hz the sine is integrated in time; above, the response is the linear one of that moment. Default 100. */
  readonly integrateBelow?: number;
  /** Voltage and current are sampled so often in a period; default 32. */
  readonly samplesPerPeriod?: number;
  /**
   * How each integrated point begins. `rest` (default): the sine is switched on, so that what has not died away after the wait
   * is in the result, as in a laboratory. `orbit`: in the periodic state of the linear response, as after infinitely many periods.
   */
  readonly start?: "rest" | "orbit";
  /** A straight line is fitted to voltage and current with the sine, and taken off; default false. */
  readonly driftCorrection?: boolean;
  /** Standard deviation of each sample; default 0. */
  readonly noise?: { readonly voltage?: number; readonly current?: number; readonly seed?: number };
  /** Steps of the converters in V and A; default 0 (none). */
  readonly resolution?: { readonly voltage?: number; readonly current?: number };
  /** What the leads add between the sense points: H and Ω; default 0. */
  readonly leads?: { readonly inductance?: number; readonly resistance?: number };
  /** Error of the integrated response over its amplitude that is aimed at; default 1e-5. */
  readonly accuracy?: number;
}

/** Settings with every default filled in. */
export interface CompleteInstrument {
  readonly area: number;
  readonly scan: Required<Omit<ScanSettings, "start">>;
  readonly integrateBelow: number;
  readonly samplesPerPeriod: number;
  readonly start: "rest" | "orbit";
  readonly driftCorrection: boolean;
  readonly noise: { readonly voltage: number; readonly current: number; readonly seed: number };
  readonly resolution: { readonly voltage: number; readonly current: number };
  readonly leads: { readonly inductance: number; readonly resistance: number };
  readonly accuracy: number;
}

/**
 * Every default filled in. Periods 2, wait 0.1 and overhead 0.025 s are those of the EC-Lab file that `scanTimes` describes.
 * @throws DomainError for a number outside its range
 */
export function describeInstrument(settings: InstrumentSettings): CompleteInstrument {
  const complete: CompleteInstrument = {
    area: settings.area,
    scan: { ...DEFAULT_SCAN, ...settings.scan },
    integrateBelow: settings.integrateBelow ?? 100,
    samplesPerPeriod: settings.samplesPerPeriod ?? 32,
    start: settings.start ?? "rest",
    driftCorrection: settings.driftCorrection ?? false,
    noise: { voltage: 0, current: 0, seed: 1, ...settings.noise },
    resolution: { voltage: 0, current: 0, ...settings.resolution },
    leads: { inductance: 0, resistance: 0, ...settings.leads },
    accuracy: settings.accuracy ?? 1e-5,
  };
  const require = (name: string, value: number, allowed: boolean, range: string): void => {
    if (!allowed) throw new DomainError(`Instrument: ${name} ${value}; it must be ${range}.`);
  };
  const { area, scan, integrateBelow, samplesPerPeriod, noise, resolution, leads, accuracy } = complete;
  require("area in m²", area, area > 0 && Number.isFinite(area), "positive");
  require("scan.periods", scan.periods, Number.isInteger(scan.periods) &&
    scan.periods >= 1, "a whole number from 1 on");
  require("samplesPerPeriod", samplesPerPeriod, Number.isInteger(samplesPerPeriod) &&
    samplesPerPeriod >= 8, "a whole number from 8 on");
  require("integrateBelow in Hz", integrateBelow, integrateBelow >= 0, "0 or positive");
  require("accuracy", accuracy, accuracy >= 1e-10 && accuracy <= 0.1, "between 1e-10 and 0.1");
  for (const [name, value] of [
    ["noise.voltage in V", noise.voltage],
    ["noise.current in A", noise.current],
    ["resolution.voltage in V", resolution.voltage],
    ["resolution.current in A", resolution.current],
    ["leads.inductance in H", leads.inductance],
    ["leads.resistance in Ω", leads.resistance],
  ] as const) {
    require(name, value, value >= 0 && Number.isFinite(value), "0 or positive");
  }
  return complete;
}
