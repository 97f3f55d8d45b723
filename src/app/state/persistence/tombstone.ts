import { DecodeError, digestText, fields, list, number } from "./decode.ts";

/** What a forgotten project needs if it is put back. */
export interface Tombstone {
  /** When it was forgotten, ms since 1970. */
  readonly at: number;
  /** Hashes of its contents. */
  readonly contents: readonly string[];
}

/** ms that the contents of a forgotten project stay, whichever page sweeps: "Undo" may stand in another one. */
const GRACE = 86_400_000;
const PREFIX = "forgotten ";

/** Lower and upper end of the keys of all tombstones. */
export const TOMBSTONE_KEYS: readonly [string, string] = [PREFIX, `${PREFIX}\uffff`];

export function tombstoneKey(project: string): string {
  return `${PREFIX}${project}`;
}

export function isOver({ at }: Tombstone, now: number): boolean {
  return now - at > GRACE;
}

const decode = fields<Tombstone>({ at: number(), contents: list(digestText) });

export function writeTombstone(tombstone: Tombstone): string {
  return JSON.stringify(tombstone);
}

/** Null: it cannot be read. */
export function readTombstone(text: string | undefined): Tombstone | null {
  try {
    return decode(JSON.parse(text ?? ""), "forgotten project");
  } catch (error) {
    if (error instanceof DecodeError || error instanceof SyntaxError) return null;
    throw error;
  }
}
