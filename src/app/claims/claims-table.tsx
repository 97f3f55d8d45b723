import { Fragment, useEffect, useRef } from "react";
import { useRoom } from "../shell/use-width.ts";
import { ClaimGlyph } from "./claim-glyph.tsx";
import classes from "./claims-table.module.css";
import { type LedgerGroup, piecesOf, rowMove } from "./ledger-rows.ts";

export interface ClaimsTableProps {
  readonly groups: readonly LedgerGroup[];
  /** Id of the chosen claim. */
  readonly chosen: string | null;
  readonly choose: (id: string) => void;
  /** Enter: the reader goes to the right side. */
  readonly enter: () => void;
  /** Ctrl C with no text selected. */
  readonly copy: () => void;
}

const heads = [
  { name: "id", title: "Number" },
  { name: "claim", title: "Claim" },
  { name: "where", title: "Where", wide: true },
  { name: "paper", title: "Paper" },
  { name: "computed", title: "Computed" },
  { name: "by", title: "By", wide: true },
  { name: "verdict", title: "Verdict" },
] as const;

/** One row a claim under the title of its paper; arrows move, Enter goes to the right side, Ctrl C copies. */
export function ClaimsTable({ groups, chosen, choose, enter, copy }: ClaimsTableProps) {
  const room = useRoom();
  const narrow = room === "compact" || room === "column";
  const shown = heads.filter((head) => !(narrow && "wide" in head));
  const body = useRef<HTMLTableElement>(null);
  const ids = groups.flatMap(({ rows }) => rows.map(({ id }) => id));
  const at = Math.max(0, ids.indexOf(chosen ?? ""));
  const current = ids[at];
  useEffect(() => {
    const row = body.current?.querySelector(`[data-claim="${current}"]`);
    row?.scrollIntoView({ block: "nearest" });
  }, [current]);
  const press = (event: React.KeyboardEvent): void => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "c") {
      if (getSelection()?.toString()) return;
      copy();
    } else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key === "Enter") enter();
    else {
      const id = ids[rowMove(ids.length, at, event.key) ?? -1];
      if (id === undefined) return;
      choose(id);
      body.current?.querySelector<HTMLElement>(`[data-claim="${id}"]`)?.focus();
    }
    event.preventDefault();
  };
  return (
    <table
      ref={body}
      className={classes.table}
      data-narrow={narrow || undefined}
      aria-label="Claims of the two papers"
      onKeyDown={press}
    >
      <thead>
        <tr>
          {shown.map(({ name, title }) => (
            <th key={name} scope="col" className={classes.head} data-column={name}>
              {name === "id" ? <span className="visually-hidden">{title}</span> : title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {groups.map(({ paper, title, rows }) => (
          <Fragment key={paper}>
            <tr className={classes.paper}>
              <th colSpan={shown.length} scope="rowgroup">
                <b>{paper}</b> {title}
              </th>
            </tr>
            {rows.map((row) => (
              <tr
                key={row.id}
                data-claim={row.id}
                className={classes.claim}
                aria-current={row.id === current ? "true" : undefined}
                tabIndex={row.id === current ? 0 : -1}
                onClick={() => choose(row.id)}
                onDoubleClick={enter}
              >
                <th scope="row" className={classes.cell}>
                  {row.id}
                </th>
                <td className={classes.cell} title={row.statement}>
                  {row.statement}
                </td>
                {narrow ? null : (
                  <td className={`${classes.cell} ${classes.aside}`} title={row.place}>
                    {row.place}
                  </td>
                )}
                <td className={classes.cell} title={row.paper}>
                  <Pieces text={row.paper} />
                </td>
                <td className={`${classes.cell} ${row.waits ? classes.aside : classes.ours}`} title={row.computed}>
                  <Pieces text={row.computed} />
                </td>
                {narrow ? null : (
                  <td className={`${classes.cell} ${classes.aside}`} title={row.by}>
                    {row.by}
                  </td>
                )}
                <td className={classes.cell}>
                  <span className={classes.verdict}>
                    <ClaimGlyph verdict={row.verdict} silent /> {row.verdictWord}
                  </span>
                </td>
              </tr>
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

/** Values and intervals that are broken between, and not within, as long as they fit. */
function Pieces({ text }: { readonly text: string }) {
  let end = 0;
  return piecesOf(text).map((piece) => {
    const start = end;
    end += piece.length + 1;
    return (
      <Fragment key={start}>
        {start === 0 ? "" : " "}
        <span className={classes.piece}>{piece}</span>
      </Fragment>
    );
  });
}
