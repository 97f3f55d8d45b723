import { DomainError, LiquidusError } from "../base/errors.ts";
import type { Warning } from "../base/warnings.ts";
import { elementName } from "../figures/phase-names.ts";
import { phaseWindows, sodium, thermodynamicFactorUncertainty, windowAt } from "../thermo/electrode/index.ts";
import {
  alloyProperties,
  type PropertyBasis,
  type PropertyModel,
  propertyByName,
  sodiumPotassium,
} from "../thermo/properties/index.ts";
import { parseAlloy } from "./alloy-composition.ts";
import { requireDefined } from "./alloy-phases.ts";
import {
  type AlloyHead,
  type AlloyOptions,
  alloyHead,
  type BinaryAlloySystem,
  binaryAlloySystem,
} from "./alloy-system.ts";
import { parameterUncertainty } from "./alloy-uncertainty.ts";
import type { ByElement } from "./equilibrium.ts";

import { refusal, refusalSentences } from "./property-refusals.ts";

export const propertiesSchema = "liquidus.properties/1";

export interface PropertiesRequest extends AlloyOptions {
  readonly composition: string;
  /** K */
  readonly temperature: number;
  /** Names of properties; all by default. */
  readonly properties?: readonly string[];
}

/** One property at one composition and temperature; `value` is null where it was refused. */
export interface PropertyEntry {
  /** The key by which it is asked for. */
  readonly name: string;
  readonly title: string;
  readonly symbol: string;
  /** SI */
  readonly unit: string;
  readonly value: number | null;
  /** 1σ, same unit. */
  readonly uncertainty: number | null;
  /** What stands behind the value; null where it was refused. */
  readonly basis: PropertyBasis | null;
  /** True outside of every region of the model. */
  readonly extrapolated: boolean;
  /** What is extrapolated: "temperature below 98 °C". */
  readonly beyond: readonly string[];
  /** Why there is no value. */
  readonly refused: string | null;
  readonly source: string;
  /** Mole fraction and K covered by measurements; null where none were made in this alloy. */
  readonly measured: PropertyModel["measured"];
  /** What the property rests on, and where; the first that holds a point decides. */
  readonly regions: PropertyModel["regions"];
  /** Beyond it the property is refused. */
  readonly allowed: PropertyModel["allowed"];
  /** Against composition at the same temperature, over the liquid range. */
  readonly curve: {
    readonly moleFraction: Float64Array;
    readonly value: Float64Array;
    readonly uncertainty: Float64Array;
    readonly basis: readonly PropertyBasis[];
    readonly extrapolated: readonly boolean[];
  };
}

/** Properties of a liquid alloy as they are printed. */
export interface PropertiesDocument extends AlloyHead {
  /** Element whose mole fraction is told. */
  readonly component: string;
  /** K */
  readonly temperature: number;
  readonly composition: ByElement;
  readonly massFractions: ByElement;
  readonly understood: string;
  readonly isLiquid: boolean;
  readonly options: { readonly properties: readonly string[] };
  readonly properties: readonly PropertyEntry[];
}

export interface Properties {
  readonly document: PropertiesDocument;
  readonly system: BinaryAlloySystem;
}

/** Points of a curve against composition. */
const POINTS = 61;
/** Mole fraction that a curve keeps off the pure metals. */
const EDGE = 1e-3;
const LIQUID = "LIQUID";

/**
 * Properties of liquid sodium-potassium at a composition and temperature, each with source, range and uncertainty. Those outside of
 * their range say so; if all are, it is an error that quotes the range.
 *
 * @throws DomainError for another alloy, an unknown property, or where every property that was asked for is refused
 */
