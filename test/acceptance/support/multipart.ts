/** One part of a form; `name` and `filename` are left out of its header when they are undefined. */
export interface FormPart {
  readonly name?: string;
  readonly filename?: string;
  readonly type?: string;
  readonly body: Buffer | string;
}

export const BOUNDARY = 'acceptance-boundary';
export const FORM_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

/** A body of multipart/form-data, byte by byte as written here. */
export function form(parts: readonly FormPart[]): Buffer {
  const pieces = parts.flatMap(({ name, filename, type, body }) => {
    const disposition = [
      'form-data',
      ...(name === undefined ? [] : [`name="${name}"`]),
      ...(filename === undefined ? [] : [`filename="${filename}"`]),
    ].join('; ');
    const head = `--${BOUNDARY}\r\nContent-Disposition: ${disposition}\r\n${type ? `Content-Type: ${type}\r\n` : ''}\r\n`;
    return [Buffer.from(head), Buffer.from(body as string), Buffer.from('\r\n')];
  });
  return Buffer.concat([...pieces, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}
