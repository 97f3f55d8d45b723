import { DomainError, LiquidusError } from "../base/errors.ts";
import type { Task, TaskControl } from "../base/task.ts";
import type { Warning } from "../base/warnings.ts";
import { formatNumber } from "../figures/format-number.ts";
import { GAS_CONSTANT } from "../units/constants.ts";
import type { Alloy } from "./alloy.ts";
import { discArea } from "./arithmetic/charge.ts";
import { documentOf } from "./claims-document.ts";
import { alloyRows } from "./ledger/alloy-rows.ts";
import { liquidCellRows } from "./ledger/liquid-cell-rows.ts";
import { printedRows } from "./ledger/printed-rows.ts";
import type { ClaimContext, ClaimRow, Evaluation } from "./ledger/row.ts";
import { judgedOverOneArea, leftOpen, simulationDependsOn, withEvidence } from "./ledger/simulation.ts";
import { solidCellRows } from "./ledger/solid-cell-rows.ts";
import { solidInterfaceRows } from "./ledger/solid-interface-rows.ts";
import { solidMechanismRows } from "./ledger/solid-mechanism-rows.ts";
import { solidNumberRows } from "./ledger/solid-number-rows.ts";
import { solidStrippingRows } from "./ledger/solid-stripping-rows.ts";
import { spectraRows } from "./ledger/spectra-rows.ts";
import { type LiquidElectrolytePaper, liquidElectrolytePaper } from "./papers/liquid-electrolyte-paper.ts";
import { type SolidElectrolytePaper, solidElectrolytePaper } from "./papers/solid-electrolyte-paper.ts";
import { inSi } from "./ranged.ts";
import type { Claim, ClaimSide, ClaimsDocument, ClaimValue } from "./result.ts";
import { type ClaimSelection, knownIds } from "./select.ts";
import { sodiumPotassiumAlloy } from "./sodium-potassium-alloy.ts";
import { type StudyRuns, studiesTask } from "./studies/run-studies.ts";
import type { StudyAnswers } from "./studies/study-answers.ts";
import type { StudyEvidence, StudyRunner } from "./studies/study-runner.ts";
import { verdictOf } from "./verdict.ts";

export interface ClaimsOptions {
  /** Room temperature in K; default 298.15. */
  readonly temperature?: number;
  /** J/(mol K); default CODATA. */
  readonly gasConstant?: number;
  /** Numbers of the papers; default: as read. */
  readonly papers?: { readonly p1: LiquidElectrolytePaper; readonly p2: SolidElectrolytePaper };
  /** Claims to compute, in either case; default all. Only their studies are run. */
  readonly ids?: readonly string[];
  /** Runs no study: what a study decides stays pending. Default false. */
  readonly quick?: boolean;
  /** Runs the studies; default those that come with the program. */
  readonly runner?: StudyRunner;
  /**
   * Told of claims on the way: of those that wait for studies as soon as these have been run, then of each as its arithmetic is done, in the
   * order of the ledger; the document does not depend on it.
   */
  readonly watch?: (computed: readonly Claim[]) => void;
}

/** K: what the parameter set of the studies holds at. */
const STUDY_TEMPERATURE = 298.15;
/** Progress of a study against that of a claim's arithmetic. */
const STUDY_WORK = 50;

/** Every claim of the ledger: A1 … A19, B1 … B16, I1 … I19, parts of one behind it. */
const rows: readonly ClaimRow[] = [
  ...alloyRows,
  ...liquidCellRows,
  ...spectraRows,
  ...printedRows,
  ...solidCellRows,
  ...solidStrippingRows,
  ...solidInterfaceRows,
  ...solidNumberRows,
  ...solidMechanismRows,
].sort((a, b) => orderOf(a.id) - orderOf(b.id));

function orderOf(id: string): number {
  const part = /[a-z]$/.test(id) ? id.charCodeAt(id.length - 1) - 96 : 0;
  return id.charCodeAt(0) * 1e4 + Number.parseInt(id.slice(1), 10) * 100 + part;
}

/** The ids of all claims in the order of the ledger. */
export const claimIds: readonly string[] = rows.map((row) => row.id);

