// Law: what a job brings is told only if no newer one has taken its place meanwhile; what stops with an output, tells it.
import { beforeEach, expect, test, vi } from "vitest";

const between = vi.hoisted(() => ({ run: (): void => {} }));

vi.mock("comlink", () => ({
  proxy: (told: unknown) => told,
  wrap: () => ({
    ready: async () => {},
    run: async (_: number, name: string) => ({ output: `${name} done` }),
    cancel: () => {},
  }),
}));
vi.mock("./next-task.ts", () => ({
  inNextTask: (run: () => void) => {
    between.run();
    run();
  },
}));

beforeEach(() => {
  between.run = () => {};
  vi.stubGlobal("navigator", {});
  vi.stubGlobal(
    "Worker",
    class {
      addEventListener(): void {}
      terminate(): void {}
    },
  );
});

const { runJob, StoppedError } = await import("./run-job.ts");

const run = (name: "analyze" | "runStudy", controller: AbortController): Promise<unknown> =>
  runJob(name, {} as never, { lane: "files", signal: controller.signal });

test("a job that nothing stops brings its output", async () => {
  expect(await run("analyze", new AbortController())).toBe("analyze done");
});

test("an answer that is overtaken before its turn comes is not told", async () => {
  const controller = new AbortController();
  between.run = () => controller.abort();
  await expect(run("analyze", controller)).rejects.toBeInstanceOf(StoppedError);
});

test("an answer that a newer job of its key overtakes is not told", async () => {
  let newer: Promise<unknown> | null = null;
  between.run = () => {
    between.run = () => {};
    newer = runJob("analyze", {} as never, { lane: "other", replaces: "one" });
  };
  await expect(runJob("analyze", {} as never, { lane: "files", replaces: "one" })).rejects.toBeInstanceOf(StoppedError);
  expect(await newer).toBe("analyze done");
});

test("a run that is stopped brings what it has so far", async () => {
  const controller = new AbortController();
  between.run = () => controller.abort();
  expect(await run("runStudy", controller)).toBe("runStudy done");
});
