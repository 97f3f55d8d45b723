import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FormatError, LiquidusError } from "../../base/errors.ts";
import { findNumbers, type Table } from "../../base/table.ts";
import type { FileFormat } from "../format.ts";
import type { InputFile, Measurement } from "../measurement.ts";
import { impedanceFormats } from "./all-formats.ts";

// Files written here from the published layouts; the spectrum is R0 + R/(1 + jωRC), so the oracle is the formula.

const POINTS = 13;
const spectrum: readonly (readonly [f: number, re: number, im: number])[] = Array.from({ length: POINTS }, (_, i) => {
  const f = 10 ** (5 - i / 3);
  const x = 2 * Math.PI * f * 1e-4;
  return [f, 10 + 100 / (1 + x * x), (-100 * x) / (1 + x * x)];
});
const e = (x: number): string => x.toExponential(8).replace(/e([+-])(\d)$/, "e$10$2");
const comma = (text: string): string => text.replaceAll(".", ",");
const rows = (f: (p: readonly [number, number, number], i: number) => string): string => spectrum.map(f).join("");

const gamryCurve = (name: string, mark: (s: string) => string = (s) => s): string =>
  `${name}\tTABLE\r\n\tPt\tTime\tZimag\tZreal\tFreq\tVdc\r\n\t#\ts\tohm\tohm\tHz\tV\r\n${rows(
    ([f, re, im], i) => `\t${i}\t${i}\t${mark(e(im))}\t${mark(e(re))}\t${mark(e(f))}\t${mark(e(0.25))}\r\n`,
  )}`;
const gamry = (mark?: (s: string) => string): string =>
  "EXPLAIN\r\nTAG\tEISPOT\r\nTITLE\tLABEL\tEIS\tTest &Identifier\r\nDATE\tLABEL\t4/23/2018\tDate\r\n" +
  "TIME\tLABEL\t16:43:15\tTime\r\nNOTES\tNOTES\t2\t&Notes...\r\n\tfirst\r\n\tsecond\r\nUSER\tLABEL\tAda\tUser\r\n" +
  "AREA\tQUANT\t2.0E+000\t&Area (cm^2)\r\nFREQFINAL\tQUANT\t1.0E+001\tFinal Fre&q. (Hz)\r\n" +
  `OCVCURVE\tTABLE\t2\r\n\tPt\tT\tVf\r\n\t#\ts\tV vs. Ref.\r\n\t0\t0\t1\r\n\t1\t1\t1\r\n${gamryCurve("ZCURVE1", mark)}${gamryCurve("ZCURVE2", mark)}EXPERIMENTABORTED\tTOGGLE\tT\tExperiment Aborted\r\n`;

function ism(): Uint8Array {
  const texts = ["160724", "cELL", "1v", "0a", "20", "09:32", "nOTE", "", "", "", "2", "sN"];
  const tail = texts.reduce((n, text) => n + 2 + text.length, 0);
  const bytes = new Uint8Array(12 + 34 * (POINTS + 2) + tail + 2 + 256);
  const view = new DataView(bytes.buffer);
  const n = POINTS + 2;
  view.setUint32(2, 0xffffffff);
  view.setUint32(8, n - 1);
  // an overlapping start: the two first points are measured before the sweep begins at its top
  const points = [spectrum[2], spectrum[1], ...spectrum] as [number, number, number][];
  for (const [i, [f, re, im]] of points.entries()) {
    view.setFloat64(12 + 8 * i, f);
    view.setFloat64(12 + 8 * (n + i), Math.hypot(re, im));
    view.setFloat64(12 + 8 * (2 * n + i), Math.atan2(im, re));
    view.setFloat64(12 + 8 * (3 * n + i), -(1.4e9 + i));
    view.setInt16(12 + 32 * n + 2 * i, 1000);
  }
  let at = 12 + 34 * n;
  for (const text of texts) {
    view.setInt16(at, text.length);
    for (let i = 0; i < text.length; i++) bytes[at + 2 + i] = text.charCodeAt(i);
    at += 2 + text.length;
  }
  view.setInt16(at, 256);
  view.setFloat64(at + 2 + 8 * 25, 10);
  return bytes;
}

interface Sample {
  readonly format: string;
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Decimals that the format keeps. */
  readonly relative: number;
  /** A cut between two rows cannot be noticed: nothing in the format tells the number of rows or the end. */
  readonly openEnded?: true;
  readonly tables?: number;
  /** Spectra in the file, if several. */
  readonly spectra?: 2;
}

