import { Slider } from "@mantine/core";
import { memo } from "react";
import { useSession } from "../state/session-store.ts";
import classes from "./map-panel.module.css";
import type { ShownSeries } from "./shown-file.ts";

/** The sweep under the cursor, on a slider along the series. */
export const SweepSlider = memo(function SweepSlider({ shown }: { readonly shown: ShownSeries }) {
  const { series, at, file, sweep } = shown;
  const count = series.sweeps.length;
  const go = (to: number): void =>
    useSession
      .getState()
      .pin({ file: file.id, sweep: series.sweeps[to]?.sweep.index ?? 0 }, useSession.getState().cursor.pinned);
  return (
    <div className={`${classes.sweeps} numbers`}>
      <span>
        Sweep {sweep.sweep.index + 1} of {count}
      </span>
      <Slider
        size={3}
        thumbSize={12}
        thumbLabel="Sweep"
        min={0}
        max={count - 1}
        step={1}
        value={at}
        label={(value) => String((series.sweeps[value]?.sweep.index ?? 0) + 1)}
        onChange={go}
      />
      <span>{series.sweeps.at(-1) ? (series.sweeps.at(-1)?.sweep.index ?? 0) + 1 : ""}</span>
    </div>
  );
});
