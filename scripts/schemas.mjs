// Writes schemas/NAME.schema.json, as `liquidus schema NAME` prints them. Needs a build (dist/).
import { mkdirSync, writeFileSync } from "node:fs";

const { documents, jsonSchema } = await import("../dist/study/schemas/index.js");
mkdirSync(new URL("../schemas/", import.meta.url), { recursive: true });
for (const name of Object.keys(documents)) {
  const text = `${JSON.stringify(jsonSchema(name), null, 2)}\n`;
  writeFileSync(new URL(`../schemas/${name}.schema.json`, import.meta.url), text);
}
