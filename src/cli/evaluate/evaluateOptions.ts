/** What the command line says. */
export interface EvaluateCommandOptions {
  readonly out: string;
  readonly embedder?: string;
  readonly face: 'largest' | 'central';
  readonly preset?: 'lfw';
  readonly estimates: 'auto' | 'always' | 'never';
  readonly groups: 'labels' | 'estimates';
  readonly unnamed: 'uncompared' | 'strangers';
  readonly json?: true;
}
