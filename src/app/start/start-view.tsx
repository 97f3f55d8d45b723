import { Panel } from "../shell/panel.tsx";

export function StartView() {
  return <Panel title="Start">{null}</Panel>;
}
