import { logEvidence } from "./evidence.ts";
import type { Candidate, FormName } from "./form.ts";
import { FORMS, processesOf } from "./form.ts";
import type { Process } from "./process.ts";
import { processesDensity } from "./process.ts";
import type { Addition, TrialProcesses } from "./score.ts";
import { additions, trialProcesses } from "./score.ts";
import type { FittedModel, SeriesTerms, VariableProjection } from "./variable-projection.ts";

/** A fitted model with ln of its marginal likelihood. */
export interface ScoredModel {
  readonly model: FittedModel;
  readonly evidence: number;
}

export interface SearchSettings {
  /** Most processes of one model. */
  readonly most: number;
  readonly size: number;
}

const ITERATIONS = 15;
/** Taken off the evidence of what cannot be. */
const IMPOSSIBLE = 1e3;
/** Largest α when the sign of γ is looked at. */
const BLUNT = 0.97;
/** ln of the odds beyond which a model is not worth further work. */
const HOPELESS = 8;
/** What one process less is worth at least, as ln of the odds, when a plainer model is looked for. */
const PROCESS_WORTH = 8;
/** Squared standard deviations that L or 1/C must gain to be tried. */
const SEEN = 8;
/** Half the distance in ln τ of the two processes that one is split into. */
const SPLIT = 0.8;

export class ModelSearch {
  readonly found: ScoredModel[] = [];
  private readonly projection: VariableProjection;
  private readonly settings: SearchSettings;
  private readonly trials: TrialProcesses;
  private readonly seen = new Set<string>();

  constructor(projection: VariableProjection, settings: SearchSettings) {
    this.projection = projection;
    this.settings = settings;
    this.trials = trialProcesses(projection);
  }

  get best(): ScoredModel {
    return this.found.reduce((a, b) => (b.evidence > a.evidence ? b : a));
  }

  run(series: SeriesTerms): void {
    const rungs = this.climb(series);
    const top = rungs.reduce((a, k, i) => (k.evidence > rungs[a].evidence ? i : a), 0);
    const goal = rungs[top];
    for (let k = 1; k <= top; k++) this.generalize(rungs[k].model, goal, k < top || k === 1);
    this.improve();
    this.dropSeries();
  }

  /** Scores a model; one with L ≤ 0 or 1/C ≤ 0 is first fitted again without. */
  private keep(fit: FittedModel): ScoredModel {
    let model = fit;
    while (!isPlausible(model)) model = this.projection.fit(candidatesOf(model), positiveSeries(model), ITERATIONS);
    const known = this.found.find((m) => isSame(m.model, model, this.projection.rows));
    if (known !== undefined) return known;
    const possible = showsItsSigns(model);
    const evidence = logEvidence(this.projection, model, this.settings.size) - (possible ? 0 : IMPOSSIBLE);
    const scored = { model, evidence };
    this.found.push(scored);
    return scored;
  }

  /** cole-cole processes, one more at a time, until the evidence has fallen. */
  private climb(series: SeriesTerms): readonly ScoredModel[] {
    const { projection } = this;
    const rungs: ScoredModel[] = [];
    let best = 0;
    let model = projection.fit([], series, 1);
    for (let k = 0; ; k++) {
      let ways = additions(projection, model, this.trials);
      let rung = this.keep(model);
      // what stands in series, as soon as it is seen, for as long as it is positive
      const noise = model.squares / (projection.rows - model.linear.length - model.theta.length);
      const wanted = {
        inductance: model.series.inductance ? rung.model.series.inductance : ways.inductance > SEEN * noise,
        capacitance: model.series.capacitance ? rung.model.series.capacitance : ways.capacitance > SEEN * noise,
      };
      if (wanted.inductance !== model.series.inductance || wanted.capacitance !== model.series.capacitance) {
        const other = this.keep(projection.fit(candidatesOf(model), wanted, ITERATIONS));
        if (other.evidence > rung.evidence) {
          rung = other;
          ways = additions(projection, rung.model, this.trials);
        }
      }
      rungs.push(rung);
      if (rung.evidence > rungs[best].evidence) best = k;
      if (rung.evidence < rungs[best].evidence - 2 || k === this.settings.most) return rungs;
      const before = rung.model;
      const starts = ways.processes.slice(0, 2).map((way) => added(before, way, "cole-cole"));
      if (k <= 4) starts.push(...splits(before));
      let winner: FittedModel | undefined;
      for (const start of starts) {
        const fit = projection.fit(start, before.series, ITERATIONS, winner?.squares ?? Number.POSITIVE_INFINITY);
        if (winner === undefined || isBetter(fit, winner)) winner = fit;
      }
      if (winner === undefined) return rungs;
      model = winner;
    }
  }

