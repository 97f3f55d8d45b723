import { useEffect, useState } from "react";
import { tellError } from "../shell/toast-store.ts";
import { copyText } from "./copy-text.ts";
import classes from "./export-sheet.module.css";

/** ms that the button says that it was copied. */
const TOLD = 2000;

/** Copies a text that is made when it is asked for; says so on the button. */
export function CopyButton({ name, text }: { readonly name: string; readonly text: () => string | Promise<string> }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), TOLD);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (): Promise<void> => setCopied(await copyText(await text()));
  return (
    <button type="button" className={classes.button} onClick={() => void copy().catch(tellError)}>
      {copied ? "Copied" : name}
      <span role="status" className="visually-hidden">
        {copied ? `${name}: done` : ""}
      </span>
    </button>
  );
}
