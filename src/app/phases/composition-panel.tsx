import { type ReactNode, useMemo } from "react";
import type { Figure } from "../../figures/plotly.ts";
import { useFigureControl } from "../plot/figure-control.ts";
import type { FigureCursorPoint } from "../plot/figure-props.ts";
import { FigureTools } from "../plot/figure-tools.tsx";
import { FigureView } from "../plot/figure-view.tsx";
import { EmptyView } from "../shell/empty-view.tsx";
import { useExport } from "../shell/export-store.ts";
import { Panel } from "../shell/panel.tsx";
import { useFigureTheme } from "../theme/color-scheme.ts";
import type { Scheme } from "../work/alloy-jobs.ts";
import { Awaited } from "./awaited.tsx";
import { type AlloyCursor, compositionCursor, pick, stepOf } from "./cursor.ts";
import { onAxis, usePointed } from "./pointed.ts";
import type { ShownAlloy } from "./shown-alloy.ts";

/** Side margins in px that the panels beside the diagram share: one line crosses them. */
const sideMargins = { l: 62, r: 18 } as const;

/** The scheme of colours that is shown, as the workers that draw take it. */
export function useScheme(): Scheme {
  return useFigureTheme().name === "dark" ? "dark" : "light";
}

export interface CompositionPanelProps {
  readonly shown: ShownAlloy;
  readonly cursor: AlloyCursor;
  readonly title: string;
  readonly remark?: string | undefined;
  readonly busy?: boolean;
  /** Before those of the figure. */
  readonly tools?: ReactNode;
  /** Why there is no figure; null: there is one, or it is being computed. */
  readonly sentence: string | null;
  /** Null: it is being computed, and this is said of it. */
  readonly figure: Figure | null;
  readonly summary: string | undefined;
  readonly awaited: { readonly axis: string; readonly note: string };
  /** Where the cursor meets the curves. */
  readonly cursorPoint?: readonly FigureCursorPoint[] | null;
}

/** Curves over composition, with the line that crosses every figure of the view: pointing moves it, a click and the arrow keys take the alloy. */
export function CompositionPanel({
  shown,
  cursor,
  title,
  remark,
  busy = false,
  tools,
  sentence,
  figure,
  summary = "",
  awaited,
  cursorPoint = null,
}: CompositionPanelProps) {
  const control = useFigureControl();
  const point = usePointed(({ point }) => point);
  const lines = useMemo(() => compositionCursor(cursor), [cursor]);
  return (
    <Panel
      title={title}
      {...(remark === undefined ? {} : { remark })}
      busy={busy}
      tools={
        <>
          {tools}
          <FigureTools control={control} onExport={() => useExport.getState().open(title)} />
        </>
      }
    >
      {sentence !== null ? (
        <EmptyView sentence={sentence} />
      ) : figure === null ? (
        <Awaited
          system={shown.source.system}
          name={title}
          title={awaited.axis}
          note={awaited.note}
          margin={sideMargins}
        />
      ) : (
        <FigureView
          figure={figure}
          name={title}
          summary={summary}
          control={control}
          margin={sideMargins}
          cursor={lines}
          cursorPoint={cursorPoint}
          onPoint={(at) => point(at === null ? null : { moleFraction: onAxis(at.pointerX), temperature: null })}
          onPick={(at) => pick(shown, at.pointerX)}
          onStep={stepOf(shown, false)}
        />
      )}
    </Panel>
  );
}
