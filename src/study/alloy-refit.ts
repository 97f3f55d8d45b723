import { version } from "../base/version.ts";
import type { DatabaseParameter } from "../thermo/database/database.ts";
import { writeTdb } from "../thermo/tdb/index.ts";
import type { AssessResult } from "./assess.ts";

/** Key of the reference that parameters have which a refit changed. */
const REFIT = "REFIT";

/** A refitted database in the TDB format: what was fitted refers to the data that it rests on, no longer to the assessment before. */
export function refittedText({ document, result }: AssessResult): string {
  const { database, coefficients } = result;
  const keyOf = (one: Pick<DatabaseParameter, "phase" | "constituents" | "order">): string =>
    JSON.stringify([one.phase, one.constituents, one.order]);
  const fitted = new Set(coefficients.map(keyOf));
  const isFitted = (one: DatabaseParameter): boolean =>
    (one.kind === "G" || one.kind === "L") && fitted.has(keyOf(one));
  const files = document.files.map(
    ({ file, points, sha256 }) =>
      `${file} (${points} ${points === 1 ? "point" : "points"}, sha256 ${sha256.slice(0, 12)})`,
  );
  const data = [...(document.options.onlyOwn ? [] : ["the built-in data"]), ...files].join(", ");
  return writeTdb(
    {
      ...database,
      parameters: database.parameters.map((one) => (isFitted(one) ? { ...one, reference: REFIT } : one)),
      references: new Map([...database.references, [REFIT, `Refit with Liquidus ${version} to ${data}`]]),
    },
    { title: `${document.system}, refitted with Liquidus ${version} to ${data}` },
  );
}
