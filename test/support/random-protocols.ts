import fc from "fast-check";
import type { Protocol, Step, StepLimit } from "../../src/cell/protocol/protocol.ts";

const positive = fc.oneof(
  fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
  fc.integer({ min: 1, max: 5000 }).map((k) => k / 1000),
  fc.constantFrom(1, 2, 3, 4, 10, 36, 60, 600, 3600, 36000, 1 / 3, 0.1, 5e-6, 1e-3 / 3600),
);
const signed = fc.tuple(positive, fc.boolean()).map(([value, negative]) => (negative ? -value : value));
const voltage = fc.oneof(
  fc.constant(0),
  signed,
  signed.map((vsOpenCircuit) => ({ vsOpenCircuit })),
  fc.constant({ vsOpenCircuit: 0 }),
);
const unit = fc.constantFrom("A/m2" as const, "A" as const, "C-rate" as const);
const current = fc.record({ value: positive, unit });
const anyCurrent = fc.record({ value: fc.oneof(fc.constant(0), signed), unit });
const action = (inside: boolean) =>
  inside ? fc.constantFrom("next", "leave-repeat", "stop") : fc.constantFrom("next", "stop");

type Quantity = StepLimit["quantity"];

/** Limits of these quantities; "reaches" only where the step says which way. */
function limits(
  quantities: readonly Quantity[],
  inside: boolean,
  reaches: boolean,
): fc.Arbitrary<readonly StepLimit[]> {
  const directions = fc.constantFrom("above" as const, "below" as const);
  const act = fc.option(action(inside), { nil: undefined }).map((one) => (one === undefined ? {} : { action: one }));
  const of = (quantity: Quantity): fc.Arbitrary<StepLimit> => {
    if (quantity === "voltage") {
      const sides = reaches ? fc.constantFrom("above" as const, "below" as const, "reaches" as const) : directions;
      return fc
        .tuple(sides, signed, act)
        .map(([direction, value, a]) => ({ quantity, direction, value, ...a }) as StepLimit);
    }
    return quantity === "current"
      ? fc
          .tuple(directions, current, act)
          .map(([direction, value, a]) => ({ quantity, direction, value, ...a }) as StepLimit)
      : fc
          .tuple(directions, positive, act)
          .map(([direction, value, a]) => ({ quantity, direction, value, ...a }) as StepLimit);
  };
  return fc.array(fc.constantFrom(...quantities).chain(of), { maxLength: 3 });
}

const capacity = fc.record({ value: positive, unit: fc.constantFrom("C/m2", "C", "capacity") });

function ends(quantities: readonly Quantity[], inside: boolean, reaches: boolean, charge = true): fc.Arbitrary<object> {
  return fc
    .record({
      duration: fc.option(positive, { nil: undefined }),
      capacity: charge ? fc.option(capacity, { nil: undefined }) : fc.constant(undefined),
      limits: limits(quantities, inside, reaches),
    })
    .map(({ duration, capacity: q, limits: list }) => {
      const some = duration !== undefined || q !== undefined || list.length > 0;
      return {
        ...(duration === undefined ? (some ? {} : { duration: 60 }) : { duration }),
        ...(q === undefined ? {} : { capacity: q }),
        ...(list.length === 0 ? {} : { limits: list }),
      };
    });
}

const only = (list: fc.Arbitrary<readonly StepLimit[]>): fc.Arbitrary<object> =>
  list.map((all) => (all.length === 0 ? {} : { limits: all }));

