import { SegmentedControl } from "@mantine/core";
import { memo } from "react";
import { useSession } from "../../state/session-store.ts";
import type { ShownStudy } from "../shown-study.ts";
import { FitTab } from "./fit-tab.tsx";
import classes from "./inspector.module.css";
import { MechanismsTab } from "./mechanisms-tab.tsx";
import { ParametersTab } from "./parameters-tab.tsx";

const TAB = "cell inspector";
const titles = { parameters: "Parameters", mechanisms: "Mechanisms", fit: "Fit" } as const;
type Tab = keyof typeof titles;

interface InspectorProps {
  readonly shown: ShownStudy;
}

/** The numbers of the cell, its mechanisms, and what a calibration makes of them. */
export const CellInspector = memo(Inspector, same);

/** While a study runs its numbers stand still. */
function same({ shown: a }: InspectorProps, { shown: b }: InspectorProps): boolean {
  return a.outline === b.outline && a.study === b.study && a.case === b.case && a.run?.status === b.run?.status;
}

function Inspector({ shown }: InspectorProps) {
  const tab = (useSession(({ tabs }) => tabs[TAB]) as Tab | undefined) ?? "parameters";
  const set = useSession(({ set }) => set);
  return (
    <>
      <div className={classes.tabs}>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label="What is shown of the cell"
          data={(Object.keys(titles) as Tab[]).map((value) => ({ value, label: titles[value] }))}
          value={tab}
          onChange={(value) => set({ tabs: { ...useSession.getState().tabs, [TAB]: value } })}
        />
      </div>
      {tab === "parameters" ? <ParametersTab shown={shown} /> : null}
      {tab === "mechanisms" ? <MechanismsTab shown={shown} /> : null}
      {tab === "fit" ? <FitTab shown={shown} /> : null}
    </>
  );
}
