/** What `/metrics` sends. */
export interface MetricsPage {
  readonly contentType: string;
  render(): Promise<string>;
}
