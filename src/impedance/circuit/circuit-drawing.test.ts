import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { circuitDrawing } from "./circuit-drawing.ts";
import { circuitLatex } from "./circuit-latex.ts";
import { type CircuitLayout, circuitLayout } from "./circuit-layout.ts";
import { parseCircuit } from "./notation.ts";

const sizes = { element: (): number => 60, above: 30, below: 15, gap: 10, lead: 12 };
const layoutOf = (text: string): CircuitLayout => circuitLayout(parseCircuit(text), sizes);

/** Notations of nested circuits of R and C with names that do not repeat. */
const notations = fc
  .letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.constant("R"),
      fc.record({ parallel: fc.boolean(), children: fc.array(tie("node"), { minLength: 2, maxLength: 3 }) }),
    ),
  }))
  .node.map((node) => {
    let count = 0;
    const print = (part: unknown): string => {
      if (part === "R") return `R${count++}`;
      const { parallel, children } = part as { parallel: boolean; children: readonly unknown[] };
      const inner = children.map(print);
      return parallel ? `p(${inner.join(",")})` : inner.join("-");
    };
    return print(node);
  })
  .filter((text) => (text.match(/R/g)?.length ?? 0) <= 40);

describe("circuitLayout", () => {
  it("connects every element: each terminal is the end of a wire or the terminal of another, and nothing overlaps", () => {
    fc.assert(
      fc.property(notations, (text) => {
        const { elements, wires, width, height } = layoutOf(text);
        const ends = new Map<string, number>();
        const touch = (x: number, y: number): void => {
          const key = `${x.toFixed(6)} ${y.toFixed(6)}`;
          ends.set(key, (ends.get(key) ?? 0) + 1);
        };
        for (const [x1, y1, x2, y2] of wires) {
          touch(x1, y1);
          touch(x2, y2);
          expect(x1 === x2 || y1 === y2).toBe(true);
        }
        for (const { from, to, y } of elements) {
          expect(ends.get(`${from.toFixed(6)} ${y.toFixed(6)}`) ?? 0).toBeGreaterThan(0);
          expect(ends.get(`${to.toFixed(6)} ${y.toFixed(6)}`) ?? 0).toBeGreaterThan(0);
          expect(from >= 0 && to <= width && y - sizes.above >= -1e-9 && y + sizes.below <= height + 1e-9).toBe(true);
        }
        elements.forEach((a, i) => {
          for (const b of elements.slice(i + 1)) {
            const apart = a.to <= b.from + 1e-9 || b.to <= a.from + 1e-9;
            expect(apart || Math.abs(a.y - b.y) >= sizes.above + sizes.below - 1e-9).toBe(true);
          }
        });
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  it("puts two branches half above and half below the line", () => {
    const { elements, dots } = layoutOf("p(R1,C1)");
    expect(elements.map(({ y }) => y)).toEqual([30, 75]);
    expect(dots.map(([, y]) => y)).toEqual([52.5, 52.5]);
  });
});

describe("circuitDrawing", () => {
  it("draws one group an element, in the colour of the text around it", () => {
    const svg = circuitDrawing("R0-p(R_ct-Wo1,CPE1)-L2-p(C3,HN4)");
    expect(svg.startsWith("<svg xmlns=")).toBe(true);
    expect(svg.match(/<g><path/g)).toHaveLength(7);
    expect(svg).toContain('stroke="currentColor"');
    expect(svg).not.toMatch(/NaN|undefined|#[0-9a-f]{3}/);
    expect(svg).toContain('aria-label="Circuit R0-p(R_ct-Wo1,CPE1)-L2-p(C3,HN4)"');
  });

  it("escapes values", () => {
    expect(circuitDrawing("R1", { values: { R1: '<b a="1">&' } })).toContain("&lt;b a=&quot;1&quot;&gt;&amp;");
  });
});

describe("circuitLatex", () => {
  it("writes the impedance", () => {
    expect(circuitLatex("R0-p(R1,CPE1)-W1")).toBe(
      "Z(\\omega) = R_{0} + \\left( \\frac{1}{R_{1}} + Q_{1} (\\mathrm{j}\\omega)^{n_{1}} \\right)^{-1} + \\frac{\\sigma_{1} (1 - \\mathrm{j})}{\\sqrt{\\omega}}",
    );
  });

  it("keeps braces and \\left…\\right balanced for every element and form", () => {
    const circuit = "L0-R_s-p(R1-Ws1,C1)-p(CPE2,ZARC2-G3)-HN1-La2-Wsn3-Won4-TL5-TLR6-Wo7-W8";
    for (const form of ["formula", "circuitikz"] as const) {
      const text = circuitLatex(circuit, { form });
      expect(text.match(/\{/g)?.length).toBe(text.match(/\}/g)?.length);
      expect(text.match(/\\left/g)?.length).toBe(text.match(/\\right/g)?.length);
      expect(text).not.toMatch(/undefined|NaN/);
    }
  });

  it("tells the R of HN1 from R1", () => {
    expect(circuitLatex("R1-HN1")).toContain("R_{1} + \\frac{R_{\\mathrm{HN1}}}");
  });

  it("draws with circuitikz", () => {
    const text = circuitLatex("p(R1,CPE1)", { form: "circuitikz" });
    expect(text).toContain("to[R, l=$R_{1}$]");
    expect(text).toContain("to[cpe, l=$\\mathrm{CPE}_{1}$]");
  });
});
