/* The benchmark cell R1 (docs/numerics/benchmark-cell.md) with SUNDIALS: IDA on the differential-algebraic equations with
 * the exact banded Jacobian, CVODE (BDF) on the differential ones with the surface concentration solved for in every call.
 *
 *   pool-cell ida|cvode pulse|cycle CELLS RTOL REPEATS OUTPUT [MAX_ORDER] [FIRST_STEP]
 *
 * pulse: (1 s at 10 A/m2, 2 s at 0); cycle: (9000 s at 4 A/m2, 9000 s at -4 A/m2). OUTPUT gets "t V phi c_s" after each
 * segment; the closing line on standard output is JSON: seconds of the integration alone, steps, Jacobians.
 * MAX_ORDER 0 and FIRST_STEP 0 leave SUNDIALS' own choice. All quantities SI. */
#include <cvode/cvode.h>
#include <ida/ida.h>
#include <math.h>
#include <nvector/nvector_serial.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sunlinsol/sunlinsol_band.h>
#include <sunmatrix/sunmatrix_band.h>
#include <time.h>

#define FARADAY 96485.33212
#define THERMAL (8.31446261815324 * 298.15)
#define BORDER 5 /* V, v, E, phi, c_s; then the cells */

static const double depth = 1e-3, grading = 8, spotFraction = 0.01, funnel = 20e-6;
static const double slowDiffusivity = 7e-13, fastDiffusivity = 3e-9, skin = 3e-6;
static const double chi = 1.1, volumeA = 2.38e-5, volumeB = 4.56e-5, initial = 19400;
static const double exchange = 20, bulk = 0.015, contactResistance = 2e-3, boundaryResistance = 3e-3,
                    boundaryCapacity = 3.3e-3, layerCapacity = 0.2;
static const double loss = 0.1, healing = 0.02, lossScale = 10, threshold = 9500, width = 400;

static int cells;
static double *conductance; /* A D / distance at the near face of cell k */
static double *volume;      /* A dz */
static double current;

static double area(double z) { return spotFraction + (1 - spotFraction) * (1 - exp(-z / funnel)); }
static double diffusivity(double z) {
  return slowDiffusivity * pow(fastDiffusivity / slowDiffusivity, 1 - exp(-(z / skin) * (z / skin)));
}
static double face(int j) { return depth * expm1(grading * j / cells) / expm1(grading); }

static void mesh(void) {
  conductance = malloc(cells * sizeof(double));
  volume = malloc(cells * sizeof(double));
  double before = 0;
  for (int k = 0; k < cells; k++) {
    double near = face(k), far = face(k + 1), centre = 0.5 * (near + far);
    conductance[k] = area(near) * diffusivity(near) / (centre - before);
    volume[k] = area(centre) * (far - near);
    before = centre;
  }
}

/* Mole fraction, thermodynamic factor and equilibrium potential with their derivatives. */
static double fraction(double c, double *slope) {
  double q = 1 / (1 + c * (volumeB - volumeA));
  *slope = volumeB * q * q;
  return c * volumeB * q;
}
static double factor(double c, double *slope) {
  double dx, x = fraction(c, &dx);
  *slope = -2 * chi * (1 - 2 * x) * dx;
  return 1 - 2 * chi * x * (1 - x);
}
static double equilibrium(double c, double *slope) {
  double dx, x = fraction(c, &dx), rest = 1 - x, unit = THERMAL / FARADAY;
  *slope = -unit * (1 / x - 2 * chi * rest) * dx;
  return -unit * (log(x) + chi * rest * rest);
}

/* Faradaic current density and its derivatives to E, phi, c_s. */
static double faradaic(double E, double phi, double c, double *toE, double *toPhi, double *toC) {
  double slope, g = FARADAY / (2 * THERMAL), eta = E - equilibrium(c, &slope);
  double i0 = exchange * sqrt(c / initial), up = exp(g * eta), down = 1 / up;
  *toE = phi * i0 * g * (up + down);
  *toPhi = i0 * (up - down);
  *toC = phi * i0 * (0.5 / c * (up - down) - g * slope * (up + down));
  return phi * i0 * (up - down);
}

static double contactRate(double phi, double c, double *toPhi, double *toC) {
  double strip = current > 0 ? current / lossScale : 0;
  double s = 1 / (1 + exp(-(threshold - c) / width));
  *toPhi = loss * strip / (phi * phi) * s - healing;
  *toC = loss * strip / phi * s * (1 - s) / width;
  return -loss * strip / phi * s + healing * (1 - phi);
}

