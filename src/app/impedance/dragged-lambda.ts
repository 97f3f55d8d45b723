import { create } from "zustand";

/** λ at which the held slider last rested, as it will be taken when it is let go; null: it is not held. */
export const useDraggedValue = create<{ readonly lambda: number | null }>()(() => ({ lambda: null }));

/** ms that the slider stands still before it rests: what is written of λ need not follow each of its movements. */
export const REST = 120;

let rest: ReturnType<typeof setTimeout> | undefined;

/** Tells where the slider is held; null: it was let go. */
export function holdLambda(lambda: number | null): void {
  clearTimeout(rest);
  if (lambda === null) useDraggedValue.setState({ lambda });
  else rest = setTimeout(() => useDraggedValue.setState({ lambda }), REST);
}
