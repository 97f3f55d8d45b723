import { Button, Group } from "@mantine/core";
import { IconFolderOpen } from "@tabler/icons-react";
import { useMemo } from "react";
import { chooseFiles } from "../shell/choose-files.ts";
import { EmptyView } from "../shell/empty-view.tsx";
import { Regions } from "../shell/regions.tsx";
import { tellError } from "../shell/toast-store.ts";
import { Workspace } from "../shell/workspace/workspace.tsx";
import { exampleNamed } from "../state/examples.ts";
import { useFacts } from "../state/facts-store.ts";
import { openExample } from "../state/open-example.ts";
import { useDocument } from "../state/project-store.ts";
import { useSession } from "../state/session-store.ts";
import type { FileState } from "./analyses.ts";
import { useBatch } from "./batch.ts";
import { useFollowingFit } from "./circuit/use-circuit.ts";
import { ImpedanceInspector } from "./inspector.tsx";
import { Panels } from "./layout.tsx";
import { FollowLambda } from "./live-series.ts";
import { withTypedArea } from "./outdated.ts";
import { useSaveResults } from "./save-results.ts";
import { type ShownFile, useShownFile, useShownSeries } from "./shown-file.ts";
import { StoppedNote } from "./stopped-note.tsx";
import { useTellStatus } from "./tell-status.ts";
import { type ShownCourse, useTellCourse, VoltageInspector, VoltagePanel } from "./voltage-view.tsx";

/** Workspace, figures and inspector of one file, linked by the cursor. */
export function ImpedanceView() {
  const file = useShownFile();
  const shown = useShownSeries(file);
  useTellStatus(shown);
  useFollowingFit(shown);
  useBatch(file?.file.id);
  useSaveResults(file?.file.name, file?.state);
  const result = file?.state?.result;
  const courseFile = file?.file;
  const course = useMemo(() => courseOf(courseFile, result), [courseFile, result]);
  useTellCourse(course);
  return (
    <Regions
      name="impedance"
      workspace={<Workspace />}
      inspector={
        shown !== null ? (
          <>
            <StoppedNote shown={{ file: shown.file, state: shown.state }} />
            <ImpedanceInspector key={shown.file.id} shown={shown} />
          </>
        ) : course !== null ? (
          <VoltageInspector shown={course} />
        ) : undefined
      }
    >
      {shown !== null ? (
        <>
          <FollowLambda shown={shown} />
          <Panels key={shown.file.id} shown={shown} />
        </>
      ) : course !== null ? (
        <VoltagePanel key={course.file.id} shown={course} />
      ) : (
        <EmptyView sentence={whyEmpty(file)}>
          {file ? <StoppedNote shown={file} /> : <Beginnings />}
          {file?.state?.refused && <NextReadable after={file.file.id} />}
        </EmptyView>
      )}
    </Regions>
  );
}

/** What a project without a file begins with. */
function Beginnings() {
  const example = exampleNamed("impedance", "staircase-stripping");
  return (
    <Group gap="xs">
      <Button
        leftSection={<IconFolderOpen size={16} aria-hidden />}
        onClick={() => void chooseFiles().catch(tellError)}
      >
        Open files
      </Button>
      <Button variant="default" onClick={() => example && void openExample(example).catch(tellError)}>
        Open the staircase example
      </Button>
    </Group>
  );
}

/** Leads from a file that cannot be read to the next one with impedance. */
function NextReadable({ after }: { readonly after: string }) {
  const files = useDocument(({ files }) => files);
  const facts = useFacts(({ facts }) => facts);
  const at = files.findIndex(({ id }) => id === after);
  const next = [...files.slice(at + 1), ...files.slice(0, at)].find(({ id }) => (facts[id]?.sweeps ?? 0) > 0);
  if (next === undefined) return null;
  return <Button onClick={() => useSession.getState().point({ file: next.id, sweep: 0 })}>Show {next.name}</Button>;
}

/** Voltage and current of a file without impedance; null where there are none. */
function courseOf(file: ShownFile["file"] | undefined, result: FileState["result"] | undefined): ShownCourse | null {
  if (!file || !result || result.series !== null || result.timeSeries === null) return null;
  return { file, entry: withTypedArea(result.entry, file), timeSeries: result.timeSeries };
}

function whyEmpty(shown: ShownFile | null): string {
  if (shown === null) return "No impedance in this project. Drop a file anywhere on the page.";
  const { state, file } = shown;
  return (
    state?.refused?.error.message ??
    state?.problem ??
    (state?.result
      ? `${file.name} holds no impedance.`
      : `${state?.stopped ? "Not analysed: " : "Reading "}${file.name}`)
  );
}
