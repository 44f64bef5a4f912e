/** A time of the server in the reader's zone and language. */
export function shownTime(time: string, locale: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? time : date.toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' });
}
