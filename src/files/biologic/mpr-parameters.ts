import type { Setting } from "../measurement.ts";
import { viewOf } from "./bytes.ts";
import { asTyped } from "./cell-entry.ts";
import { currentRange } from "./techniques.ts";

/** Where the parameter block begins in the settings module, by EC-Lab version. */
const BLOCK_STARTS: readonly number[] = [0x572, 0x1845, 0x1846, 0x1847];
/** Bytes from the end of the parameters to the end of the settings module. */
const TAIL = 410;

/** Sequences of a technique, each a record of packed parameters. */
export interface ParameterBlock {
  readonly sequences: number;
  readonly parameters: number;
  readonly recordSize: number;
  /** sequences · recordSize bytes. */
  readonly bytes: Uint8Array;
}

/** Finds the parameters: the one start for which the record size is whole and fits the number of parameters. */
export function findParameters(payload: Uint8Array): ParameterBlock | null {
  const view = viewOf(payload);
  for (const start of BLOCK_STARTS) {
    if (start + 4 + TAIL > payload.length) continue;
    const sequences = view.getUint16(start, true);
    const parameters = view.getUint16(start + 2, true);
    const length = payload.length - start - 4 - TAIL;
    const recordSize = length / sequences;
    if (sequences < 1 || parameters < 1 || parameters > 100 || !Number.isInteger(recordSize)) continue;
    if (recordSize < parameters || recordSize > 4 * parameters + 8) continue;
    return { sequences, parameters, recordSize, bytes: payload.subarray(start + 4, start + 4 + length) };
  }
  return null;
}

/**
 * Parameters in their order: type and name as EC-Lab prints it. f: float, b: 1 byte, d: 4 bytes, v: 1 byte until EC-Lab 11.46
 * and 4 bytes since, r: current range in 1 byte.
 */
const limits = [1, 2, 3, 4, 5, 6].flatMap((i) => [
  `b limit_type${i}`,
  `b limit_comp${i}`,
  `f limit_value${i}`,
  `b limit_unit${i}`,
]);
const ranges = ["r I Range", "b I Range min", "b I Range max", "b I Range init", "b Bandwidth"];
const window = ["f E range min (V)", "f E range max (V)"];
const sweepEnd = [...window, "r I Range", "b Bandwidth", "d nc cycles", "d goto Ns'", "d nr cycles", "b inc. cycle"];
const frequencies = ["f fi", "b unit fi", "f ff", "b unit ff", "d Nd", "b Points", "b spacing"];

const gcpl = (stateOfCharge: readonly string[]): readonly string[] => [
  ...["b Set I/C", "f Is", "b unit Is", "v Is vs.", "f N", "v I sign", "f t1 (h:m:s)", "r I Range", "b Bandwidth"],
  ...["f dE1 (mV)", "f dt1 (s)", "f EM (V)", "f tM (h:m:s)", "f Im", "b unit Im", "f dI/dt", "b unit dI/dt", ...window],
  ...["f dq", "b unit dq", "f dtq (s)", "f dQM", "b unit dQM", "f dxM", ...stateOfCharge, "f tR (h:m:s)"],
  ...["f dER/dt (mV/h)", "f dER (mV)", "f dtR (s)", "f EL (V)", "d goto Ns'", "d nc cycles"],
];

