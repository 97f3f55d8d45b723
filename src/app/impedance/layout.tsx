import type { ReactNode } from "react";
import { Splitter, useSize } from "../shell/splitter.tsx";
import { useRoom } from "../shell/use-width.ts";
import { DistributionPanel } from "./distribution-panel.tsx";
import { Place, useFillKeys } from "./fill.tsx";
import { useImpedanceKeys } from "./impedance-keys.ts";
import classes from "./impedance-view.module.css";
import { MapPanel } from "./map-panel.tsx";
import type { ShownSeries } from "./shown-file.ts";
import { BodePanel, NyquistPanel } from "./spectrum-panels.tsx";
import { TAB_TITLES, TabPanel, TabsPanel } from "./tabs-panel.tsx";

/** px of top bar and line below. */
const CHROME = 68;
/** px of workspace and inspector beside everything open. */
const BESIDE = 612;

/** The panels by the room there is: one tabbed panel, three below, or everything open at once in two columns. */
export function Panels({ shown }: { readonly shown: ShownSeries }) {
  const room = useRoom();
  useImpedanceKeys(shown);
  useFillKeys();
  const of = shown.state.result;
  const several = (shown.series.map?.sweeps ?? 0) > 1;
  const spectrum = (
    <Place of={of} name="nyquist">
      <NyquistPanel shown={shown} />
    </Place>
  );
  const bode = (
    <Place of={of} name="bode">
      <BodePanel shown={shown} />
    </Place>
  );
  if (!several) {
    return (
      <div className={`${classes.panels} ${classes.single} ${room === "column" ? classes.narrow : ""}`}>
        {spectrum}
        <Place of={of} name="drt">
          <DistributionPanel shown={shown} />
        </Place>
        {bode}
        <Place of={of} name="tabs">
          <TabsPanel shown={shown} tabs={["validity", "table"]} />
        </Place>
      </div>
    );
  }
  const map = (
    <Place of={of} name="map">
      <MapPanel shown={shown} />
    </Place>
  );
  if (room === "wide") {
    return (
      <TwoColumns>
        {map}
        {spectrum}
        {bode}
        <Place of={of} name="table">
          <TabPanel shown={shown} tab="table" title="Results, one row a sweep" />
        </Place>
        <Place of={of} name="validity">
          <TabPanel shown={shown} tab="validity" title={TAB_TITLES.validity} />
        </Place>
        <Place of={of} name="series">
          <TabPanel shown={shown} tab="series" title="Resistances along the series" />
        </Place>
      </TwoColumns>
    );
  }
  const compact = room === "compact";
  const tabs = (
    <Place of={of} name="tabs">
      <TabsPanel
        shown={shown}
        tabs={compact ? ["bode", "validity", "series", "table"] : ["validity", "series", "table"]}
      />
    </Place>
  );
  if (room === "column") {
    return (
      <div className={`${classes.panels} ${classes.column}`}>
        {map}
        {spectrum}
        {bode}
        {tabs}
      </div>
    );
  }
  return (
    <AboveAndBelow className={compact ? classes.compact : classes.regular}>
      {map}
      {spectrum}
      {compact ? null : bode}
      {tabs}
    </AboveAndBelow>
  );
}

function AboveAndBelow({ className = "", children }: { readonly className?: string; readonly children: ReactNode }) {
  const standard = Math.round(0.36 * (innerHeight - CHROME));
  const below = useSize("impedance below", standard);
  return (
    <div className={`${classes.panels} ${className}`} style={{ gridTemplateRows: `minmax(0, 1fr) 1px ${below}px` }}>
      {children}
      <div className={classes.split}>
        <Splitter
          name="impedance below"
          label="Height of the panels below the map"
          orientation="horizontal"
          side="after"
          standard={standard}
          least={160}
          most={Math.max(200, innerHeight - CHROME - 240)}
        />
      </div>
    </div>
  );
}

function TwoColumns({ children }: { readonly children: ReactNode }) {
  const standard = Math.round(0.4 * (innerWidth - BESIDE));
  const right = useSize("impedance right", standard);
  return (
    <div
      className={`${classes.panels} ${classes.wide}`}
      style={{
        gridTemplateColumns: `minmax(0, 1fr) 1px ${Math.round(0.46 * right)}px ${right - Math.round(0.46 * right)}px`,
      }}
    >
      {children}
      <div className={classes.split}>
        <Splitter
          name="impedance right"
          label="Width of the spectra"
          orientation="vertical"
          side="after"
          standard={standard}
          least={400}
          most={Math.max(500, innerWidth - BESIDE - 500)}
        />
      </div>
    </div>
  );
}
