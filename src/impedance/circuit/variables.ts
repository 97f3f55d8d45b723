import { DomainError } from "../../base/errors.ts";
import { exp, log } from "../../numerics/elementary/index.ts";
import { type ArcPlace, arcPlaces } from "./arcs.ts";
import type { ResolvedTie } from "./constraints.ts";
import type { Circuit } from "./notation.ts";
import type { ParameterRange } from "./problem.ts";

/**
 * The variables x of a fit and the parameters p of its circuit: p(x) with its derivatives. A scale parameter is fitted
 * by its logarithm, an exponent by itself, an arc by ln R, ln τ, n (which depend on each other far less than ln R, ln Q,
 * n do), arcs in order by ln τ of the first and the gaps ln τ_k − ln τ_{k−1} ≥ 0 of the others; tied parameters follow.
 */
export interface Variables {
  readonly count: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** For each variable the parameter it stands for: Q or C for ln τ and for a gap. */
  readonly parameterOf: Int32Array;
  /** x of parameters p. */
  of(p: Float64Array): Float64Array;
  /** Writes the parameters of x into p; fixed ones keep their value there. */
  into(x: Float64Array, p: Float64Array): void;
  /** ∂p_k/∂x_v at the x of the last `into`: entry e is that of parameter `entryParameter[e]`. */
  readonly entryParameter: Int32Array;
  /** Entries of variable v are those from `entryStart[v]` to before `entryStart[v + 1]`. */
  readonly entryStart: Int32Array;
  readonly entries: Float64Array;
}

export interface VariableOptions {
  /** Dependent parameters, each after those it depends on. */
  readonly ties?: readonly ResolvedTie[];
  /** Whether arcs are fitted by τ where nothing speaks against it; default false. */
  readonly byTime?: boolean;
  /** Arcs in series at the outermost level keep τ ascending from left to right. */
  readonly ordered?: boolean;
}

/** Fences of ln τ in s, against overflow. */
const SHORTEST = log(1e-15);
const LONGEST = log(1e12);
/** Largest gap between neighbours in ln τ. */
const WIDEST_GAP = LONGEST - SHORTEST;

type Kind = "log" | "linear" | "arc R" | "arc n" | "tau" | "gap";

interface Variable {
  readonly kind: Kind;
  readonly parameter: number;
  /** The arc it belongs to. */
  readonly arc: ArcPlace | null;
  /** For ln τ and gaps: position among the ordered arcs. */
  readonly place: number;
}

