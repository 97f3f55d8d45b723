import { formatNumber } from "../../figures/format-number.ts";
import { useKeys } from "../shell/keys.ts";
import type { ImpedanceSettings } from "../state/project.ts";
import { useProject } from "../state/project-store.ts";
import { useSession } from "../state/session-store.ts";
import { togglePin } from "./compare/compare-section.tsx";
import type { ShownSeries } from "./shown-file.ts";
import { useStep } from "./step.ts";

/** Decades of λ that a bracket goes. */
const LAMBDA_STEP = 0.1;
/** λ by hand before one was chosen. */
const FIRST_LAMBDA = 1e-3;

/** The keys of the impedance view: sweeps, frequencies, λ, drift, pins. */
export function useImpedanceKeys(shown: ShownSeries, play: (() => void) | null): void {
  const step = useStep(shown);
  const { pin, set } = useSession();
  const { change } = useProject();
  const { series, file } = shown;
  const last = series.sweeps.length - 1;
  const sweepTo = (at: number): void =>
    pin({ file: file.id, sweep: series.sweeps[at]?.sweep.index ?? 0 }, useSession.getState().cursor.pinned);
  const move = (dx: -1 | 0 | 1, dy: -1 | 0 | 1, large: boolean) => () => step({ dx, dy, large });
  const settings = (): ImpedanceSettings => useProject.getState().history.present.impedance;
  const setLambda = (lambda: number | "auto", name: string, gesture?: string): void =>
    change(name, (document) => ({ ...document, impedance: { ...document.impedance, lambda } }), gesture);
  const scaleLambda = (decades: number) => () => {
    const { lambda } = settings();
    const next = Number(((lambda === "auto" ? FIRST_LAMBDA : lambda) * 10 ** decades).toPrecision(3));
    setLambda(next, `λ ${formatNumber(next, { digits: 2 })}`, "λ by key");
  };
  const movement = (key: string, does: string, run: () => void) => ({ key, does, run, keyOnly: true });
  useKeys([
    movement("ArrowLeft", "Sweep before", move(-1, 0, false)),
    movement("ArrowRight", "Next sweep", move(1, 0, false)),
    movement("Shift ArrowLeft", "Ten sweeps back", move(-1, 0, true)),
    movement("Shift ArrowRight", "Ten sweeps on", move(1, 0, true)),
    movement("ArrowUp", "Slower process: lower frequency", move(0, 1, false)),
    movement("ArrowDown", "Faster process: higher frequency", move(0, -1, false)),
    movement("Home", "First sweep", () => sweepTo(0)),
    movement("End", "Last sweep", () => sweepTo(last)),
    ...(play === null ? [] : [{ key: "Space", does: "Play or pause the sweeps", run: play }]),
    { key: "[", does: "λ smaller by 0.1 decade", run: scaleLambda(-LAMBDA_STEP) },
    { key: "]", does: "λ larger by 0.1 decade", run: scaleLambda(LAMBDA_STEP) },
    { key: "\\", does: "λ of the most probable model", run: () => setLambda("auto", "λ: most probable model") },
    {
      key: "P",
      does: "Pin this sweep for comparison, or take its pin away",
      run: () => togglePin(file.id, shown.sweep.sweep.index),
    },
    {
      key: "D",
      does: "Analyse drift inside sweeps, or not",
      run: () => {
        const drift = settings().drift !== true;
        change(drift ? "Drift: on" : "Drift: off", (document) => ({
          ...document,
          impedance: { ...document.impedance, drift },
        }));
      },
    },
    {
      key: "Escape",
      does: "Free the cursor",
      keyOnly: true,
      when: () => useSession.getState().cursor.pinned,
      run: () => set({ cursor: { ...useSession.getState().cursor, pinned: false } }),
    },
  ]);
}
