import { verdictWords } from "../../claims/claim-words.ts";
import { ClaimGlyph } from "./claim-glyph.tsx";
import classes from "./claims-view.module.css";
import type { Chip } from "./ledger-rows.ts";

export interface ClaimChipsProps {
  readonly chips: readonly { readonly chip: Chip; readonly count: number }[];
  readonly chosen: Chip;
  readonly choose: (chip: Chip) => void;
}

/** Chips that count the claims by verdict, and show those of one. */
export function ClaimChips({ chips, chosen, choose }: ClaimChipsProps) {
  return (
    <fieldset className={classes.chips} aria-label="Verdicts shown">
      {chips.map(({ chip, count }) => (
        <button
          key={chip}
          type="button"
          className={classes.chip}
          aria-pressed={chip === chosen}
          onClick={() => choose(chip === chosen ? "all" : chip)}
        >
          {chip === "all" ? null : <ClaimGlyph verdict={chip} silent />}
          {chip === "all" ? "All" : verdictWords[chip]} <b className="numbers">{count}</b>
        </button>
      ))}
    </fieldset>
  );
}
