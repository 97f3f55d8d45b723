import type { CellModel } from "../cell/form/cell-model.ts";
import type { CollectedSpectrum } from "../cell/linearise/spectrum-collector.ts";
import type { ImpedanceRequest } from "../cell/protocol/impedance-request.ts";
import type { SegmentRecord, Trajectory } from "../cell/simulate/trajectory.ts";

/** An unknown along a mesh at some times. */
export interface Profile {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  /** Centres of the cells in m. */
  readonly position: Float64Array;
  readonly curves: readonly {
    /** Index into the segments, and which of its ends. */
    readonly segment: number;
    readonly at: "start" | "end";
    /** s */
    readonly time: number;
    readonly values: Float64Array;
  }[];
}

/** What each part of the cell adds to the voltage, at the ends of segments. */
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
  /** Hz */
  readonly frequency: Float64Array;
  /** Ω·m² */
  readonly total: Impedance;
  /** Ω·m² of each part of the voltage; their sum is the total. */
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

/** Profiles of every component of a chain: at the start, at ends of segments under current spread over the run, at the end. */
export function profilesOf(model: CellModel, { states }: Trajectory): Profile[] {
  const ends = states.filter(({ at }) => at === "end");
  const driven = ends.filter(({ state }) => state[model.current] !== 0);
  const between = (driven.length > 0 ? driven : ends).filter((one) => one !== ends.at(-1));
  const count = Math.min(MOST_CURVES - 2, between.length);
  const chosen = [
    states[0],
    ...Array.from({ length: count }, (_, k) => between[Math.round(((k + 1) * between.length) / count) - 1]),
    ends.at(-1),
  ].flatMap((one) => (one === undefined ? [] : [one]));
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

/** Parts of the cell voltage at the kept states. */
export function voltageParts(model: CellModel, { states }: Trajectory): VoltageParts {
  return {
    time: Float64Array.from(states, ({ time }) => time),
    segment: Int32Array.from(states, ({ segment }) => segment),
    parts: model.drops.map((drop) => ({
      submodel: drop.submodel,
      name: drop.name,
      electrode: drop.electrode ?? null,
      values: Float64Array.from(states, ({ state }) => drop.value(state)),
    })),
  };
}

export function spectrumEntries(
  spectra: readonly CollectedSpectrum[],
  segments: readonly SegmentRecord[],
): SpectrumEntry[] {
  return spectra.map(({ time, simulated, measured }, index) => {
    const segment = segments.findIndex((one) => one.spectra.includes(index));
    const { impedance } = simulated;
    return {
      segment,
      sentence: segments[segment]?.sentence ?? "",
      time,
      request: simulated.request,
      current: simulated.current,
      voltage: simulated.voltage,
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
