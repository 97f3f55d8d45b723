import { Menu } from "@mantine/core";
import { IconArrowBackUp, IconArrowForwardUp } from "@tabler/icons-react";
import { withoutDirectionControls } from "../../../figures/plotly.ts";
import { redo, undo, useUndoNames } from "../../state/undo.ts";
import classes from "./top-bar.module.css";

/** Changes listed at once. */
const LISTED = 20;

/** Undo and redo. A right click, or ArrowDown on the button, lists the changes by name; choosing one goes back to before it. */
export function UndoButtons() {
  const { back, forth } = useUndoNames();
  return (
    <>
      <OneWay word="Undo" keys="Ctrl Z" names={back} act={undo} />
      <OneWay word="Redo" keys="Ctrl Shift Z" names={forth} act={redo} />
    </>
  );
}

/** Names with how many steps away they are: two changes may have one name. */
function stepsOf(names: readonly string[]): readonly { readonly name: string; readonly step: number }[] {
  return names.map((name, k) => ({ name, step: k + 1 }));
}

interface OneWayProps {
  readonly word: "Undo" | "Redo";
  readonly keys: string;
  readonly names: readonly string[];
  readonly act: () => void;
}

function OneWay({ word, keys, names, act }: OneWayProps) {
  const Icon = word === "Undo" ? IconArrowBackUp : IconArrowForwardUp;
  const [next] = names;
  const label = next === undefined ? `${word}: nothing` : `${word}: ${withoutDirectionControls(next)}`;
  return (
    <Menu
      trigger="hover"
      openDelay={500}
      closeDelay={150}
      position="bottom-end"
      width={300}
      disabled={names.length < 2}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <button
          type="button"
          className={classes.tool}
          aria-label={label}
          title={names.length < 2 ? `${label} (${keys})` : undefined}
          aria-keyshortcuts={keys.replaceAll(" ", "+").replace("Ctrl", "Control")}
          disabled={next === undefined}
          onClick={act}
        >
          <Icon size={18} stroke={1.7} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown className={classes.changes}>
        <Menu.Label>
          {word === "Undo" ? "Undo back to before" : "Redo up to"} <kbd>{keys}</kbd>
        </Menu.Label>
        {stepsOf(names.slice(0, LISTED)).map(({ name, step }) => (
          <Menu.Item
            key={step}
            onClick={() => {
              for (let done = 0; done < step; done++) act();
            }}
          >
            {withoutDirectionControls(name)}
          </Menu.Item>
        ))}
        {names.length > LISTED ? <Menu.Label>{names.length - LISTED} earlier</Menu.Label> : null}
      </Menu.Dropdown>
    </Menu>
  );
}
