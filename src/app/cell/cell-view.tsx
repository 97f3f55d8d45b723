import { EmptyView } from "../shell/empty-view.tsx";
import { Regions } from "../shell/regions.tsx";
import { CellFigures } from "./cell-figures.tsx";
import { CellInspector } from "./inspector/cell-inspector.tsx";
import { useShownStudy } from "./shown-study.ts";
import { ChooseStudy } from "./study/choose-study.tsx";
import { StudyColumn } from "./study/study-column.tsx";
import { useTellStatus } from "./tell-status.ts";
import { useRunKeys } from "./use-run-keys.ts";

/** A study: its cell and protocol at the left, what it computes in the centre, its numbers at the right. */
export function CellView() {
  const shown = useShownStudy();
  useTellStatus(shown);
  useRunKeys(shown);
  if (shown === null) {
    return (
      <Regions name="cell">
        <EmptyView sentence="No study in this project. Choose one that is shipped, or drop a study as YAML.">
          <ChooseStudy />
        </EmptyView>
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
      <CellFigures shown={shown} />
    </Regions>
  );
}
