import { Panel } from "../shell/panel.tsx";

export function CellView() {
  return <Panel title="Cell">{null}</Panel>;
}
