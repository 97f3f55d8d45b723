import { useMemo, useRef } from "react";
import { formatFixed } from "../../figures/format-number.ts";
import { ICE_POINT } from "../../units/temperature.ts";
import { useFigureControl } from "../plot/figure-control.ts";
import type { PointedAt } from "../plot/figure-props.ts";
import { FigureTools } from "../plot/figure-tools.tsx";
import { FigureView } from "../plot/figure-view.tsx";
import { EmptyView } from "../shell/empty-view.tsx";
import { useExport } from "../shell/export-store.ts";
import { Panel } from "../shell/panel.tsx";
import { Awaited } from "./awaited.tsx";
import { type AlloyCursor, compositionCursor, pick, stepOf, temperatureCursor } from "./cursor.ts";
import classes from "./diagram-panel.module.css";
import { useDiagramOffer } from "./export-offers.ts";
import { HoverCard } from "./hover-card.tsx";
import { onAxis, usePointed } from "./pointed.ts";
import type { ShownAlloy } from "./shown-alloy.ts";
import { celsiusText } from "./texts.ts";

interface DiagramPanelProps {
  readonly shown: ShownAlloy;
  readonly cursor: AlloyCursor;
}

/** The phase diagram: pointing moves the cursor of all figures, a click takes alloy and temperature. */
export function DiagramPanel({ shown, cursor }: DiagramPanelProps) {
  const { diagram } = shown;
  const { output } = diagram;
  const control = useFigureControl();
  const point = usePointed(({ point }) => point);
  const pointed = usePointed(({ pointed }) => pointed);
  const area = useRef<HTMLDivElement>(null);
  const title = `${shown.source.system} phase diagram`;
  useDiagramOffer(shown, title);
  const lines = useMemo(() => [...compositionCursor(cursor), temperatureCursor(cursor)], [cursor]);
  const place = ({ pointerX, pointerY }: PointedAt) => ({
    moleFraction: onAxis(pointerX),
    temperature: pointerY + ICE_POINT,
  });
  if (output === null) {
    return (
      <Panel title={title} busy={diagram.busy}>
        {diagram.problem === null ? (
          <Awaited
            system={shown.source.system}
            name={title}
            title="<i>T</i> / °C"
            note={`The boundaries of ${shown.source.system} are being computed.`}
          />
        ) : (
          <EmptyView sentence={diagram.problem} />
        )}
      </Panel>
    );
  }
  const { document } = output;
  const count = (n: number, what: string): string => `${n} ${n === 1 ? what : `${what}s`}`;
  return (
    <Panel
      title={title}
      remark={`1 atm, ${count(document.boundaries.length, "two-phase region")}, ${count(document.invariants.length, "invariant")}`}
      busy={diagram.busy && diagram.of?.source !== shown.source}
      tools={<FigureTools control={control} onExport={() => useExport.getState().open(title)} />}
    >
      <div
        ref={area}
        className={classes.area}
        onPointerMove={({ clientX, clientY }) => {
          const { current } = area;
          const box = current?.getBoundingClientRect();
          if (!current || !box) return;
          current.style.setProperty("--pointer-x", `${clientX - box.left}px`);
          current.style.setProperty("--room", `${box.width}px`);
          current.style.setProperty("--pointer-y", `${clientY - box.top}px`);
          current.dataset.side = clientX - box.left > box.width / 2 ? "left" : "right";
          current.dataset.rise = clientY - box.top > box.height / 2 ? "above" : "below";
        }}
      >
        <FigureView
          figure={output.figure}
          name={title}
          summary={output.summary}
          control={control}
          cursor={lines}
          hoverCard={false}
          onPoint={(at) => point(at === null ? null : place(at))}
          onPick={(at) => {
            const { moleFraction, temperature } = place(at);
            pick(shown, moleFraction, temperature);
          }}
          onStep={stepOf(shown, true)}
          spoken={spokenOf(cursor)}
        />
        {pointed !== null && pointed.temperature !== null && cursor.point !== null ? (
          <HoverCard point={cursor.point} />
        ) : null}
      </div>
    </Panel>
  );
}

function spokenOf({ point, moleFraction, temperature }: AlloyCursor): string {
  if (point === null || moleFraction === null) return "";
  const phases = point.state.phases.map(({ label }) => label).join(" and ");
  return `${formatFixed(100 * moleFraction, 1)} at.% ${point.component} at ${celsiusText(temperature)}: ${phases}`;
}
