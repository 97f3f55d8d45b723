import { DomainError } from "../../base/errors.ts";
import { exp, log } from "../../numerics/elementary/index.ts";
import { type AveragedCourses, averageCourses } from "./courses.ts";
import { CourseReader } from "./functionals.ts";
import { InstantCorrector } from "./instant.ts";
import { joinSweeps } from "./joint-data.ts";
import { fitJoint, type JointFit } from "./joint-fit.ts";
import { type DriftLink, type JointData, jointModel, staticCount } from "./joint-model.ts";
import { loneSweep } from "./lone-sweep.ts";
import { correlationFactor, repeatedMisfit } from "./misfit.ts";
import { courseOf, sweepOf, totalOf } from "./read-out.ts";
import type { DriftAnalysis, DriftOptions, TimedSpectrum } from "./result.ts";
import { chooseArcCount, type Screened, screenAgain } from "./screening.ts";
import { driftSignificance } from "./significance.ts";
import { basisSubset, type TimeBasis, timeBasis } from "./time-basis.ts";
import { driftWords } from "./words.ts";

/** Relaxation rates of the whole basis; every third of them screens. */
const RATES = 13;
const SCREENING_STEP = 3;
/** Fastest rate, in reciprocal lengths of a sweep. */
const FASTEST = 35;
/** Bins of constant second derivative, a sweep, and most of them. */
const BINS_PER_SWEEP = 8;
const MOST_BINS = 32;
/** Fall of the log evidence at which a link between drift and time constant is given up. */
const LINK_RANGE = 6;
/** Fall of the log evidence at which a set of drifting resistances is given up, and most sets that are averaged over. */
const SET_RANGE = 3;
const MOST_SETS = 2;
/** Most combinations of links that are averaged over. */
const MOST_LINKS = 2;

const DEFAULTS = { maximumProcesses: 4, confidence: 0.95, level: 0.05, instants: 12, skewed: false } as const;

/**
 * What drifts while impedance sweeps run, how fast, and what the spectra were in one instant: fits
 *
 *   Z(ω, t) = R∞(t) + jωL + Σ_k R_k(t)/(1 + (jωτ_k)^φ_k)
 *
 * to all points of neighbouring sweeps by the instants at which they were measured. How many processes there are, which
 * resistances drift, whether the time constant or the capacitance of a drifting arc stays, and how smooth R(t) is are
 * chosen by the marginal likelihood; intervals average over the smoothness. One sweep alone gives intervals only.
 *
 * @throws DomainError if there is no sweep, a sweep has fewer than 8 points, lengths disagree, a value is not finite, or
 * there are too few points for one process
 */
export function driftAnalysis(sweeps: readonly TimedSpectrum[], options: DriftOptions = {}): DriftAnalysis {
  const settings = { ...DEFAULTS, ...options };
  check(settings);
  const { data: plain, ranges } = joinSweeps(sweeps);
  const start = ranges.reduce((least, range) => Math.min(least, range.start), Infinity);
  const end = ranges.reduce((most, range) => Math.max(most, range.end), -Infinity);
  const longest = ranges.reduce((most, range) => Math.max(most, range.end - range.start), 0);
  const whole = timeBasis(plain.time, {
    start,
    end,
    rates: RATES,
    fastest: (FASTEST * (end - start)) / longest,
    bins: Math.min(MOST_BINS, BINS_PER_SWEEP * ranges.length),
  });
  const alone = ranges.length === 1;
  const coarse = [0, ...Array.from({ length: RATES }, (_, k) => 1 + k).filter((k) => (k - 1) % SCREENING_STEP === 0)];
  const screening = basisSubset(whole, coarse);
  const counted = chooseArcCount(plain, screening, {
    maximumArcs: settings.maximumProcesses,
    skewed: settings.skewed,
  });
  const misfit = alone ? 0 : repeatedMisfit(plain, counted.fit);
  const data: JointData = { ...plain, misfit };
  const screened = misfit === 0 ? counted : screenAgain(data, screening, counted.fit);
  const significance = driftSignificance(data, screened.fit, basisSubset(whole, [0, 1 + (RATES >> 1)]), settings.level);
  const everything = Array.from({ length: screened.fit.model.structure.arcs + 1 }, (_, k) => k);
  const lone = alone ? loneSweep(data, screening, screened.fit) : null;
  const averaged =
    lone ?? merge(likelySets(screened).flatMap((set) => chooseLinks(data, whole, screening, coarse, screened, set)));
  const { fit, noise } = averaged;
  const factor = correlationFactor(
    data,
    fit,
    ranges.map(({ to }) => to),
  );
  const components = averaged.components.map((component) => ({
    ...component,
    covariance: component.covariance.map((c) => factor * c),
  }));
  const freedom = 2 * data.points - staticCount(fit.model.structure);
  const reader = new CourseReader(components, data.scale, settings.confidence, freedom);
  const corrector = new InstantCorrector(data, components, noise, !alone);
  const context = { reader, fit, ranges, significant: significance.significant, lone, screened, settings };
  const courses = everything.map((which) => courseOf(which, context));
  const done = {
    courses,
    total: alone ? null : totalOf(context),
    sweeps: ranges.map((range) => sweepOf(range, courses, context, corrector)),
    significance,
    distinguishable: !alone,
    inductance: (data.scale / data.fastest) * (fit.x[1] as number),
    residual: noise,
    misfit: noise * Math.sqrt(misfit),
    widening: Math.sqrt(factor),
    confidence: settings.confidence,
    converged: fit.converged,
    iterations: averaged.iterations + screened.fit.iterations,
  };
  return { ...done, words: driftWords(done) };
}

