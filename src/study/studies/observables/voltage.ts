import { notReached } from "./charge.ts";
import { momentOf, valueAt } from "./moment.ts";
import { type ObservableKind, unobserved } from "./observable.ts";

const AT = "when; default at the end of the run";

/** The sentence in which a run ended, and the sentences of its segments. */
function endWords(message: string | null, endedBy: string | undefined): string {
  return `${message ?? "completed"} ${endedBy ?? ""}`;
}

export const voltageObservables: readonly ObservableKind[] = [
  {
    name: "voltage",
    description: "Cell voltage: working less counter electrode.",
    unit: "V",
    asks: { at: AT },
    observe(run, { at = "end" }) {
      const moment = momentOf(run.document, at);
      if (moment === null) return unobserved(notReached(run, at));
      return { value: valueAt(run.document, run.document.series.voltage, moment) };
    },
  },
  {
    name: "highest voltage",
    description: "Highest cell voltage of the run.",
    unit: "V",
    asks: {},
    observe: ({ document }) => ({ value: document.summary.highestVoltage }),
  },
  {
    name: "lowest voltage",
    description: "Lowest cell voltage of the run.",
    unit: "V",
    asks: {},
    observe: ({ document }) => ({ value: document.summary.lowestVoltage }),
  },
  {
    name: "current",
    description: "Current density; positive strips the working electrode.",
    unit: "A/m2",
    asks: { at: AT },
    observe(run, { at = "end" }) {
      const moment = momentOf(run.document, at);
      if (moment === null) return unobserved(notReached(run, at));
      return { value: valueAt(run.document, run.document.series.current, moment) };
    },
  },
  {
    name: "chord resistance",
    description: "Voltage less that of the start of the run, over current density.",
    unit: "ohm m2",
    asks: { at: AT },
    observe(run, { at = "end" }) {
      const { document } = run;
      const moment = momentOf(document, at);
      if (moment === null) return unobserved(notReached(run, at));
      const current = valueAt(document, document.series.current, moment);
      if (current === 0) return unobserved("no current flows at this moment");
      const rest = document.segments[0]?.startCurrent === 0 ? (document.series.voltage[0] ?? 0) : 0;
      return { value: (valueAt(document, document.series.voltage, moment) - rest) / current };
    },
  },
  {
    name: "largest current completed",
    description:
      'Largest current density, in amount, of a segment that no limit ended and in which the run did not end (by a short circuit, a failure): by "either direction" (default) of all of them; by "both directions" the smaller of that of stripping and that of plating, which is the largest that whole cycles of one current passed.',
    unit: "A/m2",
    asks: { by: "either direction or both directions" },
    ways: ["either direction", "both directions"],
    grows: true,
    observe({ document }, { by = "either direction" }) {
      const { segments } = document;
      const cut = document.end.kind === "completed" ? -1 : segments.length - 1;
      const whole = segments.filter(
        ({ limit, endCurrent, start, end }, k) => k !== cut && limit < 0 && endCurrent !== 0 && end > start,
      );
      if (whole.length === 0) return unobserved("no segment under current ran to its end", -1, 0);
      const stripping = Math.max(0, ...whole.map(({ endCurrent }) => endCurrent));
      const plating = Math.max(0, ...whole.map(({ endCurrent }) => -endCurrent));
      if (by !== "both directions") return { value: Math.max(stripping, plating) };
      const least = Math.min(stripping, plating);
      if (least > 0) return { value: least };
      return unobserved(`no segment of ${stripping > 0 ? "plating" : "stripping"} ran to its end`, -1, 0);
    },
  },
  {
    name: "short circuit",
    description: "1 where a short circuit ended the run, else 0.",
    unit: "1",
    asks: {},
    observe: ({ document }) => ({ value: /short circuit/i.test(document.end.message ?? "") ? 1 : 0 }),
  },
  {
    name: "ended by",
    description: "1 where the sentence in which the run ended, or its last segment did, holds a text, else 0.",
    unit: "1",
    asks: { of: "the text, as in V > 3 V, no metal left, failed or completed" },
    needs: ["of"],
    observe({ document }, { of = "" }) {
      const { end, segments } = document;
      const words = endWords(end.message, segments.at(-1)?.endedBy);
      const kind = end.kind === "failed" ? "failed" : "";
      return { value: `${words} ${kind}`.toLowerCase().includes(of.toLowerCase()) ? 1 : 0 };
    },
  },
];
