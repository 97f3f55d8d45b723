import { Select } from "@mantine/core";
import { tellError } from "../../shell/toast-store.ts";
import { examples } from "../../state/examples.ts";
import { openExample } from "../../state/open-example.ts";

const shipped = examples.filter(({ opens }) => opens === "study");

/** The shipped studies; the chosen one becomes a draft of the project. */
export function ChooseStudy() {
  return (
    <Select
      aria-label="Open a shipped study"
      placeholder="Open a shipped study"
      searchable
      data={shipped.map(({ name, title }) => ({ value: name, label: title }))}
      value={null}
      maxDropdownHeight={420}
      comboboxProps={{ width: 360, position: "bottom-start" }}
      onChange={(name) => {
        const example = shipped.find((one) => one.name === name);
        if (example) void openExample(example).catch(tellError);
      }}
    />
  );
}
