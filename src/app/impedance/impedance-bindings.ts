import type { KeyBinding } from "../shell/keys.ts";

/** What keys act on: how much of a file there is. */
export interface KeyedFile {
  readonly sweeps: number;
  /** Whether any sweep has points enough for relaxation times, so that λ does something. */
  readonly distributed: boolean;
  /** Whether the times of points are known, without which there is no drift inside a sweep. */
  readonly timed: boolean;
}

/** What keys of the impedance view do. */
export interface ImpedanceActions {
  move(dx: -1 | 0 | 1, dy: -1 | 0 | 1, large: boolean): void;
  /** @param at place of the sweep in its file */
  sweepTo(at: number): void;
  /** @param decades by which λ grows; null: that of the most probable model */
  changeLambda(decades: number | null): void;
  togglePin(): void;
  toggleDrift(): void;
  freeCursor(): void;
  isPinned(): boolean;
}

/** Decades of λ that a bracket goes. */
const LAMBDA_STEP = 0.1;

/**
 * The keys that do something for a file: without those along the sweeps where there is one, without λ and drift where there is nothing to smooth or
 * no time. */
export function impedanceBindings(
  { sweeps, distributed, timed }: KeyedFile,
  act: ImpedanceActions,
): readonly KeyBinding[] {
  const movement = (key: string, does: string, run: () => void): KeyBinding => ({ key, does, run, keyOnly: true });
  const alongSweeps = [
    movement("ArrowLeft", "Sweep before", () => act.move(-1, 0, false)),
    movement("ArrowRight", "Next sweep", () => act.move(1, 0, false)),
    movement("Shift ArrowLeft", "Ten sweeps back", () => act.move(-1, 0, true)),
    movement("Shift ArrowRight", "Ten sweeps on", () => act.move(1, 0, true)),
    movement("Home", "First sweep", () => act.sweepTo(0)),
    movement("End", "Last sweep", () => act.sweepTo(sweeps - 1)),
  ];
  const smoothing = [
    { key: "[", does: "λ smaller by 0.1 decade", run: () => act.changeLambda(-LAMBDA_STEP) },
    { key: "]", does: "λ larger by 0.1 decade", run: () => act.changeLambda(LAMBDA_STEP) },
    { key: "\\", does: "λ of the most probable model", run: () => act.changeLambda(null) },
  ];
  const drift = { key: "D", does: "Analyse drift inside sweeps, or not", run: () => act.toggleDrift() };
  return [
    ...(sweeps > 1 ? alongSweeps : []),
    movement("ArrowUp", "Slower process: lower frequency", () => act.move(0, 1, false)),
    movement("ArrowDown", "Faster process: higher frequency", () => act.move(0, -1, false)),
    ...(distributed ? smoothing : []),
    ...(distributed && timed ? [drift] : []),
    { key: "P", does: "Pin this sweep for comparison, or take its pin away", run: () => act.togglePin() },
    {
      key: "Escape",
      does: "Free the cursor",
      keyOnly: true,
      when: () => act.isPinned(),
      run: () => act.freeCursor(),
    },
  ];
}
