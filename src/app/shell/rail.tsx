import { IconFile, IconFlask, IconFolder, IconLayoutSidebar, IconPlus } from "@tabler/icons-react";
import { chooseFiles } from "./choose-files.ts";
import classes from "./rail.module.css";

/** The workspace at 44 px: its parts as icons, each of which opens it over the figure. */
export function Rail({
  label,
  opened,
  open,
}: {
  readonly label: string;
  readonly opened: boolean;
  readonly open: (opened: boolean) => void;
}) {
  const parts =
    label === "Workspace"
      ? ([
          ["Files", IconFile],
          ["Studies", IconFlask],
          ["Shipped examples", IconFolder],
        ] as const)
      : [];
  return (
    <nav className={classes.rail} aria-label={label}>
      <button
        type="button"
        aria-label={opened ? `Close the ${label.toLowerCase()}` : `Open the ${label.toLowerCase()}`}
        title={opened ? `Close the ${label.toLowerCase()}` : `Open the ${label.toLowerCase()}`}
        aria-expanded={opened}
        onClick={() => open(!opened)}
      >
        <IconLayoutSidebar size={18} stroke={1.6} aria-hidden />
      </button>
      {parts.map(([title, Icon]) => (
        <button key={title} type="button" aria-label={title} title={title} onClick={() => open(true)}>
          <Icon size={18} stroke={1.6} aria-hidden />
        </button>
      ))}
      {parts.length > 0 ? (
        <button type="button" aria-label="Open files" title="Open files" onClick={() => void chooseFiles()}>
          <IconPlus size={18} stroke={1.6} aria-hidden />
        </button>
      ) : null}
    </nav>
  );
}
