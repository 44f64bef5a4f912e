/** What is said of a URL that is not one of a receiver. */
export const RECEIVER_RULE = 'must be an http or https URL without a user name and a password';

/**
 * Whether the service may post to a URL of this form, be it a setting or a client's. Credentials in it would be shown
 * wherever settings, handlers and log lines are.
 */
export function isReceiverUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === '';
}
