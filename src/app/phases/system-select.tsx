import { Select } from "@mantine/core";
import { tellError } from "../shell/toast-store.ts";
import { contentOf } from "../state/contents.ts";
import type { PhasesSettings } from "../state/project.ts";
import { useDocument } from "../state/project-store.ts";
import { runJob } from "../work/run-job.ts";
import classes from "./inspector.module.css";
import { isDatabase, type ShownAlloy } from "./shown-alloy.ts";
import { useDatabase } from "./use-database.ts";

/** An alloy of another system is none of this one: half and half takes its place. */
function alloyOf(system: string, { system: before }: PhasesSettings): Partial<PhasesSettings> {
  return system === before ? {} : { alloy: system === "Na-K" ? "NaK50" : `50 at.% ${system.split("-")[1] ?? ""}` };
}

/** The database, and which two metals of it; one choice is none: then it is not there. */
export function SystemSelect({ shown }: { readonly shown: ShownAlloy }) {
  const { settings, source, change } = shown;
  const files = useDocument(({ files }) => files);
  const found = useDatabase(source.database);
  const databases = files.filter(isDatabase);
  const systems = found.output?.systems ?? [];
  if (databases.length === 0) return null;
  const choose = async (id: string | null): Promise<void> => {
    const file = databases.find((one) => one.id === id);
    const content = file && contentOf(file.id);
    const database = file && content ? { id: file.id, name: file.name, content } : null;
    const { systems, name } = await runJob("alloyDatabase", { database }, { lane: "phases", about: file?.name ?? "" });
    const system = systems.includes(settings.system) ? settings.system : (systems[0] ?? settings.system);
    change(`Database ${name}`, { database: database?.id ?? null, system, ...alloyOf(system, settings) });
  };
  return (
    <>
      <div className={classes.row}>
        <span className={classes.label}>Database</span>
        <Select
          size="xs"
          className={classes.field}
          aria-label="Thermodynamic database"
          allowDeselect={false}
          data={[
            { value: "", label: "K-Na, built in" },
            ...databases.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={settings.database ?? ""}
          onChange={(id) => void choose(id === "" ? null : id).catch(tellError)}
        />
      </div>
      {systems.length < 2 ? null : (
        <div className={classes.row}>
          <span className={classes.label}>System</span>
          <Select
            size="xs"
            className={classes.field}
            aria-label="System of two metals"
            allowDeselect={false}
            searchable
            data={[...systems]}
            value={settings.system}
            onChange={(system) => system && change(`System ${system}`, { system, ...alloyOf(system, settings) })}
          />
        </div>
      )}
      {found.problem === null ? null : <p role="alert">{found.problem}</p>}
    </>
  );
}
