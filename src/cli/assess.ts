import { formatFixed, formatNumber } from "../figures/format-number.ts";
import { refittedText } from "../study/alloy-refit.ts";
import { type AssessDocument, assessSchema, assessSystem } from "../study/assess.ts";
import {
  assessPage,
  assessTables,
  chiSquareText,
  coefficientTexts,
  datumTexts,
  scaledColumn,
} from "../study/assess-page.ts";
import { oneDocument } from "./alloy-flags.ts";
import { titled, warningLines } from "./alloy-text.ts";
import {
  loadPlotting,
  type OutFlags,
  saveDatabase,
  savedText,
  writeAlloyPage,
  writesFiles,
  writtenText,
} from "./alloy-write.ts";
import { exit, printJson, UsageError } from "./exit.ts";
import { numberOf } from "./flags.ts";
import { readInput } from "./read-files.ts";
import { plain } from "./terminal.ts";
import { marked, textTable } from "./text-table.ts";

export interface AssessFlags extends OutFlags {
  readonly data?: readonly string[];
  readonly onlyOwn?: boolean;
  readonly leaveOneOut?: boolean;
  readonly scaleUncertainties?: boolean;
  readonly gasConstant?: string;
  readonly saveTdb?: string;
  readonly json?: boolean;
}

/** `liquidus assess [SYSTEM]` */
export function assess(system: string | undefined, flags: AssessFlags): Promise<number> {
  return oneDocument(assessSchema, flags, async () => {
    const script = writesFiles(flags) ? loadPlotting() : null;
    const result = assessSystem({
      system: system ?? "Na-K",
      data: await Promise.all((flags.data ?? []).map(readPoints)),
      onlyOwn: flags.onlyOwn === true,
      leaveOneOut: flags.leaveOneOut !== false,
      scaleUncertainties: flags.scaleUncertainties === true,
      ...(flags.gasConstant === undefined
        ? {}
        : { gasConstant: numberOf("--gas-constant", flags.gasConstant, "8.3145") }),
    });
    const { document } = result;
    if (flags.saveTdb !== undefined) await saveDatabase(flags.saveTdb, refittedText(result));
    const written =
      script === null
        ? { page: null, folder: null }
        : await writeAlloyPage(
            `${document.system}-assessment`,
            assessPage(result),
            assessTables(document),
            document,
            flags,
            script,
          );
    if (flags.json) printJson(document);
    else process.stdout.write(assessText(document) + writtenText(written) + savedText(flags.saveTdb));
    return document.converged ? exit.done : exit.notConverged;
  });
}

async function readPoints(path: string): Promise<{ name: string; bytes: Uint8Array }> {
  const file = await readInput(path);
  if ("error" in file) throw new UsageError(file.error.message);
  return file;
}

function assessText(document: AssessDocument): string {
  const { coefficients, residuals, independent, correlation, system } = document;
  const pairs = coefficientTexts(document);
  const rows = [...residuals, ...independent];
  const texts = rows.map(datumTexts);
  const n = coefficients.length;
  return [
    marked("", `${system}: ${residuals.length} data, ${n} coefficients; ${chiSquareText(document)}`, ""),
    "A fit, not a published assessment; ± is half of the 95 % interval.\n",
    warningLines(document),
    titled(
      "Coefficients",
      [
        { head: "coefficient", cells: coefficients.map(({ name }) => name) },
        { head: "value", cells: pairs.map(({ value }) => value) },
        { head: "± 95 %", cells: pairs.map(({ error }) => error ?? "–") },
        ...scaledColumn(document),
        { head: "unit", cells: coefficients.map(({ unit }) => unit) },
        { head: "database", cells: coefficients.map(({ before }) => formatNumber(before, { digits: 5 })) },
        { head: "shift/σ", cells: coefficients.map(({ shift }) => (shift === null ? "–" : formatFixed(shift, 2))) },
      ],
      ["coefficient", "unit"],
    ),
    "\nCorrelation\n",
    textTable(
      coefficients.map(({ name }, k) => ({
        head: String(k + 1),
        cells: coefficients.map((_, i) => (i < k ? "" : formatFixed(correlation[i * n + k] ?? Number.NaN, 2))),
        name,
      })),
    ),
    titled(
      "Data and predictions",
      [
        { head: "datum", cells: rows.map(({ id }) => plain(id)) },
        { head: "measured", cells: texts.map(({ value }) => value) },
        { head: "± 95 %", cells: texts.map(({ uncertainty }) => uncertainty) },
        { head: "computed", cells: texts.map(({ prediction }) => prediction) },
        { head: "unit", cells: texts.map(({ unit }) => unit) },
        { head: "resid.", cells: rows.map(({ normalized }) => formatFixed(normalized, 2)) },
        {
          head: "others",
          cells: [
            ...residuals.map(({ leftOut }) => (leftOut ? formatFixed(leftOut.normalized, 2) : "–")),
            ...independent.map(() => "†"),
          ],
        },
        { head: "", cells: rows.map(({ status }) => statusSign(status)) },
      ],
      ["datum", "unit", ""],
    ),
    marked(
      "",
      `resid.: residual in σ; others: the same where the fit does without the datum; †: not in the fit. ${[...new Set(rows.map(({ status }) => status))].map((status) => `${statusSign(status)}\u00A0${status}`).join(", ")}.`,
    ),
  ].join("");
}

/** A letter for where a datum is from: `s` for sourced. */
function statusSign(status: string): string {
  return status.charAt(0);
}
