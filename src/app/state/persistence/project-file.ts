import { version } from "../../../base/version.ts";
import type { ProjectDocument } from "../project.ts";
import { DecodeError, digestText, fields, list, number, text } from "./decode.ts";
import { migrateProject } from "./migrate.ts";

export const projectFileSchema = "liquidus.project-file/1";

/** What goes along in one project file. */
export interface PackedProject {
  readonly document: ProjectDocument;
  /** How the page stood: cursor, view, tabs. Taken as far as it fits. */
  readonly session: unknown;
  /** Contents of the files of the document, by hash. */
  readonly contents: ReadonlyMap<string, Blob>;
}

/** Bytes of contents that one project file holds at most. */
export const LARGEST_PROJECT = 2_000_000_000;
/** Bytes of the line that holds the document. */
const LONGEST_HEAD = 64_000_000;
/** Bytes of content in one line; a multiple of 3, so that only the last line of a content is padded. */
const PORTION = 786_432;
const LONGEST_LINE = (PORTION / 3) * 4 + 16;

interface Head {
  readonly schema: string;
  readonly program: string;
  readonly saved: string;
  readonly document: unknown;
  readonly session: unknown;
  /** The contents that follow, in this order. */
  readonly contents: readonly { readonly id: string; readonly size: number }[];
}

const keep = (value: unknown): unknown => value;
const decodeHead = fields<Head>({
  schema: text(100),
  program: text(100),
  saved: text(100),
  document: keep,
  session: keep,
  contents: list(fields<Head["contents"][number]>({ id: digestText, size: number(0, LARGEST_PROJECT) })),
});

/**
 * A project as one file: gzip of JSON lines. The first line is the document and the list of contents; the lines after it are
 * the contents in base64, 768 KiB each, so that neither writing nor reading ever holds a content twice in memory. Undo does
 * not go along: a file that is given away holds what is seen, not what was removed.
 * @param savedAt ms since 1970
 * @throws DecodeError when the contents are too large
 */
export async function packProject({ document, session, contents }: PackedProject, savedAt: number): Promise<Blob> {
  const own = [...new Set(document.files.map(({ id }) => id))].flatMap((id) => {
    const content = contents.get(id);
    return content ? [{ id, content }] : [];
  });
  const total = own.reduce((sum, { content }) => sum + content.size, 0);
  if (total > LARGEST_PROJECT) {
    throw new DecodeError(
      `The files of the project have ${(total / 1e9).toFixed(1)} GB; a project file holds 2 GB. Remove some of them first.`,
    );
  }
  const head: Head = {
    schema: projectFileSchema,
    program: version,
    saved: new Date(savedAt).toISOString(),
    document,
    session,
    contents: own.map(({ id, content }) => ({ id, size: content.size })),
  };
  const lines = linesOf(
    head,
    own.map(({ content }) => content),
  );
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  return new Response(stream.pipeThrough(new CompressionStream("gzip"))).blob();
}

async function* linesOf(head: Head, contents: readonly Blob[]): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const encoder = new TextEncoder();
  yield encoder.encode(`${JSON.stringify(head)}\n`);
  for (const content of contents) {
    for (let start = 0; start < content.size; start += PORTION) {
      const bytes = new Uint8Array(await content.slice(start, start + PORTION).arrayBuffer());
      yield encoder.encode(`"${base64(bytes)}"\n`);
    }
  }
}

/**
 * Reads a project file of any version. Nothing of it is taken unless all of it is sound.
 * @param digest sha256 of a content in hexadecimal
 * @throws DecodeError in a sentence
 */
