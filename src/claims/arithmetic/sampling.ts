// Will move to tomography/ and impedance/.

/** Projections over 180° that sample a disc of `pixels` across to the pixel: π/2 · pixels (Crowther, DeRosier and Klug 1970). */
export function crowtherProjections(pixels: number): number {
  return (Math.PI / 2) * pixels;
}

/** Diameter in pixels that a number of projections over 180° samples to the pixel: the inverse. */
export function crowtherDiameter(projections: number): number {
  return (2 / Math.PI) * projections;
}

/** Time constant in s whose arc peaks at a frequency in Hz: 1 / (2πf). */
export function timeConstantOf(frequency: number): number {
  return 1 / (2 * Math.PI * frequency);
}
