import type { Database } from "../database/database.ts";
import { readTdb } from "../tdb/read-tdb.ts";
import { kNaText } from "./k-na-text.ts";

let database: Database | null = null;

/** The K-Na database that ships with the program: LIQUID, BCC_A2 and KNA2 from 200 K to 2200 K. Read once. */
export function kNaDatabase(): Database {
  database ??= readTdb(kNaText, { fileName: "K-Na" }).database;
  return database;
}