const ids = (title: string): string =>
  `Method=Impedance\r\nTechnique=Constant E\r\nDconfig=0\r\nTitle=${title}\r\nData Options.Area=1\r\nMconfig=0\r\n\x05\x0c\0\0\r\n2\r\nData Objects    \r\n0\r\nprimary_data    \r\n3         \r\n${POINTS}        \r\n${rows(([f, re, im]) => `${e(re)}  ${e(im)}\t${e(f)} \r\n`)}osc_data        \r\n0\r\n`;

const samples: readonly Sample[] = [
  { format: "gamry-dta", name: "a.DTA", content: gamry(), relative: 1e-8, tables: 3, spectra: 2 },
  { format: "gamry-dta", name: "komma.dta", content: gamry(comma), relative: 1e-8, tables: 3, spectra: 2 },
  {
    format: "zplot-z",
    name: "a.z",
    content: `ZPLOT2 ASCII\r\n  Date:  10-13-2018\r\n  vs Freq-Final:  10\r\n  Freq(Hz)\tAmpl\tBias\tTime(Sec)\tZ'(a)\tZ''(b)\tGD\tErr\tRange\r\nEnd Comments\r\n${rows(([f, re, im]) => `${e(f)}\t0\t0\t0\t${e(re)}\t${e(im)}\t0\t0\t4\r\n`)}`,
    relative: 1e-8,
  },
  {
    format: "zplot-z",
    name: "bare.z",
    content: `Freq(Hz), Ampl, Bias, Time(Sec), Z'(a), Z''(b), GD, Err, Range\n${rows(([f, re, im]) => `${e(f)}, 0, 0, 0, ${e(re)}, ${e(im)}, 0, 0, 4\n`)}`,
    relative: 1e-8,
    openEnded: true,
  },
  {
    format: "autolab-text",
    name: "z60.txt",
    content: `\ufeff"Z60W Data File: Version 1.1"\r\n${POINTS}\r\nFreq(Hz),Ampl,Bias,Time(Sec),Z'(a),Z''(b),GD,Err,Range\r\n${rows(([f, re, im]) => `${e(f)},0,0,0,${e(re)},${e(im)},0,0,0\r\n`)}`,
    relative: 1e-8,
  },
  {
    format: "autolab-text",
    name: "nova.txt",
    content: `Index;Frequency (Hz);Z' (Ω);-Z'' (Ω);Z (Ω);-Phase (°);Time (s)\r\n${rows(([f, re, im], i) => `${i + 1};${e(f)};${e(re)};${e(-im)};${e(Math.hypot(re, im))};${e(9)};${i}\r\n`)}`,
    relative: 1e-8,
    openEnded: true,
  },
  { format: "zahner-ism", name: "a.ism", content: ism(), relative: 1e-12, tables: 2 },
  {
    format: "ivium-data",
    name: "a.ids",
    content: `\0\0\0H\0\0\r\nPeaks=false\r\n${ids("one")}${ids("two")}`,
    relative: 1e-8,
    tables: 2,
    spectra: 2,
  },
  {
    format: "eco-chemie-dfr",
    name: "a.dfr",
    content: `VERSION8.0\r\n${POINTS}\r\n1\r\n${rows(([f, re, im]) => ` ${e(f)}\r\n ${e(re)}\r\n ${e(-im)}\r\n${" 0.0\r\n".repeat(6)}`)}`,
    relative: 1e-8,
  },
  {
    format: "autolab-p00",
    name: "a.P00",
    content: `Procedure : Title\r\n13.05.2019 10:11:12 - 13.05.2019 10:21:12\r\nWords\r\nt = 1 s\r\n f/Hz   \t Z'/Ohm \t -Z''/Ohm \t time/s \t\r\n ${POINTS} \r\n${rows(([f, re, im]) => `${e(f)}\t${e(re)}\t${e(-im)}\t1.0\t\r\n`)}`,
    relative: 1e-8,
  },
  {
    format: "elins-i2b",
    name: "a.i2b",
    content: `cell\r\n13.05.2019 10:11:12\r\n\r\n${POINTS}\r\n${rows(([f, re, im]) => ` ${e(f)} ${e(re)} ${e(im)}\r\n`)}`,
    relative: 1e-8,
  },
  {
    format: "versastudio-par",
    name: "a.par",
    content: `<Application>\r\nName=VersaStudio\r\nVersion=2.52\r\n</Application>\r\n<Segment1>\r\nDefinition=Point #, E(V), Frequency(Hz), Z Real, Z Imag, 0\r\n0,1,0,0,0\r\n${rows(([f, re, im], i) => `${i + 1},0.5,${e(f)},${e(re)},${e(im)}\r\n`)}</Segment1>\r\n`,
    relative: 1e-8,
    tables: 2,
  },
  {
    format: "parstat-text",
    name: "a.txt",
    content: `Potential (V)\tCurrent (A)\tElapsed Time (s)\tFrequency (Hz)\tZre (ohms)\tZim (ohms)\t\r\n1\t0\t1\t0\t0\t0\t\r\n${rows(([f, re, im], i) => `1\t0\t${i}\t${e(f)}\t${e(re)}\t${e(im)}\t\r\n`)}`,
    relative: 1e-8,
    openEnded: true,
    tables: 2,
  },
  {
    format: "powersuite-text",
    name: "b.txt",
    content: `Frequency\t Zre\t Zimg\r\r\n${rows(([f, re, im]) => `${e(f)}\t ${e(re)}\t ${e(im)}\r\r\n`)}`,
    relative: 1e-8,
    openEnded: true,
  },
  {
    format: "ch-instruments-text",
    name: "c.txt",
    content: `Feb. 20, 2020   15:55:08\r\nA.C. Impedance\r\nFile: c:\\me\\x.bin\r\nInstrument Model:  CHI660E\r\nLow Frequency (Hz) = 10\r\n\r\nFreq/Hz, Z'/ohm, Z"/ohm, Z/ohm, Phase/deg\r\n\r\n${rows(([f, re, im]) => `${e(f)}, ${e(re)}, ${e(im)}, 1, 2\r\n`)}`,
    relative: 1e-8,
  },
  {
    format: "delimited",
    name: "bare.csv",
    content: rows(([f, re, im]) => `${f},${re},${im}\n`),
    relative: 0,
    openEnded: true,
  },
  {
    format: "delimited",
    name: "komma.csv",
    content: `Frequenz in kHz;Z' / mΩ;-Z'' / mΩ;Bemerkung\r\n${rows(([f, re, im]) => `${comma(e(f / 1e3))};${comma(e(re * 1e3))};${comma(e(-im * 1e3))};gut\r\n`)}`,
    relative: 1e-8,
    openEnded: true,
  },
];

