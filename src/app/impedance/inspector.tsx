import { CircuitSection } from "./circuit/circuit-section.tsx";
import { CompareSection } from "./compare/compare-section.tsx";
import { InTurn } from "./in-turn.tsx";
import { SweepSection } from "./inspect/cell-section.tsx";
import { FindingsSection, ValiditySection } from "./inspect/findings-section.tsx";
import { ProcessesSection } from "./inspect/processes-section.tsx";
import { LambdaControl } from "./lambda-control.tsx";
import type { ShownSeries } from "./shown-file.ts";

/** What the cursor is on, its validity, then the parameters, then the results, then what is said of the file. */
export function ImpedanceInspector({ shown }: { readonly shown: ShownSeries }) {
  return (
    <>
      <InTurn late>
        <SweepSection shown={shown} />
      </InTurn>
      <InTurn late>
        <ValiditySection shown={shown} />
      </InTurn>
      <InTurn late>
        <LambdaControl shown={shown} />
      </InTurn>
      <InTurn late>
        <ProcessesSection shown={shown} />
      </InTurn>
      <InTurn late>
        <CircuitSection shown={shown} />
      </InTurn>
      <InTurn late>
        <CompareSection shown={shown} />
      </InTurn>
      <InTurn late>
        <FindingsSection shown={shown} />
      </InTurn>
    </>
  );
}
