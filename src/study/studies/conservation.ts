import type { SimulateDocument } from "../simulate.ts";
import type { ConservedAmount } from "../simulate-results.ts";

/** The amounts that a run conserves, and the charge: the integral of the current that is solved for against i · t of the segments. */
export function conservationOfRun({ conservation, segments, series }: SimulateDocument): readonly ConservedAmount[] {
  const initial = series.charge[0] ?? 0;
  const final = series.charge.at(-1) ?? 0;
  let [expected, size] = [0, 0];
  for (const { charge } of segments) {
    expected += charge;
    size += Math.abs(charge);
  }
  const drift = Math.abs(final - initial - expected);
  return [
    ...conservation,
    {
      amount: "charge",
      unit: "C/m2",
      initial,
      final,
      expectedChange: expected,
      drift,
      relativeDrift: size > 0 ? drift / size : drift,
    },
  ];
}
