import { expect, it } from "vitest";
import { composeCell } from "../form/compose.ts";
import { benchmarkCellR1 } from "../models/r1.ts";
import { compileProtocol } from "../protocol/compile.ts";
import { parseProtocol } from "../protocol/parse.ts";
import { HiddenPasses } from "./hidden-passes.ts";
import { EDGES_ONLY, type SimulationOptions } from "./options.ts";
import { simulate } from "./simulate.ts";

const model = composeCell(benchmarkCellR1(8));
const segments = [
  ...compileProtocol(parseProtocol("strip at 0.8 mA/cm2 for 1 s; rest 2 s"), { area: 1e-4 }).segments(),
];
const course = { segments, lengths: [1, 2], limits: [-1, -1], charge: 8 };
const places = Int32Array.from(model.mass.values.keys()).filter((i) => model.mass.values[i] !== 0);
const scales = model.absoluteTolerances(1);
const start = simulate(model, compileProtocol(parseProtocol("strip at 0.8 mA/cm2 for 5 s; rest 1 s"), { area: 1e-4 }), {
  record: EDGES_ONLY,
}).finalState;

function finish<Result>(run: Generator<unknown, Result, void>): Result {
  let item = run.next();
  while (item.done !== true) item = run.next();
  return item.value;
}

function derivative(options: SimulationOptions): Float64Array {
  const out = new Float64Array(places.length ** 2);
  const hidden = new HiddenPasses(model, options, places);
  const before = start.slice();
  const standing = { segment: undefined, elapsed: 0 };
  expect(finish(hidden.differentiate(course, before, standing, scales, out))).toBe(true);
  expect(before).toEqual(start);
  return out;
}

it("is the derivative of what a pass adds (oracle: differences of passes at tolerance 1e-11), and nears it with the steps", () => {
  const m = places.length;
  const hidden = new HiddenPasses(model, { relativeTolerance: 1e-11 }, places);
  const moved = (j: number, by: number): Float64Array => {
    const state = start.slice();
    state[places[j]] += by * scales[places[j]];
    expect(finish(hidden.run(course, state, { segment: undefined, elapsed: 0 }))).toBe(true);
    return state;
  };
  const exact = new Float64Array(m * m);
  const move = 1e-4;
  for (let j = 0; j < m; j++) {
    const above = moved(j, move);
    const below = moved(j, -move);
    for (let i = 0; i < m; i++) {
      exact[i * m + j] = (above[places[i]] - below[places[i]]) / (2 * move * scales[places[i]]) - (i === j ? 1 : 0);
    }
  }
  const errors = [{ relativeTolerance: 1e-5 }, { relativeTolerance: 1e-11, maximumStep: 0.01 }].map((options) =>
    Math.max(...derivative(options).map((value, k) => Math.abs(value - exact[k]))),
  );
  // 7e-4 and 2.2e-6; of order 2 in the steps, which a tolerance shortens by its fifth root.
  expect(errors[0]).toBeLessThan(2e-3);
  expect(errors[1]).toBeLessThan(5e-6);
});

it("leaves what a pass conserves alone", () => {
  const m = places.length;
  const change = derivative({ relativeTolerance: 1e-5 });
  const [{ parts }] = model.inventories;
  const weights = new Float64Array(model.layout.size);
  for (const part of parts)
    part.indices.forEach((i, k) => {
      weights[i] += part.weights[k];
    });
  for (let j = 0; j < m; j++) {
    let sum = 0;
    let size = 0;
    for (let i = 0; i < m; i++) {
      const held = weights[places[i]] * scales[places[i]] * change[i * m + j];
      sum += held;
      size += Math.abs(held);
    }
    expect(Math.abs(sum)).toBeLessThan(1e-12 * size + 1e-18);
  }
});
