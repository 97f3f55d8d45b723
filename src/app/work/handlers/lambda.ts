import { regularizedDistribution } from "../../../impedance/distribution/distribution.ts";
import { type LambdaSeries, lambdaSeries } from "../../../impedance/relaxation-times/lambda-series.ts";
import type { Handler } from "../handler.ts";

let open: { readonly key: string; readonly series: LambdaSeries } | null = null;

export const lambdaOpen: Handler<"lambda-open"> = async ({ key, spectra, options }) => {
  if (open?.key !== key) open = { key, series: lambdaSeries(spectra, options) };
  return null;
};

export const lambdaMap: Handler<"lambda-map"> = async ({ key, lambda, sweep }) => {
  if (open?.key !== key) return null;
  const { series } = open;
  const distribution = sweep === null ? null : regularizedDistribution(series.distribution(sweep, lambda));
  return { map: series.map(lambda), distribution };
};
