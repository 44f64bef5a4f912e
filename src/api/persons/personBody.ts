import { changeJson, optionalJson } from '../wire/body/jsonBody.ts';
import { personExternalId, personUserData } from '../wire/body/members.ts';

const members = { user_data: personUserData, external_id: personExternalId };

/** Body of a person's create (contract 30); it may be absent. */
export const personBody = optionalJson(members);

/** Body of a person's change: the same members. */
export const personChange = changeJson(members);
