import { DomainError } from "../../base/errors.ts";
import type { CircuitElement } from "./element.ts";
import { circuitElements, elementOfSymbol } from "./elements/registry.ts";

/** One element at its place in a circuit. */
export interface ElementNode {
  readonly kind: "element";
  /** Name in canonical writing: `CPE1`, `Wo1`, `R_ct`. */
  readonly name: string;
  readonly element: CircuitElement;
  /** Index of its first parameter among those of the circuit. */
  readonly firstParameter: number;
}

/** One after another: impedances add. */
export interface SeriesNode {
  readonly kind: "series";
  /** Two or more. */
  readonly children: readonly CircuitNode[];
}

/** Side by side: admittances add. */
export interface ParallelNode {
  readonly kind: "parallel";
  /** Two or more. */
  readonly children: readonly CircuitNode[];
}

export type CircuitNode = ElementNode | SeriesNode | ParallelNode;

/** An equivalent circuit. */
export interface Circuit {
  readonly root: CircuitNode;
  /** Elements from left to right. */
  readonly elements: readonly ElementNode[];
  /** Canonical notation: `R0-p(R1,CPE1)`. */
  readonly notation: string;
}

/** Groups within groups beyond which a circuit is refused. */
export const DEEPEST_NESTING = 32;
/** Elements beyond which a circuit is refused. */
export const MOST_ELEMENTS = 64;

const NAME = /[A-Za-z][A-Za-z0-9_]*/y;
const LABEL = /^[0-9]*(?:_[A-Za-z0-9_]+)?$/;
const DASHES = /[‐‑‒–—―−﹣-]/;
const SPACE = /\s/;

/**
 * Reads a circuit: `-` for elements in series, `p(a,b,…)` for elements side by side, nested at will, as in
 * `R0-p(R1-p(R2,C2),CPE1)-Wo1`. A name is the symbol of an element, then digits or `_label`; upper and lower case, white
 * space and the kind of dash do not matter, and `Q` means `CPE`.
 *
 * @throws DomainError naming the column (from 1) of the fault and what was expected there
 */
export function parseCircuit(text: string): Circuit {
  const elements: ElementNode[] = [];
  let parameters = 0;
  let at = 0;

  const fail = (column: number, expected: string): never => {
    const rest = text.slice(column);
    const found = rest === "" ? "the end" : `"${rest.length > 12 ? `${rest.slice(0, 12)}…` : rest}"`;
    throw new DomainError(`Circuit "${text}", column ${column + 1}: found ${found}, expected ${expected}.`);
  };
  const skipSpace = (): void => {
    while (at < text.length && SPACE.test(text[at] as string)) at++;
  };

  const series = (depth: number): CircuitNode => {
    const children = [item(depth)];
    for (skipSpace(); at < text.length && DASHES.test(text[at] as string); skipSpace()) {
      at++;
      children.push(item(depth));
    }
    return group("series", children);
  };

  const item = (depth: number): CircuitNode => {
    skipSpace();
    const column = at;
    NAME.lastIndex = at;
    const word = NAME.exec(text)?.[0];
    if (word === undefined) return fail(column, "an element such as R1 or a group p(…,…)");
    at += word.length;
    if (word.toLowerCase() === "p") {
      skipSpace();
      if (text[at] !== "(") return fail(at, '"(" after p');
      if (depth >= DEEPEST_NESTING) return fail(column, `at most ${DEEPEST_NESTING} groups within one another`);
      at++;
      return parallel(column, depth + 1);
    }
    const { name, element } = elementOfName(word) ?? fail(column, `an element: ${symbolList}, then a number`);
    if (elements.some((other) => other.name === name)) {
      fail(column, `another name; ${name} already stands in this circuit`);
    }
    if (elements.length >= MOST_ELEMENTS) fail(column, `at most ${MOST_ELEMENTS} elements`);
    const node: ElementNode = { kind: "element", name, element, firstParameter: parameters };
    parameters += element.parameters.length;
    elements.push(node);
    return node;
  };

  const parallel = (column: number, depth: number): CircuitNode => {
    const children = [series(depth)];
    for (skipSpace(); text[at] === ","; skipSpace()) {
      at++;
      children.push(series(depth));
    }
    if (text[at] !== ")") return fail(at, '"-", "," or ")"');
    if (children.length < 2) return fail(at, `"," and a second branch of the group that opens at column ${column + 1}`);
    at++;
    return group("parallel", children);
  };

  const root = series(0);
  if (at < text.length) fail(at, '"-" or the end');
  return { root, elements, notation: print(root) };
}

/** Circuits read last. */
const known = new Map<string, Circuit>();
const MOST_KNOWN = 64;

/** `parseCircuit`, which remembers the last 64 texts. */
export function knownCircuit(text: string): Circuit {
  const found = known.get(text);
  if (found !== undefined) return found;
  const circuit = parseCircuit(text);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, circuit);
  return circuit;
}

/** A group of the children, those of the same kind taken into it; a single child is itself. */
function group(kind: "series" | "parallel", children: readonly CircuitNode[]): CircuitNode {
  const flat = children.flatMap((child) => (child.kind === kind ? child.children : [child]));
  return flat.length === 1 ? (flat[0] as CircuitNode) : { kind, children: flat };
}

const symbolList: string = circuitElements.map(({ symbol }) => symbol).join(", ");

/** Splits `cpe1` into the element and its canonical name; the longest symbol whose rest is a label wins. */
function elementOfName(word: string): { name: string; element: CircuitElement } | undefined {
  for (let length = word.length; length > 0; length--) {
    const element = elementOfSymbol(word.slice(0, length));
    const label = word.slice(length);
    if (element !== undefined && LABEL.test(label)) return { name: element.symbol + label, element };
  }
  return undefined;
}

function print(node: CircuitNode): string {
  if (node.kind === "element") return node.name;
  const children = node.children.map(print);
  return node.kind === "series" ? children.join("-") : `p(${children.join(",")})`;
}

const namesOf = new WeakMap<Circuit, readonly string[]>();

/** Names of the circuit's parameters, in their order: `R1`; `CPE1.Q`, `CPE1.n` where the element has several. */
export function parameterNames(circuit: Circuit): readonly string[] {
  const known = namesOf.get(circuit);
  if (known !== undefined) return known;
  const names = circuit.elements.flatMap(({ name, element }) =>
    element.parameters.map(({ symbol }) => (element.parameters.length === 1 ? name : `${name}.${symbol}`)),
  );
  namesOf.set(circuit, names);
  return names;
}