/* Rates of the cells; returns the flux (area included) from cell 0 to the surface. */
static double diffuse(double surface, const double *c, double *rate) {
  double slope, first = 0, left = surface, flux = 0;
  for (int k = 0; k < cells; k++) {
    double next = conductance[k] * factor(0.5 * (left + c[k]), &slope) * (c[k] - left);
    if (k == 0) first = next;
    else rate[k - 1] = (next - flux) / volume[k - 1];
    flux = next;
    left = c[k];
  }
  rate[cells - 1] = -flux / volume[cells - 1];
  return first;
}

/* ---- IDA: F(t, y, y') = 0 ---- */
static long evaluations;
static const double surfaceScale = 1e4;

static int residual(double t, N_Vector yy, N_Vector yp, N_Vector rr, void *data) {
  evaluations++;
  double *y = N_VGetArrayPointer(yy), *p = N_VGetArrayPointer(yp), *r = N_VGetArrayPointer(rr), a, b, d;
  double iF = faradaic(y[2], y[3], y[4], &a, &b, &d);
  double flux = diffuse(y[4], y + BORDER, r + BORDER);
  r[0] = y[0] - y[2] - y[1] - current * (bulk + contactResistance / y[3]);
  r[1] = p[1] - (current - y[1] / boundaryResistance) / boundaryCapacity;
  r[2] = p[2] - (current - iF) / layerCapacity;
  r[3] = p[3] - contactRate(y[3], y[4], &a, &b);
  r[4] = surfaceScale * (iF / FARADAY - flux);
  for (int k = BORDER; k < cells + BORDER; k++) r[k] = p[k] - r[k];
  return 0;
}

#define J(i, j) SM_ELEMENT_B(jacobian, i, j)
static int derivative(double t, double cj, N_Vector yy, N_Vector yp, N_Vector rr, SUNMatrix jacobian, void *data, N_Vector a,
                      N_Vector b, N_Vector d) {
  double *y = N_VGetArrayPointer(yy), toE, toPhi, toC, lossPhi, lossC;
  faradaic(y[2], y[3], y[4], &toE, &toPhi, &toC);
  contactRate(y[3], y[4], &lossPhi, &lossC);
  J(0, 0) = 1;
  J(0, 1) = J(0, 2) = -1;
  J(0, 3) = current * contactResistance / (y[3] * y[3]);
  J(1, 1) = cj + 1 / (boundaryResistance * boundaryCapacity);
  J(2, 2) = cj + toE / layerCapacity;
  J(2, 3) = toPhi / layerCapacity;
  J(2, 4) = toC / layerCapacity;
  J(3, 3) = cj - lossPhi;
  J(3, 4) = -lossC;
  J(4, 2) = surfaceScale * toE / FARADAY;
  J(4, 3) = surfaceScale * toPhi / FARADAY;
  double toRight = 0;
  for (int k = 0; k < cells; k++) {
    int row = BORDER + k;
    double slope, theta = factor(0.5 * (y[row - 1] + y[row]), &slope), bend = 0.5 * slope * (y[row] - y[row - 1]);
    double left = conductance[k] * (bend - theta), right = conductance[k] * (bend + theta);
    if (k == 0) {
      J(4, 4) = surfaceScale * (toC / FARADAY - left);
      J(4, BORDER) = -surfaceScale * right;
    } else {
      J(row - 1, row - 1) = cj - (left - toRight) / volume[k - 1];
      J(row - 1, row) = -right / volume[k - 1];
    }
    J(row, row - 1) = left / volume[k];
    J(row, row) = cj + right / volume[k];
    toRight = right;
  }
  return 0;
}

/* ---- CVODE: y' = f(t, y) for [v, E, phi, cells] ---- */
static double lastSurface;

static double surfaceOf(double E, double phi, double firstCell) {
  double c = lastSurface;
  for (int turn = 0; turn < 60; turn++) {
    double toE, toPhi, toC, slope, theta = factor(0.5 * (c + firstCell), &slope);
    double flux = conductance[0] * theta * (firstCell - c);
    double toFlux = conductance[0] * (0.5 * slope * (firstCell - c) - theta);
    double step = (flux - faradaic(E, phi, c, &toE, &toPhi, &toC) / FARADAY);
    step /= toFlux - toC / FARADAY;
    c = c - step <= 0 ? 0.5 * c : c - step;
    if (fabs(step) < 1e-11 * c) break;
  }
  return lastSurface = c;
}

static int slopes(double t, N_Vector yy, N_Vector ff, void *data) {
  evaluations++;
  double *y = N_VGetArrayPointer(yy), *f = N_VGetArrayPointer(ff), a, b;
  double c = surfaceOf(y[1], y[2], y[3]), flux = diffuse(c, y + 3, f + 3);
  f[0] = (current - y[0] / boundaryResistance) / boundaryCapacity;
  f[1] = (current - flux * FARADAY) / layerCapacity;
  f[2] = contactRate(y[2], c, &a, &b);
  return 0;
}

