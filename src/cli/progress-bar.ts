import type { Progress } from "../base/task.ts";

/** Nothing is drawn before this time in ms: quick work needs no bar. */
const PATIENCE = 400;
const WIDTH = 24;

/** s up to two minutes, then minutes, then hours: "3 h 20 min". */
function wait(seconds: number): string {
  if (seconds < 120) return `${seconds.toFixed(0)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A bar on standard error: count, rate, time left. Draws only on a terminal, and only when the work lasts. */
export function progressBar(): {
  show: (progress: Progress & { readonly unit?: "detail" }) => void;
  clear: () => void;
} {
  const began = performance.now();
  let drawn = 0;
  const isTerminal = process.stderr.isTTY === true;
  return {
    show: ({ task, done, total, detail, unit }) => {
      const now = performance.now();
      if (!isTerminal || now - began < PATIENCE || (now - drawn < 80 && done < total)) return;
      drawn = now;
      const share = total > 0 ? Math.min(1, done / total) : 0;
      const filled = Math.round(share * WIDTH);
      const left = share > 0 ? ((now - began) * (1 - share)) / share / 1000 : Number.NaN;
      const time = Number.isFinite(left) ? `, ${left < 1 ? "<1 s" : wait(left)} left` : "";
      const count = unit === "detail" ? `${Math.floor(100 * share)} %` : `${done}/${total}`;
      const line = `${task} ${"█".repeat(filled)}${"░".repeat(WIDTH - filled)} ${count}${time}  ${detail}`;
      process.stderr.write(`\r\u001b[2K${line.slice(0, (process.stderr.columns ?? 100) - 1)}`);
    },
    clear: () => {
      if (drawn > 0) process.stderr.write("\r\u001b[2K");
      drawn = 0;
    },
  };
}
