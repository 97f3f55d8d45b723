// Writes src/study/studies/shipped.generated.ts from examples/studies/*.yaml: the core has no file system.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const folder = new URL("../examples/studies/", import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => name.slice(0, -".yaml".length))
  .sort();
const entries = names.map((name) => {
  const text = readFileSync(new URL(`${name}.yaml`, folder), "utf8").replace(/\r\n/g, "\n");
  return `  ${JSON.stringify(name)}: ${JSON.stringify(text)},\n`;
});
writeFileSync(
  new URL("../src/study/studies/shipped.generated.ts", import.meta.url),
  `// Made by scripts/studies.mjs from examples/studies/*.yaml (npm run studies): edit those.

/** The texts of the studies that come with the program, by name. */
export const shippedStudyTexts: Readonly<Record<string, string>> = {
${entries.join("")}};
`,
);
