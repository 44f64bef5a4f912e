/** What the kernels use of WebAssembly: the compiler's only declarations of it come with the whole browser. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Memory<Buffer extends ArrayBuffer | SharedArrayBuffer = SharedArrayBuffer> {
    constructor(descriptor: Buffer extends ArrayBuffer ? OwnMemory : SharedMemory);
    readonly buffer: Buffer;
    grow(pages: number): number;
  }
  interface OwnMemory {
    readonly initial: number;
  }
  interface SharedMemory {
    readonly initial: number;
    readonly maximum: number;
    readonly shared: true;
  }
  class Instance {
    constructor(module: Module, imports: { env: { memory: Memory<ArrayBuffer | SharedArrayBuffer> } });
    readonly exports: Readonly<Record<string, unknown>>;
  }
  function validate(bytes: Uint8Array): boolean;
}
