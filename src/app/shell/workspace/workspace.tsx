import { Menu } from "@mantine/core";
import { IconDots, IconPlus, IconSearch } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { examples } from "../../state/examples.ts";
import { useFacts, worstOf } from "../../state/facts-store.ts";
import { openExample } from "../../state/open-example.ts";
import { useDocument } from "../../state/project-store.ts";
import { removeFiles, removeStudy } from "../../state/remove.ts";
import { useSession } from "../../state/session-store.ts";
import { twinsOf } from "../../state/twins.ts";
import { chooseFiles, chooseFolder } from "../choose-files.ts";
import { newProject, renameProject, saveProject } from "../project-commands.ts";
import { tellError, tellRemoved } from "../toast-store.ts";
import { FileTreeView } from "./file-tree-view.tsx";
import { type TreeRow, treeRows } from "./tree-rows.ts";
import classes from "./workspace.module.css";

/** The left column of Impedance and Phases: files by folder, studies, shipped examples. */
export function Workspace() {
  const document = useDocument((whole) => whole);
  const { facts, findings, turnedAway, dismiss } = useFacts();
  const { cursor, tabs, marks, set, pin } = useSession();
  const [search, setSearch] = useState<string | null>(null);
  const openness = useMemo(
    () =>
      Object.fromEntries(
        Object.entries(tabs)
          .filter(([key]) => key.startsWith("tree "))
          .map(([key, value]) => [key.slice(5), value === "open"]),
      ),
    [tabs],
  );
  const twins = useMemo(() => twinsOf(document.files, facts), [document.files, facts]);
  const rows = useMemo(
    () =>
      treeRows({
        document,
        turnedAway,
        examples,
        factsOf: (id) => facts[id],
        findingOf: (id) => worstOf(id, { facts, findings }, marks),
        twinOf: (id) => twins.get(id) ?? null,
        openness,
        selected: cursor.file,
        search: search ?? "",
      }),
    [document, turnedAway, facts, findings, marks, twins, openness, cursor.file, search],
  );
  const open = (row: TreeRow, opened: boolean): void =>
    set({ tabs: { ...useSession.getState().tabs, [`tree ${row.key}`]: opened ? "open" : "closed" } });
  const choose = (row: TreeRow): void => {
    if (row.kind === "group") open(row, !row.expanded);
    else if (row.kind === "file") {
      if (row.file.id !== cursor.file) pin({ file: row.file.id, sweep: 0, frequency: null }, false);
    } else if (row.kind === "part") pin({ file: row.file.id, sweep: row.part.firstSweep ?? 0 }, false);
    else if (row.kind === "study") set({ study: row.study.id, view: "cell" });
    else if (row.kind === "example") void openExample(row.example).catch(tellError);
  };
  const remove = (row: TreeRow): void => {
    if (row.kind === "file" || row.kind === "part") {
      removeFiles([row.file.id]);
      tellRemoved(row.file.name);
    } else if (row.kind === "study") {
      removeStudy(row.study.id);
      tellRemoved(row.study.name);
    } else if (row.kind === "turned away") dismiss(row.away.key);
    else if (row.kind === "group" && row.key.startsWith("folder ")) {
      const inside = document.files.filter(({ folder }) => `folder ${folder}` === row.key);
      removeFiles(inside.map(({ id }) => id));
      tellRemoved(`${inside.length} files`);
    }
  };
  const under = cursor.file === null ? undefined : document.files.find(({ id }) => id === cursor.file);
  return (
    <div className={classes.workspace}>
      <header className={classes.head}>
        <h2>Workspace</h2>
        <button
          type="button"
          aria-label="Search the workspace"
          title="Search the workspace"
          aria-pressed={search !== null}
          onClick={() => setSearch(search === null ? "" : null)}
        >
          <IconSearch size={16} stroke={1.8} aria-hidden />
        </button>
        <button
          type="button"
          aria-label="Open files"
          title="Open files (Ctrl O)"
          onClick={() => void chooseFiles().catch(tellError)}
        >
          <IconPlus size={18} stroke={1.8} aria-hidden />
        </button>
        <Menu position="bottom-end" width={220} withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <button type="button" aria-label="Workspace menu" title="Workspace menu">
              <IconDots size={18} stroke={1.8} aria-hidden />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item rightSection={<kbd>Ctrl O</kbd>} onClick={() => void chooseFiles().catch(tellError)}>
              Open files
            </Menu.Item>
            <Menu.Item onClick={() => void chooseFolder().catch(tellError)}>Open a folder</Menu.Item>
            <Menu.Item
              disabled={!under}
              rightSection={<kbd>Delete</kbd>}
              onClick={() => {
                if (!under) return;
                removeFiles([under.id]);
                tellRemoved(under.name);
              }}
            >
              Remove the file shown
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item onClick={renameProject}>Rename the project</Menu.Item>
            <Menu.Item rightSection={<kbd>Ctrl S</kbd>} onClick={() => void saveProject().catch(tellError)}>
              Save to a file
            </Menu.Item>
            <Menu.Item onClick={() => void newProject().catch(tellError)}>New project</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </header>
      {search === null ? null : (
        <input
          className={classes.search}
          type="search"
          placeholder="Name, folder or technique"
          aria-label="Search the workspace"
          // The field was just asked for.
          ref={(field) => field?.focus()}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.preventDefault();
            setSearch(null);
          }}
        />
      )}
      {rows.length === 0 ? <p className={classes.nothing}>Nothing here is called so.</p> : null}
      <FileTreeView
        rows={rows}
        selected={cursor.file === null ? null : `file ${cursor.file}`}
        open={open}
        choose={choose}
        remove={remove}
      />
      <p className={classes.foot}>Drop files or folders anywhere. Formats are recognised by their content.</p>
    </div>
  );
}
