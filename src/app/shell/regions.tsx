import { type ReactNode, useState } from "react";
import { useSession } from "../state/session-store.ts";
import { useKeys } from "./keys.ts";
import { Rail } from "./rail.tsx";
import classes from "./regions.module.css";
import { Splitter, useSize } from "./splitter.tsx";
import { useRoom } from "./use-width.ts";

export interface RegionsProps {
  /** What stands at the left: the workspace, or the study. Left out: nothing. */
  readonly workspace?: ReactNode;
  /** Its name for screen readers and the rail. */
  readonly workspaceLabel?: string;
  /** What stands at the right. */
  readonly inspector?: ReactNode;
  /** px at regular width; the cell's is wider. */
  readonly inspectorWidth?: number;
  /** Name under which the sizes of this view are kept. */
  readonly name?: string;
  readonly children: ReactNode;
}

/** Widths in px by the room there is. */
const standard = {
  workspace: { column: 272, compact: 272, regular: 248, wide: 272 },
  inspector: { column: 288, compact: 288, regular: 312, wide: 340 },
} as const;

/** Left column, centre, inspector, by the room there is: three columns, a rail that opens over the figure, or one column. */
export function Regions({
  workspace,
  workspaceLabel = "Workspace",
  inspector,
  inspectorWidth,
  name = "",
  children,
}: RegionsProps) {
  const room = useRoom();
  const { workspaceShown, inspectorShown, set } = useSession();
  const [opened, setOpened] = useState(false);
  const rightStandard = Math.max(standard.inspector[room], room === "compact" ? 0 : (inspectorWidth ?? 0));
  const left = useSize(`workspace ${room}`, standard.workspace[room]);
  const right = useSize(`inspector ${name} ${room}`, rightStandard);
  const rail = room === "compact" && workspace !== undefined;
  useKeys([
    {
      key: "Ctrl B",
      does: `Show or hide the ${workspaceLabel.toLowerCase()}`,
      everywhere: true,
      when: () => workspace !== undefined && room !== "column",
      run: () => (rail ? setOpened(!opened) : set({ workspaceShown: !workspaceShown })),
    },
    {
      key: "Ctrl .",
      does: "Show or hide the inspector",
      everywhere: true,
      when: () => inspector !== undefined && room !== "column",
      run: () => set({ inspectorShown: !inspectorShown }),
    },
    {
      key: "Escape",
      does: `Close the ${workspaceLabel.toLowerCase()}`,
      keyOnly: true,
      when: () => rail && opened,
      run: () => setOpened(false),
    },
  ]);
  const leftBeside = workspace !== undefined && (room === "regular" || room === "wide") && workspaceShown;
  const rightBeside = inspector !== undefined && (room === "column" || inspectorShown);
  return (
    <div className={classes.regions} data-room={room}>
      {rail ? <Rail label={workspaceLabel} opened={opened} open={setOpened} /> : null}
      {leftBeside || (workspace !== undefined && (room === "column" || (rail && opened))) ? (
        <aside
          className={rail ? `${classes.left} ${classes.over}` : classes.left}
          style={room === "column" ? undefined : { width: left }}
          aria-label={workspaceLabel}
          data-region
          data-list={workspaceLabel === "Workspace" || undefined}
          tabIndex={-1}
        >
          {workspace}
        </aside>
      ) : null}
      {leftBeside ? (
        <Splitter
          name={`workspace ${room}`}
          label={`Width of the ${workspaceLabel.toLowerCase()}`}
          orientation="vertical"
          side="before"
          standard={standard.workspace[room]}
          least={180}
          most={480}
        />
      ) : null}
      <section
        className={classes.centre}
        aria-label="Figures"
        data-region
        tabIndex={-1}
        onPointerDown={() => setOpened(false)}
      >
        {children}
      </section>
      {rightBeside && room !== "column" ? (
        <Splitter
          name={`inspector ${name} ${room}`}
          label="Width of the inspector"
          orientation="vertical"
          side="after"
          standard={rightStandard}
          least={240}
          most={560}
        />
      ) : null}
      {rightBeside ? (
        <aside
          className={classes.right}
          style={room === "column" ? undefined : { width: right }}
          aria-label="Inspector"
          data-region
          tabIndex={-1}
        >
          {inspector}
        </aside>
      ) : null}
    </div>
  );
}
