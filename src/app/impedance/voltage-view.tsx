import { useCallback, useEffect, useMemo, useState } from "react";
import { formatNumber } from "../../figures/format-number.ts";
import type { Figure } from "../../figures/plotly.ts";
import type { FigureTheme } from "../../figures/theme.ts";
import { timeUnit } from "../../figures/units.ts";
import { voltageAndCurrent } from "../../figures/voltage-and-current.ts";
import type { TimeSeries } from "../../files/time-series.ts";
import { voltageSummary } from "../../report/summaries.ts";
import type { AnalyzeEntry } from "../../study/analyze.ts";
import { fileStem } from "../../study/file-names.ts";
import { useFigureControl } from "../plot/figure-control.ts";
import type { FigureCursor } from "../plot/figure-props.ts";
import { FigureTools } from "../plot/figure-tools.tsx";
import { FigureView } from "../plot/figure-view.tsx";
import { type ExportOffer, useExport, useExportOffer } from "../shell/export-store.ts";
import { Finding } from "../shell/finding.tsx";
import { Panel } from "../shell/panel.tsx";
import { Section } from "../shell/section.tsx";
import { useStatus } from "../shell/status-bar.tsx";
import type { ProjectFile } from "../state/project.ts";
import { useDocument } from "../state/project-store.ts";
import { useFigureTheme } from "../theme/color-scheme.ts";
import { runJob } from "../work/run-job.ts";
import { commandOf } from "./command.ts";
import { courseFacts, pointNear, pointWords } from "./course-facts.ts";
import { useCourseFigure } from "./course-figure.ts";
import { contentsOf } from "./export-offers.ts";
import { Place, useFill, useFillKeys } from "./fill.tsx";
import { CellFacts } from "./inspect/cell-section.tsx";

/** A file with voltage and current over time, and no impedance. */
export interface ShownCourse {
  readonly file: ProjectFile;
  readonly entry: AnalyzeEntry;
  readonly timeSeries: TimeSeries;
}

const TITLE = "Voltage and current";
/** Points that Shift with an arrow key goes. */
const LARGE = 10;

/** Voltage and current over time: every point, dragged and zoomed; a cursor that tells what was recorded. */
export function VoltagePanel({ shown }: { readonly shown: ShownCourse }) {
  const { timeSeries, entry, file } = shown;
  const { area } = entry.cell;
  const theme = useFigureTheme();
  const control = useFigureControl();
  const fill = useFill("voltage");
  useFillKeys();
  const [at, setAt] = useState<number | null>(null);
  const draw = useCallback(
    (inTheme: FigureTheme): Figure => voltageAndCurrent(timeSeries, { theme: inTheme, area, points: "all" }),
    [timeSeries, area],
  );
  const drawn = useCourseFigure(timeSeries, { theme, area });
  // What is said stands for what is drawn.
  const { figure = null, series = timeSeries, area: drawnArea = area } = drawn ?? {};
  const isDrawn = figure !== null;
  const summary = useMemo(() => (isDrawn ? voltageSummary(series, 0, drawnArea) : ""), [isDrawn, series, drawnArea]);
  const { time } = series;
  const { seconds, unit } = timeUnit((time.at(-1) ?? 0) - (time[0] ?? 0));
  const here = at === null ? null : (time[at] ?? null);
  const cursor: FigureCursor[] =
    here === null
      ? []
      : [{ axis: "x", value: here / seconds, text: `${formatNumber(here / seconds, { digits: 4 })} ${unit}` }];
  const words = at === null ? null : pointWords(series, at, drawnArea);
  useOffer(shown, draw);
  const step = ({ dx, large }: { readonly dx: number; readonly large: boolean }): void =>
    setAt((from) => Math.max(0, Math.min(time.length - 1, (from ?? -1) + dx * (large ? LARGE : 1))));
  return (
    <Place name="voltage" of={shown.timeSeries}>
      <Panel
        title={TITLE}
        remark={words ?? file.name}
        tools={<FigureTools control={control} {...fill} onExport={() => useExport.getState().open(TITLE)} />}
      >
        {figure === null ? null : (
          <FigureView
            figure={figure}
            name="Voltage and current against time"
            summary={summary}
            control={control}
            cursor={cursor}
            onPoint={(to) => setAt(to === null ? null : pointNear(series, to.pointerX * seconds))}
            onPick={(to) => setAt(pointNear(series, to.pointerX * seconds))}
            onStep={step}
            spoken={words ?? ""}
          />
        )}
      </Panel>
    </Place>
  );
}

/** Tells the line below what is shown and the command line that does the same. */
export function useTellCourse(shown: ShownCourse | null): void {
  const tell = useStatus(({ tell }) => tell);
  const settings = useDocument(({ impedance }) => impedance);
  const { file, timeSeries } = shown ?? {};
  useEffect(() => {
    if (file === undefined || timeSeries === undefined) return;
    tell({ facts: courseFacts(timeSeries), command: commandOf(file, settings) });
    return () => tell({ facts: [], command: null });
  }, [file, timeSeries, settings, tell]);
}

/** Offers the figure, the recorded tables and the command line. */
function useOffer({ file, entry }: ShownCourse, draw: (theme: FigureTheme) => Figure): void {
  const settings = useDocument(({ impedance }) => impedance);
  const offer = useMemo(
    (): ExportOffer => ({
      title: TITLE,
      fileName: `${fileStem(file.name)}_voltage`,
      stem: fileStem(file.name),
      figure: draw,
      recorded: (to, workingElectrode) =>
        runJob("convert", { file: contentsOf(file), to, workingElectrode }, { lane: "files", about: file.name }),
      command: commandOf(file, settings),
      from: () => ({ file: entry.file, sha256: entry.sha256 ?? "" }),
    }),
    [file, entry, draw, settings],
  );
  useExportOffer(offer);
}

/** What is known of the cell and of the file. */
export function VoltageInspector({ shown }: { readonly shown: ShownCourse }) {
  const { entry, file } = shown;
  return (
    <>
      <Section title="Cell" remark={entry.technique ?? undefined} numbers>
        <CellFacts file={file} cell={entry.cell} />
      </Section>
      {entry.warnings.length === 0 ? null : (
        <Section title="Findings">
          {entry.warnings.map(({ code, message }) => (
            <Finding
              key={`${code} ${message}`}
              verdict={code === "no-impedance" ? "fact" : "mind"}
              lead=""
              rest={message}
            />
          ))}
        </Section>
      )}
    </>
  );
}