export function properties(request: PropertiesRequest): Properties {
  const alloy = parseAlloy(request.composition, request.source);
  const elements = Object.keys(alloy.moleFractions);
  if ([...elements].sort().join() !== "K,Na") {
    throw new DomainError(`${alloy.text}: properties are known of sodium-potassium alloys only, as in NaK50.`);
  }
  const system = binaryAlloySystem("Na-K", request);
  const { temperature } = request;
  const liquid = system.models.find(({ name }) => name === LIQUID);
  if (!liquid) throw new DomainError(`The properties are those of the liquid; leave the phase ${LIQUID} in.`);
  const [low, high] = liquid.temperatureRange;
  if (temperature < low || temperature > high) {
    throw new DomainError(
      `${temperature} K lies outside the temperatures of the liquid, ${low} to ${high} K; ask within them.`,
    );
  }
  const uncertainty = parameterUncertainty(system);
  const ofFactor =
    uncertainty && thermodynamicFactorUncertainty(uncertainty, LIQUID, sodium.component, system.gasConstant);
  requireDefined(system, temperature);
  const all = alloyProperties(sodiumPotassium, liquid, system.gasConstant, ofFactor);
  const asked = request.properties?.map((name) => propertyByName(all, name)) ?? all;
  const x = alloy.moleFractions[elementName(system.component)] ?? 0;
  const windows = phaseWindows({ models: system.models, phase: LIQUID, component: system.component }, temperature);
  const isLiquid = windowAt(windows, x) !== null;
  const warnings: Warning[] = isLiquid
    ? []
    : [
        {
          code: "not-liquid",
          message: `${alloy.text} is not wholly liquid at ${temperature} K: the numbers are those of a supercooled liquid of this composition.`,
        },
      ];
  const entries = asked.map((model) => entryOf(model, x, temperature, elementName(system.component), windows));
  if (entries.every(({ value }) => value === null)) {
    throw new DomainError(`${alloy.understood} ${refusalSentences(entries).join(" ")}`);
  }
  const document: PropertiesDocument = {
    ...alloyHead(propertiesSchema, system, warnings),
    component: elementName(system.component),
    temperature,
    composition: alloy.moleFractions,
    massFractions: alloy.massFractions,
    understood: alloy.understood,
    isLiquid,
    options: { properties: asked.map(({ name }) => name) },
    properties: entries,
  };
  return { document, system };
}

/** Names by which properties are asked for, with their titles, in the order in which they are told. */
export function propertyNames(options: AlloyOptions = {}): readonly Pick<PropertyEntry, "name" | "title">[] {
  const system = binaryAlloySystem("Na-K", options);
  const liquid = system.models.find(({ name }) => name === LIQUID);
  if (!liquid) return [];
  return alloyProperties(sodiumPotassium, liquid, system.gasConstant).map(({ name, title }) => ({
    name,
    title: titleOf(name, title),
  }));
}

function titleOf(name: string, title: string): string {
  return `${withNames(title)}${name.endsWith("-measured") ? ", from measured metals" : ""}`;
}

function entryOf(
  model: PropertyModel,
  x: number,
  temperature: number,
  component: string,
  windows: ReturnType<typeof phaseWindows>,
): PropertyEntry {
  const { name, title, symbol, unit, measured, regions, allowed, source } = model;
  const head = {
    name,
    title: titleOf(name, title),
    symbol: withNames(symbol),
    unit,
    source: withNames(source),
    measured,
    regions,
    allowed,
  };
  const curve = curveOf(model, temperature, windows);
  const none = { value: null, uncertainty: null, basis: null, extrapolated: false, beyond: [], curve };
  const why = refusal(model, x, temperature, component);
  if (why !== null) return { ...head, ...none, refused: why };
  try {
    const { value, uncertainty, basis, extrapolated, beyond } = model.evaluate(x, temperature);
    return { ...head, value, uncertainty, basis, extrapolated, beyond, refused: null, curve };
  } catch (error) {
    if (!(error instanceof LiquidusError)) throw error;
    return { ...head, ...none, refused: withNames(error.message).replace(/\.$/, "") };
  }
}

/** Symbols of the elements as they are written, in the words of a model: NA → Na. */
function withNames(text: string): string {
  return text.replace(/\bNA\b/g, "Na");
}

function curveOf(
  model: PropertyModel,
  temperature: number,
  windows: ReturnType<typeof phaseWindows>,
): PropertyEntry["curve"] {
  const points = windows.flatMap(({ low, high }) => {
    const [from, to] = [Math.max(EDGE, low?.moleFraction ?? 0), Math.min(1 - EDGE, high?.moleFraction ?? 1)];
    return Array.from({ length: POINTS }, (_, i) => from + ((to - from) * i) / (POINTS - 1)).flatMap((x) => {
      try {
        return [{ x, ...model.evaluate(x, temperature) }];
      } catch (error) {
        if (error instanceof LiquidusError) return [];
        throw error;
      }
    });
  });
  return {
    moleFraction: Float64Array.from(points, ({ x }) => x),
    value: Float64Array.from(points, ({ value }) => value),
    uncertainty: Float64Array.from(points, ({ uncertainty }) => uncertainty),
    basis: points.map(({ basis }) => basis),
    extrapolated: points.map(({ extrapolated }) => extrapolated),
  };
}