/** The variables of a fit of a circuit. */
export function fitVariables(
  circuit: Circuit,
  ranges: readonly ParameterRange[],
  { ties = [], byTime = false, ordered = false }: VariableOptions = {},
): Variables {
  const dependent = new Set(ties.map(({ parameter }) => parameter));
  const isFree = (k: number): boolean => ranges[k]?.fixed === false && !dependent.has(k);
  const chain = ordered ? orderedArcs(circuit) : [];
  for (const arc of chain) checkOrdered(arc, ranges, isFree, dependent);
  const inChain = new Map(chain.map((arc, place) => [arc.capacity, place]));
  const arcs = arcPlaces(circuit).filter(
    (arc) =>
      inChain.has(arc.capacity) ||
      (byTime &&
        !arc.byTime &&
        isFree(arc.resistance) &&
        isFree(arc.capacity) &&
        ranges[arc.capacity]?.given !== true &&
        (arc.exponent === null || isFree(arc.exponent))),
  );
  const variables: Variable[] = [];
  const taken = new Map<number, Variable>();
  for (const arc of arcs) {
    const place = inChain.get(arc.capacity) ?? -1;
    taken.set(arc.capacity, { kind: place > 0 ? "gap" : "tau", parameter: arc.capacity, arc, place });
    if (arc.byTime) continue;
    if (isFree(arc.resistance)) taken.set(arc.resistance, { kind: "arc R", parameter: arc.resistance, arc, place });
    if (arc.exponent !== null && isFree(arc.exponent)) {
      taken.set(arc.exponent, { kind: "arc n", parameter: arc.exponent, arc, place });
    }
  }
  ranges.forEach(({ scale }, k) => {
    if (!isFree(k)) return;
    variables.push(taken.get(k) ?? { kind: scale, parameter: k, arc: null, place: -1 });
  });
  const count = variables.length;
  const { entryParameter, entryStart, ofTie } = structure(variables, chain, ties);
  const entries = new Float64Array(entryParameter.length);
  const logTau = new Float64Array(Math.max(1, chain.length));
  const tauOf = (arc: ArcPlace, p: Float64Array): number => {
    if (arc.byTime) return log(p[arc.capacity] as number);
    const n = arc.exponent === null ? 1 : (p[arc.exponent] as number);
    return (log(p[arc.resistance] as number) + log(p[arc.capacity] as number)) / n;
  };
  const limit = (end: "lower" | "upper"): Float64Array =>
    Float64Array.from(variables, ({ kind, parameter }) => {
      const value = (ranges[parameter] as ParameterRange)[end];
      if (kind === "linear" || kind === "arc n") return value;
      if (kind === "tau") return end === "lower" ? SHORTEST : LONGEST;
      if (kind === "gap") return end === "lower" ? 0 : WIDEST_GAP;
      return log(value);
    });

  const setCapacity = (arc: ArcPlace, logTime: number, p: Float64Array): void => {
    if (arc.byTime) {
      p[arc.capacity] = exp(logTime);
      return;
    }
    const n = arc.exponent === null ? 1 : (p[arc.exponent] as number);
    p[arc.capacity] = exp(n * logTime) / (p[arc.resistance] as number);
  };

  const into = (x: Float64Array, p: Float64Array): void => {
    for (let v = 0; v < count; v++) {
      const { kind, parameter } = variables[v] as Variable;
      if (kind === "log" || kind === "arc R") p[parameter] = exp(x[v] as number);
      else if (kind === "linear" || kind === "arc n") p[parameter] = x[v] as number;
    }
    for (let v = 0; v < count; v++) {
      const { kind, arc, place } = variables[v] as Variable;
      if (kind === "tau" && place <= 0) {
        if (place === 0) logTau[0] = x[v] as number;
        setCapacity(arc as ArcPlace, x[v] as number, p);
      } else if (kind === "gap") {
        logTau[place] = (logTau[place - 1] as number) + (x[v] as number);
        setCapacity(arc as ArcPlace, logTau[place] as number, p);
      }
    }
    for (const { parameter, value } of ties) p[parameter] = value(p);
    fill(p);
  };

  /** Values of the entries at parameters p. */
  const fill = (p: Float64Array): void => {
    for (let v = 0; v < count; v++) {
      const { kind, parameter, arc, place } = variables[v] as Variable;
      let e = entryStart[v] as number;
      const end = entryStart[v + 1] as number;
      if (kind === "log") entries[e++] = p[parameter] as number;
      else if (kind === "linear") entries[e++] = 1;
      else if (kind === "arc R") {
        entries[e++] = p[parameter] as number;
        entries[e++] = -(p[(arc as ArcPlace).capacity] as number);
      } else if (kind === "arc n") {
        entries[e++] = 1;
        entries[e++] = tauOf(arc as ArcPlace, p) * (p[(arc as ArcPlace).capacity] as number);
      } else {
        for (let k = Math.max(place, 0); k < Math.max(1, place < 0 ? 1 : chain.length); k++) {
          const moved = place < 0 ? (arc as ArcPlace) : (chain[k] as ArcPlace);
          const n = moved.byTime || moved.exponent === null ? 1 : (p[moved.exponent] as number);
          entries[e++] = n * (p[moved.capacity] as number);
        }
      }
      for (; e < end; e++) entries[e] = 0;
    }
    for (const { tie, from, to, slot } of ofTie) {
      const slope = tie.slope(p);
      for (let e = 0; e < from.length; e++) entries[to[e]] += slope[slot[e]] * entries[from[e]];
    }
  };

  return {
    count,
    lower: limit("lower"),
    upper: limit("upper"),
    parameterOf: Int32Array.from(variables, ({ parameter }) => parameter),
    of: (p) => {
      let before = 0;
      const times = chain.map((arc, k) => {
        const time = tauOf(arc, p);
        before = k === 0 ? time : Math.max(before, time);
        return before;
      });
      return Float64Array.from(variables, ({ kind, parameter, arc, place }) => {
        if (kind === "linear" || kind === "arc n") return p[parameter] as number;
        if (kind === "tau") return tauOf(arc as ArcPlace, p);
        if (kind === "gap") return (times[place] as number) - (times[place - 1] as number);
        return log(p[parameter] as number);
      });
    },
    into,
    entryParameter,
    entryStart,
    entries,
  };
}

