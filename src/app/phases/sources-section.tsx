import { Button } from "@mantine/core";
import { Fact } from "../shell/fact.tsx";
import { Finding } from "../shell/finding.tsx";
import { Section } from "../shell/section.tsx";
import { tellError } from "../shell/toast-store.ts";
import { runJob } from "../work/run-job.ts";
import classes from "./inspector.module.css";
import { saveText } from "./save-text.ts";
import type { ShownAlloy } from "./shown-alloy.ts";

/** The database, what it rests on, and how well it holds. */
export function SourcesSection({ shown }: { readonly shown: ShownAlloy }) {
  const { diagram, source } = shown;
  const { output } = diagram;
  if (output === null) return null;
  const { database, warnings } = output.document;
  const save = async (): Promise<void> => {
    const { text } = await runJob("alloyDatabase", { database: source.database }, { lane: "phases" });
    saveText(source.database?.name ?? "K-Na.tdb", text);
  };
  return (
    <Section title="Where it comes from" remark={warnings.length === 0 ? undefined : `${warnings.length} to mind`}>
      {output.findings.map(({ lead, rest }) => (
        <Finding key={`${lead}${rest}`} verdict="mind" lead={lead} rest={rest} />
      ))}
      <Fact name="Database">{database.name}</Fact>
      <ul className={classes.references}>
        {Object.entries(database.references).map(([key, text]) => (
          <li key={key}>{text}</li>
        ))}
      </ul>
      <Button
        className={classes.secondary}
        variant="default"
        size="compact-sm"
        onClick={() => void save().catch(tellError)}
      >
        Save as TDB
      </Button>
    </Section>
  );
}
