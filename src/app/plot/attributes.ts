import type { PlotlyObject, PlotlyValue } from "../../figures/plotly.ts";

/** A finite number, or what stands in its place. */
export function numberOr(value: PlotlyValue, otherwise: number): number {
  return typeof value === "number" && Number.isFinite(value) ? value : otherwise;
}

export function textOr(value: PlotlyValue, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}

/** A group of attributes; empty where there is none. */
export function groupOf(value: PlotlyValue): PlotlyObject {
  return value !== null && typeof value === "object" && !isList(value) ? (value as PlotlyObject) : {};
}

/** A list of values, also one of a typed array. */
export function isList(value: PlotlyValue): value is readonly PlotlyValue[] {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}

export function listOf(value: PlotlyValue): readonly PlotlyValue[] {
  return Array.isArray(value) ? value : value instanceof Float64Array ? Array.from(value) : [];
}

/** Numbers of a list; NaN where there is none. */
export function numbersOf(value: PlotlyValue): Float64Array {
  if (value instanceof Float64Array) return value;
  const list = listOf(value);
  const numbers = new Float64Array(list.length);
  for (let i = 0; i < list.length; i++) {
    const one = list[i];
    numbers[i] = typeof one === "number" ? one : Number.NaN;
  }
  return numbers;
}

/** The value for point `i` of an attribute that holds one value, or one a point. */
export function atPoint(value: PlotlyValue, i: number): PlotlyValue {
  return isList(value) ? value[i] : value;
}

/** Size, colour and family of a text. */
export interface FontAttributes {
  readonly size: number;
  readonly color: string;
  readonly family: string;
}

/** A font, with what it leaves out taken from another. */
export function fontOf(value: PlotlyValue, base: FontAttributes): FontAttributes {
  const font = groupOf(value);
  return {
    size: numberOr(font.size, base.size),
    color: textOr(font.color, base.color),
    family: textOr(font.family, base.family),
  };
}
