import { FEWEST_POINTS } from "../../impedance/series/series-warnings.ts";
import { useKeys } from "../shell/keys.ts";
import { lambdaText } from "../state/lambda-text.ts";
import type { ImpedanceSettings } from "../state/project.ts";
import { useProject } from "../state/project-store.ts";
import { useSession } from "../state/session-store.ts";
import { togglePin } from "./compare/toggle-pin.ts";
import { impedanceBindings } from "./impedance-bindings.ts";
import { steppedLambda } from "./lambda-range.ts";
import type { ShownSeries } from "./shown-file.ts";
import { useStep } from "./step.ts";

/** λ by hand before one was chosen. */
const FIRST_LAMBDA = 1e-3;

/** The keys of the impedance view, heard once for all of its panels: sweeps, frequencies, λ, drift, pins. */
export function useImpedanceKeys(shown: ShownSeries): void {
  const step = useStep(shown);
  const { pin, set } = useSession();
  const { change } = useProject();
  const { series, file } = shown;
  const settings = (): ImpedanceSettings => useProject.getState().history.present.impedance;
  const setLambda = (lambda: number | "auto", name: string, gesture?: string): void =>
    change(name, (document) => ({ ...document, impedance: { ...document.impedance, lambda } }), gesture);
  const { sweeps } = series;
  const keyed = {
    sweeps: sweeps.length,
    distributed: sweeps.some(({ sweep }) => sweep.spectrum.frequency.length >= FEWEST_POINTS),
    timed: sweeps.some(({ sweep }) => sweep.time !== null),
  };
  useKeys(
    impedanceBindings(keyed, {
      move: (dx, dy, large) => step({ dx, dy, large }),
      sweepTo: (at) => pin({ file: file.id, sweep: sweeps[at]?.sweep.index ?? 0 }, useSession.getState().cursor.pinned),
      changeLambda: (decades) => {
        if (decades === null) return setLambda("auto", "λ: most probable model");
        const { lambda } = settings();
        const next = steppedLambda(lambda === "auto" ? FIRST_LAMBDA : lambda, decades);
        setLambda(next, `λ ${lambdaText(next)}`, "λ by key");
      },
      togglePin: () => togglePin(file.id, shown.sweep.sweep.index),
      toggleDrift: () => {
        const drift = settings().drift !== true;
        change(drift ? "Drift: on" : "Drift: off", (document) => ({
          ...document,
          impedance: { ...document.impedance, drift },
        }));
      },
      freeCursor: () => set({ cursor: { ...useSession.getState().cursor, pinned: false } }),
      isPinned: () => useSession.getState().cursor.pinned,
    }),
  );
}
