import { TextInput } from "@mantine/core";
import { memo, useEffect, useState } from "react";
import { formatFixed, formatNumber, formatQuantity } from "../../../figures/format-number.ts";
import type { Electrode } from "../../../study/cell.ts";
import { parseQuantity } from "../../../units/quantity.ts";
import { Fact } from "../../shell/fact.tsx";
import { Section } from "../../shell/section.tsx";
import type { ProjectFile } from "../../state/project.ts";
import { useProject } from "../../state/project-store.ts";
import type { ShownSeries } from "../shown-file.ts";
import classes from "./cell-section.module.css";
import { currentFact } from "./current-fact.ts";

/** Changes what the user says of the cell of a file. */
function changeFile(id: string, name: string, part: Partial<Pick<ProjectFile, "area" | "working" | "counter">>): void {
  useProject.getState().change(name, (document) => ({
    ...document,
    files: document.files.map((file) => (file.id === id ? { ...file, ...part } : file)),
  }));
}

/** What the cursor is on: current, voltage, time; area and electrodes of the cell. */
export const SweepSection = memo(function SweepSection({ shown }: { readonly shown: ShownSeries }) {
  const { sweep, series, area, entry } = shown;
  const { dcCurrent, dcVoltage, startTime, time, index } = sweep.sweep;
  const current = currentFact(dcCurrent, series, area);
  const end = time?.at(-1) ?? null;
  return (
    <Section title={`Sweep ${index + 1} of ${series.sweeps.length}`} remark={entry.technique ?? undefined} numbers>
      {current === null ? null : <Fact name={current.name}>{current.text}</Fact>}
      {dcVoltage === null ? null : <Fact name="Cell voltage">{formatQuantity(dcVoltage, "V")}</Fact>}
      {startTime === null ? null : (
        <Fact name="Recorded">
          {clock(startTime)}
          {end === null ? "" : ` to ${clock(end)}`}
        </Fact>
      )}
      <CellFacts file={shown.file} cell={entry.cell} />
    </Section>
  );
});

export interface CellFactsProps {
  readonly file: ProjectFile;
  readonly cell: ShownSeries["entry"]["cell"];
}

/** Area with unit, working and counter electrode: typed, with what was understood. */
export function CellFacts({ file, cell }: CellFactsProps) {
  const areaText = cell.area === null ? "" : `${formatNumber(cell.area * 1e4)} cm²`;
  return (
    <>
      <CellField
        name="Area"
        tag={cell.areaFrom === "file" ? "from file" : cell.areaFrom === "given" ? "typed" : undefined}
        value={file.area ?? areaText}
        placeholder="as in 0.385 cm2"
        understood={cell.area === null ? "No area: values are in Ω and A." : null}
        check={(text) => {
          if (!(parseQuantity(text, "area") > 0)) throw new Error(`The area is ${text}; it must be larger than 0.`);
        }}
        onCommit={(text) =>
          changeFile(file.id, text === "" ? "Area from the file" : `Area ${text}`, { area: text || null })
        }
      />
      <CellField
        name="Working"
        value={file.working ?? cell.working?.name ?? ""}
        placeholder="as in NaK50"
        understood={echo(cell.working)}
        onCommit={(text) =>
          changeFile(file.id, `Working electrode ${text || "from the file"}`, { working: text || null })
        }
      />
      <CellField
        name="Counter"
        value={file.counter ?? cell.counter?.name ?? ""}
        placeholder="as in Na"
        understood={echo(cell.counter)}
        onCommit={(text) => changeFile(file.id, `Counter electrode ${text || "not said"}`, { counter: text || null })}
      />
    </>
  );
}

function echo(electrode: Electrode | null): string | null {
  return electrode?.understood ?? null;
}

interface CellFieldProps {
  readonly name: string;
  readonly tag?: string | undefined;
  readonly value: string;
  readonly placeholder: string;
  /** What was made of it, in a sentence. */
  readonly understood: string | null;
  /** Throws a sentence where the text cannot be read. */
  readonly check?: (text: string) => void;
  readonly onCommit: (text: string) => void;
}

function CellField({ name, tag, value, placeholder, understood, check, onCommit }: CellFieldProps) {
  const [text, setText] = useState(value);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => setText(value), [value]);
  const commit = (): void => {
    const wanted = text.trim();
    if (wanted === value) return;
    try {
      if (wanted !== "") check?.(wanted);
      setError(null);
      onCommit(wanted);
    } catch (problem) {
      setError(problem instanceof Error ? problem.message : String(problem));
    }
  };
  return (
    <>
      <Fact name={name} tag={tag}>
        <TextInput
          size="xs"
          w={132}
          aria-label={name}
          classNames={{ input: classes.field ?? "" }}
          value={text}
          title={text}
          placeholder={placeholder}
          error={error !== null}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === "Enter") commit();
          }}
        />
      </Fact>
      {error === null && understood === null ? null : (
        <p className={error === null ? classes.understood : classes.error}>{error ?? understood}</p>
      )}
    </>
  );
}

/** 51 min 20 s */
function clock(seconds: number): string {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), Math.round(seconds % 60)];
  if (h > 0) return `${h} h ${m} min`;
  if (m > 0) return `${m} min ${s} s`;
  return `${formatFixed(seconds, 1)} s`;
}
