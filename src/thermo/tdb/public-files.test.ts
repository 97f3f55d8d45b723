import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { FormatError } from "../../base/errors.ts";
import { readTdb } from "./read-tdb.ts";
import { writeTdb } from "./write-tdb.ts";

/**
 * Public TDB files are not kept here. To try them, put them in a folder and name it:
 * LIQUIDUS_TDB=/folder npx vitest run src/thermo/tdb/public-files.test.ts
 */
const folder = process.env.LIQUIDUS_TDB;

function filesUnder(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tdb$/i.test(name))
    .sort()
    .map((name) => join(path, name));
}

const files = folder !== undefined && existsSync(folder) ? filesUnder(folder) : [];

describe(`public TDB files (LIQUIDUS_TDB is ${folder ?? "not set"})`, () => {
  it.skipIf(files.length === 0).each(files.length === 0 ? ["no file"] : files)(
    "%s is read, or refused with its line",
    (file) => {
      const text = readFileSync(file, "latin1");
      try {
        const { database, warnings } = readTdb(text, { fileName: basename(file) });
        const counts = `${database.elements.size} elements, ${database.phases.size} phases, ${database.parameters.length} parameters`;
        console.log(`${basename(file)}: ${counts}, ${warnings.length} warnings`);
        const again = readTdb(writeTdb(database)).database;
        expect(again.phases).toEqual(database.phases);
        expect(again.parameters.map(({ function: held }) => held.pieces)).toEqual(
          database.parameters.map(({ function: held }) => held.pieces),
        );
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        console.log(`${basename(file)}: ${error.message}`);
        expect(error.message).toMatch(/^line \d+, column \d+: /);
      }
    },
  );
});
