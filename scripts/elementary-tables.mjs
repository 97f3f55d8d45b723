// Writes src/numerics/elementary/tables.generated.ts: numbers that are worked out with long integers, which would take the first
// page 20 ms. Needs a build (dist/).
import { writeFileSync } from "node:fs";
import { makeTables } from "../dist/numerics/elementary/make-tables.js";

const notes = {
  PER_STEP: "128 / ln 2.",
  STEP_HIGH: "ln 2 / 128 in two parts: the first of 34 bits, so that its products with the number of steps are exact.",
  ROOTS: "2^(k/128), k = 0 … 127.",
  ROOT_REMAINDERS: "What these numbers lack of it, as a share of it.",
  LN2_HIGH: "ln 2 in two parts, the first a multiple of 2⁻⁴².",
  PER_DECADE_HIGH: "1 / ln 10 in two parts.",
  LOGARITHMS: "ln(k / 128) for k = 90 … 182 (√½ to √2), as multiples of 2⁻⁴², whose sums are exact.",
  LOGARITHM_REMAINDERS: "What these numbers lack of it.",
  HALF_TURN: "π in two parts.",
  ARCTANGENTS: "arctan(k / 64), k = 0 … 64.",
  ARCTANGENT_REMAINDERS: "What these numbers lack of it.",
  PER_QUARTER: "2 / π.",
  QUARTER_HIGH:
    "π/2 in three parts: products of the first two, of 33 bits each, with the number of quarter turns are exact.",
};

const declarations = Object.entries(makeTables()).map(([name, value]) => {
  const note = name in notes ? `/** ${notes[name]} */\n` : "";
  return typeof value === "number"
    ? `${note}export const ${name} = ${value};\n`
    : `${note}export const ${name}: Float64Array = new Float64Array([\n  ${value.join(",\n  ")},\n]);\n`;
});
writeFileSync(
  new URL("../src/numerics/elementary/tables.generated.ts", import.meta.url),
  `// Written by scripts/elementary-tables.mjs; make-tables.ts works the numbers out.\n\n${declarations.join("\n")}`,
);
