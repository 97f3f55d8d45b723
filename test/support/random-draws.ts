import type { CellModel } from "../../src/cell/form/cell-model.ts";
import { composeCell } from "../../src/cell/form/compose.ts";
import { benchmarkCellR1 } from "../../src/cell/models/r1.ts";
import { compileProtocol } from "../../src/cell/protocol/compile.ts";
import { parseProtocol } from "../../src/cell/protocol/parse.ts";
import { simulate } from "../../src/cell/simulate/simulate.ts";
import type { Trajectory } from "../../src/cell/simulate/trajectory.ts";
import { NormalStream } from "../../src/numerics/random/normal-stream.ts";

/** Cells of the pool: enough for every layer to be there, few enough for many draws. */
const CELLS = 40;
export const TOLERANCE = 1e-6;

/** Factors by which a parameter of R1 may differ: from 1/f to f, uniform in the logarithm. */
const SPREAD: Readonly<Record<string, number>> = {
  "grain boundary.resistance": 10,
  "grain boundary.capacitance": 10,
  "interface.exchangeCurrentDensity": 10,
  "interface.doubleLayerCapacitance": 10,
  "contact.lossRate": 10,
  "contact.healingRate": 10,
  "contact.criticalConcentration": 1.8,
  "contact.criticalWidth": 4,
  "pool.depth": 4,
  "pool.diffusivity": 10,
  "pool.skinDiffusivityFactor": 10,
  "pool.skinThickness": 3,
  "pool.initialConcentration": 1.8,
  "electrolyte.resistance": 10,
  "electrolyte.constriction": 10,
};

const base = composeCell(benchmarkCellR1(CELLS));

/** R1 with every parameter moved. */
export function drawCell(random: NormalStream): CellModel {
  const values = new Map(
    base.submodels.flatMap(({ name, parameters }) =>
      Object.entries(parameters).map(([key, { value }]) => [`${name}.${key}` as string, value] as const),
    ),
  );
  return base.withParameters(
    Object.fromEntries(
      Object.entries(SPREAD).map(([name, factor]) => [
        name,
        (values.get(name) as number) * factor ** (2 * random.uniform() - 1),
      ]),
    ),
  );
}

/** A protocol of two to six sentences of the language. */
export function drawProtocol(random: NormalStream): string {
  const text = (value: number): string => String(Number(value.toPrecision(4)));
  const spread = (low: number, high: number): string => text(low * (high / low) ** random.uniform());
  const between = (low: number, high: number): string => text(low + (high - low) * random.uniform());
  const often = (share: number): boolean => random.uniform() < share;
  const time = (low: number, high: number): string => `${spread(low, high)} s`;
  const current = (): string => `${spread(0.03, 3)} mA/cm2`;
  const way = (): "strip" | "plate" => (often(0.6) ? "strip" : "plate");
  const until = (side: "strip" | "plate", share: number): string =>
    often(share) ? ` or until V ${side === "strip" ? "> " : "< -"}${between(0.1, 1)} V` : "";
  const drive = (low: number, high: number): string => {
    const side = way();
    const end = often(0.7) ? time(low, high) : `${spread(0.001, 2)} mAh/cm2`;
    return `${side} at ${current()} for ${end}${until(side, 0.8)}`;
  };
  const kinds: readonly (() => string)[] = [
    () => drive(1e-3, 1e4),
    () => `rest ${time(1e-3, 1e4)}`,
    () => `rest until |dV/dt| < ${spread(1e-3, 1)} mV/s or ${time(10, 1e4)}`,
    () => `hold at ${between(-0.3, 0.5)} V for ${time(1e-2, 3e3)}`,
    () => `hold at ${between(-0.2, 0.3)} V until |i| < ${spread(0.01, 0.3)} mA/cm2 or ${time(10, 3e3)}`,
    () => `ramp current from 0 to ${current()} at ${spread(0.01, 1)} mA/cm2/s`,
    () => {
      const [from, to] = [between(-0.1, 0.1), between(-0.3, 0.5)];
      return `ramp voltage from ${from} V to ${to === from ? "0.6" : to} V at ${spread(0.1, 100)} mV/s`;
    },
    () => `staircase current from 0.1 to ${between(0.3, 1.5)} mA/cm2 in steps of 0.2 mA/cm2, ${time(0.1, 40)} each`,
    () => `${way()} at constant power ${spread(1e-3, 0.3)} mW/cm2 for ${time(1e-2, 1e3)}`,
    () => `repeat ${2 + Math.floor(8 * random.uniform())} { ${drive(1e-3, 10)}; rest ${time(1e-3, 100)} }`,
  ];
  const count = 2 + Math.floor(5 * random.uniform());
  const sentences = Array.from({ length: count }, () => kinds[Math.floor(kinds.length * random.uniform())]());
  if (often(0.85)) sentences.push("stop if V > 2 V");
  return sentences.join("\n");
}

