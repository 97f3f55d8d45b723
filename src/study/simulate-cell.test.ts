// Cells in files. Oracle: the line of the field, counted; the kind before its units.
import { expect, it } from "vitest";
import { planFromValue } from "./simulate-cell.ts";
import { readYaml } from "./studies/yaml-text.ts";

const head = "schema: liquidus.cell-model/1\nname: arc\ntemperature: 298.15\nsubmodels:\n";
const refusal = async (text: string): Promise<string> => {
  const file = { name: "arc.yaml", bytes: new TextEncoder().encode(text) };
  const { value, lineOf } = await readYaml(file);
  try {
    planFromValue(value, file, lineOf);
    return "was read";
  } catch (error) {
    return (error as Error).message;
  }
};

it.each([
  [
    "an unknown kind",
    `${head}  - { name: r, kind: resistance, parameters: {} }\n  - { name: s, kind: resistence, parameters: { resistance: 20 Ohm cm2 } }\n`,
    /^arc\.yaml, line 6, submodels\[1\]: s: no kind of submodel is called "resistence"\. Did you mean "resistance"/,
  ],
  [
    "a unit of another kind",
    `${head}  - { name: r, kind: resistance, parameters: { resistance: 20 V } }\n`,
    /^arc\.yaml, line 5, submodels\[0\]: r\.resistance = 20 V: V is another kind of quantity/,
  ],
  [
    "an unknown field",
    `${head}  - { name: r, kinb: resistance }\n`,
    /^arc\.yaml, line 5, submodels\[0\]\.kinb: no field is called "kinb" here\. Did you mean "kind"/,
  ],
  [
    "a text for a number",
    head.replace("298.15", "warm"),
    /^arc\.yaml, line 3, temperature: found "warm", expected a number/,
  ],
])("%s in a cell is told with its line", async (_, text, expected) => {
  expect(await refusal(text)).toMatch(expected);
});
