import { Select } from "@mantine/core";
import { useState } from "react";
import { type StudySet, studySets } from "../../../study/studies/new-study.ts";
import { tellError } from "../../shell/toast-store.ts";
import { examples } from "../../state/examples.ts";
import { openExample } from "../../state/open-example.ts";
import { NewStudyForm } from "./new-study-form.tsx";

const shipped = examples.filter(({ opens }) => opens === "study");

const NEW = "new: ";

/** The shipped studies; the chosen one becomes a draft of the project. A study of a set asks first what it needs. */
export function ChooseStudy() {
  const [asks, setAsks] = useState<StudySet | null>(null);
  return (
    <>
      <Select
        aria-label="Open a shipped study"
        placeholder="Open a shipped study"
        searchable
        data={[
          { group: "Shipped studies", items: shipped.map(({ name, title }) => ({ value: name, label: title })) },
          {
            group: "New from a parameter set",
            items: studySets.map(({ name }) => ({ value: `${NEW}${name}`, label: name })),
          },
        ]}
        value={null}
        maxDropdownHeight={420}
        comboboxProps={{ width: 360, position: "bottom-start" }}
        onChange={(name) => {
          setAsks(studySets.find((one) => name === `${NEW}${one.name}`) ?? null);
          const example = shipped.find((one) => one.name === name);
          if (example) void openExample(example).catch(tellError);
        }}
      />
      {asks === null ? null : <NewStudyForm key={asks.name} set={asks} onDone={() => setAsks(null)} />}
    </>
  );
}
