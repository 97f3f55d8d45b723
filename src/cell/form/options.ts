import { DomainError } from "../../base/errors.ts";
import type { Mesh } from "./mesh.ts";
import { cylinder, funnel, type MeshShape, oblateSpheroid, planar, sphere } from "./mesh-shapes.ts";
import { gradedMesh, uniformMesh } from "./meshes.ts";
import { suggest } from "./suggest.ts";

/** A mesh as data; the length comes from a parameter of the submodel. */
export type MeshDescription = { readonly cells: number; readonly shape?: ShapeDescription } & (
  | { readonly kind: "uniform" }
  | { readonly kind: "graded"; readonly grading: number }
);

/** A shape as data, m. `areaRatio`: area of the electrode over that of the working electrode; default 1. */
export type ShapeDescription = { readonly areaRatio?: number } & (
  | { readonly kind: "planar" }
  | { readonly kind: "funnel"; readonly opening: number; readonly depth: number }
  | { readonly kind: "cylinder" | "sphere" | "oblate-spheroid"; readonly radius: number }
);

/** @throws DomainError naming the submodel and the option that it does not have */
export function onlyOptions(
  submodel: string,
  options: Readonly<Record<string, unknown>>,
  known: readonly string[],
): void {
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) {
      throw new DomainError(`"${submodel}" has no option "${name}". ${suggest(name, known)}`);
    }
  }
}

/** A text among those allowed. @throws DomainError quoting what was found */
export function optionText<Choice extends string>(where: string, value: unknown, allowed: readonly Choice[]): Choice {
  const found = allowed.find((choice) => choice === value);
  if (found === undefined) {
    throw new DomainError(`${where} is ${JSON.stringify(value)}. ${suggest(String(value), allowed)}`);
  }
  return found;
}

/** A text that is not empty, or what stands in for it. @throws DomainError quoting what was found */
export function optionName(where: string, value: unknown, absent: string): string {
  if (value === undefined) return absent;
  if (typeof value === "string" && value !== "") return value;
  throw new DomainError(`${where} is ${JSON.stringify(value)}; a name is expected.`);
}

/** A finite number in [lower, upper]; upper = ∞: positive. @throws DomainError quoting what was found */
export function optionNumber(where: string, value: unknown, lower: number, upper: number): number {
  if (typeof value !== "number" || !Number.isFinite(value) || value < lower || value > upper) {
    throw new DomainError(
      `${where} is ${JSON.stringify(value) ?? "missing"}; ${upper === Infinity ? "a positive number" : `a number from ${lower} to ${upper}`} is expected.`,
    );
  }
  return value;
}

/** The fields of an option that is an object. @throws DomainError where it is none */
export function optionFields(where: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new DomainError(`${where} is ${JSON.stringify(value) ?? "missing"}; an object with a kind is expected.`);
  }
  return Object.fromEntries(Object.entries(value));
}

/**
 * The mesh of an option: `{ kind: "graded", cells: 200, grading: 8, shape: { kind: "funnel", opening: 0.01, depth: 2e-5 } }`.
 *
 * @param where for messages: `mesh of "pool"`
 * @param length m
 * @throws DomainError quoting the field that is wrong
 */
export function meshFromOption(where: string, option: unknown, length: number): Mesh {
  const fields = optionFields(where, option);
  const kind = optionText(`Kind of the ${where}`, fields.kind, ["uniform", "graded"]);
  onlyOptions(where, fields, kind === "graded" ? ["kind", "cells", "shape", "grading"] : ["kind", "cells", "shape"]);
  const cells = optionNumber(`Cells of the ${where}`, fields.cells, 1, 1e6);
  const shape =
    fields.shape === undefined ? planar : shapeFromOption(`shape of the ${where}`, optionFields(where, fields.shape));
  if (kind === "uniform") return uniformMesh(cells, length, shape);
  return gradedMesh(cells, length, optionNumber(`Grading of the ${where}`, fields.grading, -50, 50), shape);
}

function shapeFromOption(where: string, fields: Readonly<Record<string, unknown>>): MeshShape {
  const kinds = ["planar", "funnel", "cylinder", "sphere", "oblate-spheroid"] as const;
  const kind = optionText(`Kind of the ${where}`, fields.kind, kinds);
  const number = (name: string, upper: number): number =>
    optionNumber(`${name} of the ${where}`, fields[name], Number.MIN_VALUE, upper);
  const ratio = fields.areaRatio === undefined ? 1 : number("areaRatio", 1e6);
  const own = { planar: [], funnel: ["opening", "depth"], cylinder: ["radius"], sphere: ["radius"] };
  onlyOptions(where, fields, ["kind", "areaRatio", ...(kind === "oblate-spheroid" ? ["radius"] : own[kind])]);
  const shape =
    kind === "planar"
      ? planar
      : kind === "funnel"
        ? funnel(number("opening", 1), number("depth", Infinity))
        : { cylinder, sphere, "oblate-spheroid": oblateSpheroid }[kind](number("radius", Infinity));
  if (ratio === 1) return shape;
  return { area: (z) => ratio * shape.area(z), volume: (from, to) => ratio * shape.volume(from, to) };
}
