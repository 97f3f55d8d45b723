import { lazy, Suspense } from "react";
import { StartView } from "../start/start-view.tsx";
import { useSession, type View } from "../state/session-store.ts";
import { DropTarget } from "./drop-target.tsx";
import { useExport } from "./export-store.ts";
import classes from "./frame.module.css";
import { useGlobalKeys } from "./global-keys.ts";
import { StatusBar } from "./status-bar.tsx";
import { Toasts } from "./toasts.tsx";
import { TopBar } from "./top-bar/top-bar.tsx";
import { viewTitles } from "./top-bar/views.ts";
import { ViewBoundary } from "./view-boundary.tsx";

/** Each view is loaded when it is first opened. */
const viewOf: { readonly [Name in View]: React.LazyExoticComponent<() => React.JSX.Element> } = {
  impedance: lazy(async () => ({ default: (await import("../impedance/impedance-view.tsx")).ImpedanceView })),
  phases: lazy(async () => ({ default: (await import("../phases/phases-view.tsx")).PhasesView })),
  cell: lazy(async () => ({ default: (await import("../cell/cell-view.tsx")).CellView })),
  claims: lazy(async () => ({ default: (await import("../claims/claims-view.tsx")).ClaimsView })),
};

const ExportSheet = lazy(async () => ({ default: (await import("../export/export-sheet.tsx")).ExportSheet }));

/** One row above, one line below, the view between. */
export function Frame() {
  const view = useSession(({ view }) => view);
  const opened = useExport(({ opened }) => opened);
  useGlobalKeys();
  const Shown = view === null ? StartView : viewOf[view];
  return (
    <div className={classes.frame}>
      <TopBar />
      <main className={classes.view} id="view" tabIndex={-1}>
        {view === null ? null : <h1 className="visually-hidden">{viewTitles[view]}</h1>}
        <ViewBoundary name={view ?? "start"}>
          <Suspense fallback={null}>
            <Shown />
          </Suspense>
        </ViewBoundary>
      </main>
      <StatusBar />
      {opened === null ? null : (
        <Suspense fallback={null}>
          <ExportSheet title={opened} />
        </Suspense>
      )}
      <DropTarget />
      <Toasts />
    </div>
  );
}
