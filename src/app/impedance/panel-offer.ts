import { type RefObject, useEffect, useMemo, useRef } from "react";
import type { Figure } from "../../figures/plotly.ts";
import type { FigureTheme } from "../../figures/theme.ts";
import type { FigureCursor } from "../plot/figure-props.ts";
import { type OfferedFigure, useImpedanceOffer } from "./export-offers.ts";
import type { ShownSeries } from "./shown-file.ts";

/**
 * Offers a figure of the view as it is drawn now, with the tables of the file and the command that makes both.
 * @param name what the figure is, in file names: "map", "nyquist"
 * @param ofSweep the figure is of the sweep under the cursor alone
 * @returns where the panel tells its cursor
 */
export function usePanelOffer(
  shown: ShownSeries,
  title: string,
  name: string,
  draw: (theme: FigureTheme) => Figure,
  ofSweep = false,
): RefObject<readonly FigureCursor[]> {
  const newest = useRef(draw);
  useEffect(() => {
    newest.current = draw;
  });
  const figure = useMemo(
    (): OfferedFigure => ({ title, name, ofSweep, draw: (theme) => newest.current(theme) }),
    [title, name, ofSweep],
  );
  return useImpedanceOffer(shown, figure);
}
