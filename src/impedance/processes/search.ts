import { logEvidence } from "./evidence.ts";
import type { FittedModel, SeriesTerms } from "./fitted-model.ts";
import type { Candidate, FormName } from "./form.ts";
import {
  hiddenProcesses,
  isBetter,
  isPlausible,
  isSame,
  overlappingFlexible,
  positiveSeries,
  showsItsSigns,
} from "./plausible.ts";
import { added, candidatesOf, halves, replaced, reshaped, splits } from "./reshape.ts";
import type { TrialProcesses } from "./score.ts";
import { ScoreTest } from "./score.ts";
import type { VariableProjection } from "./variable-projection.ts";

/** A fitted model with ln of its marginal likelihood. */
export interface ScoredModel {
  readonly model: FittedModel;
  readonly evidence: number;
}

export interface SearchSettings {
  /** Most processes of one model. */
  readonly most: number;
  /** Largest |Z| in Ω. */
  readonly size: number;
  /** Σ of squared weighted residuals of a smooth distribution: about what noise leaves. */
  readonly floor: number;
  /** Whether a capacitor in series may be tried. */
  readonly blocking: boolean;
}

const ITERATIONS = 40;
const LAST_ITERATIONS = 80;
/** Taken off the evidence of what cannot be. */
const IMPOSSIBLE = 1e3;
/** ln of the prior odds of a process that shows no maximum of its own. */
const HIDDEN_PRIOR = -4;
/** ln of the prior odds of a process with two exponents that overlaps another: such a sum can imitate any hump. */
const OVERLAP_PRIOR = -4;
/** A model is at the noise when its sum of squares is below this multiple of the floor. */
const AT_NOISE = 1.15;
/** Multiple of the floor above which a fit of other shapes is given up. */
const TOO_FAR = 1.4;
/** Squared standard deviations that a term in series, a process more, another shape must gain to be tried. */
const SEEN = 8;
/** What L or 1/C must gain of what a further process would gain. */
const SERIES_SHARE = 0.5;
const MORE = 5;
const OTHER = 3;
/** Fall of the evidence (ln) at which the ladder ends, and below the best at which a model is left alone. */
const FALLEN = 2;
const HOPELESS = 6;
/** Maxima of the score at which a process more is tried where the largest two and the splits lead nowhere. */
const MOST_WAYS = 5;
/** Most rounds of single changes, and most processes for which they are tried. */
const ROUNDS = 3;
const MOST_RESHAPED = 3;

/** Forms that are tried where cole-cole does not do; of many processes, the first only. */
const OTHER_FORMS: readonly FormName[] = ["havriliak-negami", "gerischer", "log-normal", "barriers"];

/**
 * Models of a spectrum, from the plain to the rich: cole-cole processes added one at a time where the score is largest, or by a
 * split; where so many do not reach the noise, other shapes; then single changes of the best while they help.
 */
export class ModelSearch {
  readonly found: ScoredModel[] = [];
  private readonly projection: VariableProjection;
  private readonly settings: SearchSettings;
  private readonly trials: TrialProcesses;
  private readonly seen = new Set<string>();
  private floor: number;

  constructor(projection: VariableProjection, trials: TrialProcesses, settings: SearchSettings) {
    this.projection = projection;
    this.settings = settings;
    this.trials = trials;
    this.floor = settings.floor;
    projection.floor = settings.floor;
  }

  get best(): ScoredModel {
    return this.found.reduce((a, b) => (b.evidence > a.evidence ? b : a));
  }

  run(series: SeriesTerms): void {
    this.climb(series);
    this.improve();
    this.dropSeries();
    this.finish();
  }

  /** Scores a model; one with L ≤ 0 or 1/C ≤ 0 is first fitted again without. */
  private keep(fit: FittedModel): ScoredModel {
    let model = fit;
    while (!isPlausible(model)) model = this.projection.fit(candidatesOf(model), positiveSeries(model), ITERATIONS);
    const known = this.found.find((m) => isSame(m.model, model, this.projection.rows));
    if (known !== undefined) return known;
    const possible = showsItsSigns(model);
    const evidence =
      logEvidence(this.projection, model, this.settings.size) +
      HIDDEN_PRIOR * hiddenProcesses(model) +
      OVERLAP_PRIOR * overlappingFlexible(model) -
      (possible ? 0 : IMPOSSIBLE);
    const scored = { model, evidence };
    if (possible) {
      this.floor = Math.min(this.floor, model.squares);
      this.projection.floor = this.floor;
    }
    this.found.push(scored);
    return scored;
  }

  private isAtNoise(model: FittedModel): boolean {
    return model.squares < AT_NOISE * this.floor;
  }