/** Sets of drifting resistances that the evidence leaves, best first; without the empty one. */
function likelySets({ sets }: Screened): (readonly number[])[] {
  const moving = sets.filter(({ drifting }) => drifting.length > 0);
  const best = moving[0]?.logEvidence ?? 0;
  return moving
    .filter(({ logEvidence }) => logEvidence > best - SET_RANGE)
    .slice(0, MOST_SETS)
    .map(({ drifting }) => drifting);
}

/** Fits a set of drifting resistances with each combination of links that the likelihood leaves. */
function chooseLinks(
  data: JointData,
  whole: TimeBasis,
  screening: TimeBasis,
  coarse: readonly number[],
  screened: Screened,
  set: readonly number[],
): AveragedCourses[] {
  const { structure } = screened.fit.model;
  const arcs = set.filter((which) => which > 0);
  const count = 2 ** arcs.length;
  const variance = screening.variances({ family: "relaxing", size: 0.1 });
  const fits = Array.from({ length: count }, (_, bits): JointFit => {
    const links = set.map(
      (which): DriftLink => ((bits >> arcs.indexOf(which)) & 1 && which > 0 ? "capacitance" : "time-constant"),
    );
    const old = screened.fit;
    const first = staticCount(structure);
    const start = new Float64Array(first + set.length * screening.size);
    start.set(old.x.subarray(0, first));
    set.forEach((which, place) => {
      const from = first + structure.drifting.indexOf(which) * screening.size;
      start.set(old.x.subarray(from, from + screening.size), first + place * screening.size);
    });
    const reference = Float64Array.from(
      set,
      (which) => old.model.reference[structure.drifting.indexOf(which)] as number,
    );
    const model = jointModel(data, { ...structure, drifting: set, links }, screening, reference);
    return fitJoint(data, model, start, {
      variances: set.map(() => variance),
      noise: screened.noise,
      maximumIterations: 25,
    });
  });
  const least = fits.reduce((a, fit) => Math.min(a, fit.penalized), Infinity);
  // Links do not change the number of parameters: the likelihood compares them.
  const close = fits
    .filter((fit) => data.points * log(fit.penalized / least) < LINK_RANGE)
    .sort((a, b) => a.penalized - b.penalized)
    .slice(0, MOST_LINKS);
  return close.map((fit) => averageCourses(data, whole, fit, coarse));
}

/** Averages over structures by their evidence; fit and noise are those of the likeliest. */
function merge(averages: readonly AveragedCourses[]): AveragedCourses {
  const highest = averages.reduce(
    (a, { components }) => components.reduce((b, c) => Math.max(b, c.logEvidence), a),
    -Infinity,
  );
  const all = averages.flatMap(({ components }) => components);
  const total = all.reduce((sum, { logEvidence }) => sum + exp(logEvidence - highest), 0);
  const components = all.map((component) => ({
    ...component,
    weight: exp(component.logEvidence - highest) / total,
  }));
  const best = averages.reduce((a, b) => (top(b) > top(a) ? b : a));
  return { ...best, components, iterations: averages.reduce((sum, { iterations }) => sum + iterations, 0) };
}

const top = ({ components }: AveragedCourses): number =>
  components.reduce((most, { logEvidence }) => Math.max(most, logEvidence), -Infinity);

function check({ maximumProcesses, confidence, level, instants }: Required<DriftOptions>): void {
  if (!(Number.isInteger(maximumProcesses) && maximumProcesses >= 1 && maximumProcesses <= 6)) {
    throw new DomainError(
      `driftAnalysis: maximumProcesses = ${maximumProcesses}; a whole number from 1 to 6 is expected.`,
    );
  }
  if (!(confidence > 0 && confidence < 1 && level > 0 && level < 1)) {
    throw new DomainError(`driftAnalysis: confidence ${confidence}, level ${level}; both lie between 0 and 1.`);
  }
  if (!(Number.isInteger(instants) && instants >= 2)) {
    throw new DomainError(`driftAnalysis: instants = ${instants}; a whole number of at least 2 is expected.`);
  }
}
