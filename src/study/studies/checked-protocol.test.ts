// A protocol while it is written. Oracles: the steps of the parsed protocol itself; lines and columns counted by hand.
import { expect, it } from "vitest";
import { checkedProtocol } from "./checked-protocol.ts";
import { stepPlaces } from "./step-places.ts";

const text = `protocol "mine; [not] a step"
stop if |V| > 3 V   # rest 1 s; not a step
rest 10 min
"going; on": strip at 1 mA/cm2 for 1 s; rest 2 s
strip at 1 mA/cm2
  for 1 h
  or until 0.9 V
repeat 3 {
  rest 1 s
  repeat 2 { strip at 1 mA/cm2 for 1 s; rest 2 s }
}
rest 1 s`;

it("every step has the number that runs give it, and its lines", () => {
  const { steps, sentences, error } = checkedProtocol(text);
  expect(error).toBeNull();
  expect(steps.map(({ number, from, to }) => [number, from, to])).toEqual([
    ["1", 3, 3],
    ["2", 4, 4],
    ["3", 4, 4],
    ["4", 5, 7],
    ["5", 8, 11],
    ["5.1", 9, 9],
    ["5.2", 10, 10],
    ["5.2.1", 10, 10],
    ["5.2.2", 10, 10],
    ["6", 12, 12],
  ]);
  expect(steps.map(({ number }) => number)).toEqual(sentences.flatMap(({ number }) => number ?? []));
});

it("an error is told with its line and column, and without them in its sentence", () => {
  const { error } = checkedProtocol("rest 10 min\nstrip at 0.4 mA/cm2 for 1 mA/cm2");
  expect([error?.line, error?.column]).toEqual([2, 25]);
  expect(error?.message).toMatch(/^"strip at 0\.4 mA\/cm2 for 1 mA\/cm2": "1 mA\/cm2" is a current density/);
});

it("names are filled in; one that is not given is an error", () => {
  expect(checkedProtocol("rest {time}", { time: "2 s", other: 1 }).error).toBeNull();
  expect(checkedProtocol("rest 1 s\nrest {time}").error?.message).toContain("{time}");
});

it("a text that cannot be read has its steps all the same", () => {
  expect(stepPlaces("rest\n}}} strip {\n").map(({ number }) => number)).toEqual(["1", "2"]);
});

it("a {name} is no brace", () => {
  expect(stepPlaces("repeat 2 { rest {time} }\nrest 1 s").map(({ number }) => number)).toEqual(["1", "1.1", "2"]);
});
