// The heading of the circuit and its button. Oracle: what is typed, drawn and fitted, in words.
import { expect, test } from "vitest";
import { circuitRemark, fitAllLabel } from "./circuit-remark.ts";

const state = { unread: false, draft: true, took: 660, sweep: 3, given: true };

test("the heading tells whose the parameters are", () => {
  expect(circuitRemark(state).replace(/\s/g, " ")).toBe("fit follows, sweep 3 in 660 ms");
  expect(circuitRemark({ ...state, took: null })).toBe("being fitted to sweep 3");
  expect(circuitRemark({ ...state, unread: true })).toBe("not read; values of the last that was");
  expect(circuitRemark({ ...state, draft: false })).toBe("all sweeps");
  expect(circuitRemark({ ...state, draft: false, given: false })).toBe("chosen for all sweeps");
});

test("the button says that it goes beyond the file that is shown", () => {
  expect([1, 3].map(fitAllLabel)).toEqual(["Fit all sweeps", "Fit all sweeps of all 3 files"]);
});
