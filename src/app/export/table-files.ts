import type { Table } from "../../base/table.ts";
import type { OutputFile } from "../../study/convert.ts";
import { safeName } from "../../study/file-names.ts";
import type { Metadata } from "./metadata.ts";

/** Name of a table of an offer, without ending: once where both names say the same. */
export function tableFileName(stem: string, { name }: Pick<Table, "name">): string {
  const own = safeName(name);
  return own === stem ? stem : `${stem}_${own}`;
}

/** A table as the command line writes it; Parquet carries what it was made from. */
export async function tableFile(
  table: Table,
  stem: string,
  form: "csv" | "parquet",
  metadata: Metadata,
): Promise<OutputFile> {
  const name = `${tableFileName(stem, table)}.${form}`;
  if (form === "csv") {
    const { csvText } = await import("../../files/write/csv.ts");
    return { name, content: csvText(table) };
  }
  const { parquetBytes } = await import("../../files/write/parquet.ts");
  const { program = "", file = "", database = "", sha256 = "", ...options } = metadata;
  return {
    name,
    content: parquetBytes(table, { sourceFile: file || database, sha256, program, options }),
  };
}