/** The ids of the claims of a selection. @throws DomainError for an id that is not in the ledger */
export function claimIdsOf({ ids, paper }: Pick<ClaimSelection, "ids" | "paper">): readonly string[] {
  const wanted = ids === undefined ? claimIds : knownIds(ids, claimIds);
  return rows.flatMap((row) =>
    wanted.includes(row.id) && (paper === undefined || row.paper === paper) ? [row.id] : [],
  );
}

/**
 * Computes every quantitative claim of the two papers with the program's own functions: the paper's value, ours, and
 * the verdict that follows from comparing their intervals (`compare`, `verdictOf`).
 *
 * A claim that has no value at the temperature stays open with a sentence and a warning; the others stand.
 *
 * @throws DomainError for a temperature that is not a positive number
 */
export function computeClaims(options: ClaimsOptions = {}): Task<ClaimsDocument> {
  return {
    name: "claims",
    async run(control) {
      const { temperature = 298.15, gasConstant = GAS_CONSTANT, ids } = options;
      const { p1, p2 } = options.papers ?? { p1: liquidElectrolytePaper, p2: solidElectrolytePaper };
      if (!(temperature > 0 && Number.isFinite(temperature))) {
        throw new DomainError(`claims: temperature ${temperature} K must be a positive number of kelvin.`);
      }
      const wanted = ids === undefined ? claimIds : knownIds(ids, claimIds);
      const chosen = rows.filter(({ id }) => wanted.includes(id));
      const alloy = sodiumPotassiumAlloy(temperature, gasConstant);
      const context: ClaimContext = { p1, p2, alloy };
      const simulations = await simulate(chosen, context, options, control);
      const warnings: Warning[] = [fitWarning(alloy)];
      const claims: Claim[] = [];
      for (const row of chosen) {
        control.report(simulations.work + claims.length, simulations.work + chosen.length, row.id);
        await control.checkpoint();
        const claim = claimOf(row, evaluate(row, context, simulations, warnings));
        claims.push(claim);
        options.watch?.([claim]);
      }
      control.report(simulations.work + chosen.length, simulations.work + chosen.length);
      return documentOf(claims, warnings, alloy.temperature, gasConstant, simulations.ran);
    },
  };
}

/** What the studies gave, or why none was run. */
interface Simulations {
  readonly ran: (StudyRuns & { readonly evidence: StudyEvidence }) | null;
  readonly whyNot: string;
  /** Units of progress. */
  readonly work: number;
}

/** Runs the studies of the chosen claims. */
async function simulate(
  chosen: readonly ClaimRow[],
  context: ClaimContext,
  { quick = false, runner, watch }: ClaimsOptions,
  control: TaskControl,
): Promise<Simulations> {
  const { temperature } = context.alloy;
  const { poolDiameter, counterDiameter } = context.p2;
  const requests = chosen.flatMap(({ simulation }) => simulation?.studies ?? []);
  const none = { ran: null, work: 0 };
  if (quick) return { ...none, whyNot: "Not computed: its study was not run." };
  if (temperature !== STUDY_TEMPERATURE) {
    const whyNot = `Not computed at ${temperature} K: the parameter set of the studies holds at ${STUDY_TEMPERATURE} K.`;
    return { ...none, whyNot };
  }
  if (requests.length === 0) return { ...none, whyNot: "" };
  const used = runner ?? (await import("./studies/shipped-runner.ts")).shippedRunner();
  const areas = { pool: discArea(inSi(poolDiameter)), disc: discArea(inSi(counterDiameter)) };
  const work = STUDY_WORK * requests.length;
  const evidence = await used.evidence();
  const waiting = watch && watcher(chosen, context, evidence, watch);
  const runs = await studiesTask(requests, areas, used, waiting).run({
    report: (done, total, detail) => control.report((work * done) / Math.max(1, total), work + chosen.length, detail),
    checkpoint: () => control.checkpoint(),
  });
  return { ran: { ...runs, evidence }, whyNot: "", work };
}

/** Tells of each claim once all its studies have been run. */
function watcher(
  chosen: readonly ClaimRow[],
  context: ClaimContext,
  evidence: StudyEvidence,
  watch: NonNullable<ClaimsOptions["watch"]>,
): (study: string, answers: StudyAnswers) => void {
  const done = new Set<string>();
  return (study, answers) => {
    done.add(study);
    const simulations = { ran: { answers, studies: [], evidence }, whyNot: "", work: 0 };
    const ready = chosen.filter(({ simulation }) => {
      const needed = simulation?.studies.map((one) => one.study) ?? [];
      return needed.includes(study) && needed.every((one) => done.has(one));
    });
    if (ready.length > 0) watch(ready.map((row) => claimOf(row, evaluate(row, context, simulations, []))));
  };
}

