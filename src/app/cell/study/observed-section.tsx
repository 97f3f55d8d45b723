import { computedText } from "../../../study/studies/study-sentences.ts";
import { Finding } from "../../shell/finding.tsx";
import { Section } from "../../shell/section.tsx";
import { seenSight } from "../seen-sight.ts";
import type { ShownStudy } from "../shown-study.ts";
import { restOf, verdictOf } from "./observed-words.ts";

/** What the study asks a run for, beside what was measured or published. */
export function ObservedSection({ shown }: { readonly shown: ShownStudy }) {
  const seen = seenSight(shown);
  if (seen === null || seen.coarse !== null || !seen.sight.ended) return null;
  const { observed } = seen.sight;
  if (observed.length === 0) return null;
  return (
    <Section title="Observables" numbers>
      {observed.map((one) => (
        <Finding
          key={one.name}
          verdict={verdictOf(one)}
          lead={`${one.name}: ${computedText(one)}`}
          rest={restOf(one)}
        />
      ))}
    </Section>
  );
}
