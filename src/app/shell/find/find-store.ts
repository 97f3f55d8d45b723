import { create } from "zustand";

/** Whether Ctrl K is open. */
export const useFind = create<{ readonly open: boolean }>()(() => ({ open: false }));

export function openFind(): void {
  useFind.setState({ open: true });
}

export function closeFind(): void {
  useFind.setState({ open: false });
}
