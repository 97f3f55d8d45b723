import { useState } from "react";
import type { OutputFile } from "../../study/convert.ts";
import { tellError } from "../shell/toast-store.ts";
import classes from "./export-sheet.module.css";
import { saveFile } from "./save-file.ts";

export interface SaveButtonProps {
  readonly name: string;
  readonly main?: boolean;
  readonly disabled?: boolean;
  /** Made when it is asked for. */
  readonly files: () => Promise<readonly OutputFile[]>;
}

/** Saves files that are made when they are asked for. */
export function SaveButton({ name, files, main = false, disabled = false }: SaveButtonProps) {
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      for (const { name, content } of await files()) saveFile(name, content);
    } catch (error) {
      tellError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <button
      type="button"
      className={main ? `${classes.button} ${classes.main}` : classes.button}
      aria-busy={busy}
      disabled={disabled || busy}
      onClick={() => void save()}
    >
      {name}
    </button>
  );
}
