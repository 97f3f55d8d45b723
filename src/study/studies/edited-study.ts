import type { Document, Scalar } from "yaml";
import { DomainError } from "../../base/errors.ts";
import type { Written } from "./study.ts";

/** What is changed in a study document. Null takes a field out: what stands above it is in force again. */
export interface StudyChanges {
  /** The case that is looked at: a field that this case gives itself is changed there, any other one in the study. */
  readonly case?: string;
  readonly parameters?: Readonly<Record<string, Written | null>>;
  readonly mechanisms?: Readonly<Record<string, boolean | null>>;
  readonly composition?: string | null;
  readonly temperature?: string | null;
  readonly area?: string | null;
  readonly protocol?: string;
  /** The file that the case is held against. */
  readonly measured?: { readonly file: string; readonly area?: string } | null;
  readonly name?: string;
  readonly title?: string;
}

type Path = readonly (string | number)[];

/**
 * A study document with changes: comments, order and everything that is not changed stay as they are written.
 * @throws DomainError for a text that is no YAML, or a case that is not there
 */
export async function editedStudy(text: string, changes: StudyChanges): Promise<string> {
  const yaml = await import("yaml");
  const document = yaml.parseDocument(text, { version: "1.2", schema: "core", logLevel: "silent" });
  const [fault] = document.errors;
  if (fault !== undefined)
    throw new DomainError(`The study cannot be changed before its text is mended: ${fault.message}`);
  const place = caseIndex(document, changes.case);
  const where = (path: Path): Path => {
    const own: Path = ["cases", place, ...path];
    return place >= 0 && document.hasIn(own) ? own : path;
  };
  const put = (path: Path, value: unknown): void => {
    const at = where(path);
    if (value === null) removed(document, at);
    else document.setIn(at, value);
  };
  for (const [name, value] of Object.entries(changes.parameters ?? {})) put(["cell", "parameters", name], value);
  for (const [name, value] of Object.entries(changes.mechanisms ?? {}))
    put(["cell", "mechanisms", name], value === null ? null : value ? "on" : "off");
  for (const field of ["composition", "temperature", "area"] as const) {
    const value = changes[field];
    if (value !== undefined) put(["cell", field], value);
  }
  if (changes.name !== undefined) document.setIn(["name"], changes.name);
  if (changes.title !== undefined) document.setIn(["title"], changes.title);
  if (changes.protocol !== undefined) {
    const lines = changes.protocol.trimEnd();
    const scalar = document.createNode(lines.includes("\n") ? `${lines}\n` : lines) as Scalar;
    if (lines.includes("\n")) scalar.type = "BLOCK_LITERAL";
    document.setIn(where(["protocol"]), scalar);
  }
  if (changes.measured !== undefined) {
    const one = changes.measured;
    if (one === null) document.deleteIn(["measured"]);
    else document.set("measured", document.createNode({ ...one, ...(place < 0 ? {} : { case: changes.case }) }));
  }
  return withFoldedTexts(yaml, text, document.toString({ lineWidth: 0 }));
}

/** Takes a field out, and the list of fields around it once it is empty. */
function removed(document: Document, path: Path): void {
  document.deleteIn(path);
  const around = path.slice(0, -1);
  const left: unknown = document.getIn(around);
  if (
    typeof left === "object" &&
    left !== null &&
    "items" in left &&
    Array.isArray(left.items) &&
    left.items.length === 0
  )
    document.deleteIn(around);
}

function caseIndex(document: Document.Parsed, name: string | undefined): number {
  if (name === undefined) return -1;
  const { cases } = document.toJS() as { readonly cases?: readonly { readonly name?: unknown }[] };
  if (cases === undefined) return -1;
  const found = cases.findIndex((one) => one.name === name);
  if (found < 0) throw new DomainError(`The study has no case "${name}".`);
  return found;
}

/** Texts of the study that are folded over lines stand folded as they did. */
function withFoldedTexts(yaml: typeof import("yaml"), before: string, after: string): string {
  const options = { version: "1.2", schema: "core" } as const;
  const [old, fresh] = [yaml.parseDocument(before, options), yaml.parseDocument(after, options)];
  let text = after;
  for (const field of ["about", "title"]) {
    const [was, is] = [old.get(field, true), fresh.get(field, true)];
    if (!yaml.isScalar(was) || !yaml.isScalar(is) || was.value !== is.value || was.type !== "BLOCK_FOLDED") continue;
    if (!was.range || !is.range) continue;
    const shift = text.length - after.length;
    text =
      text.slice(0, is.range[0] + shift) + before.slice(was.range[0], was.range[1]) + text.slice(is.range[1] + shift);
  }
  return text;
}

/** A study of a parameter set to begin with: a rest and a strip. @param said composition and area as written; left out: of the set */
export function newStudyText(
  set: string,
  said: { readonly composition?: string; readonly area?: string } = {},
): string {
  const lines = Object.entries(said).map(([field, text]) => `  ${field}: ${JSON.stringify(text)}\n`);
  return `schema: liquidus.study/1
name: my-${set}
title: Study of ${set}
cell:
  set: ${set}
${lines.join("")}protocol: |
  stop if |V| > 3 V
  rest 10 min
  strip at 0.1 mA/cm2 for 1 h
  rest 10 min
`;
}