interface TieEntries {
  readonly tie: ResolvedTie;
  /** Entries of parameters the tie depends on, and those of the tied parameter that they add to. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Which of the derivatives of the tie connects them. */
  readonly slot: Int32Array;
}

/** Which parameters each variable moves. */
function structure(
  variables: readonly Variable[],
  chain: readonly ArcPlace[],
  ties: readonly ResolvedTie[],
): { entryParameter: Int32Array; entryStart: Int32Array; ofTie: readonly TieEntries[] } {
  const moved = variables.map(({ kind, parameter, arc, place }): number[] => {
    if (kind === "arc R" || kind === "arc n") return [parameter, (arc as ArcPlace).capacity];
    if (kind === "tau" && place < 0) return [parameter];
    if (kind === "tau" || kind === "gap") return chain.slice(place).map(({ capacity }) => capacity);
    return [parameter];
  });
  for (const list of moved) {
    for (const { parameter, dependsOn } of ties) {
      if (dependsOn.some((k) => list.includes(k))) list.push(parameter);
    }
  }
  const entryStart = new Int32Array(variables.length + 1);
  moved.forEach((list, v) => {
    entryStart[v + 1] = (entryStart[v] as number) + list.length;
  });
  const entryParameter = Int32Array.from(moved.flat());
  const ofTie = ties.map((tie): TieEntries => {
    const from: number[] = [];
    const to: number[] = [];
    const slot: number[] = [];
    moved.forEach((list, v) => {
      const target = list.indexOf(tie.parameter);
      if (target < 0) return;
      for (const [place, k] of tie.dependsOn.entries()) {
        const source = list.indexOf(k);
        if (source < 0) continue;
        from.push((entryStart[v] as number) + source);
        to.push((entryStart[v] as number) + target);
        slot.push(place);
      }
    });
    return { tie, from: Int32Array.from(from), to: Int32Array.from(to), slot: Int32Array.from(slot) };
  });
  return { entryParameter, entryStart, ofTie };
}

/** Arcs in series at the outermost level, from left to right. */
export function orderedArcs(circuit: Circuit): readonly ArcPlace[] {
  const top = circuit.root.kind === "series" ? circuit.root.children : [circuit.root];
  return arcPlaces({ ...circuit, root: { kind: "series", children: top.filter(isArcNode) } });
}

function isArcNode(node: Circuit["root"]): boolean {
  return (
    node.kind !== "series" && arcPlaces({ root: node, elements: [], notation: "" }).length === 1 && !isNested(node)
  );
}

function isNested(node: Circuit["root"]): boolean {
  return node.kind === "parallel" && node.children.some(({ kind }) => kind !== "element");
}

function checkOrdered(
  { name, resistance, capacity, exponent, byTime }: ArcPlace,
  ranges: readonly ParameterRange[],
  isFree: (k: number) => boolean,
  dependent: ReadonlySet<number>,
): void {
  const what = byTime ? "time constant" : "capacitance or Q";
  if (!isFree(capacity) || ranges[capacity]?.given === true) {
    throw new DomainError(
      `fitCircuit: the time constant of the arc of ${name} cannot be kept in order while its ${what} is fixed, bounded ` +
        `or tied; leave that free or do not ask for ordered arcs.`,
    );
  }
  if (!byTime && (dependent.has(resistance) || (exponent !== null && dependent.has(exponent)))) {
    throw new DomainError(
      `fitCircuit: the time constant of the arc of ${name} cannot be kept in order while its resistance or exponent ` +
        `follows another parameter; write the arc as a ZARC, or do not ask for ordered arcs.`,
    );
  }
}