const request = fc.record({
  from: positive,
  to: positive,
  pointsPerDecade: fc.constantFrom(6, 10, 7.5, 1 / 3),
  amplitude: fc.oneof(
    fc.record({ quantity: fc.constant("current"), value: positive, unit: fc.constantFrom("A/m2", "A") }),
    fc.record({ quantity: fc.constant("voltage"), value: positive }),
  ),
});
const when = fc.constantFrom("start", "end", "during");
const nameText = fc.oneof(
  fc.constantFrom("formation", "pulse train", "until # {;}", "strip: 5 µA²", "Ω"),
  fc
    .string({ minLength: 1, maxLength: 12 })
    .filter((s) => s.trim() === s && !/["“”–—\u2212\uFE63\uFF0D]|\p{C}|\p{Zl}|\p{Zp}/u.test(s)),
);
const named = fc.option(nameText, { nil: undefined }).map((name) => (name === undefined ? {} : { name }));

function drive(inside: boolean): fc.Arbitrary<object> {
  const merge = (kind: fc.Arbitrary<object>, rest: fc.Arbitrary<object>): fc.Arbitrary<object> =>
    fc.tuple(kind, rest).map(([a, b]) => ({ ...a, ...b }));
  const constant = fc.constant;
  return fc.oneof(
    merge(
      fc.record({ kind: fc.constantFrom("strip", "plate"), rate: current }),
      ends(["voltage", "voltage-slope"], inside, true),
    ),
    merge(fc.record({ kind: constant("rest") }), ends(["voltage", "voltage-slope"], inside, false, false)),
    merge(fc.record({ kind: constant("hold"), voltage }), ends(["current"], inside, false)),
    merge(
      fc.record({
        kind: constant("power"),
        direction: fc.constantFrom("strip", "plate"),
        power: fc.record({ value: positive, unit: fc.constantFrom("W/m2", "W") }),
      }),
      ends(["voltage", "current", "voltage-slope"], inside, true),
    ),
    merge(
      fc
        .record({
          kind: constant("ramp"),
          quantity: constant("current"),
          from: anyCurrent,
          to: anyCurrent.map((c) => ({ ...c, value: c.value * 1.7 + 0.01 })),
          rate: fc.record({ value: positive, unit: fc.constantFrom("A/m2/s", "A/s") }),
        })
        .filter(({ from, to }) => from.value !== to.value),
      only(limits(["voltage", "voltage-slope"], inside, true)),
    ),
    merge(
      fc.record({
        kind: constant("ramp"),
        quantity: constant("current"),
        to: anyCurrent,
        rate: fc.record({ value: positive, unit: constant("A/s") }),
      }),
      only(limits(["voltage", "voltage-slope"], inside, false)),
    ),
    merge(
      fc.record({
        kind: constant("ramp"),
        quantity: constant("voltage"),
        from: constant(1 / 7),
        to: voltage,
        rate: positive,
      }),
      only(limits(["current"], inside, false)),
    ),
    merge(
      fc.record({ kind: constant("ramp"), quantity: constant("voltage"), to: voltage, rate: positive }),
      constant({}),
    ),
    merge(
      fc
        .record({
          kind: constant("staircase"),
          quantity: constant("current"),
          from: anyCurrent,
          to: anyCurrent,
          step: fc.integer({ min: 1, max: 12 }),
          hold: positive,
        })
        .map(({ step: stairs, from, to, ...rest }) => ({
          ...rest,
          from: { ...from, unit: "A/m2" },
          to: { ...to, unit: "A/m2" },
          step: { value: Math.abs(to.value - from.value) / stairs || 1, unit: "A/m2" },
        })),
      only(limits(["voltage", "voltage-slope"], inside, true)),
    ),
    merge(
      fc.record({
        kind: constant("staircase"),
        quantity: constant("voltage"),
        from: constant(0),
        to: constant(1),
        step: constant(0.05),
        hold: positive,
      }),
      only(limits(["current"], inside, false)),
    ),
    fc.record({
      kind: constant("cyclic-voltammetry"),
      from: voltage,
      vertices: fc.array(voltage, { minLength: 1, maxLength: 3 }).map((all) => [...all, 1e-12]),
      to: voltage,
      scanRate: positive,
      cycles: fc.integer({ min: 1, max: 5 }),
    }),
  );
}

function step(inside: boolean, depth: number): fc.Arbitrary<Step> {
  const spectrum = fc.option(fc.record({ request, when }), { nil: undefined, freq: 2 });
  const driving = fc.tuple(named, drive(inside), spectrum).map(([name, one, impedance]) => {
    const voltammetry = (one as { kind: string }).kind === "cyclic-voltammetry";
    const own = impedance === undefined || (voltammetry && impedance.when === "during") ? {} : { impedance };
    return { ...name, ...one, ...own };
  });
  const every = fc.oneof(
    fc.constant({}),
    when.map((one) => ({ every: { step: one } })),
    ...(inside ? [fc.integer({ min: 1, max: 20 }).map((passes) => ({ every: { passes } }))] : []),
  );
  const impedance = fc
    .tuple(named, request, every)
    .map(([name, one, e]) => ({ ...name, kind: "impedance", request: one, ...e }));
  const repeat = fc
    .tuple(
      named,
      fc.integer({ min: 1, max: 4 }),
      depth > 0 ? fc.array(step(true, depth - 1), { minLength: 1, maxLength: 3 }) : fc.constant([]),
    )
    .map(([name, count, steps]) => ({ ...name, kind: "repeat", count, steps }));
  return (
    depth > 0 ? fc.oneof({ weight: 5, arbitrary: driving }, impedance, repeat) : fc.oneof(driving, impedance)
  ) as fc.Arbitrary<Step>;
}

/** Any protocol that can be run. */
export const protocols = fc
  .tuple(
    named,
    fc.array(step(false, 2), { minLength: 1, maxLength: 4 }),
    limits(["voltage", "current", "voltage-slope"], false, false),
  )
  .map(
    ([name, steps, safety]): Protocol => ({
      schema: "liquidus.protocol/1",
      ...name,
      ...(safety.length === 0 ? {} : { safety: safety.map(({ action: _, ...limit }) => limit as StepLimit) }),
      steps,
    }),
  );
