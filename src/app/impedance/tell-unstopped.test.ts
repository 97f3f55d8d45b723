// Law: a failure of a job reaches the user, a stop does not.
import { beforeEach, expect, test, vi } from "vitest";
import { StoppedError } from "../work/run-job.ts";
import { tellUnstopped } from "./tell-unstopped.ts";

const { told } = vi.hoisted(() => ({ told: [] as unknown[] }));
vi.mock("../shell/toast-store.ts", () => ({ tellError: (error: unknown) => told.push(error) }));

beforeEach(() => {
  told.length = 0;
});

test("a failure is told, a stop is not", () => {
  const failure = new Error("The worker ended unexpectedly; it was restarted.");
  tellUnstopped(new StoppedError("stopped"));
  tellUnstopped(failure);
  expect(told).toEqual([failure]);
});
