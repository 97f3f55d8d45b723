import { z } from "zod";
import { suggest } from "../../cell/form/suggest.ts";
import type { Path } from "./yaml-text.ts";

type Issue = z.core.$ZodIssue;

/** `cases[2].let.rest`; empty for the whole. */
export function placeOf(path: Path): string {
  return path.reduce<string>((place, key) => {
    if (typeof key === "number") return `${place}[${key}]`;
    return place === "" ? String(key) : `${place}.${String(key)}`;
  }, "");
}

/** A fault that a schema found: where, and what stands there, what is expected, in words. */
export interface Fault {
  readonly path: Path;
  readonly words: string;
}

/** The first fault of a value in words: found, expected, what to do. A field that is not known explains one that is missing. */
export function faultOf(schema: z.ZodType, value: unknown, issues: readonly Issue[]): Fault {
  const first = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
  if (first === undefined) return { path: [], words: "it is not as expected." };
  const issue = deepest(first, []);
  const found = at(value, issue.path);
  const field = fieldAt(schema, issue.path);
  const meaning = field === undefined ? undefined : descriptionOf(field);
  const expected = meaning === undefined ? "" : ` Expected: ${meaning}.`;
  switch (issue.code) {
    case "unrecognized_keys": {
      const [unknown = ""] = issue.keys;
      const known = field === undefined ? [] : keysOf(field);
      return {
        path: [...issue.path, unknown],
        words: `no field is called "${unknown}" here. ${suggest(unknown, known)}`,
      };
    }
    case "invalid_type":
      if (found === undefined) return { path: issue.path, words: `this field is missing.${expected}` };
      return { path: issue.path, words: `found ${shown(found)}, expected ${typeWords(issue.expected)}.${expected}` };
    case "invalid_value":
      return {
        path: issue.path,
        words: `found ${shown(found)}, expected ${issue.values.map((one) => JSON.stringify(one)).join(" or ")}.`,
      };
    case "too_small":
    case "too_big": {
      const end = issue.code === "too_small" ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
      const what = { string: " characters", array: " entries" }[issue.origin as string] ?? "";
      return { path: issue.path, words: `found ${shown(found)}, expected ${end}${what}.${expected}` };
    }
    default:
      return { path: issue.path, words: `found ${shown(found)}: ${issue.message}.${expected}` };
  }
}

/** Of a union the branch that came farthest. */
function deepest(issue: Issue, before: Path): Issue & { readonly path: PropertyKey[] } {
  const path = [...before, ...issue.path];
  if (issue.code === "invalid_union") {
    const branches = issue.errors.flatMap(([first]) => (first === undefined ? [] : [first]));
    const inner = branches.find(({ path: own, code }) => own.length > 0 || code === "unrecognized_keys") ?? branches[0];
    if (inner !== undefined) return deepest(inner, path);
  }
  if (issue.code === "invalid_key") return { ...issue, path, message: issue.issues[0]?.message ?? issue.message };
  return { ...issue, path };
}

const TYPES: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  object: "fields",
  record: "fields",
  array: "a list",
};

const typeWords = (type: string): string => TYPES[type] ?? type;

/** A value as a person would name it, cut short. */
export function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "nothing after the colon";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object") return "fields";
  if (typeof value === "number") return `the number ${value}`;
  if (typeof value === "boolean") return String(value);
  const text = String(value);
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);
}

function at(value: unknown, path: Path): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Record<PropertyKey, unknown>)[key];
  }
  return here;
}

/** The schema of the field at a path; undefined where no way leads there. */
function fieldAt(schema: z.ZodType, path: Path): z.ZodType | undefined {
  let here: z.ZodType | undefined = schema;
  for (const key of path) here = here === undefined ? undefined : inside(bare(here), key);
  return here;
}

function inside(schema: z.ZodType, key: PropertyKey): z.ZodType | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[String(key)] as z.ZodType | undefined;
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  if (schema instanceof z.ZodUnion) {
    for (const option of schema.options as readonly z.ZodType[]) {
      const found = inside(bare(option), key);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function bare(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? bare(schema.unwrap() as z.ZodType)
    : schema;
}

function descriptionOf(schema: z.ZodType): string | undefined {
  return schema.description ?? (bare(schema) === schema ? undefined : bare(schema).description);
}

function keysOf(schema: z.ZodType): readonly string[] {
  const own = bare(schema);
  if (own instanceof z.ZodObject) return Object.keys(own.shape);
  if (own instanceof z.ZodUnion) return (own.options as readonly z.ZodType[]).flatMap(keysOf);
  return [];
}
