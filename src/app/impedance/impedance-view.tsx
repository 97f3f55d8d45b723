import { Panel } from "../shell/panel.tsx";

export function ImpedanceView() {
  return <Panel title="Impedance">{null}</Panel>;
}