/** What a row came to: its arithmetic, with what studies computed of it. */
interface Evaluated extends Evaluation {
  readonly standing: ClaimRow["standing"];
  readonly decidedBy: string | null;
  readonly dependsOn: readonly string[];
}

function evaluate(row: ClaimRow, context: ClaimContext, simulations: Simulations, warnings: Warning[]): Evaluated {
  const { dependsOn, standing, decidedBy = null } = row;
  const own: Evaluated = { ...arithmetic(row, context, warnings), dependsOn, standing, decidedBy };
  const { simulation } = row;
  if (simulation === undefined) return own;
  const open = (why: string): Evaluated => ({
    ...own,
    because: `${own.because} ${why}`,
    ...(simulation.decides
      ? {
          standing: "pending",
          decidedBy: `the shipped studies ${simulation.studies.map(({ study }) => study).join(", ")}`,
        }
      : {}),
  });
  const { ran, whyNot } = simulations;
  if (ran === null) return open(whyNot);
  try {
    const found = simulation.evaluate(context, ran.answers);
    const checks = judgedOverOneArea(found.checks).map((one) => withEvidence(one, ran.evidence));
    const left = leftOpen(checks);
    return {
      ...own,
      checks: [...own.checks, ...checks.map(({ figure: _, ...one }) => one)],
      claimed: [...(own.claimed ?? []), ...(found.claimed ?? [])].filter(
        ({ text }) => !checks.some(({ claimed }) => claimed.text === text),
      ),
      computed: [...(own.computed ?? []), ...(found.computed ?? [])],
      because: [own.because, found.because, left].filter((words) => words !== "").join(" "),
      dependsOn: [...dependsOn, ...simulationDependsOn(simulation, checks, ran.evidence)],
    };
  } catch (error) {
    if (!(error instanceof LiquidusError)) throw error;
    const why = `Not computed: ${error.message}`;
    warnings.push({ code: "claim-not-computed", message: `${row.id}: ${why}` });
    return open(why);
  }
}

/** A claim whose numbers allow no computation stays open and is warned of; the others stand. */
function arithmetic(row: ClaimRow, context: ClaimContext, warnings: Warning[]): Evaluation {
  try {
    return row.evaluate(context);
  } catch (error) {
    if (!(error instanceof LiquidusError)) throw error;
    const because = `Not computed at ${context.alloy.temperature} K: ${error.message}`;
    warnings.push({ code: "claim-not-computed", message: `${row.id}: ${because}` });
    return { checks: [], because };
  }
}

function fitWarning({ liquidusAccuracy }: Alloy): Warning {
  return {
    code: "assessment-is-a-fit",
    message: `The K-Na assessment is a fit: its liquidus is good to ± ${formatNumber(liquidusAccuracy)} K, and it used the limits of P1 among its data.`,
  };
}

function claimOf(row: ClaimRow, evaluation: Evaluated): Claim {
  const { checks, claimed = [], computed = [], because, standing, decidedBy, dependsOn } = evaluation;
  const theirs = side([...checks.map((one) => one.claimed), ...claimed]);
  const own = side([...checks.map((one) => one.computed), ...computed]);
  const { id, paper, place, statement, method, wouldChange, sameAs = null, simulation } = row;
  const first = checks[0]?.claimed ?? claimed[0] ?? computed[0];
  const verdict = verdictOf(checks, standing);
  return {
    id,
    sameAs,
    paper,
    place,
    statement,
    claimed: theirs,
    computed: own,
    unit: first?.unit ?? "",
    method,
    verdict,
    againstItself: verdict === "contradicted" && row.bothPrinted === true,
    because,
    wouldChange,
    dependsOn,
    checks,
    decidedBy,
    studies: [...new Set(simulation?.studies.map(({ study }) => study))],
  };
}

function side(values: readonly ClaimValue[]): ClaimSide {
  const text = values.length === 1 ? values[0]?.text : values.map((one) => `${one.name} ${one.text}`).join("; ");
  return { values, text: text ?? "" };
}
