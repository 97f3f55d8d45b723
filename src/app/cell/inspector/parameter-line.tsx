import { Button, Slider, Tooltip } from "@mantine/core";
import { type CSSProperties, useState } from "react";
import type { OutlinedParameter } from "../../../study/studies/study-outline.ts";
import { settled } from "../../shell/keys.ts";
import { tellError } from "../../shell/toast-store.ts";
import { VerdictGlyph } from "../../shell/verdict-glyph.tsx";
import { useProject } from "../../state/project-store.ts";
import { changeField } from "../edit-study.ts";
import { coarseRun, endCoarse, startRun } from "../run-case.ts";
import type { ShownStudy } from "../shown-study.ts";
import classes from "./inspector.module.css";
import {
  fieldWidth,
  isOutside,
  parameterScale,
  parameterText,
  sliderSteps,
  typedParameter,
  unitText,
} from "./parameter-text.ts";
import { RangeBar } from "./range-bar.tsx";

/** Letters of how a number is known. */
const LETTERS: Readonly<Record<string, string>> = {
  measured: "k",
  computed: "k",
  literature: "l",
  recalled: "l",
  fitted: "f",
  assumed: "a",
  numerical: "a",
  given: "a",
};

interface ParameterLineProps {
  readonly shown: ShownStudy;
  readonly parameter: OutlinedParameter;
  readonly open: boolean;
  readonly onOpen: () => void;
}

/** One line: symbol, name, field with unit, range, status. Focus opens it: slider, source, what it does, reset. */
export function ParameterLine({ shown, parameter, open, onOpen }: ParameterLineProps) {
  const [text, setText] = useState<string | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { name, symbol, description, value, unit, range, status, shipped } = parameter;
  const label = shortLabel(name);
  const now = { ...parameter, value: dragged ?? value };
  const outside = isOutside(now);
  const put = usePut(shown, parameter);
  const back = (): void => {
    setText(null);
    setDragged(null);
    setProblem(null);
  };
  const take = async (written: string | null, next: number): Promise<void> => {
    const refusal = await put(written, next);
    setDragged((now) => (now === next ? null : now));
    setProblem(refusal);
    if (refusal === null) setText(null);
  };
  const leave = async (): Promise<void> => {
    if (text === null) return;
    const typed = text.trim() === parameterText(value) ? null : typedParameter(parameter, text);
    if (typed !== null && "problem" in typed) {
      setProblem(typed.problem);
      return;
    }
    if (typed === null) back();
    else await take(typed.written, typed.value);
  };
  const changed = shipped !== null && shipped !== value;
  const wide = { "--field": `${fieldWidth(parameterText(now.value), unitText(unit))}px` } as CSSProperties;
  return (
    <div className={classes.line} data-open={open}>
      <div className={classes.row} style={wide}>
        <span className={classes.symbol}>
          <ParameterSymbol text={symbol} />
        </span>
        <span className={classes.label} title={description}>
          {label}
          {changed ? (
            <Tooltip label={`${parameterText(shipped)} ${unitText(unit)} as shipped`}>
              <span
                className={classes.dot}
                role="img"
                aria-label={`changed; ${parameterText(shipped)} ${unitText(unit)} as shipped`}
              />
            </Tooltip>
          ) : null}
        </span>
        <span className={classes.field} data-state={problem !== null ? "wrong" : outside ? "mind" : undefined}>
          <input
            aria-label={`${name}${unit === "1" ? "" : `, ${unitText(unit)}`}`}
            aria-invalid={problem !== null}
            {...settled(text === null)}
            value={text ?? parameterText(now.value)}
            onFocus={onOpen}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
            onBlur={() => void leave().catch(tellError)}
            onKeyDown={({ key }) => {
              if (key === "Enter") void leave().catch(tellError);
              if (key === "Escape") back();
            }}
          />
          <span className={classes.unit}>{unitText(unit)}</span>
        </span>
        <RangeBar parameter={now} />
        <span className={classes.status} title={status}>
          {LETTERS[status] ?? ""}
        </span>
      </div>
      {problem === null ? null : (
        <p className={classes.note} role="alert">
          <VerdictGlyph verdict="fails" />
          <span>{problem}</span>
        </p>
      )}
      {outside && range !== null ? (
        <p className={classes.note}>
          <VerdictGlyph verdict="mind" />
          <span>
            <b>Outside the range</b> {parameterText(range[0])}–{parameterText(range[1])} {unitText(unit)}.
          </span>
        </p>
      ) : null}
      {open ? (
        <Opened
          parameter={parameter}
          value={now.value}
          onDrag={(next) => {
            setText(null);
            setProblem(null);
            setDragged(next);
            put.coarse(next);
          }}
          onRelease={(next) => void take(`${next}${unit === "1" ? "" : ` ${unit}`}`, next).catch(tellError)}
          onReset={() => void take(null, shipped ?? value).catch(tellError)}
        />
      ) : null}
    </div>
  );
}

