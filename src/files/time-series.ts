/** Voltage and current along an experiment in our conventions. Arrays have one length; null where the file has none. */
export interface TimeSeries {
  /** Time in s since the start of the acquisition (of the first file in a timeline). */
  readonly time: Float64Array;
  /** Working electrode against reference, or cell voltage, in V. */
  readonly voltage: Float64Array | null;
  /** Current in A, positive oxidises the working electrode. */
  readonly current: Float64Array | null;
}
