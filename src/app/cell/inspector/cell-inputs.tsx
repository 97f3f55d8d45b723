import { useState } from "react";
import { formatNumber } from "../../../figures/format-number.ts";
import type { StudyChanges } from "../../../study/studies/edited-study.ts";
import { tellError } from "../../shell/toast-store.ts";
import { VerdictGlyph } from "../../shell/verdict-glyph.tsx";
import { changeField } from "../edit-study.ts";
import type { ShownStudy } from "../shown-study.ts";
import classes from "./inspector.module.css";

/** Composition, temperature and normalising area, as the study writes them. */
export function CellInputs({ shown }: { readonly shown: ShownStudy }) {
  const { outline } = shown;
  if (outline === null) return null;
  const { composition, moleFraction, temperature, area, set } = outline.case;
  const put = (name: string, changes: StudyChanges): Promise<string | null> => changeField(shown, name, changes);
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
        onChange={(text) => put(`Temperature ${text}`, { temperature: text === "" ? null : text })}
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
  /** @returns why the text is refused; null: it is taken */
  readonly onChange: (text: string) => Promise<string | null>;
}

function Written({ symbol, label, value, unit, onChange }: WrittenProps) {
  const [text, setText] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const back = (): void => {
    setText(null);
    setProblem(null);
  };
  const leave = async (): Promise<void> => {
    if (text === null) return;
    if (text.trim() === value) return back();
    const refusal = await onChange(text.trim());
    if (refusal === null) back();
    else setProblem(refusal);
  };
  return (
    <div className={classes.line}>
      <div className={classes.row}>
        <span className={classes.symbol}>{symbol}</span>
        <span className={classes.label}>{label}</span>
        <span className={classes.field} data-state={problem === null ? undefined : "wrong"}>
          <input
            aria-label={label}
            aria-invalid={problem !== null}
            value={text ?? value}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
            onBlur={() => void leave().catch(tellError)}
            onKeyDown={({ key }) => {
              if (key === "Enter") void leave().catch(tellError);
              if (key === "Escape") back();
            }}
          />
          <span className={classes.unit}>{unit}</span>
        </span>
      </div>
      {problem === null ? null : (
        <p className={classes.note} role="alert">
          <VerdictGlyph verdict="fails" />
          <span>{problem}</span>
        </p>
      )}
    </div>
  );
}
