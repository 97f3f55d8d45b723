import { EmptyView } from "../shell/empty-view.tsx";
import { Regions } from "../shell/regions.tsx";
import { Workspace } from "../shell/workspace/workspace.tsx";
import { useFollowingFit } from "./circuit/use-circuit.ts";
import { ImpedanceInspector } from "./inspector.tsx";
import { Panels } from "./layout.tsx";
import { type ShownFile, useShownFile, useShownSeries } from "./shown-file.ts";
import { useTellStatus } from "./tell-status.ts";

/** Workspace, figures and inspector of one file, linked by the cursor. */
export function ImpedanceView() {
  const file = useShownFile();
  const shown = useShownSeries(file);
  useTellStatus(shown);
  useFollowingFit(shown);
  return (
    <Regions
      name="impedance"
      workspace={<Workspace />}
      inspector={shown === null ? undefined : <ImpedanceInspector shown={shown} />}
    >
      {shown === null ? <EmptyView sentence={whyEmpty(file)} /> : <Panels shown={shown} />}
    </Regions>
  );
}

function whyEmpty(shown: ShownFile | null): string {
  if (shown === null) return "No impedance in this project. Drop a file, or open the staircase example.";
  const { state, file } = shown;
  return (
    state?.refused?.error.message ??
    state?.problem ??
    (state?.result ? `${file.name} holds no impedance.` : `Reading ${file.name}`)
  );
}