static double clockNow(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

int main(int count, char **argument) {
  if (count < 7) return fprintf(stderr, "pool-cell ida|cvode pulse|cycle CELLS RTOL REPEATS OUTPUT [MAX_ORDER] [FIRST_STEP]\n"), 2;
  int ida = argument[1][0] == 'i', pulse = argument[2][0] == 'p', repeats = atoi(argument[5]);
  cells = atoi(argument[3]);
  double rtol = atof(argument[4]);
  FILE *output = fopen(argument[6], "w");
  int order = count > 7 ? atoi(argument[7]) : 0;
  double first = count > 8 ? atof(argument[8]) : 0;
  double currents[2] = {pulse ? 10 : 4, pulse ? 0 : -4}, lengths[2] = {pulse ? 1 : 9000, pulse ? 2 : 9000}, slope;
  mesh();
  SUNContext context;
  SUNContext_Create(NULL, &context);
  int border = ida ? BORDER : 3, size = cells + border;
  N_Vector state = N_VNew_Serial(size, context), rates = N_VNew_Serial(size, context), tolerance = N_VNew_Serial(size, context),
           spare = N_VNew_Serial(size, context);
  double *y = N_VGetArrayPointer(state), *p = N_VGetArrayPointer(rates), *tol = N_VGetArrayPointer(tolerance);
  for (int k = 0; k < size; k++) {
    y[k] = initial;
    tol[k] = k < (ida ? 4 : 3) ? 0.1 * rtol : 1e3 * rtol;
  }
  double *v = y + ida, *E = v + 1, *phi = v + 2;
  *v = 0, *E = equilibrium(initial, &slope), *phi = 1, lastSurface = initial;
  SUNMatrix matrix = SUNBandMatrix(size, ida ? 3 : 2, 2, context);
  SUNLinearSolver solver = SUNLinSol_Band(state, matrix, context);
  void *memory;
  if (ida) {
    y[0] = *E;
    memory = IDACreate(context);
    IDAInit(memory, residual, 0, state, rates);
    IDASVtolerances(memory, rtol, tolerance);
    IDASetLinearSolver(memory, solver, matrix);
    IDASetJacFn(memory, derivative);
    IDASetMaxNumSteps(memory, 500000);
    if (order) IDASetMaxOrd(memory, order);
  } else {
    memory = CVodeCreate(CV_BDF, context);
    CVodeInit(memory, slopes, 0, state);
    CVodeSVtolerances(memory, rtol, tolerance);
    CVodeSetLinearSolver(memory, solver, matrix);
    CVodeSetMaxNumSteps(memory, 500000);
    if (order) CVodeSetMaxOrd(memory, order);
  }
  double begin = clockNow(), t = 0, reached;
  long steps = 0, jacobians = 0, n, m;
  for (int r = 0; r < repeats; r++)
    for (int s = 0; s < 2; s++) {
      current = currents[s];
      int flag;
      if (ida) {
        y[0] = y[2] + y[1] + current * (bulk + contactResistance / y[3]);
        double *rest = N_VGetArrayPointer(spare);
        memset(p, 0, size * sizeof(double));
        residual(t, state, rates, spare, NULL);
        for (int k = 1; k < size; k++) p[k] = k == 4 ? 0 : -rest[k];
        IDAReInit(memory, t, state, rates);
        IDASetStopTime(memory, t + lengths[s]);
        if (first) IDASetInitStep(memory, first);
        flag = IDASolve(memory, t + lengths[s], &reached, state, rates, IDA_NORMAL);
        IDAGetNumSteps(memory, &n);
        IDAGetNumJacEvals(memory, &m);
      } else {
        CVodeReInit(memory, t, state);
        CVodeSetStopTime(memory, t + lengths[s]);
        if (first) CVodeSetInitStep(memory, first);
        flag = CVode(memory, t + lengths[s], state, &reached, CV_NORMAL);
        CVodeGetNumSteps(memory, &n);
        CVodeGetNumJacEvals(memory, &m);
      }
      if (flag < 0) return fprintf(stderr, "segment %d of repeat %d failed with %d at %g s\n", s, r, flag, reached), 1;
      t += lengths[s], steps += n, jacobians += m;
      double c = ida ? y[4] : surfaceOf(*E, *phi, y[3]);
      if (output) fprintf(output, "%.16g %.16g %.16g %.16g\n", t, *E + *v + current * (bulk + contactResistance / *phi), *phi, c);
    }
  printf("{\"seconds\": %.6f, \"steps\": %ld, \"jacobians\": %ld, \"evaluations\": %ld}\n", clockNow() - begin, steps, jacobians,
         evaluations);
  if (output) fclose(output);
  return 0;
}
