export { type ReadTdbOptions, readTdb } from "./read-tdb.ts";
