import { IconUpload } from "@tabler/icons-react";
import { useExport } from "../export-store.ts";
import { useRoom } from "../use-width.ts";
import classes from "./top-bar.module.css";

/** Opens the export of the panel that was pointed at last. */
export function ExportButton() {
  const { offers, active, open } = useExport();
  const room = useRoom();
  const titles = Object.keys(offers);
  const about = active !== null && Object.hasOwn(offers, active) ? active : titles[0];
  const narrow = room === "compact" || room === "column";
  const tip = about === undefined ? "Nothing to export here" : `Export ${about} (E)`;
  return (
    <button
      type="button"
      className={classes.tool}
      aria-label={tip}
      title={tip}
      aria-keyshortcuts="E"
      disabled={about === undefined}
      onClick={() => open()}
    >
      <IconUpload size={18} stroke={1.7} aria-hidden />
      {narrow ? null : <span>Export</span>}
    </button>
  );
}
