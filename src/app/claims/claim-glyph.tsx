import { IconPointFilled } from "@tabler/icons-react";
import { verdictWords } from "../../claims/claim-words.ts";
import type { Verdict } from "../../claims/result.ts";
import { VerdictGlyph } from "../shell/verdict-glyph.tsx";

const glyphs = { reproduced: "holds", contradicted: "fails", undetermined: "unknown", pending: "none" } as const;

/** The mark of a verdict; an input has a point. @param silent the words stand beside it */
export function ClaimGlyph({ verdict, silent = false }: { readonly verdict: Verdict; readonly silent?: boolean }) {
  const words = verdictWords[verdict];
  const glyph =
    verdict === "input" ? (
      <IconPointFilled size={15} color="var(--ink3)" role="img" aria-label={words} style={{ flex: "none" }} />
    ) : (
      <VerdictGlyph verdict={glyphs[verdict]} sentence={words} />
    );
  return silent ? <span aria-hidden>{glyph}</span> : glyph;
}
