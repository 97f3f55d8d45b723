import { FormatError } from "../../base/errors.ts";
import type { InputFile } from "../measurement.ts";

export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncoding;
}

/** Largest text in bytes that is read in one piece; strings of an engine end not far above. */
const LARGEST_TEXT = 256 * 1024 * 1024;

/** First bytes of files that are often handed in by mistake, and what they are. Offsets are 0. */
const SIGNATURES: readonly {
  readonly start: readonly number[] | string;
  readonly shown: string;
  readonly what: string;
}[] = [
  {
    start: "PK\x03\x04",
    shown: "PK",
    what: "a zip archive (also .xlsx, .ndax, .docx): unpack it or export the sheet as CSV",
  },
  { start: "PK\x05\x06", shown: "PK", what: "an empty zip archive" },
  { start: "%PDF", shown: "%PDF", what: "a PDF document: export the data from the instrument program as text" },
  { start: [0x1f, 0x8b], shown: "1F 8B", what: "a gzip archive: unpack it first" },
  { start: "7z\xbc\xaf", shown: "7z", what: "a 7-Zip archive: unpack it first" },
  { start: "Rar!", shown: "Rar!", what: "a RAR archive: unpack it first" },
  { start: "BZh", shown: "BZh", what: "a bzip2 archive: unpack it first" },
  { start: [0xfd, 0x37, 0x7a, 0x58, 0x5a], shown: "FD 37 7A 58 5A", what: "an xz archive: unpack it first" },
  { start: [0x28, 0xb5, 0x2f, 0xfd], shown: "28 B5 2F FD", what: "a Zstandard archive: unpack it first" },
  {
    start: [0xd0, 0xcf, 0x11, 0xe0],
    shown: "D0 CF 11 E0",
    what: "an old Office file (.xls, .doc): export the sheet as CSV",
  },
  { start: [0x89, 0x50, 0x4e, 0x47], shown: "89 PNG", what: "a PNG image" },
  { start: [0xff, 0xd8, 0xff], shown: "FF D8 FF", what: "a JPEG image" },
  { start: "GIF8", shown: "GIF8", what: "a GIF image" },
  { start: [0x89, 0x48, 0x44, 0x46], shown: "89 HDF", what: "an HDF5 file" },
  { start: "SQLite format 3", shown: "SQLite format 3", what: "an SQLite database" },
  { start: "PAR1", shown: "PAR1", what: "a Parquet table" },
  { start: "\x7fELF", shown: "7F ELF", what: "a program" },
  { start: "MZ", shown: "MZ", what: "a Windows program" },
  { start: "BIO-LOGIC MODULAR FILE", shown: "BIO-LOGIC MODULAR FILE", what: "a BioLogic .mpr or .mps file" },
  {
    start: "version https://git-lfs",
    shown: "version https://git-lfs",
    what: "a Git LFS pointer: the data themselves were not downloaded",
  },
];

/** The bytes as characters U+0000 … U+00FF, at most `length` of them. */
export function latin1(bytes: Uint8Array, length: number = bytes.length): string {
  let text = "";
  const end = Math.min(length, bytes.length);
  for (let i = 0; i < end; i += 4096) text += String.fromCharCode(...bytes.subarray(i, Math.min(i + 4096, end)));
  return text;
}

/**
 * What a file is that is no text table: `Starts with PK: this is a zip archive …`. Null if nothing speaks against text.
 * Looks at the first kilobyte only.
 */
