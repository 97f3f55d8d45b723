// What the core may use beyond ECMAScript 2023: present in every browser, every worker and Node.
// This list is the portability contract; adding a name here is a decision.

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: ArrayBufferView | ArrayBuffer): string;
}
declare class TextEncoder {
  encode(input?: string): Uint8Array;
}
declare function setTimeout(callback: () => void, milliseconds?: number): unknown;
declare const performance: { now(): number };
