// What becomes of an analysis that is stopped, replaced or refused. Oracle: a worker whose answers are given by hand.
import { beforeEach, describe, expect, test, vi } from "vitest";
import { keepContent } from "../state/contents.ts";
import { emptyProject, type ProjectFile } from "../state/project.ts";
import { useProject } from "../state/project-store.ts";
import { removeFiles } from "../state/remove.ts";
import { useSession } from "../state/session-store.ts";
import type { AnalyzedFile } from "../work/jobs.ts";
import { MOST_HELD, requireAnalysis, resumeAnalysis, useAnalyses } from "./analyses.ts";
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
  useAnalyses.setState({ files: {}, used: [] });
  useProject.getState().open({ present: emptyProject, past: [], future: [] });
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

describe("results that are held", () => {
  const ids = Array.from({ length: MOST_HELD + 3 }, (_, k) => `file ${k}`);
  const named = (id: string): ProjectFile => ({ ...file, id, name: `${id}.mpr` });
  const analysed: AnalyzedFile = JSON.parse('{ "entry": { "warnings": [] }, "series": null }');
  const held = () =>
    Object.entries(useAnalyses.getState().files).flatMap(([id, { result }]) => (result === null ? [] : [id]));

  const analyse = async (id: string, lane: "files" | "batch"): Promise<void> => {
    const before = asked.length;
    const work = requireAnalysis(named(id), settings, lane);
    if (asked.length > before) asked.at(-1)?.answer(analysed);
    await work;
  };
  const show = async (id: string): Promise<void> => {
    useSession.getState().pin({ file: id }, false);
    await analyse(id, "files");
  };
  const batch = async (): Promise<void> => {
    for (const id of ids) await analyse(id, "batch");
  };

  beforeEach(() => {
    for (const id of ids) keepContent(id, new Blob([id]));
    const files = ids.map(named);
    useProject.getState().open({ present: { ...emptyProject, files }, past: [], future: [] });
  });

  test("are those used last, with the one that is shown and those that are compared", async () => {
    const compared = ["file 1:0", "nowhere:2"];
    useProject.getState().change("Pin", (document) => ({ ...document, compared }));
    await show("file 0");
    await batch();
    expect(held()).toEqual(["file 0", "file 1", ...ids.slice(5)]);
    expect(useAnalyses.getState().files["file 2"]).toMatchObject({ busy: false, released: true, result: null });
  });

  test("are not computed again for the batch, only for the file that comes under the cursor", async () => {
    await show("file 0");
    await batch();
    expect(asked).toHaveLength(ids.length);
    await batch();
    expect(asked).toHaveLength(ids.length);
    await show("file 2");
    expect(asked).toHaveLength(ids.length + 1);
    expect(useAnalyses.getState().files["file 2"]).toMatchObject({ released: false, result: analysed });
    expect(held()).toHaveLength(MOST_HELD);
  });

  test("what is shown again is used again", async () => {
    for (const id of ids.slice(0, MOST_HELD)) await analyse(id, "batch");
    await show("file 0");
    await show("file 1");
    await show("file 12");
    await analyse("file 13", "batch");
    expect(held()).toEqual(["file 0", "file 1", ...ids.slice(4, 14)]);
  });

  test("go with their file, and an analysis that is under way then says nothing more", async () => {
    await show("file 0");
    await analyse("file 1", "batch");
    const work = requireAnalysis(named("file 2"), settings, "batch");
    removeFiles(["file 1", "file 2"]);
    asked.at(-1)?.answer(analysed);
    await work;
    expect(Object.keys(useAnalyses.getState().files)).toEqual(["file 0"]);
    expect(useAnalyses.getState().used).toEqual(["file 0"]);
    useProject.getState().undo();
    await analyse("file 1", "batch");
    expect(held()).toEqual(["file 0", "file 1"]);
  });
});
