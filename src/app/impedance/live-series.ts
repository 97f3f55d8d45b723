import { useEffect, useMemo } from "react";
import { identifiedSweep, unnamedSweep } from "../../impedance/series/identity.ts";
import { processes } from "../../impedance/series/tracks.ts";
import { useDocument } from "../state/project-store.ts";
import { isOf, type LambdaTarget, type LiveLambda, lookAt, seriesAtLambda, useLiveLambda } from "./live-lambda.ts";
import type { ShownSeries } from "./shown-file.ts";
import { tellUnstopped } from "./tell-unstopped.ts";

/** The picture at the dragged λ where it is of this series; null while λ stands still. Changes with each movement of the slider. */
export function useDraggedLambda(shown: ShownSeries): LiveLambda | null {
  const live = useLiveLambda(({ live }) => live);
  return useOwn(shown, live);
}

/** Whether relaxation times that are drawn are of other settings than those in the fields: a picture at the dragged λ is of these. */
export function useOutdated(shown: ShownSeries): boolean {
  const target = useTarget(shown);
  const isLive = useLiveLambda(({ live }) => live !== null && isOf(live, target));
  return shown.lag.outdated && !isLive;
}

/** A picture where it is of this series. */
function useOwn(shown: ShownSeries, live: LiveLambda | null): LiveLambda | null {
  const target = useTarget(shown);
  return live !== null && isOf(live, target) ? live : null;
}

/** The sweep under the cursor as it is at the dragged λ, else as it was analysed. */
export function useLiveSweep(shown: ShownSeries): ShownSeries["sweep"] {
  return useSweepAt(shown, useDraggedLambda(shown), null);
}

/** As `useLiveSweep`, for figures that may stay behind the slider while it moves: they follow when it rests. */
export function useFollowingSweep(shown: ShownSeries): ShownSeries["sweep"] {
  const rested = useLiveLambda(({ rested }) => rested);
  return useSweepAt(shown, useOwn(shown, rested), shown.sweep.drt);
}

/** @param awaited what the sweep has until its distribution at the dragged λ is there */
function useSweepAt(
  shown: ShownSeries,
  dragged: LiveLambda | null,
  awaited: ShownSeries["sweep"]["drt"],
): ShownSeries["sweep"] {
  const { sweep, at } = shown;
  const found = dragged?.distributions.get(at);
  const distribution = dragged === null ? undefined : found === undefined ? awaited : found;
  const { series } = shown;
  const tracks = useMemo(() => processes(series).tracks, [series]);
  const { unnamed } = series;
  return useMemo(() => {
    if (distribution === undefined) return sweep;
    const found = { ...sweep, drt: distribution };
    return unnamed ? unnamedSweep(found) : identifiedSweep(found, at, tracks);
  }, [sweep, distribution, unnamed, tracks, at]);
}

/** The series as it is at the dragged λ, else as it was analysed. */
export function useLiveSeries(shown: ShownSeries): ShownSeries["series"] {
  const dragged = useDraggedLambda(shown);
  const { series, at } = shown;
  return useMemo(() => (dragged === null ? series : seriesAtLambda(series, dragged, at)), [series, dragged, at]);
}

/** Has the sweep that comes under the cursor follow the picture. */
export function FollowLambda({ shown }: { readonly shown: ShownSeries }) {
  const dragged = useDraggedLambda(shown);
  const target = useTarget(shown);
  const { at } = shown;
  useEffect(() => {
    if (dragged !== null) void lookAt({ ...target, at }).catch(tellUnstopped);
  }, [target, dragged, at]);
  return null;
}

function useTarget({ file, series, state }: ShownSeries): Omit<LambdaTarget, "at"> {
  const part = useDocument(({ impedance }) => impedance.part);
  const sign = useDocument(({ impedance }) => impedance.sign);
  const basis = useDocument(({ impedance }) => impedance.basis);
  const analysed = state.result?.series ?? series;
  return useMemo(
    () => ({ file: file.id, series: analysed, settings: { part, sign, basis } }),
    [file.id, analysed, part, sign, basis],
  );
}
