import type { Progress } from "../base/task.ts";

/** Nothing is drawn before this time in ms: quick work needs no bar. */
const PATIENCE = 400;
const WIDTH = 24;

/** A bar on standard error: count, rate, time left. Draws only on a terminal, and only when the work lasts. */
export function progressBar(): { show: (progress: Progress) => void; clear: () => void } {
  const began = performance.now();
  let drawn = 0;
  const isTerminal = process.stderr.isTTY === true;
  return {
    show: ({ task, done, total, detail }) => {
      const now = performance.now();
      if (!isTerminal || now - began < PATIENCE || (now - drawn < 80 && done < total)) return;
      drawn = now;
      const share = total > 0 ? Math.min(1, done / total) : 0;
      const filled = Math.round(share * WIDTH);
      const left = share > 0 ? ((now - began) * (1 - share)) / share / 1000 : Number.NaN;
      const time = Number.isFinite(left) ? `, ${left < 1 ? "<1" : left.toFixed(0)} s left` : "";
      const line = `${task} ${"█".repeat(filled)}${"░".repeat(WIDTH - filled)} ${done}/${total}${time}  ${detail}`;
      process.stderr.write(`\r\u001b[2K${line.slice(0, (process.stderr.columns ?? 100) - 1)}`);
    },
    clear: () => {
      if (drawn > 0) process.stderr.write("\r\u001b[2K");
      drawn = 0;
    },
  };
}
