import { Popover } from "@mantine/core";
import { IconPlayerStopFilled } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { withoutDirectionControls } from "../../../figures/plotly.ts";
import { type RunningTask, useTasks } from "../../work/task-store.ts";
import classes from "./task-chip.module.css";
import { SHOWN_AFTER, taskFacts } from "./task-facts.ts";

/** The clock, as long as something runs. */
function useNow(runs: boolean): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (!runs) return;
    const timer = setInterval(() => setNow(performance.now()), 250);
    return () => clearInterval(timer);
  }, [runs]);
  return now;
}

/** What runs for longer than a second: one task with its progress and stop; several folded into one with a list. */
export function TaskChip() {
  const tasks = useTasks(({ tasks }) => tasks);
  const now = useNow(tasks.length > 0);
  const shown = tasks.filter(({ startedAt }) => now - startedAt >= SHOWN_AFTER);
  const [first] = shown;
  if (!first) return null;
  if (shown.length === 1) {
    return (
      <div className={classes.chip}>
        <TaskLine task={first} now={now} />
      </div>
    );
  }
  return (
    <Popover position="bottom-end" width={360}>
      <Popover.Target>
        <button type="button" className={classes.chip}>
          <Bar fraction={meanFraction(shown, now)} />
          <span>{shown.length} tasks</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <ul className={classes.list} aria-label="Running tasks">
          {shown.map((task) => (
            <li key={task.id}>
              <TaskLine task={task} now={now} whole />
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

function meanFraction(tasks: readonly RunningTask[], now: number): number {
  return tasks.reduce((sum, task) => sum + (taskFacts(task, now).fraction ?? 0), 0) / tasks.length;
}

function Bar({ fraction }: { readonly fraction: number | null }) {
  return (
    <span className={classes.bar} data-unknown={fraction === null} aria-hidden>
      <span style={{ width: `${100 * (fraction ?? 0.3)}%` }} />
    </span>
  );
}

function TaskLine({
  task,
  now,
  whole = false,
}: {
  readonly task: RunningTask;
  readonly now: number;
  readonly whole?: boolean;
}) {
  const { fraction, count, rate } = taskFacts(task, now);
  const title = withoutDirectionControls(task.title);
  const tip = [title, count, rate, task.progress?.detail].filter((part) => part).join("\n");
  return (
    <div className={whole ? classes.whole : classes.line} title={withoutDirectionControls(tip)}>
      <Bar fraction={fraction} />
      <span className={classes.title}>{title}</span>
      {count === null ? null : <span className={`${classes.count} numbers`}>{count}</span>}
      {whole && rate !== null ? <span className={classes.rate}>{rate}</span> : null}
      <span
        className="visually-hidden"
        role="progressbar"
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(fraction === null ? {} : { "aria-valuenow": Math.round(100 * fraction) })}
      />
      <button
        type="button"
        aria-label={`Stop: ${title}`}
        title="Stop, keep results"
        onClick={task.stop}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          task.stop();
        }}
      >
        <IconPlayerStopFilled size={13} aria-hidden />
      </button>
    </div>
  );
}
