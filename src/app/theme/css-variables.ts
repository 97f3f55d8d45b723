import { darkColors, lightColors } from "../../figures/tokens.ts";

const shadows = { light: "0 8px 28px rgba(20,26,33,.16)", dark: "0 10px 30px rgba(0,0,0,.5)" } as const;

/** `accentSoft` as the custom property `--accent-soft`. */
export function propertyName(color: string): string {
  return `--${color.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function block(selector: string, colors: Readonly<Record<string, string>>, shadow: string): string {
  const lines = Object.entries(colors).map(([name, value]) => `${propertyName(name)}:${value}`);
  return `${selector}{${[...lines, `--shadow:${shadow}`].join(";")}}`;
}

/** The colours of both themes as custom properties; the theme in force is the attribute `data-mantine-color-scheme` of the root. */
export function themeStyles(): string {
  return (
    block(":root", lightColors, shadows.light) +
    block(':root[data-mantine-color-scheme="dark"]', darkColors, shadows.dark)
  );
}
