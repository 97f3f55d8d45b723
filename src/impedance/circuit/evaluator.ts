import { cos, exp, log, sin } from "../../numerics/elementary/index.ts";
import { frequencyGrid } from "./element.ts";
import type { Circuit, CircuitNode, ElementNode } from "./notation.ts";

/** Evaluates a circuit over one set of frequencies; its memory is allocated once. */
export interface CircuitEvaluator {
  /** Number of parameters. */
  readonly parameters: number;
  /** Number m of frequencies. */
  readonly points: number;
  /**
   * Computes Z(p).
   * @returns Re Z, Im Z interleaved in Ω, length 2m, overwritten by the next call
   */
  evaluate(p: Float64Array): Float64Array;
  /**
   * ∂Z/∂p_k of the last `evaluate`, interleaved, by the chain rule from the root down:
   * ∂Z/∂Z_child is 1 in series and (Z_group/Z_child)² side by side.
   *
   * @param out at [k·2m … (k + 1)·2m) for parameter k
   */
  derivatives(out: Float64Array): void;
  /** The same without a copy: memory of the evaluator, overwritten by the next `evaluate`. */
  gradient(): Float64Array;
  /** What stands in series at the outermost level, with its Z of the last `evaluate`, interleaved. */
  readonly series: readonly SeriesPart[];
}

/** A part of the circuit in series with all others. */
export interface SeriesPart {
  readonly node: CircuitNode;
  /** Re Z, Im Z interleaved in Ω; overwritten by the next `evaluate`. */
  readonly z: Float64Array;
}

interface Prepared {
  readonly node: CircuitNode;
  readonly z: Float64Array;
  /** Empty for an element, and for an arc, whose branches are computed together. */
  readonly children: readonly Prepared[];
  readonly arc: ArcParameters | null;
  /** ∂Z/∂(Z of this node); null stands for 1. */
  sensitivity: Float64Array | null;
  /** Memory for that of a child of a parallel group. */
  readonly ownSensitivity: Float64Array | null;
  /** ∂Z_node/∂p of an element or arc; part of the evaluator's gradient where the sensitivity is always 1. */
  readonly dz: Float64Array;
  readonly direct: boolean;
}

/** A resistor with a capacitor or constant-phase element across it: where its parameters stand in the circuit. */
interface ArcParameters {
  readonly resistance: number;
  readonly admittance: number;
  /** −1 for a capacitor. */
  readonly exponent: number;
}

function arcOf(node: CircuitNode): ArcParameters | null {
  if (node.kind !== "parallel" || node.children.length !== 2) return null;
  const find = (symbols: readonly string[]): ElementNode | undefined =>
    node.children.find(
      (child): child is ElementNode => child.kind === "element" && symbols.includes(child.element.symbol),
    );
  const resistor = find(["R"]);
  const other = find(["C", "CPE"]);
  if (resistor === undefined || other === undefined) return null;
  const exponent = other.element.symbol === "CPE" ? other.firstParameter + 1 : -1;
  return { resistance: resistor.firstParameter, admittance: other.firstParameter, exponent };
}

/** An evaluator of a circuit at frequencies in Hz. */
export function circuitEvaluator(circuit: Circuit, frequency: Float64Array): CircuitEvaluator {
  const grid = frequencyGrid(frequency);
  const size = 2 * frequency.length;
  const last = circuit.elements.at(-1) as ElementNode;
  const parameters = last.firstParameter + last.element.parameters.length;
  const gradient = new Float64Array(size * parameters);
  const prepare = (node: CircuitNode, inParallel: boolean, direct: boolean): Prepared => {
    const arc = arcOf(node);
    const own = (count: number): Float64Array => new Float64Array(direct ? 0 : size * count);
    const at = node.kind === "element" ? node.firstParameter : 0;
    const count = node.kind === "element" ? node.element.parameters.length : 0;
    return {
      node,
      arc,
      z: new Float64Array(size),
      children:
        node.kind === "element" || arc !== null
          ? []
          : node.children.map((child) => prepare(child, node.kind === "parallel", direct && node.kind === "series")),
      sensitivity: null,
      ownSensitivity: inParallel ? new Float64Array(size) : null,
      direct,
      dz:
        arc !== null
          ? direct
            ? gradient
            : own(3)
          : direct
            ? gradient.subarray(at * size, (at + count) * size)
            : own(count),
    };
  };
  const root = prepare(circuit.root, false, true);

  const impedance = (prepared: Prepared, p: Float64Array): void => {
    const { node, z, children, dz, arc, direct } = prepared;
    if (arc !== null) {
      const { resistance: r, admittance: q, exponent: n } = arc;
      const exponent = n < 0 ? 1 : (p[n] as number);
      const offsets = direct ? [r * size, q * size, n * size] : [0, size, n < 0 ? -1 : 2 * size];
      arcImpedance(
        grid.logOmega,
        p[r] as number,
        p[q] as number,
        exponent,
        z,
        dz,
        offsets[0] as number,
        offsets[1] as number,
        offsets[2] as number,
      );
      return;
    }
    if (node.kind === "element") {
      node.element.impedance(grid, p, node.firstParameter, z, dz);
      return;
    }
    z.fill(0);
    for (const child of children) {
      impedance(child, p);
      if (node.kind === "series") addTo(z, child.z);
      else addReciprocal(z, child.z);
    }
    if (node.kind === "parallel") invert(z);
  };

  const propagate = (prepared: Prepared): void => {
    const { node, z, children, sensitivity, dz, arc, direct } = prepared;
    if (arc !== null || node.kind === "element") {
      if (direct) return;
      if (arc !== null) {
        multiply(dz, 0, sensitivity, gradient, arc.resistance * size, size);
        multiply(dz, size, sensitivity, gradient, arc.admittance * size, size);
        if (arc.exponent >= 0) multiply(dz, 2 * size, sensitivity, gradient, arc.exponent * size, size);
        return;
      }
    }
    if (node.kind === "element") {
      for (let k = 0; k < node.element.parameters.length; k++) {
        multiply(dz, k * size, sensitivity, gradient, (node.firstParameter + k) * size, size);
      }
      return;
    }
    for (const child of children) {
      child.sensitivity = sensitivity;
      if (node.kind === "parallel") {
        child.sensitivity = child.ownSensitivity;
        squaredRatio(z, child.z, sensitivity, child.ownSensitivity as Float64Array);
      }
      propagate(child);
    }
  };

  return {
    parameters,
    points: frequency.length,
    evaluate: (p) => {
      impedance(root, p);
      return root.z;
    },
    derivatives: (out) => {
      propagate(root);
      out.set(gradient);
    },
    gradient: () => {
      propagate(root);
      return gradient;
    },
    series: root.node.kind === "series" ? root.children : [root],
  };
}

