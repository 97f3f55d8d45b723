// What becomes of an analysis that is stopped, replaced or refused. Oracle: a worker whose answers are given by hand.
import { beforeEach, describe, expect, test, vi } from "vitest";
import { keepContent } from "../state/contents.ts";
import { emptyProject, type ProjectFile } from "../state/project.ts";
import type { AnalyzedFile } from "../work/jobs.ts";
import { requireAnalysis, resumeAnalysis, useAnalyses } from "./analyses.ts";
import { useLiveLambda } from "./live-lambda.ts";

interface Asked {
  readonly answer: (output: AnalyzedFile) => void;
  readonly fail: (error: Error) => void;
}

const { asked, StoppedError } = vi.hoisted(() => ({
  asked: [] as Asked[],
  StoppedError: class StoppedError extends Error {},
}));

vi.mock("../work/run-job.ts", () => ({
  StoppedError,
  runJob: () =>
    new Promise((answer, fail) => {
      asked.push({ answer, fail });
    }),
}));

const settings = emptyProject.impedance;
const file: ProjectFile = { id: "a", name: "a.mpr", folder: "", size: 1, area: null, working: null, counter: null };
const state = () => useAnalyses.getState().files.a;

beforeEach(() => {
  asked.length = 0;
  useAnalyses.setState({ files: {} });
  keepContent("a", new Blob(["a"]));
});

describe("an analysis that is stopped", () => {
  test("leaves the file free, says so, and waits until it is resumed", async () => {
    const first = requireAnalysis(file, settings);
    asked[0]?.fail(new StoppedError());
    await first;
    expect(state()).toMatchObject({ busy: false, stopped: true });
    await requireAnalysis(file, settings);
    expect(asked).toHaveLength(1);
    void resumeAnalysis(file, settings);
    expect(asked).toHaveLength(2);
    expect(state()).toMatchObject({ busy: true, stopped: false });
  });

  test("by a newer one with the same options as before leaves the newer one running", async () => {
    const first = requireAnalysis(file, settings);
    void requireAnalysis(file, { ...settings, lambda: 1e-3 });
    void requireAnalysis(file, settings);
    asked[0]?.fail(new StoppedError());
    await first;
    expect(asked).toHaveLength(3);
    expect(state()).toMatchObject({ busy: true, stopped: false });
  });

  test.each([new StoppedError(), new Error("the worker ended")])(
    "or fails takes the dragged picture away: %s",
    async (error) => {
      const work = requireAnalysis(file, settings);
      const map = { tau: new Float64Array(1), gamma: new Float64Array(1), sweeps: 1 };
      useLiveLambda.getState().show({ file: "a", key: "a", lambda: 1, map, distributions: new Map() });
      asked[0]?.fail(error);
      await work;
      expect(useLiveLambda.getState().live).toBeNull();
    },
  );

  test("begins anew with other settings", async () => {
    const first = requireAnalysis(file, settings);
    asked[0]?.fail(new StoppedError());
    await first;
    void requireAnalysis(file, { ...settings, lambda: 1e-3 });
    expect(state()).toMatchObject({ busy: true, stopped: false });
  });
});
