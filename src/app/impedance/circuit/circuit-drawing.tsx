import { Popover } from "@mantine/core";
import { type ReactNode, useMemo, useState } from "react";
import { circuitLayout, type PlacedElement } from "../../../impedance/circuit/circuit-layout.ts";
import { parseCircuit } from "../../../impedance/circuit/notation.ts";
import classes from "./circuit-drawing.module.css";
import { elementSymbol } from "./symbols.ts";

export interface CircuitDrawingProps {
  readonly notation: string;
  /** What a screen reader is told of an element: "R1, resistor, 32.7 Ω". */
  readonly nameOf: (element: string) => string;
  /** Names of elements that carry a mark: something is said of them. */
  readonly marked: ReadonlySet<string>;
  /** What opens at an element. */
  readonly editor: (element: string, close: () => void) => ReactNode;
}

/** Half of the least target in px. */
const TARGET = 12;

/** The circuit by standard symbols; an element opens its editor. */
export function CircuitDrawing({ notation, nameOf, marked, editor }: CircuitDrawingProps) {
  const [opened, setOpened] = useState<string | null>(null);
  const layout = useMemo(
    () => circuitLayout(parseCircuit(notation), { element: () => 38, above: 27, below: 11, gap: 7, lead: 5 }),
    [notation],
  );
  const wires = layout.wires.map(([x1, y1, x2, y2]) => `M${x1} ${y1}L${x2} ${y2}`).join("");
  const { width, height } = layout;
  return (
    <div className={classes.scroll}>
      <div className={classes.drawing} style={{ width, height }}>
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden className={classes.lines}>
          <path d={wires} />
          {layout.dots.map(([x, y]) => (
            <circle key={`${x} ${y}`} cx={x} cy={y} r={1.8} className={classes.dot} />
          ))}
          {layout.elements.map((placed) => (
            <Element key={placed.node.name} placed={placed} marked={marked.has(placed.node.name)} />
          ))}
        </svg>
        {layout.elements.map(({ node: { name }, from, to, y }) => (
          <Popover
            key={name}
            opened={opened === name}
            onChange={(open) => setOpened(open ? name : null)}
            position="bottom-end"
            width={288}
            trapFocus
            returnFocus
            withinPortal
          >
            <Popover.Target>
              <button
                type="button"
                className={classes.target}
                style={{ left: from, width: to - from, top: y - TARGET - 8, height: 2 * TARGET + 12 }}
                aria-label={nameOf(name)}
                aria-haspopup="dialog"
                aria-expanded={opened === name}
                onClick={() => setOpened(opened === name ? null : name)}
              />
            </Popover.Target>
            <Popover.Dropdown p={10} aria-label={`Element ${name}`}>
              {opened === name ? editor(name, () => setOpened(null)) : null}
            </Popover.Dropdown>
          </Popover>
        ))}
      </div>
    </div>
  );
}

function Element({ placed, marked }: { readonly placed: PlacedElement; readonly marked: boolean }) {
  const { node, from, to, y } = placed;
  const middle = (from + to) / 2;
  const { half, path, text } = elementSymbol(node.element.symbol);
  const base = node.element.symbol === "CPE" ? "Q" : node.element.symbol;
  const label = node.name.slice(node.element.symbol.length).replace(/^_/, "");
  return (
    <g transform={`translate(${middle} ${y})`}>
      <path d={`M${from - middle} 0H${-half}M${half} 0H${to - middle}${path}`} />
      {text === "" ? null : (
        <text y={4} className={classes.inside}>
          {text}
        </text>
      )}
      <text y={-12} className={classes.name}>
        <tspan fontStyle="italic">{base}</tspan>
        <tspan dy={3} fontSize={9}>
          {label}
        </tspan>
      </text>
      {marked ? <circle cx={half + 4} cy={-9} r={2} className={classes.mark} /> : null}
    </g>
  );
}
