import { memo } from "react";
import { processStyle } from "../../../figures/theme.ts";
import type { Finding as ReportFinding } from "../../../report/findings.ts";
import { Finding } from "../../shell/finding.tsx";
import { Section } from "../../shell/section.tsx";
import { OUTDATED } from "../outdated.ts";
import type { ShownSeries } from "../shown-file.ts";
import { verdictOfSweep } from "../verdict.ts";
import classes from "./findings-section.module.css";
import { saidFindings, saidWarnings } from "./said-warnings.ts";

/** Whether the sweep under the cursor holds, then what is said of the whole file, then what the reader warns of. */
export const ValiditySection = memo(function ValiditySection({ shown }: { readonly shown: ShownSeries }) {
  return (
    <Section title="Validity" remark={`sweep ${shown.sweep.sweep.index + 1}`}>
      <Finding {...verdictOfSweep(shown.sweep, shown.state.result?.stage)} />
    </Section>
  );
});

export const FindingsSection = memo(function FindingsSection({ shown }: { readonly shown: ShownSeries }) {
  const { result } = shown.state;
  const findings = saidFindings(result?.findings ?? []);
  const warnings = saidWarnings(result?.entry.warnings ?? [], findings);
  const { reworded } = shown.lag;
  const remark = reworded ? OUTDATED : shown.state.partial ? "the series is being followed" : "the whole file";
  return (
    <Section title="Findings" remark={remark} faded={reworded}>
      {findings.map((finding) => (
        <FileFinding key={`${finding.lead} ${finding.rest}`} finding={finding} />
      ))}
      {warnings.map(({ code, message }) => (
        <Finding key={`${code} ${message}`} verdict="mind" lead="" rest={message} />
      ))}
    </Section>
  );
});

function FileFinding({ finding }: { readonly finding: ReportFinding }) {
  const { verdict, lead, rest, process } = finding;
  if (verdict !== "fact") return <Finding verdict={verdict} lead={lead} rest={rest} />;
  const style = process === undefined ? undefined : processStyle(process);
  return (
    <p className={classes.fact}>
      <span aria-hidden style={{ color: style === undefined ? "var(--ink3)" : `var(--${style.color})` }}>
        {style?.glyph ?? "·"}
      </span>
      <span>
        <b>{lead}</b> {rest}
      </span>
    </p>
  );
}
