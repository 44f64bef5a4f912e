type Told = Readonly<Record<string, unknown>>;

/** What a command has done: one JSON object, or a line each in words, those of an object below its name. */
export function printSummary(told: Told, { json }: { readonly json?: true }): void {
  console.log(json ? JSON.stringify(told) : linesOf(told).join('\n'));
}

function linesOf(told: Told, indent = ''): string[] {
  return Object.entries(told).flatMap(([name, value]) => {
    const start = `${indent}${name.replaceAll('_', ' ')}:`;
    if (value === undefined || value === null) return [];
    if (typeof value !== 'object') return [`${start} ${value}`];
    if (Array.isArray(value))
      return value.length === 0 ? [] : [start, ...value.map((each) => `${indent}  ${inWords(each)}`)];
    const members = Object.values(value);
    // Counts of both sides, or of few things, are read side by side.
    if (members.length <= 3 && members.every((member) => typeof member !== 'object'))
      return [`${start} ${inWords(value)}`];
    return [start, ...linesOf(value as Told, `${indent}  `)];
  });
}

function inWords(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, member]) => `${name.replaceAll('_', ' ')} ${inWords(member)}`)
    .join(', ');
}
