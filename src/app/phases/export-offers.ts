import { useMemo } from "react";
import type { FigureTheme } from "../../figures/theme.ts";
import { phasesTables } from "../../study/phases-tables.ts";
import { potentialTables } from "../../study/potential-page.ts";
import { propertiesTables } from "../../study/properties-page.ts";
import { type ExportOffer, useExportOffer } from "../shell/export-store.ts";
import type { Scheme } from "../work/alloy-jobs.ts";
import { runJob } from "../work/run-job.ts";
import { diagramCommand, potentialCommand, propertyCommand } from "./command.ts";
import type { ShownAlloy } from "./shown-alloy.ts";
import type { LatestJob } from "./use-latest-job.ts";

const schemeOf = ({ name }: FigureTheme): Scheme => (name === "dark" ? "dark" : "light");

function drawn<Figure>(figure: Figure | null): Figure {
  if (figure === null) throw new Error("There is nothing to draw at this temperature.");
  return figure;
}

const fromOf = ({ document: { database } }: { readonly document: { readonly database: DatabaseHead } }) => ({
  database: database.name,
  sha256: database.sha256,
});

interface DatabaseHead {
  readonly name: string;
  readonly sha256: string;
}

/** What the diagram gives away. */
export function useDiagramOffer({ source, settings, diagram, tdb }: ShownAlloy, title: string): void {
  const { temperature } = settings;
  const { output } = diagram;
  const offer = useMemo(
    (): ExportOffer | null =>
      output && {
        title,
        fileName: `${source.system}_phase_diagram`,
        figure: async (theme) =>
          (await runJob("phaseDiagram", { source, temperature, scheme: schemeOf(theme) }, { lane: "phases" })).figure,
        tables: () => phasesTables(output.document, output),
        command: diagramCommand(settings, tdb),
        from: () => fromOf(output),
      },
    [title, source, temperature, settings, output, tdb],
  );
  useExportOffer(offer);
}

/** What the potentials give away. */
export function usePotentialsOffer(
  { source, settings, tdb }: ShownAlloy,
  title: string,
  { output }: LatestJob<"potentialCurves">,
): void {
  const offer = useMemo(
    (): ExportOffer | null =>
      output && {
        title,
        fileName: `${source.system}_potentials`,
        figure: async (theme) => {
          const input = { source, temperature: settings.temperature, scheme: schemeOf(theme), bands: true };
          return drawn((await runJob("potentialCurves", input, { lane: "phases curves" })).figure);
        },
        tables: () => potentialTables(output.document),
        command: potentialCommand(settings, tdb),
        from: () => fromOf(output),
      },
    [title, source, settings, output, tdb],
  );
  useExportOffer(offer);
}

/** What the property gives away. */
export function usePropertyOffer(
  { settings, tdb }: ShownAlloy,
  title: string,
  { output, of }: LatestJob<"alloyProperty">,
): void {
  const offer = useMemo(
    (): ExportOffer | null =>
      output &&
      of && {
        title,
        fileName: `NaK_${of.property}`,
        figure: async (theme) =>
          drawn((await runJob("alloyProperty", { ...of, scheme: schemeOf(theme) }, { lane: "phases" })).figure),
        tables: () => propertiesTables(output.document),
        command: propertyCommand(settings, tdb),
        from: () => fromOf(output),
      },
    [title, settings, output, of, tdb],
  );
  useExportOffer(offer);
}
