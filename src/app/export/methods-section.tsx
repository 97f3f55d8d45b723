import type { ExportOffer } from "../shell/export-store.ts";
import { Section } from "../shell/section.tsx";
import { CopyButton } from "./copy-button.tsx";
import classes from "./export-sheet.module.css";
import { useMade } from "./use-made.ts";

/** The methods paragraph, as a paper would state it. */
export function MethodsSection({ methods }: { readonly methods: NonNullable<ExportOffer["methods"]> }) {
  const { value } = useMade(methods);
  if (value === null) return null;
  return (
    <Section title="Methods paragraph">
      <p>{value}</p>
      <div className={classes.actions}>
        <CopyButton name="Copy the paragraph" text={() => value} />
      </div>
    </Section>
  );
}
