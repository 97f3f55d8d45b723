import { hypot, pow } from "../../numerics/elementary/index.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { type ArcPlacement, type ArcSeed, arcScanner, fillUp } from "./arc-scan.ts";
import type { Circuit, CircuitNode, ElementNode } from "./notation.ts";

/** Elements that block or diffuse in series with the cell: they show at the low-frequency end. */
const LOW_FREQUENCY = ["C", "CPE", "W", "Ws", "Wo", "Wsn", "Won", "TL"];
/** Elements that are an arc by themselves. */
const ARCS = ["ZARC", "G", "HN", "TLR"];

/** How many time constants a circuit places: its parallel groups, ZARC and Gerischer elements. */
function countArcs(node: CircuitNode): number {
  if (node.kind === "element") return ARCS.includes(node.element.symbol) ? 1 : 0;
  return node.children.reduce((sum, child) => sum + countArcs(child), node.kind === "parallel" ? 1 : 0);
}

/**
 * Reads start values for a circuit off a spectrum: series resistance, inductance, low-frequency element and as many arcs
 * as the circuit has, from the seeds if there are enough of them (those with the largest resistance), else from a scan.
 */
export function placeArcs(circuit: Circuit, spectrum: ImpedanceSpectrum, seeds: readonly ArcSeed[]): ArcPlacement {
  const count = countArcs(circuit.root);
  const top = circuit.root.kind === "series" ? circuit.root.children : [circuit.root];
  const has = (symbols: readonly string[]): boolean =>
    top.some((node) => node.kind === "element" && symbols.includes(node.element.symbol));
  const scan = arcScanner(spectrum, { inductor: has(["L", "La"]), capacitor: has(LOW_FREQUENCY) });
  const placement = scan.place(Math.min(count, 8));
  const given = seeds.filter(({ tau, resistance }) => tau > 0 && resistance > 0);
  const arcs =
    given.length < count
      ? fillUp(placement.arcs, count, Float64Array.from(measuredTimes(spectrum)), spectrum)
      : [...given]
          .sort((a, b) => b.resistance - a.resistance)
          .slice(0, count)
          .sort((a, b) => a.tau - b.tau);
  return { ...placement, arcs };
}

/** Time constants 1/ω of the measured frequencies in s. */
function measuredTimes({ frequency }: ImpedanceSpectrum): Float64Array {
  return frequency.map((f) => 1 / (2 * Math.PI * f));
}

/**
 * Parameters of a circuit from a placement. The arcs go to the parallel groups from left to right, outer before inner.
 *
 * @returns values in the order of the circuit's parameters, not yet within their bounds
 */
export function startParameters(circuit: Circuit, spectrum: ImpedanceSpectrum, placement: ArcPlacement): Float64Array {
  const values: number[] = [];
  const times = measuredTimes(spectrum);
  const fastest = times.reduce((a, b) => Math.min(a, b), Infinity);
  const slowest = times.reduce((a, b) => Math.max(a, b), 0);
  const slowestAt = times.indexOf(slowest);
  const modulus = hypot(spectrum.real[slowestAt] as number, spectrum.imaginary[slowestAt] as number);
  const tail = Math.max(Math.abs(spectrum.imaginary[slowestAt] as number), placement.elastance * slowest, modulus / 50);
  const queue = [...placement.arcs];
  const nextArc = (): ArcSeed => queue.shift() ?? { tau: Math.sqrt(fastest * slowest), resistance: modulus / 10 };
  let ohmicLeft = placement.ohmic;

  const set = ({ element, firstParameter }: ElementNode, resistance: number, tau: number): void => {
    element.start(resistance, tau).forEach((value, k) => {
      values[firstParameter + k] = value;
    });
  };
  const inSeries = (node: CircuitNode): void => {
    if (node.kind === "series") node.children.forEach(inSeries);
    else if (node.kind === "parallel") sideBySide(node.children, nextArc());
    else if (ARCS.includes(node.element.symbol)) {
      const { resistance, tau } = nextArc();
      set(node, resistance, tau);
    } else if (node.element.symbol === "R") {
      set(node, ohmicLeft, 1);
      ohmicLeft /= 2;
    } else if (["L", "La"].includes(node.element.symbol)) {
      set(node, placement.inductance > 0 ? placement.inductance : 0.01 * placement.ohmic * fastest, 1);
    } else set(node, tail, slowest);
  };
  const sideBySide = (branches: readonly CircuitNode[], arc: ArcSeed): void => {
    for (const branch of branches) {
      for (const node of branch.kind === "series" ? branch.children : [branch]) {
        if (node.kind === "element") {
          const slow = branch.kind === "series" && LOW_FREQUENCY.includes(node.element.symbol);
          set(node, arc.resistance, slow ? slowest : arc.tau);
        } else if (node.kind === "parallel") sideBySide(node.children, nextArc());
      }
    }
  };
  inSeries(circuit.root);
  return Float64Array.from(values);
}

/** The k-th number, k ≥ 1, of the van der Corput sequence in a prime base: evenly spread over 0 … 1. */
function vanDerCorput(k: number, base: number): number {
  let value = 0;
  for (let rest = k, digit = 1 / base; rest > 0; rest = Math.floor(rest / base), digit /= base) {
    value += (rest % base) * digit;
  }
  return value;
}

const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53];

/**
 * The k-th of a sequence of other placements: time constants spread over the measured window, resistances and the series
 * part within a factor of five of the first placement's (J. H. Halton, Numer. Math. 2 (1960) 84).
 */
export function otherPlacement(placement: ArcPlacement, spectrum: ImpedanceSpectrum, k: number): ArcPlacement {
  const times = measuredTimes(spectrum);
  const fastest = times.reduce((a, b) => Math.min(a, b), Infinity);
  const slowest = times.reduce((a, b) => Math.max(a, b), 0);
  const draw = (dimension: number): number => vanDerCorput(k, PRIMES[dimension % PRIMES.length] as number);
  const factor = (dimension: number): number => pow(25, draw(dimension) - 0.5);
  const mean = placement.arcs.reduce((sum, arc) => sum + arc.resistance, 0) / Math.max(1, placement.arcs.length);
  return {
    ohmic: placement.ohmic * factor(14),
    inductance: placement.inductance * factor(15),
    elastance: placement.elastance,
    residual: placement.residual,
    arcs: placement.arcs.map((_, i) => ({
      tau: fastest * pow(slowest / fastest, draw(2 * i)),
      resistance: mean * factor(2 * i + 1),
    })),
  };
}
