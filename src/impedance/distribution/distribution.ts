import { type Ends, endsOf, isOutOfReach, whyUndetermined } from "../determined.ts";
import { processResolver } from "../processes/resolve.ts";
import type { ResolvedPeak, ResolvedRelaxationTimes } from "../processes/result.ts";
import type { RelaxationTimes } from "../relaxation-times/result.ts";
import { relaxationTimesSession } from "../relaxation-times/session.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { relaxationTimesBands } from "../uncertainty/bands.ts";
import type { RelaxationTimesBands } from "../uncertainty/result.ts";
import { bandHolding, boundsHolding, capacitanceHolding, doubt, holding } from "./holding.ts";
import type { DistributionOptions, DistributionSettings } from "./options.ts";
import { describeDistribution } from "./options.ts";
import type { DistributionOfRelaxationTimes, DistributionPeak } from "./result.ts";

/** Computes distributions one by one with the same options. */
export type DistributionSession = (spectrum: ImpedanceSpectrum) => DistributionOfRelaxationTimes;

/**
 * Distribution of relaxation times of one spectrum with its bands, by the default way: models made of processes of known
 * shapes, as many as the data ask for, and a smooth distribution, averaged by their marginal likelihood (`resolveProcesses`);
 * bands from draws of that average (`relaxationTimesBands`).
 *
 * @throws DomainError with fewer than 5 distinct frequencies, with Z = 0 everywhere, or for an option outside its range
 */
export function distributionOfRelaxationTimes(
  spectrum: ImpedanceSpectrum,
  options: DistributionOptions = {},
): DistributionOfRelaxationTimes {
  return distributionSession(options)(spectrum);
}

/** `distributionOfRelaxationTimes` with fixed options that remembers, from call to call, what depends on the frequencies only. */
export function distributionSession(options: DistributionOptions = {}): DistributionSession {
  const settings = describeDistribution(options);
  if (settings.method === "tikhonov") return regularized(settings);
  const resolve = processResolver();
  return (spectrum) => {
    const resolved = resolve(spectrum);
    return withBands(resolved, settings.bands ? relaxationTimesBands(spectrum, resolved) : null);
  };
}

function regularized(settings: DistributionSettings): DistributionSession {
  const { method: _, bands: __, ...own } = settings;
  const session = relaxationTimesSession(own);
  return (spectrum) => regularizedDistribution(session(spectrum));
}

/** A regularised solution as a distribution: one smooth model, no intervals of its peaks. */
export function regularizedDistribution(result: RelaxationTimes): DistributionOfRelaxationTimes {
  const { lambda, lambdaFrom } = result;
  const chosen = lambdaFrom === "fixed" ? "as asked" : `chosen by ${lambdaFrom}`;
  const unknown = { tauLower: null, tauUpper: null, resistanceLower: null, resistanceUpper: null };
  return {
    ...result,
    method: "tikhonov",
    words: `Regularised solution with λ = ${Number(lambda.toPrecision(3))}, ${chosen}.`,
    peaks: result.peaks.map((peak) => ({ ...peak, ...unknown, identifiable: null, reason: null })),
    processes: [],
    models: [{ description: "smooth distribution", weight: 1 }],
  };
}

function withBands(
  resolved: ResolvedRelaxationTimes,
  bands: RelaxationTimesBands | null,
): DistributionOfRelaxationTimes {
  const { tau, gamma, cumulative, lambda, ohmicResistance, inductance, polarizationResistance, capacitance } = resolved;
  const { fitted, rmsResidual, measuredTauMin, measuredTauMax, words, kind, models } = resolved;
  return {
    tau,
    gamma,
    cumulative,
    lambda,
    lambdaFrom: "evidence",
    ohmicResistance,
    inductance,
    ...(capacitance === null ? {} : { capacitance }),
    sign: gamma.some((g) => g < 0) ? "both" : "positive",
    polarizationResistance,
    peaks: resolved.peaks.map((peak, k): DistributionPeak => {
      const { processes: _, ...one } = peak;
      const band = bands?.peaks[k];
      const held = boundsHolding(peak, band);
      const bounds = isOutOfReach(peak.tau, [measuredTauMin, measuredTauMax])
        ? { ...held, resistanceLower: null, resistanceUpper: null }
        : held;
      const reason =
        band === undefined
          ? null
          : (doubt(peak.resistance, band) ??
            band.reason ??
            undetermined(peak, bounds, [measuredTauMin, measuredTauMax]));
      return {
        ...one,
        capacitance: peak.tau / peak.resistance,
        ...bounds,
        ...capacitanceHolding(peak, band),
        identifiable: band === undefined ? null : reason === null,
        reason,
      };
    }),
    fitted,
    rmsResidual,
    measuredTauMin,
    measuredTauMax,
    method: kind,
    words,
    processes: resolved.processes.map((process, k) => ({ ...process, ...boundsHolding(process, bands?.processes[k]) })),
    models: models.map(({ description, weight }) => ({ description, weight })),
    ...(bands === null ? {} : heldBands(resolved, bands)),
  };
}

/** Why the intervals that stand beside the estimates do not determine a peak; null where they do. */
function undetermined(
  { resistance, tau }: ResolvedPeak,
  bounds: ReturnType<typeof boundsHolding>,
  measured: Ends,
): string | null {
  const resistanceEnds = endsOf(bounds.resistanceLower, bounds.resistanceUpper);
  return whyUndetermined({
    resistance,
    resistanceEnds,
    tau,
    tauEnds: endsOf(bounds.tauLower, bounds.tauUpper),
    measured,
  });
}

/** Bands of the curves and of what stands in series, each holding its estimate. */
function heldBands(
  { gamma, cumulative, ohmicResistance, inductance, polarizationResistance }: ResolvedRelaxationTimes,
  bands: RelaxationTimesBands,
): Partial<DistributionOfRelaxationTimes> {
  const curve = bandHolding(gamma, bands.gammaLower, bands.gammaUpper);
  const sum = bandHolding(cumulative, bands.cumulativeLower, bands.cumulativeUpper);
  return {
    gammaLower: curve.lower,
    gammaUpper: curve.upper,
    cumulativeLower: sum.lower,
    cumulativeUpper: sum.upper,
    ohmicResistanceBounds: holding(ohmicResistance, bands.ohmicResistance),
    inductanceBounds: holding(inductance, bands.inductance),
    polarizationResistanceBounds: holding(polarizationResistance, bands.polarizationResistance),
  };
}
