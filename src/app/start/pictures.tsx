import { useEffect, useRef } from "react";
import { useFigureTheme } from "../theme/color-scheme.ts";
import { liquidusOfNaK, pulseVoltages, staircaseMap } from "./pictures.generated.ts";
import classes from "./start-view.module.css";

/** Red, green, blue of a colour as `melt` writes them. */
function channels(hex: string): readonly [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** The map of relaxation times of the staircase, in the colours of the theme. */
export function MapPicture() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { melt } = useFigureTheme();
  const { columns, rows, values } = staircaseMap;
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const image = context.createImageData(columns, rows);
    const bytes = atob(values);
    for (let k = 0; k < bytes.length; k++) {
      image.data.set([...channels(melt[bytes.charCodeAt(k)] ?? "#000000"), 255], 4 * k);
    }
    context.putImageData(image, 0, 0);
  }, [melt]);
  return <canvas ref={canvas} className={classes.picture} width={columns} height={rows} aria-hidden />;
}

type Curve = readonly (readonly [number, number])[];

function path(points: Curve): string {
  return points.map(([x, y], k) => `${k === 0 ? "M" : "L"}${x.toFixed(2)} ${y.toFixed(2)}`).join("");
}

/** Liquidus curves, and the temperature of the room. */
export function DiagramPicture() {
  const [width, height] = [300, 130];
  const [low, high] = [-25, 90];
  const y = (celsius: number): number => height * (1 - (celsius - low) / (high - low));
  const place = (curve: Curve): Curve => curve.map(([x, celsius]) => [width * x, y(celsius)]);
  const colors = { k: "var(--k)", compound: "var(--ink)", na: "var(--na)" } as const;
  return (
    <svg className={classes.picture} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden>
      <rect width={width} height={height} fill="var(--accent-soft)" />
      <path d={`M0 ${y(25)}H${width}`} stroke="var(--ink)" strokeDasharray="6 4" vectorEffect="non-scaling-stroke" />
      {(Object.keys(colors) as (keyof typeof colors)[]).map((solid) => (
        <path
          key={solid}
          d={path(place(liquidusOfNaK[solid]))}
          fill="none"
          stroke={colors[solid]}
          strokeWidth={2.4}
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
}

/** Volts that the picture of the pulses spans; the last pulse leaves it for the cut-off. */
const SPAN = 1.1;

/** Voltage of a train of pulses up to where it runs away. */
export function PulsesPicture() {
  const [width, height, pad] = [300, 130, 12];
  const y = (volts: number): number => height - pad - ((height - 2 * pad) * Math.min(volts, SPAN)) / SPAN;
  const step = (width - 2 * pad) / pulseVoltages.length;
  const points = pulseVoltages.flatMap(
    ([rest, pulse], k): Curve => [
      [pad + step * k, y(rest)],
      [pad + step * (k + 0.5), y(pulse)],
      [pad + step * (k + 1), y(rest)],
    ],
  );
  return (
    <svg className={classes.picture} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden>
      <rect width={width} height={height} fill="var(--plot-bg)" />
      <path
        d={path(points)}
        fill="none"
        stroke="var(--accent)"
        strokeWidth={1.4}
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
