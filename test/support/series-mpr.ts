import { dataPayload, mprFile, settingsPayload, type TestSettings } from "./mpr-writer.ts";

/** Times, frequencies and parts of Z of one point. */
interface Point {
  readonly time: number;
  readonly frequency: number;
  readonly real: number;
  readonly imaginary: number;
}

/** Noise of ± 1 from a counter, the same on every machine. */
function noise(k: number): number {
  const mixed = Math.imul(k ^ (k >>> 15), 0x2c1b3c6d) >>> 0;
  return ((Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39) >>> 0) / 2 ** 31 - 1) * 0.9;
}

/** Impedance of R₀ and two arcs with constant-phase elements, of which the slower grows along the series. */
function pointOf(sweep: number, k: number, points: number, sweeps: number): Point {
  const frequency = 10 ** (6 - (6 * k) / (points - 1));
  const omega = 2 * Math.PI * frequency;
  let [real, imaginary] = [20, 0];
  const onset = Math.max(0, sweep / sweeps - 0.5);
  for (const [resistance, tau, exponent] of [
    [80, 3e-6, 0.95],
    [60 + 300 * onset, 2e-3 * (1 + onset), 0.85],
  ] as const) {
    const size = (omega * tau) ** exponent;
    const [a, b] = [1 + size * Math.cos((exponent * Math.PI) / 2), size * Math.sin((exponent * Math.PI) / 2)];
    real += (resistance * a) / (a * a + b * b);
    imaginary -= (resistance * b) / (a * a + b * b);
  }
  const scatter = 1e-3 * Math.hypot(real, imaginary);
  const at = 2 * (sweep * points + k);
  return {
    time: 40 * sweep + 0.5 * k,
    frequency,
    real: real + scatter * noise(at),
    imaginary: imaginary + scatter * noise(at + 1),
  };
}

/** A GEIS file of a staircase: two arcs in every sweep, of which the slower grows from half of the way. */
export function seriesMpr(sweeps: number, points = 50, settings: TestSettings = {}): Uint8Array {
  const rows = Array.from({ length: sweeps * points }, (_, i) => ({
    ...pointOf(Math.floor(i / points), i % points, points, sweeps),
    step: Math.floor(i / points) + 1,
  }));
  const columns = [
    { id: 4, type: "f8", values: rows.map(({ time }) => time) },
    { id: 32, type: "f4", values: rows.map(({ frequency }) => frequency) },
    { id: 37, type: "f4", values: rows.map(({ real }) => real) },
    { id: 38, type: "f4", values: rows.map(({ imaginary }) => -imaginary) },
    { id: 76, type: "f4", values: rows.map(({ step }) => 0.01 * step) },
    { id: 77, type: "f4", values: rows.map(({ step }) => 0.004 * step) },
  ] as const;
  return mprFile(
    [
      { name: "VMP Set", payload: settingsPayload({ technique: 30, area: 0.385, ...settings }) },
      { name: "VMP data", payload: dataPayload(columns, "new") },
    ],
    "new",
  );
}
