/** Sweeps, and points of each, of the series that is analysed before there is a file. */
const [SWEEPS, POINTS] = [3, 31];

/** A resistance and two arcs, the first of which grows, with an error of some parts in a thousand: text as an instrument exports it. */
export function rehearsedSeries(): string {
  const rows = ["freq/Hz,Re(Z)/Ohm,-Im(Z)/Ohm,time/s,I/mA,cycle number"];
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let k = 0; k < POINTS; k++) {
      const frequency = 10 ** (5 - (6 * k) / (POINTS - 1));
      let [real, imaginary] = [5, 0];
      for (const [resistance, time] of [
        [20 + 3 * sweep, 1e-4],
        [10, 0.1],
      ] as const) {
        const x = 2 * Math.PI * frequency * time;
        real += resistance / (1 + x * x);
        imaginary += (resistance * x) / (1 + x * x);
      }
      const error = 1 + 0.003 * Math.sin(12.9898 * (k + 1) * (sweep + 1));
      const row = [frequency, real * error, imaginary / error, 100 * sweep + k, 0.1 * sweep, sweep + 1];
      rows.push(row.map((value) => value.toPrecision(7)).join(","));
    }
  }
  return rows.join("\n");
}
