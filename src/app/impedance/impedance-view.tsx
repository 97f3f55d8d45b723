import { EmptyView } from "../shell/empty-view.tsx";
import classes from "./impedance-view.module.css";
import { ImpedanceInspector } from "./inspector.tsx";
import { MapPanel } from "./map-panel.tsx";
import { type ShownSeries, useShownFile, useShownSeries } from "./shown-file.ts";
import { BodePanel, NyquistPanel } from "./spectrum-panels.tsx";
import { TabsPanel } from "./tabs-panel.tsx";
import { useTellStatus } from "./tell-status.ts";

/** Map, distribution, strip, Nyquist, Bode and the panels about validity and series of one file, linked by the cursor. */
export function ImpedanceView() {
  const file = useShownFile();
  const shown = useShownSeries(file);
  useTellStatus(shown);
  if (file === null) {
    return <EmptyView sentence="No impedance in this project. Drop a file, or open the staircase example." />;
  }
  if (shown === null) {
    const { state } = file;
    const words =
      state?.refused?.error.message ??
      state?.problem ??
      (state?.result ? `${file.file.name} holds no impedance.` : `Reading ${file.file.name}`);
    return <EmptyView sentence={words} />;
  }
  return (
    <div className={classes.view}>
      <Panels shown={shown} />
      <aside className={classes.inspector} aria-label="Inspector">
        <ImpedanceInspector shown={shown} />
      </aside>
    </div>
  );
}

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
