import classes from "./finding.module.css";
import { VerdictGlyph, type VerdictKind } from "./verdict-glyph.tsx";

export interface FindingProps {
  readonly verdict: VerdictKind;
  /** The clause that counts, in bold. */
  readonly lead: string;
  readonly rest: string;
}

/** A verdict: glyph, bold clause, cause or consequence. */
export function Finding({ verdict, lead, rest }: FindingProps) {
  return (
    <p className={classes.finding}>
      <VerdictGlyph verdict={verdict} />
      <span>
        <b>{lead}</b> {rest}
      </span>
    </p>
  );
}
