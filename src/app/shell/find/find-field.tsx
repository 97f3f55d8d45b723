import { IconSearch } from "@tabler/icons-react";
import { useEffect, useId, useRef, useState } from "react";
import { withoutDirectionControls } from "../../../figures/plotly.ts";
import { useRoom } from "../use-width.ts";
import { type Findable, find } from "./find.ts";
import classes from "./find-field.module.css";
import { closeFind, openFind, useFind } from "./find-store.ts";
import { findables } from "./findables.ts";

/** The field that finds commands, files and values: a button until it is asked for. */
export function FindField() {
  const open = useFind(({ open }) => open);
  const room = useRoom();
  const narrow = room === "compact" || room === "column";
  return (
    <div className={classes.place}>
      <button
        type="button"
        className={narrow ? classes.icon : classes.button}
        {...(narrow ? { "aria-label": "Find a command or value" } : {})}
        aria-keyshortcuts="Control+K"
        title={narrow ? "Find a command or value (Ctrl K)" : undefined}
        onClick={openFind}
      >
        <IconSearch size={narrow ? 18 : 15} stroke={1.8} aria-hidden />
        {narrow ? null : (
          <>
            <span>Find a command or value</span>
            <kbd aria-hidden>Ctrl K</kbd>
          </>
        )}
      </button>
      {open ? <OpenField /> : null}
    </div>
  );
}

function OpenField() {
  const [search, setSearch] = useState("");
  const [at, setAt] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const back = useRef<Element | null>(null);
  const id = useId();
  const found = find(findables(search), search);
  const shown = found[Math.min(at, found.length - 1)];
  useEffect(() => {
    back.current = document.activeElement;
    field.current?.focus();
    const away = (event: PointerEvent): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) closeFind();
    };
    addEventListener("pointerdown", away);
    return () => {
      removeEventListener("pointerdown", away);
      if (back.current instanceof HTMLElement && back.current.isConnected) back.current.focus();
    };
  }, []);
  const take = (one: Findable | undefined): void => {
    if (!one) return;
    closeFind();
    one.run();
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => setAt(Math.min(found.length - 1, at + 1)),
    ArrowUp: () => setAt(Math.max(0, at - 1)),
    Enter: () => take(shown),
    Escape: closeFind,
    Tab: closeFind,
  };
  return (
    <div ref={box} className={classes.open}>
      <div className={classes.line}>
        <IconSearch size={15} stroke={1.8} aria-hidden />
        <input
          ref={field}
          role="combobox"
          aria-label="Find a command, a file or a value"
          aria-expanded
          aria-controls={`${id}list`}
          aria-autocomplete="list"
          {...(shown ? { "aria-activedescendant": `${id}${found.indexOf(shown)}` } : {})}
          placeholder="Command, file, “sweep 78”, “6.1 kHz”"
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={(event) => {
            const act = keys[event.key];
            if (!act || event.nativeEvent.isComposing) return;
            event.preventDefault();
            act();
          }}
        />
      </div>
      <div role="listbox" id={`${id}list`} aria-label="Found" className={classes.list}>
        {found.map((one, k) => (
          <div
            key={one.key}
            id={`${id}${k}`}
            role="option"
            tabIndex={-1}
            aria-selected={one === shown}
            className={classes.option}
            onPointerMove={() => setAt(k)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(one)}
            onKeyDown={() => {}}
          >
            <span className={classes.group}>{one.group}</span>
            <span className={classes.title}>{withoutDirectionControls(one.title)}</span>
            <span className={classes.remark}>{withoutDirectionControls(one.remark)}</span>
          </div>
        ))}
        {found.length === 0 ? <p className={classes.nothing}>Nothing is called so.</p> : null}
      </div>
    </div>
  );
}
