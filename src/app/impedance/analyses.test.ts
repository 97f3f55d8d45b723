// What becomes of an analysis that is stopped, replaced or refused. Oracle: a worker whose answers are given by hand.
import { beforeEach, describe, expect, test, vi } from "vitest";
import { keepContent } from "../state/contents.ts";
import { emptyProject, type ProjectFile } from "../state/project.ts";
import { useProject } from "../state/project-store.ts";
import { removeFiles } from "../state/remove.ts";
import { useSession } from "../state/session-store.ts";
import type { AnalyzedFile } from "../work/jobs.ts";
import type { JobOptions } from "../work/run-job.ts";
import { MOST_HELD, requireAnalysis, resumeAnalysis, useAnalyses } from "./analyses.ts";
import { useLiveLambda } from "./live-lambda.ts";

interface Asked {
  readonly answer: (output: AnalyzedFile) => void;
  readonly fail: (error: Error) => void;
  readonly file: string;
  readonly lane: string;
}

const { asked, worker, StoppedError } = vi.hoisted(() => ({
  asked: [] as Asked[],
  /** ms that a stopped job takes to end; 0: it ends at once. */
  worker: { patience: 0 },
  StoppedError: class StoppedError extends Error {},
}));

vi.mock("../work/run-job.ts", () => ({
  StoppedError,
  runJob: (_name: string, { file }: { readonly file: ProjectFile }, { lane, signal }: JobOptions<"analyze">) =>
    new Promise((answer, fail) => {
      asked.push({ answer, fail, file: file.id, lane });
      const end = (): void => fail(new StoppedError());
      signal?.addEventListener("abort", () => (worker.patience > 0 ? setTimeout(end, worker.patience) : end()));
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

describe("the file that is shown goes first", () => {
  const [small, large]: [ProjectFile, ProjectFile] = [file, { ...file, id: "b", name: "b.mpr" }];
  const analysed: AnalyzedFile = JSON.parse('{ "entry": { "warnings": [] }, "series": null }');
  const states = () => useAnalyses.getState().files;
  beforeEach(() => keepContent("b", new Blob(["b"])));

  test.each(["batch", "files"] as const)(
    "one under way in the lane of %s makes way, and is made later",
    async (lane) => {
      const before = requireAnalysis(large, settings, lane);
      const own = requireAnalysis(small, settings);
      await before;
      expect(asked.map(({ file, lane }) => [file, lane])).toEqual([
        ["b", lane],
        ["a", "files"],
      ]);
      expect(states()).toMatchObject({ a: { busy: true }, b: { busy: false, stopped: false } });
      asked[1]?.answer(analysed);
      await own;
      void requireAnalysis(large, settings, "batch");
      expect(asked.at(-1)).toMatchObject({ file: "b", lane: "batch" });
      expect(states()).toMatchObject({ a: { busy: false, result: analysed }, b: { busy: true } });
    },
  );

  test("one that is shown again before it has made way is asked for again", async () => {
    worker.patience = 5;
    try {
      const before = requireAnalysis(large, settings);
      const between = requireAnalysis(small, settings);
      const again = requireAnalysis(large, settings);
      expect(asked.map(({ file }) => file)).toEqual(["b", "a", "b"]);
      await Promise.all([before, between]);
      expect(states()).toMatchObject({ a: { busy: false, wanted: "" }, b: { busy: true } });
      asked[2]?.answer(analysed);
      await again;
      expect(states()).toMatchObject({ b: { busy: false, result: analysed } });
    } finally {
      worker.patience = 0;
    }
  });

  test("one that the user stopped waits until it is resumed", async () => {
    const before = requireAnalysis(large, settings, "batch");
    asked[0]?.fail(new StoppedError());
    await before;
    const own = requireAnalysis(small, settings);
    asked[1]?.answer(analysed);
    await own;
    await requireAnalysis(large, settings, "batch");
    expect(asked).toHaveLength(2);
    expect(states()).toMatchObject({ b: { stopped: true } });
  });

  test("others of the batch leave it alone, and it leaves them alone where it has nothing to compute", async () => {
    const own = requireAnalysis(small, settings);
    void requireAnalysis(large, settings, "batch");
    asked[0]?.answer(analysed);
    await own;
    await requireAnalysis(small, settings);
    expect(states()).toMatchObject({ a: { busy: false, result: analysed }, b: { busy: true } });
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
