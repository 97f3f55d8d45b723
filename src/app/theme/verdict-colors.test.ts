// Verdicts are read in both themes. Oracle: the contrast formula of WCAG 2.2 (4.5 : 1 for text, 3 : 1 for marks) on the colours that
// the style sheet of the page sets, and on every ground that its modules paint.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { contrast } from "../../../test/support/contrast.ts";
import { propertyName, themeStyles } from "./css-variables.ts";
import { verdictColors } from "./verdict-colors.ts";

const app = join(import.meta.dirname, "..");
const sheets = readdirSync(app, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".css"))
  .map((name) => readFileSync(join(app, name), "utf8"));

/** What is painted but carries no verdict: bars, lines, switches, what is pressed. */
const NO_GROUND = ["--accent", "--line", "--line-strong", "--ink", "--ink2", "--ink3", "--fail", "--s1"];

/** Grounds of the modules by the custom property, as `background: var(--sunken)`. */
const painted = new Set(
  sheets.flatMap((sheet) =>
    [...sheet.matchAll(/background(?:-color)?:[^;]*?var\((--[\w-]+)\)/g)].map((m) => m[1] ?? ""),
  ),
);

/** Colours of a theme by custom property, as the page sets them. */
function colorsOf(selector: string): ReadonlyMap<string, string> {
  const start = themeStyles().indexOf(`${selector}{`) + selector.length + 1;
  const block = themeStyles().slice(start, themeStyles().indexOf("}", start));
  return new Map(block.split(";").map((line) => line.split(":") as [string, string]));
}

const themes = {
  light: colorsOf(":root"),
  dark: colorsOf(':root[data-mantine-color-scheme="dark"]'),
};
const words = Object.entries(verdictColors).map(([verdict, color]) => [verdict, propertyName(color)] as const);

describe.each(Object.entries(themes))("in the %s theme", (_, colors) => {
  const grounds = [...painted].filter((name) => colors.has(name) && !NO_GROUND.includes(name));

  test.each(words)("%s reads as text on every ground", (_verdict, name) => {
    for (const ground of [...grounds, "--plot-bg"])
      expect(contrast(colors.get(name) ?? "", colors.get(ground) ?? ""), `${name} on ${ground}`).toBeGreaterThanOrEqual(
        4.5,
      );
  });

  test.each(words)("%s is seen as a mark beside what has another verdict: on their grounds", (_verdict, name) => {
    for (const ground of ["--pass-soft", "--warn-soft", "--fail-soft", "--accent-soft", "--plot-bg", "--plot-grid"])
      expect(contrast(colors.get(name) ?? "", colors.get(ground) ?? ""), `${name} on ${ground}`).toBeGreaterThanOrEqual(
        3,
      );
  });

  test("words on a bar in the colour of a verdict read", () => {
    for (const [, name] of words)
      expect(contrast(colors.get("--panel") ?? "", colors.get(name) ?? ""), name).toBeGreaterThanOrEqual(4.5);
  });

  test("the grounds are those of the page", () => {
    expect(grounds).toEqual(expect.arrayContaining(["--panel", "--sunken", "--bg", "--hover", "--accent-soft"]));
    for (const name of painted) expect(colors.has(name) || name.startsWith("--mantine"), name).toBe(true);
  });
});
