import type { Document, LineCounter, Node, Pair, YAMLMap, YAMLSeq } from "yaml";
import { FormatError } from "../../base/errors.ts";
import { decodeText } from "../../files/text/decode.ts";
import type { SourceFile } from "../document.ts";

/** Longer texts are no studies. */
const LONGEST = 1 << 20;
/** Lists and fields within one another. */
const DEEPEST = 64;
/** Tags that plain data have anyway. */
const PLAIN_TAG = /^tag:yaml\.org,2002:(?:map|seq|str|int|float|bool|null)$/;

/** Where something stands in a document: names of fields and numbers of entries from the top. */
export type Path = readonly PropertyKey[];

/** A YAML text as plain data, with the line of every field. */
export interface YamlText {
  readonly file: string;
  readonly value: unknown;
  /** Line, from 1, of the field at a path; of the nearest one above where it is not there. */
  lineOf(path: Path): number;
  /** Line in the file of line `line`, from 1, of the text at a path; of a text that is folded, where it begins. */
  lineInText(path: Path, line: number): number;
}

/**
 * Reads one YAML 1.2 document as plain data: fields, lists, texts, numbers, true, false, null. Anchors, aliases, tags, several
 * documents, fields that stand twice and texts beyond a mebibyte are refused, so that a text costs what it looks like.
 *
 * @throws FormatError naming file and line, what was found and what to write
 */
export async function readYaml(file: SourceFile): Promise<YamlText> {
  if (file.bytes.length > LONGEST) {
    throw new FormatError(
      `${file.name} has ${file.bytes.length} bytes; a text of up to ${LONGEST} bytes is read. Measurements stay in files of their own, named under measured.`,
      { file: file.name },
    );
  }
  const yaml = await import("yaml");
  const counter = new yaml.LineCounter();
  const text = decodeText(file).text;
  refuseNesting(text, file.name);
  const document = parsed(yaml, text, counter, file.name);
  const [fault] = document.errors;
  if (fault !== undefined) {
    const words = STACK_FULL.test(fault.message) ? TOO_DEEP : faultWords(fault.code, fault.message);
    refuse(file.name, counter.linePos(fault.pos[0]).line, words);
  }
  const reader = new NodeReader(yaml, counter, file.name);
  const value = reader.valueOf(document.contents, 0);
  return {
    file: file.name,
    value,
    lineOf: (path) => reader.lineOf(document.contents, path),
    lineInText: (path, line) => reader.lineInText(document.contents, path, line),
  };
}

type Yaml = typeof import("yaml");

function parsed(yaml: Yaml, text: string, lineCounter: LineCounter, name: string): Document.Parsed {
  try {
    const documents = yaml.parseAllDocuments(text, {
      version: "1.2",
      schema: "core",
      stringKeys: true,
      prettyErrors: false,
      logLevel: "silent",
      lineCounter,
    });
    const [first, second] = Array.from(documents);
    if (first === undefined) return refuse(name, 1, "it is empty; a study begins with schema: liquidus.study/1.");
    if (second !== undefined) {
      const line = lineCounter.linePos(second.range[0]).line;
      refuse(name, line, "a second document begins here (---); one file holds one.");
    }
    return first as Document.Parsed;
  } catch (error) {
    if (error instanceof RangeError) return refuse(name, 1, TOO_DEEP);
    throw error;
  }
}

const TOO_DEEP = `its lists and fields stand more than ${DEEPEST} deep within one another; a study needs six.`;

/** What the parser says of its own stack. */
const STACK_FULL = /call stack/i;

/** Deep nesting would fill the stack of the parser: counted beforehand, in brackets and in indentation. */
function refuseNesting(text: string, name: string): void {
  let depth = 0;
  let line = 1;
  for (let k = 0; k < text.length; k++) {
    const character = text.charCodeAt(k);
    if (character === 10) line++;
    else if (character === 91 || character === 123) depth++;
    else if (character === 93 || character === 125) depth = Math.max(0, depth - 1);
    if (depth > 8 * DEEPEST) refuse(name, line, TOO_DEEP);
  }
  for (const [k, row] of text.split("\n").entries()) {
    const dashes = /^(?:\s*[-?]\s)+/.exec(row)?.[0];
    if (dashes !== undefined && dashes.replace(/\s/g, "").length > DEEPEST) refuse(name, k + 1, TOO_DEEP);
  }
}