  /** cole-cole processes, one more at a time, and at each number other shapes, until noise is all that is left. */
  private climb(series: SeriesTerms): void {
    const { projection } = this;
    let best = Number.NEGATIVE_INFINITY;
    let model = projection.fit([], series, 1);
    let reached = false;
    for (let k = 0; ; k++) {
      let rung = this.keep(model);
      let score = new ScoreTest(projection, rung.model);
      let ways = score.additions(this.trials);
      const least = Math.max(SEEN * score.noise, (ways[0]?.gain ?? 0) * SERIES_SHARE);
      const { series: now } = rung.model;
      const wanted = {
        inductance: now.inductance || score.positiveGain(projection.inductanceColumn, 0) > least,
        capacitance:
          now.capacitance || (this.settings.blocking && score.positiveGain(projection.capacitanceColumn, 0) > least),
      };
      if (wanted.inductance !== now.inductance || wanted.capacitance !== now.capacitance) {
        const other = this.keep(projection.fit(candidatesOf(rung.model), wanted, ITERATIONS));
        if (other.evidence > rung.evidence) {
          rung = other;
          score = new ScoreTest(projection, rung.model);
          ways = score.additions(this.trials);
        }
      }
      best = Math.max(best, rung.evidence);
      if (reached || rung.evidence < best - FALLEN || k === this.settings.most) return;
      if (k > 0 && (ways.length === 0 || ways[0].gain < MORE * score.noise)) return;
      if (k > 0 && k <= MOST_RESHAPED) reached = this.generalize(rung.model);
      const before = rung.model;
      const starts = ways.slice(0, 2).map((way) => added(before, way, "cole-cole"));
      if (k <= 4) starts.push(...splits(before));
      const usual = starts.length;
      // where more than noise was left, the first start that leaves only noise will do
      const misfit = !this.isAtNoise(before);
      starts.push(...ways.slice(2, MOST_WAYS).map((way) => added(before, way, "cole-cole")));
      let winner: FittedModel | undefined;
      for (let i = 0; i < starts.length; i++) {
        const start = starts[i];
        if (i >= usual && winner !== undefined && showsItsSigns(winner) && isBetter(winner, before)) break;
        const fit = projection.fit(start, before.series, ITERATIONS, winner?.squares ?? Number.POSITIVE_INFINITY);
        if (winner === undefined || isBetter(fit, winner)) winner = fit;
        if (misfit && this.isAtNoise(winner) && isBetter(winner, before)) break;
      }
      if (winner === undefined) return;
      model = winner;
    }
  }

  private tryFit(start: readonly Candidate[], series: SeriesTerms): FittedModel | undefined {
    const key = start.map((c) => `${c.form.name} ${c.logTau.toFixed(1)}`).join();
    if (this.seen.has(key)) return undefined;
    this.seen.add(key);
    const target = TOO_FAR * this.floor;
    const fit = this.projection.fit(start, series, ITERATIONS, target);
    return fit.squares < target ? this.keep(fit).model : undefined;
  }

  /** Other shapes where cole-cole leaves more than noise: of one process at a time, and all log-normal. True if one reaches it. */
  private generalize(model: FittedModel): boolean {
    const now = candidatesOf(model);
    let reached = false;
    const attempt = (start: readonly Candidate[]): void => {
      const fit = this.tryFit(start, model.series);
      if (fit !== undefined && this.isAtNoise(fit)) reached = true;
    };
    if (now.length > 1) attempt(now.map((c) => reshaped(c, "log-normal")));
    for (let i = 0; i < now.length; i++) {
      for (const name of now.length < MOST_RESHAPED ? OTHER_FORMS : OTHER_FORMS.slice(0, 1))
        attempt(replaced(now, i, [reshaped(now[i], name)]));
    }
    return reached;
  }

  /** Single changes of the best model that the score does not rule out, while they help. */
  private improve(): void {
    for (let round = 0; round < ROUNDS; round++) {
      const start = this.best;
      const { model } = start;
      const now = candidatesOf(model);
      if (now.length === 0 || now.length > MOST_RESHAPED) return;
      const score = new ScoreTest(this.projection, model);
      const names: readonly FormName[] = ["cole-cole", "log-normal", "havriliak-negami", "barriers"];
      for (let i = 0; i < now.length; i++) {
        const own = now[i].form.name;
        for (const name of names) {
          if (name === own || (name === "barriers" && own === "cole-cole")) continue;
          const other = reshaped(now[i], name);
          // a form within the own one: the score cannot tell
          const within = name === "cole-cole" && own === "havriliak-negami";
          if (within || score.processGain(other) > OTHER * score.noise)
            this.tryFit(replaced(now, i, [other]), model.series);
        }
        if (own !== "cole-cole" && own !== "debye" && now.length < MOST_RESHAPED)
          this.tryFit(replaced(now, i, halves(now[i])), model.series);
        if (own === "cole-cole" && now[i].exponents[0] > 0.96)
          this.tryFit(replaced(now, i, [reshaped(now[i], "debye")]), model.series);
      }
      const mixed = model.forms.some((f) => f.name !== "cole-cole");
      if (mixed && now.length < this.settings.most) {
        const way = score.additions(this.trials)[0];
        const name = model.forms[0].name === "log-normal" ? "log-normal" : "cole-cole";
        if (way !== undefined && way.gain > MORE * score.noise) this.tryFit(added(model, way, name), model.series);
      }
      if (this.best === start) return;
    }
  }

  /** The best models once more without L and without C. */
  private dropSeries(): void {
    const top = this.best.evidence;
    const good = this.found.filter((m) => m.evidence > top - HOPELESS);
    for (const { model } of good) {
      const start = candidatesOf(model);
      const { series } = model;
      if (series.inductance) this.keep(this.projection.fit(start, { ...series, inductance: false }, ITERATIONS));
      if (series.capacitance) this.keep(this.projection.fit(start, { ...series, capacitance: false }, ITERATIONS));
    }
  }

  /** Good models whose fit had not converged, fitted further. */
  private finish(): void {
    const top = this.best.evidence;
    for (const { model, evidence } of [...this.found])
      if (!model.converged && evidence > top - HOPELESS)
        this.keep(this.projection.fit(candidatesOf(model), model.series, LAST_ITERATIONS));
  }
}
