import { IconFlask, IconFolderOpen } from "@tabler/icons-react";
import { useEffect } from "react";
import { version } from "../../base/version.ts";
import { useOffline } from "../offline/keep-offline.ts";
import { chooseFiles } from "../shell/choose-files.ts";
import { useStatus } from "../shell/status-bar.tsx";
import { tellError } from "../shell/toast-store.ts";
import { describeCell } from "../state/describe-cell.ts";
import { type Example, exampleNamed } from "../state/examples.ts";
import { openExample } from "../state/open-example.ts";
import type { View } from "../state/session-store.ts";
import { DiagramPicture, MapPicture, PulsesPicture } from "./pictures.tsx";
import { RecentProjects } from "./recent-projects.tsx";
import classes from "./start-view.module.css";

/** The three examples of the first screen: one question for each of the views that compute. */
const cards: readonly { readonly at: readonly [View, string]; readonly Picture: () => React.JSX.Element }[] = [
  { at: ["impedance", "staircase-stripping"], Picture: MapPicture },
  { at: ["phases", "na-k"], Picture: DiagramPicture },
  { at: ["cell", "pulsed-stripping"], Picture: PulsesPicture },
];

function open(example: Example | undefined): void {
  if (example) void openExample(example).catch(tellError);
}

/** The first screen: where files are dropped, what can be tried, what was done before. */
export function StartView() {
  const tell = useStatus(({ tell }) => tell);
  const offline = useOffline(({ ready }) => ready);
  useEffect(
    () => tell({ facts: [...(offline ? ["Works offline"] : []), `Version ${version}`], command: null }),
    [tell, offline],
  );
  return (
    <div className={classes.start} data-region tabIndex={-1}>
      <section className={classes.drop} aria-label="Open">
        <img src="./icon.svg" alt="" width={58} height={58} />
        <div>
          <h1>Drop instrument files here</h1>
          <p>
            BioLogic mpr and mpt, Gamry, Zahner, Autolab, ZView, CSV; single files or whole folders. They are read and
            computed on this machine and sent nowhere.
          </p>
        </div>
        <div className={classes.actions}>
          <button type="button" className={classes.primary} onClick={() => void chooseFiles().catch(tellError)}>
            <IconFolderOpen size={16} stroke={1.8} aria-hidden /> Open files
          </button>
          <button type="button" onClick={() => describeCell()}>
            <IconFlask size={16} stroke={1.8} aria-hidden /> Describe a cell
          </button>
        </div>
      </section>
      <section aria-labelledby="start-examples">
        <h2 id="start-examples">Or start from an example</h2>
        <div className={classes.cards}>
          {cards.map(({ at: [view, name], Picture }) => {
            const example = exampleNamed(view, name);
            return (
              <button key={view} type="button" className={classes.card} onClick={() => open(example)}>
                <Picture />
                <strong>{example?.title}</strong>
                <span>{example?.question}</span>
              </button>
            );
          })}
        </div>
      </section>
      <RecentProjects />
      <p className={classes.keys}>
        <span>
          <kbd>Ctrl O</kbd> open
        </span>
        <span>
          <kbd>Ctrl K</kbd> find a command
        </span>
        <span>
          <kbd>?</kbd> all keys
        </span>
      </p>
    </div>
  );
}
