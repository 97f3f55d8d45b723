// Oracles: a small model whose answers are known; the schema of the document.
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { runTask } from "../../base/task.ts";
import { darkTheme } from "../../figures/theme.ts";
import { plainNumbers } from "../plain-numbers.ts";
import { calibrateDocument } from "../schemas/calibrate.ts";
import { calibration } from "./calibration.ts";
import type { CalibrationDocument } from "./document.ts";
import type { Datum, Forward, VariedParameter } from "./forward.ts";
import { CalibrationStopped, stoppedDocument } from "./interrupted.ts";
import { calibrationPage } from "./page.ts";
import { savedParameters } from "./saved-parameters.ts";
import { calibrationTables } from "./tables.ts";

const TIMES = [0.1, 0.3, 1, 3, 10];

/** A charge that is left after a rest, and a capacity that it gives: a, tau, an idle parameter. */
function model(withIdle = true): Forward {
  const parameters: VariedParameter[] = [
    { name: "store.limit", unit: "A/m2", from: 0.1, to: 100, scale: "log", start: 3 },
    { name: "store.time", unit: "s", from: 0.05, to: 50, scale: "log", start: 5 },
    ...(withIdle ? [{ name: "store.idle", unit: "1", from: 0, to: 1, scale: "linear" as const }] : []),
  ];
  const of = ([a, tau]: readonly number[], t: number): number => a * -Math.expm1(-t / tau);
  const values = [0.99, 2.53, 6.31, 9.45, 9.97];
  const data: Datum[] = [
    ...TIMES.map((t, i) => ({
      name: `after ${t} s`,
      experiment: i < 3 ? "short" : "long",
      unit: "A/m2",
      value: values[i],
      sigma: 0.1,
      bound: "value" as const,
      source: "made",
      ...(i < 3 ? {} : { curve: { name: "recovery", at: t, unit: "s" } }),
    })),
    { name: "never more", experiment: "long", unit: "A/m2", value: 10, sigma: 0.2, bound: "at most", source: "made" },
    { name: "proposed", experiment: "new", unit: "A/m2", value: null, sigma: 0.01, bound: "value", source: "planned" },
  ];
  return {
    parameters,
    data,
    settings: { search: "tolerance 1e-4", final: "tolerance 1e-6" },
    evaluate: (p) =>
      Promise.resolve([
        ...TIMES.map((t, i) => ({ name: data[i].name, value: of(p, t) })),
        { name: "never more", value: of(p, 50) },
        { name: "proposed", value: of(p, 0.01) },
      ]),
  };
}

const calibrated = (): Promise<CalibrationDocument> =>
  runTask(
    calibration({
      title: "Recovery",
      studies: [{ name: "recovery", title: "Recovery", file: "recovery.yaml", sha256: "0".repeat(64) }],
      forward: model(),
      rivals: [
        { name: "as it stands", forward: model() },
        { name: "without idle", forward: model(false) },
      ],
    }),
  );

