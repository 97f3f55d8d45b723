// What computes a result uses the elementary functions of numerics/elementary, whose bits are the same in every engine; those of
// `Math` are not. Oracle: ECMAScript, which leaves these functions to the engine ("an implementation-approximated value"); √ is rounded,
// squares and whole powers of two are exact.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseSync } from "vite";
import { expect, test } from "vitest";

const source = join(import.meta.dirname, "..", "..", "src");
const ROOMS = "files numerics thermo impedance cycling cell tomography spectra figures report study claims".split(" ");
const OWN = join(source, "numerics", "elementary");
const APPROXIMATED = new Set(
  "acos acosh asin asinh atan atan2 atanh cbrt cos cosh exp expm1 hypot log log10 log1p log2 pow sin sinh tan tanh".split(
    " ",
  ),
);

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;
const isTwo = (value: unknown): boolean => isNode(value) && value.type === "Literal" && value.value === 2;

function isApproximated(node: Node): boolean {
  if (node.type === "BinaryExpression" || node.type === "AssignmentExpression") {
    return String(node.operator).startsWith("**") && !isTwo(node.right) && !isTwo(node.left);
  }
  if (node.type !== "MemberExpression") return false;
  const { object, property } = node;
  return (
    isNode(object) &&
    object.name === "Math" &&
    isNode(property) &&
    APPROXIMATED.has(String(property.name ?? property.value))
  );
}

function approximated(value: unknown, text: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => approximated(one, text));
  if (!isNode(value)) return [];
  if (isApproximated(value)) return [text.slice(value.start, value.end)];
  return Object.values(value).flatMap((one) => approximated(one, text));
}

const found = (text: string): string[] => approximated(parseSync("file.ts", text).program, text);

test("the functions of the engine are seen", () => {
  expect(found("const a = Math.exp(x) + b ** 3; c **= d; const e = x ** 2 + 2 ** k + Math.sqrt(x) + exp(x);")).toEqual([
    "Math.exp",
    "b ** 3",
    "c **= d",
  ]);
});

test.each(ROOMS.filter((room) => readdirSync(source).includes(room)))("%s uses none of them", (room) => {
  const uses = readdirSync(join(source, room), { recursive: true, encoding: "utf8" })
    .map((name) => join(source, room, name))
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts") && !path.startsWith(OWN))
    .flatMap((path) => {
      const text = readFileSync(path, "utf8");
      if (!/\bMath\b|\*\*/.test(text)) return [];
      return found(text).map((use) => `${relative(source, path)}: ${use}`);
    });
  expect(uses).toEqual([]);
});
