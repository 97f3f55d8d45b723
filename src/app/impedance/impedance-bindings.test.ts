// The keys of the impedance view. Oracle: what each does is written down as it is called; a key listed twice would be heard once only.
import { describe, expect, test } from "vitest";
import { type ImpedanceActions, impedanceBindings, type KeyedFile } from "./impedance-bindings.ts";

function pressed(file: KeyedFile): Map<string, string> {
  const done: string[] = [];
  const act: ImpedanceActions = {
    move: (dx, dy, large) => done.push(`move ${dx} ${dy}${large ? " large" : ""}`),
    sweepTo: (at) => done.push(`sweep ${at}`),
    changeLambda: (decades) => done.push(`λ ${decades}`),
    togglePin: () => done.push("pin"),
    toggleDrift: () => done.push("drift"),
    freeCursor: () => done.push("free"),
    isPinned: () => true,
  };
  return new Map(
    impedanceBindings(file, act).map(({ key = "", run }) => {
      run();
      return [key, done.pop() ?? ""];
    }),
  );
}

describe("a key of the impedance view", () => {
  test("goes along the sweeps of a series, to its ends, and changes λ and drift", () => {
    expect(Object.fromEntries(pressed({ sweeps: 20, distributed: true, timed: true }))).toEqual({
      ArrowLeft: "move -1 0",
      ArrowRight: "move 1 0",
      "Shift ArrowLeft": "move -1 0 large",
      "Shift ArrowRight": "move 1 0 large",
      Home: "sweep 0",
      End: "sweep 19",
      ArrowUp: "move 0 1",
      ArrowDown: "move 0 -1",
      "[": "λ -0.1",
      "]": "λ 0.1",
      "\\": "λ null",
      D: "drift",
      P: "pin",
      Escape: "free",
    });
  });

  test("of the sweeps is not offered where there is one", () => {
    const keys = [...pressed({ sweeps: 1, distributed: true, timed: false }).keys()];
    expect(keys).toEqual(["ArrowUp", "ArrowDown", "[", "]", "\\", "P", "Escape"]);
  });

  test("of λ and drift is not offered where nothing is smoothed", () => {
    const keys = [...pressed({ sweeps: 1, distributed: false, timed: true }).keys()];
    expect(keys).toEqual(["ArrowUp", "ArrowDown", "P", "Escape"]);
  });

  test.each([1, 2, 61])("is there once, with %i sweeps", (sweeps) => {
    const act = { move() {}, sweepTo() {}, changeLambda() {}, togglePin() {}, toggleDrift() {}, freeCursor() {} };
    const keys = impedanceBindings({ sweeps, distributed: true, timed: true }, { ...act, isPinned: () => true });
    expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length);
  });
});
