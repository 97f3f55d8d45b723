import { Select } from "@mantine/core";
import { useDocument } from "../state/project-store.ts";
import classes from "./inspector.module.css";
import { isDatabase, type ShownAlloy } from "./shown-alloy.ts";
import { useDatabase } from "./use-database.ts";

/** The database, and which two metals of it; one choice is none: then it is not there. */
export function SystemSelect({ shown }: { readonly shown: ShownAlloy }) {
  const { settings, source, change } = shown;
  const files = useDocument(({ files }) => files);
  const found = useDatabase(source.database);
  const databases = files.filter(isDatabase);
  const systems = found.output?.systems ?? [];
  if (databases.length === 0) return null;
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
          onChange={(id) => change("Database", { database: id === "" ? null : id })}
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
            onChange={(system) => system && change(`System ${system}`, { system })}
          />
        </div>
      )}
      {found.problem === null ? null : <p role="alert">{found.problem}</p>}
    </>
  );
}
