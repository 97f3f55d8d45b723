export { type DragMode, type FigureControl, useFigureControl } from "./figure-control.ts";
export type {
  FigureCursor,
  FigureCursorPoint,
  FigureMargin,
  FigureRanges,
  FigureStep,
  FigureViewProps,
  PointedAt,
} from "./figure-props.ts";
export { ExportTool, FigureTools, type FigureToolsProps } from "./figure-tools.tsx";
export { FigureView } from "./figure-view.tsx";
