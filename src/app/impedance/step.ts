import type { FigureStep } from "../plot/figure-props.ts";
import { useSession } from "../state/session-store.ts";
import { steppedFrequency } from "./point-at.ts";
import type { ShownSeries } from "./shown-file.ts";

/** Sweeps or points that Shift with an arrow key goes. */
const LARGE = 10;

/** Arrow keys on a figure: sweeps left and right, frequencies up and down. τ falls as the frequency rises. */
export function useStep({ series, at, sweep, file }: ShownSeries): (step: FigureStep) => void {
  const pin = useSession(({ pin }) => pin);
  return ({ dx, dy, large }) => {
    const size = large ? LARGE : 1;
    const { sweeps } = series;
    const next = sweeps[Math.min(sweeps.length - 1, Math.max(0, at + dx * size))] ?? sweep;
    const { cursor } = useSession.getState();
    pin(
      {
        file: file.id,
        sweep: next.sweep.index,
        ...(dy === 0 ? {} : { frequency: steppedFrequency(next.sweep.spectrum, cursor.frequency, -dy * size) }),
      },
      cursor.pinned,
    );
  };
}
