import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { RowContent, rowTip } from "./row-content.tsx";
import { type TreeRow, treeMove } from "./tree-rows.ts";
import classes from "./workspace.module.css";

/** px; as `--row`. */
const ROW = 24;
/** Rows drawn beyond what is seen. */
const MARGIN = 12;

export interface FileTreeViewProps {
  readonly rows: readonly TreeRow[];
  readonly selected: string | null;
  readonly open: (row: TreeRow, opened: boolean) => void;
  readonly choose: (row: TreeRow) => void;
  readonly remove: (row: TreeRow) => void;
}

/** The tree: only the rows that are seen are in the page; arrows move, Enter chooses, Delete removes. */
export function FileTreeView({ rows, selected, open, choose, remove }: FileTreeViewProps) {
  const box = useRef<HTMLDivElement>(null);
  const [focusKey, setFocusKey] = useState<string | null>(null);
  const [seen, setSeen] = useState({ top: 0, height: 800 });
  const found = rows.findIndex(({ key }) => key === (focusKey ?? selected));
  const at = Math.max(0, found);
  const moved = useRef(false);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = (): void => setSeen({ top: element.scrollTop, height: element.clientHeight });
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, []);
  const inside = useRef(false);
  useEffect(() => {
    // The row with the focus may have gone from the list: the one in its place takes it.
    const lost = inside.current && document.activeElement === document.body;
    if (!moved.current && !lost) return;
    moved.current = false;
    const element = box.current;
    if (element) {
      const place = at * ROW;
      if (place < element.scrollTop) element.scrollTop = place;
      if (place + ROW > element.scrollTop + element.clientHeight)
        element.scrollTop = place + ROW - element.clientHeight;
    }
    element?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  });
  const first = Math.max(0, Math.min(at, Math.floor(seen.top / ROW) - MARGIN));
  const last = Math.max(at + 1, Math.ceil((seen.top + seen.height) / ROW) + MARGIN);
  const press = (event: React.KeyboardEvent): void => {
    const row = rows[at];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = treeMove(rows, at, event.key);
    if (move && "focus" in move) {
      moved.current = true;
      setFocusKey(rows[move.focus]?.key ?? null);
    } else if (move) open(row, move.open);
    else if (event.key === "Enter" || event.key === " ") choose(row);
    else if (event.key === "Delete" || event.key === "Backspace") {
      moved.current = true;
      setFocusKey((rows[at + 1] ?? rows[at - 1])?.key ?? null);
      remove(row);
    } else if (!move && !/^(Arrow(Up|Down|Left|Right)|Home|End)$/.test(event.key)) return;
    event.preventDefault();
  };
  return (
    <div
      ref={box}
      className={classes.tree}
      role="tree"
      aria-label="Files, studies and examples"
      onFocus={() => {
        inside.current = true;
      }}
      onBlur={() => {
        inside.current = false;
      }}
    >
      <div style={{ height: rows.length * ROW, position: "relative" }} role="presentation">
        {rows.slice(first, last).map((row, k) => {
          const place = first + k;
          const chosen = row.key === selected;
          return (
            <div
              key={row.key}
              className={classes.row}
              style={{ top: place * ROW }}
              role="treeitem"
              aria-level={row.level}
              aria-expanded={row.expanded}
              aria-selected={chosen}
              aria-setsize={rows.length}
              aria-posinset={place + 1}
              data-kind={row.kind}
              tabIndex={place === at ? 0 : -1}
              title={rowTip(row)}
              onFocus={() => setFocusKey(row.key)}
              onClick={() => choose(row)}
              onKeyDown={press}
            >
              <Twisty row={row} open={open} />
              <RowContent row={row} selected={chosen} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Twisty({ row, open }: { readonly row: TreeRow; readonly open: FileTreeViewProps["open"] }) {
  if (row.expanded === undefined || row.kind !== "group") return null;
  const Icon = row.expanded ? IconChevronDown : IconChevronRight;
  return (
    <Icon
      size={14}
      stroke={2}
      aria-hidden
      onClick={(event) => {
        event.stopPropagation();
        open(row, !row.expanded);
      }}
    />
  );
}