export function describeForeignFile(bytes: Uint8Array): string | null {
  if (bytes.length === 0) return "The file is empty (0 bytes)";
  const head = latin1(bytes, 1024);
  for (const { start, shown, what } of SIGNATURES) {
    const signature = typeof start === "string" ? start : String.fromCharCode(...start);
    if (head.startsWith(signature)) return `Starts with ${shown}: this is ${what}`;
  }
  const visible = head
    .replace(/^\xef\xbb\xbf/, "")
    .trimStart()
    .toLowerCase();
  if (visible.startsWith("<!doctype html") || visible.startsWith("<html")) {
    return "Starts with <html: this is a web page, perhaps the error page of a download";
  }
  if (/^<\?xml[^>]*\?>/.test(visible)) return "Starts with <?xml: this is an XML document, not a text table";
  if (/^[{[]\s*("|\{|\[)/.test(visible)) return `Starts with ${visible[0]}: this is a JSON document, not a text table`;
  return null;
}

function encodingByMark(bytes: Uint8Array): { encoding: TextEncoding; skip: number } | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: "utf-8", skip: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: "utf-16le", skip: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: "utf-16be", skip: 2 };
  return null;
}

/** UTF-16 without a mark: nearly every second byte of the beginning is zero. */
function encodingByZeros(bytes: Uint8Array): TextEncoding | null {
  const end = Math.min(bytes.length & ~1, 512);
  if (end < 8) return null;
  const zeros = [0, 0];
  for (let i = 0; i < end; i++) if (bytes[i] === 0) zeros[i & 1] = (zeros[i & 1] as number) + 1;
  const [even, odd] = zeros as [number, number];
  if (even === 0 && odd > 0.4 * end) return "utf-16le";
  if (odd === 0 && even > 0.4 * end) return "utf-16be";
  return null;
}

/**
 * The text of a file: UTF-8 or UTF-16 by their byte order mark, UTF-16 also by its zeros, UTF-8 if the bytes are valid
 * UTF-8, otherwise Windows-1252 (which holds ISO 8859-1, as Gamry writes).
 * @throws FormatError for an empty file, a known foreign format, or bytes that are no text, with the offset
 */
export function decodeText(file: InputFile): DecodedText {
  const { bytes, name } = file;
  if (bytes.length === 0) throw new FormatError(`${name} is empty (0 bytes).`, { file: name, offset: 0 });
  const foreign = describeForeignFile(bytes);
  if (foreign !== null) throw new FormatError(`${foreign}.`, { file: name, offset: 0 });
  if (bytes.length > LARGEST_TEXT) {
    throw new FormatError(
      `The file has ${bytes.length} bytes; texts are read up to ${LARGEST_TEXT} bytes. Split the file.`,
      { file: name, offset: LARGEST_TEXT },
    );
  }
  const marked = encodingByMark(bytes);
  const encoding = marked?.encoding ?? encodingByZeros(bytes);
  if (encoding === "utf-16le" || encoding === "utf-16be") {
    const text = new TextDecoder(encoding).decode(bytes.subarray(marked?.skip ?? 0));
    rejectControls(text, name);
    return { text, encoding };
  }
  const body = bytes.subarray(marked?.skip ?? 0);
  let decoded: DecodedText;
  try {
    decoded = { text: new TextDecoder("utf-8", { fatal: true }).decode(body), encoding: "utf-8" };
  } catch {
    decoded = { text: new TextDecoder("windows-1252").decode(body), encoding: "windows-1252" };
  }
  rejectControls(decoded.text, name);
  return decoded;
}

/** A table in text has tabs and line breaks, no other control characters to speak of. */
function rejectControls(text: string, file: string): void {
  const zero = text.indexOf("\0");
  if (zero >= 0) {
    throw new FormatError(`Holds a NUL character at position ${zero}: this is a binary file, not a text table.`, {
      file,
      offset: zero,
    });
  }
  const end = Math.min(text.length, 65536);
  let controls = 0;
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 && !(code >= 9 && code <= 13) && code !== 26) controls++;
  }
  if (controls > 8 && controls > 0.01 * end) {
    throw new FormatError(
      `${controls} of the first ${end} characters are control characters: this is a binary file, not a text table.`,
      { file, offset: 0 },
    );
  }
}

/** The first `length` bytes as text for recognition: never throws; empty for a known foreign file. */
export function headText(file: InputFile, length = 4096): string {
  if (describeForeignFile(file.bytes) !== null) return "";
  const marked = encodingByMark(file.bytes);
  const encoding = marked?.encoding ?? encodingByZeros(file.bytes) ?? "utf-8";
  const head = file.bytes.subarray(marked?.skip ?? 0, length);
  return new TextDecoder(encoding).decode(head);
}

/** Extension with the dot, lower case; empty without one. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot < 0 ? "" : name.slice(dot).toLowerCase();
}