export async function unpackProject(file: Blob, digest: (content: Blob) => Promise<string>): Promise<PackedProject> {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (file.size === 0) throw new DecodeError("The file is empty.");
  if (start[0] !== 0x1f || start[1] !== 0x8b) {
    throw new DecodeError("This is not a project file of Liquidus: it does not begin as gzip does (1F 8B).");
  }
  const lines = readLines(file);
  const { value: first } = await lines.next();
  if (first === undefined) throw new DecodeError("The project file holds nothing.");
  const head = readHead(first);
  const total = head.contents.reduce((sum, { size }) => sum + size, 0);
  if (total > LARGEST_PROJECT) {
    throw new DecodeError(`The project file announces ${(total / 1e9).toFixed(1)} GB of files; up to 2 GB are read.`);
  }
  const document = migrateProject(head.document);
  const contents = new Map<string, Blob>();
  for (const { id, size } of head.contents) {
    const name = document.files.find((one) => one.id === id)?.name ?? id.slice(0, 12);
    const content = await readContent(lines, size, name);
    if ((await digest(content)) !== id) {
      throw new DecodeError(`${name} in the project file does not match its sha256: the file was changed or damaged.`);
    }
    contents.set(id, content);
  }
  if (!(await lines.next()).done) throw new DecodeError("The project file goes on after its last content.");
  return { document, session: head.session, contents };
}

function readHead(line: Uint8Array): Head {
  const value = parse(line);
  const schema = typeof value === "object" && value !== null && "schema" in value ? value.schema : undefined;
  if (typeof schema !== "string" || !schema.startsWith("liquidus.project-file/")) {
    throw new DecodeError("This is not a project file of Liquidus: its first line does not say liquidus.project-file.");
  }
  if (schema !== projectFileSchema) {
    throw new DecodeError(
      `The project file is written as ${schema.slice(0, 40)}; this program reads ${projectFileSchema}. Update it.`,
    );
  }
  return decodeHead(value, "project file");
}

function parse(line: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(line));
  } catch {
    throw new DecodeError("A line of the project file is not JSON: the file was changed or damaged.");
  }
}

async function readContent(lines: AsyncGenerator<Uint8Array, void>, size: number, name: string): Promise<Blob> {
  const parts: Blob[] = [];
  let read = 0;
  while (read < size) {
    const { value: line } = await lines.next();
    if (line === undefined) {
      throw new DecodeError(
        `The project file ends inside ${name} (${read} of ${size} bytes). Take a whole copy of it.`,
      );
    }
    const portion = parse(line);
    if (typeof portion !== "string") throw new DecodeError(`A line of ${name} in the project file is not base64.`);
    const bytes = bytesOfBase64(portion, name);
    if (bytes.length === 0 || read + bytes.length > size) {
      throw new DecodeError(`${name} in the project file has more or less than the ${size} bytes that are announced.`);
    }
    read += bytes.length;
    parts.push(new Blob([bytes]));
  }
  return new Blob(parts);
}

/** Lines of a gzip file, without their ends; none longer than its place allows. */
async function* readLines(file: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const reader = file.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  let parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  let longest = LONGEST_HEAD;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new DecodeError(
          "The project file is cut short or damaged: its gzip does not end. Take a whole copy of it.",
        );
      });
      if (done) break;
      let from = 0;
      for (let end = value.indexOf(10); end >= 0; end = value.indexOf(10, from)) {
        yield joined([...parts, value.subarray(from, end)]);
        parts = [];
        length = 0;
        longest = LONGEST_LINE;
        from = end + 1;
      }
      if (from < value.length) parts.push(value.subarray(from));
      length += value.length - from;
      if (length > longest) throw new DecodeError(`A line of the project file is longer than ${longest} bytes.`);
    }
    if (length > 0) yield joined(parts);
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function joined(parts: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

function base64(bytes: Uint8Array): string {
  let letters = "";
  for (let start = 0; start < bytes.length; start += 0x8000) {
    letters += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(letters);
}

function bytesOfBase64(letters: string, name: string): Uint8Array<ArrayBuffer> {
  let decoded: string;
  try {
    decoded = atob(letters);
  } catch {
    throw new DecodeError(`A line of ${name} in the project file is not base64: the file was changed or damaged.`);
  }
  return Uint8Array.from(decoded, (letter) => letter.charCodeAt(0));
}
