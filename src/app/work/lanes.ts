/** The worker of a lane as the scheduler sees it. */
export interface LaneWorker<Api> {
  readonly api: Api;
  terminate(): void;
}

/** A worker that is open: jobs of its lane use it one after another. */
export interface OpenLane<Api> {
  readonly api: Api;
  /** Rejected with `WorkerEnded` when this worker has ended, however it ended. */
  readonly ended: Promise<never>;
  /** Ends this worker and no other; the next job of the lane opens a new one. */
  end(): void;
}

/** A worker ended while a job may have waited for it. */
export class WorkerEnded extends Error {
  override readonly name = "WorkerEnded";
}

export interface LanesOptions<Api> {
  /** Opens a worker; `died` is to be called when it ends by itself. */
  readonly open: (lane: string, died: () => void) => LaneWorker<Api>;
  /** ms that the worker of a lane without jobs lives on. */
  readonly idle: number;
  /** Whether the worker of a lane holds what a later job goes on with: it is not ended for being idle. */
  readonly keeps: (lane: string) => boolean;
}

interface Lane<Api> {
  worker: OpenLane<Api> | null;
  /** Settled when the last job accepted is; it outlives the workers. */
  tail: Promise<unknown>;
  /** Jobs accepted and not settled. */
  pending: number;
  idle: ReturnType<typeof setTimeout> | undefined;
}

/** Runs the jobs of a lane one after another in its worker; lanes run beside each other. */
export class Lanes<Api> {
  readonly #options: LanesOptions<Api>;
  readonly #lanes = new Map<string, Lane<Api>>();

  constructor(options: LanesOptions<Api>) {
    this.#options = options;
  }

  /**
   * Runs a job when those before it have settled.
   * @param job gets the worker of the lane by `open`, which opens it where there is none
   */
  async run<Value>(name: string, job: (open: () => OpenLane<Api>) => Promise<Value>): Promise<Value> {
    const lane = this.#lane(name);
    clearTimeout(lane.idle);
    lane.pending++;
    const work = lane.tail.then(() => job(() => this.#open(name, lane)));
    lane.tail = work.catch(() => {});
    try {
      return await work;
    } finally {
      lane.pending--;
      if (lane.pending === 0 && !this.#options.keeps(name)) {
        lane.idle = setTimeout(() => lane.worker?.end(), this.#options.idle);
      }
    }
  }

  #lane(name: string): Lane<Api> {
    const known = this.#lanes.get(name);
    if (known) return known;
    const lane: Lane<Api> = { worker: null, tail: Promise.resolve(), pending: 0, idle: undefined };
    this.#lanes.set(name, lane);
    return lane;
  }

  #open(name: string, lane: Lane<Api>): OpenLane<Api> {
    if (lane.worker) return lane.worker;
    let reject = (_: WorkerEnded): void => {};
    const ended = new Promise<never>((_, rejected) => {
      reject = rejected;
    });
    ended.catch(() => {});
    const end = (): void => {
      worker.terminate();
      if (lane.worker === open) lane.worker = null;
      reject(new WorkerEnded("The worker ended unexpectedly"));
    };
    const worker = this.#options.open(name, end);
    const open: OpenLane<Api> = { api: worker.api, ended, end };
    lane.worker = open;
    return open;
  }
}
