import { SegmentedControl, Select } from "@mantine/core";
import { useMemo } from "react";
import type { CourseAbscissa } from "../../../figures/course-axis.ts";
import { formatNumber } from "../../../figures/format-number.ts";
import { mutedFigure } from "../../../figures/muted.ts";
import type { Figure } from "../../../figures/plotly.ts";
import { FigureTools, FigureView, useFigureControl } from "../../plot/index.ts";
import { useExport } from "../../shell/export-store.ts";
import { Panel } from "../../shell/panel.tsx";
import { tellError } from "../../shell/toast-store.ts";
import { useDocument, useProject } from "../../state/project-store.ts";
import { useFigureTheme } from "../../theme/color-scheme.ts";
import { useInstant } from "../cursor-store.ts";
import { changeStudy } from "../edit-study.ts";
import type { ShownStudy } from "../shown-study.ts";
import { sightRemark } from "../stale.ts";
import { abscissaScale, useAbscissa } from "./abscissa.ts";
import { type Drawn, steppedTime } from "./drawn.ts";
import { useRunOffer } from "./run-offer.ts";
import { thinLines } from "./thin-lines.ts";

/** Voltage and current as they grow, the measured file laid over. */
export function VoltagePanel({ shown, sight, figures, coarse, stale }: Drawn) {
  const theme = useFigureTheme();
  const control = useFigureControl();
  const { time, point, pin } = useInstant();
  const [first] = figures;
  const figure = useMemo((): Figure | null => {
    if (first === undefined || sight.document.series.time.length === 0) return null;
    const drawn = first.draw(theme);
    return coarse !== null ? thinLines(drawn) : stale ? mutedFigure(drawn) : drawn;
  }, [first, theme, coarse, stale, sight]);
  const [abscissa] = useAbscissa();
  const offered = useMemo(
    () => ({ title: "Voltage", name: `voltage${abscissa === "charge" ? "_charge" : ""}`, draw: first?.draw ?? null }),
    [first, abscissa],
  );
  useRunOffer({ shown, coarse, stale }, offered);
  if (first === undefined || figure === null) return null;
  const scale = abscissaScale(sight, abscissa, first.title !== "Voltage and current");
  const at = scale.placeOf(time ?? sight.document.series.time.at(-1) ?? 0);
  const text = formatNumber(at, { digits: 4 });
  const own = [first.remark, sight.ended ? null : "computed while it runs"].filter(Boolean).join(", ");
  return (
    <Panel
      title="Voltage"
      remark={sightRemark({ coarse, stale }) ?? own}
      tools={
        <>
          <AbscissaSwitch />
          <MeasuredFile shown={shown} />
          <FigureTools control={control} onExport={() => useExport.getState().open("Voltage")} />
        </>
      }
    >
      <FigureView
        figure={figure}
        name={first.title}
        summary={first.summary}
        control={control}
        cursor={[{ axis: "x", value: at, text }]}
        onPoint={(to) => point(to === null ? null : scale.timeAt(to.pointerX, useInstant.getState().time))}
        onPick={(to) => pin(scale.timeAt(to.pointerX, useInstant.getState().time))}
        onStep={({ dx, large }) => pin(steppedTime(sight, time, dx * (large ? 10 : 1)))}
        spoken={text}
      />
    </Panel>
  );
}

const ABSCISSAE: readonly { readonly value: CourseAbscissa; readonly label: string }[] = [
  { value: "time", label: "Time" },
  { value: "charge", label: "Charge" },
];

/** Voltage and state against time or charge. */
function AbscissaSwitch() {
  const [abscissa, choose] = useAbscissa();
  return (
    <SegmentedControl
      size="xs"
      aria-label="Voltage and state against"
      data={[...ABSCISSAE]}
      value={abscissa}
      onChange={choose}
    />
  );
}

const NONE = "none";

/** The file of the project that is laid over the case. */
function MeasuredFile({ shown }: { readonly shown: ShownStudy }) {
  const files = useDocument((document) => document.files);
  if (files.length === 0) return null;
  const { study } = shown;
  const choose = async (id: string): Promise<void> => {
    const file = files.find((one) => one.id === id);
    const name = file === undefined ? "No file laid over" : `Lay over ${file.name}`;
    const gesture = `measured ${study.id} ${id}`;
    useProject.getState().change(
      name,
      (document) => ({
        ...document,
        studies: document.studies.map((one) => (one.id === study.id ? { ...one, measured: file?.id ?? null } : one)),
      }),
      gesture,
    );
    const area = file?.area ?? null;
    await changeStudy(
      study.id,
      name,
      {
        case: shown.case,
        measured: file === undefined ? null : { file: file.name, ...(area === null ? {} : { area }) },
      },
      { gesture },
    );
    useProject.getState().settle();
  };
  return (
    <Select
      size="xs"
      w={200}
      aria-label="Measured file laid over"
      data={[{ value: NONE, label: "No measured file" }, ...files.map(({ id, name }) => ({ value: id, label: name }))]}
      value={study.measured ?? NONE}
      allowDeselect={false}
      onChange={(id) => void choose(id ?? NONE).catch(tellError)}
    />
  );
}
