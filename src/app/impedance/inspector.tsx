import { CircuitSection } from "./circuit/circuit-section.tsx";
import { CompareSection } from "./compare/compare-section.tsx";
import { SweepSection } from "./inspect/cell-section.tsx";
import { FindingsSection, ValiditySection } from "./inspect/findings-section.tsx";
import { ProcessesSection } from "./inspect/processes-section.tsx";
import { LambdaControl } from "./lambda-control.tsx";
import type { ShownSeries } from "./shown-file.ts";

/** What the cursor is on, its validity, then the parameters, then the results, then what is said of the file. */
export function ImpedanceInspector({ shown }: { readonly shown: ShownSeries }) {
  return (
    <>
      <SweepSection shown={shown} />
      <ValiditySection shown={shown} />
      <LambdaControl shown={shown} />
      <ProcessesSection shown={shown} />
      <CircuitSection shown={shown} />
      <CompareSection shown={shown} />
      <FindingsSection shown={shown} />
    </>
  );
}
