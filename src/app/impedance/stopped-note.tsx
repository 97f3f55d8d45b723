import { useDocument } from "../state/project-store.ts";
import { resumeAnalysis } from "./analyses.ts";
import type { ShownFile } from "./shown-file.ts";
import classes from "./stopped-note.module.css";

/** Says that the analysis of the file was stopped, and takes it up again; nothing where it was not. */
export function StoppedNote({ shown: { file, state } }: { readonly shown: ShownFile }) {
  const settings = useDocument(({ impedance }) => impedance);
  if (!state?.stopped) return null;
  return (
    <div className={classes.note} role="status">
      <span>{state.result === null ? "Stopped." : "Stopped. Results so far are kept."}</span>
      <button type="button" className={classes.resume} onClick={() => void resumeAnalysis(file, settings)}>
        Resume
      </button>
    </div>
  );
}
