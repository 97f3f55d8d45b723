import type { ReactNode } from "react";
import { create } from "zustand";
import { InTurn } from "../shell/in-turn.tsx";
import { useKeys } from "../shell/keys.ts";
import classes from "./fill.module.css";

interface FillStore {
  /** The panel that fills the window; null: none does. */
  readonly filled: string | null;
  fill(name: string | null): void;
}

export const useFilled = create<FillStore>()((set) => ({ filled: null, fill: (filled) => set({ filled }) }));

/** What the tools of a panel need to let it fill the window. */
export function useFill(name: string): { readonly filled: boolean; readonly onFill: () => void } {
  const filled = useFilled(({ filled }) => filled === name);
  return { filled, onFill: () => useFilled.getState().fill(filled ? null : name) };
}

/** The place of the figure that has the focus; null: the focus is elsewhere. */
function focusedPlace(): string | null {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || focused.getAttribute("role") !== "group") return null;
  return focused.closest<HTMLElement>("[data-place]")?.dataset.place ?? null;
}

/** Enter on a figure lets its panel fill the window, Esc gives it back. */
export function useFillKeys(): void {
  useKeys([
    {
      key: "Enter",
      does: "Fill the window with the panel in focus",
      keyOnly: true,
      when: () => focusedPlace() !== null,
      run: () => useFilled.getState().fill(useFilled.getState().filled === null ? focusedPlace() : null),
    },
    {
      key: "Escape",
      does: "Back to the other panels",
      keyOnly: true,
      when: () => useFilled.getState().filled !== null,
      run: () => useFilled.getState().fill(null),
    },
  ]);
}

interface PlaceProps {
  readonly name: string;
  /** The result that the panel shows. */
  readonly of: unknown;
  readonly children: ReactNode;
}

/** The place of a panel, which may fill the window. */
export function Place({ name, of, children }: PlaceProps) {
  const filled = useFilled(({ filled }) => filled === name);
  return (
    <div className={filled ? classes.filled : classes.place} style={{ gridArea: name }} data-place={name}>
      <InTurn rank="panel" of={of}>
        {children}
      </InTurn>
    </div>
  );
}
