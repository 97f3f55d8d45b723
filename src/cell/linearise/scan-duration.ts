import { type ScanSettings, scanTimes } from "../../impedance/drift/scan-times.ts";
import type { ImpedanceRequest } from "../protocol/impedance-request.ts";
import { frequenciesOf } from "./frequencies.ts";

/** Those of the EC-Lab file that `scanTimes` describes. */
export const DEFAULT_SCAN: Required<Omit<ScanSettings, "start">> = {
  periods: 2,
  wait: 0.1,
  overhead: 0.025,
  minimum: 0,
};

/**
 * How long in s an instrument measures a spectrum.
 * @throws as `frequenciesOf` and `scanTimes`
 */
export function scanDuration(request: ImpedanceRequest, scan: Omit<ScanSettings, "start"> = {}): number {
  return scanTimes(frequenciesOf(request), { ...DEFAULT_SCAN, ...scan }).end.at(-1) ?? 0;
}
