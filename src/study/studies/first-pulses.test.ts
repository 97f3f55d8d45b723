import { expect, test } from "vitest";
import { parseProtocol } from "../../cell/protocol/parse.ts";
import { firstPulses } from "./first-pulses.ts";

const cut = (text: string, most: number) => {
  const { protocol, kept, of } = firstPulses(parseProtocol(text), most);
  return { steps: protocol.steps, safety: protocol.safety, kept, of };
};
const whole = (text: string) => {
  const { steps, safety } = parseProtocol(text);
  return { steps, safety };
};
const PULSE = "strip at 1 mA/cm2 for 1 s; rest 1 s";

test("a long train is shortened, what comes after it is left out, limits stay", () => {
  const long = `stop if V > 3 V; rest 1 h; repeat 5000 { ${PULSE} }; rest 2 h`;
  expect(cut(long, 100)).toEqual({
    ...whole(`stop if V > 3 V; rest 1 h; repeat 100 { ${PULSE} }`),
    kept: 100,
    of: 5000,
  });
});

test("a protocol with few pulses, or none, is left as it is", () => {
  for (const [text, of] of [
    [`repeat 20 { ${PULSE} }; rest 2 h`, 20],
    ["strip at 1 mA/cm2 for 1 s", 0],
  ] as const) {
    expect(cut(text, 20)).toEqual({ ...whole(text), kept: of, of });
  }
});

test("of trains in trains the passes that are whole stay, and the beginning of the next", () => {
  const nested = `repeat 50 { repeat 40 { ${PULSE} }; impedance 1 MHz to 1 Hz, 5 mV; repeat 10 { ${PULSE} } }`;
  expect(cut(nested, 145)).toEqual({
    ...whole(
      `repeat 2 { repeat 40 { ${PULSE} }; impedance 1 MHz to 1 Hz, 5 mV; repeat 10 { ${PULSE} } }
repeat 40 { ${PULSE} }; impedance 1 MHz to 1 Hz, 5 mV; repeat 5 { ${PULSE} }`,
    ),
    kept: 145,
    of: 2500,
  });
});
