import type { Warning } from "../../../base/warnings.ts";
import type { Finding } from "../../../report/findings.ts";

/** Options of the command line in a sentence, and the fields that are meant in the page. */
const IN_THE_PAGE: readonly (readonly [option: RegExp, field: string])[] = [
  [/Enter the area \(--area [^)]*\)/g, "Type it in the field Area"],
  [/Give a circuit with --circuit/g, "Type one in the field Circuit"],
];

/** What the field for the area says beside itself. */
const AREA = /^No electrode area/;

/** The findings that are not said elsewhere in the inspector. */
export function saidFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ lead }) => !AREA.test(lead));
}

/** The warnings of a file in words of the page, each once, without what is said elsewhere in the inspector. */
export function saidWarnings(warnings: readonly Warning[], findings: readonly Finding[]): readonly Warning[] {
  const told = new Set(findings.map(({ lead, rest }) => `${lead} ${rest}`.trim()));
  return warnings.flatMap(({ code, message }) => {
    const words = IN_THE_PAGE.reduce((text, [option, field]) => text.replace(option, field), message);
    if (AREA.test(message) || told.has(words) || findings.some((finding) => finding.code === code)) return [];
    told.add(words);
    return [{ code, message: words }];
  });
}
