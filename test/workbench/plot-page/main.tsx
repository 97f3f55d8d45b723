import "@mantine/core/styles.css";
import "@fontsource-variable/inter/index.css";
import "../../../src/app/theme/base.css";
import { MantineProvider } from "@mantine/core";
import { createRoot } from "react-dom/client";
import { layoutFigure } from "../../../src/app/plot/figure-layout.ts";
import { FigureTools, FigureView, type FigureViewProps, useFigureControl } from "../../../src/app/plot/index.ts";
import { sharedMeasure } from "../../../src/app/plot/measure-text.ts";
import { useSession } from "../../../src/app/state/session-store.ts";
import { themeStyles } from "../../../src/app/theme/css-variables.ts";
import { mantineTheme } from "../../../src/app/theme/mantine-theme.ts";

const styles = document.createElement("style");
styles.textContent = themeStyles();
document.head.append(styles);
const root = createRoot(document.getElementById("root") as HTMLElement);
const heard: [event: string, value: unknown][] = [];
const hear =
  (event: string) =>
  (value: unknown): void => {
    heard.push([event, value]);
  };

interface Shown extends Partial<FigureViewProps> {
  readonly figure: FigureViewProps["figure"];
  readonly width: number;
  readonly height: number;
  readonly scheme?: "light" | "dark";
}

function Bench({ width, height, ...props }: Shown) {
  const control = useFigureControl();
  return (
    <>
      <div style={{ height: 30 }}>
        <FigureTools control={control} onExport={() => hear("export")(null)} onFill={() => hear("fill")(null)} />
      </div>
      <div style={{ width, height }}>
        <FigureView
          name="Figure"
          control={control}
          onPoint={hear("point")}
          onPick={hear("pick")}
          onZoom={hear("zoom")}
          onStep={hear("step")}
          {...props}
        />
      </div>
    </>
  );
}

/** Places on the figure as it is laid out here, for tests that read pixels or move the mouse. */
function places({ figure, width, height, ranges, margin }: Shown) {
  const layout = layoutFigure(figure, width, height, {
    measure: sharedMeasure(),
    ...(ranges === undefined ? {} : { ranges }),
    ...(margin === undefined ? {} : { margin }),
  });
  return {
    box: layout.box,
    px: (axis: string, value: number) => layout.axes.get(axis)?.place(value),
    line: (axis: string) => layout.axes.get(axis)?.line,
  };
}

let last: Shown | null = null;

function show(shown: Shown): void {
  last = shown;
  const scheme = shown.scheme ?? "light";
  useSession.getState().set({ scheme });
  root.render(
    <MantineProvider theme={mantineTheme} forceColorScheme={scheme}>
      <Bench {...shown} />
    </MantineProvider>,
  );
}

Object.assign(window, {
  heard,
  places,
  show,
  /** Other properties of the same figure. */
  change: (more: Partial<Shown>) => {
    if (last !== null) show({ ...last, ...more });
  },
});
