const HEADER_BYTES = 8;

/** What goes to the decoder process: two lengths, a JSON text, the file. */
export function frameOf(head: unknown, bytes: Uint8Array): Uint8Array[] {
  const text = Buffer.from(JSON.stringify(head));
  const lengths = Buffer.alloc(HEADER_BYTES);
  lengths.writeUInt32LE(text.length, 0);
  lengths.writeUInt32LE(bytes.length, 4);
  return [lengths, text, bytes];
}

/** Puts frames together from the chunks that a pipe gives. */
export function createFrameReader(onFrame: (head: string, bytes: Uint8Array) => void): (chunk: Uint8Array) => void {
  const header = new Uint8Array(HEADER_BYTES);
  let body: Uint8Array | undefined;
  let [filled, headLength] = [0, 0];
  return (chunk) => {
    for (let at = 0; at < chunk.length; ) {
      const target = body ?? header;
      const part = chunk.subarray(at, at + target.length - filled);
      target.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < target.length) return;
      filled = 0;
      if (body) {
        const [head, bytes] = [body.subarray(0, headLength), body.subarray(headLength)];
        body = undefined;
        onFrame(Buffer.from(head).toString(), bytes);
      } else {
        const view = new DataView(header.buffer);
        headLength = view.getUint32(0, true);
        body = new Uint8Array(headLength + view.getUint32(4, true));
      }
    }
  };
}
