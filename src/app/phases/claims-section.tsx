import type { Verdict } from "../../claims/result.ts";
import { Section } from "../shell/section.tsx";
import { VerdictGlyph } from "../shell/verdict-glyph.tsx";
import type { Verdict as VerdictKind } from "../state/file-facts.ts";
import { useSession } from "../state/session-store.ts";
import classes from "./inspector.module.css";
import type { ShownAlloy } from "./shown-alloy.ts";
import { useLatestJob } from "./use-latest-job.ts";

/** Claims of the papers about where the alloy is liquid. */
const restingHere = { ids: ["A1", "B1"] } as const;

const glyphs: Readonly<Record<Verdict, VerdictKind>> = {
  reproduced: "holds",
  contradicted: "fails",
  undetermined: "unknown",
  input: "none",
  pending: "none",
};

/** Claims of the papers that rest on the diagram, computed with the built-in database at 25 °C. */
export function ClaimsSection({ shown }: { readonly shown: ShownAlloy }) {
  const set = useSession(({ set }) => set);
  const builtIn = shown.source.database === null;
  const { output } = useLatestJob("alloyClaims", builtIn ? restingHere : null, { lane: "phases curves" });
  if (!builtIn || output === null) return null;
  return (
    <Section title="Claims that rest on this" remark="at 25 °C">
      {output.claims.map(({ id, verdict, statement, computed }) => (
        <button
          key={id}
          type="button"
          className={classes.claim}
          title={`${verdict}. Open the claim`}
          onClick={() => set({ view: "claims", claim: id })}
        >
          <VerdictGlyph verdict={glyphs[verdict]} />
          <span>
            <b>{id}</b> {statement} <span className={classes.ours}>{computed.text}</span>
          </span>
        </button>
      ))}
    </Section>
  );
}
