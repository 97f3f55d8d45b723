import { useState } from "react";
import type { OutlinedParameter } from "../../../study/studies/study-outline.ts";
import type { ShownStudy } from "../shown-study.ts";
import { CellInputs } from "./cell-inputs.tsx";
import classes from "./inspector.module.css";
import { ParameterLine } from "./parameter-line.tsx";

/** Every number of the cell, by the part that it belongs to. */
export function ParametersTab({ shown }: { readonly shown: ShownStudy }) {
  const [open, setOpen] = useState<string | null>(null);
  const { outline } = shown;
  if (outline === null) return null;
  const { parameters, mechanisms } = outline.case;
  const groups = grouped(parameters);
  const off = new Set(mechanisms.filter(({ on }) => !on).map(({ name }) => name));
  return (
    <>
      <p className={classes.legend}>
        {[
          ["k", "known"],
          ["l", "literature range"],
          ["f", "fitted"],
          ["a", "assumed"],
        ].map(([letter, words]) => (
          <span key={letter}>
            <b>{letter}</b> {words}
          </span>
        ))}
      </p>
      <CellInputs shown={shown} />
      {groups.map(([title, lines]) => (
        <section key={title} className={classes.group} aria-label={title}>
          <h3>
            {title.charAt(0).toUpperCase() + title.slice(1)}
            {off.has(title) ? <span>left out of this cell</span> : null}
          </h3>
          {lines.map((parameter) => (
            <ParameterLine
              key={parameter.name}
              shown={shown}
              parameter={parameter}
              open={open === parameter.name}
              onOpen={() => setOpen(parameter.name)}
            />
          ))}
        </section>
      ))}
    </>
  );
}

function grouped(parameters: readonly OutlinedParameter[]): [string, OutlinedParameter[]][] {
  const groups = new Map<string, OutlinedParameter[]>();
  for (const one of parameters) {
    const owner = one.name.slice(0, one.name.lastIndexOf("."));
    groups.set(owner, [...(groups.get(owner) ?? []), one]);
  }
  return [...groups];
}
