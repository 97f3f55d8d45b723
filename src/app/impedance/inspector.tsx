import { InTurn } from "../shell/in-turn.tsx";
import { CircuitSection } from "./circuit/circuit-section.tsx";
import { ColorsSection } from "./colors-section.tsx";
import { CompareSection } from "./compare/compare-section.tsx";
import { SweepSection } from "./inspect/cell-section.tsx";
import { FindingsSection, ValiditySection } from "./inspect/findings-section.tsx";
import { ProcessesSection } from "./inspect/processes-section.tsx";
import { LambdaControl } from "./lambda-control.tsx";
import type { ShownSeries } from "./shown-file.ts";

/** What the cursor is on, its validity, then the parameters, then the results, then what is said of the file. */
export function ImpedanceInspector({ shown }: { readonly shown: ShownSeries }) {
  const of = shown.state.result;
  return (
    <>
      <InTurn rank="beside" of={of}>
        <SweepSection shown={shown} />
      </InTurn>
      {/* Small, and said on the line below too: it never waits for a turn once it stands. */}
      <InTurn rank="beside">
        <ValiditySection shown={shown} />
      </InTurn>
      <InTurn rank="beside" of={of}>
        <LambdaControl shown={shown} />
      </InTurn>
      <InTurn rank="beside" of={of}>
        <ProcessesSection shown={shown} />
      </InTurn>
      <InTurn rank="beside" of={of}>
        <ColorsSection shown={shown} />
      </InTurn>
      <InTurn rank="beside" of={of}>
        <CircuitSection shown={shown} />
      </InTurn>
      <InTurn rank="beside" of={of}>
        <CompareSection shown={shown} />
      </InTurn>
      <InTurn rank="beside" of={of}>
        <FindingsSection shown={shown} />
      </InTurn>
    </>
  );
}
