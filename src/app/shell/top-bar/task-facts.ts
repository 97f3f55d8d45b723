import type { RunningTask } from "../../work/task-store.ts";

/** ms after which a task is shown. */
export const SHOWN_AFTER = 1000;

/** What the chip says of a running task. */
export interface TaskFacts {
  /** 0 … 1; null: not known. */
  readonly fraction: number | null;
  /** "31 870 of 50 000"; null: nothing is counted. */
  readonly count: string | null;
  /** "about 12 s left, 410 per s"; null: too early to tell. */
  readonly rate: string | null;
}

/** A whole number with thin spaces: 31 870. */
export function grouped(count: number): string {
  return Math.round(count).toLocaleString("en-US").replaceAll(",", "\u202f");
}

/** A span as it is said: "3 s", "4 min", "2.5 h". */
export function spanText(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))}\u00a0s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)}\u00a0min`;
  return `${(seconds / 3600).toFixed(1)}\u00a0h`;
}

/** Two significant digits: 0.41, 4.1, 410. */
function rateText(rate: number): string {
  return rate >= 10 ? grouped(Number(rate.toPrecision(2))) : String(Number(rate.toPrecision(2)));
}

/** @param now ms on the clock of `startedAt` */
export function taskFacts({ progress, startedAt }: RunningTask, now: number): TaskFacts {
  if (progress === null || !(progress.total > 0)) return { fraction: null, count: null, rate: null };
  const { done, total } = progress;
  const fraction = Math.min(1, Math.max(0, done / total));
  const counted = Number.isInteger(done) && Number.isInteger(total) && total > 1;
  const count = counted ? `${grouped(done)} of ${grouped(total)}` : `${Math.round(100 * fraction)}\u00a0%`;
  const seconds = (now - startedAt) / 1000;
  if (fraction <= 0.01 || seconds < 1) return { fraction, count, rate: null };
  const left = `about ${spanText((seconds * (1 - fraction)) / fraction)} left`;
  return { fraction, count, rate: counted ? `${left}, ${rateText(done / seconds)} per s` : left };
}
