export { type ReadTdbOptions, readTdb } from "./read-tdb.ts";
export { type WriteTdbOptions, writeTdb } from "./write-tdb.ts";