describe("calibration", () => {
  it("gives a document that its schema accepts, with intervals that hold what made the data", async () => {
    const document = await calibrated();
    const plain: unknown = JSON.parse(JSON.stringify(document, plainNumbers));
    expect(calibrateDocument.safeParse(plain).error).toBeUndefined();
    expect(document.counts).toMatchObject({ values: 5, bounds: 1, parameters: 2, experiments: 2, proposed: 1 });
    const [limit, time, idle] = document.parameters;
    expect(limit.profile?.lower).toBeLessThan(10);
    expect(limit.profile?.upper).toBeGreaterThan(9.8);
    expect(time.verdict).toBe("determined");
    expect(idle.verdict).toBe("no effect");
    expect(document.sentences).toEqual(["store.idle: no effect on any datum between 0 and 1."]);
    expect(document.leftOut.map(({ experiment }) => experiment)).toEqual(["short", "long"]);
    expect(document.rivals).toHaveLength(2);
    // What no datum sees costs nothing: the two are one model.
    for (const { difference, weight } of document.rivals) {
      expect(difference).toBeCloseTo(0, 1);
      expect(weight).toBeCloseTo(0.5, 1);
    }
  });

  it("is drawn and tabled without a hole", async () => {
    const document = await calibrated();
    const page = calibrationPage(document);
    expect(page.figures.map(({ id }) => id)).toEqual(["residuals", "curve-recovery", "profiles", "correlation"]);
    for (const { draw } of page.figures) expect(JSON.stringify(draw(darkTheme))).not.toMatch(/NaN|undefined/);
    for (const { columns } of page.tables) expect(new Set(columns.map(({ cells }) => cells.length)).size).toBe(1);
    expect(calibrationTables(document).map(({ name }) => name)).toEqual([
      "parameters",
      "data",
      "profiles",
      "left-out",
      "mechanisms",
    ]);
  });

  it("saves the values as YAML with how they are known", async () => {
    const document = await calibrated();
    const saved = parse(savedParameters(document));
    expect(saved.parameters["store.limit"]).toBe(document.parameters[0].value);
    expect(saved.provenance["store.limit"].status).toBe("fitted");
    expect(saved.provenance["store.limit"].interval95[0]).toBe(document.parameters[0].profile?.lower);
  });

  it("is told of one-sided data as they count in the misfit: met ones near 0, whatever their deviation", async () => {
    const document = await calibrated();
    const far = {
      ...document,
      data: document.data.map((one) =>
        one.bound === "at most" ? { ...one, model: 0, deviation: 50, residual: 0 } : one,
      ),
      leftOut: document.leftOut.map((one) => ({
        ...one,
        predictions: one.predictions.map((two) => (two.bound === "at most" ? { ...two, standardised: 50 } : two)),
      })),
    };
    const [{ draw }] = calibrationPage(far).figures;
    const xs = draw(darkTheme).data.flatMap(({ x }) => (x as number[]) ?? []);
    expect(xs.length).toBeGreaterThan(4);
    expect(Math.max(...xs.map(Math.abs))).toBeLessThan(5);
  });

  it("tells a quantity in one unit on a page, in sentences too", async () => {
    const document = await calibrated();
    const page = calibrationPage({ ...document, sentences: document.sentences });
    const all = JSON.stringify([page.findings, page.tables]);
    expect(all).toContain("mA cm⁻²");
    expect(all).not.toMatch(/A\/m2|A m⁻²/);
  });

  it("stops where it is asked to", async () => {
    let asked = 0;
    const task = calibration({ title: "Recovery", studies: [], forward: model() });
    await expect(runTask(task, { isCancelled: () => asked++ > 20 })).rejects.toThrow(/stopped/);
  });

  it("stopped in its search gives the best set of values so far, with its misfit", async () => {
    let asked = 0;
    const task = calibration({ title: "Recovery", studies: [], forward: model(), isStopped: () => asked++ > 20 });
    const stopped: unknown = await runTask(task).catch((error: unknown) => error);
    expect(stopped).toBeInstanceOf(CalibrationStopped);
    const { reached } = stopped as CalibrationStopped;
    expect(reached?.parameters.map(({ name }) => name)).toEqual(["store.limit", "store.time", "store.idle"]);
    // Of the start, 3 A/m² and 5 s: Σ r² of five values and a bound that is met.
    const start = TIMES.reduce(
      (sum, t, i) => sum + ((-3 * Math.expm1(-t / 5) - [0.99, 2.53, 6.31, 9.45, 9.97][i]) / 0.1) ** 2,
      0,
    );
    expect(reached?.sumOfSquares).toBeLessThanOrEqual(start);
    const plain: unknown = JSON.parse(JSON.stringify(stoppedDocument(reached), plainNumbers));
    expect(calibrateDocument.safeParse(plain).error).toBeUndefined();
  });

  it("stopped among its first, random sets gives the best of them", async () => {
    let asked = 0;
    const task = calibration({ title: "Recovery", studies: [], forward: model(), isStopped: () => asked++ >= 3 });
    const stopped: unknown = await runTask(task).catch((error: unknown) => error);
    expect(stopped).toBeInstanceOf(CalibrationStopped);
    const { reached } = stopped as CalibrationStopped;
    expect(reached?.parameters.map(({ name }) => name)).toEqual(["store.limit", "store.time", "store.idle"]);
    expect(reached?.runs).toBeLessThan(5);
    expect(reached?.sumOfSquares).toBeGreaterThan(0);
  });

  it("stopped after its fit gives it whole, with what else was reached", async () => {
    const whole = await calibrated();
    let left = false;
    const task = calibration({
      title: "Recovery",
      studies: whole.studies,
      forward: model(),
      rivals: [{ name: "without idle", forward: model(false) }],
      isStopped: () => left,
    });
    const document = await runTask(task, {
      onProgress: ({ detail }) => {
        left ||= detail.startsWith("without long");
      },
    });
    expect(document.parameters).toEqual(whole.parameters);
    expect(document.leftOut.map(({ experiment }) => experiment)).toEqual(["short"]);
    expect(document.rivals).toEqual([]);
    expect(document.warnings.at(-1)).toEqual({
      code: "interrupted",
      message:
        "Stopped after the fit: 1 of 2 experiments were left out in turn, and 0 of 1 sets of mechanisms compared.",
    });
  });
});
