import { AlloySection } from "./alloy-section.tsx";
import { ClaimsSection } from "./claims-section.tsx";
import { LossesSection } from "./losses-section.tsx";
import type { ShownAlloy } from "./shown-alloy.ts";
import { SourcesSection } from "./sources-section.tsx";
import { StateSection } from "./state-section.tsx";

/** The alloy, its state, what its electrode can lose, and what all this rests on. */
export function AlloyInspector({ shown }: { readonly shown: ShownAlloy }) {
  return (
    <>
      <AlloySection shown={shown} />
      <StateSection shown={shown} />
      <LossesSection shown={shown} />
      <SourcesSection shown={shown} />
      <ClaimsSection shown={shown} />
    </>
  );
}
