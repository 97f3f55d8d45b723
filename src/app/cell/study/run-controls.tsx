import { Button } from "@mantine/core";
import { IconPlayerPauseFilled, IconPlayerPlayFilled, IconPlayerStopFilled } from "@tabler/icons-react";
import { formatDuration, formatNumber } from "../../../figures/format-number.ts";
import { endSentence } from "../../../study/simulate-sentences.ts";
import { Section } from "../../shell/section.tsx";
import { tellError } from "../../shell/toast-store.ts";
import { stopRun } from "../run-case.ts";
import { runKey } from "../runs-store.ts";
import type { ShownStudy } from "../shown-study.ts";
import { isStale } from "../stale.ts";
import { canResume, runAnew, runOrPause } from "../use-run-keys.ts";
import { useDraft } from "./drafts.ts";
import classes from "./study-column.module.css";

const LOST = "The run was lost with the page: run it again.";

/** Run, pause, stop, resume, and how far it is. */
export function RunControls({ shown }: { readonly shown: ShownStudy }) {
  const { study, run, case: name, outline, lost } = shown;
  const draft = useDraft(runKey(study.id, name));
  const running = run?.status === "running";
  const resumes = canResume(run, study.yaml);
  const wrong = draft?.checked?.error != null;
  const blocked = outline === null || shown.problem !== null || (wrong && !running && !resumes);
  const icon = running ? <IconPlayerPauseFilled size={14} /> : <IconPlayerPlayFilled size={14} />;
  return (
    <Section title="Run" remark="F">
      <div className={classes.controls}>
        <Button size="xs" leftSection={icon} disabled={blocked} onClick={() => runOrPause(shown)}>
          {running ? "Pause" : resumes ? "Resume" : "Run"}
        </Button>
        {running ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlayerStopFilled size={14} />}
            onClick={() => stopRun("stopped")}
          >
            Stop, keep results
          </Button>
        ) : null}
        {resumes ? (
          <Button
            size="xs"
            variant="default"
            disabled={wrong}
            onClick={() => void runAnew(study.id, name).catch(tellError)}
          >
            Run from the start
          </Button>
        ) : null}
      </div>
      <Progress shown={shown} />
      <p className={classes.words} role="status">
        {wrong && !running ? "The protocol has an error: mend it to run the study." : lost ? LOST : sentenceOf(shown)}
      </p>
    </Section>
  );
}

function Progress({ shown: { run } }: { readonly shown: ShownStudy }) {
  const part = run?.sight ? partOf(run.sight.progress, run.sight.ended) : 0;
  return (
    <div
      className={classes.bar}
      role="progressbar"
      aria-label="Progress of the run"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(100 * part)}
    >
      <span style={{ width: `${100 * part}%` }} />
    </div>
  );
}

type Sight = NonNullable<NonNullable<ShownStudy["run"]>["sight"]>;

function partOf({ time, duration, pass }: Sight["progress"], ended: boolean): number {
  if (ended) return 1;
  if (duration > 0) return Math.min(1, time / duration);
  return pass === null ? 0 : pass.number / pass.count;
}

/** "pulse 31 870", or the time where nothing repeats. */
function placeWords({ pass, time }: Sight["progress"]): string {
  return pass === null ? formatDuration(time) : `pulse ${formatNumber(pass.number, { digits: 9 })}`;
}

function sentenceOf({ run, outline, study, case: name }: ShownStudy): string {
  if (run === null) return outline?.case.summary ?? "";
  if (run.problem !== null) return run.problem;
  const { sight, took, status } = run;
  if (sight === null) return status === "running" ? "Begins" : "Stopped before the first point.";
  const place = placeWords(sight.progress);
  const cell = `${formatDuration(sight.progress.time)} of cell time in ${formatDuration(took / 1e3)}`;
  if (status === "running") {
    if (sight.progress.pass === null) return `${cell}.`;
    return `${place.charAt(0).toUpperCase()}${place.slice(1)}, ${cell}.`;
  }
  const since = isStale(run, study, name) ? " The study has changed since: run it again." : "";
  if (status === "paused") return `Paused at ${place}, ${cell}.${since}`;
  if (status === "stopped") return `Stopped at ${place}. Results so far are kept.${since}`;
  if (status === "failed") return endSentence(sight.document);
  return `Done: ${cell}.${since}`;
}
