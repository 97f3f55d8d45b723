import { Button } from "@mantine/core";
import { lazy, Suspense, useMemo, useState } from "react";
import { Panel } from "../../shell/panel.tsx";
import type { ProjectStudy } from "../../state/project.ts";
import { useProject } from "../../state/project-store.ts";
import { studyFile } from "../command.ts";
import classes from "./study-document.module.css";
import { textFault } from "./text-fault.ts";

const DocumentEditor = lazy(async () => ({ default: (await import("./document-editor.tsx")).DocumentEditor }));

export interface StudyDocumentProps {
  readonly study: ProjectStudy;
  /** Why it cannot be run. */
  readonly problem: string;
}

/** The document of a study that cannot be run, in the middle of the view: mended where it stands. */
export function StudyDocument({ study, problem }: StudyDocumentProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const changed = typed !== null && typed !== study.yaml;
  const file = studyFile(study, study.shipped);
  const fault = useMemo(() => textFault(problem, file, study.yaml), [problem, file, study.yaml]);
  const take = (): void => {
    if (!changed) return;
    useProject.getState().change(`Text of ${study.name}`, (document) => ({
      ...document,
      studies: document.studies.map((one) => (one.id === study.id ? { ...one, yaml: typed } : one)),
    }));
    setTyped(null);
  };
  return (
    <Panel title={file} remark={changed ? "a draft" : "cannot be run as it stands"}>
      <div className={classes.document}>
        <Suspense fallback={<pre className={classes.plain}>{study.yaml}</pre>}>
          <DocumentEditor text={typed ?? study.yaml} error={fault} onChange={setTyped} onTake={take} />
        </Suspense>
        <div className={classes.bar}>
          <p>{fault === null ? problem : `Line ${fault.line} says what is wrong.`}</p>
          <Button size="xs" variant="default" disabled={!changed} onClick={() => setTyped(null)}>
            Discard the draft
          </Button>
          <Button size="xs" disabled={!changed} title="Ctrl Enter" onClick={take}>
            Use this text
          </Button>
        </div>
      </div>
    </Panel>
  );
}
