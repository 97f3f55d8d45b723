import type { PrivateField, Setting } from "../measurement.ts";

/** Keys that name a person, a computer or a place on it. */
const PRIVATE =
  /\b(user(?!-)|operator|author|owner|path|host|computer|machine|folder|directory|file|filename|data file|procedure file|e-?mail)\b/i;
const MOST_SETTINGS = 2000;
const LONGEST_VALUE = 2000;

export interface Preamble {
  readonly settings: Setting[];
  readonly privateFields: PrivateField[];
}

/** Sorts key and value to the settings, or to the private fields if the key or a path in the value says so. */
export function addSetting(preamble: Preamble, name: string, value: string, unit: string | null = null): void {
  const key = name.trim().slice(0, 200);
  const text = value.trim().slice(0, LONGEST_VALUE);
  if (key === "" || text === "" || preamble.settings.length + preamble.privateFields.length >= MOST_SETTINGS) return;
  if (PRIVATE.test(key) || /^[A-Za-z]:\\|^\\\\|^\/(home|Users)\//.test(text)) {
    preamble.privateFields.push({ name: key, value: text });
    return;
  }
  const number = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/.test(text) ? Number(text) : text;
  preamble.settings.push({ name: key, unit, values: [number] });
}

/** Reads `key: value`, `key = value` and `key<tab>value` lines; other lines are kept under their line number. */
export function readPreamble(lines: readonly string[], firstLine: number): Preamble {
  const preamble: Preamble = { settings: [], privateFields: [] };
  for (const [index, raw] of lines.entries()) {
    const line = raw
      .slice(0, LONGEST_VALUE)
      .replace(/^[\s#%;*]+/, "")
      .trim();
    if (line === "") continue;
    const pair = /^([^:=\t;]{1,80}?)\s*(?::(?!\d\d\b)|=|\t|;)\s*(.+)$/.exec(line);
    if (pair?.[1] !== undefined && pair[2] !== undefined)
      addSetting(preamble, pair[1], pair[2].replace(/[\t;,]+$/, ""));
    else addSetting(preamble, `line ${firstLine + index}`, line);
  }
  return preamble;
}

/** The value of the first setting with the name, as a number; null without one. */
export function settingNumber(preamble: Preamble, name: string): number | null {
  const value = preamble.settings.find((setting) => setting.name === name)?.values[0];
  return typeof value === "number" ? value : null;
}

/** The text of the first setting with the name; empty without one. */
export function settingText(preamble: Preamble, name: string): string {
  const value = preamble.settings.find((setting) => setting.name === name)?.values[0];
  return value === undefined ? "" : String(value);
}
