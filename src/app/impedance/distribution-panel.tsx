import { useCallback, useMemo } from "react";
import { drtOverlay } from "../../figures/drt-overlay.ts";
import { formatQuantity } from "../../figures/format-number.ts";
import type { Figure } from "../../figures/plotly.ts";
import type { FigureTheme } from "../../figures/theme.ts";
import { displayUnits } from "../../figures/units.ts";
import { sweepSummaries } from "../../report/summaries.ts";
import { useFigureControl } from "../plot/figure-control.ts";
import { FigureTools } from "../plot/figure-tools.tsx";
import { FigureView } from "../plot/figure-view.tsx";
import { useExport } from "../shell/export-store.ts";
import { Panel } from "../shell/panel.tsx";
import { useSession } from "../state/session-store.ts";
import { useFigureTheme } from "../theme/color-scheme.ts";
import { useFill } from "./fill.tsx";
import { useLiveSweep, useOutdated } from "./live-series.ts";
import { OUTDATED } from "./outdated.ts";
import { usePanelOffer } from "./panel-offer.ts";
import { frequencyOf, tauOf } from "./point-at.ts";
import type { ShownSeries } from "./shown-file.ts";
import { useStep } from "./step.ts";

const TITLE = "Relaxation times";

/** The distribution of relaxation times of a single spectrum. */
export function DistributionPanel({ shown }: { readonly shown: ShownSeries }) {
  const { area, state } = shown;
  const sweep = useLiveSweep(shown);
  const theme = useFigureTheme();
  const control = useFigureControl();
  const fill = useFill("drt");
  const outdated = useOutdated(shown);
  const step = useStep(shown);
  const frequency = useSession(({ cursor }) => cursor.frequency);
  const draw = useCallback(
    (inTheme: FigureTheme): Figure => drtOverlay([sweep], { theme: inTheme, area }),
    [sweep, area],
  );
  const figure = useMemo(() => draw(theme), [draw, theme]);
  usePanelOffer(shown, TITLE, "relaxation-times", draw, true);
  const tau = frequency === null ? null : tauOf(frequency);
  return (
    <Panel
      title={TITLE}
      remark={
        outdated
          ? OUTDATED
          : sweep.drt === null
            ? "none: a warning of the file says why"
            : "the area under a peak is its resistance"
      }
      busy={state.busy}
      faded={outdated}
      tools={<FigureTools control={control} {...fill} onExport={() => useExport.getState().open(TITLE)} />}
    >
      <FigureView
        figure={figure}
        name={TITLE}
        summary={sweepSummaries(sweep, displayUnits(area)).drt}
        control={control}
        cursor={tau === null ? [] : [{ axis: "x", value: tau, text: formatQuantity(tau, "s") }]}
        onPoint={(to) => to && useSession.getState().point({ frequency: frequencyOf(to.pointerX) })}
        onPick={(to) => useSession.getState().pin({ frequency: frequencyOf(to.pointerX) })}
        onStep={step}
      />
    </Panel>
  );
}
