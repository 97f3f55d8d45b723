import { Regions } from "../shell/regions.tsx";
import { Workspace } from "../shell/workspace/workspace.tsx";
import { AlloyInspector } from "./alloy-inspector.tsx";
import { useAlloyCursor } from "./cursor.ts";
import { DiagramPanel } from "./diagram-panel.tsx";
import classes from "./phases-view.module.css";
import { PotentialsPanel } from "./potentials-panel.tsx";
import { PropertyPanel } from "./property-panel.tsx";
import { type ShownAlloy, useShownAlloy } from "./shown-alloy.ts";
import { useTellStatus } from "./tell-status.ts";

/** The phase diagram of two metals, their potentials and one property on the same composition axis, and the alloy that was typed. */
export function PhasesView() {
  const shown = useShownAlloy();
  useTellStatus(shown);
  return (
    <Regions name="phases" workspace={<Workspace />} inspector={<AlloyInspector shown={shown} />}>
      <Figures shown={shown} />
    </Regions>
  );
}

function Figures({ shown }: { readonly shown: ShownAlloy }) {
  const cursor = useAlloyCursor(shown);
  return (
    <div className={classes.panels}>
      <DiagramPanel shown={shown} cursor={cursor} />
      <PotentialsPanel shown={shown} cursor={cursor} />
      <PropertyPanel shown={shown} cursor={cursor} />
    </div>
  );
}
