import { FormatError } from "../../base/errors.ts";
import type { Warning } from "../../base/warnings.ts";
import type { InputFile } from "../measurement.ts";
import { viewOf } from "./bytes.ts";
import type { Records } from "./mpr-columns.ts";
import type { Module } from "./mpr-modules.ts";
import { knownSize, layOut, type RecordLayout, unknownIds } from "./mpr-record.ts";
import { admissibleSizes } from "./mpr-unknown.ts";

/** A count with thin spaces: `28 893`. */
const counted = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, "\u2009");

/** Head of the data module: number of rows as counted by the instrument, column ids, and where records may start. */
interface DataHead {
  readonly stated: number;
  readonly ids: readonly number[];
  /** Payload offset of the first record: the one that the version asks for first, then those of other versions. */
  readonly starts: readonly number[];
}

/** First record by version of the module, old header. */
const startByVersion: Readonly<Record<number, number>> = { 0: 100, 2: 405, 3: 406 };
const NEW_START = 1007;

function readHead(file: InputFile, { newHeader, version, payload, offset }: Module): DataHead {
  const cut = (needed: number): never => {
    throw new FormatError(
      `${file.name} ends inside the head of its data module: ${payload.length} bytes are there, the column list needs ${needed}. Copy the file again from the instrument's computer.`,
      { file: file.name, offset: offset + payload.length },
    );
  };
  if (payload.length < 6) cut(6);
  const view = viewOf(payload);
  const wide = newHeader || version !== 0;
  const from = newHeader ? 6 : 5;
  const count = newHeader ? view.getUint16(4, true) : view.getUint8(4);
  const end = from + count * (wide ? 2 : 1);
  const starts = newHeader
    ? [NEW_START]
    : [startByVersion[version], 406, 405].filter((start): start is number => start !== undefined && start >= end);
  if (starts.length === 0 || end > NEW_START)
    throw new FormatError(
      `${file.name} states ${count} columns, more than fit before the first record (data module version ${version}); the head of the data module is damaged.`,
      { file: file.name, offset: offset + 4 },
    );
  if (payload.length < end) cut(end);
  const ids = Array.from({ length: count }, (_, i) => (wide ? view.getUint16(from + 2 * i, true) : payload[from + i]));
  return { stated: view.getUint32(0, true), ids: ids as number[], starts };
}

interface Fit {
  readonly start: number;
  readonly layout: RecordLayout;
}

/** Layouts under which stated · size = body, or, where the count must be wrong, size divides the body. */
function* closingFits(head: DataHead, length: number, payload: Uint8Array): Generator<readonly Fit[]> {
  for (const countIsRight of [true, false]) {
    for (const start of head.starts) {
      const body = length - start;
      if (body < 0) continue;
      yield recordSizes(head, body, countIsRight).flatMap((size) => {
        const rows = countIsRight ? head.stated : body / size;
        return admissibleSizes(head.ids, size, rows, payload.subarray(start)).map((sizes) => ({
          start,
          layout: layOut(head.ids, sizes),
        }));
      });
    }
  }
}

function recordSizes(head: DataHead, body: number, countIsRight: boolean): readonly number[] {
  const known = knownSize(head.ids);
  if (countIsRight) return head.stated > 0 && body % head.stated === 0 ? [body / head.stated] : [];
  if (unknownIds(head.ids).length === 0) return known > 0 && body % known === 0 ? [known] : [];
  const most = 8 * unknownIds(head.ids).length;
  return Array.from({ length: most }, (_, i) => known + i + 1).filter((size) => body % size === 0);
}

/**
 * The rows of the data module, found from the bytes that are there and never from a counter alone.
 * - Count, record size and length agree: that many rows, or, in a cut file, the complete ones.
 * - The length holds a whole number of records but the counter says otherwise: the rows that are there, with a warning.
 * - The module runs past the end of the file, or nothing begins where it ends: at most the rows counted.
 * - Column ids that we do not know get the size that makes the arithmetic close; see `admissibleSizes`.
 * @throws FormatError if no layout of the columns fits the length of the module
 */
