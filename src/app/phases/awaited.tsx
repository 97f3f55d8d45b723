import { useMemo } from "react";
import type { AlloyAxis } from "../../figures/alloy-axes.ts";
import { awaitedAlloy } from "../../figures/awaited-alloy.ts";
import { knownAtomicMass } from "../../units/composition.ts";
import type { FigureMargin } from "../plot/figure-props.ts";
import { FigureView } from "../plot/figure-view.tsx";
import { useFigureTheme } from "../theme/color-scheme.ts";

export interface AwaitedProps {
  /** Na-K */
  readonly system: string;
  readonly name: string;
  /** Of the vertical axis; its numbers come with the curves. */
  readonly title: string;
  readonly note: string;
  readonly margin?: Partial<FigureMargin>;
}

/** The two metals of a system as an axis; masses where they are known without the database. */
export function axisOf(system: string): AlloyAxis {
  const [component = "", other = ""] = system.split("-");
  const [a, b] = [component, other].map(knownAtomicMass);
  return { component, other, molarMasses: a === undefined || b === undefined ? null : [a, b] };
}

/** The axes of a figure over composition while it is computed. */
export function Awaited({ system, name, title, note, margin }: AwaitedProps) {
  const theme = useFigureTheme();
  const figure = useMemo(
    () => awaitedAlloy({ theme, alloy: axisOf(system), title, range: null, note }),
    [theme, system, title, note],
  );
  return <FigureView figure={figure} name={name} summary={note} {...(margin === undefined ? {} : { margin })} />;
}