  /** Sum of squares below which a model of so many processes can still compete with `goal`. */
  private target(goal: ScoredModel, processes: number): number {
    const fewer = Math.max(0, goal.model.forms.length - processes);
    return goal.model.squares * Math.exp((2 * (PROCESS_WORTH * fewer + HOPELESS)) / this.projection.rows);
  }

  private tryFit(start: readonly Candidate[], series: SeriesTerms, goal: ScoredModel): ScoredModel | undefined {
    const key = start.map((c) => `${c.form.name} ${c.logTau.toFixed(1)}`).join();
    if (this.seen.has(key)) return undefined;
    this.seen.add(key);
    const target = this.target(goal, start.length);
    const fit = this.projection.fit(start, series, ITERATIONS, target);
    return fit.squares < target ? this.keep(fit) : undefined;
  }

  /** Other shapes of a cole-cole model: of one process at a time, and all of them log-normal. */
  private generalize(model: FittedModel, goal: ScoredModel, wide: boolean): void {
    const now = candidatesOf(model);
    const all = now.map((c) => reshaped(c, "log-normal"));
    if (now.length > 1) this.tryFit(all, model.series, goal);
    if (now.length > 3) return;
    for (let i = 0; i < now.length; i++) {
      const names: readonly FormName[] = wide
        ? ["havriliak-negami", "gerischer", "log-normal", "barriers"]
        : ["havriliak-negami", "log-normal"];
      for (const name of names) this.tryFit(replaced(now, i, [reshaped(now[i], name)]), model.series, goal);
      if (now[i].exponents[0] > 0.96) this.tryFit(replaced(now, i, [reshaped(now[i], "debye")]), model.series, goal);
    }
  }

  /** From the best model: other shapes of single processes, one process more, one fewer, while that helps. */
  private improve(): void {
    for (let round = 0; round < 3; round++) {
      const start = this.best;
      const { model } = start;
      const now = candidatesOf(model);
      const mixed = model.forms.some((f) => f.name !== "cole-cole");
      if (!mixed && round === 0) return;
      if (now.length > 3) return;
      for (let i = 0; i < now.length; i++) {
        for (const name of ["cole-cole", "log-normal", "havriliak-negami", "barriers"] as const)
          if (name !== now[i].form.name) this.tryFit(replaced(now, i, [reshaped(now[i], name)]), model.series, start);
      }
      const way = additions(this.projection, model, this.trials).processes[0];
      if (way !== undefined && now.length < this.settings.most) {
        const likeOthers = model.forms[0]?.name === "log-normal" ? "log-normal" : "cole-cole";
        this.tryFit(added(model, way, likeOthers), model.series, start);
      }
      if (this.best === start) return;
    }
  }

  /** The best models once more without L and without C. */
  private dropSeries(): void {
    const top = this.best.evidence;
    const good = this.found.filter((m) => m.evidence > top - HOPELESS || m === this.best);
    for (const { model } of good) {
      const start = candidatesOf(model);
      const { series } = model;
      if (series.inductance) this.keep(this.projection.fit(start, { ...series, inductance: false }, ITERATIONS));
      if (series.capacitance) {
        this.keep(this.projection.fit(start, { ...series, capacitance: false }, ITERATIONS));
        if (series.inductance)
          this.keep(this.projection.fit(start, { inductance: false, capacitance: false }, ITERATIONS));
      }
    }
  }
}

/** Whether L and 1/C are positive, where they are fitted. */
function isPlausible({ linear, forms }: FittedModel): boolean {
  for (let i = 1; i < linear.length - forms.length; i++) if (!(linear[i] > 0)) return false;
  return true;
}

function isBetter(a: FittedModel, b: FittedModel): boolean {
  const possible = showsItsSigns(a);
  return possible === showsItsSigns(b) ? a.squares < b.squares : possible;
}

/** Whether two fits ended at the same place. */
function isSame(a: FittedModel, b: FittedModel, rows: number): boolean {
  if (a.forms.length !== b.forms.length || a.linear.length !== b.linear.length) return false;
  if (a.series.inductance !== b.series.inductance) return false;
  if (Math.abs(a.squares - b.squares) > (0.01 * a.squares) / rows) return false;
  const names = (m: FittedModel): string =>
    m.forms
      .map((f) => f.name)
      .sort()
      .join();
  return names(a) === names(b);
}

