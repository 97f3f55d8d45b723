import { NumberInput, SegmentedControl, Switch } from "@mantine/core";
import { useCallback, useEffect, useMemo, useState } from "react";
import { darkTheme, lightTheme } from "../../figures/theme.ts";
import { useSame } from "../same-content.ts";
import type { ExportOffer } from "../shell/export-store.ts";
import { Finding } from "../shell/finding.tsx";
import { Section } from "../shell/section.tsx";
import { type ExportFormat, useExportOptions } from "./export-options.ts";
import classes from "./export-sheet.module.css";
import { exportedFigure, partsOf } from "./exported-figure.ts";
import { figureFile } from "./figure-file.ts";
import { aspectOf, type FigureWidth, figureSize, type Resolution } from "./figure-size.ts";
import { fittingLabels } from "./fitting-labels.ts";
import { metadataOf } from "./metadata.ts";
import { placedLabels } from "./placed-labels.ts";
import { SaveButton } from "./save-button.tsx";
import { useMade } from "./use-made.ts";

const formats = [
  { value: "svg", label: "SVG" },
  { value: "png", label: "PNG" },
  { value: "json", label: "Plotly JSON" },
];
const widths = [
  { value: "column", label: "85 mm" },
  { value: "two", label: "175 mm" },
  { value: "slide", label: "Slide" },
];
const resolutions = [
  { value: "1x", label: "1×" },
  { value: "2x", label: "2×" },
  { value: "300dpi", label: "300 dpi" },
];

/** The figure of a panel as a file, shown as it will be. */
export function FigureSection({ offer }: { readonly offer: ExportOffer }) {
  const { format, width, resolution, scheme, parts, set } = useExportOptions();
  const [height, setHeight] = useState<number | null>(null);
  const theme = scheme === "dark" ? darkTheme : lightTheme;
  const drawn = useMade(useMemo(() => async () => ({ figure: await offer.figure?.(theme) }), [offer, theme]));
  const figure = drawn.value?.figure ?? null;
  const cursor = useMemo(() => offer.cursor?.() ?? [], [offer]);
  const there = figure === null ? { cursor: false, labels: false, band: false } : partsOf(figure, cursor, theme);
  const onPaper = width !== "slide";
  const usual = figure === null ? null : Math.round((width === "two" ? 175 : 85) * aspectOf(figure));
  const wanted = useSame(
    useMemo(() => {
      if (figure === null) return null;
      const size = figureSize(width, resolution, aspectOf(figure), height);
      const metadata = metadataOf(offer, {
        width: onPaper ? size.svgWidth : "1920 × 1080",
        theme: scheme,
        ...(format === "png" ? { resolution } : {}),
      });
      const shown = placedLabels(fittingLabels(exportedFigure(figure, parts, cursor, theme), size.width), size);
      return { shown, options: { format, size, metadata, name: offer.fileName } };
    }, [figure, width, resolution, height, onPaper, scheme, format, offer, parts, cursor, theme]),
  );
  const make = useMemo(() => (wanted === null ? null : () => figureFile(wanted.shown, wanted.options)), [wanted]);
  const made = useMade(make);
  const address = usePicture(made.value?.picture ?? null);
  const file = made.value?.file ?? null;
  const files = useCallback(async () => (file === null ? [] : [file]), [file]);
  const problem = drawn.problem ?? made.problem;
  return (
    <Section title="Figure" remark={file?.name}>
      <div className={classes.row}>
        <span>Format</span>
        <SegmentedControl
          size="xs"
          aria-label="Format"
          data={formats}
          value={format}
          onChange={(format) => set({ format: format as ExportFormat })}
        />
      </div>
      <div className={classes.row}>
        <span>Width</span>
        <SegmentedControl
          size="xs"
          aria-label="Width"
          data={widths}
          value={width}
          onChange={(width) => set({ width: width as FigureWidth })}
        />
        {onPaper && usual !== null ? (
          <NumberInput
            size="xs"
            className={classes.field}
            aria-label="Height in mm"
            suffix=" mm high"
            min={20}
            max={250}
            value={height ?? usual}
            onChange={(value) => setHeight(typeof value === "number" ? Math.min(250, Math.max(20, value)) : null)}
          />
        ) : null}
      </div>
      {format === "png" ? (
        <div className={classes.row}>
          <span>Pixels</span>
          <SegmentedControl
            size="xs"
            aria-label="Pixels"
            data={onPaper ? resolutions : resolutions.slice(0, 2)}
            value={onPaper || resolution !== "300dpi" ? resolution : "1x"}
            onChange={(resolution) => set({ resolution: resolution as Resolution })}
          />
        </div>
      ) : null}
      <div className={classes.row}>
        <span>Colours</span>
        <SegmentedControl
          size="xs"
          aria-label="Colours"
          data={[
            { value: "light", label: "Light" },
            { value: "dark", label: "Dark" },
          ]}
          value={scheme}
          onChange={(scheme) => set({ scheme: scheme === "dark" ? "dark" : "light" })}
        />
      </div>
      <div className={classes.switches}>
        {(["cursor", "labels", "band"] as const).map((part) => (
          <Switch
            key={part}
            size="xs"
            label={{ cursor: "Cursor lines", labels: "Labels", band: "95\u00A0% band" }[part]}
            checked={parts[part] && there[part]}
            disabled={!there[part]}
            onChange={(event) => set({ parts: { ...parts, [part]: event.currentTarget.checked } })}
          />
        ))}
      </div>
      {problem === null ? (
        <div className={classes.preview} aria-busy={made.busy}>
          {address === null ? null : <img src={address} alt={`${offer.title} as it will be saved`} />}
        </div>
      ) : (
        <Finding verdict="fails" lead="No figure." rest={problem} />
      )}
      <div className={classes.actions}>
        <SaveButton name="Save figure" main files={files} disabled={file === null} />
      </div>
    </Section>
  );
}

/** An address of the picture as long as it is shown. */
function usePicture(picture: Blob | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (picture === null) return;
    const made = URL.createObjectURL(picture);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  return address;
}
