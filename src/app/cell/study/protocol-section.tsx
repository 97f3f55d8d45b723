import { lazy, Suspense, useEffect, useRef, useState } from "react";
import type { CheckedProtocol } from "../../../study/studies/checked-protocol.ts";
import type { Written } from "../../../study/studies/study.ts";
import { Section } from "../../shell/section.tsx";
import { tellError } from "../../shell/toast-store.ts";
import { useProject } from "../../state/project-store.ts";
import { runJob, StoppedError } from "../../work/run-job.ts";
import { runKey } from "../runs-store.ts";
import type { ShownStudy } from "../shown-study.ts";
import { keepCheck, keepDraft, takeDraft, useDraft } from "./drafts.ts";
import classes from "./protocol-section.module.css";

const ProtocolEditor = lazy(async () => ({ default: (await import("./protocol-editor.tsx")).ProtocolEditor }));

/** ms between the last key and the reading of the text. */
const PAUSE = 120;
/** ms after which a text without an error becomes part of the study, unless the study runs. */
const SETTLED = 900;

/** The protocol as text: its error under its line, the lines being run with a bar, edits as a draft. */
export function ProtocolSection({ shown }: { readonly shown: ShownStudy }) {
  const { study, outline, case: name, run } = shown;
  const key = runKey(study.id, name);
  const draft = useDraft(key);
  const running = run?.status === "running";
  const given = outline?.case.let;
  const own = outline?.case.protocol.trimEnd() ?? "";
  const text = draft?.text ?? own;
  const check = useCheck(text, given);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    if (draft !== undefined && check !== null && check.text === draft.text && draft.checked !== check.checked)
      keepCheck(key, check.text, check.checked);
  }, [check, draft, key]);
  useEffect(() => {
    if (timer.current !== null) clearTimeout(timer.current);
    if (draft?.checked == null || draft.checked.error !== null || running) return;
    timer.current = setTimeout(() => {
      takeDraft(study.id, name).then(() => useProject.getState().settle(), tellError);
    }, SETTLED);
    return () => {
      if (timer.current !== null) clearTimeout(timer.current);
    };
  }, [draft, running, study.id, name]);
  if (outline === null) return <Section title="Protocol">Reading the study</Section>;
  const checked = draft?.checked ?? (check?.text === text ? check.checked : null);
  const step = running || run?.status === "paused" ? (run?.sight?.progress.step ?? "") : "";
  const lines = (draft === undefined ? checked?.steps : undefined) ?? [];
  const ran = step === "" ? [] : lines.filter(({ number }) => step === number || step.startsWith(`${number}.`));
  const values = Object.entries(outline.case.let);
  return (
    <Section
      title="Protocol"
      remark={draft === undefined ? undefined : running ? "a draft, taken by the next run" : "draft"}
    >
      <Suspense fallback={<pre className={classes.plain}>{text}</pre>}>
        <ProtocolEditor
          key={key}
          text={text}
          draft={draft !== undefined}
          error={checked?.error ?? null}
          running={ran}
          onChange={(next) => keepDraft(key, next === own ? null : next)}
        />
      </Suspense>
      {values.length === 0 ? null : (
        <p className={classes.let}>{values.map(([one, value]) => `{${one}} is ${value}`).join("; ")}</p>
      )}
    </Section>
  );
}

interface Checked {
  readonly text: string;
  readonly checked: CheckedProtocol;
}

/** What the library says of a text, a moment after it was written. */
function useCheck(text: string, given: Readonly<Record<string, Written>> | undefined): Checked | null {
  const [check, setCheck] = useState<Checked | null>(null);
  useEffect(() => {
    if (given === undefined) return;
    const timer = setTimeout(() => {
      runJob("checkProtocol", { text, let: given }, { lane: "study", replaces: "check protocol" }).then(
        (checked) => setCheck({ text, checked }),
        (error) => {
          if (!(error instanceof StoppedError)) tellError(error);
        },
      );
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [text, given]);
  return check;
}
