import type { ClaimsDocument } from "../../claims/result.ts";
import { formatQuantity } from "../../figures/format-number.ts";
import { commandLine } from "../shell/command-line.ts";
import type { Status } from "../shell/status-bar.tsx";

/** What the line below says of the ledger. @param took s of computing */
export function statusOf(document: ClaimsDocument | null, whole: boolean, took: number): Status {
  const command = commandLine(() => (whole ? "liquidus claims --json" : "liquidus claims --quick --json"));
  if (document === null) return { facts: [], command };
  const { claims } = document;
  const repeats = claims.filter(({ sameAs }) => sameAs !== null).length;
  const within = claims.filter(({ id }) => id.startsWith("I")).length;
  const pending = claims.filter(({ verdict }) => verdict === "pending").length;
  return {
    facts: [
      `${claims.length - within} claims, ${within} inconsistencies noted`,
      `${repeats} repeat the arithmetic of another`,
      `${claims.length - pending} computed in ${formatQuantity(took, "s", 2)}`,
    ],
    command,
  };
}
