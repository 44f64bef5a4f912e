/** A manifest of an own model, or the file that it names, cannot be used; one sentence for each thing that is wrong. */
export class BadManifest extends Error {
  override readonly name = 'BadManifest';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}
