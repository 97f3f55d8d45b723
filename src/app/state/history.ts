/** A state that was, and the name of the change that led away from it. */
export interface HistoryEntry<State> {
  readonly name: string;
  readonly state: State;
}

/** A state with its way back and forth. */
export interface History<State> {
  readonly present: State;
  /** Oldest first. */
  readonly past: readonly HistoryEntry<State>[];
  /** Next first. */
  readonly future: readonly HistoryEntry<State>[];
}

/** Changes that can be undone. */
export const DEPTH = 200;

/** A change: one entry. With the same `gesture` as the last change it joins that entry, as a slider does while it is dragged. */
export function changed<State>(
  { present, past }: History<State>,
  name: string,
  state: State,
  joins: boolean,
): History<State> {
  if (joins && past.length > 0) {
    const last = past.at(-1) as HistoryEntry<State>;
    return { present: state, past: [...past.slice(0, -1), { ...last, name }], future: [] };
  }
  return { present: state, past: [...past, { name, state: present }].slice(-DEPTH), future: [] };
}

export function undone<State>(history: History<State>): History<State> {
  const last = history.past.at(-1);
  if (last === undefined) return history;
  return {
    present: last.state,
    past: history.past.slice(0, -1),
    future: [{ name: last.name, state: history.present }, ...history.future],
  };
}

export function redone<State>(history: History<State>): History<State> {
  const [next] = history.future;
  if (next === undefined) return history;
  return {
    present: next.state,
    past: [...history.past, { name: next.name, state: history.present }],
    future: history.future.slice(1),
  };
}