interface OpenedProps {
  readonly parameter: OutlinedParameter;
  /** In the field now: while it is dragged another than that of the study. */
  readonly value: number;
  readonly onDrag: (value: number) => void;
  readonly onRelease: (value: number) => void;
  readonly onReset: () => void;
}

function Opened({ parameter, value, onDrag, onRelease, onReset }: OpenedProps) {
  const { description, source, status, range, unit, shipped, name } = parameter;
  const { toPart, toValue } = parameterScale(parameter);
  const textAt = (at: number): string => `${parameterText(toValue(at / sliderSteps))} ${unitText(unit)}`.trim();
  return (
    <div className={classes.more}>
      <p>
        {description.charAt(0).toUpperCase() + description.slice(1)}.
        {range === null ? "" : ` Literature ${parameterText(range[0])}–${parameterText(range[1])} ${unitText(unit)}.`}
      </p>
      <Slider
        size="sm"
        thumbLabel={`${name}, drag`}
        min={0}
        max={sliderSteps}
        value={Math.round(sliderSteps * toPart(value))}
        label={textAt}
        thumbValueText={`${parameterText(value)} ${unitText(unit)}`.trim()}
        onChange={(at) => onDrag(toValue(at / sliderSteps))}
        onChangeEnd={(at) => onRelease(toValue(at / sliderSteps))}
      />
      <p>
        {status.charAt(0).toUpperCase() + status.slice(1)}: {source}
      </p>
      {shipped === null ? null : (
        <Button size="compact-xs" variant="default" onClick={onReset}>
          Reset to {parameterText(shipped)} {unitText(unit)}
        </Button>
      )}
    </div>
  );
}

/** Changes the parameter in the study and runs the case anew where it was run, or says why not; `coarse` only looks. */
function usePut(shown: ShownStudy, { name: parameter, value, unit }: OutlinedParameter) {
  const { study, case: name, run } = shown;
  const put = async (written: string | null, next: number): Promise<string | null> => {
    const to = written === null ? "as shipped" : `${parameterText(next)} ${unitText(unit)}`;
    const refusal = await changeField(shown, `${parameter} ${parameterText(value)} → ${to}`, {
      parameters: { [parameter]: written },
    });
    useProject.getState().settle();
    if (refusal !== null) endCoarse(study.id, name);
    else if (run !== null) void startRun(study.id, name).catch(tellError);
    return refusal;
  };
  return Object.assign(put, {
    coarse: (next: number): void => {
      if (run === null) return;
      const written = `${next}${unit === "1" ? "" : ` ${unit}`}`;
      void coarseRun(study.id, name, { case: name, parameters: { [parameter]: written } });
    },
  });
}

/** "limiting current density" */
function shortLabel(name: string): string {
  return name
    .slice(name.lastIndexOf(".") + 1)
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/\bmetal molar\b/, "molar");
}

const LETTER: Readonly<Record<string, string>> = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  epsilon: "ε",
  theta: "θ",
  lambda: "λ",
  rho: "ρ",
  sigma: "σ",
  tau: "τ",
  phi: "φ",
  phi0: "φ_0",
};
const GREEK = /^(?:alpha|beta|gamma|delta|epsilon|theta|lambda|rho|sigma|tau|phi0|phi)/;

/** A symbol with its subscript: "A_c". */
function ParameterSymbol({ text }: { readonly text: string }) {
  const [main = "", sub] = text
    .replace(GREEK, (word) => LETTER[word] ?? word)
    .replace(/^([^\d_]+)(\d+)_?/, "$1_$2")
    .split("_");
  return (
    <>
      {main}
      {sub === undefined ? null : <sub>{sub}</sub>}
    </>
  );
}
