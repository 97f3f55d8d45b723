import { useMemo } from "react";
import { useFigureControl } from "../plot/figure-control.ts";
import { FigureTools } from "../plot/figure-tools.tsx";
import { FigureView } from "../plot/figure-view.tsx";
import { EmptyView } from "../shell/empty-view.tsx";
import { useExport } from "../shell/export-store.ts";
import { Panel } from "../shell/panel.tsx";
import { useFigureTheme } from "../theme/color-scheme.ts";
import { Awaited } from "./awaited.tsx";
import { type AlloyCursor, compositionCursor, pick, stepOf } from "./cursor.ts";
import { usePotentialsOffer } from "./export-offers.ts";
import { onAxis, usePointed } from "./pointed.ts";
import type { ShownAlloy } from "./shown-alloy.ts";
import { useLatestJob } from "./use-latest-job.ts";

/** Side margins in px that the potentials and the property share: one line crosses both. */
export const sideMargins = { l: 62, r: 18 } as const;
const TITLE = "Reversible potential";

/** The potentials of both metals against composition: without bands while the temperature is dragged, then with them. */
export function PotentialsPanel({ shown, cursor }: { readonly shown: ShownAlloy; readonly cursor: AlloyCursor }) {
  const { source, settings } = shown;
  const { temperature } = settings;
  const theme = useFigureTheme();
  const scheme = theme.name === "dark" ? "dark" : "light";
  const asked = useMemo(() => ({ source, temperature, scheme }) as const, [source, temperature, scheme]);
  const quick = useLatestJob(
    "potentialCurves",
    useMemo(() => ({ ...asked, bands: false }), [asked]),
    { lane: "phases" },
  );
  const whole = useLatestJob(
    "potentialCurves",
    useMemo(() => ({ ...asked, bands: true }), [asked]),
    { lane: "phases curves" },
  );
  const isWhole = whole.of?.temperature === temperature && whole.of.source === source && whole.of.scheme === scheme;
  const curves = isWhole || quick.output === null ? whole : quick;
  const control = useFigureControl();
  const point = usePointed(({ point }) => point);
  usePotentialsOffer(shown, TITLE, whole);
  const lines = useMemo(() => compositionCursor(cursor), [cursor]);
  const figure = curves.output?.figure ?? null;
  const atTemperature = cursor.temperature === temperature;
  const points = useMemo(
    () =>
      cursor.point === null || !atTemperature
        ? null
        : Object.values(cursor.point.state.potentials).flatMap((volts) =>
            volts === null || cursor.point === null ? [] : [{ x: cursor.point.moleFraction, y: 1000 * volts }],
          ),
    [cursor, atTemperature],
  );
  return (
    <Panel
      title={TITLE}
      {...(curves.output === null ? {} : { remark: curves.output.remark })}
      busy={whole.busy}
      tools={<FigureTools control={control} onExport={() => useExport.getState().open(TITLE)} />}
    >
      {curves.problem !== null ? (
        <EmptyView sentence={curves.problem} />
      ) : figure === null ? (
        <Awaited
          system={source.system}
          name={TITLE}
          title="Δ<i>E</i> / mV"
          note="The potentials are being computed."
          margin={sideMargins}
        />
      ) : (
        <FigureView
          figure={figure}
          name={TITLE}
          summary={curves.output?.summary ?? ""}
          control={control}
          margin={sideMargins}
          cursor={lines}
          cursorPoint={points}
          onPoint={(at) => point(at === null ? null : { moleFraction: onAxis(at.pointerX), temperature: null })}
          onPick={(at) => pick(shown, at.pointerX)}
          onStep={stepOf(shown, false)}
        />
      )}
    </Panel>
  );
}