/**
 * Z = R/(1 + y), y = R Q (jω)ⁿ, with ∂Z/∂R = 1/(1 + y)², ∂Z/∂Q = −R y/(1 + y)²/Q and ∂Z/∂n = −R y/(1 + y)² ln(jω)
 * at the offsets `atR`, `atQ`, `atN` of dz; no ∂Z/∂n where `atN` is negative.
 */
function arcImpedance(
  logOmega: Float64Array,
  resistance: number,
  admittance: number,
  exponent: number,
  z: Float64Array,
  dz: Float64Array,
  atR: number,
  atQ: number,
  atN: number,
): void {
  const logProduct = log(resistance) + log(admittance);
  const cosine = exponent === 1 ? 0 : cos((exponent * Math.PI) / 2);
  const sine = sin((exponent * Math.PI) / 2);
  const perQ = -resistance / admittance;
  for (let i = 0, j = 0; i < logOmega.length; i++, j += 2) {
    const logarithm = logOmega[i];
    const modulus = exp(logProduct + exponent * logarithm);
    const yRe = 1 + modulus * cosine;
    const yIm = modulus * sine;
    const square = yRe * yRe + yIm * yIm;
    const u = yRe / square; // 1/(1 + y)
    const v = -yIm / square;
    z[j] = resistance * u;
    z[j + 1] = resistance * v;
    const re = u * u - v * v;
    const im = 2 * u * v;
    dz[atR + j] = re;
    dz[atR + j + 1] = im;
    const a = u - re; // y/(1 + y)² = 1/(1 + y) − 1/(1 + y)²
    const b = v - im;
    dz[atQ + j] = perQ * a;
    dz[atQ + j + 1] = perQ * b;
    if (atN < 0) continue;
    dz[atN + j] = -resistance * (a * logarithm - b * (Math.PI / 2));
    dz[atN + j + 1] = -resistance * (b * logarithm + a * (Math.PI / 2));
  }
}

function addTo(z: Float64Array, other: Float64Array): void {
  for (let i = 0; i < z.length; i++) z[i] = (z[i] as number) + (other[i] as number);
}

function addReciprocal(y: Float64Array, z: Float64Array): void {
  for (let i = 0; i < z.length; i += 2) {
    const re = z[i] as number;
    const im = z[i + 1] as number;
    const square = re * re + im * im;
    y[i] = (y[i] as number) + re / square;
    y[i + 1] = (y[i + 1] as number) - im / square;
  }
}

function invert(z: Float64Array): void {
  for (let i = 0; i < z.length; i += 2) {
    const re = z[i] as number;
    const im = z[i + 1] as number;
    const square = re * re + im * im;
    z[i] = re / square;
    z[i + 1] = -im / square;
  }
}

/** out = (a/b)² · factor, factor null for 1. */
function squaredRatio(a: Float64Array, b: Float64Array, factor: Float64Array | null, out: Float64Array): void {
  for (let i = 0; i < a.length; i += 2) {
    const x = b[i] as number;
    const y = b[i + 1] as number;
    const square = x * x + y * y;
    const re = ((a[i] as number) * x + (a[i + 1] as number) * y) / square;
    const im = ((a[i + 1] as number) * x - (a[i] as number) * y) / square;
    out[i] = re * re - im * im;
    out[i + 1] = 2 * re * im;
  }
  if (factor !== null) multiply(out, 0, factor, out, 0, out.length);
}

/** out[to …] = a[from …] · factor over `size` numbers; factor null for 1. */
function multiply(
  a: Float64Array,
  from: number,
  factor: Float64Array | null,
  out: Float64Array,
  to: number,
  size: number,
): void {
  if (factor === null) {
    for (let i = 0; i < size; i++) out[to + i] = a[from + i] as number;
    return;
  }
  for (let i = 0; i < size; i += 2) {
    const re = a[from + i] as number;
    const im = a[from + i + 1] as number;
    const u = factor[i] as number;
    const v = factor[i + 1] as number;
    out[to + i] = re * u - im * v;
    out[to + i + 1] = re * v + im * u;
  }
}
