/** How a column is stored in a record: IEEE floats and unsigned integers, the digit is the size in bytes. */
export type StoredType = "f4" | "f8" | "u1" | "u2" | "u4";

/** A column of its own in the record. */
export interface StoredColumn {
  /** Heading as EC-Lab prints it. */
  readonly label: string;
  readonly type: StoredType;
}

/** A few bits of the one flag byte that all flag columns of a record share. */
export interface FlagColumn {
  readonly label: string;
  /** Value of the column: (byte & mask) >> shift. */
  readonly mask: number;
  readonly shift: number;
}

/** Size in bytes of a stored type. */
export function sizeOf(type: StoredType): number {
  return Number(type[1]);
}

/** Flag columns by id. All that are present share one byte, placed where the first of them appears. */
export const flagColumns: ReadonlyMap<number, FlagColumn> = new Map([
  [1, { label: "mode", mask: 0x03, shift: 0 }],
  [2, { label: "ox/red", mask: 0x04, shift: 2 }],
  [3, { label: "error", mask: 0x08, shift: 3 }],
  [21, { label: "control changes", mask: 0x10, shift: 4 }],
  [31, { label: "Ns changes", mask: 0x20, shift: 5 }],
  [65, { label: "counter inc.", mask: 0x80, shift: 7 }],
]);

const f4: readonly (readonly [number, string])[] = [
  [5, "control/V/mA"],
  [6, "Ewe/V"],
  [8, "I/mA"],
  [9, "Ece/V"],
  [16, "Analog IN 1/V"],
  [17, "Analog IN 2/V"],
  [19, "control/V"],
  [20, "control/mA"],
  [26, "Rapp/Ohm"],
  [27, "Ewe-Ece/V"],
  [32, "freq/Hz"],
  [33, "|Ewe|/V"],
  [34, "|I|/A"],
  [35, "Phase(Z)/deg"],
  [36, "|Z|/Ohm"],
  [37, "Re(Z)/Ohm"],
  [38, "-Im(Z)/Ohm"],
  [69, "R/Ohm"],
  [70, "P/W"],
  [75, "Analog OUT/V"],
  [76, "<I>/mA"],
  [77, "<Ewe>/V"],
  [78, "Cs-2/µF-2"],
  [96, "|Ece|/V"],
  [98, "Phase(Zce)/deg"],
  [99, "|Zce|/Ohm"],
  [100, "Re(Zce)/Ohm"],
  [101, "-Im(Zce)/Ohm"],
  [163, "|Estack|/V"],
  [168, "Rcmp/Ohm"],
  [169, "Cs/µF"],
  [172, "Cp/µF"],
  [173, "Cp-2/µF-2"],
  [174, "<Ewe>/V"],
  [271, "Phase(Z1)/deg"],
  [272, "Phase(Z2)/deg"],
  [301, "|Z1|/Ohm"],
  [302, "|Z2|/Ohm"],
  [331, "Re(Z1)/Ohm"],
  [332, "Re(Z2)/Ohm"],
  [361, "-Im(Z1)/Ohm"],
  [362, "-Im(Z2)/Ohm"],
  [391, "<E1>/V"],
  [392, "<E2>/V"],
  [422, "Phase(Zstack)/deg"],
  [423, "|Zstack|/Ohm"],
  [424, "Re(Zstack)/Ohm"],
  [425, "-Im(Zstack)/Ohm"],
  [426, "<Estack>/V"],
  [430, "Phase(Zwe-ce)/deg"],
  [431, "|Zwe-ce|/Ohm"],
  [432, "Re(Zwe-ce)/Ohm"],
  [433, "-Im(Zwe-ce)/Ohm"],
  [434, "(Q-Qo)/C"],
  [435, "dQ/C"],
  [441, "<Ece>/V"],
  [462, "Temperature/°C"],
  [471, "<Ece>/V"],
  [473, "THD Ewe/%"],
  [474, "THD I/%"],
  [475, "THD Ece/%"],
  [476, "NSD Ewe/%"],
  [477, "NSD I/%"],
  [478, "NSD Ece/%"],
  [479, "NSR Ewe/%"],
  [480, "NSR I/%"],
  [481, "NSR Ece/%"],
  [486, "|Ewe h2|/V"],
  [487, "|Ewe h3|/V"],
  [488, "|Ewe h4|/V"],
  [489, "|Ewe h5|/V"],
  [490, "|Ewe h6|/V"],
  [491, "|Ewe h7|/V"],
  [492, "|I h2|/A"],
  [493, "|I h3|/A"],
  [494, "|I h4|/A"],
  [495, "|I h5|/A"],
  [496, "|I h6|/A"],
  [497, "|I h7|/A"],
  [504, "Rac/Ohm"],
  [505, "Rdc/Ohm"],
];

const f8: readonly (readonly [number, string])[] = [
  [4, "time/s"],
  [7, "dq/mA.h"],
  [11, "<I>/mA"],
  [13, "(Q-Qo)/mA.h"],
  [23, "dQ/mA.h"],
  [24, "cycle number"],
  [74, "|Energy|/W.h"],
  [123, "Energy charge/W.h"],
  [124, "Energy discharge/W.h"],
  [125, "Capacitance charge/µF"],
  [126, "Capacitance discharge/µF"],
  [438, "step time/s"],
  [467, "Q charge/discharge/mA.h"],
  [498, "Q charge/mA.h"],
  [499, "Q discharge/mA.h"],
  [500, "step time/s"],
  [501, "Efficiency/%"],
  [502, "Capacity/mA.h"],
  [880, "Energy we/W.h"],
  [883, "Energy ce charge/W.h"],
  [884, "Energy ce discharge/W.h"],
];

/** Columns by id, flags apart. Labels and sizes were matched against EC-Lab's own text exports where there are any. */
export const storedColumns: ReadonlyMap<number, StoredColumn> = new Map<number, StoredColumn>([
  ...f4.map(([id, label]) => [id, { label, type: "f4" }] as const),
  ...f8.map(([id, label]) => [id, { label, type: "f8" }] as const),
  [39, { label: "I Range", type: "u2" }],
  [131, { label: "Ns", type: "u2" }],
  [468, { label: "half cycle", type: "u4" }],
  [469, { label: "z cycle", type: "u4" }],
  [509, { label: "Acir/Dcir Control", type: "u1" }],
]);
