// Laws: jobs of a lane never overlap, a worker that ends takes only its own job with it, and an idle one does not live on.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Lanes, WorkerEnded } from "./lanes.ts";

interface FakeWorker {
  readonly number: number;
  readonly died: () => void;
  terminated: boolean;
}

const IDLE = 1000;
let opened: FakeWorker[] = [];
const lanes = () =>
  new Lanes<FakeWorker>({
    open: (_lane, died) => {
      const worker: FakeWorker = { number: opened.length + 1, died, terminated: false };
      opened.push(worker);
      return {
        api: worker,
        terminate: () => {
          worker.terminated = true;
        },
      };
    },
    idle: IDLE,
    keeps: (lane) => lane === "cell",
  });

beforeEach(() => {
  opened = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A job that settles when it is told to, or with its worker. */
function held() {
  let go = (_: string): void => {};
  const told = new Promise<string>((found) => {
    go = found;
  });
  return { go: (value: string) => go(value), told };
}

test("the end of a worker that was stopped, noticed late, leaves the next worker of the lane and its job alone", async () => {
  const { run } = bound(lanes());
  const first = run("files", async (open) => {
    const { ended, end } = open();
    end();
    return ended;
  });
  await expect(first).rejects.toBeInstanceOf(WorkerEnded);
  const { go, told } = held();
  const second = run("files", async (open) => Promise.race([told, open().ended]));
  await vi.advanceTimersByTimeAsync(0);
  opened[0]?.died();
  await vi.advanceTimersByTimeAsync(0);
  expect(opened.map(({ terminated }) => terminated)).toEqual([true, false]);
  go("done");
  expect(await second).toBe("done");
});

test("a job of a worker that is ended before it answers is told so", async () => {
  const { run } = bound(lanes());
  const job = run("files", async (open) => open().ended);
  const refused = expect(job).rejects.toBeInstanceOf(WorkerEnded);
  await vi.advanceTimersByTimeAsync(0);
  opened[0]?.died();
  await refused;
});

test("jobs of a lane run one after another, also when the worker was replaced between them", async () => {
  const { run } = bound(lanes());
  let running = 0;
  let most = 0;
  const job = (ends: boolean) =>
    run("files", async (open) => {
      most = Math.max(most, ++running);
      const { end, api } = open();
      if (ends) end();
      await new Promise((soon) => setTimeout(soon, 10));
      running--;
      return api.number;
    });
  const jobs = [job(true), job(false)];
  await vi.advanceTimersByTimeAsync(5);
  jobs.push(job(false), job(false));
  await vi.advanceTimersByTimeAsync(100);
  expect(await Promise.all(jobs)).toEqual([1, 2, 2, 2]);
  expect(most).toBe(1);
});

test("a job that failed does not stop those after it", async () => {
  const { run } = bound(lanes());
  const failed = run("files", async () => {
    throw new Error("no");
  });
  const next = run("files", async () => "yes");
  await expect(failed).rejects.toThrow("no");
  expect(await next).toBe("yes");
});

test("an idle worker is ended, but not while a job waits, nor where it keeps what a later job needs", async () => {
  const { run } = bound(lanes());
  await run("files", async (open) => open().api.number);
  await run("cell", async (open) => open().api.number);
  await vi.advanceTimersByTimeAsync(IDLE / 2);
  const { go, told } = held();
  const second = run("files", async (open) => {
    open();
    return told;
  });
  await vi.advanceTimersByTimeAsync(10 * IDLE);
  expect(opened.map(({ terminated }) => terminated)).toEqual([false, false]);
  go("done");
  await second;
  await vi.advanceTimersByTimeAsync(IDLE + 1);
  expect(opened.map(({ terminated }) => terminated)).toEqual([true, false]);
  expect(await run("files", async (open) => open().api.number)).toBe(3);
});

function bound(one: Lanes<FakeWorker>) {
  return { run: one.run.bind(one) };
}
