import { formatNumber } from "../../../figures/format-number.ts";
import { layersAfter } from "../../../study/studies/layer-fill.ts";
import { poolMoleFraction } from "../../../study/studies/state-now.ts";
import type { CellLayer } from "../../../study/studies/study-outline.ts";
import { useInstant } from "../cursor-store.ts";
import type { ShownStudy } from "../shown-study.ts";
import classes from "./study-column.module.css";

const WIDTH = 270;
const HEIGHT = 42;
/** Least width of a layer, so that its name can be read. */
const LEAST = 58;

/** The cell to proportion, from counter to working electrode, filled as it is at the instant that is looked at. */
export function CellDrawing({ shown }: { readonly shown: ShownStudy }) {
  const time = useInstant((store) => store.time);
  const { outline, run } = shown;
  if (outline === null || outline.case.layers.length === 0) return null;
  const { layers, parameters, moleFraction } = outline.case;
  const sight = run?.sight ?? null;
  const { series } = sight?.document ?? { series: null };
  const at = series === null ? -1 : indexAt(series.time, time);
  const charge = series === null || at < 0 ? 0 : (series.charge[at] as number) - (series.charge[0] as number);
  const now = layersAfter(layers, parameters, charge);
  const instant = series === null || at < 0 ? null : (series.time[at] as number);
  const fraction =
    (sight === null || instant === null ? null : poolMoleFraction(sight.profiles, instant)) ?? moleFraction ?? 1;
  const widths = widthsOf(layers);
  let x = 0;
  const places = layers.map((layer, k) => {
    const place = { layer, now: now[k] as CellLayer, x, width: widths[k] as number };
    x += place.width;
    return place;
  });
  const words = places
    .map(({ layer, now: after }) => `${layer.name} ${thicknessWords(layer.thickness, after.thickness)}`)
    .join(", ");
  return (
    <div style={{ padding: "8px 12px" }}>
      <svg
        className={classes.drawing}
        viewBox={`0 0 ${WIDTH} ${HEIGHT + 18}`}
        role="img"
        aria-label={`The cell: ${words}`}
      >
        {places.map(({ layer, now: after, x: from, width }) => (
          <Layer key={layer.role} layer={layer} now={after} x={from} width={width} fraction={fraction} />
        ))}
        <rect x={0.5} y={0.5} width={WIDTH - 1} height={HEIGHT - 1} rx={2} fill="none" stroke="var(--line-strong)" />
      </svg>
    </div>
  );
}

interface LayerProps {
  readonly layer: CellLayer;
  readonly now: CellLayer;
  readonly x: number;
  readonly width: number;
  /** Mole fraction of the working metal in the pool. */
  readonly fraction: number;
}

function Layer({ layer, now, x, width, fraction }: LayerProps) {
  const { role, name, thickness } = layer;
  const part =
    thickness === null || now.thickness === null || thickness === 0 ? 1 : Math.min(1, now.thickness / thickness);
  const filled = width * part;
  const amber = HEIGHT * (role === "working" ? fraction : 1);
  const shown = role === "electrolyte" ? name.replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)] ?? digit) : name;
  const short = name.length * 7.4 > width - 6 ? `${shown.slice(0, Math.max(2, Math.floor(width / 7.4) - 2))}…` : shown;
  return (
    <g>
      <title>{`${name}: ${thicknessWords(thickness, now.thickness)}`}</title>
      <rect x={x} y={0} width={width} height={HEIGHT} fill={role === "electrolyte" ? "var(--line)" : "var(--sunken)"} />
      {role === "electrolyte" ? null : (
        <>
          <rect x={x} y={HEIGHT - amber} width={filled} height={amber} fill="var(--na-fill)" fillOpacity={0.72} />
          <rect x={x} y={0} width={filled} height={HEIGHT - amber} fill="var(--k-fill)" fillOpacity={0.72} />
        </>
      )}
      {x > 0 ? <path d={`M${x} 0V${HEIGHT}`} stroke="var(--line-strong)" /> : null}
      <text
        x={x + width / 2}
        y={HEIGHT / 2 + 4}
        textAnchor="middle"
        fontSize={11}
        fontWeight={600}
        fill="var(--ink)"
        stroke="var(--panel)"
        strokeWidth={2.5}
        paintOrder="stroke"
      >
        {short}
      </text>
      <text
        x={x === 0 ? 0 : x + width > WIDTH - 1 ? WIDTH : x + width / 2}
        y={HEIGHT + 13}
        textAnchor={x === 0 ? "start" : x + width > WIDTH - 1 ? "end" : "middle"}
        fontSize={10.5}
        fill="var(--ink2)"
      >
        {thicknessWords(thickness, now.thickness)}
      </text>
    </g>
  );
}

/** "0.94 of 1.04 mm" of a layer that got thinner, "0.5 → 0.533 mm" of one that grew, "1.5 mm" where nothing has changed. */
function thicknessWords(before: number | null, after: number | null): string {
  if (before === null || after === null) return "";
  const [factor, unit] = before >= 1e-4 ? [1e3, "mm"] : before >= 1e-7 ? [1e6, "µm"] : [1e9, "nm"];
  const told = (length: number): string => formatNumber(length * factor, { digits: 3 });
  if (told(after) === told(before)) return `${told(before)}\u00a0${unit}`;
  return after < before
    ? `${told(after)} of ${told(before)}\u00a0${unit}`
    : `${told(before)} → ${told(after)}\u00a0${unit}`;
}

function widthsOf(layers: readonly CellLayer[]): number[] {
  const known = layers.map(({ thickness }) => thickness ?? 0);
  const sum = known.reduce((a, b) => a + b, 0);
  const raw = known.map((one) => (sum > 0 ? (WIDTH * one) / sum : WIDTH / layers.length));
  const lacking = raw.reduce((more, one) => more + Math.max(0, LEAST - one), 0);
  const room = raw.reduce((more, one) => more + Math.max(0, one - LEAST), 0);
  return raw.map((one) => (one < LEAST ? LEAST : one - (room > 0 ? (lacking * (one - LEAST)) / room : 0)));
}

function indexAt(times: Float64Array, time: number | null): number {
  if (time === null) return times.length - 1;
  let at = -1;
  while (at + 1 < times.length && (times[at + 1] as number) <= time) at++;
  return Math.max(at, 0);
}