const layouts: Readonly<Record<string, readonly (readonly string[])[]>> = {
  OCV: [
    ["f tR (h:m:s)", "f dER/dt (mV/h)", "b record", "f dER (mV)", "f dtR (s)", ...window],
    ["f tR (h:m:s)", "f dER/dt (mV/h)", "f dER (mV)", "f dtR (s)", ...window],
  ],
  CA: [
    [
      ...["f Ei (V)", "v Ei vs.", "f ti (h:m:s)", "f Imax", "b unit Imax", "f Imin", "b unit Imin", "f dQM"],
      ...["b unit dQM", "b record", "f dI", "b unit dI", "f dQ", "b unit dQ", "f dt (s)", "f dta (s)", ...window],
      ...[...ranges, "d goto Ns'", "d nc cycles"],
    ],
  ],
  CP: [
    [
      ...["f Is", "b unit Is", "v Is vs.", "f ts (h:m:s)", "f EM (V)", "f dQM", "b unit dQM", "b record"],
      ...["f dEs (mV)", "f dts (s)", ...window, "r I Range", "b Bandwidth", "d goto Ns'", "d nc cycles"],
    ],
  ],
  CV: [
    [
      ...["f Ei (V)", "v Ei vs.", "f dE/dt", "b dE/dt unit", "f E1 (V)", "v E1 vs.", "b Step percent", "d N"],
      ...[...window, ...ranges, "f E2 (V)", "v E2 vs.", "d nc cycles", "d Reverse Scan", "f Ef (V)", "v Ef vs."],
    ],
  ],
  GCPL: [gcpl(["f delta SoC (%)"]), gcpl([])],
  GEIS: [
    [
      ...["b Mode", "f Is", "b unit Is", "v Is vs.", "f tIs (h:m:s)", "b record", "f dE (mV)", "f dt (s)"],
      ...[...frequencies, "b Ia/Va", "f Ia", "b unit Ia", "f va pourcent", "f pw", "d Na", "b corr", "b lim_nb"],
      ...[...limits, ...sweepEnd],
    ],
  ],
  PEIS: [
    [
      ...["b Mode", "f E (V)", "v E vs.", "f tE (h:m:s)", "b record", "f dI", "b unit dI", "f dt (s)"],
      ...[...frequencies, "f Va (mV)", "f pw", "d Na", "b corr", "b lim_nb", ...limits, ...sweepEnd],
    ],
  ],
};

const sizes: Readonly<Record<string, readonly [narrow: number, wide: number]>> = {
  f: [4, 4],
  b: [1, 1],
  r: [1, 1],
  d: [4, 4],
  v: [1, 4],
};

const sizeIn = (field: string, wide: boolean): number => sizes[field[0] ?? ""]?.[wide ? 1 : 0] ?? 0;

function readValue(view: DataView, offset: number, kind: string, size: number): string | number {
  if (kind === "f") {
    const value = view.getFloat32(offset, true);
    return Number.isNaN(value) ? "pass" : asTyped(value);
  }
  const value = size === 1 ? view.getUint8(offset) : view.getInt32(offset, true);
  return kind === "r" ? currentRange(value + 1) : value;
}

/**
 * The parameters of OCV, CA, CP, CV, GCPL, GEIS and PEIS, one value a sequence; codes of units and references stay numbers.
 * @param technique short name: `GCPL`
 * @returns null if the technique is another, or no known layout has the size of the records
 */
export function namedParameters(technique: string, block: ParameterBlock): readonly Setting[] | null {
  for (const layout of layouts[technique] ?? []) {
    for (const wide of [true, false]) {
      const total = layout.reduce((sum, field) => sum + sizeIn(field, wide), 0);
      if (layout.length !== block.parameters || total !== block.recordSize) continue;
      const view = viewOf(block.bytes);
      let offset = 0;
      return layout.map((field) => {
        const [kind, name] = [field[0] ?? "", field.slice(2)];
        const size = sizeIn(field, wide);
        const at = offset;
        offset += size;
        return {
          name,
          unit: unitInParentheses(name),
          values: Array.from({ length: block.sequences }, (_, i) =>
            readValue(view, at + i * block.recordSize, kind, size),
          ),
        };
      });
    }
  }
  return null;
}

/** The record of each sequence in hexadecimal, for techniques whose parameters are not known. */
export function rawParameters({ sequences, recordSize, bytes }: ParameterBlock): Setting {
  const hexadecimal = (from: number): string =>
    Array.from(bytes.subarray(from, from + recordSize), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return {
    name: "Parameters, raw",
    unit: null,
    values: Array.from({ length: sequences }, (_, i) => hexadecimal(i * recordSize)),
  };
}

function unitInParentheses(name: string): string | null {
  const unit = /\(([^)]*)\)$/.exec(name)?.[1] ?? null;
  return unit === "h:m:s" ? "s" : unit;
}
