import { Panel } from "../shell/panel.tsx";

export function PhasesView() {
  return <Panel title="Phases">{null}</Panel>;
}
