// Generated from docs/openapi.json by `npm run client:generate`; do not edit.
export interface paths {
    "/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
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
        /** Whether the service and what it depends on answer */
        get: {
            parameters: {
                query?: {
                    /** @description Ask everything that requests depend on, not only the database */
                    include_luna_services?: 0 | 1;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Seconds that the checks took */
                            execution_time: number;
                        };
                    };
                };
                /** @description Default Response */
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
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
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
        /** Whether the process runs: 503 when only a restart helps */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            alive: true;
                        };
                    };
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
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
        /** Whether requests can be served: 503 while the database is out of reach, what is stored cannot be written, or the service closes */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            ready: true;
                        };
                    };
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
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
        /** Register an account; the answer holds its first token */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        organization_name: string;
                        password: string;
                        /** Format: email */
                        email: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            token: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
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
        /** The account itself */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            email: string;
                            organization_name: string;
                            suspended: boolean;
                        };
                    };
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
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
        /** What the account holds */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            count_persons: number;
                            count_descriptors: number;
                            attached_descriptors: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
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
        /** Tokens of the account, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description Page, from 1; smaller numbers count as 1 */
                    page?: number;
                    /** @description Objects a page, clamped to 1..1000 (1..100 in the mode lp3) */
                    page_size?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
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
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        put?: never;
        /** Create a token */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        token_data?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            token: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        /** Delete several tokens */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        tokens: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
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
        /** One token */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Token */
                    token_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            token_data: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a token */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Token */
                    token_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change the data of a token */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Token */
                    token_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        token_data: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/4/storage/descriptors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Descriptors of the account, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description Page, from 1; smaller numbers count as 1 */
                    page?: number;
                    /** @description Objects a page, clamped to 1..1000 (1..100 in the mode lp3) */
                    page_size?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
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
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        put?: never;
        /** Extract a descriptor from each face of an image, or upload descriptors */
        post: {
            parameters: {
                query?: {
                    /** @description Adds age and gender */
                    estimate_attributes?: 0 | 1;
                    /** @description Adds emotions */
                    estimate_emotions?: 0 | 1;
                    /** @description Adds ethnicities */
                    estimate_ethnicities?: 0 | 1;
                    /** @description Adds the head pose; not with warped images */
                    estimate_head_pose?: 0 | 1;
                    /** @description Adds the quality */
                    estimate_quality?: 0 | 1;
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
                header?: never;
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
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
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
                                };
                            }[];
                            exif?: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
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
        /** One descriptor */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Descriptor */
                    descriptor_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
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
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
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
        /** Lists that hold the descriptor */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Descriptor */
                    descriptor_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            lists: string[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Put the descriptor into a list or take it out */
        patch: {
            parameters: {
                query: {
                    /** @description What to do */
                    do: "attach" | "detach";
                    /** @description List */
                    list_id: string;
                };
                header?: never;
                path: {
                    /** @description Descriptor */
                    descriptor_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/4/storage/portraits/{portrait}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Portrait of a descriptor, or one of its thumbnails */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Descriptor id, for a thumbnail followed by an underscore and its side in pixels */
                    portrait: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "image/jpeg": Blob;
                    };
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
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
        /** Persons of the account, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description Page, from 1; smaller numbers count as 1 */
                    page?: number;
                    /** @description Objects a page, clamped to 1..1000 (1..100 in the mode lp3) */
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
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
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
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        put?: never;
        /** Create a person */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        user_data?: string;
                        external_id?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            person_id: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
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
        /** One person */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Person */
                    person_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
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
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a person; its descriptors stay */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Person */
                    person_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change the data of a person */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Person */
                    person_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        user_data?: string;
                        external_id?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/4/storage/persons/{person_id}/linked_descriptors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Descriptors of a person */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Person */
                    person_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            descriptors: string[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Give a descriptor to a person or take it away */
        patch: {
            parameters: {
                query: {
                    /** @description What to do */
                    do: "attach" | "detach";
                    /** @description Descriptor */
                    descriptor_id: string;
                };
                header?: never;
                path: {
                    /** @description Person */
                    person_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/4/storage/persons/{person_id}/linked_lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists that hold the person */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Person */
                    person_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            lists: string[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Put the person into a list or take it out */
        patch: {
            parameters: {
                query: {
                    /** @description What to do */
                    do: "attach" | "detach";
                    /** @description List */
                    list_id: string;
                };
                header?: never;
                path: {
                    /** @description Person */
                    person_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/4/storage/lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists of the account, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description Page, from 1; smaller numbers count as 1 */
                    page?: number;
                    /** @description Objects a page, clamped to 1..1000 (1..100 in the mode lp3) */
                    page_size?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
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
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        put?: never;
        /** Create a list */
        post: {
            parameters: {
                query?: {
                    /** @description Kind of the members; persons when absent */
                    type?: "persons" | "descriptors";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        list_data?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            list_id: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        /** Delete several lists; their members stay */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        lists: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
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
        /** Members of a list */
        get: {
            parameters: {
                query?: {
                    /** @description Page, from 1; smaller numbers count as 1 */
                    page?: number;
                    /** @description Objects a page, clamped to 1..1000 (1..100 in the mode lp3) */
                    page_size?: number;
                };
                header?: never;
                path: {
                    /** @description List */
                    list_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
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
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a list; its members stay */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description List */
                    list_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change the data of a list */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description List */
                    list_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        list_data: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
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
        /** Put many persons or descriptors into a list or take them out */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
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
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
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
        /** Persons most similar to a person or a descriptor */
        post: {
            parameters: {
                query?: {
                    /** @description Reference: all descriptors of this person */
                    person_id?: string;
                    /** @description Reference: this descriptor; person_id wins */
                    descriptor_id?: string;
                    /** @description Candidates: a list */
                    list_id?: string;
                    /** @description Candidates: persons; list_id wins (comma-separated) */
                    person_ids?: string;
                    /** @description Candidates in the answer */
                    limit?: number;
                    /** @description Least similarity of a candidate; absent: any */
                    similarity__gte?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
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
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
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
        /** Descriptors most similar to a person or a descriptor */
        post: {
            parameters: {
                query?: {
                    /** @description Reference: all descriptors of this person */
                    person_id?: string;
                    /** @description Reference: this descriptor; person_id wins */
                    descriptor_id?: string;
                    /** @description Candidates: a list */
                    list_id?: string;
                    /** @description Candidates: descriptors; list_id wins (comma-separated) */
                    descriptor_ids?: string;
                    /** @description Candidates in the answer */
                    limit?: number;
                    /** @description Least similarity of a candidate; absent: any */
                    similarity__gte?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            candidates: {
                                /** Format: uuid */
                                id: string;
                                similarity: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
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
        /** Similarity of a descriptor and a person */
        post: {
            parameters: {
                query?: {
                    /** @description Reference: this descriptor (required) */
                    descriptor_id?: string;
                    /** @description The person (required) */
                    person_id?: string;
                    /** @description Least similarity of a candidate; absent: any */
                    similarity__gte?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
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
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
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
        /** Persons or descriptors most similar to the face of an image */
        post: {
            parameters: {
                query?: {
                    /** @description Candidates: a list */
                    list_id?: string;
                    /** @description Candidates: persons; list_id wins (comma-separated) */
                    person_ids?: string;
                    /** @description Candidates: descriptors; list_id wins (comma-separated) */
                    descriptor_ids?: string;
                    /** @description Candidates in the answer */
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
                    /** @description Adds the quality */
                    estimate_quality?: 0 | 1;
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
                header?: never;
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
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
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
                                };
                            };
                            exif?: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
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
        /** Policies of the extractor handler */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
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
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        put?: never;
        /** Create a person of the face of an image */
        post: {
            parameters: {
                query?: {
                    /** @description The image is an aligned crop with one face; detection is skipped */
                    warped_image?: 0 | 1;
                    /** @description Taken for compatibility: policies are never cached */
                    no_cache?: 0 | 1;
                    /** @description Data of the created person */
                    user_data?: string;
                    /** @description External id of the created person */
                    external_id?: string | null;
                };
                header?: never;
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
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
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
                                };
                            };
                            exif?: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        /** Change policies of the extractor handler */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
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
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/4/handlers/identify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Policies of the identify handler */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
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
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        put?: never;
        /** Persons most similar to the face of an image */
        post: {
            parameters: {
                query?: {
                    /** @description The image is an aligned crop with one face; detection is skipped */
                    warped_image?: 0 | 1;
                    /** @description Taken for compatibility: policies are never cached */
                    no_cache?: 0 | 1;
                };
                header?: never;
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
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
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
                                };
                            };
                            exif?: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        /** Change policies of the identify handler */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
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
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/4/handlers/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Policies of the verify handler */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
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
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        put?: never;
        /** Whether the face of an image is that of a person */
        post: {
            parameters: {
                query: {
                    /** @description The image is an aligned crop with one face; detection is skipped */
                    warped_image?: 0 | 1;
                    /** @description Taken for compatibility: policies are never cached */
                    no_cache?: 0 | 1;
                    /** @description The person */
                    person_id: string;
                };
                header?: never;
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
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
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
                                };
                            };
                            exif?: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        /** Change policies of the verify handler */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
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
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
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
        /** Compare descriptors that are not stored */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        references: {
                            /** @description The client's name for it */
                            id: string;
                            /** @enum {string} */
                            type: "raw_descriptor" | "sdk_descriptor" | "xpk_file";
                            /** @description A file of docs/descriptor-format.md as base64 */
                            data: string;
                        }[];
                        candidates: {
                            /** @description The client's name for it */
                            id: string;
                            /** @enum {string} */
                            type: "raw_descriptor" | "sdk_descriptor" | "xpk_file";
                            /** @description A file of docs/descriptor-format.md as base64 */
                            data: string;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
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
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
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
        /** Whether images show living persons, and no prints, screens or masks */
        post: {
            parameters: {
                query?: {
                    /** @description Adds one common result for all images */
                    aggregate?: 0 | 1;
                };
                header?: never;
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
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
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
                /** @description Default Response */
                default: {
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
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: never;
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
