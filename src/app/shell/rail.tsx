import { IconFile, IconFlask, IconFolder, IconLayoutSidebar, IconPlus } from "@tabler/icons-react";
import { useSession } from "../state/session-store.ts";
import { chooseFiles } from "./choose-files.ts";
import classes from "./rail.module.css";
import { tellError } from "./toast-store.ts";

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
          ["Files", IconFile, null],
          ["Studies", IconFlask, "studies"],
          ["Shipped examples", IconFolder, "examples"],
        ] as const)
      : [];
  const openGroup = (group: string | null): void => {
    const { tabs, set } = useSession.getState();
    if (group !== null) set({ tabs: { ...tabs, [`tree ${group}`]: "open" } });
    open(true);
  };
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
      {parts.map(([title, Icon, group]) => (
        <button key={title} type="button" aria-label={title} title={title} onClick={() => openGroup(group)}>
          <Icon size={18} stroke={1.6} aria-hidden />
        </button>
      ))}
      {parts.length > 0 ? (
        <button
          type="button"
          aria-label="Open files"
          title="Open files"
          onClick={() => void chooseFiles().catch(tellError)}
        >
          <IconPlus size={18} stroke={1.6} aria-hidden />
        </button>
      ) : null}
    </nav>
  );
}
