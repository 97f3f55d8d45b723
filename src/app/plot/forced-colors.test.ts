import { expect, test } from "vitest";
import { darkTheme, lightTheme, meltAt } from "../../figures/theme.ts";
import { systemColor } from "./forced-colors.ts";

test.each([lightTheme, darkTheme])(
  "forced colours: grounds, texts and faint lines of $name become the system's, maps stay",
  (theme) => {
    const color = systemColor(theme);
    const { ink, plotFrame, panel, plotBg, accentSoft, s1, cursor, band } = theme.color;
    for (const text of [ink, plotFrame, s1]) expect(color(text)).toBe("CanvasText");
    for (const ground of [panel, plotBg, accentSoft]) expect(color(ground)).toBe("Canvas");
    expect([color(cursor), color(theme.color.cursorText)].sort()).toEqual(["Canvas", "CanvasText"]);
    expect(color(band)).toBe(band);
    expect(color(meltAt(theme, 0.5))).toBe(meltAt(theme, 0.5));
  },
);
