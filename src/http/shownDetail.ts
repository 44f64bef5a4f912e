/** Characters of a refusal's text in a log line. */
const LONGEST = 300;

/** The text of a refusal as the log of either server shows it. */
export function shownDetail(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
