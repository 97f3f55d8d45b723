/** Finite volumes along one coordinate, cell 0 at its start (the interface). Relative areas let funnels, cylinders, spheres and discs be meshes. */
export interface Mesh {
  readonly cells: number;
  /** Faces z₀ … z_N in m, rising. */
  readonly faces: Float64Array;
  /** Centres in m. */
  readonly centers: Float64Array;
  /** Area of each face over that of the electrode, length N + 1. */
  readonly faceAreas: Float64Array;
  /** Volume of each cell per area of the electrode in m. */
  readonly volumes: Float64Array;
}
