import { Popover, Switch } from "@mantine/core";
import { IconHelpCircle } from "@tabler/icons-react";
import { useState } from "react";
import { version } from "../../../base/version.ts";
import { useSession } from "../../state/session-store.ts";
import { shownKey } from "../key-names.ts";
import { currentBindings, type KeyBinding, useKeys } from "../keys.ts";
import { useEscape } from "../use-escape.ts";
import classes from "./help.module.css";
import barClasses from "./top-bar.module.css";
import { viewTitles } from "./views.ts";

/** All keys of the view that is shown, and of everywhere. */
export function Help() {
  const [opened, setOpened] = useState(false);
  useEscape(opened, () => setOpened(false));
  useKeys([{ key: "?", does: "Show all keys of this view", everywhere: true, run: () => setOpened((open) => !open) }]);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={520} trapFocus={false}>
      <Popover.Target>
        <button
          type="button"
          className={barClasses.tool}
          aria-label="Keys and help"
          aria-keyshortcuts="?"
          title="Keys and help (?)"
          onClick={() => setOpened(!opened)}
        >
          <IconHelpCircle size={18} stroke={1.7} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.sheet}>{opened ? <KeyList /> : null}</Popover.Dropdown>
    </Popover>
  );
}

function KeyList() {
  const view = useSession(({ view }) => view);
  const singleKeys = useSession(({ singleKeys }) => singleKeys);
  const set = useSession(({ set }) => set);
  const withKeys = currentBindings().filter(({ key, does }) => key !== undefined && !does.startsWith("Close"));
  const own = withKeys.filter(({ everywhere }) => everywhere !== true);
  return (
    <>
      {own.length > 0 ? <Keys title={view === null ? "Start" : viewTitles[view]} bindings={own} /> : null}
      <Keys title="Everywhere" bindings={withKeys.filter(({ everywhere }) => everywhere === true)} />
      <Switch
        size="xs"
        label="Hear single keys (1, E, ?) outside text fields"
        checked={singleKeys}
        onChange={(event) => set({ singleKeys: event.currentTarget.checked })}
      />
      <p className={classes.foot}>
        Liquidus {version}. Everything is read and computed on this machine; no request leaves it.
      </p>
    </>
  );
}

function Keys({ title, bindings }: { readonly title: string; readonly bindings: readonly KeyBinding[] }) {
  return (
    <section>
      <h2>{title}</h2>
      <dl className={classes.keys}>
        {bindings.map(({ key = "", does }) => (
          <div key={key}>
            <dt>
              <kbd>{shownKey(key)}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
