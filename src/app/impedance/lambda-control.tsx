import { SegmentedControl, Slider, Switch } from "@mantine/core";
import { useEffect, useState } from "react";
import { formatNumber } from "../../figures/format-number.ts";
import { Section } from "../shell/section.tsx";
import type { ImpedanceSettings } from "../state/project.ts";
import { useDocument, useProject } from "../state/project-store.ts";
import classes from "./lambda-control.module.css";
import { dragLambda, openLambda } from "./live-lambda.ts";
import type { ShownSeries } from "./shown-file.ts";

/** log₁₀ λ of the ends of the slider. */
const LOWEST = -8;
const HIGHEST = 2;
/** λ that the slider starts from where none was chosen. */
const START = 1e-3;

/** Smoothing, fitted part, sign and drift: changed live. */
export function LambdaControl({ shown }: { readonly shown: ShownSeries }) {
  const settings = useDocument(({ impedance }) => impedance);
  const change = useProject(({ change }) => change);
  const settle = useProject(({ settle }) => settle);
  const [dragged, setDragged] = useState<number | null>(null);
  const set = (name: string, part: Partial<ImpedanceSettings>, gesture?: string): void =>
    change(name, (document) => ({ ...document, impedance: { ...document.impedance, ...part } }), gesture);
  const { lambda } = settings;
  const exponent = dragged ?? Math.log10(lambda === "auto" ? START : lambda);
  const { state, series } = shown;
  const chosen = shown.sweep.drt;
  // The analysed series, not the dragged one: what was opened stays open.
  const analysed = state.result?.series ?? series;
  const { part, sign } = settings;
  const target = { file: shown.file.id, series: analysed, at: shown.at, settings: { part, sign } };
  useEffect(() => {
    if (lambda === "auto") return;
    void openLambda({ file: shown.file.id, series: analysed, at: 0, settings: { part, sign } }, lambda);
  }, [lambda, analysed, shown.file.id, part, sign]);
  return (
    <Section
      title="Relaxation times"
      remark={
        state.took === null
          ? undefined
          : `${formatNumber(state.took, { digits: 2 })} ms for ${series.sweeps.length} sweeps`
      }
    >
      <div className={classes.row}>
        <span>
          <i>λ</i>, smoothing
        </span>
        <SegmentedControl
          size="xs"
          aria-label="How λ is found"
          data={[
            { value: "auto", label: "most probable" },
            { value: "fixed", label: "by hand" },
          ]}
          value={lambda === "auto" ? "auto" : "fixed"}
          onChange={(value) =>
            value === "auto"
              ? set("λ: most probable model", { lambda: "auto" })
              : set(`λ ${formatNumber(START)}`, { lambda: START, part: settings.part })
          }
        />
      </div>
      {lambda === "auto" ? (
        <p className={classes.words}>{chosen?.words}</p>
      ) : (
        <div className={classes.row}>
          <Slider
            className={classes.slider}
            aria-label="Smoothing λ, logarithmic"
            min={LOWEST}
            max={HIGHEST}
            step={0.05}
            value={exponent}
            label={(value) => formatNumber(10 ** value, { digits: 2 })}
            onChange={(value) => {
              setDragged(value);
              void dragLambda({ target, lambda: 10 ** value });
            }}
            onChangeEnd={(value) => {
              setDragged(null);
              const next = Number((10 ** value).toPrecision(3));
              set(
                `λ ${formatNumber(lambda, { digits: 2 })} → ${formatNumber(next, { digits: 2 })}`,
                { lambda: next },
                "λ",
              );
              settle();
            }}
          />
          <output className={classes.value}>{formatNumber(10 ** exponent, { digits: 2 })}</output>
        </div>
      )}
      <div className={classes.row}>
        <span>Sign</span>
        <SegmentedControl
          size="xs"
          aria-label="Sign of the distribution"
          data={[
            { value: "auto", label: "found" },
            { value: "positive", label: "positive" },
            { value: "both", label: "signed" },
          ]}
          value={settings.sign}
          onChange={(value) => set(`Sign: ${value}`, { sign: value as ImpedanceSettings["sign"] })}
        />
      </div>
      <div className={classes.row}>
        <span>Correct for drift</span>
        <Switch
          size="xs"
          aria-label="Analyse drift inside the sweeps"
          checked={settings.drift === true}
          onChange={({ currentTarget }) =>
            set(currentTarget.checked ? "Drift on" : "Drift off", { drift: currentTarget.checked ? true : "auto" })
          }
        />
      </div>
    </Section>
  );
}
