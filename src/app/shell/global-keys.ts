import { useLayoutEffect } from "react";
import { describeCell } from "../state/describe-cell.ts";
import { flush } from "../state/persistence/keep-saved.ts";
import { useSession, views } from "../state/session-store.ts";
import { redo, undo } from "../state/undo.ts";
import { chooseFiles, chooseFolder } from "./choose-files.ts";
import { useExport } from "./export-store.ts";
import { openFind } from "./find/find-store.ts";
import { type KeyBinding, listenToKeys, useKeys } from "./keys.ts";
import { newProject, renameProject, saveProject } from "./project-commands.ts";
import { tellError } from "./toast-store.ts";
import { viewTitles } from "./top-bar/views.ts";

/** F6: the next region of the page, in reading order; Shift F6: the one before. */
function toRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")];
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions[(at + step + regions.length) % regions.length];
  const inside = next?.querySelector<HTMLElement>('[aria-current="page"], [role="treeitem"][tabindex="0"]');
  (inside ?? next)?.focus();
}

const bindings: readonly KeyBinding[] = [
  ...views.map((view, k) => ({
    key: String(k + 1),
    does: `Show ${viewTitles[view]}`,
    run: () => useSession.getState().set({ view }),
  })),
  ...(["dark", "light"] as const).map((theme) => ({
    does: `Use the ${theme} theme`,
    run: () => useSession.getState().set({ theme }),
  })),
  { does: "Use the theme of the system", run: () => useSession.getState().set({ theme: "auto" }) },
  {
    does: "Show the validity of the spectra",
    run: () => {
      const { tabs, set } = useSession.getState();
      set({ view: "impedance", tabs: { ...tabs, impedance: "validity" } });
    },
  },
  { does: "Show the start page", run: () => useSession.getState().set({ view: null }) },
  { key: "Ctrl K", does: "Find a command, file or value", keyOnly: true, run: openFind },
  { key: "Ctrl O", does: "Open files or a project", run: () => void chooseFiles().catch(tellError) },
  { does: "Open a folder", run: () => void chooseFolder().catch(tellError) },
  { key: "Ctrl S", does: "Save the project to a file", run: () => void flush().then(saveProject).catch(tellError) },
  { does: "Describe a cell", run: () => describeCell() },
  { does: "New project", run: () => void newProject().catch(tellError) },
  { does: "Rename the project", run: renameProject },
  { key: "Ctrl Z", does: "Undo", run: undo },
  { key: "Ctrl Shift Z", does: "Redo", run: redo },
  { key: "E", does: "Export this panel", run: () => useExport.getState().open() },
  { key: "F6", does: "Go to the next region", keyOnly: true, run: () => toRegion(1) },
  { key: "Shift F6", does: "Go to the region before", keyOnly: true, run: () => toRegion(-1) },
  {
    key: "Escape",
    does: "Free the cursor",
    keyOnly: true,
    when: () => useSession.getState().cursor.pinned,
    run: () => useSession.getState().pin({}, false),
  },
].map((binding) => ({ ...binding, everywhere: true }));

/** Keys that act in every view. */
export function useGlobalKeys(): void {
  useKeys(bindings);
  useLayoutEffect(listenToKeys, []);
}
