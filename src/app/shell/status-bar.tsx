import { IconCheck, IconLock, IconTerminal2 } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { create } from "zustand";
import { withoutDirectionControls } from "../../figures/plotly.ts";
import { useOffline } from "../offline/keep-offline.ts";
import { type CommandLine, whereTyped } from "./command-line.ts";
import classes from "./status-bar.module.css";
import { tellError } from "./toast-store.ts";

/** What the line below says of the view that is shown. */
export interface Status {
  /** Counts, range, what failed, time taken: short, in this order. */
  readonly facts: readonly string[];
  /** The command line that does the same; null: there is none. */
  readonly command: CommandLine | null;
}

interface StatusStore extends Status {
  tell(status: Status): void;
}

/** A view tells its status in an effect; the next view replaces it. */
export const useStatus = create<StatusStore>()((set) => ({
  facts: [],
  command: null,
  tell: (status) => set(status),
}));

export function StatusBar() {
  const { facts, command } = useStatus();
  const loadNewer = useOffline(({ loadNewer }) => loadNewer);
  return (
    <footer className={classes.bar}>
      {facts.map((fact) => (
        <span key={fact} className={classes.fact}>
          {withoutDirectionControls(fact)}
        </span>
      ))}
      {command === null ? null : <Command key={command.typed} command={command} />}
      {loadNewer === null ? null : (
        <button type="button" className={classes.command} onClick={loadNewer}>
          A newer version is ready. Load it
        </button>
      )}
      <span className={classes.local}>
        <IconLock size={12} stroke={2} aria-hidden /> Nothing leaves this machine
      </span>
    </footer>
  );
}

/** ms that the line says that it was copied. */
const TOLD = 2000;

function Command({ command }: { readonly command: CommandLine }) {
  const { typed } = command;
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), TOLD);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (): void => {
    if (navigator.clipboard === undefined) {
      tellError(
        new Error("This browser lets a page copy only over https or from this machine. Select the command by hand."),
      );
      return;
    }
    void navigator.clipboard.writeText(typed).then(() => setCopied(true), tellError);
  };
  return (
    <button
      type="button"
      className={classes.command}
      title={`Copy the command that does the same. ${whereTyped(command)}`}
      onClick={copy}
    >
      {copied ? <IconCheck size={12} stroke={2} aria-hidden /> : <IconTerminal2 size={12} stroke={2} aria-hidden />}
      {copied ? "Copied" : <code>{withoutDirectionControls(typed)}</code>}
      <span className="visually-hidden" role="status">
        {copied ? "Command copied" : ""}
      </span>
    </button>
  );
}