function faultWords(code: string, message: string): string {
  if (code === "DUPLICATE_KEY") return "this field stands twice; keep one of them.";
  if (code === "TAB_AS_INDENT") return "a tab indents this line; YAML asks for spaces.";
  const indented = code === "BAD_INDENT" && !/flow/i.test(message);
  if (indented || code === "MULTILINE_IMPLICIT_KEY" || code === "BLOCK_AS_IMPLICIT_KEY")
    return "this line, or the one before it, is indented by another number of spaces than its neighbours. Fields of one level begin in the same column, those inside two spaces further.";
  const sentence = message.trim().replace(/\s+/g, " ").slice(0, 300);
  const said = `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`.replace(/[.:]$/, "");
  return `it is not YAML: ${said}. Fields are written name: value, one a line, those inside indented by two spaces.`;
}

function refuse(file: string, line: number, words: string): never {
  throw new FormatError(`${file}, line ${line}: ${words}`, { file, line });
}

/** Turns nodes into plain data, refusing what a plain document does not need. */
class NodeReader {
  readonly #yaml: Yaml;
  readonly #counter: LineCounter;
  readonly #file: string;

  constructor(yaml: Yaml, counter: LineCounter, file: string) {
    this.#yaml = yaml;
    this.#counter = counter;
    this.#file = file;
  }

  valueOf(node: Node | null, depth: number): unknown {
    if (node === null) return null;
    const line = this.#lineOfNode(node);
    if (depth > DEEPEST) refuse(this.#file, line, TOO_DEEP);
    if (this.#yaml.isAlias(node)) {
      return refuse(
        this.#file,
        line,
        `*${node.source} repeats another part; write that part out, aliases are not read.`,
      );
    }
    if ("anchor" in node && node.anchor !== undefined) {
      refuse(this.#file, line, `&${node.anchor} names a part to be repeated; leave it out, anchors are not read.`);
    }
    if (node.tag !== undefined && !PLAIN_TAG.test(node.tag)) {
      refuse(
        this.#file,
        line,
        `${node.tag.slice(0, 60)} is a tag; leave it out, only plain texts, numbers, lists and fields are read.`,
      );
    }
    if (this.#yaml.isMap(node)) return this.#fieldsOf(node as YAMLMap<Node, Node | null>, depth);
    if (this.#yaml.isSeq(node)) {
      return (node as YAMLSeq<Node | null>).items.map((item) => this.valueOf(item, depth + 1));
    }
    const { value } = node as { readonly value?: unknown };
    if (value === null || ["string", "number", "boolean"].includes(typeof value)) return value;
    return refuse(
      this.#file,
      line,
      `${String(value).slice(0, 60)} is neither a text nor a number; put it between quotation marks.`,
    );
  }

  #fieldsOf(map: YAMLMap<Node, Node | null>, depth: number): Record<string, unknown> {
    const entries = map.items.map(({ key, value }): [string, unknown] => {
      const name = this.#nameOf(key);
      if (name === "__proto__") refuse(this.#file, this.#lineOfNode(key), "no field may be called __proto__.");
      return [name, this.valueOf(value, depth + 1)];
    });
    return Object.fromEntries(entries);
  }

  #nameOf(key: Node): string {
    if (this.#yaml.isAlias(key))
      return refuse(this.#file, this.#lineOfNode(key), "a field is named by an alias; write its name.");
    return String((key as { readonly value?: unknown }).value ?? "");
  }

  lineOf(root: Node | null, path: Path): number {
    let node = root;
    let line = node === null ? 1 : this.#lineOfNode(node);
    for (const step of path) {
      if (this.#yaml.isMap(node)) {
        const items = node.items as Pair<Node, Node | null>[];
        const pair = items.find(({ key }) => this.#nameOf(key) === String(step));
        if (pair === undefined) return line;
        line = this.#lineOfNode(pair.key);
        node = pair.value;
      } else if (this.#yaml.isSeq(node)) {
        const item = (node.items as (Node | null)[])[Number(step)];
        if (item === undefined || item === null) return line;
        line = this.#lineOfNode(item);
        node = item;
      } else return line;
    }
    return line;
  }

  lineInText(root: Node | null, path: Path, line: number): number {
    let node = root;
    for (const step of path) {
      if (this.#yaml.isMap(node)) {
        const items = node.items as Pair<Node, Node | null>[];
        node = items.find(({ key }) => this.#nameOf(key) === String(step))?.value ?? null;
      } else {
        node = this.#yaml.isSeq(node) ? ((node.items as (Node | null)[])[Number(step)] ?? null) : null;
      }
    }
    if (!this.#yaml.isScalar(node)) return this.lineOf(root, path);
    const first = this.#lineOfNode(node);
    if (node.type === "BLOCK_LITERAL") return first + line;
    return node.type === "BLOCK_FOLDED" ? first + 1 : first;
  }

  #lineOfNode(node: Node): number {
    const at = node.range?.[0];
    return at === undefined ? 1 : this.#counter.linePos(at).line;
  }
}
