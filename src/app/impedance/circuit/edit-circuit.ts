import { circuitElements } from "../../../impedance/circuit/elements/registry.ts";
import { type Circuit, type CircuitNode, parseCircuit } from "../../../impedance/circuit/notation.ts";

/** Where a new element comes: behind another, or across it. */
export type Placing = "series" | "parallel";

function written(node: CircuitNode, replaced: (name: string) => string | null): string | null {
  if (node.kind === "element") return replaced(node.name);
  const children = node.children.map((child) => written(child, replaced)).filter((text) => text !== null);
  if (children.length < 2) return children[0] ?? null;
  return node.kind === "series" ? children.join("-") : `p(${children.join(",")})`;
}

/** The first free name of an element: `R0` where there is no R, else the next number. */
export function freeName({ elements }: Circuit, symbol: string): string {
  const taken = new Set(elements.map(({ name }) => name));
  const first = symbol === "R" || symbol === "L" ? 0 : 1;
  for (let k = first; ; k++) if (!taken.has(`${symbol}${k}`)) return `${symbol}${k}`;
}

/**
 * A circuit with one element more, beside another or, without one, beside the whole.
 * @throws DomainError where it would become too large
 */
export function withElement(notation: string, symbol: string, placing: Placing, beside: string | null): string {
  const circuit = parseCircuit(notation);
  const fresh = freeName(circuit, symbol);
  const joined = (text: string): string => (placing === "series" ? `${text}-${fresh}` : `p(${text},${fresh})`);
  const text =
    beside === null
      ? joined(circuit.notation)
      : (written(circuit.root, (name) => (name === beside ? joined(name) : name)) ?? fresh);
  return parseCircuit(text).notation;
}

/** A circuit without an element; null: nothing is left. */
export function withoutElement(notation: string, name: string): string | null {
  const text = written(parseCircuit(notation).root, (other) => (other === name ? null : other));
  return text === null ? null : parseCircuit(text).notation;
}

/** What can be added: symbol and title of every element there is. */
export const palette: readonly { readonly symbol: string; readonly title: string }[] = circuitElements.map(
  ({ symbol, title }) => ({ symbol, title }),
);
