import { Button } from "@mantine/core";
import { EmptyView } from "../shell/empty-view.tsx";
import { Regions } from "../shell/regions.tsx";
import { describeCell, endDescribing, useDescribedCell } from "../state/describe-cell.ts";
import { CellFigures } from "./cell-figures.tsx";
import { CellInspector } from "./inspector/cell-inspector.tsx";
import { useShownStudy } from "./shown-study.ts";
import { ChooseStudy } from "./study/choose-study.tsx";
import { NewStudyForm } from "./study/new-study-form.tsx";
import { StudyColumn } from "./study/study-column.tsx";
import { StudyDocument } from "./study/study-document.tsx";
import { useTellStatus } from "./tell-status.ts";
import { useRunKeys } from "./use-run-keys.ts";

/** A study: its cell and protocol at the left, what it computes in the centre, its numbers at the right. */
export function CellView() {
  const shown = useShownStudy();
  useTellStatus(shown);
  useRunKeys(shown);
  const described = useDescribedCell(({ set }) => set);
  const form =
    described === null ? null : (
      <EmptyView sentence="A cell and its protocol: the rest is filled in, and can be changed.">
        <NewStudyForm key={described} named={described} onDone={endDescribing} />
      </EmptyView>
    );
  if (shown === null) {
    return (
      <Regions name="cell">
        {form ?? (
          <EmptyView sentence="No study in this project. Describe a cell, choose a study that is shipped, or drop one as YAML.">
            <Button size="xs" onClick={() => describeCell()}>
              Describe a cell
            </Button>
            <ChooseStudy />
          </EmptyView>
        )}
      </Regions>
    );
  }
  return (
    <Regions
      name="cell"
      workspaceLabel="Study"
      workspace={<StudyColumn shown={shown} />}
      inspector={<CellInspector shown={shown} />}
      inspectorWidth={352}
    >
      {form ??
        (shown.problem === null ? (
          <CellFigures shown={shown} />
        ) : (
          <StudyDocument key={shown.study.id} study={shown.study} problem={shown.problem} />
        ))}
    </Regions>
  );
}
