import {
  type ColumnDef,
  columnFilteringFeature,
  createFilteredRowModel,
  createSortedRowModel,
  type Row,
  rowSelectionFeature,
  rowSortingFeature,
  sortFn_basic,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import type { Results } from "../../../study/series-results.ts";
import { isMeant } from "./row-filter.ts";

const features = tableFeatures({
  rowSortingFeature,
  rowSelectionFeature,
  columnFilteringFeature,
  sortedRowModel: createSortedRowModel(),
  filteredRowModel: createFilteredRowModel(),
  sortFns: { basic: sortFn_basic },
});

/** A row: the place of a sweep in the series. */
export interface ResultRow {
  readonly place: number;
}

const severity = { fails: 0, "not tested": 1, passes: 2 } as const;

function columnsOf(results: Results): ColumnDef<typeof features, ResultRow>[] {
  const word = (place: number) => results.verdicts[place]?.word ?? "not tested";
  return [
    {
      id: "sweep",
      accessorFn: ({ place }) => results.sweeps[place],
      sortFn: "basic",
      filterFn: ({ original: { place } }, _, typed: string) =>
        isMeant(typed, (results.sweeps[place] ?? 0) + 1, word(place)),
    },
    ...results.columns.map(
      (column): ColumnDef<typeof features, ResultRow> => ({
        id: column.id,
        accessorFn: ({ place }) => column.cells[place]?.value,
        sortFn: "basic",
        sortUndefined: "last",
      }),
    ),
    { id: "verdict", accessorFn: ({ place }) => severity[word(place)], sortFn: "basic" },
  ];
}

/** The table of the results with its state. */
export function useResultTable(results: Results): {
  readonly table: ResultTable;
  readonly rows: readonly Row<typeof features, ResultRow>[];
  readonly filter: string;
  readonly setFilter: (text: string) => void;
} {
  const data = useMemo(() => results.sweeps.map((_, place): ResultRow => ({ place })), [results]);
  const columns = useMemo(() => columnsOf(results), [results]);
  const table = useTable({ features, columns, data, getRowId: ({ place }) => String(results.sweeps[place]) });
  const column = table.getColumn("sweep");
  return {
    table,
    rows: table.getRowModel().rows,
    filter: String(column?.getFilterValue() ?? ""),
    setFilter: (text) => column?.setFilterValue(text),
  };
}

export type ResultTable = ReturnType<typeof useTable<typeof features, ResultRow>>;
