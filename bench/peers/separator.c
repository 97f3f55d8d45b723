/* The benchmark separator R2 (docs/numerics/electrolyte.md) with CVODE (BDF, banded, difference Jacobian): three ions
 * between two electrodes, one of which forms a salt that precipitates.
 *
 *   separator CELLS RTOL CYCLES OUTPUT [MAX_ORDER] [FIRST_STEP]
 *
 * Each cycle: 9000 s at 4 A/m2, 9000 s at -4 A/m2. OUTPUT gets "t c1(0) c2(0) s(0) c1(last) layer" after each half cycle;
 * the closing line is JSON. MAX_ORDER 0 and FIRST_STEP 0 leave CVODE's own choice. All quantities SI. */
#include <cvode/cvode.h>
#include <math.h>
#include <nvector/nvector_serial.h>
#include <stdio.h>
#include <stdlib.h>
#include <sunlinsol/sunlinsol_band.h>
#include <sunmatrix/sunmatrix_band.h>
#include <time.h>

static const double faraday = 96485.33212, thickness = 1e-3, salt = 1000, trace = 0.01;
static const double mobileA = 2e-10, mobileB = 2.5e-10, mobileAnion = 3.5e-10;
static const double product = 400, rate = 0.5, seed = 1, smoothing = 0.02, share = 0.095;
static int cells;
static double width, current;
static long evaluations;

static double ramp(double u) { return 0.5 * (u + sqrt(u * u + smoothing * smoothing)); }

/* Flux of the second cation at an electrode: a fixed share where metal is stripped, by concentration where it is plated. */
static double second(const double *c, int stripped) {
  return (stripped ? share : c[1] / (c[0] + c[1])) * current / faraday;
}

static int slopes(double t, N_Vector yy, N_Vector ff, void *data) {
  evaluations++;
  const double *y = N_VGetArrayPointer(yy), total = current / faraday;
  double *f = N_VGetArrayPointer(ff), inB = second(y, current > 0), inA = total - inB;
  for (int k = 0; k < cells; k++) {
    const double *c = y + 3 * k;
    double outA, outB;
    if (k + 1 < cells) {
      const double *n = c + 3;
      double a = 0.5 * (c[0] + n[0]), b = 0.5 * (c[1] + n[1]), toA = (n[0] - c[0]) / width, toB = (n[1] - c[1]) / width;
      double field = -(total + mobileA * toA + mobileB * toB - mobileAnion * (toA + toB)) /
                     (mobileA * a + mobileB * b + mobileAnion * (a + b));
      outA = -mobileA * (toA + a * field);
      outB = -mobileB * (toB + b * field);
    } else {
      outB = second(c, current < 0);
      outA = total - outB;
    }
    double s = c[1] * (c[0] + c[1]) / product;
    double grow = rate * (ramp(s - 1) - ramp(1 - s) * c[2] / (c[2] + seed));
    f[3 * k] = (inA - outA) / width;
    f[3 * k + 1] = (inB - outB) / width - grow;
    f[3 * k + 2] = grow;
    inA = outA;
    inB = outB;
  }
  return 0;
}

static double clockNow(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

int main(int count, char **argument) {
  if (count < 5) return fprintf(stderr, "separator CELLS RTOL CYCLES OUTPUT [MAX_ORDER] [FIRST_STEP]\n"), 2;
  cells = atoi(argument[1]);
  double rtol = atof(argument[2]);
  int cycles = atoi(argument[3]), size = 3 * cells;
  FILE *output = fopen(argument[4], "w");
  width = thickness / cells;
  SUNContext context;
  SUNContext_Create(NULL, &context);
  N_Vector state = N_VNew_Serial(size, context), tolerance = N_VNew_Serial(size, context);
  double *y = N_VGetArrayPointer(state), *tol = N_VGetArrayPointer(tolerance);
  for (int k = 0; k < cells; k++) {
    y[3 * k] = salt - trace, y[3 * k + 1] = trace, y[3 * k + 2] = 0;
    tol[3 * k] = 100 * rtol, tol[3 * k + 1] = 0.1 * rtol, tol[3 * k + 2] = 10 * rtol;
  }
  void *memory = CVodeCreate(CV_BDF, context);
  current = 4;
  CVodeInit(memory, slopes, 0, state);
  CVodeSVtolerances(memory, rtol, tolerance);
  SUNMatrix matrix = SUNBandMatrix(size, 5, 5, context);
  SUNLinearSolver solver = SUNLinSol_Band(state, matrix, context);
  CVodeSetLinearSolver(memory, solver, matrix);
  CVodeSetMaxNumSteps(memory, 500000);
  int order = count > 5 ? atoi(argument[5]) : 0;
  double first = count > 6 ? atof(argument[6]) : 0;
  if (order) CVodeSetMaxOrd(memory, order);
  double begin = clockNow(), t = 0, reached;
  long steps = 0, n;
  for (int half = 0; half < 2 * cycles; half++) {
    current = half % 2 ? -4 : 4;
    CVodeReInit(memory, t, state);
    CVodeSetStopTime(memory, t + 9000);
    if (first) CVodeSetInitStep(memory, first);
    int flag = CVode(memory, t + 9000, state, &reached, CV_NORMAL);
    if (flag < 0) return fprintf(stderr, "half cycle %d failed with %d at %g s\n", half, flag, reached), 1;
    t += 9000;
    CVodeGetNumSteps(memory, &n);
    steps += n;
    double layer = 0;
    for (int k = 0; k < cells; k++) layer += y[3 * k + 2] * width;
    fprintf(output, "%.16g %.16g %.16g %.16g %.16g %.16g\n", t, y[0], y[1], y[2], y[3 * cells - 3], layer);
  }
  printf("{\"seconds\": %.6f, \"steps\": %ld, \"evaluations\": %ld}\n", clockNow() - begin, steps, evaluations);
  fclose(output);
  return 0;
}
