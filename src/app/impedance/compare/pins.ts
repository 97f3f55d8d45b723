import { MOST_COMPARED } from "../../../figures/compared.ts";

/** A sweep that is held for comparison. */
export interface Pin {
  /** Id of the file. */
  readonly file: string;
  /** Index of the sweep in its file, from 0. */
  readonly sweep: number;
}

export function writePin({ file, sweep }: Pin): string {
  return `${file}:${sweep}`;
}

/** Null for what is none. */
export function readPin(text: string): Pin | null {
  const [, file, sweep] = /^(.+):(\d{1,9})$/.exec(text) ?? [];
  return file === undefined || sweep === undefined ? null : { file, sweep: Number(sweep) };
}

/** Pins with one more, or without it where it was among them; the oldest goes where there are too many. */
export function toggled(pins: readonly string[], pin: Pin): readonly string[] {
  const text = writePin(pin);
  if (pins.includes(text)) return pins.filter((one) => one !== text);
  return [...pins, text].slice(-MOST_COMPARED);
}
