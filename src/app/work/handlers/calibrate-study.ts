import { runTask } from "../../../base/task.ts";
import { calibration } from "../../../study/calibrate/calibration.ts";
import { CalibrationStopped, stoppable, stoppedDocument } from "../../../study/calibrate/interrupted.ts";
import { planCalibration } from "../../../study/calibrate/plan-calibration.ts";
import { shippedStudy } from "../../../study/studies/shipped-studies.ts";
import type { Handler } from "../handler.ts";
import { studyFiles, studySource } from "../study-source.ts";

export const calibrateStudy: Handler<"calibrateStudy"> = async ({ study }, surroundings) => {
  const source = await studySource(study);
  const others = await Promise.all((source.study.calibrate?.with ?? []).map((name) => shippedStudy(name)));
  const sources = [{ source, files: await studyFiles(study) }, ...others.map((one) => ({ source: one }))];
  const { onProgress, isCancelled } = surroundings;
  try {
    return await runTask(
      {
        name: "calibrate",
        run: async (control) => {
          const { rivals: _, ...planned } = await planCalibration(sources, stoppable(control, isCancelled));
          return calibration({ ...planned, options: { leaveOut: false }, isStopped: isCancelled }).run(control);
        },
      },
      { onProgress },
    );
  } catch (error) {
    if (error instanceof CalibrationStopped) return stoppedDocument(error.reached);
    throw error;
  }
};
