// Writes schemas/NAME.schema.json, as `liquidus schema NAME` prints them. Needs a build (dist/).
import { mkdirSync, writeFileSync } from "node:fs";
import { z } from "zod";

const { documents } = await import("../dist/study/schemas/index.js");
const { claimsDocument } = await import("../dist/claims/schema.js");
mkdirSync(new URL("../schemas/", import.meta.url), { recursive: true });
for (const [name, document] of Object.entries({ ...documents, claims: claimsDocument })) {
  const text = `${JSON.stringify(z.toJSONSchema(document), null, 2)}\n`;
  writeFileSync(new URL(`../schemas/${name}.schema.json`, import.meta.url), text);
}
