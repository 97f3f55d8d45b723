import { SegmentedControl } from "@mantine/core";
import { useMemo } from "react";
import { type CourseAbscissa, courseAxis } from "../../../figures/course-axis.ts";
import { formatDuration, formatNumber } from "../../../figures/format-number.ts";
import { mutedFigure } from "../../../figures/muted.ts";
import type { Figure } from "../../../figures/plotly.ts";
import { movingUnknowns, stateCourses } from "../../../figures/state-courses.ts";
import type { FigureTheme } from "../../../figures/theme.ts";
import { profileFigure } from "../../../study/profile-figures.ts";
import { denseGroups } from "../../../study/simulate-figures.ts";
import { profilesAt } from "../../../study/studies/state-now.ts";
import { ExportTool, FigureTools, FigureView, useFigureControl } from "../../plot/index.ts";
import { useExport } from "../../shell/export-store.ts";
import { Panel } from "../../shell/panel.tsx";
import { useSession } from "../../state/session-store.ts";
import { useFigureTheme } from "../../theme/color-scheme.ts";
import { useInstant } from "../cursor-store.ts";
import { sightRemark } from "../stale.ts";
import { abscissaScale, useAbscissa } from "./abscissa.ts";
import type { Drawn } from "./drawn.ts";
import classes from "./figures.module.css";
import { type OfferedOfRun, useRunOffer } from "./run-offer.ts";

const TAB = "cell state";
const titles = { profile: "Profile", states: "State" } as const;
type Tab = keyof typeof titles;
const heads: Readonly<Record<Tab, string>> = { profile: "Through the anode", states: "State of the cell" };

/** Profiles at the instant, or the courses of the state. */
export function StatePanel({ only, ...drawn }: Drawn & { readonly only?: Tab }) {
  const { figures, sight } = drawn;
  const chosen = useSession(({ tabs }) => tabs[TAB]) as Tab | undefined;
  const set = useSession(({ set }) => set);
  const time = useInstant((store) => store.time);
  const control = useFigureControl();
  const offered: Tab[] = [
    ...(sight.profiles.length > 0 ? ["profile" as const] : []),
    ...(figures.some(({ id }) => id === "unknowns") ? ["states" as const] : []),
  ];
  const tab = only ?? (chosen !== undefined && offered.includes(chosen) ? chosen : (offered[0] ?? "states"));
  const at = time ?? sight.document.series.time.at(-1) ?? 0;
  const remark =
    sightRemark(drawn) ??
    (tab === "profile"
      ? `at ${formatDuration(at)}, and at the start`
      : figures.find(({ id }) => id === "unknowns")?.remark);
  return (
    <Panel
      title={heads[tab]}
      {...(remark === undefined ? {} : { remark })}
      tools={
        <>
          {offered.length > 1 && only === undefined ? (
            <SegmentedControl
              size="xs"
              aria-label="What is shown of the state"
              data={offered.map((value) => ({ value, label: titles[value] }))}
              value={tab}
              onChange={(value) => set({ tabs: { ...useSession.getState().tabs, [TAB]: value } })}
            />
          ) : null}
          {tab === "states" ? (
            <FigureTools control={control} onExport={() => useExport.getState().open(heads.states)} />
          ) : (
            <ExportTool onExport={() => useExport.getState().open(heads.profile)} />
          )}
        </>
      }
    >
      {tab === "profile" ? (
        <Profiles {...drawn} time={at} />
      ) : (
        <Course {...drawn} id="unknowns" title={heads.states} control={control} />
      )}
    </Panel>
  );
}

/** Profiles that stand side by side. */
const MOST_PROFILES = 2;

function Profiles({ time, ...drawn }: Drawn & { readonly time: number }) {
  const { sight, stale } = drawn;
  const theme = useFigureTheme();
  const { profiles } = sight;
  const figures = useMemo(
    () =>
      profilesAt(profiles, time)
        .slice(0, MOST_PROFILES)
        .map(profileFigure)
        .map(({ id, title, summary, draw }) => ({
          id,
          title,
          summary,
          draw,
          figure: stale ? mutedFigure(draw(theme)) : draw(theme),
        })),
    [profiles, time, theme, stale],
  );
  return (
    <div className={classes.pair} data-count={figures.length}>
      {figures.map(({ id, title, summary, figure, draw }, k) => (
        <figure key={id} className={classes.titled}>
          <ProfileOffer
            {...drawn}
            title={k === 0 ? heads.profile : `${heads.profile}: ${title}`}
            name={`${id}_${Math.round(time)}s`}
            draw={draw}
          />
          <figcaption>{title}</figcaption>
          <FigureView figure={figure} name={title} summary={summary} />
        </figure>
      ))}
    </div>
  );
}

/** Gives one profile away. */
function ProfileOffer({ title, name, draw, ...drawn }: Drawn & OfferedOfRun) {
  useRunOffer(
    drawn,
    useMemo(() => ({ title, name, ...(draw === undefined ? {} : { draw }) }), [title, name, draw]),
  );
  return null;
}

/** Unknowns that have room in a panel: parts of the area, and one row below them. */
const MOST_UNKNOWNS = 6;
const MOST_GROUPS = 2;

function fewCourses({ document }: Drawn["sight"], theme: FigureTheme, abscissa: CourseAbscissa): Figure {
  const { series } = document;
  const few = movingUnknowns(series.recorded).slice(0, MOST_UNKNOWNS);
  return stateCourses(
    series.time,
    few,
    theme,
    denseGroups(document).slice(0, MOST_GROUPS),
    courseAxis(series, abscissa),
  );
}

interface CourseProps {
  readonly id: string;
  /** Of the panel that it stands in. */
  readonly title: string;
  readonly control: ReturnType<typeof useFigureControl>;
}

/** A figure over time, linked by the instant. */
export function Course({ id: wanted, title, control, ...drawn }: Drawn & CourseProps) {
  const { figures, sight, stale } = drawn;
  const theme = useFigureTheme();
  const { time, point, pin } = useInstant();
  const [chosen] = useAbscissa();
  const abscissa = wanted === "unknowns" ? chosen : "time";
  const found = figures.find(({ id }) => id === wanted);
  const draw = useMemo(() => {
    if (found === undefined) return null;
    return wanted === "unknowns" ? (inTheme: FigureTheme) => fewCourses(sight, inTheme, abscissa) : found.draw;
  }, [found, wanted, sight, abscissa]);
  const figure = useMemo(() => {
    if (draw === null) return null;
    return stale ? mutedFigure(draw(theme)) : draw(theme);
  }, [draw, theme, stale]);
  const name = `${wanted === "unknowns" ? "state" : wanted}${abscissa === "charge" ? "_charge" : ""}`;
  useRunOffer(
    drawn,
    useMemo(() => ({ title, name, draw }), [title, name, draw]),
  );
  if (found === undefined || figure === null)
    return <p className={classes.none}>Nothing but voltage and current moves in this run.</p>;
  const scale = abscissaScale(sight, abscissa, false);
  const at = scale.placeOf(time ?? sight.document.series.time.at(-1) ?? 0);
  return (
    <FigureView
      figure={figure}
      name={found.title}
      summary={found.summary}
      control={control}
      cursor={[{ axis: "x", value: at, text: formatNumber(at, { digits: 4 }) }]}
      onPoint={(to) => point(to === null ? null : scale.timeAt(to.pointerX, useInstant.getState().time))}
      onPick={(to) => pin(scale.timeAt(to.pointerX, useInstant.getState().time))}
    />
  );
}
