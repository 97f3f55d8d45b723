import { memo, useMemo } from "react";
import { processStyle } from "../../../figures/theme.ts";
import { displayUnits } from "../../../figures/units.ts";
import type { DistributionPeak } from "../../../impedance/distribution/result.ts";
import { processNumber } from "../../../impedance/series/identity.ts";
import { processes, type Track } from "../../../impedance/series/tracks.ts";
import { Section } from "../../shell/section.tsx";
import { useSession } from "../../state/session-store.ts";
import { useFollowingSweep, useOutdated } from "../live-series.ts";
import { OUTDATED } from "../outdated.ts";
import { frequencyOf, tauOf } from "../point-at.ts";
import type { ShownSeries } from "../shown-file.ts";
import { type ProcessColumn, processRows, processTable } from "./process-rows.ts";
import { saidOfProcesses } from "./processes-said.ts";
import classes from "./processes-section.module.css";

/** Decades of τ within which the cursor is on a process. */
const NEAR = 0.15;

/** The processes of the sweep under the cursor; a row points at its process on map and distribution. */
export const ProcessesSection = memo(function ProcessesSection({ shown }: { readonly shown: ShownSeries }) {
  const { area } = shown;
  const sweep = useFollowingSweep(shown);
  const outdated = useOutdated(shown);
  const peaks = sweep.drt?.peaks ?? [];
  const tracks = useMemo(() => processes(shown.series).tracks, [shown.series]);
  return (
    <Section title="Processes in this sweep" remark={outdated ? OUTDATED : undefined} faded={outdated} numbers>
      {peaks.length === 0 ? (
        <p>{sweep.drt === null ? "No relaxation times: a warning of the file says why." : "No peak stands out."}</p>
      ) : (
        <>
          <Processes
            peaks={peaks}
            tracks={tracks}
            at={shown.at}
            area={area}
            unnamed={shown.series.unnamed === true ? "peak" : "other"}
          />
          <p className={classes.said}>{saidOfProcesses(shown.series, peaks).join(" ")}</p>
        </>
      )}
    </Section>
  );
});

interface ProcessesProps {
  readonly peaks: readonly DistributionPeak[];
  readonly tracks: readonly Track[];
  /** Position of the sweep in the series. */
  readonly at: number;
  readonly area: number | null;
  /** What a peak is called that belongs to none of the processes. */
  readonly unnamed: string;
}

function Processes({ peaks, tracks, at, area, unnamed }: ProcessesProps) {
  const frequency = useSession(({ cursor }) => cursor.frequency);
  const point = useSession(({ point }) => point);
  const units = displayUnits(area);
  const { tau, resistance, capacitance } = processTable(peaks, units);
  const pointed = (at: number): boolean => frequency !== null && Math.abs(Math.log10(tauOf(frequency) / at)) < NEAR;
  return (
    <table className={classes.processes}>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Process</span>
          </th>
          <Head symbol="τ" column={tau} />
          <Head symbol="R" column={resistance} />
          <Head symbol="C" column={capacitance} />
        </tr>
      </thead>
      <tbody>
        {processRows(peaks, tracks, at).map((row) => {
          if ("number" in row)
            return <WithoutPeak key={`P${row.number}`} number={row.number} name={nameOf(tracks, row.number)} />;
          const k = row.place;
          const peak = peaks[k] as DistributionPeak;
          const number = processNumber(peak, k);
          const { color, glyph } = processStyle(number);
          return (
            <tr
              key={peak.tau}
              className={pointed(peak.tau) ? classes.pointed : undefined}
              onPointerEnter={() => point({ frequency: frequencyOf(peak.tau) })}
            >
              <th scope="row">
                <button
                  type="button"
                  onFocus={() => point({ frequency: frequencyOf(peak.tau) })}
                  onClick={() => useSession.getState().pin({ frequency: frequencyOf(peak.tau) })}
                >
                  <span aria-hidden style={{ color: `var(--${color})` }}>
                    {glyph}
                  </span>{" "}
                  {number === null ? (
                    unnamed
                  ) : (
                    <>
                      {nameOf(tracks, number)[0]}
                      <sub>{nameOf(tracks, number)[1]}</sub>
                    </>
                  )}
                </button>
                {peak.identifiable === false ? (
                  <span
                    title={`${number === null ? "It" : nameOf(tracks, number).join("")} is not determined. ${peak.reason ?? ""}`.trimEnd()}
                  >
                    ◌<span className="visually-hidden">not determined</span>
                  </span>
                ) : null}
              </th>
              <Cell column={tau} at={k} />
              <Cell column={resistance} at={k} />
              {peak.resistance > 0 ? <Cell column={capacitance} at={k} /> : <td>–</td>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** `P1`, of a circuit that was given the name of its arc: letters, and what stands below them. */
function nameOf(tracks: readonly Track[], number: number): readonly [letters: string, below: string] {
  const { arc } = tracks.find((track) => track.number === number) ?? {};
  const [, letters = "P", below = `${number}`] = /^([A-Za-z]+)(\d+)$/.exec(arc ?? "") ?? [];
  return [letters, below];
}

interface WithoutPeakProps {
  readonly number: number;
  readonly name: readonly [letters: string, below: string];
}

/** A process of the series that is no peak of this sweep. */
function WithoutPeak({ number, name: [letters, below] }: WithoutPeakProps) {
  const { color, glyph } = processStyle(number);
  return (
    <tr title="No peak of its own in this sweep; table and tracks hold it.">
      <th scope="row">
        <span aria-hidden style={{ color: `var(--${color})` }}>
          {glyph}
        </span>{" "}
        {letters}
        <sub>{below}</sub>
        <span className="visually-hidden">no peak of its own in this sweep</span>
      </th>
      <td>–</td>
      <td>–</td>
      <td>–</td>
    </tr>
  );
}

function Head({ symbol, column }: { readonly symbol: string; readonly column: ProcessColumn }) {
  return (
    <th scope="col">
      <i>{symbol}</i>
      {column.unit === "" ? "" : ` / ${column.unit}`}
      {column.per === "" ? "" : ` per ${column.per}`}
    </th>
  );
}

function Cell({ column, at }: { readonly column: ProcessColumn; readonly at: number }) {
  const interval = column.intervals[at] ?? "";
  return (
    <td>
      {column.values[at]}
      {interval === "" ? null : <span className={classes.interval}>{interval}</span>}
    </td>
  );
}