export interface DrawOutcome {
  readonly seed: number;
  readonly protocol: string;
  /** What became of it; "crash" and "other" must not be. */
  readonly kind:
    | "completed"
    | "stopped by a limit"
    | "power that the cell cannot give"
    | "metal at the surface used up"
    | "plated beyond the pure metal"
    | "supply of metal used up"
    | "other"
    | "crash";
  readonly message: string;
  readonly segments: number;
  readonly steps: number;
  readonly finite: boolean;
  /** How the second method failed where it failed alone. */
  readonly secondKind: DrawOutcome["kind"] | undefined;
  /** Largest difference of the two methods at the ends of segments, in units of the tolerance; absent where one failed. */
  readonly disagreement: number | undefined;
  /** The same, in the same units, with both at a tenth or a hundredth of the tolerance, where they differed by more than 10 and then do not. */
  readonly tightened: number | undefined;
  /**
   * The same from the first segment on that ended where the slope of the voltage fell below a limit: an end whose time is
   * known less well than the state, by the tolerance of V' over V''. All later states come after this other time.
   */
  readonly afterSlopeLimit: number | undefined;
  /**
   * The same from the first segment on that ended at a voltage outside of the range in which the cell means something, where
   * there is such a range: a current that nothing limited went on without metal, to kilovolts. Infinite where the two ended otherwise.
   */
  readonly afterExhaustion: number | undefined;
  /** Where it was. */
  readonly where: string;
}

/** One draw of parameters and protocol, by the Rosenbrock method and by Radau. */
export function runDraw(seed: number): DrawOutcome {
  const random = new NormalStream(seed);
  const cell = drawCell(random);
  return runDrawOn(seed, cell, drawProtocol(random), judge);
}

/**
 * A protocol on a cell, by both methods.
 * @param judged what became of a run
 * @param range largest |V| in V at which the cell means something
 */
