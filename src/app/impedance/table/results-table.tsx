import { ActionIcon, Checkbox, TextInput, Tooltip } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useEffect, useMemo, useRef } from "react";
import { formatQuantity } from "../../../figures/format-number.ts";
import { processStyle } from "../../../figures/theme.ts";
import { type ResultColumn, type Results, resultsOf } from "../../../study/series-results.ts";
import { tellError } from "../../shell/toast-store.ts";
import { VerdictGlyph } from "../../shell/verdict-glyph.tsx";
import { useSession } from "../../state/session-store.ts";
import type { ShownSeries } from "../shown-file.ts";
import { type CellTexts, cellTexts } from "./cell-texts.ts";
import { tableForClipboard } from "./clipboard.ts";
import classes from "./results-table.module.css";
import { type ResultTable, useResultTable } from "./use-result-table.ts";
import { ROW, useWindow } from "./use-window.ts";

const glyphs = { passes: "holds", fails: "fails", "not tested": "none" } as const;

interface DrawnColumn {
  readonly column: ResultColumn;
  readonly texts: CellTexts;
}

/** One row a sweep: sorted, filtered, selected; the row under the cursor is marked, and a click moves the cursor. */
export function ResultsTable({ shown }: { readonly shown: ShownSeries }) {
  const { series, area, file } = shown;
  const results = useMemo(() => resultsOf(series, area), [series, area]);
  const drawn = useMemo(
    () => results.columns.map((column): DrawnColumn => ({ column, texts: cellTexts(column) })),
    [results],
  );
  const { table, rows, filter, setFilter } = useResultTable(results);
  const scroller = useRef<HTMLDivElement>(null);
  const seen = useWindow(scroller, rows.length);
  const cursor = useSession(({ cursor }) => cursor.sweep);
  const at = rows.findIndex(({ original }) => results.sweeps[original.place] === cursor);
  useEffect(() => {
    const box = scroller.current;
    if (box === null || at < 0) return;
    const [top, bottom] = [at * ROW, (at + 1) * ROW];
    if (top < box.scrollTop) box.scrollTop = top;
    else if (bottom > box.scrollTop + box.clientHeight - ROW) box.scrollTop = bottom - box.clientHeight + ROW;
  }, [at]);
  const chosen = rows.filter((row) => row.getIsSelected());
  const copied = (chosen.length > 0 ? chosen : rows).map(({ original }) => original.place);
  const copy = (): void => {
    if (navigator.clipboard === undefined) {
      tellError(new Error("This browser lets a page copy only over https or from this machine."));
      return;
    }
    void navigator.clipboard.writeText(tableForClipboard(results, copied, file.name)).catch(tellError);
  };
  return (
    <div className={`${classes.frame} numbers`}>
      <div className={classes.bar}>
        <TextInput
          size="xs"
          aria-label="Show sweeps: a verdict, a number, or a range"
          placeholder="Filter: fails, 12–20"
          value={filter}
          onChange={({ currentTarget }) => setFilter(currentTarget.value)}
        />
        <span className={classes.count} role="status">
          {chosen.length > 0
            ? `${chosen.length} of ${rows.length} selected`
            : rows.length < results.sweeps.length
              ? `${rows.length} of ${results.sweeps.length} sweeps`
              : ""}
        </span>
        <Tooltip
          label="Copy for Origin and Excel: long name, unit, comment; intervals in columns of their own"
          openDelay={400}
        >
          <ActionIcon variant="subtle" color="gray" size={24} aria-label="Copy for Origin and Excel" onClick={copy}>
            <IconCopy size={15} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </div>
      <section ref={scroller} className={classes.scroll} aria-label="Results, one row a sweep">
        <table className={classes.table} aria-rowcount={rows.length + 1}>
          <Head table={table} drawn={drawn} />
          <tbody>
            {seen.from > 0 ? <tr aria-hidden style={{ height: seen.from * ROW }} /> : null}
            {rows.slice(seen.from, seen.to).map((row, k) => (
              <Row
                key={row.id}
                index={seen.from + k}
                place={row.original.place}
                results={results}
                drawn={drawn}
                current={results.sweeps[row.original.place] === cursor}
                selected={row.getIsSelected()}
                select={(on) => row.toggleSelected(on)}
                file={file.id}
              />
            ))}
            {seen.to < rows.length ? <tr aria-hidden style={{ height: (rows.length - seen.to) * ROW }} /> : null}
          </tbody>
        </table>
        {rows.length === 0 ? <p className={classes.none}>No sweep is meant by “{filter}”.</p> : null}
      </section>
    </div>
  );
}

