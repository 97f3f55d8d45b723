import { Panel } from "../shell/panel.tsx";
import { Regions } from "../shell/regions.tsx";
import { Workspace } from "../shell/workspace/workspace.tsx";

export function PhasesView() {
  return (
    <Regions name="phases" workspace={<Workspace />} inspector={<Panel title="Alloy">{null}</Panel>}>
      <Panel title="Phases">{null}</Panel>
    </Regions>
  );
}
