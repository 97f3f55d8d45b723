import { FormatError } from "../base/errors.ts";
import type { Warning } from "../base/warnings.ts";
import { sha256Hex } from "../files/digest.ts";
import { kNaDatabase, kNaText } from "../thermo/data/index.ts";
import type { Database } from "../thermo/database/database.ts";
import { readTdb } from "../thermo/tdb/index.ts";

/** A thermodynamic database and where it comes from. */
export interface AlloyDatabase {
  /** Name of the file without folders, or that of the built-in one. */
  readonly name: string;
  /** Digest of its text. */
  readonly sha256: string;
  readonly isBuiltIn: boolean;
  /** In the TDB format. */
  readonly text: string;
  readonly database: Database;
  readonly warnings: readonly Warning[];
}

let builtIn: AlloyDatabase | null = null;

/** The K-Na database that ships with the program: SGTE unaries and our own fit. */
export function builtInDatabase(): AlloyDatabase {
  builtIn ??= {
    name: "K-Na, built in",
    sha256: sha256Hex(new TextEncoder().encode(kNaText)),
    isBuiltIn: true,
    text: kNaText,
    database: kNaDatabase(),
    warnings: [],
  };
  return builtIn;
}

/** A database from a file. @throws FormatError with line and column where it is none */
export function databaseFromFile({
  name,
  bytes,
}: {
  readonly name: string;
  readonly bytes: Uint8Array;
}): AlloyDatabase {
  const text = new TextDecoder("utf-8").decode(bytes);
  const { database, warnings } = inFile(name, () => readTdb(text, { fileName: name }));
  return {
    name,
    sha256: sha256Hex(bytes),
    isBuiltIn: false,
    text,
    database,
    warnings: warnings.map(({ code, message }) => ({ code, message: `${name}, ${message}` })),
  };
}

/** Names the file in a message that does not. */
function inFile<Result>(name: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FormatError) || error.message.includes(name)) throw error;
    throw new FormatError(`${name}, ${error.message}`, { ...error.position, file: name });
  }
}
