import { type CompiledProtocol, compileProtocol } from "./compile.ts";
import type { CompileOptions } from "./compile-options.ts";
import type { Protocol } from "./protocol.ts";

/** How long a protocol takes. */
export interface ProtocolDuration {
  /** s, of the steps whose duration is known beforehand, if no limit ends one earlier. */
  readonly known: number;
  /** Segments whose duration is not known beforehand: only a limit ends them, or they begin at the present voltage. */
  readonly openEnded: number;
  /** Segments that a limit may end earlier. */
  readonly limited: number;
}

/**
 * Duration of a protocol.
 * @throws DomainError as `compileProtocol`
 */
export function protocolDuration(protocol: Protocol, options: CompileOptions = {}): ProtocolDuration {
  const { duration, openEnded, limited } = compileProtocol(protocol, options).totals;
  return { known: duration, openEnded, limited };
}

/**
 * A compiled protocol in words: `15 000 s (4 h 10 min), 10 000 segments, 5000 of them at constant current, 1388.9 mAh/cm2 stripped`.
 * Charges are those of the working electrode; "at most" where a limit may end something earlier.
 */
export function summaryOf(compiled: CompiledProtocol): string {
  const { segments, duration, positiveCharge, negativeCharge, openEnded, unknownCharge, limited, pulses, scan } =
    compiled.totals;
  const most = limited > 0 ? "at most " : "";
  const parts = [
    ...(duration > 0 || openEnded === 0 ? [`${most}${grouped(duration)} s${inHours(duration)}`] : []),
    ...(scan > 0 ? [`and about ${approximately(scan)} for spectra on an instrument`] : []),
    `${grouped(segments)} ${segments === 1 ? "segment" : "segments"}`,
    ...(pulses > 0 ? [`${grouped(pulses)} of them at constant current`] : []),
    ...(positiveCharge > 0 ? [`${most}${chargeText(positiveCharge)} stripped`] : []),
    ...(negativeCharge > 0 ? [`${most}${chargeText(negativeCharge)} plated`] : []),
    ...(openEnded > 0 ? [`${grouped(openEnded)} of a duration that is not known beforehand`] : []),
    ...(unknownCharge > 0 ? [`${grouped(unknownCharge)} of a charge that is not known beforehand`] : []),
  ];
  return parts.join(", ");
}

/** Five digits, hundredths from 100 000 on; groups of three parted by a narrow space: 15 000. */
export function grouped(value: number): string {
  const rounded = Number(Math.abs(value) >= 1e5 ? value.toFixed(2) : value.toPrecision(5));
  if (rounded >= 1e15) return String(rounded);
  const [whole = "", decimals] = String(rounded).split(".");
  const groups = whole.length > 4 ? whole.replace(/\B(?=(?:\d{3})+$)/g, " ") : whole;
  return decimals === undefined ? groups : `${groups}.${decimals}`;
}

const approximately = (seconds: number): string => {
  const rounded = seconds < 10 ? Number(seconds.toPrecision(2)) : Math.round(seconds);
  return `${grouped(rounded)} s${inHours(rounded)}`;
};

function inHours(seconds: number): string {
  if (seconds < 600) return "";
  const whole = Math.round(seconds);
  const parts = [
    [Math.floor(whole / 86_400), "d"],
    [Math.floor(whole / 3600) % 24, "h"],
    [Math.floor(whole / 60) % 60, "min"],
    [whole % 60, "s"],
  ].flatMap(([count, unit]) => (Number(count) > 0 ? [`${grouped(Number(count))} ${unit}`] : []));
  return ` (${parts.join(" ")})`;
}

const chargeText = (charge: number): string => `${grouped(charge / 36_000)} mAh/cm2`;
