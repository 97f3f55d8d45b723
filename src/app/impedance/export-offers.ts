import { type RefObject, useMemo, useRef } from "react";
import type { Figure } from "../../figures/plotly.ts";
import type { FigureTheme } from "../../figures/theme.ts";
import { fileStem } from "../../study/file-names.ts";
import { optionTexts } from "../../study/option-texts.ts";
import { resultTables } from "../../study/result-tables.ts";
import { plottingAddress } from "../export/plotting-address.ts";
import type { FigureCursor } from "../plot/figure-props.ts";
import { type ExportOffer, useExportOffer } from "../shell/export-store.ts";
import { contentOf } from "../state/contents.ts";
import { lambdaText } from "../state/lambda-text.ts";
import type { ProjectFile } from "../state/project.ts";
import { useDocument, useProject } from "../state/project-store.ts";
import type { JobFile } from "../work/jobs.ts";
import { runJob } from "../work/run-job.ts";
import { analysisOptions } from "./analysis-options.ts";
import { commandOf } from "./command.ts";
import { useLiveLambda } from "./live-lambda.ts";
import { OUTDATED } from "./outdated.ts";
import type { ShownSeries } from "./shown-file.ts";

/** A file of the project as it goes to a worker. @throws Error where its content is gone */
export function contentsOf({ id, name }: Pick<ProjectFile, "id" | "name">): JobFile {
  const content = contentOf(id);
  if (content === undefined) throw new Error(`The content of ${name} is not there any more. Add the file once more.`);
  return { id, name, content };
}

function isDragged(file: string): boolean {
  return useLiveLambda.getState().live?.file === file;
}

/** What a picture at a dragged λ is of, as long as it stands. */
function atDraggedLambda(file: string): Readonly<Record<string, string>> {
  const { live } = useLiveLambda.getState();
  if (live?.file !== file) return {};
  return { "relaxation times": "regularised (Tikhonov), each sweep by itself", λ: lambdaText(live.lambda) };
}

export interface OfferedFigure {
  readonly title: string;
  /** What the figure is, in file names: "map", "nyquist". */
  readonly name: string;
  /** The figure is of the sweep under the cursor alone. */
  readonly ofSweep?: boolean;
  /** Left out: a table, which has no figure. */
  readonly draw?: (theme: FigureTheme) => Figure;
}

/**
 * Offers a figure of the shown file, with its tables, recorded data, report, command line and methods.
 * @param figure memoised; null: nothing to draw
 * @returns where the panel tells its cursor
 */
export function useImpedanceOffer(
  shown: ShownSeries,
  figure: OfferedFigure | null,
): RefObject<readonly FigureCursor[]> {
  const cursor = useRef<readonly FigureCursor[]>([]);
  const { file, entry, series, area, sweep } = shown;
  const { outdated } = shown.lag;
  const number = sweep.sweep.index + 1;
  const colors = useDocument(({ impedance }) => impedance.colors);
  const offer = useMemo((): ExportOffer | null => {
    if (figure === null) return null;
    const stem = fileStem(file.name);
    const of = figure.ofSweep === true ? `_sweep-${number}` : "";
    const settings = () => useProject.getState().history.present.impedance;
    const options = Object.fromEntries(optionTexts(entry).map(({ name, value }) => [name, value]));
    return {
      title: figure.title,
      fileName: `${stem}_${figure.name}${of}`,
      stem,
      ...(figure.draw === undefined ? {} : { figure: figure.draw }),
      cursor: () => cursor.current,
      tables: () => resultTables(series, area),
      recorded: (to, workingElectrode) =>
        runJob("convert", { file: contentsOf(file), to, workingElectrode }, { lane: "files", about: file.name }),
      report: () =>
        runJob(
          "report",
          {
            file: contentsOf(file),
            options: analysisOptions(file, settings()),
            commandLine: commandOf(file, settings(), area).recorded,
            colors: settings().colors,
            plotting: plottingAddress,
          },
          { lane: "files", title: `Report of ${file.name}`, about: file.name },
        ),
      command: commandOf(file, { ...settings(), colors }, area),
      methods: async () => (await import("../../study/analysis-methods.ts")).analysisMethods(entry, series),
      from: () => ({
        file: entry.file,
        sha256: entry.sha256 ?? "",
        ...(figure.ofSweep ? { sweep: `${number}` } : {}),
        ...options,
        ...(outdated && !isDragged(file.id) ? { settings: `${OUTDATED} than the command has` } : {}),
        ...atDraggedLambda(file.id),
      }),
    };
  }, [figure, file, entry, series, area, number, colors, outdated]);
  useExportOffer(offer);
  return cursor;
}