const encode = (content: string | Uint8Array): Uint8Array =>
  typeof content === "string" ? new TextEncoder().encode(content) : content;

function formatOf(name: string): FileFormat {
  return impedanceFormats.find((format) => format.name === name) as FileFormat;
}

/** The first that is certain, else the first that is possible. */
function choose(file: InputFile): string | undefined {
  const sure = impedanceFormats.find((format) => format.recognise(file) === "certain");
  return (sure ?? impedanceFormats.find((format) => format.recognise(file) === "possible"))?.name;
}

const imaginaryOf = (table: Table): ArrayLike<number> =>
  findNumbers(table, "imaginaryImpedance") ??
  (findNumbers(table, "negativeImaginaryImpedance") as Float64Array).map((x) => -x);

const rowsOf = ({ tables }: Measurement): number => tables.reduce((n, table) => n + table.rows, 0);

describe.each(samples)("$format: $name", ({ format, name, content, relative, openEnded, tables, spectra }) => {
  const bytes = encode(content);
  const whole: InputFile = { name, bytes };

  test("is recognised and gives the spectrum it was written from", async () => {
    expect(choose(whole)).toBe(format);
    const measurement = (await formatOf(format).load())(whole);
    expect(measurement.tables).toHaveLength(tables ?? 1);
    expect(measurement.format).toBe(format);
    const table = measurement.tables[0] as Table;
    const scale = name === "komma.csv" ? 1e3 : 1;
    const columns = [findNumbers(table, "frequency"), findNumbers(table, "realImpedance"), imaginaryOf(table)];
    expect(table.rows).toBe(POINTS);
    for (const [k, column] of columns.entries()) {
      const factor = k === 0 ? 1 / scale : scale;
      for (const [i, point] of spectrum.entries()) {
        const x = (point[k] as number) * factor;
        expect(Math.abs((column?.[i] as number) - x)).toBeLessThanOrEqual(relative * Math.abs(x));
      }
    }
  });

  test("cut anywhere: our errors, and fewer rows only with a warning", async () => {
    const read = await formatOf(format).load();
    const full = rowsOf(read(whole));
    const wholeTables = new Set(spectra === undefined ? [] : [full - POINTS]);
    for (let length = 0; length < bytes.length; length += bytes.length > 800 ? 3 : 1) {
      const cut: InputFile = { name, bytes: bytes.subarray(0, length) };
      try {
        const measurement = read(cut);
        const count = rowsOf(measurement);
        const atLineEnd = bytes[length - 1] === 10 || bytes[length - 1] === 13;
        // an open-ended format cannot tell a cut at a line end, nor any format a cut after a whole spectrum
        const blind = (openEnded === true && atLineEnd) || wholeTables.has(count);
        if (count < full && !blind) {
          expect(
            measurement.warnings.length,
            `${length} of ${bytes.length} bytes: ${count} of ${full} rows`,
          ).toBeGreaterThan(0);
        }
      } catch (error) {
        if (!(error instanceof LiquidusError)) throw new Error(`cut at ${length}`, { cause: error });
      }
    }
  });

  test("500 flipped bits: our errors, and fewer rows only with a warning", async () => {
    const read = await formatOf(format).load();
    const clean = read(whole);
    const full = rowsOf(clean);
    const flip = fc.tuple(fc.nat(bytes.length - 1), fc.nat(7));
    fc.assert(
      fc.property(flip, ([at, bit]) => {
        const damaged = Uint8Array.from(bytes);
        damaged[at] = (damaged[at] as number) ^ (1 << bit);
        try {
          const measurement = read({ name, bytes: damaged });
          const { warnings } = measurement;
          return (
            rowsOf(measurement) >= full ||
            warnings.length > clean.warnings.length ||
            JSON.stringify(warnings) !== JSON.stringify(clean.warnings)
          );
        } catch (error) {
          return error instanceof FormatError;
        }
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

describe("every reader, on anything", () => {
  const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
  const big = (unit: string, times: number): Uint8Array => bytesOf(unit.repeat(times));
  const odd: readonly (readonly [string, Uint8Array])[] = [
    ["nothing", new Uint8Array(0)],
    ["one byte", Uint8Array.of(0)],
    ["zeros", new Uint8Array(100_000)],
    ["a zip archive", bytesOf("PK\x03\x04 and so on")],
    ["a PDF", bytesOf("%PDF-1.4\n1 2 3\n")],
    ["a web page", bytesOf("<!DOCTYPE html><html><table>1 2 3</table>")],
    ["prose", bytesOf("It was a dark night.\nNo numbers here.\n")],
    ["a line of 10 MB", big("1,2 ", 2_500_000)],
    ["300 kB of carriage returns", big("\r", 300_000)],
    ["10 MB of blanks", big(" ", 10_000_000)],
    ["a quote that never closes", bytesOf(`"${"a,".repeat(400_000)}\n1,2,3\n`)],
    ["a row of 100 000 cells", bytesOf(`${"1,".repeat(100_000)}\n`)],
    ["headings a million blanks apart", bytesOf(`a${" ".repeat(900_000)}b\n1 2\n3 4\n`)],
    ["VERSION with a huge count", bytesOf("VERSION8.0\r\n999999999\r\n1\r\n")],
    ["primary_data with a huge count", bytesOf("Method=Impedance\nTitle=x\nprimary_data\n3\n999999999\n")],
    ["an .ism of 2⁴⁸ points", Uint8Array.from({ length: 60 }, () => 255)],
  ];

  test.each(odd)("%s is refused or read within bounds", async (_, bytes) => {
    for (const format of impedanceFormats) {
      const file: InputFile = { name: `x${format.extensions[0]}`, bytes };
      expect(["certain", "possible", "no"]).toContain(format.recognise(file));
      const read = await format.load();
      try {
        expect(rowsOf(read(file))).toBeLessThan(5);
      } catch (error) {
        if (!(error instanceof LiquidusError)) throw new Error(format.name, { cause: error });
      }
    }
  });

  test("the sentence says what was found", async () => {
    const read = await formatOf("delimited").load();
    expect(() => read({ name: "a.txt", bytes: bytesOf("PK\x03\x04") })).toThrow(
      /^Starts with PK: this is a zip archive/,
    );
    expect(() => read({ name: "a.txt", bytes: new Uint8Array(0) })).toThrow(/empty \(0 bytes\)/);
    expect(() => read({ name: "a.txt", bytes: bytesOf("<html>") })).toThrow(/web page/);
    expect(() => read({ name: "a.txt", bytes: bytesOf("hello\n") })).toThrow(/begins with "hello"/);
  });
});
