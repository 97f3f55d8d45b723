import { EmptyView } from "../shell/empty-view.tsx";
import { Regions } from "../shell/regions.tsx";
import { Workspace } from "../shell/workspace/workspace.tsx";
import classes from "./impedance-view.module.css";
import { ImpedanceInspector } from "./inspector.tsx";
import { MapPanel } from "./map-panel.tsx";
import { type ShownFile, type ShownSeries, useShownFile, useShownSeries } from "./shown-file.ts";
import { BodePanel, NyquistPanel } from "./spectrum-panels.tsx";
import { TabsPanel } from "./tabs-panel.tsx";
import { useTellStatus } from "./tell-status.ts";

/** Workspace, figures and inspector of one file, linked by the cursor. */
export function ImpedanceView() {
  const file = useShownFile();
  const shown = useShownSeries(file);
  useTellStatus(shown);
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

/** Map, distribution, strip, Nyquist, Bode and the panels about validity and series. */
function Panels({ shown }: { readonly shown: ShownSeries }) {
  const several = (shown.series.map?.sweeps ?? 0) > 1;
  return (
    <div className={several ? classes.panels : classes.single}>
      {several ? (
        <div className={classes.map}>
          <MapPanel shown={shown} />
        </div>
      ) : null}
      <NyquistPanel shown={shown} />
      <BodePanel shown={shown} />
      <TabsPanel shown={shown} />
    </div>
  );
}