function Head({ table, drawn }: { readonly table: ResultTable; readonly drawn: readonly DrawnColumn[] }) {
  return (
    <thead>
      <tr>
        <th scope="col">
          <Checkbox
            size="xs"
            aria-label="Select all sweeps shown"
            checked={table.getIsAllRowsSelected()}
            indeterminate={table.getIsSomeRowsSelected()}
            onChange={({ currentTarget }) => table.toggleAllRowsSelected(currentTarget.checked)}
          />
        </th>
        <SortHead table={table} id="sweep" span={1}>
          Sweep
        </SortHead>
        {drawn.map(({ column }) => (
          <SortHead key={column.id} table={table} id={column.id} span={2}>
            <ProcessMark process={column.symbol === "τ" ? column.process : null} />
            <i>{column.symbol}</i>
            <sub>{column.subscript}</sub>
            {column.unit === "" ? "" : ` / ${column.unit}`}
          </SortHead>
        ))}
        <SortHead table={table} id="verdict" span={1}>
          Kramers-Kronig
        </SortHead>
      </tr>
    </thead>
  );
}

function ProcessMark({ process }: { readonly process: number | null }) {
  if (process === null) return null;
  const { color, glyph } = processStyle(process);
  return <span style={{ color: `var(--${color})` }}>{glyph} </span>;
}

interface SortHeadProps {
  readonly table: ResultTable;
  readonly id: string;
  readonly span: number;
  readonly children: React.ReactNode;
}

function SortHead({ table, id, span, children }: SortHeadProps) {
  const column = table.getColumn(id);
  const sorted = column?.getIsSorted() ?? false;
  return (
    <th
      scope="col"
      colSpan={span}
      aria-sort={sorted === "asc" ? "ascending" : sorted === "desc" ? "descending" : "none"}
    >
      <button type="button" className={classes.sort} onClick={() => column?.toggleSorting()}>
        {children}
        <span aria-hidden className={classes.arrow}>
          {sorted === "asc" ? "↑" : sorted === "desc" ? "↓" : ""}
        </span>
      </button>
    </th>
  );
}

interface RowProps {
  readonly index: number;
  readonly place: number;
  readonly results: Results;
  readonly drawn: readonly DrawnColumn[];
  readonly current: boolean;
  readonly selected: boolean;
  readonly select: (on: boolean) => void;
  readonly file: string;
}

function Row({ index, place, results, drawn, current, selected, select, file }: RowProps) {
  const sweep = results.sweeps[place] ?? 0;
  const verdict = results.verdicts[place];
  const point = (): void => useSession.getState().pin({ file, sweep }, useSession.getState().cursor.pinned);
  return (
    <tr
      aria-rowindex={index + 2}
      aria-current={current ? "true" : undefined}
      className={current ? classes.current : undefined}
      onClick={point}
    >
      <td>
        <Checkbox
          size="xs"
          aria-label={`Select sweep ${sweep + 1}`}
          checked={selected}
          onClick={(event) => event.stopPropagation()}
          onChange={({ currentTarget }) => select(currentTarget.checked)}
        />
      </td>
      <th scope="row">
        <button type="button" className={classes.number} onClick={point}>
          {sweep + 1}
        </button>
      </th>
      {drawn.map(({ column, texts }) => (
        <Cells key={column.id} value={texts.values[place] ?? ""} interval={texts.intervals[place] ?? ""} />
      ))}
      <td className={classes.verdict}>
        <VerdictGlyph verdict={glyphs[verdict?.word ?? "not tested"]} sentence={verdict?.word ?? ""} size={13} />{" "}
        {verdict?.residual == null ? "" : formatQuantity(100 * verdict.residual, "%", 2)}
      </td>
    </tr>
  );
}

function Cells({ value, interval }: { readonly value: string; readonly interval: string }) {
  return (
    <>
      <td>{value}</td>
      <td className={classes.interval}>{interval}</td>
    </>
  );
}
