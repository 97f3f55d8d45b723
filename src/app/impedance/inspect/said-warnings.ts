import type { Need } from "../../../base/needs.ts";
import type { Warning } from "../../../base/warnings.ts";
import type { Finding } from "../../../report/findings.ts";

/** The field for the area says beside itself that there is none. */
const isSaidAtItsField = ({ needs }: { readonly needs?: Need }): boolean => needs?.input === "area";

/** The findings that are not said elsewhere in the inspector. */
export function saidFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => !isSaidAtItsField(finding));
}

/** The warnings of a file, each once, without what is said elsewhere in the inspector. */
export function saidWarnings(warnings: readonly Warning[], findings: readonly Finding[]): readonly Warning[] {
  const told = new Set(findings.map(({ lead, rest }) => `${lead} ${rest}`.trim()));
  return warnings.filter((warning) => {
    const { code, message } = warning;
    if (isSaidAtItsField(warning) || told.has(message) || findings.some((finding) => finding.code === code))
      return false;
    told.add(message);
    return true;
  });
}
