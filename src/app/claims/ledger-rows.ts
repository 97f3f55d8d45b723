import { computedBy, verdictWords } from "../../claims/claim-words.ts";
import { comparedTexts } from "../../claims/compared-texts.ts";
import { type Claim, type ClaimsDocument, type Paper, type Verdict, verdicts } from "../../claims/result.ts";

/** What a chip shows; `all`: every claim. */
export type Chip = Verdict | "all";

/** A claim as a row of the table. */
export interface LedgerRow {
  readonly id: string;
  readonly statement: string;
  readonly place: string;
  readonly paper: string;
  /** Ours; where the claim waits for a study: which. */
  readonly computed: string;
  readonly waits: boolean;
  readonly by: string;
  readonly verdict: Verdict;
  readonly verdictWord: string;
}

/** The rows of a paper under its title. */
export interface LedgerGroup {
  readonly paper: Paper;
  readonly title: string;
  readonly rows: readonly LedgerRow[];
}

/** Values, and intervals behind them in parentheses, of a text: "9.9 mg/cm²", "(8.91–10.9);". */
export function piecesOf(text: string): readonly string[] {
  return text.split(/(?<=;) | (?=\()/);
}

/** A text whose numbers are not broken at their thin spaces. */
const unbroken = (text: string): string => text.replaceAll("\u2009", "\u202F");

function rowOf(claim: Claim, waiting: ReadonlySet<string>): LedgerRow {
  const [theirs, ours] = comparedTexts(claim);
  const waits = waiting.has(claim.id) && claim.verdict === "pending";
  return {
    id: claim.id,
    statement: claim.statement,
    place: claim.place,
    paper: unbroken(theirs),
    computed: waits ? `needs the study ${claim.studies.join(" and ")}` : unbroken(ours),
    waits,
    by: computedBy(claim),
    verdict: claim.verdict,
    verdictWord: verdictWords[claim.verdict],
  };
}

/** The claims that are there, with the titles of their papers. */
export type Ledger = Pick<ClaimsDocument, "papers" | "claims">;

/** The chosen claims, grouped by paper, in the order of the ledger. */
export function ledgerGroups(document: Ledger, chip: Chip, waiting: ReadonlySet<string>): LedgerGroup[] {
  return (Object.entries(document.papers) as [Paper, string][]).flatMap(([paper, title]) => {
    const rows = document.claims
      .filter((claim) => claim.paper === paper && (chip === "all" || claim.verdict === chip))
      .map((claim) => rowOf(claim, waiting));
    return rows.length === 0 ? [] : [{ paper, title, rows }];
  });
}

/** Every chip with the number of rows that it shows. */
export function chipCounts({ claims }: Pick<Ledger, "claims">): { readonly chip: Chip; readonly count: number }[] {
  const count = (verdict: Verdict): number => claims.filter((claim) => claim.verdict === verdict).length;
  return [
    { chip: "all", count: claims.length },
    ...verdicts.map((verdict) => ({ chip: verdict, count: count(verdict) })),
  ];
}

/** Where a key leads from a row; null: the key moves nothing. */
export function rowMove(count: number, at: number, key: string): number | null {
  const last = count - 1;
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + 10,
    PageUp: at - 10,
    Home: 0,
    End: last,
  };
  const to = Object.hasOwn(moves, key) ? moves[key] : undefined;
  return to === undefined || last < 0 ? null : Math.min(last, Math.max(0, to));
}
