import { Button } from "@mantine/core";
import { formatNumber } from "../../../figures/format-number.ts";
import type { CalibrationDocument } from "../../../study/calibrate/document.ts";
import type { ReachedCalibration } from "../../../study/calibrate/interrupted.ts";
import { Section } from "../../shell/section.tsx";
import { tellError } from "../../shell/toast-store.ts";
import { VerdictGlyph } from "../../shell/verdict-glyph.tsx";
import { useDocument } from "../../state/project-store.ts";
import { changeStudy } from "../edit-study.ts";
import type { ShownStudy } from "../shown-study.ts";
import { useFits } from "./fit-store.ts";
import classes from "./inspector.module.css";
import { unitText } from "./parameter-text.ts";

/** What the calibration of the study varies, on which data, and what it finds. */
export function FitTab({ shown }: { readonly shown: ShownStudy }) {
  const { outline, study } = shown;
  const files = useDocument((document) => document.files);
  const fit = useFits(({ fits }) => fits[study.id]);
  const run = useFits((store) => store.run);
  const vary = Object.entries(outline?.calibrate?.vary ?? {});
  if (vary.length === 0) {
    return (
      <Section title="Fit">
        <p>
          This study does not say what to estimate. Write <code>calibrate: {"{ vary: { … } }"}</code> into its document,
          as the shipped study of the cells of P2 with one parameter set does.
        </p>
      </Section>
    );
  }
  const { with: others = [], area } = outline?.calibrate ?? {};
  const data = [outline?.name ?? study.name, ...others].join(", ");
  return (
    <>
      <Section title="Vary" remark={`${vary.length} parameters`}>
        <table className={classes.table}>
          <tbody>
            {vary.map(([name, { from, to }]) => (
              <tr key={name}>
                <td>{name}</td>
                <td>
                  {from} to {to}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          Data: the published numbers of {data}
          {area === undefined ? "" : `, per ${area}`}.
        </p>
        <p>
          {fit?.stop == null ? (
            <Button size="xs" onClick={() => void run(study, files)}>
              Fit
            </Button>
          ) : (
            <Button size="xs" variant="default" onClick={fit.stop}>
              Stop
            </Button>
          )}
        </p>
        <p role="status">{fit?.words}</p>
      </Section>
      {fit?.reached ? <Reached parameters={fit.reached.parameters} /> : null}
      {fit?.found ? <Found shown={shown} document={fit.found} /> : null}
    </>
  );
}

function Reached({ parameters }: Pick<ReachedCalibration, "parameters">) {
  return (
    <Section title="Best so far" numbers>
      <table className={classes.table}>
        <tbody>
          {parameters.map(({ name, value, unit }) => (
            <tr key={name}>
              <td>{name}</td>
              <td>
                {formatNumber(value)} {unitText(unit)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Found({ shown, document }: { readonly shown: ShownStudy; readonly document: CalibrationDocument }) {
  const { study } = shown;
  const take = (): void =>
    void changeStudy(study.id, `Values of the fit of ${study.name}`, {
      parameters: Object.fromEntries(
        document.parameters.map(({ name, value, unit }) => [
          name,
          unit === "1" ? value : `${Number(value.toPrecision(6))} ${unit}`,
        ]),
      ),
    }).catch(tellError);
  return (
    <Section title="Found" numbers>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">parameter</th>
            <th scope="col">value</th>
            <th scope="col">95 %</th>
          </tr>
        </thead>
        <tbody>
          {document.parameters.map(({ name, value, unit, profile, curvature }) => (
            <tr key={name}>
              <td>{name}</td>
              <td>
                {formatNumber(value)} {unitText(unit)}
              </td>
              <td>{intervalText(profile ?? curvature)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {document.sentences.map((sentence) => (
        <p key={sentence} className={classes.note}>
          <VerdictGlyph verdict="unknown" />
          <span>{sentence}</span>
        </p>
      ))}
      <Button size="xs" variant="default" onClick={take}>
        Take the values
      </Button>
    </Section>
  );
}

/** "0.8 to 1.2"; an end that the data do not bound is open. */
function intervalText({ lower, upper }: CalibrationDocument["parameters"][number]["curvature"]): string {
  const told = (end: number | null): string => (end === null ? "open" : formatNumber(end, { digits: 3 }));
  return `${told(lower)} to ${told(upper)}`;
}
