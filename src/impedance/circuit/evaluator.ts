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
}

interface Prepared {
  readonly node: CircuitNode;
  readonly z: Float64Array;
  readonly children: readonly Prepared[];
  /** ∂Z/∂(Z of this node); null stands for 1. */
  sensitivity: Float64Array | null;
  /** Memory for that of a child of a parallel group. */
  readonly ownSensitivity: Float64Array | null;
  /** ∂Z_node/∂p of an element. */
  readonly dz: Float64Array;
}

/** An evaluator of a circuit at frequencies in Hz. */
export function circuitEvaluator(circuit: Circuit, frequency: Float64Array): CircuitEvaluator {
  const grid = frequencyGrid(frequency);
  const size = 2 * frequency.length;
  const prepare = (node: CircuitNode, inParallel: boolean): Prepared => ({
    node,
    z: new Float64Array(size),
    children: node.kind === "element" ? [] : node.children.map((child) => prepare(child, node.kind === "parallel")),
    sensitivity: null,
    ownSensitivity: inParallel ? new Float64Array(size) : null,
    dz: new Float64Array(node.kind === "element" ? size * node.element.parameters.length : 0),
  });
  const root = prepare(circuit.root, false);
  const last = circuit.elements.at(-1) as ElementNode;

  const impedance = (prepared: Prepared, p: Float64Array): void => {
    const { node, z, children, dz } = prepared;
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

  const propagate = (prepared: Prepared, out: Float64Array): void => {
    const { node, z, children, sensitivity, dz } = prepared;
    if (node.kind === "element") {
      node.element.parameters.forEach((_, k) => {
        multiply(dz, k * size, sensitivity, out, (node.firstParameter + k) * size, size);
      });
      return;
    }
    for (const child of children) {
      child.sensitivity = sensitivity;
      if (node.kind === "parallel") {
        child.sensitivity = child.ownSensitivity;
        squaredRatio(z, child.z, sensitivity, child.ownSensitivity as Float64Array);
      }
      propagate(child, out);
    }
  };

  return {
    parameters: last.firstParameter + last.element.parameters.length,
    points: frequency.length,
    evaluate: (p) => {
      impedance(root, p);
      return root.z;
    },
    derivatives: (out) => propagate(root, out),
  };
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
