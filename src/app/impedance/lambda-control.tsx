import { SegmentedControl, Select } from "@mantine/core";
import { memo, useEffect } from "react";
import { formatQuantity } from "../../figures/format-number.ts";
import { Section } from "../shell/section.tsx";
import { lambdaText } from "../state/lambda-text.ts";
import type { ImpedanceSettings } from "../state/project.ts";
import { useDocument, useProject } from "../state/project-store.ts";
import classes from "./lambda-control.module.css";
import { criterionNames, useCriteria } from "./lambda-criteria.ts";
import { LambdaSlider } from "./lambda-slider.tsx";
import { closeLambda, openLambda } from "./live-lambda.ts";
import type { ShownSeries } from "./shown-file.ts";
import { tellUnstopped } from "./tell-unstopped.ts";

/** λ that the slider starts from where none was chosen. */
const START = 1e-3;

const bases: readonly { readonly value: ImpedanceSettings["basis"]; readonly label: string }[] = [
  { value: "gaussian", label: "Gaussian, 10 a decade" },
  { value: "matern-2", label: "Matérn 2, 10 a decade" },
  { value: "matern-4", label: "Matérn 4, 10 a decade" },
  { value: "matern-6", label: "Matérn 6, 10 a decade" },
  { value: "piecewise-linear", label: "Piecewise linear" },
];

/** Whether drift is analysed: where a short series seems to drift, always, never. */
const drifts: readonly {
  readonly value: string;
  readonly label: string;
  readonly drift: ImpedanceSettings["drift"];
}[] = [
  { value: "found", label: "where seen", drift: "auto" },
  { value: "on", label: "on", drift: true },
  { value: "off", label: "off", drift: false },
];

/** Smoothing, fitted part, sign and drift: changed live. */
export const LambdaControl = memo(function LambdaControl({ shown }: { readonly shown: ShownSeries }) {
  const settings = useDocument(({ impedance }) => impedance);
  const change = useProject(({ change }) => change);
  const settle = useProject(({ settle }) => settle);
  const set = (name: string, part: Partial<ImpedanceSettings>, gesture?: string): void =>
    change(name, (document) => ({ ...document, impedance: { ...document.impedance, ...part } }), gesture);
  const { lambda } = settings;
  const { state, series } = shown;
  const chosen = shown.sweep.drt;
  const { outdated } = shown.lag;
  // The analysed series, not the dragged one: what was opened stays open.
  const analysed = state.result?.series ?? series;
  const { part, sign, basis } = settings;
  useEffect(() => {
    if (lambda === "auto") return;
    void openLambda({ file: shown.file.id, series: analysed, at: 0, settings: { part, sign, basis } }, lambda).catch(
      tellUnstopped,
    );
  }, [lambda, analysed, shown.file.id, part, sign, basis]);
  const byHand = lambda !== "auto";
  useEffect(() => (byHand ? () => void closeLambda().catch(tellUnstopped) : undefined), [byHand]);
  const ticks = useCriteria(analysed, analysed.sweeps[shown.at] ?? shown.sweep, settings, lambda !== "auto");
  const take = (next: number, why: string): void => {
    const rounded = Number(next.toPrecision(3));
    set(`λ ${lambdaText(rounded)}${why}`, { lambda: rounded });
  };
  return (
    <Section
      title="Relaxation times"
      remark={
        outdated || state.took === null
          ? undefined
          : `${formatQuantity(state.took / 1e3, "s", 2)} for ${series.sweeps.length} ${series.sweeps.length === 1 ? "sweep" : "sweeps"}`
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
            value === "auto" ? set("λ: most probable model", { lambda: "auto" }) : take(chosen?.lambda ?? START, "")
          }
        />
      </div>
      {lambda === "auto" ? (
        <p className={classes.words}>
          {outdated
            ? `Not yet computed with these settings: what is faded is of those before.`
            : state.result?.stage === "preview"
              ? "A first picture at one λ; the most probable model is being sought."
              : chosen?.words}
        </p>
      ) : (
        <LambdaSlider
          shown={shown}
          lambda={lambda}
          marks={ticks.map(({ lambda: found }) => found)}
          onTake={(next) => take(next, "")}
          onRelease={(next) => {
            set(`λ ${lambdaText(lambda)} → ${lambdaText(next)}`, { lambda: next }, "λ");
            settle();
          }}
        />
      )}
      {lambda === "auto" ? null : <p className={classes.words}>One λ for all sweeps of all files of the project.</p>}
      {lambda === "auto" || ticks.length === 0 ? null : (
        <div className={classes.criteria}>
          <span>For this sweep</span>
          {ticks.map(({ criterion, lambda: found }) => (
            <button
              key={criterion}
              type="button"
              className={classes.criterion}
              title={`${criterionNames[criterion]} would take ${lambdaText(found)}. Use it`}
              onClick={() => take(found, `, ${criterionNames[criterion]}`)}
            >
              {criterionNames[criterion]} {lambdaText(found)}
            </button>
          ))}
        </div>
      )}
      <div className={classes.row}>
        <span>Basis</span>
        <Select
          size="xs"
          w={176}
          aria-label="Functions that γ is expanded in"
          data={[...bases]}
          value={basis}
          allowDeselect={false}
          onChange={(value) => {
            const next = bases.find((one) => one.value === value);
            if (next) set(`Basis: ${next.label}`, { basis: next.value });
          }}
        />
      </div>
      <div className={classes.row}>
        <span>Fitted part</span>
        <SegmentedControl
          size="xs"
          aria-label="Part of Z that is fitted"
          data={[
            { value: "re+im", label: "Z′ and Z″" },
            { value: "re", label: "Z′" },
            { value: "im", label: "Z″" },
          ]}
          value={part}
          onChange={(value) => set(`Fitted part: ${value}`, { part: value as ImpedanceSettings["part"] })}
        />
      </div>
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
        <span>Drift inside sweeps</span>
        <SegmentedControl
          size="xs"
          aria-label="Drift inside sweeps"
          data={[...drifts]}
          value={drifts.find(({ drift }) => drift === settings.drift)?.value ?? "found"}
          onChange={(value) => {
            const next = drifts.find((one) => one.value === value);
            if (next) set(`Drift: ${next.label}`, { drift: next.drift });
          }}
        />
      </div>
    </Section>
  );
});
