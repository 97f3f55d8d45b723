import { DomainError } from "../../base/errors.ts";
import type { DatabasePhase, PhaseTraits } from "../database/database.ts";
import { amendmentOf } from "./type-definition.ts";

/** Characters that can stand for a type definition; % is taken by the one that all phases carry. */
const CODES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnopqrstuvwxyz&(){}[]<>=?@^~#*+-./|_;";

interface TypeCodes {
  /** TYPE_DEFINITION statements without their `!`. */
  readonly lines: readonly string[];
  /** Characters of each phase. */
  readonly codes: ReadonlyMap<string, string>;
}

/**
 * Type definitions for the traits of phases: one a phase and trait, as Thermo-Calc amends the phase that is named. Where
 * the characters do not suffice, phases share the definitions of magnetic ordering by `@`, the phase that carries it.
 *
 * @throws DomainError where the characters do not suffice even then
 */
export function typeCodes(phases: ReadonlyMap<string, DatabasePhase>): TypeCodes {
  const wanted = [...phases.values()].flatMap(({ name, traits }) =>
    amendmentsOf(traits).map((amendment) => ({ name, amendment })),
  );
  const shares = wanted.length > CODES.length;
  const codes = new Map<string, string>();
  const lines = ["TYPE_DEFINITION % SEQ *"];
  const shared = new Map<string, string>();
  let used = 0;
  for (const { name, amendment } of wanted) {
    const isShared = shares && amendment.startsWith("MAGNETIC");
    let code = isShared ? shared.get(amendment) : undefined;
    if (code === undefined) {
      code = CODES[used++];
      if (code === undefined) {
        throw new DomainError(
          `writeTdb: ${wanted.length} amendments of phases; a TDB file has room for ${CODES.length}.`,
        );
      }
      if (isShared) shared.set(amendment, code);
      lines.push(`TYPE_DEFINITION ${code} GES AMEND_PHASE_DESCRIPTION ${isShared ? "@" : name} ${amendment}`);
    }
    codes.set(name, (codes.get(name) ?? "%") + code);
  }
  return { lines, codes };
}

function amendmentsOf({ magnetic, disorderedPart, unsupported = [] }: PhaseTraits): string[] {
  const amendments: string[] = [];
  if (magnetic !== undefined) {
    amendments.push(`MAGNETIC ${magnetic.antiferromagneticFactor} ${magnetic.shortRangeShare}`);
  }
  if (disorderedPart !== undefined) amendments.push(`DISORDERED_PART ${disorderedPart}`);
  for (const text of unsupported) {
    const amendment = amendmentOf(text);
    if (amendment !== null) amendments.push(amendment);
  }
  return amendments;
}
