import { create } from "zustand";

/** The place under the pointer: it moves the cursor of all three figures, and changes nothing. */
export interface Pointed {
  /** Of the axis component. */
  readonly moleFraction: number;
  /** K; null: a figure without temperatures, that of the project holds. */
  readonly temperature: number | null;
}

interface PointedStore {
  readonly pointed: Pointed | null;
  point(pointed: Pointed | null): void;
}

export const usePointed = create<PointedStore>()((set) => ({ pointed: null, point: (pointed) => set({ pointed }) }));

/** Closest that the pointer comes to a pure metal: the potential of the other one diverges there. */
const EDGE = 1e-4;

/** A place on the composition axis, kept inside of the pure metals. */
export function onAxis(moleFraction: number): number {
  return Math.min(1 - EDGE, Math.max(EDGE, moleFraction));
}
