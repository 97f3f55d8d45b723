import { useEffect, useRef } from "react";
import { withoutDirectionControls } from "../../../figures/plotly.ts";
import { flush, keepAsCopy, takeOther } from "../../state/persistence/keep-saved.ts";
import { statusLine } from "../../state/persistence/save-status.ts";
import { useSaved } from "../../state/persistence/saved-store.ts";
import { useDocument, useProject } from "../../state/project-store.ts";
import { saveProject, useRenaming } from "../project-commands.ts";
import { tellError } from "../toast-store.ts";
import classes from "./project-name.module.css";

/** Letters of a project's name. */
const LONGEST = 200;

/** The name of the project, edited where it stands, and the line that says where it is kept. */
export function ProjectName() {
  const name = useDocument(({ name }) => name);
  const renaming = useRenaming(({ renaming }) => renaming);
  return (
    <div className={classes.project}>
      {renaming ? (
        <NameField name={name} />
      ) : (
        <button
          type="button"
          className={classes.name}
          title="Rename the project"
          onClick={() => useRenaming.setState({ renaming: true })}
        >
          {withoutDirectionControls(name)}
        </button>
      )}
      <SavedLine />
    </div>
  );
}

function NameField({ name }: { readonly name: string }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const end = (taken: boolean): void => {
    const wanted = field.current?.value.trim() ?? "";
    useRenaming.setState({ renaming: false });
    if (!taken || wanted === "" || wanted === name) return;
    useProject.getState().change(`Rename to ${wanted}`, (document) => ({ ...document, name: wanted }));
  };
  return (
    <input
      ref={field}
      className={classes.field}
      aria-label="Name of the project"
      defaultValue={name}
      maxLength={LONGEST}
      onBlur={() => end(true)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== "Escape") return;
        event.preventDefault();
        end(event.key === "Enter");
      }}
    />
  );
}

function SavedLine() {
  const status = useSaved(({ status }) => status);
  const line = statusLine(status);
  const toFile = (
    <button type="button" onClick={() => void saveProject().catch(tellError)}>
      Save to a file
    </button>
  );
  if (status.kind === "refused") {
    return (
      <span className={classes.standing} role="alert">
        {line} {toFile}
      </span>
    );
  }
  if (status.kind === "elsewhere") {
    return (
      <span className={classes.standing} role="alert">
        {line}{" "}
        <button type="button" onClick={() => void takeOther().catch(tellError)}>
          Show that
        </button>{" "}
        <button type="button" onClick={() => void keepAsCopy().then(flush).catch(tellError)}>
          Keep this as a copy
        </button>
      </span>
    );
  }
  return <span className={classes.line}>{line}</span>;
}
