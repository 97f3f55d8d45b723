import { create } from "zustand";

/** λ at which the slider is held now, as it will be taken when it is let go; null: it is not held. */
export const useDraggedValue = create<{ readonly lambda: number | null }>()(() => ({ lambda: null }));

export function holdLambda(lambda: number | null): void {
  useDraggedValue.setState({ lambda });
}
