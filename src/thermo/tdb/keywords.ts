/** Statements of the TDB format (Thermo-Calc Database Manager's Guide) and what OpenCalphad and pycalphad add. */
const STATEMENTS = [
  "ADD_CONSTITUENT",
  "ADD_REFERENCES",
  "ALLOTROPIC_PHASE",
  "ASSESSED_SYSTEMS",
  "BIBLIOGRAPHY",
  "CASE",
  "COMPOUND_PHASE",
  "CONSTITUENT",
  "DATABASE_INFORMATION",
  "DEFAULT_COMMAND",
  "DEFINE_SYSTEM_DEFAULT",
  "DIFFUSION",
  "ELEMENT",
  "ENDCASE",
  "FTP_FILE",
  "FUNCTION",
  "LIST_OF_REFERENCES",
  "OPTIONS",
  "PARAMETER",
  "PHASE",
  "REFERENCE_FILE",
  "SPECIES",
  "TABLE",
  "TEMPERATURE_LIMITS",
  "TYPE_DEFINITION",
  "VERSION_DATE",
  "ZEROVOLUME_SPECIES",
] as const;

export type StatementKeyword = (typeof STATEMENTS)[number];

/**
 * The words of a list that an abbreviation can stand for: each of its parts, between `_` or `-`, begins the
 * corresponding part of the word (`DEF_SYS_DEF`, `PAR`). One where it is written out.
 */
export function expandWord<Word extends string>(abbreviation: string, words: readonly Word[]): Word[] {
  const wanted = abbreviation.toUpperCase().replaceAll("-", "_");
  const parts = wanted.split("_");
  const found = words.filter((word) => {
    const full = word.split("_");
    return parts.length <= full.length && parts.every((part, index) => part !== "" && full[index]?.startsWith(part));
  });
  const exact = found.find((word) => word === wanted);
  return exact === undefined ? found : [exact];
}

/** Whether a word at the beginning of a line can only be that of a new statement, so that a `!` is missing before it. */
export function beginsStatement(word: string): boolean {
  return /^(?:PARA|FUNC|PHASE|CONS|TYPE_D|ELEM|SPECI)[A-Z_-]*$/i.test(word) && statementsOf(word).length === 1;
}

/** Statements that a word can begin; none, one, or several where it is too short. */
export function statementsOf(word: string): StatementKeyword[] {
  return word.length > 40 ? [] : expandWord(word, STATEMENTS);
}
