import { useMemo } from "react";
import { useFigureControl } from "../plot/figure-control.ts";
import { FigureTools } from "../plot/figure-tools.tsx";
import { FigureView } from "../plot/figure-view.tsx";
import { EmptyView } from "../shell/empty-view.tsx";
import { useExport } from "../shell/export-store.ts";
import { Panel } from "../shell/panel.tsx";
import { useFigureTheme } from "../theme/color-scheme.ts";
import { type AlloyCursor, compositionCursor, pick, stepOf } from "./cursor.ts";
import { usePotentialsOffer } from "./export-offers.ts";
import { onAxis, usePointed } from "./pointed.ts";
import type { ShownAlloy } from "./shown-alloy.ts";
import { useLatestJob } from "./use-latest-job.ts";

/** Side margins in px that the potentials and the property share: one line crosses both. */
export const sideMargins = { l: 62, r: 18 } as const;
const TITLE = "Reversible potential";

/** The potentials of both metals against composition, at the temperature of the project. */
export function PotentialsPanel({ shown, cursor }: { readonly shown: ShownAlloy; readonly cursor: AlloyCursor }) {
  const { source, settings } = shown;
  const { temperature } = settings;
  const theme = useFigureTheme();
  const scheme = theme.name === "dark" ? "dark" : "light";
  const curves = useLatestJob(
    "potentialCurves",
    useMemo(() => ({ source, temperature, scheme }) as const, [source, temperature, scheme]),
    { lane: "phases curves" },
  );
  const control = useFigureControl();
  const point = usePointed(({ point }) => point);
  usePotentialsOffer(shown, TITLE, curves);
  const lines = useMemo(() => compositionCursor(cursor), [cursor]);
  const figure = curves.output?.figure ?? null;
  const atTemperature = cursor.temperature === temperature;
  const volts = cursor.point?.state.potentials[cursor.point.component] ?? null;
  return (
    <Panel
      title={TITLE}
      {...(curves.output === null ? {} : { remark: curves.output.remark })}
      busy={curves.busy}
      tools={<FigureTools control={control} onExport={() => useExport.getState().open(TITLE)} />}
    >
      {figure === null || curves.problem !== null ? (
        <EmptyView sentence={curves.problem ?? ""} />
      ) : (
        <FigureView
          figure={figure}
          name={TITLE}
          summary={curves.output?.summary ?? ""}
          control={control}
          margin={sideMargins}
          cursor={lines}
          cursorPoint={
            cursor.point === null || volts === null || !atTemperature
              ? null
              : { x: cursor.point.moleFraction, y: 1000 * volts }
          }
          onPoint={(at) => point(at === null ? null : { moleFraction: onAxis(at.pointerX), temperature: null })}
          onPick={(at) => pick(shown, at.pointerX)}
          onStep={stepOf(shown, false)}
        />
      )}
    </Panel>
  );
}
