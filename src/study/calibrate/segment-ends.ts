import { LiquidusError } from "../../base/errors.ts";
import type { CellModel } from "../../cell/form/cell-model.ts";
import type { CompiledProtocol } from "../../cell/protocol/compile.ts";
import { simulateSensitivities } from "../../cell/simulate/sensitivities.ts";
import { simulate } from "../../cell/simulate/simulate.ts";
import type { Datum, Forward, ForwardValue, VariedParameter } from "./forward.ts";

/** Measured voltages at the ends of the segments of a protocol. */
export interface SegmentEndData {
  /** Name of the curve. */
  readonly name: string;
  readonly experiment: string;
  readonly source: string;
  /** V, one a segment with a length; NaN where there is none. */
  readonly voltage: ArrayLike<number>;
  /** V */
  readonly sigma: number;
}

export interface SegmentEndOptions {
  /** Of a run of the search, and of the last one; defaults 1e-5 and 1e-6. */
  readonly searchTolerance?: number;
  readonly finalTolerance?: number;
}

/**
 * A cell as a model of the voltages at the ends of its protocol's segments. Slopes are those that the engine carries along, so that a
 * step of the search costs one run instead of one for every parameter.
 */
export function segmentEndForward(
  model: CellModel,
  protocol: CompiledProtocol,
  parameters: readonly VariedParameter[],
  { name, experiment, source, voltage, sigma }: SegmentEndData,
  { searchTolerance = 1e-5, finalTolerance = 1e-6 }: SegmentEndOptions = {},
): Forward {
  const names = parameters.map((parameter) => parameter.name);
  const kept = Array.from(voltage, (_, i) => i).filter((i) => Number.isFinite(voltage[i]));
  const data = kept.map(
    (i): Datum => ({
      name: `${name}, end of segment ${i + 1}`,
      experiment,
      unit: "V",
      value: voltage[i],
      sigma,
      bound: "value",
      source,
      curve: { name, at: i + 1, unit: "segment" },
    }),
  );
  const changed = (values: readonly number[]): CellModel =>
    model.withParameters(Object.fromEntries(names.map((key, k) => [key, values[k]])));
  const failed = (reason: string): ForwardValue[] =>
    data.map((datum) => ({ name: datum.name, value: Number.NaN, failed: { reason, direction: 0 } }));
  return {
    parameters,
    data,
    accuracy: searchTolerance,
    settings: { search: `tolerance ${searchTolerance}`, final: `tolerance ${finalTolerance}` },
    evaluate(values, _control, fidelity) {
      try {
        const relativeTolerance = fidelity === "search" ? searchTolerance : finalTolerance;
        const { segments, end } = simulate(changed(values), protocol, { relativeTolerance });
        const ends = segments.filter(({ start, end: stop }) => stop > start);
        const early = end.kind === "completed" ? "no such segment" : end.message;
        return Promise.resolve(
          kept.map((i, k): ForwardValue => {
            const found = ends[i]?.endVoltage;
            return found === undefined
              ? { name: data[k].name, value: Number.NaN, failed: { reason: early, direction: 0 } }
              : { name: data[k].name, value: found };
          }),
        );
      } catch (error) {
        if (error instanceof LiquidusError) return Promise.resolve(failed(error.message));
        throw error;
      }
    },
    derivatives(values) {
      try {
        const { ends } = simulateSensitivities(changed(values), names, protocol, {
          relativeTolerance: searchTolerance,
        });
        return Promise.resolve(kept.map((i) => ends[i]?.voltage ?? null));
      } catch (error) {
        if (error instanceof LiquidusError) return Promise.resolve(data.map(() => null));
        throw error;
      }
    },
  };
}
