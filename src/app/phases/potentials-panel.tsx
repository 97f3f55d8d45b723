import { useMemo } from "react";
import { CompositionPanel, useScheme } from "./composition-panel.tsx";
import type { AlloyCursor } from "./cursor.ts";
import { usePotentialsOffer } from "./export-offers.ts";
import type { ShownAlloy } from "./shown-alloy.ts";
import { useLatestJob } from "./use-latest-job.ts";

const TITLE = "Reversible potential";

/** The potentials of both metals against composition: without bands while the temperature is dragged, then with them. */
export function PotentialsPanel({ shown, cursor }: { readonly shown: ShownAlloy; readonly cursor: AlloyCursor }) {
  const { source, settings } = shown;
  const { temperature } = settings;
  const scheme = useScheme();
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
  usePotentialsOffer(shown, TITLE, whole);
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
    <CompositionPanel
      shown={shown}
      cursor={cursor}
      title={TITLE}
      remark={curves.output?.remark}
      busy={whole.busy}
      sentence={curves.problem}
      figure={curves.output?.figure ?? null}
      summary={curves.output?.summary}
      awaited={{ axis: "Δ<i>E</i> / mV", note: "The potentials are being computed." }}
      cursorPoint={points}
    />
  );
}
