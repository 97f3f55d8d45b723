import { useState } from "react";
import { formatNumber } from "../../../figures/format-number.ts";
import type { StudyChanges } from "../../../study/studies/edited-study.ts";
import { changeStudy } from "../edit-study.ts";
import type { ShownStudy } from "../shown-study.ts";
import classes from "./inspector.module.css";

/** Composition, temperature and normalising area, as the study writes them. */
export function CellInputs({ shown }: { readonly shown: ShownStudy }) {
  const { outline, study } = shown;
  if (outline === null) return null;
  const { composition, moleFraction, temperature, area, set } = outline.case;
  const put = (name: string, changes: StudyChanges): void =>
    void changeStudy(study.id, name, { case: shown.case, ...changes });
  const fraction = moleFraction === null ? "" : `x = ${formatNumber(moleFraction, { digits: 4 })}`;
  return (
    <section className={classes.group} aria-label="Cell">
      <h3>
        Cell<span>{composition.understood ?? fraction}</span>
      </h3>
      {set === null ? null : (
        <Written
          symbol="x₀"
          label="composition"
          value={composition.written ?? ""}
          unit={composition.written === null ? fraction : ""}
          onChange={(text) => put(`Composition ${text}`, { composition: text === "" ? null : text })}
        />
      )}
      <Written
        symbol="T"
        label="temperature"
        value={`${formatNumber(temperature - 273.15, { digits: 6 })} °C`}
        unit=""
        onChange={(text) => put(`Temperature ${text}`, { temperature: text === "" ? null : text.replace("°", "") })}
      />
      <Written
        symbol="A₀"
        label="normalising area"
        value={area === null ? "" : `${formatNumber(area * 1e4)} cm2`}
        unit=""
        onChange={(text) => put(`Area ${text}`, { area: text === "" ? null : text })}
      />
    </section>
  );
}

interface WrittenProps {
  readonly symbol: string;
  readonly label: string;
  readonly value: string;
  readonly unit: string;
  readonly onChange: (text: string) => void;
}

function Written({ symbol, label, value, unit, onChange }: WrittenProps) {
  const [text, setText] = useState<string | null>(null);
  const leave = (): void => {
    if (text !== null && text.trim() !== value) onChange(text.trim());
    setText(null);
  };
  return (
    <div className={classes.line}>
      <div className={classes.row}>
        <span className={classes.symbol}>{symbol}</span>
        <span className={classes.label}>{label}</span>
        <span className={classes.field}>
          <input
            aria-label={label}
            value={text ?? value}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
            onBlur={leave}
            onKeyDown={({ key }) => {
              if (key === "Enter") leave();
              if (key === "Escape") setText(null);
            }}
          />
          <span className={classes.unit}>{unit}</span>
        </span>
      </div>
    </div>
  );
}
