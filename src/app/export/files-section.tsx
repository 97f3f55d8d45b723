import { useMemo } from "react";
import type { ExportOffer } from "../shell/export-store.ts";
import { Section } from "../shell/section.tsx";
import classes from "./export-sheet.module.css";
import { SaveButton } from "./save-button.tsx";
import { useMade } from "./use-made.ts";

/** Report, study, and whole files as the command line writes them. */
export function FilesSection({ offer }: { readonly offer: ExportOffer }) {
  const { report, study, documents } = offer;
  const made = useMade(useMemo(() => documents ?? null, [documents]));
  if (report === undefined && study === undefined && documents === undefined) return null;
  const stem = offer.stem ?? offer.fileName;
  return (
    <Section title="Files">
      <div className={classes.actions}>
        {report === undefined ? null : (
          <SaveButton
            name="Save report (HTML)"
            files={async () => [{ name: `${stem}_report.html`, content: await report() }]}
          />
        )}
        {study === undefined ? null : (
          <SaveButton name="Save study (YAML)" files={async () => [{ name: `${stem}.yaml`, content: await study() }]} />
        )}
        {(made.value ?? []).map((file) => (
          <SaveButton key={file.name} name={`Save ${file.name}`} files={async () => [file]} />
        ))}
      </div>
    </Section>
  );
}
