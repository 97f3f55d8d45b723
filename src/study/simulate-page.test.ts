// Oracles: the records of the run itself; units by hand.
import { describe, expect, it } from "vitest";
import { runTask } from "../base/task.ts";
import { simulateText } from "../cli/simulate-text.ts";
import { protocolFromText } from "./protocol.ts";
import { type SimulateDocument, type SimulateRequest, simulation } from "./simulate.ts";
import { shippedCell } from "./simulate-cell.ts";
import { denseGroups } from "./simulate-figures.ts";
import { simulationPage } from "./simulate-page.ts";

const run = (protocol: string, more: Partial<SimulateRequest> = {}): Promise<SimulateDocument> =>
  runTask(simulation({ cell: shippedCell("pool"), protocol: protocolFromText(protocol), ...more }));

describe("the page of a simulation", () => {
  it("of passes that were jumped is drawn by the ends of its segments: no line across what was not worked out", async () => {
    const jumped = await run("repeat 400 { strip at 0.4 mA/cm2 for 10 ms; rest 10 ms }", { cycleJump: 0.05 });
    expect(jumped.segments.length).toBeLessThan(300);
    const driven = denseGroups(jumped).find(({ points }) => jumped.series.current[points[0] ?? 0] !== 0);
    expect(driven?.points.length).toBe(
      jumped.segments.filter(({ passes, step }) => passes === undefined && step.startsWith("1.1")).length,
    );
    for (const k of driven?.points ?? []) expect(jumped.series.current[k]).toBe(4);
  });

  it("tells that nothing was skipped as a fact, and what was skipped as something to be minded", async () => {
    const verdictOf = async (protocol: string, words: RegExp) =>
      simulationPage(await run(protocol, { cycleJump: 0.05 })).findings.find(({ rest }) => words.test(rest))?.verdict;
    expect(await verdictOf("strip at 1 mA/cm2 for 1 s", /^No repeat was skipped/)).toBe("fact");
    expect(
      await verdictOf("repeat 400 { strip at 0.4 mA/cm2 for 10 ms; rest 10 ms }", /were skipped by cycle jumps/),
    ).toBe("mind");
    const text = simulateText(await run("strip at 1 mA/cm2 for 1 s", { cycleJump: 0.05 }), 1);
    expect(text).toMatch(/^ *No repeat was skipped/m);
  });

  it("tells a quantity in one unit in all of its tables", async () => {
    const found = await run("strip at 1 mA/cm2 for 1 s", { set: { "pool.depth": "500 um" } });
    const { tables, findings } = simulationPage(found);
    const unitsOf = (title: string): readonly string[] =>
      tables.find((one) => one.title === title)?.columns.find(({ head }) => head === "unit")?.cells ?? [];
    expect(
      [...unitsOf("Parameters"), ...unitsOf("Conservation")].filter((unit) => /A m⁻²|C m⁻²|Ω m²/.test(unit)),
    ).toEqual([]);
    expect(JSON.stringify([tables, findings])).toMatch(/E end \/ mV/);
  });
});
