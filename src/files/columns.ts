/**
 * Canonical column names that other rooms look for. A reader uses these where the quantity is exactly this one,
 * keeping the vendor's unit and sign in the stored values; other columns get a name of their own, spelled out the same way.
 */
export const columnNames = {
  /** Time since the start of the acquisition. */
  time: "time",
  frequency: "frequency",
  realImpedance: "realImpedance",
  /** Z'' with its own sign (negative for a capacitive arc). */
  imaginaryImpedance: "imaginaryImpedance",
  /** −Z'', as BioLogic and Nova store it. */
  negativeImaginaryImpedance: "negativeImaginaryImpedance",
  impedanceModulus: "impedanceModulus",
  /** Phase of Z. */
  impedancePhase: "impedancePhase",
  /** −phase of Z. */
  negativeImpedancePhase: "negativeImpedancePhase",
  /** Potential of the working electrode against the reference, or the cell voltage: momentary. */
  workingPotential: "workingPotential",
  /** Potential of the working electrode less that of the counter electrode, where the file says that it is this. */
  workingMinusCounterPotential: "workingMinusCounterPotential",
  /** As `workingPotential`, averaged over the point. */
  meanWorkingPotential: "meanWorkingPotential",
  counterPotential: "counterPotential",
  meanCounterPotential: "meanCounterPotential",
  /** Current, positive oxidises the working electrode unless the reader says otherwise. */
  current: "current",
  meanCurrent: "meanCurrent",
  controlVoltage: "controlVoltage",
  controlCurrent: "controlCurrent",
  /** Number of the sequence (EC-Lab Ns). */
  sequence: "sequence",
  /** Number of the step in the order in which steps were run; one that is repeated counts again. */
  stepCount: "stepCount",
  cycleNumber: "cycleNumber",
  /** Number of the impedance sweep (EC-Lab z cycle), or of the spectrum in the file. */
  sweepNumber: "sweepNumber",
  halfCycle: "halfCycle",
  /** Charge passed since the start, (Q−Q₀). */
  charge: "charge",
  /** Charge passed since the row before. */
  chargeIncrement: "chargeIncrement",
  temperature: "temperature",
  mode: "mode",
} as const;
