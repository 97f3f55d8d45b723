import type { PhaseTraits } from "../database/database.ts";
import type { Cursor } from "./cursor.ts";
import { expandWord } from "./keywords.ts";

export interface TypeDefinition {
  readonly code: string;
  /** Name of the phase the command amends; null where it names none (`@`). */
  readonly phase: string | null;
  readonly change: Partial<PhaseTraits>;
  readonly offset: number;
}

const AMENDMENTS = [
  "COMPOSITION_SETS",
  "C_S",
  "DEBYE_HUCKEL",
  "DEFAULT_STABLE",
  "DISORDERED_PART",
  "EXCESS_MODEL",
  "FRACTION_LIMITS",
  "GLASS_TRANSITION",
  "MAGNETIC_ORDERING",
  "MAJOR_CONSTITUENT",
  "NEVER_DISORDER",
  "NEW_CONSTITUENT",
  "QUASICHEM_FACT00",
  "QUASICHEM_IONIC",
  "QUASICHEM_IRSID",
  "STATUS_BITS",
  "TERNARY_EXTRAPOLAT",
  "ZRO2_TRANSITION",
] as const;
/** They set start values of another program's minimiser and change no energy. */
const HARMLESS: ReadonlySet<string> = new Set([
  "COMPOSITION_SETS",
  "C_S",
  "DEFAULT_STABLE",
  "FRACTION_LIMITS",
  "MAJOR_CONSTITUENT",
  "STATUS_BITS",
]);

/**
 * Reads `& GES A_P_D BCC_A2 MAGNETIC -1.0 0.4`.
 * @returns null where the definition changes no Gibbs energy, or is ignored with a warning
 */
export function readTypeDefinition(cursor: Cursor, offset: number): TypeDefinition | null {
  const code = cursor.peek();
  if (code === "") throw cursor.expected("the character of a type definition");
  cursor.at++;
  const words = cursor.text
    .slice(cursor.at)
    .split(/[\s,]+/)
    .filter((word) => word !== "")
    .map((word) => word.toUpperCase());
  cursor.at = cursor.text.length;
  const ignore = (why: string): null => {
    cursor.source.warn("type-definition-ignored", `type definition “${code}” ${why} and is ignored`, offset);
    return null;
  };
  const [program, command, phase, amendment] = words;
  if (program === undefined || program.startsWith("SEQ")) return null;
  if (words.includes("IF") || words.includes("THEN")) return ignore("depends on a condition");
  if (!program.startsWith("GES")) return ignore(`calls ${program.slice(0, 30)}`);
  if (command === undefined || phase === undefined || amendment === undefined) {
    return ignore(`asks for “${words.slice(1, 4).join(" ").slice(0, 60)}”`);
  }
  if (!isAmend(command)) {
    if (expandWord(amendment, AMENDMENTS).length === 0) {
      return ignore(`asks for “${words.slice(1, 4).join(" ").slice(0, 60)}”`);
    }
    const message = `type definition “${code}” asks for “${command.slice(0, 40)}”, taken for AMEND_PHASE_DESCRIPTION`;
    cursor.source.warn("command-misspelt", message, offset);
  }
  const change = amend(amendment, words.slice(4));
  if (change === null) return null;
  return { code, phase: phase === "@" ? null : phase, change, offset };
}

function isAmend(command: string): boolean {
  return expandWord(command, ["AMEND_PHASE_DESCRIPTION"]).length === 1;
}

function amend(amendment: string, values: readonly string[]): Partial<PhaseTraits> | null {
  const [kind] = expandWord(amendment, AMENDMENTS);
  const [first, second] = values;
  if (kind !== undefined && HARMLESS.has(kind)) return null;
  if (kind === "MAGNETIC_ORDERING") {
    const factor = Number(first);
    const share = Number(second);
    if (first !== undefined && second !== undefined && factor < 0 && share > 0 && share < 1) {
      return { magnetic: { antiferromagneticFactor: factor, shortRangeShare: share } };
    }
  }
  if (kind === "DISORDERED_PART" && first !== undefined) return { disorderedPart: first };
  const request = [amendment, ...values].join(" ").slice(0, 80);
  return { unsupported: [`amendment “${request}” of the phase`] };
}

/** The amendment that a trait no model computes was read from, or null where it was read from something else. */
export function amendmentOf(unsupported: string): string | null {
  return /^amendment “(.*)” of the phase$/.exec(unsupported)?.[1] ?? null;
}
