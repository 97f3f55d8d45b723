import { Button, Select } from "@mantine/core";
import { endSentence } from "../../../study/simulate-sentences.ts";
import { isFact } from "../../../study/simulate-warnings.ts";
import { stateNow } from "../../../study/studies/state-now.ts";
import { conservationSentence, misfitSentence } from "../../../study/studies/study-sentences.ts";
import { Fact } from "../../shell/fact.tsx";
import { Finding } from "../../shell/finding.tsx";
import { Section } from "../../shell/section.tsx";
import { caseTab } from "../../state/case-tab.ts";
import { useDocument } from "../../state/project-store.ts";
import { useSession } from "../../state/session-store.ts";
import { useInstant } from "../cursor-store.ts";
import { saveStudy } from "../save-study.ts";
import { seenSight } from "../seen-sight.ts";
import type { ShownStudy } from "../shown-study.ts";
import { sightRemark } from "../stale.ts";
import { CellDrawing } from "./cell-drawing.tsx";
import { ChooseStudy } from "./choose-study.tsx";
import { ObservedSection } from "./observed-section.tsx";
import { ProtocolSection } from "./protocol-section.tsx";
import { RunControls } from "./run-controls.tsx";
import classes from "./study-column.module.css";

/** The study, top down: the cell, its protocol, the run, where it stands, and whether it adds up. */
export function StudyColumn({ shown }: { readonly shown: ShownStudy }) {
  return (
    <div className={classes.column}>
      <StudyHead shown={shown} />
      {shown.problem === null ? null : (
        <div className={classes.problem} role="alert">
          <Finding verdict="fails" lead="This study cannot be run." rest="Its document says why; mend it there." />
        </div>
      )}
      <CellDrawing shown={shown} />
      {shown.outline === null && shown.problem !== null ? null : <ProtocolSection shown={shown} />}
      <RunControls shown={shown} />
      <ObservedSection shown={shown} />
      <Now shown={shown} />
      <Checks shown={shown} />
    </div>
  );
}

function StudyHead({ shown }: { readonly shown: ShownStudy }) {
  const studies = useDocument((document) => document.studies);
  const set = useSession(({ set }) => set);
  const { study, outline } = shown;
  const cases = outline?.cases ?? [];
  return (
    <Section title="Study" remark={outline?.about === null ? undefined : outline?.name}>
      <div className={classes.selects}>
        {studies.length > 1 ? (
          <Select
            aria-label="Study of the project"
            data={studies.map(({ id, name }) => ({ value: id, label: name }))}
            value={study.id}
            allowDeselect={false}
            onChange={(id) => set({ study: id })}
          />
        ) : (
          <p className={classes.name} title={outline?.about ?? undefined}>
            {study.name}
          </p>
        )}
        {cases.length > 1 ? (
          <Select
            aria-label="Case of the study"
            data={cases.map(({ name }) => name)}
            value={shown.case}
            allowDeselect={false}
            onChange={(name) =>
              name !== null && set({ tabs: { ...useSession.getState().tabs, [caseTab(study.id)]: name } })
            }
          />
        ) : null}
        <ChooseStudy />
        <Button size="compact-xs" variant="default" onClick={() => saveStudy(shown)}>
          Save study as YAML
        </Button>
      </div>
    </Section>
  );
}

function Now({ shown }: { readonly shown: ShownStudy }) {
  const time = useInstant((store) => store.time);
  const seen = seenSight(shown);
  if (seen === null) return null;
  return (
    <Section title={time === null ? "Now" : "At the cursor"} remark={sightRemark(seen) ?? undefined} numbers>
      {stateNow(seen.sight, time).map(({ name, text }) => (
        <Fact key={name} name={name}>
          {text.replace(/ (?!stripped|plated)/g, "\u00a0")}
        </Fact>
      ))}
    </Section>
  );
}

/** Relative drift up to which an amount counts as conserved. */
const CONSERVED = 1e-9;

function Checks({ shown }: { readonly shown: ShownStudy }) {
  const seen = seenSight(shown);
  if (seen === null) return null;
  if (seen.coarse !== null)
    return (
      <Section title="Checks">
        <p>They come with the full run.</p>
      </Section>
    );
  const { sight } = seen;
  const { conservation, comparison, document } = sight;
  const held = conservation.every(({ relativeDrift }) => relativeDrift < CONSERVED);
  const misfit = comparison === null ? null : misfitSentence({ measured: comparison });
  const warnings = [
    ...document.warnings.filter(({ code }) => code !== "benchmark-cell"),
    ...(comparison?.warnings ?? []),
  ];
  return (
    <Section title="Checks" remark={sightRemark(seen) ?? undefined}>
      <Finding verdict={held ? "holds" : "mind"} {...split(conservationSentence(conservation), ":")} />
      {misfit === null ? null : <Finding verdict="holds" {...split(misfit, ":")} />}
      {sight.ended && document.end.kind !== "completed" ? (
        <Finding verdict={document.end.kind === "failed" ? "fails" : "mind"} {...split(endSentence(document), ":")} />
      ) : null}
      {warnings.map((one) => (
        <Finding key={one.message} verdict={isFact(one) ? "fact" : "mind"} lead="" rest={one.message} />
      ))}
    </Section>
  );
}

/** The clause up to a mark, in bold, and the rest. */
function split(sentence: string, mark: string): { readonly lead: string; readonly rest: string } {
  const at = sentence.indexOf(mark);
  return at < 0
    ? { lead: sentence, rest: "" }
    : { lead: sentence.slice(0, at + 1), rest: sentence.slice(at + 1).trim() };
}
