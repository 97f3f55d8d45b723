import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { readMeasurement } from "../../src/files/registry.ts";
import { sweepsOfTables } from "../../src/impedance/series/split.ts";
import type { ImpedanceSpectrum } from "../../src/impedance/spectrum.ts";
import { impedanceSpectrum } from "../../src/impedance/spectrum.ts";
import { dataFile, hasData } from "./data.ts";

/** What the peers printed for one file of the collection. */
export interface ExpectedEis {
  readonly file: string;
  /** Points; with the first and last Z in Ω; absent where no peer could read the file. */
  readonly n: number;
  readonly Z_first?: readonly [number, number];
  readonly Z_last?: readonly [number, number];
  readonly linKK?: {
    readonly M: number;
    readonly mu: number;
    readonly rms_re_pct: number;
    readonly rms_im_pct: number;
  };
  readonly "pyDRTtools_1e-3"?: {
    readonly R_inf: number;
    readonly L: number;
    readonly Rp: number;
    readonly peaks_tau_s: readonly number[];
  };
}

export interface PeerSpectrum {
  readonly expected: ExpectedEis;
  readonly spectrum: ImpedanceSpectrum;
}

/** Rows of numbers f, Z', Z'' of a plain table; a leading index column (its heading is empty) and other lines are left out. */
export function readPlainSpectrum(path: string): ImpedanceSpectrum {
  const lines = readFileSync(path, "utf8").split(/\r?\n/);
  const skip = lines[0].startsWith(",") ? 1 : 0;
  const rows = lines
    .map((line) =>
      line
        .trim()
        .split(/[,\s]+/)
        .map(Number)
        .slice(skip, skip + 3),
    )
    .filter((row) => row.length === 3 && row.every(Number.isFinite));
  return impedanceSpectrum(
    rows.map((r) => r[0]),
    rows.map((r) => r[1]),
    rows.map((r) => r[2]),
  );
}

/** The files of the collection that need no vendor reader, with what the peers printed for them. */
export function plainPeerSpectra(): readonly PeerSpectrum[] {
  if (!hasData) return [];
  const all: readonly ExpectedEis[] = JSON.parse(readFileSync(dataFile("eis/expected.json"), "utf8"));
  return all
    .filter(({ file }) => /\.(csv|txt)$/.test(file) && !file.includes("Parstat"))
    .map((expected) => ({ expected, spectrum: readPlainSpectrum(dataFile(`eis/${expected.file}`)) }));
}

/** Every file of the collection, read as the program reads it, with what the peers printed; of several spectra the first, as theirs. */
export async function allPeerSpectra(): Promise<readonly PeerSpectrum[]> {
  if (!hasData) return [];
  const all: readonly ExpectedEis[] = JSON.parse(readFileSync(dataFile("eis/expected.json"), "utf8"));
  const found: PeerSpectrum[] = [];
  for (const expected of all) {
    const bytes = new Uint8Array(readFileSync(dataFile(`eis/${expected.file}`)));
    const { tables } = await readMeasurement({ name: basename(expected.file), bytes });
    const [first] = sweepsOfTables(tables);
    if (first === undefined) throw new Error(`${expected.file}: no impedance sweep`);
    found.push({ expected, spectrum: first.spectrum });
  }
  return found;
}
