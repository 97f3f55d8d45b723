import { Select } from "@mantine/core";
import { studySets } from "../../../study/studies/new-study.ts";
import { tellError } from "../../shell/toast-store.ts";
import { describeCell, endDescribing } from "../../state/describe-cell.ts";
import { examples } from "../../state/examples.ts";
import { openExample } from "../../state/open-example.ts";

const shipped = examples.filter(({ opens }) => opens === "study");

const NEW = "new: ";

/** The shipped studies; the chosen one becomes a draft of the project. A study of a set asks first what it needs. */
export function ChooseStudy() {
  return (
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
        if (name?.startsWith(NEW)) return describeCell(name.slice(NEW.length));
        endDescribing();
        const example = shipped.find((one) => one.name === name);
        if (example) void openExample(example).catch(tellError);
      }}
    />
  );
}
