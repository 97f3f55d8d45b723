import { suggest } from "../../../cell/form/suggest.ts";
import type { RecordedUnknown } from "../../simulate.ts";
import { notReached } from "./charge.ts";
import { momentOf, valueAt } from "./moment.ts";
import { type FinishedRun, type ObservableKind, type Observed, unobserved } from "./observable.ts";

const AT = "when; default at the end of the run";

/** An unknown at a moment. */
function unknownAt(run: FinishedRun, recorded: RecordedUnknown, at = "end"): Observed {
  const moment = momentOf(run.document, at);
  return moment === null
    ? unobserved(notReached(run, at))
    : { value: valueAt(run.document, recorded.values, moment), remark: recorded.name };
}

/** The recorded unknown of that own name, at the working electrode where there are two. */
function ownNamed({ document }: FinishedRun, own: string, submodel: string | undefined): RecordedUnknown | undefined {
  const found = document.series.recorded.filter(({ name }) =>
    submodel === undefined ? name.endsWith(`.${own}`) : name === `${submodel}.${own}`,
  );
  const working = document.cell.submodels
    .filter(({ electrode }) => electrode !== "counter")
    .map(({ name }) => `${name}.${own}`);
  return found.find(({ name }) => working.includes(name)) ?? found[0];
}

const fraction = (own: string, description: string): ObservableKind => ({
  name: own,
  description,
  unit: "1",
  asks: { at: AT, of: "the submodel, where several have it" },
  names: "submodel",
  observe(run, { at, of }) {
    const recorded = ownNamed(run, own, of);
    return recorded === undefined ? unobserved(`the cell has no ${own}`) : unknownAt(run, recorded, at);
  },
});

export const stateObservables: readonly ObservableKind[] = [
  fraction("contact fraction", "Part of the area in which metal touches the electrolyte."),
  fraction("precipitate fraction", "Part of the area that a precipitate of the other metal covers."),
  fraction("deposit fraction", "Part of the area that is touched by solid metal which plating left."),
  fraction("voids", "Part of the contact that was lost to voids."),
  fraction("coverage", "Part of the wetted area that a precipitate covers."),
  {
    name: "filament length",
    description: "Length of the longest filament in the electrolyte; 0 in a cell without filaments.",
    unit: "m",
    asks: { at: AT, of: "the submodel; default filament" },
    names: "submodel",
    observe(run, { at, of = "filament" }) {
      const recorded = ownNamed(run, "length", of);
      return recorded === undefined ? { value: 0, remark: `the cell has no "${of}"` } : unknownAt(run, recorded, at);
    },
  },
  {
    name: "deposit thickness",
    description: "Thickness of the solid metal that plating left, were it even: amount per area times molar volume.",
    unit: "m",
    asks: { at: AT, of: "the submodel; default deposit" },
    names: "submodel",
    observe(run, { at, of = "deposit" }) {
      const recorded = run.document.series.recorded.find(({ name }) => name === `${of}.amount`);
      const parameters = run.document.cell.submodels.find(({ name }) => name === of)?.parameters ?? [];
      const volume = parameters.find(({ name, unit }) => name === "molarVolume" || unit === "m3/mol")?.value;
      if (recorded === undefined || volume === undefined)
        return unobserved(`the cell has no "${of}" with an amount and a molar volume`);
      const amount = unknownAt(run, recorded, at);
      return amount.value === null ? amount : { value: amount.value * volume };
    },
  },
  {
    name: "unknown",
    description: "An unknown of the cell; of one that lies along a mesh its first cell.",
    unit: "own",
    asks: { at: AT, of: "its name, as in store.amount" },
    names: "unknown",
    needs: ["of"],
    observe(run, { at, of = "" }) {
      const names = run.document.series.recorded.map(({ name }) => name);
      const recorded = run.document.series.recorded.find(({ name }) => name === of);
      if (recorded === undefined) return unobserved(`no unknown "${of}" was recorded. ${suggest(of, names)}`);
      return unknownAt(run, recorded, at);
    },
  },
];
