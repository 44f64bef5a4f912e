// Generated from docs/openapi.json by `npm run client:generate`; do not edit.
export interface paths {
    "/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Versions
         * @description Versions of the service and of the API, in the members that clients of the original expect. Open to everyone.
         */
        get: operations["getVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthcheck": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the service and what it depends on answer
         * @description Asks the database, and with `include_luna_services=1` everything else that requests depend on. When a part fails, the answer is 502 and names each part with its error. Open to everyone.
         */
        get: operations["checkHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the process runs: 503 when only a restart helps
         * @description A probe for orchestrators: 503 when only a restart helps. A database that is out of reach is no reason.
         */
        get: operations["getAlive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether requests can be served: 503 while the database is out of reach, what is stored cannot be written, or the service closes
         * @description A probe for load balancers: 503 while the database is out of reach, and while the service closes.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/4/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register an account; the answer holds its first token
         * @description Creates an account and its first token. Everything else that the account stores belongs to it alone. An e-mail address can be registered once; a password has 8 to 32 characters. Send the token of the answer as `X-Auth-Token` with other requests; keep the password for the operations on tokens. A server may be closed to strangers, or open to those with an invitation only: the setting `REGISTRATION`.
         */
        post: operations["createAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/4/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The account itself
         * @description Shows the account of the credentials. A suspended account can still ask this.
         */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/4/account/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the account holds
         * @description Counts persons and descriptors of the account, and how many descriptors belong to a person.
         */
        get: operations["getStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/4/account/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tokens of the account, newest first
         * @description Lists the tokens of the account, the newest first, a page at a time.
         */
        get: operations["listTokens"];
        put?: never;
        /**
         * Create a token
         * @description Creates a further token, for example one for each application. `token_data` is a note of up to 128 characters.
         */
        post: operations["createToken"];
        /**
         * Delete several tokens
         * @description Deletes the tokens that are listed; ids that the account does not have are ignored. Requests with a deleted token are refused from then on.
         */
        delete: operations["deleteTokens"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/4/account/tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One token
         * @description Shows the note of a token, as it was given when the token was created or changed.
         */
        get: operations["getToken"];
        put?: never;
        post?: never;
        /**
         * Delete a token
         * @description Deletes a token. Requests with it are refused from then on.
         */
        delete: operations["deleteToken"];
        options?: never;
        head?: never;
        /**
         * Change the data of a token
         * @description Replaces the note of a token. An unknown token is reported before any fault of the body.
         */
        patch: operations["updateToken"];
        trace?: never;
    };
    "/4/storage/descriptors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Descriptors of the account, newest first
         * @description Lists the descriptors of the account, the newest first, a page at a time.
         */
        get: operations["listDescriptors"];
        put?: never;
        /**
         * Extract a descriptor from each face of an image, or upload descriptors
         * @description Finds the faces of a photo and stores a descriptor and a portrait of each. With `extract_descriptor=0` nothing is stored. The flags `estimate_*` add what is estimated from a face. Instead of a photo, the body can be a descriptor file or an archive (XPK) from a download. Photos have 96 to 4096 pixels a side by default.
         */
        post: operations["createDescriptors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/4/storage/descriptors/{descriptor_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One descriptor
         * @description Shows to which person and lists a descriptor belongs. `Accept: application/x-vl-face-descriptor` downloads the descriptor itself, as a file that can be uploaded again.
         */
        get: operations["getDescriptor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/4/storage/descriptors/{descriptor_id}/linked_lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists that hold the descriptor
         * @description Lists the ids of the descriptors lists that hold the descriptor.
         */
        get: operations["getDescriptorLists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Put the descriptor into a list or take it out
         * @description Attaches the descriptor to a list of descriptors, or detaches it. Attaching it twice changes nothing.
         */
        patch: operations["changeDescriptorLists"];
        trace?: never;
    };
    "/4/storage/portraits/{portrait}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Portrait of a descriptor, or one of its thumbnails
         * @description Sends the portrait of a descriptor as JPEG. Append `_96` or another size of a thumbnail to the id for a smaller one. Portraits can be switched off by the operator.
         */
        get: operations["getPortrait"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/4/storage/persons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Persons of the account, newest first
         * @description Lists the persons of the account, the newest first, a page at a time. Both filters together must hold.
         */
        get: operations["listPersons"];
        put?: never;
        /**
         * Create a person
         * @description Creates a person without descriptors. `user_data` holds up to 128 characters, `external_id` up to 36; neither need be unique.
         */
        post: operations["createPerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/4/storage/persons/{person_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One person
         * @description Shows a person with its descriptors and lists. `Accept: application/x-vl-xpk` downloads its descriptors and portraits as an archive.
         */
        get: operations["getPerson"];
        put?: never;
        post?: never;
        /**
         * Delete a person; its descriptors stay
         * @description Deletes a person and takes it out of its lists. Its descriptors stay, without a person.
         */
        delete: operations["deletePerson"];
        options?: never;
        head?: never;
        /**
         * Change the data of a person
         * @description Changes the members that are given; the others keep their values. `null` removes the external id.
         */
        patch: operations["updatePerson"];
        trace?: never;
    };
    "/4/storage/persons/{person_id}/linked_descriptors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Descriptors of a person
         * @description Lists the ids of the descriptors of a person.
         */
        get: operations["getPersonDescriptors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Give a descriptor to a person or take it away
         * @description Attaches a descriptor to a person, or detaches it. A descriptor belongs to one person at most.
         */
        patch: operations["changePersonDescriptors"];
        trace?: never;
    };
    "/4/storage/persons/{person_id}/linked_lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists that hold the person
         * @description Lists the ids of the persons lists that hold the person.
         */
        get: operations["getPersonLists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Put the person into a list or take it out
         * @description Attaches the person to a list of persons, or detaches it. Attaching it twice changes nothing.
         */
        patch: operations["changePersonLists"];
        trace?: never;
    };
    "/4/storage/lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists of the account, newest first
         * @description Lists the lists of both kinds, the newest first. The page counts in each kind.
         */
        get: operations["listLists"];
        put?: never;
        /**
         * Create a list
         * @description Creates an empty list of persons or of descriptors. The kind stays. `list_data` is a note of up to 128 characters.
         */
        post: operations["createList"];
        /**
         * Delete several lists; their members stay
         * @description Deletes the lists that are given; ids that the account does not have are ignored. The members stay.
         */
        delete: operations["deleteLists"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/4/storage/lists/{list_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Members of a list
         * @description Shows the persons or the descriptors of a list, by its kind, a page at a time. `Accept: application/x-vl-xpk` downloads the whole list as an archive.
         */
        get: operations["getList"];
        put?: never;
        post?: never;
        /**
         * Delete a list; its members stay
         * @description Deletes a list. Its members stay.
         */
        delete: operations["deleteList"];
        options?: never;
        head?: never;
        /**
         * Change the data of a list
         * @description Replaces the note of a list. It holds up to 128 characters.
         */
        patch: operations["updateList"];
        trace?: never;
    };
    "/4/storage/linker": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Put many persons or descriptors into a list or take them out
         * @description Attaches many persons or descriptors to a list, or detaches them: all or nothing.
         */
        patch: operations["linker"];
        trace?: never;
    };
    "/4/matching/identify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Persons most similar to a person or a descriptor
         * @description Searches persons: in a list, or among those given. The reference is a descriptor, or all descriptors of a person. The answer is 201 and empty when nobody is similar enough.
         */
        post: operations["identify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/4/matching/match": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Descriptors most similar to a person or a descriptor
         * @description Searches descriptors: in a list, or among those given. The reference is a descriptor, or all descriptors of a person.
         */
        post: operations["match"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/4/matching/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Similarity of a descriptor and a person
         * @description Compares a descriptor with a person: one candidate, with the similarity of the most similar descriptor of the person.
         */
        post: operations["verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/4/matching/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Persons or descriptors most similar to the face of an image
         * @description Stores the face of a photo as `/storage/descriptors` does, and searches a list, persons or descriptors with it. The photo must show one face; with several, all are stored, and the detail of error 11012 shows them.
         */
        post: operations["searchByImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/4/handlers/extractor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Policies of the extractor handler
         * @description Every account has this handler from its start. `version` grows with each change.
         */
        get: operations["getExtractorHandler"];
        put?: never;
        /**
         * Create a person from the face in an image
         * @description Stores the one face of a photo as a new person, by the policies of the extractor handler, and puts the person into the list that they name: all or nothing.
         */
        post: operations["runExtractor"];
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change policies of the extractor handler
         * @description Members that are not given keep their values, at any depth. Unknown members are refused, and a list must exist.
         */
        patch: operations["changeExtractorHandler"];
        trace?: never;
    };
    "/4/handlers/identify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Policies of the identify handler
         * @description Every account has this handler from its start. `version` grows with each change.
         */
        get: operations["getIdentifyHandler"];
        put?: never;
        /**
         * Persons most similar to the face of an image
         * @description Stores the one face of a photo and searches persons with it, by the policies of the identify handler.
         */
        post: operations["runIdentify"];
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change policies of the identify handler
         * @description Members that are not given keep their values, at any depth. Unknown members are refused, and a list must exist.
         */
        patch: operations["changeIdentifyHandler"];
        trace?: never;
    };
    "/4/handlers/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Policies of the verify handler
         * @description Every account has this handler from its start. `version` grows with each change.
         */
        get: operations["getVerifyHandler"];
        put?: never;
        /**
         * Whether the face of an image is that of a person
         * @description Stores the one face of a photo and compares it with a person. `status` says whether the similarity reaches the threshold of the verify handler.
         */
        post: operations["runVerify"];
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change policies of the verify handler
         * @description Members that are not given keep their values, at any depth. Unknown members are refused, and a list must exist.
         */
        patch: operations["changeVerifyHandler"];
        trace?: never;
    };
    "/4/handlers/verify/raw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare descriptors that are not stored
         * @description Compares every reference with every candidate; nothing is stored. `data` is a descriptor file or an archive from a download, as base64.
         */
        post: operations["verifyRaw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/4/liveness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whether images show living persons, and no prints, screens or masks
         * @description Judges one photo, sent as the body or as a part `images` of multipart/form-data, or several parts. A photo that cannot be judged has its own error in the answer, and the request succeeds. The operator can switch this off.
         */
        post: operations["checkLiveness"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tokens of the account with what they may do
         * @description Lists the tokens as `GET /4/account/tokens` does, with what each may do, in which lists and until when.
         */
        get: operations["listTokenPermissions"];
        put?: never;
        /**
         * Create a token with limits
         * @description Creates a token with limits from the start. Members that are left out set no limit, as for a token that `POST /4/account/tokens` creates.
         */
        post: operations["createLimitedToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/1/tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change what a token may do
         * @description Changes the members that are given, from the next request of the token on, on every node. `{"access": "all", "lists": null, "expire_time": null}` takes all limits off.
         */
        patch: operations["setTokenPermissions"];
        trace?: never;
    };
    "/ext/1/persons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Persons by text and list, a page by key
         * @description Finds persons whose user data or external id holds a text, whatever the letter case. Pages go by key: `next` of one answer is `after` of the next request, and null on the last page. `skip` passes over persons behind `after`.
         */
        get: operations["findPersons"];
        put?: never;
        /**
         * Create a person from a photo
         * @description Creates a person from the largest face in a photo and puts it into lists, in one request: all or nothing. Other faces in the photo are not stored.
         */
        post: operations["enrolPerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/1/persons/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many persons a search finds
         * @description Counts the persons that `GET /ext/1/persons` finds with the same filter, over all pages.
         */
        get: operations["countPersons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/1/faces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Extract a descriptor from each face of a photo, with landmarks
         * @description Does what `POST /4/storage/descriptors` does with a photo, and adds five points of each face by `estimate_landmarks=1`.
         */
        post: operations["extractFaces"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/1/persons/{person_id}/photos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a person a further photo
         * @description Gives the largest face of a photo to a person, in all lists that hold the person. Other faces of the photo are not stored.
         */
        post: operations["addPhoto"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/1/portraits/{descriptor_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Portrait of a descriptor in the size wanted, or larger
         * @description Sends, as JPEG, the smallest stored image of a portrait whose larger side has at least `side` pixels, or the portrait itself if none has. It works with any thumbnail sizes that the operator has set.
         */
        get: operations["getPortraitBySize"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/1/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was done in review, newest first
         * @description Lists what was done in review, the newest first, a page by key. With `person_id`, only what concerns one person, even one that was merged into another and is gone.
         */
        get: operations["listActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/1/actions/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge two persons into one
         * @description Gives the photos and lists of the person `from` to the person `into`, and deletes `from`; what was rejected for one of them is rejected for both. `into` keeps its data. The history keeps the id and the data of `from`, and the action can be undone.
         */
        post: operations["mergePersons"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/1/actions/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new person of some photos of one
         * @description Creates a person and gives it the named photos of another one. The action can be undone.
         */
        post: operations["splitPerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/1/actions/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give faces to a person, or create one from them
         * @description Gives faces that belong to nobody to the person `person_id`, or creates the person that `person` describes and gives them to it. One of the two members is needed. The action can be undone.
         */
        post: operations["assignFaces"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/1/actions/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record that two faces or persons are not the same
         * @description Records that faces do not belong to a person, or that two persons are not the same; one of `descriptor_ids` and `other_person_id` is needed. `POST /ext/1/search` and the review do not offer such a pair again. Similarities and the answers of `/4/matching` stay as they are. The action can be undone.
         */
        post: operations["rejectCandidate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/1/actions/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take faces out of the review
         * @description The faces are no longer offered in the review; everything else finds them as before. The action can be undone.
         */
        post: operations["dismissFaces"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/1/actions/{action_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo what was done in review
         * @description Takes back an action: a merged person comes back under its old id, and photos go back to where they were. Photos that were given to somebody else in the meantime stay there. 409 when the action was undone before, when it was an erasure, or when a person that it needs is gone: undo the later action first.
         */
        post: operations["undoAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Persons most similar to a face, without rejected ones
         * @description Searches a persons list, or all persons of the account, with a stored face. Persons for whom this face, or the same picture posted before, was rejected are left out and counted in `rejected`; similarities are those of matching. `searched` is the number of persons searched, and `false_matches` the number of strangers that such a search finds at this similarity on average (docs/accuracy.md), or null where that was not measured.
         */
        post: operations["searchByFace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/1/review/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The latest run of each kind
         * @description Shows the latest run of each kind: its state, how far it is, and how much it has found.
         */
        get: operations["listReviewRuns"];
        put?: never;
        /**
         * Look for things to review, in the background
         * @description Starts a run: `clusters` groups faces without a person by similarity, `duplicates` looks for persons that may be one, `quality` for photos that are unlike the others of their person. If a run of that kind is under way, the answer is that one. Its findings replace the earlier ones when it is done.
         */
        post: operations["startReviewRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/1/review/runs/{kind}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a run
         * @description Stops the run of a kind, whichever node it is on; it ends within seconds. The earlier findings stay.
         */
        post: operations["stopReviewRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/1/review/clusters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Faces without a person, grouped by similarity
         * @description Shows the groups that the latest run of the kind `clusters` found, the largest first, without faces that have been given to somebody or dismissed since. `suggestion` is a known person that the group looks like. Give the faces to a person with `POST /ext/1/actions/assign`.
         */
        get: operations["listClusters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/1/review/clusters/{cluster_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All faces of a group
         * @description Shows the faces of a group that are still nobody’s, the most typical first, a page at a time.
         */
        get: operations["getCluster"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/1/review/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Persons that may be one
         * @description Shows the pairs of persons that the latest run of the kind `duplicates` found, the most similar first, with the two photos that are most alike; without pairs that have been merged or rejected since.
         */
        get: operations["listDuplicates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/1/review/photos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Photos that are unlike the others of their person
         * @description Shows the photos that the latest run of the kind `quality` found, the least similar first: too poor to compare, or of somebody else. `likeness` is the similarity to the other photos of the person. Split a photo off, detach it, or dismiss it.
         */
        get: operations["listDoubtfulPhotos"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/1/actions/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase a person with all photos, for good
         * @description Deletes the person with its descriptors, their vectors, portraits and thumbnails, takes its ids out of the audit log, and forgets its history. The answer is the receipt, which stays in `GET /erasures`. There is no undo. `DELETE /4/storage/persons/{person_id}` keeps the descriptors.
         */
        post: operations["erasePerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/1/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Receipts of erased persons, newest first
         * @description Lists the receipts of persons of this account that were erased, by the account or by the administrator, the newest first, a page by key.
         */
        get: operations["listErasures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/1/upkeep": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What clean-up and retention would delete now
         * @description Counts the faces of the account that garbage collection would delete now, and the faces and portraits that are older than its rules of retention allow. Nothing is deleted. `skipped` says why the service would delete nothing: what speaks against its clock.
         */
        get: operations["previewUpkeep"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What requests of the account did to a person or a face
         * @description Lists entries of the audit log (docs/audit.md), the newest first: requests of this account that named the id, or had it in their answer. `recorded` says whether the service keeps the log; earlier entries are shown either way. `complete` is false when there are more, or when the log is so long that its older part was not looked at.
         */
        get: operations["listAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the account does on this node, now or as it happens
         * @description Counts of the account, and its requests to this node in the last minute. With `Accept: text/event-stream` the figures come as server-sent events `figures`, at once and every two seconds, until either side ends it; four streams an account, 64 a node. `service` tells of the whole node, where the operator lets accounts see it (`LIVE_SERVICE_FIGURES`), and is null elsewhere.
         */
        get: operations["getLiveFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Error: {
            error_code: number;
            /** @description Absent in LP3 mode */
            desc?: string;
            /** @description Text; an object for error 11012 */
            detail: unknown;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getVersions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "Version": {
                     *         "luna_api": {
                     *           "api": 4,
                     *           "major": 0,
                     *           "minor": 1,
                     *           "patch": 0
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description - `1` Unknown error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    checkHealth: {
        parameters: {
            query?: {
                /**
                 * @description Ask everything that requests depend on, not only the database
                 * @example 1
                 */
                include_luna_services?: 0 | 1;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "execution_time": 0.004
                     *     }
                     */
                    "application/json": {
                        /** @description Seconds that the checks took */
                        execution_time: number;
                        /** @description An extension: with `include_luna_services=1`, and only when there is something to warn of */
                        warnings?: {
                            /** @description Descriptors that no search finds, by the model that made them */
                            other_models: {
                                [key: string]: number;
                            };
                        };
                    };
                };
            };
            /** @description - `12012` Bad query parameters '{}' */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `1` Unknown error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Unhealthy */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error_code: number;
                        /** @description Absent in LP3 mode */
                        desc?: string;
                        /** @description Text; an object for error 11012 */
                        detail: unknown;
                        /** @description Seconds that the checks took */
                        execution_time: number;
                        components: {
                            name: string;
                            /** @enum {string} */
                            status: "Healthy" | "Unhealthy";
                            /** @description Seconds that the checks took */
                            execution_time: number;
                            error?: {
                                error_code: number;
                                /** @description Absent in LP3 mode */
                                desc?: string;
                                /** @description Text; an object for error 11012 */
                                detail: unknown;
                            };
                        }[];
                    };
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getAlive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "alive": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        alive: true;
                    };
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ready": true
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        ready: true;
                    };
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createAccount: {
        parameters: {
            query?: {
                /** @description An extension: code of an invitation, where `REGISTRATION=invite` asks for one; otherwise ignored */
                invitation_code?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "organization_name": "Example Ltd",
                 *       "email": "jane.doe@example.com",
                 *       "password": "correct horse 9"
                 *     }
                 */
                "application/json": {
                    organization_name: string;
                    password: string;
                    /** Format: email */
                    email: string;
                };
            };
        };
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "token": "16fd2706-8baf-433b-82eb-8c7fada847da"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        token: string;
                    };
                };
            };
            /**
             * @description - `11013` Invalid email address
             *     - `11014` Length password  must be between 8 and 32 symbols
             *     - `12002` Request does not contain json
             *     - `12003` Field '{}' not found in json
             *     - `12005` Request contain empty json
             *     - `12009` Empty field '{}'
             *     - `12012` Bad query parameters '{}'
             *     - `12022` Failed to validate input json. Path: '{}',  message: '{}'
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Registration is closed
             *     - `100` Registration needs an invitation, parameter invitation_code
             *     - `100` Invitation is unknown, expired or used
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11011` An account with given email already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "email": "jane.doe@example.com",
                     *       "organization_name": "Example Ltd",
                     *       "suspended": false
                     *     }
                     */
                    "application/json": {
                        email: string;
                        organization_name: string;
                        suspended: boolean;
                    };
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getStatistics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count_persons": 2,
                     *       "count_descriptors": 5,
                     *       "attached_descriptors": 3
                     *     }
                     */
                    "application/json": {
                        count_persons: number;
                        count_descriptors: number;
                        attached_descriptors: number;
                    };
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11004` Account is suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listTokens: {
        parameters: {
            query?: {
                /**
                 * @description Page, from 1; smaller numbers count as 1
                 * @example 1
                 */
                page?: number;
                /**
                 * @description Objects a page, clamped to 1..1000 (1..100 in the mode lp3)
                 * @example 10
                 */
                page_size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tokens": [
                     *         {
                     *           "id": "16fd2706-8baf-433b-82eb-8c7fada847da",
                     *           "token_data": "door 1"
                     *         }
                     *       ],
                     *       "count": 1
                     *     }
                     */
                    "application/json": {
                        tokens: {
                            /** Format: uuid */
                            id: string;
                            token_data: string;
                        }[];
                        count: number;
                    };
                };
            };
            /** @description - `12012` Bad query parameters '{}' */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11004` Account is suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "token_data": "door 1"
                 *     }
                 */
                "application/json": {
                    token_data?: string;
                };
            };
        };
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "token": "16fd2706-8baf-433b-82eb-8c7fada847da"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        token: string;
                    };
                };
            };
            /**
             * @description - `11015` Max length user data is 128 symbols
             *     - `12002` Request does not contain json
             *     - `12004` Field '{}' must be {}
             *     - `12022` Failed to validate input json. Path: '{}',  message: '{}'
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11004` Account is suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteTokens: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "tokens": [
                 *         "16fd2706-8baf-433b-82eb-8c7fada847da"
                 *       ]
                 *     }
                 */
                "application/json": {
                    tokens: string[];
                };
            };
        };
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12002` Request does not contain json
             *     - `12003` Field '{}' not found in json
             *     - `12004` Field '{}' must be {}
             *     - `12005` Request contain empty json
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11004` Account is suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Token
                 * @example 16fd2706-8baf-433b-82eb-8c7fada847da
                 */
                token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "token_data": "door 1"
                     *     }
                     */
                    "application/json": {
                        token_data: string;
                    };
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11004` Account is suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11022` Token not found
             *     - `12013` Page not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Token
                 * @example 16fd2706-8baf-433b-82eb-8c7fada847da
                 */
                token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11004` Account is suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11022` Token not found
             *     - `12013` Page not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    updateToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Token
                 * @example 16fd2706-8baf-433b-82eb-8c7fada847da
                 */
                token_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token_data": "door 2"
                 *     }
                 */
                "application/json": {
                    token_data: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `11015` Max length user data is 128 symbols
             *     - `12002` Request does not contain json
             *     - `12003` Field '{}' not found in json
             *     - `12004` Field '{}' must be {}
             *     - `12005` Request contain empty json
             *     - `12022` Failed to validate input json. Path: '{}',  message: '{}'
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11004` Account is suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11022` Token not found
             *     - `12013` Page not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listDescriptors: {
        parameters: {
            query?: {
                /**
                 * @description Page, from 1; smaller numbers count as 1
                 * @example 1
                 */
                page?: number;
                /**
                 * @description Objects a page, clamped to 1..1000 (1..100 in the mode lp3)
                 * @example 10
                 */
                page_size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "descriptors": [
                     *         {
                     *           "id": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *           "last_update": "2026-03-01T09:30:00.000000Z",
                     *           "person_id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *           "lists": [
                     *             "c9bf9e57-1685-4c89-bafb-ff5af830be8a"
                     *           ]
                     *         }
                     *       ],
                     *       "count": 1
                     *     }
                     */
                    "application/json": {
                        descriptors: {
                            /** Format: uuid */
                            id: string;
                            /** @description RFC 3339 in UTC with microseconds */
                            last_update: string;
                            /** Format: uuid */
                            person_id: string | null;
                            lists: string[];
                        }[];
                        count: number;
                    };
                };
            };
            /** @description - `12012` Bad query parameters '{}' */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createDescriptors: {
        parameters: {
            query?: {
                /**
                 * @description Adds age and gender
                 * @example 1
                 */
                estimate_attributes?: 0 | 1;
                /** @description Adds emotions */
                estimate_emotions?: 0 | 1;
                /** @description Adds ethnicities */
                estimate_ethnicities?: 0 | 1;
                /** @description Adds the head pose; not with warped images */
                estimate_head_pose?: 0 | 1;
                /** @description Adds the quality; `extended` adds to it a unified score, its component measures, and how likely a mask is */
                estimate_quality?: 0 | 1 | "extended";
                /** @description Faces with a lower detection score are dropped */
                score_threshold?: number;
                /** @description Older name of score_threshold */
                quality_threshold?: number;
                /** @description Faces with a larger absolute pitch, in degrees, are dropped; outside 0..180: none are */
                pitch__lt?: number;
                /** @description Faces with a larger absolute yaw, in degrees, are dropped; outside 0..180: none are */
                yaw__lt?: number;
                /** @description Faces with a larger absolute roll, in degrees, are dropped; outside 0..180: none are */
                roll__lt?: number;
                /** @description The image is an aligned crop with one face; detection is skipped */
                warped_image?: 0 | 1;
                /** @description 0: detection and estimation only, nothing is stored */
                extract_descriptor?: 0 | 1;
                /** @description Adds the EXIF tags */
                extract_exif?: 0 | 1;
            };
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/jpeg": Blob;
                "image/png": Blob;
                "image/x-portable-pixmap": Blob;
                "image/x-portable-graymap": Blob;
                "image/x-portable-bitmap": Blob;
                "image/x-portable-anymap": Blob;
                "image/bmp": Blob;
                "image/x-windows-bmp": Blob;
                "image/x-ms-bmp": Blob;
                "image/tiff": Blob;
                "image/gif": Blob;
                "image/webp": Blob;
                "image/x-jpeg-base64": Blob;
                "image/x-png-base64": Blob;
                "image/x-portable-pixmap-base64": Blob;
                "image/x-portable-graymap-base64": Blob;
                "image/x-portable-bitmap-base64": Blob;
                "image/x-portable-anymap-base64": Blob;
                "image/x-bmp-base64": Blob;
                "image/x-windows-bmp-base64": Blob;
                "image/x-ms-bmp-base64": Blob;
                "image/x-tiff-base64": Blob;
                "image/x-gif-base64": Blob;
                "image/x-webp-base64": Blob;
                "application/x-vl-face-descriptor": Blob;
                "application/x-vl-xpk": Blob;
                "application/x-vl-face-descriptor-base64": Blob;
                "application/x-vl-xpk-base64": Blob;
            };
        };
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "faces": [
                     *         {
                     *           "id": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *           "rect": {
                     *             "height": 212,
                     *             "width": 158,
                     *             "x": 121,
                     *             "y": 96
                     *           },
                     *           "score": 0.998,
                     *           "rectISO": {
                     *             "height": 640,
                     *             "width": 480,
                     *             "x": 0,
                     *             "y": 0
                     *           },
                     *           "attributes": {
                     *             "age": 31.4,
                     *             "gender": 0.02
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        faces: {
                            /** Format: uuid */
                            id?: string;
                            rect?: {
                                height: number;
                                width: number;
                                x: number;
                                y: number;
                            };
                            score?: number;
                            rectISO?: {
                                height: number;
                                width: number;
                                x: number;
                                y: number;
                            };
                            attributes?: {
                                age?: number;
                                /** @description LP3 mode only; always 0, see docs/limits.md */
                                eyeglasses?: number;
                                gender?: number;
                                emotions?: {
                                    predominant_emotion: string;
                                    estimations: {
                                        anger: number;
                                        disgust: number;
                                        fear: number;
                                        happiness: number;
                                        neutral: number;
                                        sadness: number;
                                        surprise: number;
                                    };
                                };
                                ethnicities?: {
                                    predominant_ethnicity: string;
                                    estimations: {
                                        asian: number;
                                        indian: number;
                                        caucasian: number;
                                        african_american: number;
                                    };
                                };
                                head_pose?: {
                                    yaw: number;
                                    pitch: number;
                                    roll: number;
                                };
                            };
                            quality?: {
                                light: number;
                                dark: number;
                                saturation: number;
                                blurriness: number;
                                unified_quality_score?: number;
                                mask?: number;
                                measures?: {
                                    illumination_uniformity: number;
                                    luminance_mean: number;
                                    luminance_variance: number;
                                    under_exposure_prevention: number;
                                    over_exposure_prevention: number;
                                    dynamic_range: number;
                                    sharpness: number;
                                    natural_colour: number;
                                    single_face_present: number;
                                    eyes_open: number;
                                    mouth_closed: number;
                                    inter_eye_distance: number;
                                    head_size: number;
                                    leftward_crop_of_the_face: number;
                                    rightward_crop_of_the_face: number;
                                    margin_above_the_face: number;
                                    margin_below_the_face: number;
                                    head_pose_yaw: number;
                                    head_pose_pitch: number;
                                    head_pose_roll: number;
                                };
                            };
                        }[];
                        exif?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /**
             * @description - `3001` Failed to decode image data. Detail: Bytes are not an image of a supported format.
             *     - `3001` Failed to decode image data. Detail: {} is not supported.
             *     - `3002` Incorrect image size. Detail: Image size ({}x{}) is lower than minimum allowed ({}x{}).
             *     - `3002` Incorrect image size. Detail: Image size ({}x{}) is greater than maximum allowed ({}x{}).
             *     - `4011` Failed to extract a descriptor. Detail: {}
             *     - `12012` Bad query parameters '{}'
             *     - `12017` Bad content type
             *     - `12026` Failed to parse XPK
             *     - `18002` Failed convert bytes to jpg
             *     - `18002` Failed convert bytes to jpg. Detail: {} is not supported.
             *     - `36003` No faces found.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `4003` No faces found. Detail: No faces found.
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             *     - `18001` Failed convert data from base64 to bytes
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getDescriptor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Descriptor
                 * @example 7d444840-9dc0-41d1-b245-5ffdce74fad2
                 */
                descriptor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *       "last_update": "2026-03-01T09:30:00.000000Z",
                     *       "person_id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *       "lists": [
                     *         "c9bf9e57-1685-4c89-bafb-ff5af830be8a"
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @description RFC 3339 in UTC with microseconds */
                        last_update: string;
                        /** Format: uuid */
                        person_id: string | null;
                        lists: string[];
                    };
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11018` Descriptor not found
             *     - `12013` Page not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getDescriptorLists: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Descriptor
                 * @example 7d444840-9dc0-41d1-b245-5ffdce74fad2
                 */
                descriptor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "lists": [
                     *         "c9bf9e57-1685-4c89-bafb-ff5af830be8a"
                     *       ]
                     *     }
                     */
                    "application/json": {
                        lists: string[];
                    };
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11018` Descriptor not found
             *     - `12013` Page not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    changeDescriptorLists: {
        parameters: {
            query: {
                /**
                 * @description What to do
                 * @example attach
                 */
                do: "attach" | "detach";
                /**
                 * @description List
                 * @example c9bf9e57-1685-4c89-bafb-ff5af830be8a
                 */
                list_id: string;
            };
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Descriptor
                 * @example 7d444840-9dc0-41d1-b245-5ffdce74fad2
                 */
                descriptor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `12012` Bad query parameters '{}'
             *     - `12014` Required parameters '{}' not found
             *     - `22003` List not found
             *     - `36001` Expected list of {}. Got list of {}. List id '{}'
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11018` Descriptor not found
             *     - `12013` Page not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getPortrait: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Descriptor id, for a thumbnail followed by an underscore and its side in pixels
                 * @example 7d444840-9dc0-41d1-b245-5ffdce74fad2
                 */
                portrait: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": Blob;
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             *     - `11024` Portrait not found
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `12013` Page not found
             *     - `13003` Image not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listPersons: {
        parameters: {
            query?: {
                /**
                 * @description Page, from 1; smaller numbers count as 1
                 * @example 1
                 */
                page?: number;
                /**
                 * @description Objects a page, clamped to 1..1000 (1..100 in the mode lp3)
                 * @example 10
                 */
                page_size?: number;
                /** @description Only persons whose user_data holds this text */
                user_data?: string;
                /** @description Only persons with this external_id */
                external_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "persons": [
                     *         {
                     *           "id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *           "user_data": "Jane Doe",
                     *           "external_id": "badge-1001",
                     *           "create_time": "2026-03-01T09:30:00.000000Z",
                     *           "descriptors": [
                     *             "7d444840-9dc0-41d1-b245-5ffdce74fad2"
                     *           ],
                     *           "lists": [
                     *             "a3bb189e-8bf9-4888-9912-ace4e6543002"
                     *           ]
                     *         }
                     *       ],
                     *       "count": 1
                     *     }
                     */
                    "application/json": {
                        persons: {
                            /** Format: uuid */
                            id: string;
                            user_data: string;
                            external_id: string | null;
                            /** @description RFC 3339 in UTC with microseconds */
                            create_time: string;
                            descriptors: string[];
                            lists: string[];
                        }[];
                        count: number;
                    };
                };
            };
            /** @description - `12012` Bad query parameters '{}' */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createPerson: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "user_data": "Jane Doe",
                 *       "external_id": "badge-1001"
                 *     }
                 */
                "application/json": {
                    user_data?: string;
                    external_id?: string | null;
                };
            };
        };
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "person_id": "6fa459ea-ee8a-4ca4-894e-db77e160355e"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        person_id: string;
                    };
                };
            };
            /**
             * @description - `11015` Max length user data is 128 symbols
             *     - `12002` Request does not contain json
             *     - `12022` Failed to validate input json. Path: '{}',  message: '{}'
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getPerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Person
                 * @example 6fa459ea-ee8a-4ca4-894e-db77e160355e
                 */
                person_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *       "user_data": "Jane Doe",
                     *       "external_id": "badge-1001",
                     *       "create_time": "2026-03-01T09:30:00.000000Z",
                     *       "descriptors": [
                     *         "7d444840-9dc0-41d1-b245-5ffdce74fad2"
                     *       ],
                     *       "lists": [
                     *         "a3bb189e-8bf9-4888-9912-ace4e6543002"
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        user_data: string;
                        external_id: string | null;
                        /** @description RFC 3339 in UTC with microseconds */
                        create_time: string;
                        descriptors: string[];
                        lists: string[];
                    };
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `12013` Page not found
             *     - `22007` Person not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deletePerson: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Person
                 * @example 6fa459ea-ee8a-4ca4-894e-db77e160355e
                 */
                person_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `12013` Page not found
             *     - `22007` Person not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    updatePerson: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Person
                 * @example 6fa459ea-ee8a-4ca4-894e-db77e160355e
                 */
                person_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "user_data": "Jane Smith"
                 *     }
                 */
                "application/json": {
                    user_data?: string;
                    external_id?: string | null;
                };
            };
        };
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `11015` Max length user data is 128 symbols
             *     - `12002` Request does not contain json
             *     - `12022` Failed to validate input json. Path: '{}',  message: '{}'
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `12013` Page not found
             *     - `22007` Person not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getPersonDescriptors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Person
                 * @example 6fa459ea-ee8a-4ca4-894e-db77e160355e
                 */
                person_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "descriptors": [
                     *         "7d444840-9dc0-41d1-b245-5ffdce74fad2"
                     *       ]
                     *     }
                     */
                    "application/json": {
                        descriptors: string[];
                    };
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `12013` Page not found
             *     - `22007` Person not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    changePersonDescriptors: {
        parameters: {
            query: {
                /**
                 * @description What to do
                 * @example attach
                 */
                do: "attach" | "detach";
                /**
                 * @description Descriptor
                 * @example 7d444840-9dc0-41d1-b245-5ffdce74fad2
                 */
                descriptor_id: string;
            };
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Person
                 * @example 6fa459ea-ee8a-4ca4-894e-db77e160355e
                 */
                person_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `11018` Descriptor not found
             *     - `12012` Bad query parameters '{}'
             *     - `12014` Required parameters '{}' not found
             *     - `36004` Face was not linked to the person
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `12013` Page not found
             *     - `22007` Person not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `22008` This face is already attached to the person */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getPersonLists: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Person
                 * @example 6fa459ea-ee8a-4ca4-894e-db77e160355e
                 */
                person_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "lists": [
                     *         "a3bb189e-8bf9-4888-9912-ace4e6543002"
                     *       ]
                     *     }
                     */
                    "application/json": {
                        lists: string[];
                    };
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `12013` Page not found
             *     - `22007` Person not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    changePersonLists: {
        parameters: {
            query: {
                /**
                 * @description What to do
                 * @example attach
                 */
                do: "attach" | "detach";
                /**
                 * @description List
                 * @example a3bb189e-8bf9-4888-9912-ace4e6543002
                 */
                list_id: string;
            };
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Person
                 * @example 6fa459ea-ee8a-4ca4-894e-db77e160355e
                 */
                person_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `12012` Bad query parameters '{}'
             *     - `12014` Required parameters '{}' not found
             *     - `22003` List not found
             *     - `36001` Expected list of {}. Got list of {}. List id '{}'
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `12013` Page not found
             *     - `22007` Person not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listLists: {
        parameters: {
            query?: {
                /**
                 * @description Page, from 1; smaller numbers count as 1
                 * @example 1
                 */
                page?: number;
                /**
                 * @description Objects a page, clamped to 1..1000 (1..100 in the mode lp3)
                 * @example 10
                 */
                page_size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "lists": {
                     *         "person_lists": [
                     *           {
                     *             "id": "a3bb189e-8bf9-4888-9912-ace4e6543002",
                     *             "list_data": "Staff",
                     *             "count": 1
                     *           }
                     *         ],
                     *         "descriptor_lists": [
                     *           {
                     *             "id": "c9bf9e57-1685-4c89-bafb-ff5af830be8a",
                     *             "list_data": "Visitors",
                     *             "count": 1
                     *           }
                     *         ]
                     *       },
                     *       "persons_list_count": 1,
                     *       "descriptors_list_count": 1
                     *     }
                     */
                    "application/json": {
                        lists: {
                            person_lists: {
                                /** Format: uuid */
                                id: string;
                                list_data: string;
                                count: number;
                            }[];
                            descriptor_lists: {
                                /** Format: uuid */
                                id: string;
                                list_data: string;
                                count: number;
                            }[];
                        };
                        persons_list_count: number;
                        descriptors_list_count: number;
                    };
                };
            };
            /** @description - `12012` Bad query parameters '{}' */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createList: {
        parameters: {
            query?: {
                /**
                 * @description Kind of the members; persons when absent
                 * @example persons
                 */
                type?: "persons" | "descriptors";
            };
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "list_data": "Staff"
                 *     }
                 */
                "application/json": {
                    list_data?: string;
                };
            };
        };
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list_id": "a3bb189e-8bf9-4888-9912-ace4e6543002"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        list_id: string;
                    };
                };
            };
            /**
             * @description - `11015` Max length user data is 128 symbols
             *     - `12002` Request does not contain json
             *     - `12004` Field '{}' must be {}
             *     - `12012` Bad query parameters '{}'
             *     - `12022` Failed to validate input json. Path: '{}',  message: '{}'
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteLists: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "lists": [
                 *         "a3bb189e-8bf9-4888-9912-ace4e6543002"
                 *       ]
                 *     }
                 */
                "application/json": {
                    lists: string[];
                };
            };
        };
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12002` Request does not contain json
             *     - `12003` Field '{}' not found in json
             *     - `12004` Field '{}' must be {}
             *     - `12005` Request contain empty json
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getList: {
        parameters: {
            query?: {
                /**
                 * @description Page, from 1; smaller numbers count as 1
                 * @example 1
                 */
                page?: number;
                /**
                 * @description Objects a page, clamped to 1..1000 (1..100 in the mode lp3)
                 * @example 10
                 */
                page_size?: number;
            };
            header?: never;
            path: {
                /**
                 * @description List
                 * @example a3bb189e-8bf9-4888-9912-ace4e6543002
                 */
                list_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "persons": [
                     *         {
                     *           "id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *           "user_data": "Jane Doe",
                     *           "external_id": "badge-1001",
                     *           "create_time": "2026-03-01T09:30:00.000000Z",
                     *           "descriptors": [
                     *             "7d444840-9dc0-41d1-b245-5ffdce74fad2"
                     *           ],
                     *           "lists": [
                     *             "a3bb189e-8bf9-4888-9912-ace4e6543002"
                     *           ]
                     *         }
                     *       ],
                     *       "count": 1,
                     *       "list_data": "Staff"
                     *     }
                     */
                    "application/json": {
                        persons: {
                            /** Format: uuid */
                            id: string;
                            user_data: string;
                            external_id: string | null;
                            /** @description RFC 3339 in UTC with microseconds */
                            create_time: string;
                            descriptors: string[];
                            lists: string[];
                        }[];
                        count: number;
                        list_data: string;
                    } | {
                        descriptors: {
                            /** Format: uuid */
                            id: string;
                            /** @description RFC 3339 in UTC with microseconds */
                            last_update: string;
                            /** Format: uuid */
                            person_id: string | null;
                            lists: string[];
                        }[];
                        count: number;
                        list_data: string;
                    };
                };
            };
            /** @description - `12012` Bad query parameters '{}' */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `12013` Page not found
             *     - `22003` List not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteList: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description List
                 * @example a3bb189e-8bf9-4888-9912-ace4e6543002
                 */
                list_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `12013` Page not found
             *     - `22003` List not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    updateList: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description List
                 * @example a3bb189e-8bf9-4888-9912-ace4e6543002
                 */
                list_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "list_data": "Staff, ground floor"
                 *     }
                 */
                "application/json": {
                    list_data: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `11015` Max length user data is 128 symbols
             *     - `12002` Request does not contain json
             *     - `12003` Field '{}' not found in json
             *     - `12004` Field '{}' must be {}
             *     - `12005` Request contain empty json
             *     - `12022` Failed to validate input json. Path: '{}',  message: '{}'
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `12013` Page not found
             *     - `22003` List not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    linker: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "action": "attach",
                 *       "list_id": "a3bb189e-8bf9-4888-9912-ace4e6543002",
                 *       "person_ids": [
                 *         "6fa459ea-ee8a-4ca4-894e-db77e160355e"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    action: "attach" | "detach";
                    /** Format: uuid */
                    list_id: string;
                    person_ids?: string[];
                    descriptor_ids?: string[];
                };
            };
        };
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `11018` Descriptor not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12002` Request does not contain json
             *     - `12003` Field '{}' not found in json
             *     - `12004` Field '{}' must be {}
             *     - `12005` Request contain empty json
             *     - `12022` Failed to validate input json. Path: '{}',  message: '{}'
             *     - `22003` List not found
             *     - `22007` Person not found
             *     - `36001` Expected list of {}. Got list of {}. List id '{}'
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    identify: {
        parameters: {
            query?: {
                /** @description Reference: all descriptors of this person */
                person_id?: string;
                /**
                 * @description Reference: this descriptor; person_id wins
                 * @example 7d444840-9dc0-41d1-b245-5ffdce74fad2
                 */
                descriptor_id?: string;
                /**
                 * @description Candidates: a list
                 * @example a3bb189e-8bf9-4888-9912-ace4e6543002
                 */
                list_id?: string;
                /** @description Candidates: persons; list_id wins (comma-separated) */
                person_ids?: string;
                /**
                 * @description Candidates in the answer
                 * @example 3
                 */
                limit?: number;
                /** @description Least similarity of a candidate; absent: any */
                similarity__gte?: number;
            };
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "candidates": [
                     *         {
                     *           "similarity": 0.987,
                     *           "person_id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *           "descriptor_id": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *           "user_data": "Jane Doe",
                     *           "external_id": "badge-1001"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        candidates: {
                            similarity: number;
                            /** Format: uuid */
                            person_id: string;
                            /** Format: uuid */
                            descriptor_id: string;
                            user_data: string;
                            external_id: string | null;
                        }[];
                    };
                };
            };
            /**
             * @description - `11018` Descriptor not found
             *     - `11020` One or more {} not found
             *     - `12012` Bad query parameters '{}'
             *     - `12016` No one  parameters '{}' not found
             *     - `22003` List not found
             *     - `22007` Person not found
             *     - `36001` Expected list of {}. Got list of {}. List id '{}'
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `5003` Failed to match descriptors. Detail: Descriptor version {} does not fit version {}.
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11009` The searched lists need more memory than GALLERY_MEMORY_LIMIT gives
             *     - `11009` Service is temporarily unavailable, try again
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    match: {
        parameters: {
            query?: {
                /**
                 * @description Reference: all descriptors of this person
                 * @example 6fa459ea-ee8a-4ca4-894e-db77e160355e
                 */
                person_id?: string;
                /** @description Reference: this descriptor; person_id wins */
                descriptor_id?: string;
                /**
                 * @description Candidates: a list
                 * @example c9bf9e57-1685-4c89-bafb-ff5af830be8a
                 */
                list_id?: string;
                /** @description Candidates: descriptors; list_id wins (comma-separated) */
                descriptor_ids?: string;
                /**
                 * @description Candidates in the answer
                 * @example 3
                 */
                limit?: number;
                /** @description Least similarity of a candidate; absent: any */
                similarity__gte?: number;
            };
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "candidates": [
                     *         {
                     *           "id": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *           "similarity": 0.987
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        candidates: {
                            /** Format: uuid */
                            id: string;
                            similarity: number;
                        }[];
                    };
                };
            };
            /**
             * @description - `11018` Descriptor not found
             *     - `11020` One or more {} not found
             *     - `12012` Bad query parameters '{}'
             *     - `12016` No one  parameters '{}' not found
             *     - `22003` List not found
             *     - `22007` Person not found
             *     - `36001` Expected list of {}. Got list of {}. List id '{}'
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `5003` Failed to match descriptors. Detail: Descriptor version {} does not fit version {}.
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11009` The searched lists need more memory than GALLERY_MEMORY_LIMIT gives
             *     - `11009` Service is temporarily unavailable, try again
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    verify: {
        parameters: {
            query?: {
                /**
                 * @description Reference: this descriptor (required)
                 * @example 7d444840-9dc0-41d1-b245-5ffdce74fad2
                 */
                descriptor_id?: string;
                /**
                 * @description The person (required)
                 * @example 6fa459ea-ee8a-4ca4-894e-db77e160355e
                 */
                person_id?: string;
                /** @description Least similarity of a candidate; absent: any */
                similarity__gte?: number;
            };
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "candidates": [
                     *         {
                     *           "similarity": 0.987,
                     *           "person_id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *           "descriptor_id": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *           "user_data": "Jane Doe",
                     *           "external_id": "badge-1001"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        candidates: {
                            similarity: number;
                            /** Format: uuid */
                            person_id: string;
                            /** Format: uuid */
                            descriptor_id: string;
                            user_data: string;
                            external_id: string | null;
                        }[];
                    };
                };
            };
            /**
             * @description - `11018` Descriptor not found
             *     - `12012` Bad query parameters '{}'
             *     - `12014` Required parameters '{}' not found
             *     - `22007` Person not found
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `5003` Failed to match descriptors. Detail: Descriptor version {} does not fit version {}.
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11009` The searched lists need more memory than GALLERY_MEMORY_LIMIT gives
             *     - `11009` Service is temporarily unavailable, try again
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    searchByImage: {
        parameters: {
            query?: {
                /**
                 * @description Candidates: a list
                 * @example a3bb189e-8bf9-4888-9912-ace4e6543002
                 */
                list_id?: string;
                /** @description Candidates: persons; list_id wins (comma-separated) */
                person_ids?: string;
                /** @description Candidates: descriptors; list_id wins (comma-separated) */
                descriptor_ids?: string;
                /**
                 * @description Candidates in the answer
                 * @example 3
                 */
                limit?: number;
                /** @description Least similarity of a candidate; absent: any */
                similarity__gte?: number;
                /** @description Adds age and gender */
                estimate_attributes?: 0 | 1;
                /** @description Adds emotions */
                estimate_emotions?: 0 | 1;
                /** @description Adds ethnicities */
                estimate_ethnicities?: 0 | 1;
                /** @description Adds the head pose; not with warped images */
                estimate_head_pose?: 0 | 1;
                /** @description Adds the quality; `extended` adds to it a unified score, its component measures, and how likely a mask is */
                estimate_quality?: 0 | 1 | "extended";
                /** @description Faces with a lower detection score are dropped */
                score_threshold?: number;
                /** @description Older name of score_threshold */
                quality_threshold?: number;
                /** @description Faces with a larger absolute pitch, in degrees, are dropped; outside 0..180: none are */
                pitch__lt?: number;
                /** @description Faces with a larger absolute yaw, in degrees, are dropped; outside 0..180: none are */
                yaw__lt?: number;
                /** @description Faces with a larger absolute roll, in degrees, are dropped; outside 0..180: none are */
                roll__lt?: number;
                /** @description The image is an aligned crop with one face; detection is skipped */
                warped_image?: 0 | 1;
                /** @description 0: detection and estimation only, nothing is stored */
                extract_descriptor?: 0 | 1;
                /** @description Adds the EXIF tags */
                extract_exif?: 0 | 1;
            };
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/jpeg": Blob;
                "image/png": Blob;
                "image/x-portable-pixmap": Blob;
                "image/x-portable-graymap": Blob;
                "image/x-portable-bitmap": Blob;
                "image/x-portable-anymap": Blob;
                "image/bmp": Blob;
                "image/x-windows-bmp": Blob;
                "image/x-ms-bmp": Blob;
                "image/tiff": Blob;
                "image/gif": Blob;
                "image/webp": Blob;
                "image/x-jpeg-base64": Blob;
                "image/x-png-base64": Blob;
                "image/x-portable-pixmap-base64": Blob;
                "image/x-portable-graymap-base64": Blob;
                "image/x-portable-bitmap-base64": Blob;
                "image/x-portable-anymap-base64": Blob;
                "image/x-bmp-base64": Blob;
                "image/x-windows-bmp-base64": Blob;
                "image/x-ms-bmp-base64": Blob;
                "image/x-tiff-base64": Blob;
                "image/x-gif-base64": Blob;
                "image/x-webp-base64": Blob;
            };
        };
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "candidates": [
                     *         {
                     *           "similarity": 0.987,
                     *           "person_id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *           "descriptor_id": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *           "user_data": "Jane Doe",
                     *           "external_id": "badge-1001"
                     *         }
                     *       ],
                     *       "face": {
                     *         "id": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *         "rect": {
                     *           "height": 212,
                     *           "width": 158,
                     *           "x": 121,
                     *           "y": 96
                     *         },
                     *         "score": 0.998,
                     *         "rectISO": {
                     *           "height": 640,
                     *           "width": 480,
                     *           "x": 0,
                     *           "y": 0
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        candidates: ({
                            similarity: number;
                            /** Format: uuid */
                            person_id: string;
                            /** Format: uuid */
                            descriptor_id: string;
                            user_data: string;
                            external_id: string | null;
                        } | {
                            /** Format: uuid */
                            id: string;
                            similarity: number;
                        })[];
                        face: {
                            /** Format: uuid */
                            id?: string;
                            rect?: {
                                height: number;
                                width: number;
                                x: number;
                                y: number;
                            };
                            score?: number;
                            rectISO?: {
                                height: number;
                                width: number;
                                x: number;
                                y: number;
                            };
                            attributes?: {
                                age?: number;
                                /** @description LP3 mode only; always 0, see docs/limits.md */
                                eyeglasses?: number;
                                gender?: number;
                                emotions?: {
                                    predominant_emotion: string;
                                    estimations: {
                                        anger: number;
                                        disgust: number;
                                        fear: number;
                                        happiness: number;
                                        neutral: number;
                                        sadness: number;
                                        surprise: number;
                                    };
                                };
                                ethnicities?: {
                                    predominant_ethnicity: string;
                                    estimations: {
                                        asian: number;
                                        indian: number;
                                        caucasian: number;
                                        african_american: number;
                                    };
                                };
                                head_pose?: {
                                    yaw: number;
                                    pitch: number;
                                    roll: number;
                                };
                            };
                            quality?: {
                                light: number;
                                dark: number;
                                saturation: number;
                                blurriness: number;
                                unified_quality_score?: number;
                                mask?: number;
                                measures?: {
                                    illumination_uniformity: number;
                                    luminance_mean: number;
                                    luminance_variance: number;
                                    under_exposure_prevention: number;
                                    over_exposure_prevention: number;
                                    dynamic_range: number;
                                    sharpness: number;
                                    natural_colour: number;
                                    single_face_present: number;
                                    eyes_open: number;
                                    mouth_closed: number;
                                    inter_eye_distance: number;
                                    head_size: number;
                                    leftward_crop_of_the_face: number;
                                    rightward_crop_of_the_face: number;
                                    margin_above_the_face: number;
                                    margin_below_the_face: number;
                                    head_pose_yaw: number;
                                    head_pose_pitch: number;
                                    head_pose_roll: number;
                                };
                            };
                        };
                        exif?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /**
             * @description - `3001` Failed to decode image data. Detail: Bytes are not an image of a supported format.
             *     - `3001` Failed to decode image data. Detail: {} is not supported.
             *     - `3002` Incorrect image size. Detail: Image size ({}x{}) is lower than minimum allowed ({}x{}).
             *     - `3002` Incorrect image size. Detail: Image size ({}x{}) is greater than maximum allowed ({}x{}).
             *     - `11012` {}
             *     - `11020` One or more {} not found
             *     - `12012` Bad query parameters '{}'
             *     - `12016` No one  parameters '{}' not found
             *     - `12017` Bad content type
             *     - `12018` Unsupported param '{}'
             *     - `18002` Failed convert bytes to jpg
             *     - `18002` Failed convert bytes to jpg. Detail: {} is not supported.
             *     - `22003` List not found
             *     - `36003` No faces found.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `4003` No faces found. Detail: No faces found.
             *     - `5003` Failed to match descriptors. Detail: Descriptor version {} does not fit version {}.
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             *     - `18001` Failed convert data from base64 to bytes
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11009` The searched lists need more memory than GALLERY_MEMORY_LIMIT gives
             *     - `11009` Service is temporarily unavailable, try again
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getExtractorHandler: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "handler_id": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
                     *       "version": 1,
                     *       "policies": {
                     *         "extract_policy": {
                     *           "estimate_attributes": 0,
                     *           "estimate_emotions": 0,
                     *           "estimate_ethnicities": 0,
                     *           "estimate_quality": 0,
                     *           "estimate_head_pose": 0,
                     *           "extract_exif": 0,
                     *           "score_threshold": 0,
                     *           "pitch__lt": 180,
                     *           "yaw__lt": 180,
                     *           "roll__lt": 180
                     *         },
                     *         "person_policy": {
                     *           "list_id": null
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        handler_id: string;
                        version: number;
                        policies: {
                            extract_policy: {
                                /**
                                 * @description Adds age and gender
                                 * @default 0
                                 * @enum {integer}
                                 */
                                estimate_attributes: 0 | 1;
                                /**
                                 * @description Adds emotions
                                 * @default 0
                                 * @enum {integer}
                                 */
                                estimate_emotions: 0 | 1;
                                /**
                                 * @description Adds ethnicities
                                 * @default 0
                                 * @enum {integer}
                                 */
                                estimate_ethnicities: 0 | 1;
                                /**
                                 * @description Adds the quality
                                 * @default 0
                                 * @enum {integer}
                                 */
                                estimate_quality: 0 | 1;
                                /**
                                 * @description Adds the head pose; not with warped images
                                 * @default 0
                                 * @enum {integer}
                                 */
                                estimate_head_pose: 0 | 1;
                                /**
                                 * @description Adds the EXIF tags
                                 * @default 0
                                 * @enum {integer}
                                 */
                                extract_exif: 0 | 1;
                                /**
                                 * @description A face with a lower detection score is dropped
                                 * @default 0
                                 */
                                score_threshold: number;
                                /**
                                 * @description A face with a larger absolute pitch, in degrees, is dropped; 180: none
                                 * @default 180
                                 */
                                pitch__lt: number;
                                /**
                                 * @description A face with a larger absolute yaw, in degrees, is dropped; 180: none
                                 * @default 180
                                 */
                                yaw__lt: number;
                                /**
                                 * @description A face with a larger absolute roll, in degrees, is dropped; 180: none
                                 * @default 180
                                 */
                                roll__lt: number;
                            };
                            person_policy: {
                                /**
                                 * @description Persons list that gets the created person; null: none
                                 * @default null
                                 */
                                list_id: string | null;
                            };
                            liveness_policy?: {
                                /**
                                 * @description 1: only a living person is accepted; one face, with room around it, no warped image
                                 * @default 0
                                 * @enum {integer}
                                 */
                                check_liveness: 0 | 1;
                                /**
                                 * @description Least probability of a living person; null: that of the service
                                 * @default null
                                 */
                                liveness_threshold: number | null;
                            };
                            quality_policy?: {
                                /**
                                 * @description What happens to a face of poor quality: nothing, a warning in the answer, or a refusal, and nothing is stored
                                 * @default none
                                 * @enum {string}
                                 */
                                action: "none" | "warn" | "refuse";
                                /**
                                 * @description Least unified quality score; null: 30
                                 * @default null
                                 */
                                quality_threshold: number | null;
                            };
                            mask_policy?: {
                                /**
                                 * @description What happens to a face whose mouth and chin are hidden: nothing, a warning in the answer, or a refusal, and nothing is stored
                                 * @default none
                                 * @enum {string}
                                 */
                                action: "none" | "warn" | "refuse";
                                /**
                                 * @description Likelihood of a mask from which on the face counts as masked; null: 0.5
                                 * @default null
                                 */
                                mask_threshold: number | null;
                            };
                            webhook_policy?: {
                                /**
                                 * @description Where to POST; must be under one of WEBHOOK_ALLOWED_URLS (docs/events.md)
                                 * @default
                                 */
                                url: string;
                                /**
                                 * @description What is told of
                                 * @default [
                                 *       "created"
                                 *     ]
                                 */
                                events: "created"[];
                            };
                        };
                    };
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    runExtractor: {
        parameters: {
            query?: {
                /** @description The image is an aligned crop with one face; detection is skipped */
                warped_image?: 0 | 1;
                /** @description Taken for compatibility: policies are never cached */
                no_cache?: 0 | 1;
                /**
                 * @description Data of the created person
                 * @example Jane Doe
                 */
                user_data?: string;
                /**
                 * @description External id of the created person
                 * @example badge-1001
                 */
                external_id?: string | null;
            };
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/jpeg": Blob;
                "image/png": Blob;
                "image/x-portable-pixmap": Blob;
                "image/x-portable-graymap": Blob;
                "image/x-portable-bitmap": Blob;
                "image/x-portable-anymap": Blob;
                "image/bmp": Blob;
                "image/x-windows-bmp": Blob;
                "image/x-ms-bmp": Blob;
                "image/tiff": Blob;
                "image/gif": Blob;
                "image/webp": Blob;
                "image/x-jpeg-base64": Blob;
                "image/x-png-base64": Blob;
                "image/x-portable-pixmap-base64": Blob;
                "image/x-portable-graymap-base64": Blob;
                "image/x-portable-bitmap-base64": Blob;
                "image/x-portable-anymap-base64": Blob;
                "image/x-bmp-base64": Blob;
                "image/x-windows-bmp-base64": Blob;
                "image/x-ms-bmp-base64": Blob;
                "image/x-tiff-base64": Blob;
                "image/x-gif-base64": Blob;
                "image/x-webp-base64": Blob;
                "application/x-vl-face-descriptor": Blob;
                "application/x-vl-xpk": Blob;
                "application/x-vl-face-descriptor-base64": Blob;
                "application/x-vl-xpk-base64": Blob;
            };
        };
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "person_id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *       "face": {
                     *         "id": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *         "rect": {
                     *           "height": 212,
                     *           "width": 158,
                     *           "x": 121,
                     *           "y": 96
                     *         },
                     *         "score": 0.998,
                     *         "rectISO": {
                     *           "height": 640,
                     *           "width": 480,
                     *           "x": 0,
                     *           "y": 0
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        person_id: string;
                        face: {
                            /** Format: uuid */
                            id?: string;
                            rect?: {
                                height: number;
                                width: number;
                                x: number;
                                y: number;
                            };
                            score?: number;
                            rectISO?: {
                                height: number;
                                width: number;
                                x: number;
                                y: number;
                            };
                            attributes?: {
                                age?: number;
                                /** @description LP3 mode only; always 0, see docs/limits.md */
                                eyeglasses?: number;
                                gender?: number;
                                emotions?: {
                                    predominant_emotion: string;
                                    estimations: {
                                        anger: number;
                                        disgust: number;
                                        fear: number;
                                        happiness: number;
                                        neutral: number;
                                        sadness: number;
                                        surprise: number;
                                    };
                                };
                                ethnicities?: {
                                    predominant_ethnicity: string;
                                    estimations: {
                                        asian: number;
                                        indian: number;
                                        caucasian: number;
                                        african_american: number;
                                    };
                                };
                                head_pose?: {
                                    yaw: number;
                                    pitch: number;
                                    roll: number;
                                };
                            };
                            quality?: {
                                light: number;
                                dark: number;
                                saturation: number;
                                blurriness: number;
                                unified_quality_score?: number;
                                mask?: number;
                                measures?: {
                                    illumination_uniformity: number;
                                    luminance_mean: number;
                                    luminance_variance: number;
                                    under_exposure_prevention: number;
                                    over_exposure_prevention: number;
                                    dynamic_range: number;
                                    sharpness: number;
                                    natural_colour: number;
                                    single_face_present: number;
                                    eyes_open: number;
                                    mouth_closed: number;
                                    inter_eye_distance: number;
                                    head_size: number;
                                    leftward_crop_of_the_face: number;
                                    rightward_crop_of_the_face: number;
                                    margin_above_the_face: number;
                                    margin_below_the_face: number;
                                    head_pose_yaw: number;
                                    head_pose_pitch: number;
                                    head_pose_roll: number;
                                };
                            };
                        };
                        exif?: {
                            [key: string]: unknown;
                        };
                        warnings?: {
                            /** @description `quality_policy` or `mask_policy` */
                            policy: string;
                            value: number;
                            limit: number;
                        }[];
                    };
                };
            };
            /**
             * @description - `3001` Failed to decode image data. Detail: Bytes are not an image of a supported format.
             *     - `3001` Failed to decode image data. Detail: {} is not supported.
             *     - `3002` Incorrect image size. Detail: Image size ({}x{}) is lower than minimum allowed ({}x{}).
             *     - `3002` Incorrect image size. Detail: Image size ({}x{}) is greater than maximum allowed ({}x{}).
             *     - `4004` Multiple faces found. Detail: {} faces found, one is needed.
             *     - `4009` Failed to estimate face image attributes. Detail: Face width ({}) is lower than minimum allowed ({}).
             *     - `4009` Failed to estimate face image attributes. Detail: Distance of the face to the edge of the image ({}) is lower than minimum allowed ({}).
             *     - `4009` Failed to estimate face image attributes. Detail: A descriptor does not show liveness, an image does.
             *     - `4009` Failed to estimate face image attributes. Detail: Image is warped, liveness needs it as the camera took it.
             *     - `4009` Failed to estimate face image attributes. Detail: The policy looks at the {} of the face, and a descriptor does not show it.
             *     - `4011` Failed to extract a descriptor. Detail: {}
             *     - `11012` {}
             *     - `11015` Max length user data is 128 symbols
             *     - `12012` Bad query parameters '{}'
             *     - `12017` Bad content type
             *     - `12022` Failed to validate input json. Path: '{}',  message: '{}'
             *     - `12026` Failed to parse XPK
             *     - `18002` Failed convert bytes to jpg
             *     - `18002` Failed convert bytes to jpg. Detail: {} is not supported.
             *     - `22003` List not found
             *     - `36001` Expected list of {}. Got list of {}. List id '{}'
             *     - `36003` Liveness {} ({}) is lower than minimum allowed ({}).
             *     - `36003` Face quality ({}) is lower than minimum allowed ({}).
             *     - `36003` Likelihood of a mask ({}) is not lower than maximum allowed ({}).
             *     - `36003` No faces found.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             *     - `11055` License problem: '{}'
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `4003` No faces found. Detail: No faces found.
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             *     - `18001` Failed convert data from base64 to bytes
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    changeExtractorHandler: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "extract_policy": {
                 *         "estimate_attributes": 1
                 *       }
                 *     }
                 */
                "application/json": {
                    extract_policy?: {
                        /**
                         * @description Adds age and gender
                         * @default 0
                         * @enum {integer}
                         */
                        estimate_attributes?: 0 | 1;
                        /**
                         * @description Adds emotions
                         * @default 0
                         * @enum {integer}
                         */
                        estimate_emotions?: 0 | 1;
                        /**
                         * @description Adds ethnicities
                         * @default 0
                         * @enum {integer}
                         */
                        estimate_ethnicities?: 0 | 1;
                        /**
                         * @description Adds the quality
                         * @default 0
                         * @enum {integer}
                         */
                        estimate_quality?: 0 | 1;
                        /**
                         * @description Adds the head pose; not with warped images
                         * @default 0
                         * @enum {integer}
                         */
                        estimate_head_pose?: 0 | 1;
                        /**
                         * @description Adds the EXIF tags
                         * @default 0
                         * @enum {integer}
                         */
                        extract_exif?: 0 | 1;
                        /**
                         * @description A face with a lower detection score is dropped
                         * @default 0
                         */
                        score_threshold?: number;
                        /**
                         * @description A face with a larger absolute pitch, in degrees, is dropped; 180: none
                         * @default 180
                         */
                        pitch__lt?: number;
                        /**
                         * @description A face with a larger absolute yaw, in degrees, is dropped; 180: none
                         * @default 180
                         */
                        yaw__lt?: number;
                        /**
                         * @description A face with a larger absolute roll, in degrees, is dropped; 180: none
                         * @default 180
                         */
                        roll__lt?: number;
                    };
                    person_policy?: {
                        /**
                         * @description Persons list that gets the created person; null: none
                         * @default null
                         */
                        list_id?: string | null;
                    };
                    liveness_policy?: {
                        /**
                         * @description 1: only a living person is accepted; one face, with room around it, no warped image
                         * @default 0
                         * @enum {integer}
                         */
                        check_liveness?: 0 | 1;
                        /**
                         * @description Least probability of a living person; null: that of the service
                         * @default null
                         */
                        liveness_threshold?: number | null;
                    } | null;
                    quality_policy?: {
                        /**
                         * @description What happens to a face of poor quality: nothing, a warning in the answer, or a refusal, and nothing is stored
                         * @default none
                         * @enum {string}
                         */
                        action?: "none" | "warn" | "refuse";
                        /**
                         * @description Least unified quality score; null: 30
                         * @default null
                         */
                        quality_threshold?: number | null;
                    } | null;
                    mask_policy?: {
                        /**
                         * @description What happens to a face whose mouth and chin are hidden: nothing, a warning in the answer, or a refusal, and nothing is stored
                         * @default none
                         * @enum {string}
                         */
                        action?: "none" | "warn" | "refuse";
                        /**
                         * @description Likelihood of a mask from which on the face counts as masked; null: 0.5
                         * @default null
                         */
                        mask_threshold?: number | null;
                    } | null;
                    webhook_policy?: {
                        /**
                         * @description Where to POST; must be under one of WEBHOOK_ALLOWED_URLS (docs/events.md)
                         * @default
                         */
                        url?: string;
                        /**
                         * @description What is told of
                         * @default [
                         *       "created"
                         *     ]
                         */
                        events?: "created"[];
                    } | null;
                };
            };
        };
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `12002` Request does not contain json
             *     - `12005` Request contain empty json
             *     - `12022` Failed to validate input json. Path: '{}',  message: '{}'
             *     - `22003` List not found
             *     - `36001` Expected list of {}. Got list of {}. List id '{}'
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getIdentifyHandler: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "handler_id": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
                     *       "version": 1,
                     *       "policies": {
                     *         "extract_policy": {
                     *           "estimate_attributes": 0,
                     *           "estimate_emotions": 0,
                     *           "estimate_ethnicities": 0,
                     *           "estimate_quality": 0,
                     *           "estimate_head_pose": 0,
                     *           "extract_exif": 0,
                     *           "score_threshold": 0,
                     *           "pitch__lt": 180,
                     *           "yaw__lt": 180,
                     *           "roll__lt": 180
                     *         },
                     *         "match_policy": {
                     *           "list_id": null,
                     *           "limit": 3,
                     *           "similarity__gte": 0
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        handler_id: string;
                        version: number;
                        policies: {
                            extract_policy: {
                                /**
                                 * @description Adds age and gender
                                 * @default 0
                                 * @enum {integer}
                                 */
                                estimate_attributes: 0 | 1;
                                /**
                                 * @description Adds emotions
                                 * @default 0
                                 * @enum {integer}
                                 */
                                estimate_emotions: 0 | 1;
                                /**
                                 * @description Adds ethnicities
                                 * @default 0
                                 * @enum {integer}
                                 */
                                estimate_ethnicities: 0 | 1;
                                /**
                                 * @description Adds the quality
                                 * @default 0
                                 * @enum {integer}
                                 */
                                estimate_quality: 0 | 1;
                                /**
                                 * @description Adds the head pose; not with warped images
                                 * @default 0
                                 * @enum {integer}
                                 */
                                estimate_head_pose: 0 | 1;
                                /**
                                 * @description Adds the EXIF tags
                                 * @default 0
                                 * @enum {integer}
                                 */
                                extract_exif: 0 | 1;
                                /**
                                 * @description A face with a lower detection score is dropped
                                 * @default 0
                                 */
                                score_threshold: number;
                                /**
                                 * @description A face with a larger absolute pitch, in degrees, is dropped; 180: none
                                 * @default 180
                                 */
                                pitch__lt: number;
                                /**
                                 * @description A face with a larger absolute yaw, in degrees, is dropped; 180: none
                                 * @default 180
                                 */
                                yaw__lt: number;
                                /**
                                 * @description A face with a larger absolute roll, in degrees, is dropped; 180: none
                                 * @default 180
                                 */
                                roll__lt: number;
                            };
                            match_policy: {
                                /**
                                 * @description Persons list that is searched; null: all persons of the account
                                 * @default null
                                 */
                                list_id: string | null;
                                /**
                                 * @description Candidates, up to the maximum of matching
                                 * @default 3
                                 */
                                limit: number;
                                /**
                                 * @description Least similarity of a candidate
                                 * @default 0
                                 */
                                similarity__gte: number;
                            };
                            liveness_policy?: {
                                /**
                                 * @description 1: only a living person is accepted; one face, with room around it, no warped image
                                 * @default 0
                                 * @enum {integer}
                                 */
                                check_liveness: 0 | 1;
                                /**
                                 * @description Least probability of a living person; null: that of the service
                                 * @default null
                                 */
                                liveness_threshold: number | null;
                            };
                            quality_policy?: {
                                /**
                                 * @description What happens to a face of poor quality: nothing, a warning in the answer, or a refusal, and nothing is stored
                                 * @default none
                                 * @enum {string}
                                 */
                                action: "none" | "warn" | "refuse";
                                /**
                                 * @description Least unified quality score; null: 30
                                 * @default null
                                 */
                                quality_threshold: number | null;
                            };
                            mask_policy?: {
                                /**
                                 * @description What happens to a face whose mouth and chin are hidden: nothing, a warning in the answer, or a refusal, and nothing is stored
                                 * @default none
                                 * @enum {string}
                                 */
                                action: "none" | "warn" | "refuse";
                                /**
                                 * @description Likelihood of a mask from which on the face counts as masked; null: 0.5
                                 * @default null
                                 */
                                mask_threshold: number | null;
                            };
                            webhook_policy?: {
                                /**
                                 * @description Where to POST; must be under one of WEBHOOK_ALLOWED_URLS (docs/events.md)
                                 * @default
                                 */
                                url: string;
                                /**
                                 * @description What is told of
                                 * @default [
                                 *       "match",
                                 *       "no_match"
                                 *     ]
                                 */
                                events: ("match" | "no_match")[];
                                /**
                                 * @description Similarity of the best candidate from which on it is a match; null: any candidate is one
                                 * @default null
                                 */
                                threshold: number | null;
                            };
                        };
                    };
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    runIdentify: {
        parameters: {
            query?: {
                /** @description The image is an aligned crop with one face; detection is skipped */
                warped_image?: 0 | 1;
                /** @description Taken for compatibility: policies are never cached */
                no_cache?: 0 | 1;
            };
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/jpeg": Blob;
                "image/png": Blob;
                "image/x-portable-pixmap": Blob;
                "image/x-portable-graymap": Blob;
                "image/x-portable-bitmap": Blob;
                "image/x-portable-anymap": Blob;
                "image/bmp": Blob;
                "image/x-windows-bmp": Blob;
                "image/x-ms-bmp": Blob;
                "image/tiff": Blob;
                "image/gif": Blob;
                "image/webp": Blob;
                "image/x-jpeg-base64": Blob;
                "image/x-png-base64": Blob;
                "image/x-portable-pixmap-base64": Blob;
                "image/x-portable-graymap-base64": Blob;
                "image/x-portable-bitmap-base64": Blob;
                "image/x-portable-anymap-base64": Blob;
                "image/x-bmp-base64": Blob;
                "image/x-windows-bmp-base64": Blob;
                "image/x-ms-bmp-base64": Blob;
                "image/x-tiff-base64": Blob;
                "image/x-gif-base64": Blob;
                "image/x-webp-base64": Blob;
                "application/x-vl-face-descriptor": Blob;
                "application/x-vl-xpk": Blob;
                "application/x-vl-face-descriptor-base64": Blob;
                "application/x-vl-xpk-base64": Blob;
            };
        };
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "candidates": [
                     *         {
                     *           "similarity": 0.987,
                     *           "person_id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *           "descriptor_id": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *           "user_data": "Jane Doe",
                     *           "external_id": "badge-1001"
                     *         }
                     *       ],
                     *       "face": {
                     *         "id": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *         "rect": {
                     *           "height": 212,
                     *           "width": 158,
                     *           "x": 121,
                     *           "y": 96
                     *         },
                     *         "score": 0.998,
                     *         "rectISO": {
                     *           "height": 640,
                     *           "width": 480,
                     *           "x": 0,
                     *           "y": 0
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        candidates: {
                            similarity: number;
                            /** Format: uuid */
                            person_id: string;
                            /** Format: uuid */
                            descriptor_id: string;
                            user_data: string;
                            external_id: string | null;
                        }[];
                        face: {
                            /** Format: uuid */
                            id?: string;
                            rect?: {
                                height: number;
                                width: number;
                                x: number;
                                y: number;
                            };
                            score?: number;
                            rectISO?: {
                                height: number;
                                width: number;
                                x: number;
                                y: number;
                            };
                            attributes?: {
                                age?: number;
                                /** @description LP3 mode only; always 0, see docs/limits.md */
                                eyeglasses?: number;
                                gender?: number;
                                emotions?: {
                                    predominant_emotion: string;
                                    estimations: {
                                        anger: number;
                                        disgust: number;
                                        fear: number;
                                        happiness: number;
                                        neutral: number;
                                        sadness: number;
                                        surprise: number;
                                    };
                                };
                                ethnicities?: {
                                    predominant_ethnicity: string;
                                    estimations: {
                                        asian: number;
                                        indian: number;
                                        caucasian: number;
                                        african_american: number;
                                    };
                                };
                                head_pose?: {
                                    yaw: number;
                                    pitch: number;
                                    roll: number;
                                };
                            };
                            quality?: {
                                light: number;
                                dark: number;
                                saturation: number;
                                blurriness: number;
                                unified_quality_score?: number;
                                mask?: number;
                                measures?: {
                                    illumination_uniformity: number;
                                    luminance_mean: number;
                                    luminance_variance: number;
                                    under_exposure_prevention: number;
                                    over_exposure_prevention: number;
                                    dynamic_range: number;
                                    sharpness: number;
                                    natural_colour: number;
                                    single_face_present: number;
                                    eyes_open: number;
                                    mouth_closed: number;
                                    inter_eye_distance: number;
                                    head_size: number;
                                    leftward_crop_of_the_face: number;
                                    rightward_crop_of_the_face: number;
                                    margin_above_the_face: number;
                                    margin_below_the_face: number;
                                    head_pose_yaw: number;
                                    head_pose_pitch: number;
                                    head_pose_roll: number;
                                };
                            };
                        };
                        exif?: {
                            [key: string]: unknown;
                        };
                        warnings?: {
                            /** @description `quality_policy` or `mask_policy` */
                            policy: string;
                            value: number;
                            limit: number;
                        }[];
                    };
                };
            };
            /**
             * @description - `3001` Failed to decode image data. Detail: Bytes are not an image of a supported format.
             *     - `3001` Failed to decode image data. Detail: {} is not supported.
             *     - `3002` Incorrect image size. Detail: Image size ({}x{}) is lower than minimum allowed ({}x{}).
             *     - `3002` Incorrect image size. Detail: Image size ({}x{}) is greater than maximum allowed ({}x{}).
             *     - `4004` Multiple faces found. Detail: {} faces found, one is needed.
             *     - `4009` Failed to estimate face image attributes. Detail: Face width ({}) is lower than minimum allowed ({}).
             *     - `4009` Failed to estimate face image attributes. Detail: Distance of the face to the edge of the image ({}) is lower than minimum allowed ({}).
             *     - `4009` Failed to estimate face image attributes. Detail: A descriptor does not show liveness, an image does.
             *     - `4009` Failed to estimate face image attributes. Detail: Image is warped, liveness needs it as the camera took it.
             *     - `4009` Failed to estimate face image attributes. Detail: The policy looks at the {} of the face, and a descriptor does not show it.
             *     - `4011` Failed to extract a descriptor. Detail: {}
             *     - `11012` {}
             *     - `12012` Bad query parameters '{}'
             *     - `12017` Bad content type
             *     - `12026` Failed to parse XPK
             *     - `18002` Failed convert bytes to jpg
             *     - `18002` Failed convert bytes to jpg. Detail: {} is not supported.
             *     - `22003` List not found
             *     - `36001` Expected list of {}. Got list of {}. List id '{}'
             *     - `36003` Liveness {} ({}) is lower than minimum allowed ({}).
             *     - `36003` Face quality ({}) is lower than minimum allowed ({}).
             *     - `36003` Likelihood of a mask ({}) is not lower than maximum allowed ({}).
             *     - `36003` No faces found.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             *     - `11055` License problem: '{}'
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `4003` No faces found. Detail: No faces found.
             *     - `5003` Failed to match descriptors. Detail: Descriptor version {} does not fit version {}.
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             *     - `18001` Failed convert data from base64 to bytes
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11009` The searched lists need more memory than GALLERY_MEMORY_LIMIT gives
             *     - `11009` Service is temporarily unavailable, try again
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    changeIdentifyHandler: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "extract_policy": {
                 *         "estimate_attributes": 1
                 *       }
                 *     }
                 */
                "application/json": {
                    extract_policy?: {
                        /**
                         * @description Adds age and gender
                         * @default 0
                         * @enum {integer}
                         */
                        estimate_attributes?: 0 | 1;
                        /**
                         * @description Adds emotions
                         * @default 0
                         * @enum {integer}
                         */
                        estimate_emotions?: 0 | 1;
                        /**
                         * @description Adds ethnicities
                         * @default 0
                         * @enum {integer}
                         */
                        estimate_ethnicities?: 0 | 1;
                        /**
                         * @description Adds the quality
                         * @default 0
                         * @enum {integer}
                         */
                        estimate_quality?: 0 | 1;
                        /**
                         * @description Adds the head pose; not with warped images
                         * @default 0
                         * @enum {integer}
                         */
                        estimate_head_pose?: 0 | 1;
                        /**
                         * @description Adds the EXIF tags
                         * @default 0
                         * @enum {integer}
                         */
                        extract_exif?: 0 | 1;
                        /**
                         * @description A face with a lower detection score is dropped
                         * @default 0
                         */
                        score_threshold?: number;
                        /**
                         * @description A face with a larger absolute pitch, in degrees, is dropped; 180: none
                         * @default 180
                         */
                        pitch__lt?: number;
                        /**
                         * @description A face with a larger absolute yaw, in degrees, is dropped; 180: none
                         * @default 180
                         */
                        yaw__lt?: number;
                        /**
                         * @description A face with a larger absolute roll, in degrees, is dropped; 180: none
                         * @default 180
                         */
                        roll__lt?: number;
                    };
                    match_policy?: {
                        /**
                         * @description Persons list that is searched; null: all persons of the account
                         * @default null
                         */
                        list_id?: string | null;
                        /**
                         * @description Candidates, up to the maximum of matching
                         * @default 3
                         */
                        limit?: number;
                        /**
                         * @description Least similarity of a candidate
                         * @default 0
                         */
                        similarity__gte?: number;
                    };
                    liveness_policy?: {
                        /**
                         * @description 1: only a living person is accepted; one face, with room around it, no warped image
                         * @default 0
                         * @enum {integer}
                         */
                        check_liveness?: 0 | 1;
                        /**
                         * @description Least probability of a living person; null: that of the service
                         * @default null
                         */
                        liveness_threshold?: number | null;
                    } | null;
                    quality_policy?: {
                        /**
                         * @description What happens to a face of poor quality: nothing, a warning in the answer, or a refusal, and nothing is stored
                         * @default none
                         * @enum {string}
                         */
                        action?: "none" | "warn" | "refuse";
                        /**
                         * @description Least unified quality score; null: 30
                         * @default null
                         */
                        quality_threshold?: number | null;
                    } | null;
                    mask_policy?: {
                        /**
                         * @description What happens to a face whose mouth and chin are hidden: nothing, a warning in the answer, or a refusal, and nothing is stored
                         * @default none
                         * @enum {string}
                         */
                        action?: "none" | "warn" | "refuse";
                        /**
                         * @description Likelihood of a mask from which on the face counts as masked; null: 0.5
                         * @default null
                         */
                        mask_threshold?: number | null;
                    } | null;
                    webhook_policy?: {
                        /**
                         * @description Where to POST; must be under one of WEBHOOK_ALLOWED_URLS (docs/events.md)
                         * @default
                         */
                        url?: string;
                        /**
                         * @description What is told of
                         * @default [
                         *       "match",
                         *       "no_match"
                         *     ]
                         */
                        events?: ("match" | "no_match")[];
                        /**
                         * @description Similarity of the best candidate from which on it is a match; null: any candidate is one
                         * @default null
                         */
                        threshold?: number | null;
                    } | null;
                };
            };
        };
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `12002` Request does not contain json
             *     - `12005` Request contain empty json
             *     - `12022` Failed to validate input json. Path: '{}',  message: '{}'
             *     - `22003` List not found
             *     - `36001` Expected list of {}. Got list of {}. List id '{}'
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getVerifyHandler: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "handler_id": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
                     *       "version": 1,
                     *       "policies": {
                     *         "extract_policy": {
                     *           "estimate_attributes": 0,
                     *           "estimate_emotions": 0,
                     *           "estimate_ethnicities": 0,
                     *           "estimate_quality": 0,
                     *           "estimate_head_pose": 0,
                     *           "extract_exif": 0,
                     *           "score_threshold": 0,
                     *           "pitch__lt": 180,
                     *           "yaw__lt": 180,
                     *           "roll__lt": 180
                     *         },
                     *         "verification_threshold": 0.9
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        handler_id: string;
                        version: number;
                        policies: {
                            extract_policy: {
                                /**
                                 * @description Adds age and gender
                                 * @default 0
                                 * @enum {integer}
                                 */
                                estimate_attributes: 0 | 1;
                                /**
                                 * @description Adds emotions
                                 * @default 0
                                 * @enum {integer}
                                 */
                                estimate_emotions: 0 | 1;
                                /**
                                 * @description Adds ethnicities
                                 * @default 0
                                 * @enum {integer}
                                 */
                                estimate_ethnicities: 0 | 1;
                                /**
                                 * @description Adds the quality
                                 * @default 0
                                 * @enum {integer}
                                 */
                                estimate_quality: 0 | 1;
                                /**
                                 * @description Adds the head pose; not with warped images
                                 * @default 0
                                 * @enum {integer}
                                 */
                                estimate_head_pose: 0 | 1;
                                /**
                                 * @description Adds the EXIF tags
                                 * @default 0
                                 * @enum {integer}
                                 */
                                extract_exif: 0 | 1;
                                /**
                                 * @description A face with a lower detection score is dropped
                                 * @default 0
                                 */
                                score_threshold: number;
                                /**
                                 * @description A face with a larger absolute pitch, in degrees, is dropped; 180: none
                                 * @default 180
                                 */
                                pitch__lt: number;
                                /**
                                 * @description A face with a larger absolute yaw, in degrees, is dropped; 180: none
                                 * @default 180
                                 */
                                yaw__lt: number;
                                /**
                                 * @description A face with a larger absolute roll, in degrees, is dropped; 180: none
                                 * @default 180
                                 */
                                roll__lt: number;
                            };
                            /**
                             * @description Similarity from which on the person is verified
                             * @default 0.9
                             */
                            verification_threshold: number;
                            liveness_policy?: {
                                /**
                                 * @description 1: only a living person is accepted; one face, with room around it, no warped image
                                 * @default 0
                                 * @enum {integer}
                                 */
                                check_liveness: 0 | 1;
                                /**
                                 * @description Least probability of a living person; null: that of the service
                                 * @default null
                                 */
                                liveness_threshold: number | null;
                            };
                            quality_policy?: {
                                /**
                                 * @description What happens to a face of poor quality: nothing, a warning in the answer, or a refusal, and nothing is stored
                                 * @default none
                                 * @enum {string}
                                 */
                                action: "none" | "warn" | "refuse";
                                /**
                                 * @description Least unified quality score; null: 30
                                 * @default null
                                 */
                                quality_threshold: number | null;
                            };
                            mask_policy?: {
                                /**
                                 * @description What happens to a face whose mouth and chin are hidden: nothing, a warning in the answer, or a refusal, and nothing is stored
                                 * @default none
                                 * @enum {string}
                                 */
                                action: "none" | "warn" | "refuse";
                                /**
                                 * @description Likelihood of a mask from which on the face counts as masked; null: 0.5
                                 * @default null
                                 */
                                mask_threshold: number | null;
                            };
                            webhook_policy?: {
                                /**
                                 * @description Where to POST; must be under one of WEBHOOK_ALLOWED_URLS (docs/events.md)
                                 * @default
                                 */
                                url: string;
                                /**
                                 * @description What is told of
                                 * @default [
                                 *       "verified",
                                 *       "not_verified"
                                 *     ]
                                 */
                                events: ("verified" | "not_verified")[];
                            };
                        };
                    };
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    runVerify: {
        parameters: {
            query: {
                /** @description The image is an aligned crop with one face; detection is skipped */
                warped_image?: 0 | 1;
                /** @description Taken for compatibility: policies are never cached */
                no_cache?: 0 | 1;
                /**
                 * @description The person
                 * @example 6fa459ea-ee8a-4ca4-894e-db77e160355e
                 */
                person_id: string;
            };
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/jpeg": Blob;
                "image/png": Blob;
                "image/x-portable-pixmap": Blob;
                "image/x-portable-graymap": Blob;
                "image/x-portable-bitmap": Blob;
                "image/x-portable-anymap": Blob;
                "image/bmp": Blob;
                "image/x-windows-bmp": Blob;
                "image/x-ms-bmp": Blob;
                "image/tiff": Blob;
                "image/gif": Blob;
                "image/webp": Blob;
                "image/x-jpeg-base64": Blob;
                "image/x-png-base64": Blob;
                "image/x-portable-pixmap-base64": Blob;
                "image/x-portable-graymap-base64": Blob;
                "image/x-portable-bitmap-base64": Blob;
                "image/x-portable-anymap-base64": Blob;
                "image/x-bmp-base64": Blob;
                "image/x-windows-bmp-base64": Blob;
                "image/x-ms-bmp-base64": Blob;
                "image/x-tiff-base64": Blob;
                "image/x-gif-base64": Blob;
                "image/x-webp-base64": Blob;
                "application/x-vl-face-descriptor": Blob;
                "application/x-vl-xpk": Blob;
                "application/x-vl-face-descriptor-base64": Blob;
                "application/x-vl-xpk-base64": Blob;
            };
        };
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": true,
                     *       "candidates": [
                     *         {
                     *           "similarity": 0.987,
                     *           "person_id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *           "descriptor_id": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *           "user_data": "Jane Doe",
                     *           "external_id": "badge-1001"
                     *         }
                     *       ],
                     *       "face": {
                     *         "id": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *         "rect": {
                     *           "height": 212,
                     *           "width": 158,
                     *           "x": 121,
                     *           "y": 96
                     *         },
                     *         "score": 0.998,
                     *         "rectISO": {
                     *           "height": 640,
                     *           "width": 480,
                     *           "x": 0,
                     *           "y": 0
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @description Similarity is not lower than the threshold of the policies */
                        status: boolean;
                        candidates: {
                            similarity: number;
                            /** Format: uuid */
                            person_id: string;
                            /** Format: uuid */
                            descriptor_id: string;
                            user_data: string;
                            external_id: string | null;
                        }[];
                        face: {
                            /** Format: uuid */
                            id?: string;
                            rect?: {
                                height: number;
                                width: number;
                                x: number;
                                y: number;
                            };
                            score?: number;
                            rectISO?: {
                                height: number;
                                width: number;
                                x: number;
                                y: number;
                            };
                            attributes?: {
                                age?: number;
                                /** @description LP3 mode only; always 0, see docs/limits.md */
                                eyeglasses?: number;
                                gender?: number;
                                emotions?: {
                                    predominant_emotion: string;
                                    estimations: {
                                        anger: number;
                                        disgust: number;
                                        fear: number;
                                        happiness: number;
                                        neutral: number;
                                        sadness: number;
                                        surprise: number;
                                    };
                                };
                                ethnicities?: {
                                    predominant_ethnicity: string;
                                    estimations: {
                                        asian: number;
                                        indian: number;
                                        caucasian: number;
                                        african_american: number;
                                    };
                                };
                                head_pose?: {
                                    yaw: number;
                                    pitch: number;
                                    roll: number;
                                };
                            };
                            quality?: {
                                light: number;
                                dark: number;
                                saturation: number;
                                blurriness: number;
                                unified_quality_score?: number;
                                mask?: number;
                                measures?: {
                                    illumination_uniformity: number;
                                    luminance_mean: number;
                                    luminance_variance: number;
                                    under_exposure_prevention: number;
                                    over_exposure_prevention: number;
                                    dynamic_range: number;
                                    sharpness: number;
                                    natural_colour: number;
                                    single_face_present: number;
                                    eyes_open: number;
                                    mouth_closed: number;
                                    inter_eye_distance: number;
                                    head_size: number;
                                    leftward_crop_of_the_face: number;
                                    rightward_crop_of_the_face: number;
                                    margin_above_the_face: number;
                                    margin_below_the_face: number;
                                    head_pose_yaw: number;
                                    head_pose_pitch: number;
                                    head_pose_roll: number;
                                };
                            };
                        };
                        exif?: {
                            [key: string]: unknown;
                        };
                        warnings?: {
                            /** @description `quality_policy` or `mask_policy` */
                            policy: string;
                            value: number;
                            limit: number;
                        }[];
                    };
                };
            };
            /**
             * @description - `3001` Failed to decode image data. Detail: Bytes are not an image of a supported format.
             *     - `3001` Failed to decode image data. Detail: {} is not supported.
             *     - `3002` Incorrect image size. Detail: Image size ({}x{}) is lower than minimum allowed ({}x{}).
             *     - `3002` Incorrect image size. Detail: Image size ({}x{}) is greater than maximum allowed ({}x{}).
             *     - `4004` Multiple faces found. Detail: {} faces found, one is needed.
             *     - `4009` Failed to estimate face image attributes. Detail: Face width ({}) is lower than minimum allowed ({}).
             *     - `4009` Failed to estimate face image attributes. Detail: Distance of the face to the edge of the image ({}) is lower than minimum allowed ({}).
             *     - `4009` Failed to estimate face image attributes. Detail: A descriptor does not show liveness, an image does.
             *     - `4009` Failed to estimate face image attributes. Detail: Image is warped, liveness needs it as the camera took it.
             *     - `4009` Failed to estimate face image attributes. Detail: The policy looks at the {} of the face, and a descriptor does not show it.
             *     - `4011` Failed to extract a descriptor. Detail: {}
             *     - `11012` {}
             *     - `12012` Bad query parameters '{}'
             *     - `12014` Required parameters '{}' not found
             *     - `12017` Bad content type
             *     - `12026` Failed to parse XPK
             *     - `18002` Failed convert bytes to jpg
             *     - `18002` Failed convert bytes to jpg. Detail: {} is not supported.
             *     - `22007` Person not found
             *     - `36003` Liveness {} ({}) is lower than minimum allowed ({}).
             *     - `36003` Face quality ({}) is lower than minimum allowed ({}).
             *     - `36003` Likelihood of a mask ({}) is not lower than maximum allowed ({}).
             *     - `36003` No faces found.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             *     - `11055` License problem: '{}'
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `4003` No faces found. Detail: No faces found.
             *     - `5003` Failed to match descriptors. Detail: Descriptor version {} does not fit version {}.
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             *     - `18001` Failed convert data from base64 to bytes
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11009` The searched lists need more memory than GALLERY_MEMORY_LIMIT gives
             *     - `11009` Service is temporarily unavailable, try again
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    changeVerifyHandler: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "extract_policy": {
                 *         "estimate_attributes": 1
                 *       }
                 *     }
                 */
                "application/json": {
                    extract_policy?: {
                        /**
                         * @description Adds age and gender
                         * @default 0
                         * @enum {integer}
                         */
                        estimate_attributes?: 0 | 1;
                        /**
                         * @description Adds emotions
                         * @default 0
                         * @enum {integer}
                         */
                        estimate_emotions?: 0 | 1;
                        /**
                         * @description Adds ethnicities
                         * @default 0
                         * @enum {integer}
                         */
                        estimate_ethnicities?: 0 | 1;
                        /**
                         * @description Adds the quality
                         * @default 0
                         * @enum {integer}
                         */
                        estimate_quality?: 0 | 1;
                        /**
                         * @description Adds the head pose; not with warped images
                         * @default 0
                         * @enum {integer}
                         */
                        estimate_head_pose?: 0 | 1;
                        /**
                         * @description Adds the EXIF tags
                         * @default 0
                         * @enum {integer}
                         */
                        extract_exif?: 0 | 1;
                        /**
                         * @description A face with a lower detection score is dropped
                         * @default 0
                         */
                        score_threshold?: number;
                        /**
                         * @description A face with a larger absolute pitch, in degrees, is dropped; 180: none
                         * @default 180
                         */
                        pitch__lt?: number;
                        /**
                         * @description A face with a larger absolute yaw, in degrees, is dropped; 180: none
                         * @default 180
                         */
                        yaw__lt?: number;
                        /**
                         * @description A face with a larger absolute roll, in degrees, is dropped; 180: none
                         * @default 180
                         */
                        roll__lt?: number;
                    };
                    /**
                     * @description Similarity from which on the person is verified
                     * @default 0.9
                     */
                    verification_threshold?: number;
                    liveness_policy?: {
                        /**
                         * @description 1: only a living person is accepted; one face, with room around it, no warped image
                         * @default 0
                         * @enum {integer}
                         */
                        check_liveness?: 0 | 1;
                        /**
                         * @description Least probability of a living person; null: that of the service
                         * @default null
                         */
                        liveness_threshold?: number | null;
                    } | null;
                    quality_policy?: {
                        /**
                         * @description What happens to a face of poor quality: nothing, a warning in the answer, or a refusal, and nothing is stored
                         * @default none
                         * @enum {string}
                         */
                        action?: "none" | "warn" | "refuse";
                        /**
                         * @description Least unified quality score; null: 30
                         * @default null
                         */
                        quality_threshold?: number | null;
                    } | null;
                    mask_policy?: {
                        /**
                         * @description What happens to a face whose mouth and chin are hidden: nothing, a warning in the answer, or a refusal, and nothing is stored
                         * @default none
                         * @enum {string}
                         */
                        action?: "none" | "warn" | "refuse";
                        /**
                         * @description Likelihood of a mask from which on the face counts as masked; null: 0.5
                         * @default null
                         */
                        mask_threshold?: number | null;
                    } | null;
                    webhook_policy?: {
                        /**
                         * @description Where to POST; must be under one of WEBHOOK_ALLOWED_URLS (docs/events.md)
                         * @default
                         */
                        url?: string;
                        /**
                         * @description What is told of
                         * @default [
                         *       "verified",
                         *       "not_verified"
                         *     ]
                         */
                        events?: ("verified" | "not_verified")[];
                    } | null;
                };
            };
        };
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `12002` Request does not contain json
             *     - `12005` Request contain empty json
             *     - `12022` Failed to validate input json. Path: '{}',  message: '{}'
             *     - `22003` List not found
             *     - `36001` Expected list of {}. Got list of {}. List id '{}'
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    verifyRaw: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "references": [],
                 *       "candidates": []
                 *     }
                 */
                "application/json": {
                    references: {
                        /** @description The client's name for it */
                        id: string;
                        /** @enum {string} */
                        type: "raw_descriptor" | "sdk_descriptor" | "xpk_file";
                        /** @description A file of docs/developers/descriptor-format.md as base64 */
                        data: string;
                    }[];
                    candidates: {
                        /** @description The client's name for it */
                        id: string;
                        /** @enum {string} */
                        type: "raw_descriptor" | "sdk_descriptor" | "xpk_file";
                        /** @description A file of docs/developers/descriptor-format.md as base64 */
                        data: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "matches": []
                     *     }
                     */
                    "application/json": {
                        matches: {
                            reference_id: string;
                            matches: {
                                candidate_id: string;
                                similarity: number;
                                /** @description Similarity is not lower than the threshold of the verify handler */
                                status: boolean;
                            }[];
                        }[];
                    };
                };
            };
            /**
             * @description - `4011` Failed to extract a descriptor. Detail: {}
             *     - `12002` Request does not contain json
             *     - `12005` Request contain empty json
             *     - `12022` Failed to validate input json. Path: '{}',  message: '{}'
             *     - `12026` Failed to parse XPK
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             *     - `11055` License problem: '{}'
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `5003` Failed to match descriptors. Detail: Descriptor version {} does not fit version {}.
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             *     - `18001` Failed convert data from base64 to bytes
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    checkLiveness: {
        parameters: {
            query?: {
                /** @description Adds one common result for all images */
                aggregate?: 0 | 1;
            };
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    images: Blob[];
                    /** @description About the source: device, system, position */
                    meta?: Record<string, never>;
                };
                "image/jpeg": Blob;
                "image/png": Blob;
                "image/x-portable-pixmap": Blob;
                "image/x-portable-graymap": Blob;
                "image/x-portable-bitmap": Blob;
                "image/x-portable-anymap": Blob;
                "image/bmp": Blob;
                "image/x-windows-bmp": Blob;
                "image/x-ms-bmp": Blob;
                "image/tiff": Blob;
                "image/gif": Blob;
                "image/webp": Blob;
                "image/x-jpeg-base64": Blob;
                "image/x-png-base64": Blob;
                "image/x-portable-pixmap-base64": Blob;
                "image/x-portable-graymap-base64": Blob;
                "image/x-portable-bitmap-base64": Blob;
                "image/x-portable-anymap-base64": Blob;
                "image/x-bmp-base64": Blob;
                "image/x-windows-bmp-base64": Blob;
                "image/x-ms-bmp-base64": Blob;
                "image/x-tiff-base64": Blob;
                "image/x-gif-base64": Blob;
                "image/x-webp-base64": Blob;
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "images": [
                     *         {
                     *           "filename": "raw_image",
                     *           "status": 1,
                     *           "liveness": {
                     *             "prediction": 1,
                     *             "estimations": {
                     *               "probability": 0.97,
                     *               "quality": 0.92
                     *             }
                     *           },
                     *           "error": {
                     *             "error_code": 0,
                     *             "desc": "Success",
                     *             "detail": "Success"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        images: {
                            filename: string;
                            /** @description 1: judged; 0: failed, see error */
                            status: number;
                            liveness: {
                                /** @description 1: a living person; 0: not, or not to be told */
                                prediction: number;
                                estimations: {
                                    probability: number;
                                    quality: number;
                                };
                            } | null;
                            error: {
                                error_code: number;
                                desc: string;
                                detail: string;
                            };
                        }[];
                        aggregate_estimations?: {
                            liveness: {
                                /** @description 1: a living person; 0: not, or not to be told */
                                prediction: number;
                                estimations: {
                                    probability: number;
                                    quality: number;
                                };
                            } | null;
                        };
                    };
                };
            };
            /**
             * @description - `12002` Request does not contain json
             *     - `12005` Request contain empty json
             *     - `12012` Bad query parameters '{}'
             *     - `12014` Required parameters '{}' not found
             *     - `12017` Bad content type
             *     - `12025` Specified content type does not match data type
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             *     - `11055` License problem: '{}'
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `102` Request body has more than {} parts
             *     - `102` Request body is too large
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             *     - `18001` Failed convert data from base64 to bytes
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listTokenPermissions: {
        parameters: {
            query?: {
                /**
                 * @description Page, from 1; smaller numbers count as 1
                 * @example 1
                 */
                page?: number;
                /**
                 * @description Objects a page, clamped to 1..1000 (1..100 in the mode lp3)
                 * @example 10
                 */
                page_size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tokens": [
                     *         {
                     *           "id": "16fd2706-8baf-433b-82eb-8c7fada847da",
                     *           "token_data": "door 1",
                     *           "access": "match",
                     *           "lists": [
                     *             "a3bb189e-8bf9-4888-9912-ace4e6543002"
                     *           ],
                     *           "expire_time": "2030-01-01T00:00:00.000000Z"
                     *         }
                     *       ],
                     *       "count": 1
                     *     }
                     */
                    "application/json": {
                        tokens: {
                            /** Format: uuid */
                            id: string;
                            token_data: string;
                            /** @enum {string} */
                            access: "all" | "read" | "match";
                            lists: string[] | null;
                            expire_time: string | null;
                        }[];
                        count: number;
                    };
                };
            };
            /** @description - `12012` Bad query parameters '{}' */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11004` Account is suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createLimitedToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token_data": "door 1",
                 *       "access": "match",
                 *       "lists": [
                 *         "a3bb189e-8bf9-4888-9912-ace4e6543002"
                 *       ],
                 *       "expire_time": "2030-01-01T00:00:00Z"
                 *     }
                 */
                "application/json": {
                    token_data?: string;
                    /**
                     * @description `all`; `read`: reads and compares, stores nothing; `match`: compares and searches, reads nothing else
                     * @enum {string}
                     */
                    access?: "all" | "read" | "match";
                    /** @description The only lists that the token may use, with the objects in them; null: all */
                    lists?: string[] | null;
                    /** @description RFC 3339; from then on requests with the token are refused. null: it never expires */
                    expire_time?: string | null;
                };
            };
        };
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "token": "16fd2706-8baf-433b-82eb-8c7fada847da"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        token: string;
                    };
                };
            };
            /**
             * @description - `12002` Request does not contain json
             *     - `12005` Request contain empty json
             *     - `12022` Failed to validate input json. Path: '{}',  message: '{}'
             *     - `22003` List not found
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11004` Account is suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    setTokenPermissions: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Token
                 * @example 16fd2706-8baf-433b-82eb-8c7fada847da
                 */
                token_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "access": "match"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description `all`; `read`: reads and compares, stores nothing; `match`: compares and searches, reads nothing else
                     * @enum {string}
                     */
                    access?: "all" | "read" | "match";
                    /** @description The only lists that the token may use, with the objects in them; null: all */
                    lists?: string[] | null;
                    /** @description RFC 3339; from then on requests with the token are refused. null: it never expires */
                    expire_time?: string | null;
                };
            };
        };
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `12002` Request does not contain json
             *     - `12005` Request contain empty json
             *     - `12022` Failed to validate input json. Path: '{}',  message: '{}'
             *     - `22003` List not found
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11004` Account is suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11022` Token not found
             *     - `12013` Page not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    findPersons: {
        parameters: {
            query?: {
                /**
                 * @description Searched in user_data and external_id, whatever the letter case
                 * @example jane
                 */
                text?: string;
                /** @description Where the text must stand; contains when left out */
                match?: "contains" | "prefix";
                /** @description Only members of this persons list */
                list_id?: string;
                /** @description By the time of creation; newest when left out */
                order?: "newest" | "oldest";
                /**
                 * @description Persons a page
                 * @example 50
                 */
                limit?: number;
                /** @description `next` of the page before; absent: the first page */
                after?: string;
                /** @description Persons to pass over */
                skip?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "persons": [
                     *         {
                     *           "id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *           "user_data": "Jane Doe",
                     *           "external_id": "badge-1001",
                     *           "create_time": "2026-03-01T09:30:00.000000Z",
                     *           "portrait": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *           "photos": 1,
                     *           "lists": [
                     *             "a3bb189e-8bf9-4888-9912-ace4e6543002"
                     *           ]
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        persons: {
                            /** Format: uuid */
                            id: string;
                            user_data: string;
                            external_id: string | null;
                            /** @description RFC 3339 in UTC with microseconds */
                            create_time: string;
                            /** Format: uuid */
                            portrait: string | null;
                            photos: number;
                            lists: string[];
                        }[];
                        next: string | null;
                    };
                };
            };
            /**
             * @description - `12012` Bad query parameters '{}'
             *     - `22003` List not found
             *     - `36001` Expected list of {}. Got list of {}. List id '{}'
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    enrolPerson: {
        parameters: {
            query?: {
                /**
                 * @description Data of the created person
                 * @example Jane Doe
                 */
                user_data?: string;
                /**
                 * @description External id of the created person
                 * @example badge-1001
                 */
                external_id?: string | null;
                /** @description Which face of the photo is enrolled, largest when left out; with `only`, a photo of several faces is refused */
                faces?: "largest" | "only";
                /** @description Persons lists that the person is put into (comma-separated) */
                list_ids?: string;
                /** @description Adds age and gender */
                estimate_attributes?: 0 | 1;
                /** @description Adds emotions */
                estimate_emotions?: 0 | 1;
                /** @description Adds ethnicities */
                estimate_ethnicities?: 0 | 1;
                /** @description Adds the head pose; not with warped images */
                estimate_head_pose?: 0 | 1;
                /** @description Adds the quality; `extended` adds to it a unified score, its component measures, and how likely a mask is */
                estimate_quality?: 0 | 1 | "extended";
                /** @description Faces with a lower detection score are dropped */
                score_threshold?: number;
                /** @description Faces with a larger absolute pitch, in degrees, are dropped; outside 0..180: none are */
                pitch__lt?: number;
                /** @description Faces with a larger absolute yaw, in degrees, are dropped; outside 0..180: none are */
                yaw__lt?: number;
                /** @description Faces with a larger absolute roll, in degrees, are dropped; outside 0..180: none are */
                roll__lt?: number;
                /** @description The image is an aligned crop with one face; detection is skipped */
                warped_image?: 0 | 1;
            };
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/jpeg": Blob;
                "image/png": Blob;
                "image/x-portable-pixmap": Blob;
                "image/x-portable-graymap": Blob;
                "image/x-portable-bitmap": Blob;
                "image/x-portable-anymap": Blob;
                "image/bmp": Blob;
                "image/x-windows-bmp": Blob;
                "image/x-ms-bmp": Blob;
                "image/tiff": Blob;
                "image/gif": Blob;
                "image/webp": Blob;
                "image/x-jpeg-base64": Blob;
                "image/x-png-base64": Blob;
                "image/x-portable-pixmap-base64": Blob;
                "image/x-portable-graymap-base64": Blob;
                "image/x-portable-bitmap-base64": Blob;
                "image/x-portable-anymap-base64": Blob;
                "image/x-bmp-base64": Blob;
                "image/x-windows-bmp-base64": Blob;
                "image/x-ms-bmp-base64": Blob;
                "image/x-tiff-base64": Blob;
                "image/x-gif-base64": Blob;
                "image/x-webp-base64": Blob;
            };
        };
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "person_id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *       "face": {
                     *         "id": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *         "rect": {
                     *           "height": 212,
                     *           "width": 158,
                     *           "x": 121,
                     *           "y": 96
                     *         },
                     *         "score": 0.998,
                     *         "rectISO": {
                     *           "height": 640,
                     *           "width": 480,
                     *           "x": 0,
                     *           "y": 0
                     *         }
                     *       },
                     *       "faces_found": 1
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        person_id: string;
                        face: {
                            /** Format: uuid */
                            id?: string;
                            rect?: {
                                height: number;
                                width: number;
                                x: number;
                                y: number;
                            };
                            score?: number;
                            rectISO?: {
                                height: number;
                                width: number;
                                x: number;
                                y: number;
                            };
                            attributes?: {
                                age?: number;
                                /** @description LP3 mode only; always 0, see docs/limits.md */
                                eyeglasses?: number;
                                gender?: number;
                                emotions?: {
                                    predominant_emotion: string;
                                    estimations: {
                                        anger: number;
                                        disgust: number;
                                        fear: number;
                                        happiness: number;
                                        neutral: number;
                                        sadness: number;
                                        surprise: number;
                                    };
                                };
                                ethnicities?: {
                                    predominant_ethnicity: string;
                                    estimations: {
                                        asian: number;
                                        indian: number;
                                        caucasian: number;
                                        african_american: number;
                                    };
                                };
                                head_pose?: {
                                    yaw: number;
                                    pitch: number;
                                    roll: number;
                                };
                            };
                            quality?: {
                                light: number;
                                dark: number;
                                saturation: number;
                                blurriness: number;
                                unified_quality_score?: number;
                                mask?: number;
                                measures?: {
                                    illumination_uniformity: number;
                                    luminance_mean: number;
                                    luminance_variance: number;
                                    under_exposure_prevention: number;
                                    over_exposure_prevention: number;
                                    dynamic_range: number;
                                    sharpness: number;
                                    natural_colour: number;
                                    single_face_present: number;
                                    eyes_open: number;
                                    mouth_closed: number;
                                    inter_eye_distance: number;
                                    head_size: number;
                                    leftward_crop_of_the_face: number;
                                    rightward_crop_of_the_face: number;
                                    margin_above_the_face: number;
                                    margin_below_the_face: number;
                                    head_pose_yaw: number;
                                    head_pose_pitch: number;
                                    head_pose_roll: number;
                                };
                            };
                        };
                        /** @description Faces of the photo that passed the thresholds */
                        faces_found: number;
                    };
                };
            };
            /**
             * @description - `3001` Failed to decode image data. Detail: Bytes are not an image of a supported format.
             *     - `3001` Failed to decode image data. Detail: {} is not supported.
             *     - `3002` Incorrect image size. Detail: Image size ({}x{}) is lower than minimum allowed ({}x{}).
             *     - `3002` Incorrect image size. Detail: Image size ({}x{}) is greater than maximum allowed ({}x{}).
             *     - `4004` Multiple faces found. Detail: {} faces found, one is needed.
             *     - `11015` Max length user data is 128 symbols
             *     - `12012` Bad query parameters '{}'
             *     - `12017` Bad content type
             *     - `12022` Failed to validate input json. Path: '{}',  message: '{}'
             *     - `18002` Failed convert bytes to jpg
             *     - `18002` Failed convert bytes to jpg. Detail: {} is not supported.
             *     - `22003` List not found
             *     - `36001` Expected list of {}. Got list of {}. List id '{}'
             *     - `36003` No faces found.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `4003` No faces found. Detail: No faces found.
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             *     - `18001` Failed convert data from base64 to bytes
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    countPersons: {
        parameters: {
            query?: {
                /**
                 * @description Searched in user_data and external_id, whatever the letter case
                 * @example jane
                 */
                text?: string;
                /** @description Where the text must stand; contains when left out */
                match?: "contains" | "prefix";
                /** @description Only members of this persons list */
                list_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1
                     *     }
                     */
                    "application/json": {
                        count: number;
                    };
                };
            };
            /**
             * @description - `12012` Bad query parameters '{}'
             *     - `22003` List not found
             *     - `36001` Expected list of {}. Got list of {}. List id '{}'
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    extractFaces: {
        parameters: {
            query?: {
                /**
                 * @description Adds five points of each face
                 * @example 1
                 */
                estimate_landmarks?: 0 | 1;
                /** @description Adds age and gender */
                estimate_attributes?: 0 | 1;
                /** @description Adds emotions */
                estimate_emotions?: 0 | 1;
                /** @description Adds ethnicities */
                estimate_ethnicities?: 0 | 1;
                /** @description Adds the head pose; not with warped images */
                estimate_head_pose?: 0 | 1;
                /** @description Adds the quality; `extended` adds to it a unified score, its component measures, and how likely a mask is */
                estimate_quality?: 0 | 1 | "extended";
                /** @description Faces with a lower detection score are dropped */
                score_threshold?: number;
                /** @description Faces with a larger absolute pitch, in degrees, are dropped; outside 0..180: none are */
                pitch__lt?: number;
                /** @description Faces with a larger absolute yaw, in degrees, are dropped; outside 0..180: none are */
                yaw__lt?: number;
                /** @description Faces with a larger absolute roll, in degrees, are dropped; outside 0..180: none are */
                roll__lt?: number;
                /** @description The image is an aligned crop with one face; detection is skipped */
                warped_image?: 0 | 1;
                /** @description 0: detection and estimation only, nothing is stored */
                extract_descriptor?: 0 | 1;
            };
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/jpeg": Blob;
                "image/png": Blob;
                "image/x-portable-pixmap": Blob;
                "image/x-portable-graymap": Blob;
                "image/x-portable-bitmap": Blob;
                "image/x-portable-anymap": Blob;
                "image/bmp": Blob;
                "image/x-windows-bmp": Blob;
                "image/x-ms-bmp": Blob;
                "image/tiff": Blob;
                "image/gif": Blob;
                "image/webp": Blob;
                "image/x-jpeg-base64": Blob;
                "image/x-png-base64": Blob;
                "image/x-portable-pixmap-base64": Blob;
                "image/x-portable-graymap-base64": Blob;
                "image/x-portable-bitmap-base64": Blob;
                "image/x-portable-anymap-base64": Blob;
                "image/x-bmp-base64": Blob;
                "image/x-windows-bmp-base64": Blob;
                "image/x-ms-bmp-base64": Blob;
                "image/x-tiff-base64": Blob;
                "image/x-gif-base64": Blob;
                "image/x-webp-base64": Blob;
            };
        };
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "faces": [
                     *         {
                     *           "id": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *           "rect": {
                     *             "height": 212,
                     *             "width": 158,
                     *             "x": 121,
                     *             "y": 96
                     *           },
                     *           "score": 0.998,
                     *           "rectISO": {
                     *             "height": 640,
                     *             "width": 480,
                     *             "x": 0,
                     *             "y": 0
                     *           },
                     *           "landmarks": [
                     *             {
                     *               "x": 164.2,
                     *               "y": 176.9
                     *             },
                     *             {
                     *               "x": 233.8,
                     *               "y": 175.4
                     *             },
                     *             {
                     *               "x": 198.1,
                     *               "y": 224.6
                     *             },
                     *             {
                     *               "x": 171.5,
                     *               "y": 258.3
                     *             },
                     *             {
                     *               "x": 229,
                     *               "y": 257.1
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        faces: {
                            /** Format: uuid */
                            id?: string;
                            rect?: {
                                height: number;
                                width: number;
                                x: number;
                                y: number;
                            };
                            score?: number;
                            rectISO?: {
                                height: number;
                                width: number;
                                x: number;
                                y: number;
                            };
                            attributes?: {
                                age?: number;
                                /** @description LP3 mode only; always 0, see docs/limits.md */
                                eyeglasses?: number;
                                gender?: number;
                                emotions?: {
                                    predominant_emotion: string;
                                    estimations: {
                                        anger: number;
                                        disgust: number;
                                        fear: number;
                                        happiness: number;
                                        neutral: number;
                                        sadness: number;
                                        surprise: number;
                                    };
                                };
                                ethnicities?: {
                                    predominant_ethnicity: string;
                                    estimations: {
                                        asian: number;
                                        indian: number;
                                        caucasian: number;
                                        african_american: number;
                                    };
                                };
                                head_pose?: {
                                    yaw: number;
                                    pitch: number;
                                    roll: number;
                                };
                            };
                            quality?: {
                                light: number;
                                dark: number;
                                saturation: number;
                                blurriness: number;
                                unified_quality_score?: number;
                                mask?: number;
                                measures?: {
                                    illumination_uniformity: number;
                                    luminance_mean: number;
                                    luminance_variance: number;
                                    under_exposure_prevention: number;
                                    over_exposure_prevention: number;
                                    dynamic_range: number;
                                    sharpness: number;
                                    natural_colour: number;
                                    single_face_present: number;
                                    eyes_open: number;
                                    mouth_closed: number;
                                    inter_eye_distance: number;
                                    head_size: number;
                                    leftward_crop_of_the_face: number;
                                    rightward_crop_of_the_face: number;
                                    margin_above_the_face: number;
                                    margin_below_the_face: number;
                                    head_pose_yaw: number;
                                    head_pose_pitch: number;
                                    head_pose_roll: number;
                                };
                            };
                            /** @description Centres of the eyes, the one on the left of an upright face first, tip of the nose, corners of the mouth: pixels of the upright picture */
                            landmarks?: {
                                x: number;
                                y: number;
                            }[];
                        }[];
                    };
                };
            };
            /**
             * @description - `3001` Failed to decode image data. Detail: Bytes are not an image of a supported format.
             *     - `3001` Failed to decode image data. Detail: {} is not supported.
             *     - `3002` Incorrect image size. Detail: Image size ({}x{}) is lower than minimum allowed ({}x{}).
             *     - `3002` Incorrect image size. Detail: Image size ({}x{}) is greater than maximum allowed ({}x{}).
             *     - `12012` Bad query parameters '{}'
             *     - `12017` Bad content type
             *     - `18002` Failed convert bytes to jpg
             *     - `18002` Failed convert bytes to jpg. Detail: {} is not supported.
             *     - `36003` No faces found.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `4003` No faces found. Detail: No faces found.
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             *     - `18001` Failed convert data from base64 to bytes
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    addPhoto: {
        parameters: {
            query?: {
                /** @description Which face of the photo is enrolled, largest when left out; with `only`, a photo of several faces is refused */
                faces?: "largest" | "only";
                /** @description Persons lists that the person is put into (comma-separated) */
                list_ids?: string;
                /** @description Adds age and gender */
                estimate_attributes?: 0 | 1;
                /** @description Adds emotions */
                estimate_emotions?: 0 | 1;
                /** @description Adds ethnicities */
                estimate_ethnicities?: 0 | 1;
                /** @description Adds the head pose; not with warped images */
                estimate_head_pose?: 0 | 1;
                /** @description Adds the quality; `extended` adds to it a unified score, its component measures, and how likely a mask is */
                estimate_quality?: 0 | 1 | "extended";
                /** @description Faces with a lower detection score are dropped */
                score_threshold?: number;
                /** @description Faces with a larger absolute pitch, in degrees, are dropped; outside 0..180: none are */
                pitch__lt?: number;
                /** @description Faces with a larger absolute yaw, in degrees, are dropped; outside 0..180: none are */
                yaw__lt?: number;
                /** @description Faces with a larger absolute roll, in degrees, are dropped; outside 0..180: none are */
                roll__lt?: number;
                /** @description The image is an aligned crop with one face; detection is skipped */
                warped_image?: 0 | 1;
            };
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Person
                 * @example 6fa459ea-ee8a-4ca4-894e-db77e160355e
                 */
                person_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/jpeg": Blob;
                "image/png": Blob;
                "image/x-portable-pixmap": Blob;
                "image/x-portable-graymap": Blob;
                "image/x-portable-bitmap": Blob;
                "image/x-portable-anymap": Blob;
                "image/bmp": Blob;
                "image/x-windows-bmp": Blob;
                "image/x-ms-bmp": Blob;
                "image/tiff": Blob;
                "image/gif": Blob;
                "image/webp": Blob;
                "image/x-jpeg-base64": Blob;
                "image/x-png-base64": Blob;
                "image/x-portable-pixmap-base64": Blob;
                "image/x-portable-graymap-base64": Blob;
                "image/x-portable-bitmap-base64": Blob;
                "image/x-portable-anymap-base64": Blob;
                "image/x-bmp-base64": Blob;
                "image/x-windows-bmp-base64": Blob;
                "image/x-ms-bmp-base64": Blob;
                "image/x-tiff-base64": Blob;
                "image/x-gif-base64": Blob;
                "image/x-webp-base64": Blob;
            };
        };
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "person_id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *       "face": {
                     *         "id": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *         "rect": {
                     *           "height": 212,
                     *           "width": 158,
                     *           "x": 121,
                     *           "y": 96
                     *         },
                     *         "score": 0.998,
                     *         "rectISO": {
                     *           "height": 640,
                     *           "width": 480,
                     *           "x": 0,
                     *           "y": 0
                     *         }
                     *       },
                     *       "faces_found": 1
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        person_id: string;
                        face: {
                            /** Format: uuid */
                            id?: string;
                            rect?: {
                                height: number;
                                width: number;
                                x: number;
                                y: number;
                            };
                            score?: number;
                            rectISO?: {
                                height: number;
                                width: number;
                                x: number;
                                y: number;
                            };
                            attributes?: {
                                age?: number;
                                /** @description LP3 mode only; always 0, see docs/limits.md */
                                eyeglasses?: number;
                                gender?: number;
                                emotions?: {
                                    predominant_emotion: string;
                                    estimations: {
                                        anger: number;
                                        disgust: number;
                                        fear: number;
                                        happiness: number;
                                        neutral: number;
                                        sadness: number;
                                        surprise: number;
                                    };
                                };
                                ethnicities?: {
                                    predominant_ethnicity: string;
                                    estimations: {
                                        asian: number;
                                        indian: number;
                                        caucasian: number;
                                        african_american: number;
                                    };
                                };
                                head_pose?: {
                                    yaw: number;
                                    pitch: number;
                                    roll: number;
                                };
                            };
                            quality?: {
                                light: number;
                                dark: number;
                                saturation: number;
                                blurriness: number;
                                unified_quality_score?: number;
                                mask?: number;
                                measures?: {
                                    illumination_uniformity: number;
                                    luminance_mean: number;
                                    luminance_variance: number;
                                    under_exposure_prevention: number;
                                    over_exposure_prevention: number;
                                    dynamic_range: number;
                                    sharpness: number;
                                    natural_colour: number;
                                    single_face_present: number;
                                    eyes_open: number;
                                    mouth_closed: number;
                                    inter_eye_distance: number;
                                    head_size: number;
                                    leftward_crop_of_the_face: number;
                                    rightward_crop_of_the_face: number;
                                    margin_above_the_face: number;
                                    margin_below_the_face: number;
                                    head_pose_yaw: number;
                                    head_pose_pitch: number;
                                    head_pose_roll: number;
                                };
                            };
                        };
                        /** @description Faces of the photo that passed the thresholds */
                        faces_found: number;
                    };
                };
            };
            /**
             * @description - `3001` Failed to decode image data. Detail: Bytes are not an image of a supported format.
             *     - `3001` Failed to decode image data. Detail: {} is not supported.
             *     - `3002` Incorrect image size. Detail: Image size ({}x{}) is lower than minimum allowed ({}x{}).
             *     - `3002` Incorrect image size. Detail: Image size ({}x{}) is greater than maximum allowed ({}x{}).
             *     - `4004` Multiple faces found. Detail: {} faces found, one is needed.
             *     - `12012` Bad query parameters '{}'
             *     - `12017` Bad content type
             *     - `18002` Failed convert bytes to jpg
             *     - `18002` Failed convert bytes to jpg. Detail: {} is not supported.
             *     - `22003` List not found
             *     - `36001` Expected list of {}. Got list of {}. List id '{}'
             *     - `36003` No faces found.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `12013` Page not found
             *     - `22007` Person not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `4003` No faces found. Detail: No faces found.
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             *     - `18001` Failed convert data from base64 to bytes
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getPortraitBySize: {
        parameters: {
            query?: {
                /**
                 * @description Least larger side in pixels
                 * @example 96
                 */
                side?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Descriptor
                 * @example 7d444840-9dc0-41d1-b245-5ffdce74fad2
                 */
                descriptor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": Blob;
                };
            };
            /** @description - `12012` Bad query parameters '{}' */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             *     - `11024` Portrait not found
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `12013` Page not found
             *     - `13003` Image not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listActions: {
        parameters: {
            query?: {
                /** @description Only actions that name this person */
                person_id?: string;
                /**
                 * @description Actions a page
                 * @example 10
                 */
                limit?: number;
                /** @description `next` of the page before; absent: the first page */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "actions": [
                     *         {
                     *           "id": "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d",
                     *           "kind": "merge",
                     *           "create_time": "2026-03-01T09:30:00.000000Z",
                     *           "undo_time": null,
                     *           "person_id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *           "other_person_id": "2e1a7c4d-5b3f-4f7a-9c0e-6d8f1b2a3c4d",
                     *           "descriptor_ids": [
                     *             "7d444840-9dc0-41d1-b245-5ffdce74fad2"
                     *           ],
                     *           "photos": 1
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        actions: {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            kind: "merge" | "split" | "assign" | "reject" | "dismiss" | "erase";
                            /** @description RFC 3339 in UTC with microseconds */
                            create_time: string;
                            undo_time: string | null;
                            /** Format: uuid */
                            person_id: string | null;
                            /** Format: uuid */
                            other_person_id: string | null;
                            /** @description The first 100 */
                            descriptor_ids: string[];
                            photos: number;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description - `12012` Bad query parameters '{}' */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    mergePersons: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "into": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                 *       "from": "2e1a7c4d-5b3f-4f7a-9c0e-6d8f1b2a3c4d"
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    into: string;
                    /** Format: uuid */
                    from: string;
                };
            };
        };
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d",
                     *       "kind": "merge",
                     *       "create_time": "2026-03-01T09:30:00.000000Z",
                     *       "undo_time": null,
                     *       "person_id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *       "other_person_id": "2e1a7c4d-5b3f-4f7a-9c0e-6d8f1b2a3c4d",
                     *       "descriptor_ids": [
                     *         "7d444840-9dc0-41d1-b245-5ffdce74fad2"
                     *       ],
                     *       "photos": 1
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        kind: "merge" | "split" | "assign" | "reject" | "dismiss" | "erase";
                        /** @description RFC 3339 in UTC with microseconds */
                        create_time: string;
                        undo_time: string | null;
                        /** Format: uuid */
                        person_id: string | null;
                        /** Format: uuid */
                        other_person_id: string | null;
                        /** @description The first 100 */
                        descriptor_ids: string[];
                        photos: number;
                    };
                };
            };
            /**
             * @description - `100` Two different persons are needed
             *     - `12002` Request does not contain json
             *     - `12005` Request contain empty json
             *     - `12022` Failed to validate input json. Path: '{}',  message: '{}'
             *     - `22007` Person not found
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    splitPerson: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "person_id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                 *       "descriptor_ids": [
                 *         "7d444840-9dc0-41d1-b245-5ffdce74fad2"
                 *       ],
                 *       "user_data": "John Doe"
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    person_id: string;
                    descriptor_ids: string[];
                    user_data?: string;
                    external_id?: string | null;
                    /**
                     * @description Put it into the lists of the old person
                     * @default true
                     */
                    same_lists?: boolean;
                };
            };
        };
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d",
                     *       "kind": "split",
                     *       "create_time": "2026-03-01T09:30:00.000000Z",
                     *       "undo_time": null,
                     *       "person_id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *       "other_person_id": "2e1a7c4d-5b3f-4f7a-9c0e-6d8f1b2a3c4d",
                     *       "descriptor_ids": [
                     *         "7d444840-9dc0-41d1-b245-5ffdce74fad2"
                     *       ],
                     *       "photos": 1
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        kind: "merge" | "split" | "assign" | "reject" | "dismiss" | "erase";
                        /** @description RFC 3339 in UTC with microseconds */
                        create_time: string;
                        undo_time: string | null;
                        /** Format: uuid */
                        person_id: string | null;
                        /** Format: uuid */
                        other_person_id: string | null;
                        /** @description The first 100 */
                        descriptor_ids: string[];
                        photos: number;
                    };
                };
            };
            /**
             * @description - `12002` Request does not contain json
             *     - `12005` Request contain empty json
             *     - `12022` Failed to validate input json. Path: '{}',  message: '{}'
             *     - `22007` Person not found
             *     - `36004` Face was not linked to the person
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    assignFaces: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "descriptor_ids": [
                 *         "7d444840-9dc0-41d1-b245-5ffdce74fad2"
                 *       ],
                 *       "person": {
                 *         "user_data": "Jane Doe"
                 *       }
                 *     }
                 */
                "application/json": {
                    descriptor_ids: string[];
                    /** Format: uuid */
                    person_id?: string;
                    person?: {
                        user_data?: string;
                        external_id?: string | null;
                        list_ids?: string[];
                    };
                };
            };
        };
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d",
                     *       "kind": "assign",
                     *       "create_time": "2026-03-01T09:30:00.000000Z",
                     *       "undo_time": null,
                     *       "person_id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *       "other_person_id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *       "descriptor_ids": [
                     *         "7d444840-9dc0-41d1-b245-5ffdce74fad2"
                     *       ],
                     *       "photos": 1
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        kind: "merge" | "split" | "assign" | "reject" | "dismiss" | "erase";
                        /** @description RFC 3339 in UTC with microseconds */
                        create_time: string;
                        undo_time: string | null;
                        /** Format: uuid */
                        person_id: string | null;
                        /** Format: uuid */
                        other_person_id: string | null;
                        /** @description The first 100 */
                        descriptor_ids: string[];
                        photos: number;
                    };
                };
            };
            /**
             * @description - `11018` Descriptor not found
             *     - `12002` Request does not contain json
             *     - `12005` Request contain empty json
             *     - `12022` Failed to validate input json. Path: '{}',  message: '{}'
             *     - `22003` List not found
             *     - `22007` Person not found
             *     - `36001` Expected list of {}. Got list of {}. List id '{}'
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `22008` This face is already attached to the person */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    rejectCandidate: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "person_id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                 *       "descriptor_ids": [
                 *         "7d444840-9dc0-41d1-b245-5ffdce74fad2"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    person_id: string;
                    descriptor_ids?: string[];
                    /** Format: uuid */
                    other_person_id?: string;
                };
            };
        };
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d",
                     *       "kind": "reject",
                     *       "create_time": "2026-03-01T09:30:00.000000Z",
                     *       "undo_time": null,
                     *       "person_id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *       "other_person_id": null,
                     *       "descriptor_ids": [
                     *         "7d444840-9dc0-41d1-b245-5ffdce74fad2"
                     *       ],
                     *       "photos": 1
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        kind: "merge" | "split" | "assign" | "reject" | "dismiss" | "erase";
                        /** @description RFC 3339 in UTC with microseconds */
                        create_time: string;
                        undo_time: string | null;
                        /** Format: uuid */
                        person_id: string | null;
                        /** Format: uuid */
                        other_person_id: string | null;
                        /** @description The first 100 */
                        descriptor_ids: string[];
                        photos: number;
                    };
                };
            };
            /**
             * @description - `100` Two different persons are needed
             *     - `11018` Descriptor not found
             *     - `12002` Request does not contain json
             *     - `12005` Request contain empty json
             *     - `12022` Failed to validate input json. Path: '{}',  message: '{}'
             *     - `22007` Person not found
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    dismissFaces: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "descriptor_ids": [
                 *         "7d444840-9dc0-41d1-b245-5ffdce74fad2"
                 *       ]
                 *     }
                 */
                "application/json": {
                    descriptor_ids: string[];
                };
            };
        };
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d",
                     *       "kind": "dismiss",
                     *       "create_time": "2026-03-01T09:30:00.000000Z",
                     *       "undo_time": null,
                     *       "person_id": null,
                     *       "other_person_id": null,
                     *       "descriptor_ids": [
                     *         "7d444840-9dc0-41d1-b245-5ffdce74fad2"
                     *       ],
                     *       "photos": 1
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        kind: "merge" | "split" | "assign" | "reject" | "dismiss" | "erase";
                        /** @description RFC 3339 in UTC with microseconds */
                        create_time: string;
                        undo_time: string | null;
                        /** Format: uuid */
                        person_id: string | null;
                        /** Format: uuid */
                        other_person_id: string | null;
                        /** @description The first 100 */
                        descriptor_ids: string[];
                        photos: number;
                    };
                };
            };
            /**
             * @description - `11018` Descriptor not found
             *     - `12002` Request does not contain json
             *     - `12005` Request contain empty json
             *     - `12022` Failed to validate input json. Path: '{}',  message: '{}'
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    undoAction: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Action
                 * @example 9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d
                 */
                action_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d",
                     *       "kind": "merge",
                     *       "create_time": "2026-03-01T09:30:00.000000Z",
                     *       "undo_time": "2026-03-01T09:30:00.000000Z",
                     *       "person_id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *       "other_person_id": "2e1a7c4d-5b3f-4f7a-9c0e-6d8f1b2a3c4d",
                     *       "descriptor_ids": [
                     *         "7d444840-9dc0-41d1-b245-5ffdce74fad2"
                     *       ],
                     *       "photos": 1
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        kind: "merge" | "split" | "assign" | "reject" | "dismiss" | "erase";
                        /** @description RFC 3339 in UTC with microseconds */
                        create_time: string;
                        undo_time: string | null;
                        /** Format: uuid */
                        person_id: string | null;
                        /** Format: uuid */
                        other_person_id: string | null;
                        /** @description The first 100 */
                        descriptor_ids: string[];
                        photos: number;
                    };
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Action not found
             *     - `12013` Page not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Action was undone before
             *     - `100` What the action changed has changed since, it cannot be undone
             *     - `100` An erasure cannot be undone
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    searchByFace: {
        parameters: {
            query: {
                /**
                 * @description Face that is searched for
                 * @example 7d444840-9dc0-41d1-b245-5ffdce74fad2
                 */
                descriptor_id: string;
                /** @description Persons list that is searched; all persons when left out */
                list_id?: string;
                /**
                 * @description Candidates in the answer
                 * @example 5
                 */
                limit?: number;
                /** @description Least similarity of a candidate; absent: any */
                similarity__gte?: number;
            };
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "candidates": [
                     *         {
                     *           "person": {
                     *             "id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *             "user_data": "Jane Doe",
                     *             "external_id": "badge-1001",
                     *             "create_time": "2026-03-01T09:30:00.000000Z",
                     *             "portrait": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *             "photos": 1,
                     *             "lists": [
                     *               "a3bb189e-8bf9-4888-9912-ace4e6543002"
                     *             ]
                     *           },
                     *           "descriptor_id": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *           "similarity": 0.987,
                     *           "false_matches": 0.0003
                     *         }
                     *       ],
                     *       "rejected": 0,
                     *       "searched": 826
                     *     }
                     */
                    "application/json": {
                        candidates: {
                            person: {
                                /** Format: uuid */
                                id: string;
                                user_data: string;
                                external_id: string | null;
                                /** @description RFC 3339 in UTC with microseconds */
                                create_time: string;
                                /** Format: uuid */
                                portrait: string | null;
                                photos: number;
                                lists: string[];
                            };
                            /** Format: uuid */
                            descriptor_id: string;
                            similarity: number;
                            false_matches: number | null;
                        }[];
                        rejected: number;
                        searched: number;
                    };
                };
            };
            /**
             * @description - `11018` Descriptor not found
             *     - `12012` Bad query parameters '{}'
             *     - `12014` Required parameters '{}' not found
             *     - `22003` List not found
             *     - `36001` Expected list of {}. Got list of {}. List id '{}'
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `5003` Failed to match descriptors. Detail: Descriptor version {} does not fit version {}.
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listReviewRuns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "runs": [
                     *         {
                     *           "kind": "clusters",
                     *           "state": "done",
                     *           "start_time": "2026-03-01T09:30:00.000000Z",
                     *           "end_time": "2026-03-01T09:30:00.000000Z",
                     *           "total": 20000,
                     *           "done": 20000,
                     *           "found": 812,
                     *           "similarity__gte": 0.5
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        runs: {
                            /** @enum {string} */
                            kind: "clusters" | "duplicates" | "quality";
                            /** @enum {string} */
                            state: "running" | "done" | "failed" | "stopped";
                            /** @description RFC 3339 in UTC with microseconds */
                            start_time: string;
                            end_time: string | null;
                            total: number;
                            done: number;
                            found: number;
                            similarity__gte: number;
                        }[];
                    };
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    startReviewRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "clusters"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    kind: "clusters" | "duplicates" | "quality";
                    similarity__gte?: number;
                };
            };
        };
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "clusters",
                     *       "state": "running",
                     *       "start_time": "2026-03-01T09:30:00.000000Z",
                     *       "end_time": null,
                     *       "total": 20000,
                     *       "done": 0,
                     *       "found": 0,
                     *       "similarity__gte": 0.5
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        kind: "clusters" | "duplicates" | "quality";
                        /** @enum {string} */
                        state: "running" | "done" | "failed" | "stopped";
                        /** @description RFC 3339 in UTC with microseconds */
                        start_time: string;
                        end_time: string | null;
                        total: number;
                        done: number;
                        found: number;
                        similarity__gte: number;
                    };
                };
            };
            /**
             * @description - `12002` Request does not contain json
             *     - `12005` Request contain empty json
             *     - `12022` Failed to validate input json. Path: '{}',  message: '{}'
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    stopReviewRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description clusters, duplicates, quality
                 * @example clusters
                 */
                kind: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12013` Page not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listClusters: {
        parameters: {
            query?: {
                /**
                 * @description Only groups of so many faces or more
                 * @example 2
                 */
                min_size?: number;
                /**
                 * @description Groups a page
                 * @example 20
                 */
                limit?: number;
                /** @description `next` of the page before; absent: the first page */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "clusters": [
                     *         {
                     *           "id": "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d",
                     *           "size": 5,
                     *           "likeness": 0.98,
                     *           "descriptor_ids": [
                     *             "7d444840-9dc0-41d1-b245-5ffdce74fad2"
                     *           ],
                     *           "suggestion": {
                     *             "person": {
                     *               "id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *               "user_data": "Jane Doe",
                     *               "external_id": "badge-1001",
                     *               "create_time": "2026-03-01T09:30:00.000000Z",
                     *               "portrait": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *               "photos": 1,
                     *               "lists": [
                     *                 "a3bb189e-8bf9-4888-9912-ace4e6543002"
                     *               ]
                     *             },
                     *             "similarity": 0.97
                     *           }
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        clusters: {
                            /** Format: uuid */
                            id: string;
                            size: number;
                            likeness: number;
                            /** @description The 24 most typical ones */
                            descriptor_ids: string[];
                            suggestion: {
                                person: {
                                    /** Format: uuid */
                                    id: string;
                                    user_data: string;
                                    external_id: string | null;
                                    /** @description RFC 3339 in UTC with microseconds */
                                    create_time: string;
                                    /** Format: uuid */
                                    portrait: string | null;
                                    photos: number;
                                    lists: string[];
                                };
                                similarity: number;
                            } | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description - `12012` Bad query parameters '{}' */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getCluster: {
        parameters: {
            query?: {
                /** @description Faces a page */
                limit?: number;
                /** @description `next` of the page before; absent: the first page */
                after?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Cluster
                 * @example 9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d
                 */
                cluster_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d",
                     *       "size": 1,
                     *       "faces": [
                     *         {
                     *           "descriptor_id": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *           "likeness": 0.99
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        size: number;
                        faces: {
                            /** Format: uuid */
                            descriptor_id: string;
                            likeness: number;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description - `12012` Bad query parameters '{}' */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Finding not found, a newer run has replaced it
             *     - `12013` Page not found
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listDuplicates: {
        parameters: {
            query?: {
                /** @description Pairs a page */
                limit?: number;
                /** @description `next` of the page before; absent: the first page */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "pairs": [
                     *         {
                     *           "person": {
                     *             "id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *             "user_data": "Jane Doe",
                     *             "external_id": "badge-1001",
                     *             "create_time": "2026-03-01T09:30:00.000000Z",
                     *             "portrait": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *             "photos": 1,
                     *             "lists": [
                     *               "a3bb189e-8bf9-4888-9912-ace4e6543002"
                     *             ]
                     *           },
                     *           "other": {
                     *             "id": "2e1a7c4d-5b3f-4f7a-9c0e-6d8f1b2a3c4d",
                     *             "user_data": "Jane Doe",
                     *             "external_id": "badge-1001",
                     *             "create_time": "2026-03-01T09:30:00.000000Z",
                     *             "portrait": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *             "photos": 1,
                     *             "lists": [
                     *               "a3bb189e-8bf9-4888-9912-ace4e6543002"
                     *             ]
                     *           },
                     *           "similarity": 0.98,
                     *           "descriptor_id": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *           "other_descriptor_id": "7d444840-9dc0-41d1-b245-5ffdce74fad2"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        pairs: {
                            person: {
                                /** Format: uuid */
                                id: string;
                                user_data: string;
                                external_id: string | null;
                                /** @description RFC 3339 in UTC with microseconds */
                                create_time: string;
                                /** Format: uuid */
                                portrait: string | null;
                                photos: number;
                                lists: string[];
                            };
                            other: {
                                /** Format: uuid */
                                id: string;
                                user_data: string;
                                external_id: string | null;
                                /** @description RFC 3339 in UTC with microseconds */
                                create_time: string;
                                /** Format: uuid */
                                portrait: string | null;
                                photos: number;
                                lists: string[];
                            };
                            similarity: number;
                            /** Format: uuid */
                            descriptor_id: string;
                            /** Format: uuid */
                            other_descriptor_id: string;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description - `12012` Bad query parameters '{}' */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listDoubtfulPhotos: {
        parameters: {
            query?: {
                /** @description Photos a page */
                limit?: number;
                /** @description `next` of the page before; absent: the first page */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "photos": [
                     *         {
                     *           "descriptor_id": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *           "person": {
                     *             "id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *             "user_data": "Jane Doe",
                     *             "external_id": "badge-1001",
                     *             "create_time": "2026-03-01T09:30:00.000000Z",
                     *             "portrait": "7d444840-9dc0-41d1-b245-5ffdce74fad2",
                     *             "photos": 1,
                     *             "lists": [
                     *               "a3bb189e-8bf9-4888-9912-ace4e6543002"
                     *             ]
                     *           },
                     *           "likeness": 0.12,
                     *           "reasons": [
                     *             "unlike"
                     *           ]
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        photos: {
                            /** Format: uuid */
                            descriptor_id: string;
                            person: {
                                /** Format: uuid */
                                id: string;
                                user_data: string;
                                external_id: string | null;
                                /** @description RFC 3339 in UTC with microseconds */
                                create_time: string;
                                /** Format: uuid */
                                portrait: string | null;
                                photos: number;
                                lists: string[];
                            };
                            likeness: number;
                            reasons: "unlike"[];
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description - `12012` Bad query parameters '{}' */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    erasePerson: {
        parameters: {
            query?: never;
            header?: {
                /** @description An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "person_id": "6fa459ea-ee8a-4ca4-894e-db77e160355e"
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    person_id: string;
                };
            };
        };
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "erasure_id": "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d",
                     *       "person_id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *       "requested_by": "account",
                     *       "start_time": "2026-03-01T09:30:00.000000Z",
                     *       "end_time": "2026-03-01T09:30:00.000000Z",
                     *       "erased": {
                     *         "persons": 1,
                     *         "descriptors": 2,
                     *         "portraits": 2,
                     *         "thumbnails": 6
                     *       },
                     *       "missing_portraits": 0,
                     *       "pending_portraits": 0,
                     *       "audit_entries": 0
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        erasure_id: string;
                        /** Format: uuid */
                        person_id: string | null;
                        requested_by: string;
                        /** @description RFC 3339 in UTC with microseconds */
                        start_time: string;
                        /** @description RFC 3339 in UTC with microseconds */
                        end_time: string;
                        erased: {
                            persons: number;
                            descriptors: number;
                            portraits: number;
                            thumbnails: number;
                        };
                        /** @description Descriptors that should have had a portrait, and none was found */
                        missing_portraits: number;
                        /** @description Portraits that could not be deleted yet; the service tries them again */
                        pending_portraits: number;
                        /** @description Entries of the audit log that name the person no more */
                        audit_entries: number;
                    };
                };
            };
            /**
             * @description - `12002` Request does not contain json
             *     - `12005` Request contain empty json
             *     - `12022` Failed to validate input json. Path: '{}',  message: '{}'
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `22007` Person not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `102` Request body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `12024` Unsopported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `10015` The database did not say whether it took the change: look before you send it again
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listErasures: {
        parameters: {
            query?: {
                /**
                 * @description Receipts a page
                 * @example 10
                 */
                limit?: number;
                /** @description `next` of the page before; absent: the first page */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "receipts": [
                     *         {
                     *           "erasure_id": "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d",
                     *           "person_id": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                     *           "requested_by": "account",
                     *           "start_time": "2026-03-01T09:30:00.000000Z",
                     *           "end_time": "2026-03-01T09:30:00.000000Z",
                     *           "erased": {
                     *             "persons": 1,
                     *             "descriptors": 2,
                     *             "portraits": 2,
                     *             "thumbnails": 6
                     *           },
                     *           "missing_portraits": 0,
                     *           "pending_portraits": 0,
                     *           "audit_entries": 0
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        receipts: {
                            /** Format: uuid */
                            erasure_id: string;
                            /** Format: uuid */
                            person_id: string | null;
                            requested_by: string;
                            /** @description RFC 3339 in UTC with microseconds */
                            start_time: string;
                            /** @description RFC 3339 in UTC with microseconds */
                            end_time: string;
                            erased: {
                                persons: number;
                                descriptors: number;
                                portraits: number;
                                thumbnails: number;
                            };
                            /** @description Descriptors that should have had a portrait, and none was found */
                            missing_portraits: number;
                            /** @description Portraits that could not be deleted yet; the service tries them again */
                            pending_portraits: number;
                            /** @description Entries of the audit log that name the person no more */
                            audit_entries: number;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description - `12012` Bad query parameters '{}' */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    previewUpkeep: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "garbage": {
                     *         "descriptors": 12,
                     *         "minimum_age_hours": 24,
                     *         "interval_hours": 0
                     *       },
                     *       "retention": {
                     *         "descriptor_days": 30,
                     *         "portrait_days": 0,
                     *         "own": false,
                     *         "descriptors": 3,
                     *         "portraits": 0,
                     *         "interval_hours": 24
                     *       },
                     *       "skipped": null
                     *     }
                     */
                    "application/json": {
                        garbage: {
                            descriptors: number;
                            minimum_age_hours: number;
                            /** @description Hours between two runs; 0: only by command */
                            interval_hours: number;
                        };
                        retention: {
                            /** @description Of faces without a person and a list; 0: for ever */
                            descriptor_days: number;
                            /** @description 0: for ever */
                            portrait_days: number;
                            /** @description Whether the account has a rule of its own */
                            own: boolean;
                            descriptors: number;
                            portraits: number;
                            /** @description Hours between two runs; 0: only by command */
                            interval_hours: number;
                        };
                        skipped: string | null;
                    };
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listAuditEntries: {
        parameters: {
            query: {
                /**
                 * @description Person or descriptor, also one that is gone
                 * @example 6fa459ea-ee8a-4ca4-894e-db77e160355e
                 */
                object_id: string;
                /** @description Also requests that only read */
                reads?: 0 | 1;
                /**
                 * @description Entries at most
                 * @example 10
                 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "recorded": true,
                     *       "entries": [
                     *         {
                     *           "time": "2026-03-01T09:30:00.000000Z",
                     *           "action": "change",
                     *           "operation": "createPerson",
                     *           "status": 201,
                     *           "request_id": "1772357400,3f0c6a1e-7d4b-4b8e-9a57-0d7f6f9e2c11",
                     *           "address": "10.0.0.1",
                     *           "token": "9f86d081884c"
                     *         }
                     *       ],
                     *       "complete": true
                     *     }
                     */
                    "application/json": {
                        recorded: boolean;
                        entries: {
                            /** @description RFC 3339 in UTC with microseconds */
                            time: string;
                            /** @description enrol, estimate, identify, search, verify, liveness, change or read */
                            action: string;
                            /** @description The operation by its name in this document */
                            operation: string;
                            /** @description HTTP status of the answer */
                            status: number;
                            request_id: string | null;
                            address: string | null;
                            /** @description Fingerprint of the token; null for e-mail and password */
                            token: string | null;
                        }[];
                        complete: boolean;
                    };
                };
            };
            /**
             * @description - `12012` Bad query parameters '{}'
             *     - `12014` Required parameters '{}' not found
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `100` Too many failed logins, try again later */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getLiveFigures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "time": "2026-03-01T09:30:00.000000Z",
                     *       "account": {
                     *         "persons": 2,
                     *         "descriptors": 5,
                     *         "attached": 3,
                     *         "photos_per_minute": 12,
                     *         "searches_per_minute": 40,
                     *         "errors_per_minute": 0,
                     *         "latency": {
                     *           "p50": 14.2,
                     *           "p95": 90.1,
                     *           "p99": 130
                     *         }
                     *       },
                     *       "service": null
                     *     }
                     */
                    "application/json": {
                        /** @description RFC 3339 in UTC with microseconds */
                        time: string;
                        account: {
                            persons: number;
                            descriptors: number;
                            attached: number;
                            photos_per_minute: number;
                            searches_per_minute: number;
                            errors_per_minute: number;
                            /** @description Milliseconds of the last minute */
                            latency: {
                                p50: number;
                                p95: number;
                                p99: number;
                            } | null;
                        };
                        service: {
                            requests_per_minute: number;
                            database: {
                                kind: string;
                                serving: boolean;
                                hosts_opened: number;
                            };
                            /** @enum {string} */
                            portraits: "files" | "database" | "s3" | "off";
                            memory: number;
                            event_loop_p99: number;
                            uptime: number;
                            warnings: string[];
                        } | null;
                    };
                };
            };
            /**
             * @description - `11002` Account corresponding login/password not found
             *     - `12001` Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
             *     - `12010` This resource need "Authorization" authorization headers
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Token is not permitted to do this
             *     - `100` Token is limited to other lists
             *     - `11004` Account is suspended
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `100` Too many streams of live figures are open
             *     - `100` Too many failed logins, try again later
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `1` Unknown error
             *     - `12020` Unknown error authorization
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `11009` Service is temporarily unavailable, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error, in the same form. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
}
