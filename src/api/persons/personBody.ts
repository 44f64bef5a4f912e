import { optionalJson, personExternalId, personUserData } from '../jsonBody.ts';

/** Body of a person's create and change (contract 30); it may be absent. */
export const personBody = optionalJson({ user_data: personUserData, external_id: personExternalId });