export function runDrawOn(
  seed: number,
  cell: CellModel,
  protocol: string,
  judged: (cell: CellModel, run: Trajectory) => DrawOutcome["kind"],
  range = Number.POSITIVE_INFINITY,
): DrawOutcome {
  const failed = {
    seed,
    protocol,
    segments: 0,
    steps: 0,
    finite: true,
    disagreement: undefined,
    secondKind: undefined,
    tightened: undefined,
    afterSlopeLimit: undefined,
    afterExhaustion: undefined,
    where: "",
  };
  try {
    const run = (integrator: "radau" | "rosenbrock", relativeTolerance: number): Trajectory =>
      simulate(cell, compileProtocol(parseProtocol(protocol)), {
        integrator,
        relativeTolerance,
        maximumSteps: 5000,
        record: { states: () => true },
      });
    const against = (first: Trajectory, relativeTolerance: number): Comparison | undefined => {
      if (first.end.kind === "failed") return undefined;
      const second = run("radau", relativeTolerance);
      if (second.end.kind !== "failed") return compare(cell, first, second, range);
      failedAlone = judged(cell, second);
      return undefined;
    };
    let failedAlone: DrawOutcome["kind"] | undefined;
    const first = run("rosenbrock", TOLERANCE);
    const compared = against(first, TOLERANCE);
    const secondKind = failedAlone;
    /** The difference at a smaller tolerance where that settles it. */
    const tighter = (factor: number): number | undefined => {
      const worst = against(run("rosenbrock", TOLERANCE / factor), TOLERANCE / factor)?.worst;
      return worst !== undefined && worst <= 10 ? worst : undefined;
    };
    const differ = compared !== undefined && compared.worst > 10;
    return {
      seed,
      protocol,
      kind: judged(cell, first),
      message: first.end.kind === "completed" ? "" : first.end.message,
      segments: first.segments.length,
      steps: first.counters.steps + first.counters.rejectedSteps,
      finite: first.states.every(({ state }) => state.every(Number.isFinite)) && first.time.every(Number.isFinite),
      disagreement: compared?.worst,
      secondKind,
      tightened: differ ? (tighter(10) ?? tighter(100)) : undefined,
      afterSlopeLimit: compared?.afterSlopeLimit,
      afterExhaustion: compared?.afterExhaustion,
      where: compared?.where ?? "",
    };
  } catch (error) {
    return { ...failed, kind: "crash", message: error instanceof Error ? `${error.name}: ${error.message}` : "?" };
  }
}

function judge(cell: CellModel, { end, finalState }: Trajectory): DrawOutcome["kind"] {
  if (end.kind === "completed") return "completed";
  if (end.kind === "stopped-by-limit") return "stopped by a limit";
  if (/ W\/m²/.test(end.message)) return "power that the cell cannot give";
  const surface = finalState[cell.indexOf("pool.surface concentration")];
  if (surface < 1 || finalState[cell.voltage] > 3) return "metal at the surface used up";
  // 1/V of the working metal, 2.38e-5 m³/mol
  return surface > 4.2e4 ? "plated beyond the pure metal" : "other";
}

interface Comparison {
  readonly worst: number;
  readonly afterSlopeLimit: number | undefined;
  readonly afterExhaustion: number | undefined;
  readonly where: string;
}

/** Differences at the end of each segment, over tolerance · |y| + absolute tolerance. */
function compare(cell: CellModel, a: Trajectory, b: Trajectory, range: number): Comparison {
  const absolute = cell.absoluteTolerances(TOLERANCE);
  let worst = 0;
  let afterSlopeLimit: number | undefined;
  let afterExhaustion: number | undefined;
  let where = "";
  for (const [k, { state, at, segment }] of a.states.entries()) {
    if (at === "start") continue;
    if (Math.abs(state[cell.voltage]) > range) afterExhaustion ??= 0;
    const { sentence, endedBy } = a.segments[segment];
    if (b.segments[segment]?.endedBy !== endedBy) {
      const infinite = Number.POSITIVE_INFINITY;
      if (afterExhaustion !== undefined) return { worst, afterSlopeLimit, afterExhaustion: infinite, where };
      const other = b.segments[segment]?.endedBy ?? "nothing";
      return { worst: infinite, afterSlopeLimit, afterExhaustion, where: `"${sentence}": ${endedBy} and ${other}` };
    }
    if (endedBy.includes("dV/dt")) afterSlopeLimit ??= 0;
    const other = b.states[k].state;
    for (let i = 0; i < state.length; i++) {
      const difference = Math.abs(state[i] - other[i]) / (absolute[i] + TOLERANCE * Math.abs(state[i]));
      if (afterExhaustion !== undefined) afterExhaustion = Math.max(afterExhaustion, difference);
      else if (afterSlopeLimit !== undefined) afterSlopeLimit = Math.max(afterSlopeLimit, difference);
      else if (!(difference <= worst)) {
        worst = difference;
        where = `${cell.nameOf?.(i)?.[0] ?? i} at the end of "${sentence}" (${endedBy}): ${state[i]} and ${other[i]}`;
      }
    }
  }
  return { worst, afterSlopeLimit, afterExhaustion, where };
}
