import { useCallback, useMemo } from "react";
import { formatQuantity } from "../../figures/format-number.ts";
import type { Figure } from "../../figures/plotly.ts";
import type { FigureTheme } from "../../figures/theme.ts";
import { voltageAndCurrent } from "../../figures/voltage-and-current.ts";
import type { TimeSeries } from "../../files/time-series.ts";
import { voltageSummary } from "../../report/summaries.ts";
import type { AnalyzeEntry } from "../../study/analyze.ts";
import { useFigureControl } from "../plot/figure-control.ts";
import { FigureTools } from "../plot/figure-tools.tsx";
import { FigureView } from "../plot/figure-view.tsx";
import { Finding } from "../shell/finding.tsx";
import { Panel } from "../shell/panel.tsx";
import { Section } from "../shell/section.tsx";
import type { ProjectFile } from "../state/project.ts";
import { useFigureTheme } from "../theme/color-scheme.ts";
import { Place, useFill, useFillKeys } from "./fill.tsx";
import { CellFacts } from "./inspect/cell-section.tsx";

/** A file with voltage and current over time, and no impedance. */
export interface ShownCourse {
  readonly file: ProjectFile;
  readonly entry: AnalyzeEntry;
  readonly timeSeries: TimeSeries;
}

/** Voltage and current over time: every point, dragged and zoomed. */
export function VoltagePanel({ shown }: { readonly shown: ShownCourse }) {
  const { timeSeries, entry, file } = shown;
  const { area } = entry.cell;
  const theme = useFigureTheme();
  const control = useFigureControl();
  const fill = useFill("voltage");
  useFillKeys();
  const draw = useCallback(
    (inTheme: FigureTheme): Figure => voltageAndCurrent(timeSeries, { theme: inTheme, area, whole: true }),
    [timeSeries, area],
  );
  const figure = useMemo(() => draw(theme), [draw, theme]);
  return (
    <Place name="voltage" of={shown.timeSeries}>
      <Panel
        title="Voltage and current"
        remark={`${file.name}, ${formatQuantity(timeSeries.time.length, "points", 4)}`}
        tools={<FigureTools control={control} {...fill} />}
      >
        <FigureView
          figure={figure}
          name="Voltage and current against time"
          summary={voltageSummary(timeSeries, 0, area)}
          control={control}
        />
      </Panel>
    </Place>
  );
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
            <Finding key={`${code} ${message}`} verdict="mind" lead="" rest={message} />
          ))}
        </Section>
      )}
    </>
  );
}
