import { exp, log } from "../../numerics/elementary/index.ts";
import type { Circuit, CircuitNode, ElementNode } from "./notation.ts";
import type { FittedArc, FittedParameter } from "./result.ts";

/** Where the parameters of an arc stand among those of the circuit. */
export interface ArcPlace {
  readonly name: string;
  /** Index of R. */
  readonly resistance: number;
  /** Index of Q or C, or of τ where `byTime`. */
  readonly capacity: number;
  /** Index of n; null for a capacitor. */
  readonly exponent: number | null;
  readonly byTime: boolean;
}

/** The arcs of a circuit: every `p(R,C)` or `p(R,CPE)` with no third branch, and every `ZARC`, from left to right. */
export function arcPlaces(circuit: Circuit): readonly ArcPlace[] {
  const visit = (node: CircuitNode): readonly ArcPlace[] => {
    const place = placeOf(node);
    if (place !== null) return [place];
    return node.kind === "element" ? [] : node.children.flatMap(visit);
  };
  return visit(circuit.root);
}

/** The place of an arc; null if the node is none. */
function placeOf(node: CircuitNode): ArcPlace | null {
  if (node.kind === "element") {
    const at = node.firstParameter;
    if (node.element.symbol !== "ZARC") return null;
    return { name: node.name, resistance: at, capacity: at + 1, exponent: at + 2, byTime: true };
  }
  if (node.kind !== "parallel" || node.children.length !== 2) return null;
  const resistor = branch(node.children, ["R"]);
  const other = branch(node.children, ["C", "CPE"]);
  if (resistor === undefined || other === undefined) return null;
  const capacity = other.firstParameter;
  const exponent = other.element.symbol === "CPE" ? capacity + 1 : null;
  return { name: resistor.name, resistance: resistor.firstParameter, capacity, exponent, byTime: false };
}

/**
 * The order of parameters in which arcs of the same kind in series, which may be exchanged without changing Z, ascend
 * in τ from left to right.
 *
 * @returns for each parameter the index of the one whose value it takes
 */
export function ascendingArcs(circuit: Circuit, p: Float64Array): Int32Array {
  const order = Int32Array.from(p.keys());
  const top = circuit.root.kind === "series" ? circuit.root.children : [];
  const arcs = top.flatMap((node) => placeOf(node) ?? []);
  for (const kind of new Set(arcs.map(kindOf))) {
    const places = arcs.filter((arc) => kindOf(arc) === kind);
    const sorted = [...places].sort((a, b) => logTauOf(a, p) - logTauOf(b, p));
    places.forEach((to, k) => {
      const from = sorted[k] as ArcPlace;
      order[to.resistance] = from.resistance;
      order[to.capacity] = from.capacity;
      if (to.exponent !== null) order[to.exponent] = from.exponent as number;
    });
  }
  return order;
}

function kindOf({ byTime, exponent }: ArcPlace): string {
  return `${byTime} ${exponent !== null}`;
}

/** ln τ = (ln R + ln Q)/n. */
function logTauOf({ resistance, capacity, exponent, byTime }: ArcPlace, p: Float64Array): number {
  if (byTime) return log(p[capacity] as number);
  return log((p[resistance] as number) * (p[capacity] as number)) / (exponent === null ? 1 : (p[exponent] as number));
}

function branch(children: readonly CircuitNode[], symbols: readonly string[]): ElementNode | undefined {
  return children.find((node): node is ElementNode => node.kind === "element" && symbols.includes(node.element.symbol));
}

/** ∂/∂p of a quantity, by index of the parameter. */
type Slopes = ReadonlyMap<number, number>;

/** gᵀ cov g over the free parameters; a parameter that is fixed or at a bound counts as exact. */
function varianceOf(slopes: Slopes, free: readonly number[], covariance: Float64Array): number {
  let variance = 0;
  for (const [k, slope] of slopes) {
    for (const [l, other] of slopes) {
      const row = free.indexOf(k);
      const column = free.indexOf(l);
      if (row >= 0 && column >= 0) variance += slope * other * (covariance[row * free.length + column] as number);
    }
  }
  return Math.max(0, variance);
}

/**
 * The arcs with their values: τ = (RQ)^{1/n}; the variances of ln τ = (ln R + ln Q)/n and of ln C = ln τ − ln R from the covariance
 * of R, Q and n to first order (a parameter that is fixed or at a bound counts as exact).
 *
 * @param covariance of the parameters with status `free`, in their order
 * @param converged no errors where false
 */
export function fittedArcs(
  places: readonly ArcPlace[],
  parameters: readonly FittedParameter[],
  covariance: Float64Array,
  converged = true,
): readonly FittedArc[] {
  const free = parameters.flatMap(({ status }, k) => (status === "free" ? [k] : []));
  return places
    .map(({ name, resistance: r, capacity: q, exponent: e, byTime }): FittedArc => {
      const at = (k: number): FittedParameter => parameters[k] as FittedParameter;
      const resistance = at(r).value;
      const n = e === null ? 1 : at(e).value;
      const logTau = byTime ? log(at(q).value) : (log(resistance) + log(at(q).value)) / n;
      const ofTau = new Map<number, number>(
        byTime
          ? [[q, 1 / at(q).value]]
          : [[r, 1 / (n * resistance)], [q, 1 / (n * at(q).value)], ...(e === null ? [] : [[e, -logTau / n] as const])],
      );
      const ofCapacitance = new Map(ofTau).set(r, (ofTau.get(r) ?? 0) - 1 / resistance);
      const errorOf = (slopes: Slopes): number | null =>
        converged && [...slopes.keys()].every((k) => at(k).status !== "not identifiable")
          ? Math.sqrt(varianceOf(slopes, free, covariance))
          : null;
      const tau = exp(logTau);
      return {
        name,
        resistance,
        resistanceError: at(r).standardError,
        tau,
        logTauError: errorOf(ofTau),
        capacitance: tau / resistance,
        logCapacitanceError: errorOf(ofCapacitance),
      };
    })
    .sort((a, b) => a.tau - b.tau);
}
