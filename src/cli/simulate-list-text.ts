import { formatNumber } from "../figures/format-number.ts";
import { shownUnit } from "../figures/simulated-course.ts";
import type { ListedSet, SimulateList } from "../study/simulate-list.ts";
import { titled } from "./alloy-text.ts";
import { marked } from "./text-table.ts";

/** What `simulate --list` says: names and titles only. */
export function simulateListText({ studies, sets, cells }: SimulateList): string {
  return [
    titled(
      "Studies",
      [
        { head: "liquidus simulate", cells: studies.map(({ name }) => name) },
        { head: "cases", cells: studies.map((one) => String(one.cases.length)) },
        { head: "what", cells: studies.map(({ title }) => title) },
      ],
      ["liquidus simulate", "what"],
    ),
    titled("Parameter sets, for the cell of a study", namesAndTitles("set", sets), ["set", "what"]),
    titled("Cells", namesAndTitles("liquidus simulate", cells), ["liquidus simulate", "what"]),
    "\n",
    marked("", "--list NAME says all of one of them: parameters with their sources, mechanisms, unknowns.", ""),
    marked("", "--list submodels says what a cell of one's own is made of.", ""),
  ].join("");
}

/** What `simulate --list NAME` says of what was found. */
export function simulateEntryText({ studies, sets, cells, submodels }: SimulateList): string {
  return [
    ...studies.flatMap(({ name, title, about, cases }) => [
      marked("", `${name}: ${title}.`, ""),
      about === "" ? "" : marked("", about, ""),
      marked("", `Cases: ${cases.join("; ")}.`, ""),
      "\n",
    ]),
    ...sets.flatMap(setText),
    ...cells.flatMap(cellText),
    ...submodels.flatMap(submodelText),
  ].join("");
}

function namesAndTitles(
  head: string,
  entries: readonly { readonly name: string; readonly title: string }[],
): { readonly head: string; readonly cells: readonly string[] }[] {
  return [
    { head, cells: entries.map(({ name }) => name) },
    { head: "what", cells: entries.map(({ title }) => title) },
  ];
}

function setText({ name, title, about, mechanisms, parameters }: ListedSet): string[] {
  const switched = (on: boolean): string =>
    Object.keys(mechanisms)
      .filter((one) => mechanisms[one] === on)
      .join(", ") || "none";
  return [
    marked("", `${name}: ${title}.`, ""),
    marked("", about, ""),
    marked("", `Mechanisms on: ${switched(true)}. Off: ${switched(false)}.`, ""),
    titled(
      `Parameters of ${name}`,
      [
        { head: "--set", cells: parameters.map((one) => one.name) },
        { head: "value", cells: parameters.map(({ value }) => formatNumber(value)) },
        { head: "unit", cells: parameters.map(({ unit }) => unit) },
        {
          head: "range",
          cells: parameters.map(({ range }) =>
            range === null ? "–" : `${formatNumber(range[0])} to ${formatNumber(range[1])}`,
          ),
        },
        { head: "status", cells: parameters.map(({ status }) => status) },
        { head: "source", cells: parameters.map(({ source }) => source) },
      ],
      ["--set", "unit", "range", "status", "source"],
    ),
  ];
}

function cellText({ name, title, note, submodels, unknowns }: SimulateList["cells"][number]): string[] {
  const parameters = submodels.flatMap((one) =>
    one.parameters.map((parameter) => ({ ...parameter, name: `${one.name}.${parameter.name}` })),
  );
  return [
    marked("", `${name}: ${title}.`, ""),
    marked("▲", note),
    titled(
      `Parameters of ${name}`,
      [
        { head: "--set", cells: parameters.map((one) => one.name) },
        { head: "value", cells: parameters.map(({ value }) => formatNumber(value)) },
        { head: "unit", cells: parameters.map(({ unit }) => unit) },
        { head: "status", cells: parameters.map(({ status }) => status) },
        { head: "what", cells: parameters.map(({ description }) => description) },
        { head: "source", cells: parameters.map(({ source }) => source) },
      ],
      ["--set", "unit", "status", "what", "source"],
    ),
    titled(
      `Unknowns of ${name}`,
      [
        { head: "--unknown", cells: unknowns.map((one) => one.name) },
        { head: "unit", cells: unknowns.map(({ unit }) => shownUnit(unit)) },
        { head: "cells", cells: unknowns.map((one) => String(one.cells)) },
        { head: "what", cells: unknowns.map(({ description }) => description) },
      ],
      ["--unknown", "unit", "what"],
    ),
  ];
}

function submodelText(submodel: SimulateList["submodels"][number]): string[] {
  const { kind, title, equations, parameters, ports, optionalPorts } = submodel;
  return [
    marked("", `\n${kind}: ${title}. ${equations}`, ""),
    ...parameters.map(({ name, unit, description, value, status }) =>
      marked(
        "",
        `${name} (${unit}): ${description}; ${value === undefined ? "must be given" : `default ${formatNumber(value)}`}, ${status}`,
        "    ",
      ),
    ),
    ...Object.entries({ ...ports, ...optionalPorts }).map(([name, meaning]) =>
      marked("", `connect ${name}: ${meaning}`, "    "),
    ),
  ];
}
