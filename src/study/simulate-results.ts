import type { CellModel } from "../cell/form/cell-model.ts";
import type { CollectedSpectrum } from "../cell/linearise/spectrum-collector.ts";
import type { ImpedanceRequest } from "../cell/protocol/impedance-request.ts";
import type { Trajectory } from "../cell/simulate/trajectory.ts";

/** An unknown along a mesh at some times. */
export interface Profile {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  /** Centres of the cells in m. */
  readonly position: Float64Array;
  readonly curves: readonly {
    /** Index into the segments, and where in it. */
    readonly segment: number;
    readonly at: "start" | "inside" | "end";
    /** s */
    readonly time: number;
    readonly values: Float64Array;
  }[];
}

/** What each part of the cell adds to the voltage, at every recorded point. */
export interface VoltageParts {
  /** s; two points at a switch. */
  readonly time: Float64Array;
  readonly segment: Int32Array;
  readonly parts: readonly {
    readonly submodel: string;
    readonly name: string;
    readonly electrode: "working" | "counter" | null;
    /** V */
    readonly values: Float64Array;
  }[];
}

interface Impedance {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

export interface SpectrumEntry {
  readonly segment: number;
  /** As it was asked for, in words. */
  readonly sentence: string;
  /** s */
  readonly time: number;
  readonly request: ImpedanceRequest;
  /** A/m² and V of the state. */
  readonly current: number;
  readonly voltage: number;
  /** V by which the voltage moves in one period of the lowest frequency, from the course before; null where nothing came before. */
  readonly drift: number | null;
  /** Hz */
  readonly frequency: Float64Array;
  /** Ω·m² */
  readonly total: Impedance;
  /** Ω·m² of each part of the voltage; their sum is the total. Empty where they were not kept, see `keptParts`. */
  readonly parts: readonly (Impedance & {
    readonly submodel: string;
    readonly name: string;
    readonly electrode: "working" | "counter" | null;
  })[];
  /** As an instrument measures it, in Ω, with the times of its points in s; null where none was given. */
  readonly measured:
    | (Impedance & {
        readonly frequency: Float64Array;
        readonly time: Float64Array;
        readonly standardDeviation: Float64Array;
        /** Mean current in A and voltage in V over the periods of each point. */
        readonly dcCurrent: Float64Array;
        readonly dcVoltage: Float64Array;
        readonly complete: boolean;
        /** Why it ended early; null where it is whole. */
        readonly reason: string | null;
      })
    | null;
}

/** An amount that only the cell current changes, and by how much the simulation missed that. */
export interface ConservedAmount {
  readonly amount: string;
  readonly unit: string;
  readonly initial: number;
  readonly final: number;
  /** What the charge passed changes. */
  readonly expectedChange: number;
  /** Largest deviation at the kept states, and that over the largest amount. */
  readonly drift: number;
  readonly relativeDrift: number;
}

/** Curves of a profile. */
const MOST_CURVES = 8;

/**
 * Profiles of every component of a chain: at the start, at the end, and between at ends of segments under current spread over
 * the run; where these are few, also inside of the longest segments, 1/2, 1/4, 1/8 … of the way.
 */
export function profilesOf(model: CellModel, { states, segments }: Trajectory): Profile[] {
  const ends = states.filter(({ at }) => at === "end");
  const driven = ends.filter(({ state }) => state[model.current] !== 0);
  const between = (driven.length > 0 ? driven : ends).filter((one) => one !== ends.at(-1));
  const room = MOST_CURVES - 2;
  const count = Math.min(room, between.length);
  const spread = Array.from({ length: count }, (_, k) => between[Math.round(((k + 1) * between.length) / count) - 1]);
  const chosen = [states[0], ...spread, ...insideLongest(states, segments, room - count), ends.at(-1)]
    .flatMap((one) => (one === undefined ? [] : [one]))
    .sort((a, b) => a.time - b.time);
  return model.unknowns.flatMap(({ name, unit, description, index, stride, cells, mesh }): Profile[] => {
    if (mesh === undefined || cells < 2) return [];
    return [
      {
        name,
        unit,
        description,
        position: mesh.centers,
        curves: chosen.map(({ segment, at, time, state }) => ({
          segment,
          at,
          time,
          values: Float64Array.from({ length: cells }, (_, k) => state[index + k * stride] ?? Number.NaN),
        })),
      },
    ];
  });
}

/** The states longest after the start of their segment: 1/2, 1/4, 1/8 … of the longest. */
function insideLongest(
  states: Trajectory["states"],
  segments: Trajectory["segments"],
  most: number,
): Trajectory["states"] {
  const since = ({ segment, time }: (typeof states)[number]): number => time - (segments[segment]?.start ?? 0);
  return states
    .filter(({ at }) => at === "inside")
    .sort((a, b) => since(b) - since(a))
    .slice(0, Math.max(0, most));
}

/** Parts of the cell voltage at the recorded points. */
export function voltageParts(model: CellModel, { time, segment, drops }: Trajectory): VoltageParts {
  return {
    time,
    segment,
    parts: model.drops.map((drop, k) => ({
      submodel: drop.submodel,
      name: drop.name,
      electrode: drop.electrode ?? null,
      values: drops[k] ?? new Float64Array(0),
    })),
  };
}

export function spectrumEntries(
  spectra: readonly CollectedSpectrum[],
  { segments, time: times, voltage }: Trajectory,
): SpectrumEntry[] {
  const driftBefore = (owner: number, at: number, period: number): number | null => {
    const record = segments[owner];
    if (record === undefined || !(record.end > record.start) || at <= record.start) return null;
    const span = Math.min(period, at - record.start);
    const before = interpolated(times, voltage, at - span);
    return ((interpolated(times, voltage, at) - before) * period) / span;
  };
  const owners = new Int32Array(spectra.length).fill(-1);
  segments.forEach(({ spectra: own }, segment) => {
    for (const index of own) owners[index] = segment;
  });
  return spectra.map(({ time, simulated, measured }, index) => {
    const segment = owners[index] ?? -1;
    const { impedance } = simulated;
    return {
      segment,
      sentence: segments[segment]?.sentence ?? "",
      time,
      request: simulated.request,
      current: simulated.current,
      voltage: simulated.voltage,
      drift: driftBefore(segment, time, 1 / Math.min(...impedance.frequency)),
      frequency: impedance.frequency,
      total: { real: impedance.total.real, imaginary: impedance.total.imaginary },
      parts: impedance.drops.map(({ submodel, name, electrode, real, imaginary }) => ({
        submodel,
        name,
        electrode: electrode ?? null,
        real,
        imaginary,
      })),
      measured:
        measured === null
          ? null
          : {
              frequency: measured.spectrum.frequency,
              real: measured.spectrum.real,
              imaginary: measured.spectrum.imaginary,
              time: measured.time,
              standardDeviation: measured.standardDeviation,
              dcCurrent: measured.dcCurrent,
              dcVoltage: measured.dcVoltage,
              complete: measured.failure === null && measured.cut === null,
              reason:
                measured.failure?.message ?? (measured.cut === null ? null : `its step ended at ${measured.cut} s`),
            },
    };
  });
}

/** Spectra that keep their parts, and the last: every one up to so many, of more so many, evenly spread. */
const MOST_WITH_PARTS = 400;

/** Which of so many spectra keep their parts. */
export function keptParts(count: number): (index: number) => boolean {
  const stride = Math.max(1, Math.ceil(count / MOST_WITH_PARTS));
  return (index) => index % stride === 0 || index === count - 1;
}

/** V that the voltage may move within one period of the lowest frequency of a spectrum: as much as a usual amplitude. */
const STEADY = 5e-3;

/** Whether a spectrum belongs to a state that stands: it hardly moves within a period, and no resistance is negative. */
export function isSteady({ drift, total }: SpectrumEntry): boolean {
  return Math.abs(drift ?? 0) < STEADY && total.real.every((z) => z > 0);
}

/** Value at a time between recorded points; at a switch that before it. */
function interpolated(times: Float64Array, values: Float64Array, at: number): number {
  let [low, high] = [0, times.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const [t1, v1] = [times[low] ?? 0, values[low] ?? Number.NaN];
  const [t0, v0] = [times[low - 1] ?? t1, values[low - 1] ?? v1];
  return t1 > t0 ? v0 + ((v1 - v0) * (at - t0)) / (t1 - t0) : v1;
}

/** Amounts in the kept states against what the charge passed makes of them. */
export function conservationOf(model: CellModel, { states, finalState }: Trajectory): ConservedAmount[] {
  const first = states[0]?.state ?? finalState;
  return model.inventories.map((inventory) => {
    const initial = inventory.of(first);
    const charge = first[model.charge] ?? 0;
    let [drift, size] = [0, Math.abs(initial)];
    for (const state of [...states.map((one) => one.state), finalState]) {
      const amount = inventory.of(state);
      const expected = initial + inventory.perCurrent * ((state[model.charge] ?? 0) - charge);
      drift = Math.max(drift, Math.abs(amount - expected));
      size = Math.max(size, Math.abs(amount));
    }
    return {
      amount: inventory.amount,
      unit: inventory.unit,
      initial,
      final: inventory.of(finalState),
      expectedChange: inventory.perCurrent * ((finalState[model.charge] ?? 0) - charge),
      drift,
      relativeDrift: size > 0 ? drift / size : drift,
    };
  });
}
