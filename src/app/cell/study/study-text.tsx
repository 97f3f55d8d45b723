import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { Section } from "../../shell/section.tsx";
import type { ProjectStudy } from "../../state/project.ts";
import { useProject } from "../../state/project-store.ts";
import classes from "./study-column.module.css";

/** The document of a study that cannot be run, to be mended where it stands. */
export function StudyText({ study }: { readonly study: ProjectStudy }) {
  const [typed, setTyped] = useState<string | null>(null);
  const changed = typed !== null && typed !== study.yaml;
  const take = (): void => {
    if (!changed) return;
    useProject.getState().change(`Text of ${study.name}`, (document) => ({
      ...document,
      studies: document.studies.map((one) => (one.id === study.id ? { ...one, yaml: typed } : one)),
    }));
    setTyped(null);
  };
  return (
    <Section title="Document" remark={changed ? "a draft" : undefined}>
      <Textarea
        aria-label="Document of the study"
        classNames={{ input: classes.document ?? "" }}
        autosize
        minRows={8}
        maxRows={28}
        spellCheck={false}
        value={typed ?? study.yaml}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) take();
        }}
      />
      <div className={classes.controls}>
        <Button size="xs" disabled={!changed} onClick={take}>
          Use this text
        </Button>
        <Button size="xs" variant="default" disabled={!changed} onClick={() => setTyped(null)}>
          Discard the draft
        </Button>
      </div>
    </Section>
  );
}
