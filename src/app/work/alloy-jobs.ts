import type { ClaimsDocument } from "../../claims/result.ts";
import type { Figure } from "../../figures/plotly.ts";
import type { AlloyOverview, OverviewRequest } from "../../study/alloy-overview.ts";
import type { AlloyPoint } from "../../study/alloy-points.ts";
import type { BinaryAlloySystem } from "../../study/alloy-system.ts";
import type { PhasesDocument } from "../../study/phases.ts";
import type { PotentialDocument } from "../../study/potential.ts";
import type { PropertiesDocument } from "../../study/properties.ts";
import type { Job, JobFile } from "./jobs.ts";

/** Two metals and the database that describes them; null: the built-in one. */
export interface AlloySource {
  readonly database: JobFile | null;
  /** Na-K */
  readonly system: string;
}

/** The theme that a figure is drawn in. */
export type Scheme = "light" | "dark";

/** A sentence of the page of a command. */
export interface AlloyFinding {
  readonly lead: string;
  readonly rest: string;
}

/** The diagram and what stands beside it. */
export interface DrawnDiagram {
  /** As `liquidus phases --json` prints it. */
  readonly document: PhasesDocument;
  readonly figure: Figure;
  readonly summary: string;
  /** K that the figure shows. */
  readonly range: readonly [number, number];
  /** What to mind: that it is a fit, what the database leaves out. */
  readonly findings: readonly AlloyFinding[];
  readonly molarMasses: BinaryAlloySystem["molarMasses"];
}

/** A document with one of its figures. */
export interface DrawnDocument<Document> {
  readonly document: Document;
  /** Null: there is nothing to draw. */
  readonly figure: Figure | null;
  readonly summary: string;
  readonly remark: string;
}

/** Jobs of the phases view. */
export interface AlloyJobs {
  readonly alloyClaims: Job<{ readonly ids: readonly string[] }, ClaimsDocument>;
  /** What a database holds; `text` is the database in the TDB format. */
  readonly alloyDatabase: Job<
    { readonly database: JobFile | null },
    {
      readonly name: string;
      readonly systems: readonly string[];
      readonly text: string;
      /** Properties that are known of its alloys. */
      readonly properties: readonly { readonly name: string; readonly title: string }[];
    }
  >;
  readonly alloyOverview: Job<{ readonly source: AlloySource; readonly request: OverviewRequest }, AlloyOverview>;
  readonly alloyPoint: Job<
    { readonly source: AlloySource; readonly moleFraction: number; readonly temperature: number },
    AlloyPoint
  >;
  readonly alloyProperty: Job<
    {
      readonly source: AlloySource;
      readonly composition: string;
      readonly temperature: number;
      readonly property: string;
      readonly scheme: Scheme;
    },
    DrawnDocument<PropertiesDocument>
  >;
  readonly phaseDiagram: Job<
    { readonly source: AlloySource; readonly temperature: number; readonly scheme: Scheme },
    DrawnDiagram
  >;
  readonly potentialCurves: Job<
    {
      readonly source: AlloySource;
      readonly temperature: number;
      readonly scheme: Scheme;
      /** False: without the bands, quickly. */
      readonly bands: boolean;
    },
    DrawnDocument<PotentialDocument>
  >;
}
