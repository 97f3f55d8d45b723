import type { ParsedPiece } from "../database/piecewise-function.ts";
import type { TdbContent } from "./read-tdb.ts";

/** Where a customary zero ends in files, K. */
const CUSTOMARY_END = 300;
const DEFAULT_HIGH = 6000;
const ZERO = /^[+-]?(?:0+\.?0*|\.0+)$/;

/**
 * `FUNCTION UN_ASS 298.15 0; 300 N !` and `PARAMETER G(…) 298.15 UN_ASS; 300 N !` are the customary zero of what was not
 * assessed, and are used at any temperature: such a piece is carried on to 6000 K.
 *
 * @returns the same array where there is nothing to carry on
 */
export function widenZero(pieces: readonly ParsedPiece[], content: TdbContent): readonly ParsedPiece[] {
  const [only] = pieces;
  if (pieces.length !== 1 || only === undefined || only.high > CUSTOMARY_END || !isZero(only, content)) return pieces;
  return [{ ...only, high: DEFAULT_HIGH }];
}

function isZero({ expression }: ParsedPiece, content: TdbContent): boolean {
  const [name] = expression.references;
  if (name === undefined) return ZERO.test(expression.text);
  const referred = content.functions.get(name)?.function.pieces ?? [];
  const isAlone = expression.text === `${name}#` || expression.text === `+${name}#`;
  return isAlone && referred.length === 1 && ZERO.test(referred[0]?.text ?? "");
}
