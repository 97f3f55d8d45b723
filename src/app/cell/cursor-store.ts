import { create } from "zustand";

/** The instant that is pointed at in the cell view. */
interface InstantStore {
  /** s of the experiment; null: the end of what was reached. */
  readonly time: number | null;
  readonly pinned: boolean;
  point(time: number | null): void;
  pin(time: number | null): void;
}

export const useInstant = create<InstantStore>()((set) => ({
  time: null,
  pinned: false,
  point: (time) => set(({ pinned }) => (pinned ? {} : { time })),
  pin: (time) => set({ time, pinned: time !== null }),
}));
