import { describe, expect, test } from "vitest";
import { channels, contrast } from "../../test/support/contrast.ts";
import { meltMap } from "./melt.ts";
import { COLOR_MARK, darkTheme, lightTheme, reportTheme } from "./theme.ts";
import { darkColors, lightColors, meltStops } from "./tokens.ts";

describe.each([
  ["light", lightColors],
  ["dark", darkColors],
] as const)("%s theme", (name, colors) => {
  test("text stands out from every ground by 4.5 : 1, edges and data lines by 3 : 1", () => {
    for (const text of ["ink", "ink2", "ink3", "accent", "warn", "fail", "pass"] as const) {
      for (const ground of ["panel", "sunken", "plotBg"] as const) {
        expect(contrast(colors[text], colors[ground]), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
    expect(contrast(colors.warn, colors.warnSoft)).toBeGreaterThanOrEqual(4.5);
    for (const line of ["lineStrong", "plotFrame", "measured", "s1", "s2", "s3", "s4", "s5", "s6"] as const) {
      expect(contrast(colors[line], colors.plotBg), line).toBeGreaterThanOrEqual(3);
    }
  });

  test("the computed map goes through the 17 published stops", () => {
    const map = meltMap(name);
    expect(map).toHaveLength(256);
    meltStops[name].forEach((stop, k) => {
      const entry = channels(map[Math.round((255 * k) / 16)] as string);
      // Published: 17 equal steps; nearest of 256 entries, up to half an entry away.
      for (const [i, c] of channels(stop).entries())
        expect(Math.abs((entry[i] as number) - c), stop).toBeLessThanOrEqual(4);
    });
  });
});

test("the report theme names every colour that the others have, and nothing else", () => {
  expect(Object.keys(reportTheme.color).sort()).toEqual(Object.keys(lightTheme.color).sort());
  expect(Object.keys(darkTheme.color).sort()).toEqual(Object.keys(lightTheme.color).sort());
  for (const [name, value] of Object.entries(reportTheme.color)) expect(value).toBe(COLOR_MARK + name);
  expect(reportTheme.melt[17]).toBe(`${COLOR_MARK}m17`);
});
