import type { Verdict } from "../state/file-facts.ts";
import classes from "./finding.module.css";
import { VerdictGlyph } from "./verdict-glyph.tsx";

export interface FindingProps {
  /** A fact is not judged: it has a dot. */
  readonly verdict: Verdict | "fact";
  /** The clause that counts, in bold. */
  readonly lead: string;
  readonly rest: string;
}

/** A verdict: glyph, bold clause, cause or consequence. */
export function Finding({ verdict, lead, rest }: FindingProps) {
  return (
    <p className={classes.finding}>
      {verdict === "fact" ? (
        <span className={classes.dot} aria-hidden>
          ·
        </span>
      ) : (
        <VerdictGlyph verdict={verdict} />
      )}
      <span>
        <b>{lead}</b> {rest}
      </span>
    </p>
  );
}
