import { regularizedDistribution } from "../../../impedance/distribution/distribution.ts";
import { type LambdaSeries, lambdaSeries } from "../../../impedance/relaxation-times/lambda-series.ts";
import type { RelaxationMap } from "../../../impedance/relaxation-times/result.ts";
import { LAMBDA_PLACES, LAMBDA_STEP, lambdaAt, placeOf } from "../../impedance/lambda-range.ts";
import { type Ahead, computedAhead } from "../computed-ahead.ts";
import type { Handler } from "../handler.ts";

/** Places to either side that are computed before the slider is touched: two decades, where most sliders end. */
const REACH = Math.round(2 / LAMBDA_STEP);
/** Bytes that the maps of an opened series may take. */
const MEMORY = 64e6;

interface OpenSeries {
  readonly key: string;
  readonly series: LambdaSeries;
  readonly maps: Ahead<RelaxationMap>;
}

let open: OpenSeries | null = null;

function later(step: () => void, pause: number): () => void {
  const timer = setTimeout(step, pause);
  return () => clearTimeout(timer);
}

export const lambdaOpen: Handler<"lambda-open"> = async ({ key, spectra, options }) => {
  if (open?.key === key) return null;
  close();
  const series = lambdaSeries(spectra, options);
  const at = placeOf(options.lambda);
  // The first is what tells how much memory one takes.
  let first: RelaxationMap | null = series.map(lambdaAt(at));
  const most = Math.floor(MEMORY / first.gamma.byteLength);
  const compute = (place: number): RelaxationMap => {
    const known = place === at ? first : null;
    first = null;
    return known ?? series.map(lambdaAt(place));
  };
  const maps = computedAhead({ compute, count: LAMBDA_PLACES, most, later });
  open = { key, series, maps };
  maps.begin(at, REACH);
  return null;
};

function close(): void {
  open?.maps.end();
  open = null;
}

/** Lets the opened series go, with what was computed of it. */
export const lambdaClose: Handler<"lambda-close"> = async () => {
  close();
  return null;
};

export const lambdaMap: Handler<"lambda-map"> = async ({ key, lambda, sweep }) => {
  if (open?.key !== key) return null;
  const { series, maps } = open;
  const distribution = sweep === null ? null : regularizedDistribution(series.distribution(sweep, lambda));
  const place = placeOf(lambda);
  return { map: lambdaAt(place) === lambda ? maps.at(place) : series.map(lambda), distribution };
};
