import type { Cursor } from "./cursor.ts";
import type { ImpedanceRequest, SpectrumTime } from "./impedance-request.ts";
import type { ImpedanceStep } from "./protocol.ts";
import { readCount, readQuantity, readSpan } from "./read-quantity.ts";
import { short } from "./tokens.ts";

/** Points per decade where none are given. */
export const POINTS_PER_DECADE = 10;

const EXAMPLE = "impedance 7 MHz to 5 Hz, 5 uA, 10 points per decade, every step";
const AMPLITUDE = "an amplitude (5 uA, 0.01 mA/cm2 or 10 mV)";

/** When spectra are taken, as it is said behind the request. */
export interface WhenWritten {
  readonly when: SpectrumTime | undefined;
  readonly everyStep: boolean;
  readonly passes: number | undefined;
}

/** Reads what stands behind `impedance`: `7 MHz to 5 Hz, 5 uA, 10 points per decade, every step`. */
export function readImpedance(cursor: Cursor): WhenWritten & { readonly request: ImpedanceRequest } {
  cursor.accept("from");
  const [from, to] = readSpan(cursor, "frequency", "a frequency", EXAMPLE);
  if (!cursor.acceptSymbol(",")) cursor.accept("at");
  cursor.accept("amplitude");
  const { value, dimension } = readQuantity(cursor, ["current", "currentDensity", "voltage"], AMPLITUDE, EXAMPLE);
  const amplitude: ImpedanceRequest["amplitude"] =
    dimension === "voltage"
      ? { quantity: "voltage", value }
      : { quantity: "current", value, unit: dimension === "current" ? "A" : "A/m2" };
  let pointsPerDecade: number | undefined;
  let when: SpectrumTime | undefined;
  let everyStep = false;
  let passes: number | undefined;
  for (cursor.joinLines(); isAnother(cursor); cursor.joinLines()) {
    cursor.acceptSymbol(",");
    const at = cursor.token.start;
    const twice = (said: boolean): void => {
      if (said) throw cursor.error(`this is said a second time; once is right, as in "${EXAMPLE}".`, at);
    };
    if (cursor.token.kind === "number") {
      twice(pointsPerDecade !== undefined);
      pointsPerDecade = readPoints(cursor);
    } else if (cursor.accept("every") || cursor.accept("each")) {
      twice(everyStep || passes !== undefined);
      if (cursor.accept("step") || cursor.accept("stair")) everyStep = true;
      else if (cursor.accept("pass") || cursor.accept("cycle")) passes = 1;
      else {
        passes = readCount(cursor, '"step", or a number of passes', EXAMPLE, 1e9);
        if (!acceptPasses(cursor))
          throw cursor.unexpected('"passes"', "impedance 7 MHz to 5 Hz, 5 uA, every 10 passes");
      }
    } else {
      twice(when !== undefined);
      when = readWhen(cursor);
    }
  }
  const request = { from, to, pointsPerDecade: pointsPerDecade ?? POINTS_PER_DECADE, amplitude };
  return { request, when, everyStep, passes };
}

const acceptPasses = (cursor: Cursor): boolean =>
  cursor.accept("passes") || cursor.accept("pass") || cursor.accept("cycles") || cursor.accept("cycle");

function isAnother(cursor: Cursor): boolean {
  return cursor.isSymbol(",") || cursor.is("every", "each", "at", "during");
}

function readPoints(cursor: Cursor): number {
  const { value, text } = cursor.take();
  if (!(value > 0)) throw cursor.error(`"${short(text, 30)}" points are too few; write 10 points per decade.`);
  const points = ["points", "point", "pts", "pt", "ppd"].includes(cursor.token.word);
  if (points && cursor.take().word === "ppd") return value;
  const per = (cursor.accept("per") || cursor.acceptSymbol("/")) && (cursor.accept("decade") || cursor.accept("dec"));
  if (!points || !per) throw cursor.unexpected('"points per decade"', EXAMPLE);
  return value;
}

function readWhen(cursor: Cursor): SpectrumTime {
  if (cursor.accept("during")) {
    cursor.accept("it");
    cursor.accept("the", "step");
    return "during";
  }
  cursor.accept("at");
  cursor.accept("its") || cursor.accept("the");
  if (cursor.accept("start") || cursor.accept("beginning")) return "start";
  if (cursor.accept("end")) return "end";
  throw cursor.unexpected('"every step", "at the start", "at the end" or "during"', EXAMPLE);
}

/** A sentence that begins with `impedance`. */
export function readImpedanceStep(cursor: Cursor): ImpedanceStep {
  const at = cursor.token.start;
  const { request, when, everyStep, passes } = readImpedance(cursor);
  if (everyStep) {
    if (passes !== undefined) throw cursor.error("either every step or every so many passes, in two sentences.", at);
    return { kind: "impedance", request, every: { step: when ?? "end" } };
  }
  if (when !== undefined) {
    throw cursor.error(
      `a spectrum ${when === "during" ? "during" : `at the ${when}`} belongs to a step: write it behind one, as in "strip at 0.4 mA/cm2 for 1 h, ${EXAMPLE.replace("every step", "at the end")}", or "every step".`,
      at,
    );
  }
  return passes === undefined ? { kind: "impedance", request } : { kind: "impedance", request, every: { passes } };
}
