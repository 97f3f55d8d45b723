/**
 * The K-Na database that ships with the program, in the TDB format.
 *
 * Pure elements: A. T. Dinsdale, SGTE data for pure elements, Calphad 15 (1991) 317. Liquid, bcc and KNA2: our own
 * assessment, a fit and no published one; docs/thermodynamics.md has the data it rests on and its residuals. Enthalpies
 * and entropies of the elements at 298.15 K: CODATA Key Values for Thermodynamics (Cox, Wagman, Medvedev, 1989).
 */
export const kNaText: string = `$ K-Na, sodium-potassium
$ Pure elements: SGTE (Dinsdale 1991); H298-H0 and S298: CODATA (1989).
$ Mixing parameters and KNA2: OUR FIT (Liquidus), not a published assessment;
$ temperatures of the liquidus are good to about 2 K.

ELEMENT /-   ELECTRON_GAS              0.0000E+00  0.0000E+00  0.0000E+00 !
ELEMENT VA   VACUUM                    0.0000E+00  0.0000E+00  0.0000E+00 !
ELEMENT K    BCC_A2                    3.9098E+01  7.0880E+03  6.4680E+01 !
ELEMENT NA   BCC_A2                    2.2990E+01  6.4600E+03  5.1300E+01 !

FUNCTION GHSERKK 200 -16112.929+389.624197*T-77.0571464*T*LN(T)
  +.146211135*T**2-8.4949147E-05*T**3+243385*T**(-1); 336.53 Y
  -11122.441+192.586544*T-39.2885968*T*LN(T)
  +.012167386*T**2-2.64387E-06*T**3+43251*T**(-1)+1.19223E+22*T**(-9); 2200 N !
FUNCTION GHSERNA 200 -11989.434+260.548732*T-51.0393608*T*LN(T)
  +.072306633*T**2-4.3638283E-05*T**3+132154*T**(-1); 370.87 Y
  -11009.884+199.619999*T-38.1198801*T*LN(T)
  +.009745854*T**2-1.70664E-06*T**3+34342*T**(-1)+1.65071E+23*T**(-9); 2300 N !
FUNCTION GLIQKK 200 GHSERKK#+2318.096-6.886859*T-9.44E-19*T**7; 336.53 Y
  -8799.422+185.684327*T-39.2885968*T*LN(T)
  +.012167386*T**2-2.64387E-06*T**3+43251*T**(-1); 2200 N !
FUNCTION GLIQNA 200 GHSERNA#+2581.02-6.95218*T-2.76132E-18*T**7; 370.87 Y
  -8400.44+192.587343*T-38.1198801*T*LN(T)
  +.009745854*T**2-1.70664E-06*T**3+34342*T**(-1); 2300 N !

TYPE_DEFINITION % SEQ *!
DEFINE_SYSTEM_DEFAULT ELEMENT 2 !
DEFAULT_COMMAND DEF_SYS_ELEMENT VA /- !

PHASE LIQUID % 1 1.0 !
CONSTITUENT LIQUID :K,NA: !
PARAMETER G(LIQUID,K;0) 200 GLIQKK#; 2200 N SGTE91 !
PARAMETER G(LIQUID,NA;0) 200 GLIQNA#; 2300 N SGTE91 !
PARAMETER L(LIQUID,K,NA;0) 200 +2937-1.06*T; 2200 N LIQUIDUS !
PARAMETER L(LIQUID,K,NA;1) 200 -554; 2200 N LIQUIDUS !

PHASE BCC_A2 % 2 1 3 !
CONSTITUENT BCC_A2 :K,NA:VA: !
PARAMETER G(BCC_A2,K:VA;0) 200 GHSERKK#; 2200 N SGTE91 !
PARAMETER G(BCC_A2,NA:VA;0) 200 GHSERNA#; 2300 N SGTE91 !
PARAMETER L(BCC_A2,K,NA:VA;0) 200 +7467; 2200 N LIQUIDUS !
PARAMETER L(BCC_A2,K,NA:VA;1) 200 -1734; 2200 N LIQUIDUS !

PHASE KNA2 % 2 1 2 !
CONSTITUENT KNA2 :K:NA: !
PARAMETER G(KNA2,K:NA;0) 200 -396.1-1.9604*T+GHSERKK#+2*GHSERNA#; 2200 N
  LIQUIDUS !

LIST_OF_REFERENCES
NUMBER SOURCE
SGTE91 'A. T. Dinsdale, SGTE data for pure elements, Calphad 15 (1991)
  317-425'
LIQUIDUS 'Liquidus, our own fit to the invariants, the ends of the liquidus
  and the heat of mixing; not a published assessment'
!
`;
