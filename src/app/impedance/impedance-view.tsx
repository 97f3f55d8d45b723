import { Panel } from "../shell/panel.tsx";
import { Regions } from "../shell/regions.tsx";
import { Workspace } from "../shell/workspace/workspace.tsx";

export function ImpedanceView() {
  return (
    <Regions name="impedance" workspace={<Workspace />} inspector={<Panel title="Sweep">{null}</Panel>}>
      <Panel title="Impedance">{null}</Panel>
    </Regions>
  );
}
