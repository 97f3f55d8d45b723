import { currentUnit } from "../figures/current-unit.ts";
import { formatNumber } from "../figures/format-number.ts";
import { startTimes } from "../figures/start-times.ts";
import type { InspectEntry } from "../study/inspect.ts";
import { withOption } from "./option-words.ts";
import { columnsOfText, cut, figure, plain, withPrefix } from "./terminal.ts";

/** Sweeps listed one by one up to this number; of more, the first and last few. */
const MANY = 12;

/** Settings listed on the terminal. */
const MOST_SETTINGS = 16;

/** What `inspect` says of a file on the terminal. */
export function inspectText(entry: InspectEntry): string {
  const { cell, instrument } = entry;
  const facts: [string, string | null][] = [
    ["format", entry.format.title],
    ["technique", entry.technique],
    ["started", entry.start ? entry.start.local.replace("T", " ") : null],
    [
      "instrument",
      [
        instrument.maker,
        instrument.model,
        instrument.serialNumber && `SN ${instrument.serialNumber}`,
        instrument.channel && `channel ${instrument.channel}`,
      ]
        .filter(Boolean)
        .join(", ") || null,
    ],
    ["software", instrument.software],
    ["area", cell.area === null ? "not entered" : `${figure(cell.area * 1e4)} cm²`],
    ["active mass", cell.activeMass === null ? null : `${figure(cell.activeMass * 1e6)} mg`],
    ["capacity", cell.capacity === null ? null : `${figure(cell.capacity / 3.6)} mA·h`],
    ["material", cell.electrodeMaterial],
    ["electrolyte", cell.electrolyte],
    ["reference", cell.referenceElectrode],
    ["comment", cell.comment],
    ["sha256", entry.sha256],
    ...(entry.privateFields ?? []).map(({ name, value }): [string, string] => [`private: ${name}`, value]),
  ];
  const lines = [`${plain(entry.file)}\n`];
  lines.push(
    columnsOfText(
      facts.flatMap(([name, value]) => (value === null || value === "" ? [] : [[name, cut(plain(value), 100)]])),
      "ll",
    ),
  );
  for (const table of entry.tables) {
    lines.push(`\n  Table ${plain(table.name)}: ${table.rows} rows\n`);
    const head = ["column", "name", "finite", "first", "last", "min", "max"];
    const rows = table.columns.map((column) => [
      `${plain(column.vendorName)}${column.derived ? " (derived)" : ""}`,
      plain(column.name),
      String(column.finite),
      ...[column.first, column.last, column.min, column.max].map(figure),
    ]);
    lines.push(columnsOfText([head, ...rows], "llrrrrr", "    "));
  }
  if (entry.sweeps.length > 0) {
    lines.push(`\n  Impedance: ${entry.sweeps.length} sweep${entry.sweeps.length === 1 ? "" : "s"}\n`);
    const current = currentUnit(entry.sweeps.map(({ dcCurrent }) => dcCurrent));
    const starts = startTimes(entry.sweeps.map(({ startTime }) => startTime));
    const row = (sweep: InspectEntry["sweeps"][number], k: number): string[] => [
      String(sweep.index + 1),
      starts.cells[k] ?? "–",
      String(sweep.points),
      `${withPrefix(sweep.frequencyMax, "Hz")} to ${withPrefix(sweep.frequencyMin, "Hz")}`,
      sweep.dcCurrent === null ? "–" : formatNumber(sweep.dcCurrent * current.factor, { digits: 3 }),
      withPrefix(sweep.dcVoltage, "V", 4),
    ];
    const all = entry.sweeps.map(row);
    const shown = all.length <= MANY ? all : [...all.slice(0, 4), ["…"], ...all.slice(-4)];
    lines.push(
      columnsOfText(
        [
          ["sweep", `start / ${starts.unit}`, "points", "frequency", `dc current / ${current.unit}`, "dc voltage"],
          ...shown,
        ],
        "rrrrrr",
        "    ",
      ),
    );
  }
  if (entry.settings.length > 0) {
    lines.push("\n  Settings, one value a sequence\n");
    lines.push(
      columnsOfText(
        entry.settings.slice(0, MOST_SETTINGS).map(({ name, unit, values }) => [
          plain(unit ? `${name} / ${unit}` : name),
          cut(
            plain(
              values
                .slice(0, 8)
                .map((value) => (typeof value === "number" ? figure(value) : value))
                .join("  "),
            ),
            80,
          ),
        ]),
        "ll",
        "    ",
      ),
    );
    const more = entry.settings.length - MOST_SETTINGS;
    if (more > 0) lines.push(`    … and ${more} more; --json lists all\n`);
  }
  for (const warning of entry.warnings) lines.push(`\n  ! ${plain(withOption(warning))}\n`);
  return `${lines.join("")}\n`;
}
