export const UUID4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** Contract 00 §10. */
export const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/;
/** Contract 00 §4, the form that the service makes itself. */
export const REQUEST_ID = /^[0-9]{10},[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Well formed and unknown to every server. */
export const UNKNOWN_ID = 'deadbeef-dead-4bad-8bad-deadbeefdead';
export const OTHER_UNKNOWN_ID = 'deadbeef-dead-4bad-9bad-deadbeefbeef';
/** A UUID of version 1: not an id of this API. */
export const UUID1 = '2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d';
/** Not ids, each for another reason. */
export const MALFORMED_IDS = [
  'abc',
  '123',
  UUID1,
  'deadbeef-dead-4bad-cbad-deadbeefdead',
  'deadbeefdead4bad8baddeadbeefdead',
  `${UNKNOWN_ID}0`,
  `{${UNKNOWN_ID}}`,
] as const;
