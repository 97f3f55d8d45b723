import { lazyColumn, type Table } from "../../../base/table.ts";
import type { RunFalsifier } from "../../../study/studies/study-falsifiers.ts";

/** What the numbers rule out, one row a test: the band of the simulation and the measured interval in the unit of the row. */
export function rulingsTable(falsifiers: readonly RunFalsifier[]): Table {
  const words = (vendorName: string, of: (one: RunFalsifier) => string) =>
    lazyColumn({ vendorName }, () => falsifiers.map(of));
  const numbers = (vendorName: string, of: (one: RunFalsifier) => number | undefined) =>
    lazyColumn({ vendorName }, () => Float64Array.from(falsifiers, (one) => of(one) ?? Number.NaN));
  return {
    name: "rulings",
    rows: falsifiers.length,
    columns: [
      words("test", ({ title }) => title),
      words("direction", ({ direction }) => direction),
      words("mechanism", ({ mechanism }) => mechanism),
      words("verdict", ({ verdict }) => verdict),
      words("quantity", ({ quantity }) => quantity),
      words("unit", ({ unit }) => unit),
      numbers("value", ({ value }) => value),
      numbers("lower", ({ lower }) => lower),
      numbers("upper", ({ upper }) => upper),
      words("measured as", ({ measured }) => measured?.what ?? ""),
      numbers("measured", ({ measured }) => measured?.value),
      numbers("measured lower", ({ measured }) => measured?.lower),
      numbers("measured upper", ({ measured }) => measured?.upper),
      words("sentence", ({ sentence }) => sentence),
    ],
  };
}
