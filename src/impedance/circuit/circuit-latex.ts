import { circuitLayout } from "./circuit-layout.ts";
import { type Circuit, type CircuitNode, type ElementNode, knownCircuit } from "./notation.ts";

export interface CircuitLatexOptions {
  /** `formula` (default): Z(ω) = … for a mathematical environment; `circuitikz`: a drawing for that package. */
  readonly form?: "formula" | "circuitikz";
}

/** A circuit in LaTeX: its impedance as a formula, or a drawing with the package circuitikz (European symbols). */
export function circuitLatex(circuitText: string | Circuit, { form = "formula" }: CircuitLatexOptions = {}): string {
  const circuit = typeof circuitText === "string" ? knownCircuit(circuitText) : circuitText;
  return form === "formula" ? `Z(\\omega) = ${sum(circuit.root)}` : drawing(circuit);
}

/** Z of a node, as a sum that may stand alone. */
function sum(node: CircuitNode): string {
  if (node.kind === "series") return node.children.map(sum).join(" + ");
  if (node.kind === "parallel") return `\\left( ${node.children.map(admittance).join(" + ")} \\right)^{-1}`;
  return FORMULAS[node.element.symbol]?.impedance(symbols(node)) ?? nameOf("Z", node);
}

/** 1/Z of a node. */
function admittance(node: CircuitNode): string {
  if (node.kind === "parallel") return node.children.map(admittance).join(" + ");
  if (node.kind === "element") {
    const direct = FORMULAS[node.element.symbol]?.admittance?.(symbols(node));
    if (direct !== undefined) return direct;
  }
  return `\\frac{1}{${sum(node)}}`;
}

type Symbols = (parameter: string) => string;

interface Formula {
  impedance(s: Symbols): string;
  admittance?(s: Symbols): string;
}

const JW = "\\mathrm{j}\\omega";

/** u = … and f(u)/u with its hyperbolic function. */
const over = (name: string, amplitude: string, u: string): string =>
  `${amplitude} \\frac{\\${name}\\left(${u}\\right)}{${u}}`;

const FORMULAS: Readonly<Record<string, Formula>> = {
  R: { impedance: (s) => s("R"), admittance: (s) => `\\frac{1}{${s("R")}}` },
  C: { impedance: (s) => `\\frac{1}{${JW} ${s("C")}}`, admittance: (s) => `${JW} ${s("C")}` },
  L: { impedance: (s) => `${JW} ${s("L")}` },
  La: { impedance: (s) => `${s("L")} (${JW})^{${s("n")}}` },
  CPE: {
    impedance: (s) => `\\frac{1}{${s("Q")} (${JW})^{${s("n")}}}`,
    admittance: (s) => `${s("Q")} (${JW})^{${s("n")}}`,
  },
  ZARC: { impedance: (s) => `\\frac{${s("R")}}{1 + (${JW} ${s("tau")})^{${s("n")}}}` },
  HN: { impedance: (s) => `\\frac{${s("R")}}{\\left(1 + (${JW} ${s("tau")})^{${s("a")}}\\right)^{${s("b")}}}` },
  G: { impedance: (s) => `\\frac{${s("R")}}{\\sqrt{1 + ${JW} ${s("tau")}}}` },
  W: { impedance: (s) => `\\frac{${s("sigma")} (1 - \\mathrm{j})}{\\sqrt{\\omega}}` },
  Ws: { impedance: (s) => over("tanh", s("Z0"), `\\sqrt{${JW} ${s("tau")}}`) },
  Wo: { impedance: (s) => over("coth", s("Z0"), `\\sqrt{${JW} ${s("tau")}}`) },
  Wsn: { impedance: (s) => over("tanh", s("R"), `(${JW} ${s("tau")})^{${s("n")}}`) },
  Won: { impedance: (s) => over("coth", s("R"), `(${JW} ${s("tau")})^{${s("n")}}`) },
  TL: { impedance: (s) => over("coth", s("R"), `\\sqrt{${s("R")} ${s("Q")} (${JW})^{${s("n")}}}`) },
  TLR: {
    impedance: (s) =>
      over("coth", s("R"), `\\sqrt{\\frac{${s("R")}}{${s("Rct")}} + ${s("R")} ${s("Q")} (${JW})^{${s("n")}}}`),
  },
};

const PLAIN = ["R", "C", "L", "CPE", "W"];
const GREEK: Readonly<Record<string, string>> = { sigma: "\\sigma", tau: "\\tau", a: "\\alpha", b: "\\beta" };

/** Symbols of the parameters of an element with its label as subscript. */
function symbols(node: ElementNode): Symbols {
  return (parameter) => {
    // Elements with several parameters carry their whole name: R of HN1 is not R1.
    const own = PLAIN.includes(node.element.symbol) ? labelOf(node) : node.name;
    const [, letters = parameter, rest = ""] = /^([A-Z])(.+)$/.exec(parameter) ?? [];
    const subscript = [rest, own].filter((part) => part !== "").join(",");
    return withSubscript(GREEK[parameter] ?? letters, subscript);
  };
}

function labelOf({ name, element }: ElementNode): string {
  return name.slice(element.symbol.length).replace(/^_/, "");
}

function nameOf(base: string, node: ElementNode): string {
  return withSubscript(base, labelOf(node));
}

function withSubscript(base: string, subscript: string): string {
  if (subscript === "") return base;
  const text = subscript.replaceAll("_", "\\_");
  return /^[0-9]+$/.test(text) ? `${base}_{${text}}` : `${base}_{\\mathrm{${text}}}`;
}

/** Bipoles of circuitikz; all others are `generic` with their symbol. */
const BIPOLES: Readonly<Record<string, string>> = { R: "R", C: "C", L: "L", La: "L", CPE: "cpe" };

function drawing(circuit: Circuit): string {
  const layout = circuitLayout(circuit, { element: () => 2, above: 0.7, below: 0.5, gap: 0.4, lead: 0.4 });
  const at = (x: number, y: number): string => `(${number(x)},${number(-y)})`;
  const wires = layout.wires.map(([x1, y1, x2, y2]) => `  \\draw ${at(x1, y1)} -- ${at(x2, y2)};`);
  const elements = layout.elements.map(({ node, from, to, y }) => {
    const { symbol } = node.element;
    const text = `$${nameOf(symbol.length > 1 ? `\\mathrm{${symbol}}` : symbol, node)}$`;
    return `  \\draw ${at(from, y)} to[${BIPOLES[symbol] ?? "generic"}, l=${text}] ${at(to, y)};`;
  });
  const dots = layout.dots.map(([x, y]) => `  \\node[circ] at ${at(x, y)} {};`);
  return ["\\begin{circuitikz}[european]", ...wires, ...elements, ...dots, "\\end{circuitikz}"].join("\n");
}

function number(value: number): string {
  const rounded = Math.round(1000 * value) / 1000;
  return String(rounded === 0 ? 0 : rounded);
}
