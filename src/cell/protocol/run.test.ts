// Oracles: the same run from segments made by hand; the voltages and durations that the sentences ask for.
import { expect, test } from "vitest";
import { composeCell } from "../form/compose.ts";
import { benchmarkCellR1 } from "../models/r1.ts";
import { EDGES_ONLY } from "../simulate/options.ts";
import { simulate } from "../simulate/simulate.ts";
import { compileProtocol } from "./compile.ts";
import { parseProtocol } from "./parse.ts";
import type { Segment } from "./segment.ts";

const model = composeCell(benchmarkCellR1(40));
const run = (text: string, options: Parameters<typeof simulate>[2] = { record: EDGES_ONLY }) =>
  simulate(model, compileProtocol(parseProtocol(text)), options);

test("pulses of a sentence are those made by hand, to the bit", () => {
  const byHand = Array.from({ length: 40 }, (_, k): Segment => {
    const current = k % 2 === 0 ? 10 : 0;
    return {
      step: String(k),
      sentence: "",
      control: { quantity: "current", from: current, slope: 0 },
      duration: k % 2 === 0 ? 1 : 2,
      end: "",
      limits: [],
    };
  });
  const said = run("repeat 20 { strip at 1 mA/cm2 for 1 s; rest 2 s }");
  expect(said.end.kind).toBe("completed");
  expect(said.finalState).toEqual(simulate(model, byHand, { record: EDGES_ONLY }).finalState);
  expect(said.segments[38]?.step).toBe("1.1 (pass 20 of 20)");
});

test("a limit leaves the repeat, and the next step follows", () => {
  const result = run(
    "repeat 1000 { strip at 1 mA/cm2 for 1 s or until 0.24 V then leave the repeat; rest 0.1 s }; rest 5 s",
  );
  expect(result.end.kind).toBe("completed");
  const [last, left] = [result.segments[result.segments.length - 1], result.segments[result.segments.length - 2]];
  expect(last?.step).toBe("2");
  expect(left?.endedBy).toBe("until 0.24 V then leave the repeat");
  expect(left?.endVoltage).toBeCloseTo(0.24, 6);
  expect(result.segments.length).toBeLessThan(2000);
});

test("a limit of the whole protocol stops it", () => {
  const result = run("stop if V > 0.22 V; rest 1 s; strip at 1 mA/cm2 for 1 h; rest 1 s");
  expect(result.end.kind).toBe("stopped-by-limit");
  expect(result.segments.length).toBe(2);
});

test("a voltammogram goes from open circuit to its vertices and back, at its scan rate", () => {
  const result = run(
    "strip at 0.5 mA/cm2 for 10 s; rest 1 s; cyclic voltammetry from open circuit to 50 mV to -50 mV at 10 mV/s, 2 cycles",
  );
  expect(result.end.kind).toBe("completed");
  const start = result.segments[1]?.endVoltage ?? Number.NaN;
  const legs = result.segments.slice(2);
  expect(legs.map(({ endVoltage }) => Number(endVoltage.toFixed(7)))).toEqual([
    0.05,
    -0.05,
    0.05,
    -0.05,
    Number(start.toFixed(7)),
  ]);
  const times = legs.map((leg) => leg.end - leg.start);
  const wanted = [Math.abs(0.05 - start) / 0.01, 10, 10, 10, (start + 0.05) / 0.01];
  for (const [k, time] of wanted.entries()) expect(Math.abs((times[k] ?? 0) - time)).toBeLessThan(1e-6);
});

test("spectra are asked for where the sentences say", () => {
  const asked: string[] = [];
  run(
    "strip at 0.5 mA/cm2 for 2 s, impedance 1 kHz to 1 Hz, 5 uA, at the end; rest 1 s; impedance 7 MHz to 5 Hz, 5 uA; staircase current from 0.1 to 0.3 mA/cm2 in steps of 0.1 mA/cm2, 1 s each, impedance 1 kHz to 1 Hz, 5 uA, every step",
    {
      record: EDGES_ONLY,
      takeSpectrum: ({ at, time, state, request }) =>
        asked.push(
          `${at} ${time} s ${Number((state[model.current] as number).toPrecision(6))} A/m2 ${request.from} Hz`,
        ),
    },
  );
  expect(asked).toEqual([
    "end 2 s 5 A/m2 1000 Hz",
    "start 3 s 0 A/m2 7000000 Hz",
    "end 4 s 1 A/m2 1000 Hz",
    "end 5 s 2 A/m2 1000 Hz",
    "end 6 s 3 A/m2 1000 Hz",
  ]);
});