/** Whether γ has at each process the sign of that process: two of opposite sign that all but cancel are no processes. */
function showsItsSigns(model: FittedModel): boolean {
  const { linear, forms, theta } = model;
  const processes = processesOf(forms, linear.subarray(linear.length - forms.length), theta);
  if (processes.every((p) => p.resistance > 0)) return true;
  const blunt = processes.map(bluntProcess);
  const tau = Float64Array.from(processes, topOf);
  const gamma = processesDensity(blunt, tau);
  return processes.every((p, k) => gamma[k] * p.resistance > 0);
}

/** A process of finite density. */
function bluntProcess(p: Process): Process {
  if (p.shape === "gerischer") return { ...p, shape: "havriliak-negami", exponents: [BLUNT, 0.5] };
  if (p.shape === "debye") return { ...p, shape: "cole-cole", exponents: [BLUNT] };
  if (p.shape === "barriers") return p;
  return { ...p, exponents: [Math.min(p.exponents[0], BLUNT), ...p.exponents.slice(1)] };
}

/** τ at the maximum of the density: of Havriliak-Negami where βθ = πα − θ, as γ ∝ sin^β(πα − θ) sin βθ. */
function topOf({ shape, tau, exponents }: Process): number {
  if (shape !== "havriliak-negami") return tau;
  const [alpha, beta] = exponents;
  const angle = (Math.PI * alpha) / (1 + beta);
  return tau * (Math.sin(beta * angle) / Math.sin(angle)) ** (1 / alpha);
}

/** The terms in series that came out positive. */
function positiveSeries({ linear, series }: FittedModel): SeriesTerms {
  const capacitanceAt = series.inductance ? 2 : 1;
  return {
    inductance: series.inductance && linear[1] > 0,
    capacitance: series.capacitance && linear[capacitanceAt] > 0,
  };
}

export function candidatesOf(model: FittedModel): readonly Candidate[] {
  let at = 0;
  return model.forms.map((form) => {
    const logTau = model.theta[at++];
    const exponents = Array.from(model.theta.subarray(at, at + form.free.length));
    at += form.free.length;
    return { form, logTau, exponents };
  });
}

function added(model: FittedModel, { logTau }: Addition, name: FormName): readonly Candidate[] {
  const exponents = name === "log-normal" ? [0.8] : [0.85];
  return [...candidatesOf(model), { form: FORMS[name], logTau, exponents }];
}

function replaced(candidates: readonly Candidate[], i: number, by: readonly Candidate[]): readonly Candidate[] {
  return candidates.flatMap((c, k) => (k === i ? by : [c]));
}

function splits(model: FittedModel): readonly (readonly Candidate[])[] {
  const now = candidatesOf(model);
  return now.map((c, i) => {
    const exponents = [Math.min(0.95, c.exponents[0] + 0.08)];
    return replaced(now, i, [
      { form: c.form, logTau: c.logTau - SPLIT, exponents },
      { form: c.form, logTau: c.logTau + SPLIT, exponents },
    ]);
  });
}

/** Standard deviation of ln τ that stands for the width of a process. */
function widthOf({ form, exponents }: Candidate): number {
  switch (form.name) {
    case "cole-cole":
    case "havriliak-negami":
      return Math.max(0.15, 2.2 * Math.sqrt(Math.max(0, 1 / (exponents[0] * exponents[0]) - 1)) * 0.8);
    case "log-normal":
      return exponents[0];
    case "barriers":
      return Math.sqrt(exponents[1] ** 2 + exponents[0] ** 2 / 12);
    case "gerischer":
      return 1.2;
    default:
      return 0.1;
  }
}

/** The process in another form, of about the same place and width. */
function reshaped(c: Candidate, name: FormName): Candidate {
  const form = FORMS[name];
  const width = widthOf(c);
  const alpha = Math.min(0.97, Math.max(0.5, 1 / Math.sqrt(1 + (width / 1.76) ** 2)));
  switch (name) {
    case "cole-cole":
      return { form, logTau: c.logTau, exponents: [alpha] };
    case "havriliak-negami":
      return { form, logTau: c.logTau + 0.4, exponents: [Math.min(0.97, alpha + 0.07), 0.75] };
    case "log-normal":
      return { form, logTau: c.logTau, exponents: [Math.max(0.1, width)] };
    case "barriers":
      return { form, logTau: c.logTau, exponents: [Math.max(0.3, 2.2 * width), Math.max(0.1, 0.5 * width)] };
    case "gerischer":
      return { form, logTau: c.logTau + 0.8, exponents: [] };
    default:
      return { form, logTau: c.logTau, exponents: [] };
  }
}