export function readRecords(file: InputFile, module: Module, warn: (warning: Warning) => void): Records {
  const head = readHead(file, module);
  const unknown = unknownIds(head.ids);
  const { start, layout } = chooseLayout(file, module, head);
  const body = module.statedLength - start;
  const available = Math.max(0, file.bytes.length - module.offset - start);
  const { rows, closes } = countRows(file, module, head.stated, layout.size, body, available);
  if (module.statedLength > module.payload.length)
    warn({
      code: "truncated-file",
      message: `${file.name} ends early (${counted(file.bytes.length)} of at least ${counted(module.offset + module.statedLength)} bytes): its data module states ${head.stated} rows of ${layout.size} bytes, ${rows === 0 ? "none of them is complete" : `${rows} complete rows are there and were read`}. Copy it again from the instrument's computer.`,
    });
  else if (!closes || rows !== head.stated)
    warn({
      code: "row-count-differs",
      message: `The counter of ${file.name} says ${head.stated} rows; its data module of ${module.statedLength} bytes holds ${Math.floor(Math.max(0, body) / layout.size)} records of ${layout.size} bytes; ${rows} rows were read.`,
    });
  for (const id of unknown) {
    const field = layout.fields.find((one) => one.id === id);
    const size = field?.kind === "stored" ? `${field.type[1]} bytes` : "no byte of its own (a flag)";
    warn({
      code: "unknown-column",
      message: `Column id ${id} of ${file.name} is not known; from the record length it takes ${size}. The other columns are not affected.`,
    });
  }
  const from = module.offset + start;
  return { layout, rows, bytes: file.bytes.subarray(from, from + rows * layout.size) };
}

function chooseLayout(file: InputFile, module: Module, head: DataHead): Fit {
  const unknown = unknownIds(head.ids);
  const firstStart = head.starts[0] ?? NEW_START;
  const size = knownSize(head.ids);
  if (head.ids.length === 0 || (size === 0 && unknown.length === 0))
    throw new FormatError(`${file.name} states no columns; the head of its data module is damaged.`, {
      file: file.name,
      offset: module.offset + 4,
    });
  if (unknown.length === 0) {
    const closing = head.starts.find((start) => head.stated * size === module.statedLength - start);
    return { start: closing ?? firstStart, layout: layOut(head.ids, []) };
  }
  if (head.stated === 0 && module.statedLength <= firstStart)
    return {
      start: firstStart,
      layout: layOut(
        head.ids,
        unknown.map(() => 4),
      ),
    };
  const tried: Fit[] = [];
  for (const fits of closingFits(head, module.statedLength, module.payload)) {
    if (fits.length === 1 && fits[0] !== undefined) return fits[0];
    tried.push(...fits);
  }
  const found = tried.length > 1 ? `${tried.length} combinations of their sizes fit` : "no combination of sizes fits";
  throw new FormatError(
    `${file.name} has ${unknown.length} unknown column ids (${unknown.join(", ")}): ${found} ${head.stated} rows in ${module.statedLength} bytes. Export the file as .mpt in EC-Lab, and send the .mpr to us so that the ids can be learned.`,
    { file: file.name, offset: module.offset },
  );
}

function countRows(
  file: InputFile,
  module: Module,
  stated: number,
  size: number,
  body: number,
  available: number,
): { rows: number; closes: boolean } {
  const present = Math.floor(available / size);
  if (stated * size === body) return { rows: Math.min(stated, present), closes: true };
  if (!module.closed) return { rows: Math.min(stated, present), closes: false };
  if (body >= 0 && body % size === 0) return { rows: body / size, closes: false };
  if (stated === 0 && body < 0) return { rows: 0, closes: false };
  throw new FormatError(
    `The ${Math.max(0, body)} bytes of records in ${file.name} are not a whole number of ${size}-byte records (the counter says ${stated} rows); the column list or the length is damaged. Export the file as .mpt in EC-Lab or copy it again.`,
    { file: file.name, offset: module.offset },
  );
}
