// Formulas of compounds stand with subscripts wherever people read them: guides and sentences. Oracle: the convention itself;
// KNA2 and the like are names of phases in a database, and names in code have no subscripts.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..");
const below = (folder: string, end: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(end))
    .map((name) => join(folder, name));

const PLAIN = /\b(?:KClO4|NaClO4|LiClO4|K2O|Na2O|Na2K|KPF6|NaPF6|LiPF6)\b/;

test.each([...below("docs", ".md"), ...below("examples", ".md"), "README.md"])("%s", (file) => {
  const text = readFileSync(join(root, file), "utf8").replace(/`[^`]*`/g, "");
  expect(text.match(PLAIN)?.[0]).toBeUndefined();
});

test("sentences of the claims and of the page", () => {
  for (const file of [...below("src/claims", ".ts"), ...below("src/app", ".ts"), ...below("src/app", ".tsx")]) {
    if (file.endsWith(".test.ts")) continue;
    for (const [sentence] of readFileSync(join(root, file), "utf8").matchAll(/["`](?:[^"`\n]* [^"`\n]*)["`]/g))
      expect(sentence.match(PLAIN)?.[0], `${file}: ${sentence}`).toBeUndefined();
  }
});
