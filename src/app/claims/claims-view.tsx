import { Panel } from "../shell/panel.tsx";

export function ClaimsView() {
  return <Panel title="Claims">{null}</Panel>;
}
