import { FormatError } from "../../base/errors.ts";
import type { Warning } from "../../base/warnings.ts";
import type { InputFile } from "../measurement.ts";
import { vendorText, viewOf } from "./bytes.ts";

/** Bytes before the first module: signature, 0x1A, spaces to 48, four zeros. */
const MAGIC_LENGTH = 52;
const MAGIC = "BIO-LOGIC MODULAR FILE";
const OLD_HEADER = 57;
const NEW_HEADER = 65;
/** Stands in place of the payload length where the header is of the new kind (EC-Lab 11.50 and later). */
const NEW_MARK = 0xffffffff;

/** One block of a .mpr file. */
export interface Module {
  /** `VMP Set`, `VMP data`, … */
  readonly name: string;
  readonly newHeader: boolean;
  readonly version: number;
  /** Date in the header: `MM/DD/YY`, also with - or . between. */
  readonly date: string;
  /** Offset of the payload in the file. */
  readonly offset: number;
  /** Payload length that the header states; may exceed what there is. */
  readonly statedLength: number;
  /** The payload as far as the file holds it. */
  readonly payload: Uint8Array;
  /** True if another module begins, or the file ends, exactly where this payload should end. */
  readonly closed: boolean;
}

/** Whether these bytes begin like a .mpr file. */
function hasMprMagic(bytes: Uint8Array): boolean {
  return bytes.length >= MAGIC.length && vendorText(bytes.subarray(0, MAGIC.length)) === MAGIC;
}

function startsWith(bytes: Uint8Array, offset: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[offset + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** What a file that is no .mpr seems to be. */
function kindOf(bytes: Uint8Array): string {
  if (startsWith(bytes, 0, "PK")) return `"PK": this is a zip archive; unpack it first`;
  if (startsWith(bytes, 0, "EC-Lab ASCII") || startsWith(bytes, 0, "BT-Lab ASCII"))
    return `"${vendorText(bytes.subarray(0, 17))}": this is a text export; give it the name .mpt`;
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return "the mark of a gzip file; unpack it first";
  const printable = [...bytes.subarray(0, 22)].map((x) => (x >= 0x20 && x < 0x7f ? String.fromCharCode(x) : "·"));
  return `"${printable.join("")}"`;
}

/** @throws FormatError if the file is empty or does not begin with the signature of EC-Lab */
function checkMagic({ name, bytes }: InputFile): void {
  if (bytes.length === 0)
    throw new FormatError(`${name} is empty (0 bytes); copy it again from the instrument's computer.`, { file: name });
  if (!hasMprMagic(bytes))
    throw new FormatError(
      `${name} starts with ${kindOf(bytes)}. A .mpr file starts with "${MAGIC}"; check that the right file was chosen and copied in binary mode.`,
      { file: name, offset: 0 },
    );
}

/**
 * Walks the modules by their stated lengths; the text MODULE is never searched for, it may occur inside a comment.
 * A module that claims more bytes than there are gets those there are.
 * @param warn called where the chain of modules breaks
 * @throws FormatError if the file is empty, is no .mpr, or holds no module
 */
export function readModules(file: InputFile, warn: (warning: Warning) => void): readonly Module[] {
  checkMagic(file);
  const { bytes } = file;
  const view = viewOf(bytes);
  const modules: Module[] = [];
  const begins = (offset: number): boolean => startsWith(bytes, offset, "MODULE");
  let offset = MAGIC_LENGTH;
  while (offset < bytes.length) {
    if (!begins(offset) || offset + OLD_HEADER > bytes.length) break;
    const newHeader = view.getUint32(offset + 41, true) === NEW_MARK;
    const start = offset + (newHeader ? NEW_HEADER : OLD_HEADER);
    if (start > bytes.length) break;
    const statedLength = view.getUint32(offset + (newHeader ? 45 : 41), true);
    const end = Math.min(start + statedLength, bytes.length);
    modules.push({
      name: vendorText(bytes.subarray(offset + 6, offset + 16)).trim(),
      newHeader,
      version: view.getUint32(offset + (newHeader ? 49 : 45), true),
      date: vendorText(bytes.subarray(start - 8, start)),
      offset: start,
      statedLength,
      payload: bytes.subarray(start, end),
      closed: start + statedLength === bytes.length || (start + statedLength < bytes.length && begins(end)),
    });
    offset = start + statedLength;
  }
  if (modules.length === 0)
    throw new FormatError(
      `${file.name} holds no complete module after its signature (${bytes.length} bytes); it is cut or damaged, copy it again.`,
      { file: file.name, offset: MAGIC_LENGTH },
    );
  if (offset < bytes.length)
    warn({
      code: "module-chain-broken",
      message: `At byte ${offset} of ${bytes.length} a module should begin and does not; the ${bytes.length - offset} bytes from there on were not read as modules.`,
    });
  return modules;
}
