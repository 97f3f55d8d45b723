/** What is simulated where no protocol is given: pulses with rests that drain the surface of the pool, a spectrum before and after. */
export const exampleProtocol: string = `protocol "pulses"
impedance 1 MHz to 10 mHz, 5 mV, 10 points per decade
repeat 20 {
  strip at 1 mA/cm2 for 2 s or until 0.5 V
  rest for 4 s
}
impedance 1 MHz to 10 mHz, 5 mV, 10 points per decade
`;
