import { dataPayload, logPayload, mprFile, settingsPayload, type TestSettings } from "../support/mpr-writer.ts";

/** One arc: 10 Ω in series with 100 Ω parallel to 10 µF, six decades, with 0.1 % of a fixed ripple for noise. */
export function arcRows(points = 31): (readonly [frequency: number, real: number, imaginary: number])[] {
  return Array.from({ length: points }, (_, k) => {
    const frequency = 10 ** (5 - (6 * k) / (points - 1));
    const x = 2 * Math.PI * frequency * 1e-3;
    const ripple = 1 + 1e-3 * Math.sin(7 * k * k);
    return [frequency, (10 + 100 / (1 + x * x)) * ripple, ((-100 * x) / (1 + x * x)) * ripple] as const;
  });
}

/** The arc as CSV. */
export function arcCsv(points?: number): string {
  const rows = arcRows(points).map((row) => row.map((x) => x.toPrecision(9)).join(","));
  return `freq/Hz,Re(Z)/Ohm,Im(Z)/Ohm\n${rows.join("\n")}\n`;
}

/** 2025-03-04 09:15:30 as OLE date. */
const START = Date.UTC(2025, 2, 4, 9, 15, 30) / 86_400_000 + 25_569;

/** What `logPayload` writes of the person and the computer. */
export const privateTexts: readonly string[] = ["measurements", "192.0.2.1"];

/** A GEIS file of `sweeps` sweeps of the arc, with a log that names a path and an address. */
export function arcMpr(settings: TestSettings = {}, sweeps = 1): Uint8Array {
  const rows = Array.from({ length: sweeps }, () => arcRows()).flat();
  const per = rows.length / sweeps;
  const columns = [
    { id: 4, type: "f8", values: rows.map((_, i) => 2 * i) },
    { id: 32, type: "f4", values: rows.map(([f]) => f) },
    { id: 37, type: "f4", values: rows.map(([, real]) => real) },
    { id: 38, type: "f4", values: rows.map(([, , imaginary]) => -imaginary) },
    { id: 76, type: "f4", values: rows.map((_, i) => 0.1 * Math.floor(i / per)) },
    { id: 77, type: "f4", values: rows.map((_, i) => 0.01 * Math.floor(i / per)) },
  ] as const;
  return mprFile(
    [
      { name: "VMP Set", payload: settingsPayload({ technique: 30, ...settings }) },
      { name: "VMP data", payload: dataPayload(columns, "new") },
      { name: "VMP LOG", payload: logPayload(START) },
    ],
    "new",
  );
}
