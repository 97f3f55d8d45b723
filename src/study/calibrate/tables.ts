import { type Column, lazyColumn, type Table } from "../../base/table.ts";
import type { CalibrationDocument } from "./document.ts";

/** Parameters, data, profiles, predictions and rivals as tables; numbers in the unit beside them. */
export function calibrationTables({ parameters, data, profiles, leftOut, rivals }: CalibrationDocument): Table[] {
  const points = profiles.flatMap(({ parameter, unit, values, rise }) =>
    Array.from(values, (value, i) => ({ parameter, unit, value, rise: rise[i] })),
  );
  const predictions = leftOut.flatMap(({ experiment, predictions: all }) => all.map((one) => ({ experiment, ...one })));
  return [
    table("parameters", parameters, [
      words("parameter", parameters, ({ name }) => name),
      words("unit", parameters, ({ unit }) => unit),
      numbers("value", parameters, ({ value }) => value),
      numbers("standard deviation", parameters, ({ standardDeviation }) => standardDeviation),
      numbers("lower 95 % by profile", parameters, ({ profile }) => profile?.lower ?? null),
      numbers("upper 95 % by profile", parameters, ({ profile }) => profile?.upper ?? null),
      numbers("lower 95 % by curvature", parameters, ({ curvature }) => curvature.lower),
      numbers("upper 95 % by curvature", parameters, ({ curvature }) => curvature.upper),
      numbers("from", parameters, ({ from }) => from),
      numbers("to", parameters, ({ to }) => to),
      words("scale", parameters, ({ scale }) => scale),
      words("known", parameters, ({ verdict }) => verdict),
    ]),
    table("data", data, [
      words("datum", data, ({ name }) => name),
      words("experiment", data, ({ experiment }) => experiment),
      words("unit", data, ({ unit }) => unit),
      words("bound", data, ({ bound }) => bound),
      numbers("value", data, ({ value }) => value),
      numbers("sigma", data, ({ sigma }) => sigma),
      numbers("model", data, ({ model }) => model),
      numbers("residual", data, ({ residual }) => residual),
      words("source", data, ({ source }) => source),
      words("failed", data, ({ failed }) => failed ?? ""),
    ]),
    table("profiles", points, [
      words("parameter", points, ({ parameter }) => parameter),
      words("unit", points, ({ unit }) => unit),
      numbers("value", points, ({ value }) => value),
      numbers("rise of the misfit", points, ({ rise }) => rise),
    ]),
    table("left-out", predictions, [
      words("experiment", predictions, ({ experiment }) => experiment),
      words("datum", predictions, ({ name }) => name),
      words("unit", predictions, ({ unit }) => unit),
      words("bound", predictions, ({ bound }) => bound),
      numbers("value", predictions, ({ value }) => value),
      numbers("sigma", predictions, ({ sigma }) => sigma),
      numbers("predicted", predictions, ({ predicted }) => predicted),
      numbers("standard deviation of the prediction", predictions, ({ deviation }) => deviation),
      numbers("standardised", predictions, ({ standardised }) => standardised),
    ]),
    table("mechanisms", rivals, [
      words("mechanisms", rivals, ({ name }) => name),
      numbers("misfit", rivals, ({ sumOfSquares }) => sumOfSquares),
      numbers("parameters", rivals, ({ counts }) => counts.parameters),
      numbers("AICc", rivals, ({ criteria }) => criteria.aicc),
      numbers("BIC", rivals, ({ criteria }) => criteria.bic),
      numbers("ln evidence", rivals, ({ criteria }) => criteria.logEvidence),
      numbers("weight", rivals, ({ weight }) => weight),
    ]),
  ].filter(({ rows }) => rows > 0);
}

function table(name: string, rows: readonly unknown[], columns: readonly Column[]): Table {
  return { name, rows: rows.length, columns };
}

function numbers<Row>(name: string, rows: readonly Row[], pick: (row: Row) => number | null): Column {
  return lazyColumn({ vendorName: name, unit: null }, () => Float64Array.from(rows, (row) => pick(row) ?? Number.NaN));
}

function words<Row>(name: string, rows: readonly Row[], pick: (row: Row) => string): Column {
  return lazyColumn({ vendorName: name }, () => rows.map(pick));
}
