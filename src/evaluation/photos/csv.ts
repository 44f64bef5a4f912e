/** Rows of a CSV file by the names of its first line; a value in double quotes may hold commas and doubled quotes. */
export function parseCsv(text: string): ReadonlyMap<string, string>[] {
  const [header = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const names = fieldsOf(header);
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => new Map(fieldsOf(line).map((value, index) => [names[index] ?? `${index}`, value])));
}

function fieldsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) =>
    quoted === undefined ? (bare ?? '').trim() : quoted.replaceAll('""', '"'),
  );
}
