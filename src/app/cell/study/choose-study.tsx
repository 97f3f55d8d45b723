import { Select } from "@mantine/core";
import { newStudyText } from "../../../study/studies/edited-study.ts";
import { shippedSets } from "../../../study/studies/shipped-sets.ts";
import { tellError } from "../../shell/toast-store.ts";
import { addStudy } from "../../state/add-studies.ts";
import { examples } from "../../state/examples.ts";
import { openExample } from "../../state/open-example.ts";

const shipped = examples.filter(({ opens }) => opens === "study");

const NEW = "new: ";
const sets = shippedSets.names;

function begin(set: string): void {
  addStudy({ name: `Study of ${set}`, yaml: newStudyText(set), shipped: null });
}

/** The shipped studies; the chosen one becomes a draft of the project. */
export function ChooseStudy() {
  return (
    <Select
      aria-label="Open a shipped study"
      placeholder="Open a shipped study"
      searchable
      data={[
        { group: "Shipped studies", items: shipped.map(({ name, title }) => ({ value: name, label: title })) },
        { group: "New from a parameter set", items: sets.map((name) => ({ value: `${NEW}${name}`, label: name })) },
      ]}
      value={null}
      maxDropdownHeight={420}
      comboboxProps={{ width: 360, position: "bottom-start" }}
      onChange={(name) => {
        if (name?.startsWith(NEW)) begin(name.slice(NEW.length));
        const example = shipped.find((one) => one.name === name);
        if (example) void openExample(example).catch(tellError);
      }}
    />
  );
}
