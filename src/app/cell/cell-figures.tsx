import { Button } from "@mantine/core";
import { useMemo } from "react";
import { drawnFigures } from "../../study/studies/page/case-figures.ts";
import { EmptyView } from "../shell/empty-view.tsx";
import { useRoom } from "../shell/use-width.ts";
import classes from "./cell-figures.module.css";
import { useAbscissa } from "./figures/abscissa.ts";
import { ImpedancePanel } from "./figures/impedance-panel.tsx";
import { RulingsPanel } from "./figures/rulings-panel.tsx";
import { StatePanel } from "./figures/state-panel.tsx";
import { VoltagePanel } from "./figures/voltage-panel.tsx";
import { seenSight } from "./seen-sight.ts";
import type { ShownStudy } from "./shown-study.ts";
import { runOrPause } from "./use-run-keys.ts";

/** Voltage, what stands in the anode, impedance, and what the numbers rule out: as far as the run got. */
export function CellFigures({ shown }: { readonly shown: ShownStudy }) {
  const seen = seenSight(shown);
  const sight = seen?.sight ?? null;
  const [abscissa] = useAbscissa();
  const wide = useRoom() === "wide";
  const figures = useMemo(() => (sight === null ? [] : drawnFigures(sight, abscissa)), [sight, abscissa]);
  if (seen === null) return <NotYetRun shown={shown} />;
  const drawn = { shown, figures, ...seen };
  return (
    <div className={classes.panels} data-wide={wide}>
      <div className={classes.voltage}>
        <VoltagePanel {...drawn} />
      </div>
      {wide ? (
        <>
          <StatePanel {...drawn} only="profile" />
          <StatePanel {...drawn} only="states" />
        </>
      ) : (
        <StatePanel {...drawn} />
      )}
      <ImpedancePanel {...drawn} wide={wide} />
      <div className={classes.rulings}>
        <RulingsPanel shown={shown} {...seen} />
      </div>
    </div>
  );
}

function NotYetRun({ shown }: { readonly shown: ShownStudy }) {
  const { run, outline } = shown;
  const ready = run?.problem == null && outline !== null && run?.status !== "running";
  return (
    <div className={classes.empty}>
      <EmptyView sentence={sentenceOf(shown)}>
        {ready ? (
          <Button size="xs" onClick={() => runOrPause(shown)}>
            Run
          </Button>
        ) : null}
      </EmptyView>
    </div>
  );
}

function sentenceOf({ run, outline }: ShownStudy): string {
  if (run?.problem != null) return run.problem;
  if (run?.status === "running") return "The run begins.";
  return outline === null ? "Reading the study." : `${outline.title}: not yet computed.`;
}
