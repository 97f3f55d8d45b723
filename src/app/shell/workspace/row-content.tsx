import { IconBook, IconFlask } from "@tabler/icons-react";
import { withoutDirectionControls } from "../../../figures/plotly.ts";
import { cutInMiddle } from "../../state/file-tree.ts";
import { twinFinding } from "../../state/twins.ts";
import { VerdictGlyph } from "../verdict-glyph.tsx";
import type { TreeRow } from "./tree-rows.ts";
import classes from "./workspace.module.css";

/** Letters of a name that are seen in the narrowest workspace. */
const LONGEST = 32;

/** A name from a file, as text: no direction controls, cut in the middle. */
function Name({ children }: { readonly children: string }) {
  return <span className={classes.name}>{cutInMiddle(withoutDirectionControls(children), LONGEST)}</span>;
}

/** What stands in a row after its indentation. */
export function RowContent({ row, selected }: { readonly row: TreeRow; readonly selected: boolean }) {
  switch (row.kind) {
    case "group":
      return <Name>{row.label}</Name>;
    case "file":
      return (
        <>
          <span className={classes.box} data-filled={selected} aria-hidden />
          <Name>{row.label}</Name>
          <span className={`${classes.count} numbers`}>{countOf(row)}</span>
          {row.finding && row.finding.verdict !== "holds" ? (
            <VerdictGlyph verdict={row.finding.verdict} sentence={row.finding.sentence} />
          ) : null}
        </>
      );
    case "part":
      return (
        <>
          <Name>{row.label}</Name>
          <span className={`${classes.count} numbers`}>{row.part.sweeps > 0 ? row.part.sweeps : ""}</span>
        </>
      );
    case "turned away":
      return (
        <>
          <span className={classes.box} aria-hidden />
          <Name>{row.label}</Name>
          <VerdictGlyph verdict="fails" sentence={row.away.sentence} />
        </>
      );
    case "study":
      return (
        <>
          <IconFlask size={15} stroke={1.8} aria-hidden />
          <Name>{row.label}</Name>
        </>
      );
    case "example":
      return (
        <>
          {row.example.opens === "study" ? (
            <IconFlask size={15} stroke={1.8} aria-hidden />
          ) : (
            <IconBook size={15} stroke={1.8} aria-hidden />
          )}
          <Name>{row.label}</Name>
        </>
      );
  }
}

function countOf({ facts, twin }: Extract<TreeRow, { kind: "file" }>): string {
  if (twin) return "=";
  if (!facts) return "…";
  if (facts.refused) return "";
  return facts.sweeps > 0 ? String(facts.sweeps) : "";
}

/** The whole of what a row says, for the tip. */
export function rowTip(row: TreeRow): string {
  switch (row.kind) {
    case "file": {
      const { facts, file } = row;
      const lines = [file.folder === "" ? file.name : `${file.folder}/${file.name}`];
      if (facts?.technique) lines.push(facts.technique);
      if (facts && !facts.refused) {
        lines.push(`${facts.sweeps > 0 ? `${facts.sweeps} impedance sweeps` : "No impedance"}, ${facts.rows} rows`);
      }
      if (facts && !row.twin) lines.push(...facts.findings.slice(0, 3).map(({ sentence }) => sentence));
      if (row.twin) lines.push(twinFinding(row.twin).sentence);
      if (row.finding && !facts?.findings.includes(row.finding)) lines.push(row.finding.sentence);
      return withoutDirectionControls(lines.join("\n"));
    }
    case "turned away":
      return withoutDirectionControls(row.away.sentence);
    case "example":
      return row.example.question === "" ? row.label : `${row.label}\n${row.example.question}`;
    default:
      return withoutDirectionControls(row.label);
  }
}
