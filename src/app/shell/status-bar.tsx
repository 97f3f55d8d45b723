import { create } from "zustand";
import classes from "./status-bar.module.css";

/** What the line below says of the view that is shown. */
export interface Status {
  /** Counts, range, what failed, time taken: short, in this order. */
  readonly facts: readonly string[];
  /** The command line that does the same; null: there is none. */
  readonly command: string | null;
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
  return (
    <footer className={classes.bar}>
      {facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
      {command === null ? null : (
        <button type="button" title="Copy the command" onClick={() => void navigator.clipboard.writeText(command)}>
          <code>{command}</code>
        </button>
      )}
      <span>Nothing leaves this machine</span>
    </footer>
  );
}
