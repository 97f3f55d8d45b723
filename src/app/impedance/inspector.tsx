import { formatFixed, formatNumber, formatQuantity } from "../../figures/format-number.ts";
import { processStyles } from "../../figures/theme.ts";
import { displayUnits } from "../../figures/units.ts";
import { Fact } from "../shell/fact.tsx";
import { Finding } from "../shell/finding.tsx";
import { Section } from "../shell/section.tsx";
import { useFigureTheme } from "../theme/color-scheme.ts";
import { CircuitSection } from "./circuit/circuit-section.tsx";
import { CompareSection } from "./compare/compare-section.tsx";
import classes from "./inspector.module.css";
import { LambdaControl } from "./lambda-control.tsx";
import type { ShownSeries } from "./shown-file.ts";
import { verdictOfSweep } from "./verdict.ts";

/** What the cursor is on, its validity, then the parameters, then the results. */
export function ImpedanceInspector({ shown }: { readonly shown: ShownSeries }) {
  const { sweep, series, area, entry } = shown;
  const { dcCurrent, dcVoltage, startTime, time, index } = sweep.sweep;
  const units = displayUnits(area);
  const end = time?.at(-1) ?? null;
  const cell = entry.cell;
  return (
    <>
      <Section title={`Sweep ${index + 1} of ${series.sweeps.length}`} remark={entry.technique ?? undefined} numbers>
        {dcCurrent === null ? null : (
          <Fact name={units.areal ? "Current density" : "Current"}>
            {formatQuantity(dcCurrent * units.currentFactor, units.current)}
          </Fact>
        )}
        {dcVoltage === null ? null : <Fact name="Cell voltage">{formatQuantity(dcVoltage, "V")}</Fact>}
        {startTime === null ? null : (
          <Fact name="Recorded">
            {clock(startTime)}
            {end === null ? "" : ` to ${clock(end)}`}
          </Fact>
        )}
        <Fact
          name="Area"
          tag={cell.areaFrom === "file" ? "from file" : cell.areaFrom === "given" ? "typed" : undefined}
        >
          {area === null ? "not known" : `${formatNumber(area * 1e4)} cm²`}
        </Fact>
      </Section>
      <Section title="Validity">
        <Finding {...verdictOfSweep(sweep)} />
      </Section>
      <LambdaControl shown={shown} />
      <Processes shown={shown} />
      <CircuitSection shown={shown} />
      <CompareSection shown={shown} />
    </>
  );
}

/** 51 min 20 s */
function clock(seconds: number): string {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), Math.round(seconds % 60)];
  if (h > 0) return `${h} h ${m} min`;
  if (m > 0) return `${m} min ${s} s`;
  return `${formatFixed(seconds, 1)} s`;
}

function Processes({ shown }: { readonly shown: ShownSeries }) {
  const { sweep, area } = shown;
  const theme = useFigureTheme();
  const units = displayUnits(area);
  const peaks = sweep.drt?.peaks ?? [];
  return (
    <Section title="Processes in this sweep" remark="the area under a peak is its resistance" numbers>
      {peaks.length === 0 ? (
        <p>{sweep.drt === null ? "No relaxation times: a warning of the file says why." : "No peak stands out."}</p>
      ) : (
        <table className={classes.processes}>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">Marker</span>
              </th>
              <th scope="col">
                <i>τ</i>
              </th>
              <th scope="col">
                <i>R</i> / {units.resistance}
              </th>
              <th scope="col">
                <i>C</i> / {units.capacitance}
              </th>
            </tr>
          </thead>
          <tbody>
            {peaks.map((peak, k) => {
              const style = processStyles[k % processStyles.length] as (typeof processStyles)[number];
              const half =
                peak.resistanceLower === null || peak.resistanceUpper === null
                  ? null
                  : (units.resistanceFactor * (peak.resistanceUpper - peak.resistanceLower)) / 2;
              return (
                <tr key={peak.tau}>
                  <td style={{ color: theme.color[style.color] }} aria-label={`Process ${k + 1}`}>
                    {style.glyph}
                  </td>
                  <td>{formatQuantity(peak.tau, "s", 2)}</td>
                  <td>
                    {formatNumber(peak.resistance * units.resistanceFactor, { digits: 3 })}
                    {half === null ? null : (
                      <span className={classes.interval}> ± {formatNumber(half, { digits: 2 })}</span>
                    )}
                    {peak.identifiable === false ? <span title={peak.reason ?? undefined}> ◌</span> : null}
                  </td>
                  <td>{formatNumber(peak.capacitance * units.capacitanceFactor, { digits: 2 })}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </Section>
  );
}
