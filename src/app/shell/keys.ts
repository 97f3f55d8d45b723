import { useLayoutEffect, useRef } from "react";
import { useSession } from "../state/session-store.ts";
import { type Focused, isSingleKey, keepsKey, keyName } from "./key-names.ts";

/** A command: found with Ctrl K, and by its key where it has one. */
export interface KeyBinding {
  /** As `keyName` writes it: "Ctrl Shift Z", "ArrowLeft", "["; left out: a command without a key. */
  readonly key?: string;
  /** What it does, a verb first: "Play or pause the sweeps". */
  readonly does: string;
  readonly run: () => void;
  /** Asked when the key is pressed; false: the key goes on to whom it belonged to before. */
  readonly when?: () => boolean;
  /** Named with the keys of everywhere, not with those of the view. */
  readonly everywhere?: boolean;
  /** Not among the commands of Ctrl K: a movement. */
  readonly keyOnly?: boolean;
}

interface Holder {
  current: readonly KeyBinding[];
}

/** Who hears keys; the last to come is asked first. */
const holders: Holder[] = [];

/** Keys of a component, heard as soon and as long as it is seen. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const holder = useRef<readonly KeyBinding[]>(bindings);
  useLayoutEffect(() => {
    holder.current = bindings;
  });
  useLayoutEffect(() => {
    holders.push(holder);
    return () => {
      holders.splice(holders.indexOf(holder), 1);
    };
  }, []);
}

/** Every binding that would act now: those of the view first, of these the last to come; one for each key. */
export function currentBindings(): readonly KeyBinding[] {
  const taken = new Set<string>();
  const all = holders.toReversed().flatMap(({ current }) => current);
  return [...all.filter(({ everywhere }) => !everywhere), ...all.filter(({ everywhere }) => everywhere)].filter(
    ({ key, when }) => {
      if (when && !when()) return false;
      if (key === undefined) return true;
      if (taken.has(key)) return false;
      taken.add(key);
      return true;
    },
  );
}

/** Says of a field whether what stands in it is what the document holds: undo and redo are then those of the document. */
export function settled(is: boolean): { readonly "data-settled"?: "" } {
  return is ? { "data-settled": "" } : {};
}

function focusedElement(target: EventTarget | null): Focused {
  if (!(target instanceof HTMLElement)) return { tag: "", type: "", role: null, editable: false, settled: false };
  return {
    tag: target.tagName.toLowerCase(),
    type: target instanceof HTMLInputElement ? target.type : "",
    role: target.getAttribute("role"),
    editable: target.isContentEditable,
    settled: target.dataset.settled !== undefined,
  };
}

function hear(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const key = keyName(event);
  if (keepsKey(focusedElement(event.target), key)) return;
  if (isSingleKey(key) && !useSession.getState().singleKeys) return;
  const binding = currentBindings().find((one) => one.key === key);
  if (!binding) return;
  event.preventDefault();
  binding.run();
}

/** Begins to hear keys. @returns ends it */
export function listenToKeys(): () => void {
  addEventListener("keydown", hear);
  return () => removeEventListener("keydown", hear);
}
