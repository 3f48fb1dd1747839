/**
 * The types of the API, for `openapi-fetch`. Made from openapi/openapi.json by `bun run openapi`: change nothing here.
 */
export interface paths {
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say that the service answers */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read this description of the API (OpenAPI 3.1) */
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the documentation of the API in a browser, and try it */
        get: operations["getDocumentation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List categories in pages, ordered by parent and name */
        get: operations["listCategories"];
        put?: never;
        /** Create a category */
        post: operations["createCategory"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/categories/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a category */
        get: operations["getCategory"];
        put?: never;
        post?: never;
        /** Delete a category that has no children */
        delete: operations["deleteCategory"];
        options?: never;
        head?: never;
        /** Change a category's name, description or colour */
        patch: operations["updateCategory"];
        trace?: never;
    };
    "/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List clients in pages, the newest first: active or archived ones, or the one with a slug */
        get: operations["listClients"];
        put?: never;
        /** Create a client */
        post: operations["createClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clients/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a client */
        get: operations["getClient"];
        put?: never;
        post?: never;
        /** Delete a client that has no sessions */
        delete: operations["deleteClient"];
        options?: never;
        head?: never;
        /** Change a client's values, archive or restore it */
        patch: operations["updateClient"];
        trace?: never;
    };
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List sessions in pages, the newest first: all, or those of a client, in a state or with a category */
        get: operations["listSessions"];
        put?: never;
        /** Start a session for a client */
        post: operations["startSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a session */
        get: operations["getSession"];
        put?: never;
        post?: never;
        /** Delete a session with its transcript */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        /** Change a session's title or category, or end it */
        patch: operations["updateSession"];
        trace?: never;
    };
    "/sessions/{id}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a transcript in pages, forward or backward from any sequence, each entry byte for byte as it was sent */
        get: operations["listEntries"];
        put?: never;
        /** Append entries to a running session's transcript: all of them or none, and each once however often it is sent */
        post: operations["appendEntries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{id}/transcript": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a transcript as JSON Lines, in parts of up to 4 MiB: the header Link names the next */
        get: operations["getTranscript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List API tokens in pages, the newest first, without their secrets */
        get: operations["listTokens"];
        put?: never;
        /** Create an API token that can do no more, and no longer, than the caller's */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what is known of an API token */
        get: operations["getToken"];
        put?: never;
        post?: never;
        /** Revoke an API token: it is refused for good, within a minute, and listed for 30 more days */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** AppendedEntries */
        AppendedEntries: {
            /** @description Those of the request, in its order. */
            entries: {
                id: string;
                sequence: number;
                /** @description False where the transcript had the entry before. */
                created: boolean;
            }[];
            /** @description Of the transcript; 0 when it is empty. */
            lastSequence: number;
        };
        /** Category */
        Category: {
            /** Format: uuid */
            id: string;
            name: string;
            parentId: string | null;
            description: string | null;
            color: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        /** CategoryChanges */
        CategoryChanges: {
            /** @description Unique under its parent without regard to case. Surrounding white space is removed. */
            name?: string;
            description?: string | null;
            color?: string | null;
        };
        /** CategoryPage */
        CategoryPage: {
            items: components["schemas"]["Category"][];
            nextCursor: string | null;
        };
        /** Client */
        Client: {
            /** Format: uuid */
            id: string;
            name: string;
            slug: string;
            contactEmail: string | null;
            notes: string | null;
            defaultCategoryId: string | null;
            /** @enum {string} */
            state: "active" | "archived";
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            archivedAt: string | null;
        };
        /** ClientChanges */
        ClientChanges: {
            /** @description Surrounding white space is removed. */
            name?: string;
            /** @description Unique among all clients. */
            slug?: string;
            contactEmail?: string | null;
            notes?: string | null;
            defaultCategoryId?: string | null;
            /**
             * @description `archived`: no session can be started any more. `active` takes that back.
             * @enum {string}
             */
            state?: "active" | "archived";
        };
        /** ClientPage */
        ClientPage: {
            items: components["schemas"]["Client"][];
            nextCursor: string | null;
        };
        /** CreatedToken */
        CreatedToken: {
            /** Format: uuid */
            id: string;
            name: string;
            scopes: ("admin" | "categories:read" | "categories:write" | "clients:read" | "clients:write" | "sessions:read" | "sessions:write" | "tokens:read" | "tokens:write")[];
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            createdBy: string;
            expiresAt: string | null;
            /** @description Noted once an hour: the last use may be a little more than an hour later. Null before the first. */
            lastUsedAt: string | null;
            revokedAt: string | null;
            /** @description The token itself. It is shown here and never again. */
            token: string;
        };
        /** Entry */
        Entry: {
            /** @description Unique in its transcript. An entry that is sent twice is kept once. */
            id: string;
            /** @description Of the entry that this one follows. It is not looked for. */
            parentId?: string | null;
            /** Format: date-time */
            timestamp: string;
            type: string;
        };
        /** EntryPage */
        EntryPage: {
            /** @description May be fewer than `limit`, as a page has at most 4 MiB of entries. */
            items: {
                sequence: number;
                entry: components["schemas"]["Entry"];
            }[];
            /** @description Of the transcript; 0 when it is empty. */
            lastSequence: number;
            /** @description Whether the range goes on behind the last item, in the direction of the order. */
            hasMore: boolean;
        };
        /**
         * GatewayMessage
         * @description An answer of the gateway in front of the functions.
         */
        GatewayMessage: {
            message: string;
        };
        /** Health */
        Health: {
            /** @constant */
            status: "ok";
            /** @constant */
            service: "draht";
            /** Format: date-time */
            timestamp: string;
        };
        /** NewCategory */
        NewCategory: {
            /** @description Unique under its parent without regard to case. Surrounding white space is removed. */
            name: string;
            /** @default null */
            parentId?: string | null;
            /** @default null */
            description?: string | null;
            /** @default null */
            color?: string | null;
        };
        /** NewClient */
        NewClient: {
            /** @description Surrounding white space is removed. */
            name: string;
            /** @description Unique among all clients; made of the name if absent. */
            slug?: string;
            /** @default null */
            contactEmail?: string | null;
            /** @default null */
            notes?: string | null;
            /** @default null */
            defaultCategoryId?: string | null;
        };
        /** NewSession */
        NewSession: {
            /** Format: uuid */
            clientId: string;
            /** @description Surrounding white space is removed. */
            title: string;
            /** @description The client's default category if absent, as long as that exists. Null for none. */
            categoryId?: string | null;
            /** @default null */
            expiresAt?: string | null;
        };
        /** NewToken */
        NewToken: {
            /** @description What the token is for. Surrounding white space is removed. */
            name: string;
            /** @description `admin` allows everything; `<resource>:write` includes `<resource>:read`. */
            scopes: ("admin" | "categories:read" | "categories:write" | "clients:read" | "clients:write" | "sessions:read" | "sessions:write" | "tokens:read" | "tokens:write")[];
            /** @default null */
            expiresAt?: string | null;
        };
        /**
         * Problem
         * @description What went wrong and what to change (RFC 9457).
         * @example {
         *       "type": "https://draht.dev/problems/client-slug-taken",
         *       "title": "Client slug taken",
         *       "status": 409,
         *       "detail": "Another client has the slug cafe-nord. Send another one as slug.",
         *       "code": "client-slug-taken",
         *       "requestId": "8f5c3a52-3f6a-4c33-9d2b-6a5d1a2b3c4d",
         *       "details": {
         *         "slug": "cafe-nord"
         *       }
         *     }
         */
        Problem: {
            /**
             * Format: uri
             * @description Identifies the kind of problem. It ends in the code.
             */
            type: string;
            /** @description The same for every problem of a kind. */
            title: string;
            status: number;
            /** @description What to change. */
            detail: string;
            /** @description Stable: programs tell problems apart by it. */
            code: string;
            /** @description Names this request in the log. */
            requestId: string;
            /** @description The single values that are to be changed. */
            errors?: {
                /** @description In the body, as a JSON Pointer in a URI fragment (RFC 6901). */
                pointer?: string;
                /** @description In the path or the query. */
                parameter?: string;
                /** @description In the headers. */
                header?: string;
                /** @description What is allowed there. */
                detail: string;
            }[];
            /** @description Facts of the current state that the request contradicts. What is in it depends on the code. */
            details?: {
                [key: string]: unknown;
            };
        };
        /** Session */
        Session: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            clientId: string;
            title: string;
            categoryId: string | null;
            /** @enum {string} */
            state: "running" | "completed" | "failed" | "cancelled";
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            updatedAt: string;
            endedAt: string | null;
            expiresAt: string | null;
        };
        /** SessionChanges */
        SessionChanges: {
            /** @description Surrounding white space is removed. */
            title?: string;
            categoryId?: string | null;
            /**
             * @description A running session can become completed, failed or cancelled. It has then ended: nothing can be appended to its transcript, and its state stays. To send the state that it has is no change.
             * @enum {string}
             */
            state?: "running" | "completed" | "failed" | "cancelled";
        };
        /** SessionPage */
        SessionPage: {
            items: components["schemas"]["Session"][];
            nextCursor: string | null;
        };
        /** Token */
        Token: {
            /** Format: uuid */
            id: string;
            name: string;
            scopes: ("admin" | "categories:read" | "categories:write" | "clients:read" | "clients:write" | "sessions:read" | "sessions:write" | "tokens:read" | "tokens:write")[];
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            createdBy: string;
            expiresAt: string | null;
            /** @description Noted once an hour: the last use may be a little more than an hour later. Null before the first. */
            lastUsedAt: string | null;
            revokedAt: string | null;
        };
        /** TokenPage */
        TokenPage: {
            items: components["schemas"]["Token"][];
            nextCursor: string | null;
        };
    };
    responses: {
        /** @description - `category-changed`: The category is not in the version that If-Match names. */
        CategoryChanged: {
            headers: {
                /** @description Names this request in the log. */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "category-changed";
                };
            };
        };
        /** @description - `category-has-children`: Other categories stand under this one. */
        CategoryHasChildren: {
            headers: {
                /** @description Names this request in the log. */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "category-has-children";
                };
            };
        };
        /** @description - `category-name-taken`: Another category under the same parent has this name. */
        CategoryNameTaken: {
            headers: {
                /** @description Names this request in the log. */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "category-name-taken";
                };
            };
        };
        /** @description - `category-not-found`: No category has this id. */
        CategoryNotFound: {
            headers: {
                /** @description Names this request in the log. */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "category-not-found";
                };
            };
        };
        /** @description - `client-changed`: The client is not in the version that If-Match names. */
        ClientChanged: {
            headers: {
                /** @description Names this request in the log. */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "client-changed";
                };
            };
        };
        /** @description - `client-has-sessions`: The client has sessions that have neither been deleted nor expired. */
        ClientHasSessions: {
            headers: {
                /** @description Names this request in the log. */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "client-has-sessions";
                };
            };
        };
        /** @description - `client-not-found`: No client has this id. */
        ClientNotFound: {
            headers: {
                /** @description Names this request in the log. */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "client-not-found";
                };
            };
        };
        /** @description - `client-slug-taken`: Another client has this slug. */
        ClientSlugTaken: {
            headers: {
                /** @description Names this request in the log. */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "client-slug-taken";
                };
            };
        };
        /** @description - `content-too-large`: The body is larger than allowed. */
        ContentTooLarge: {
            headers: {
                /** @description Names this request in the log. */
                "x-request-id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "content-too-large";
                };
                "application/json": components["schemas"]["GatewayMessage"];
            };
        };
        /** @description - `insufficient-scope`: The token lacks the operation's scope. */
        InsufficientScope: {
            headers: {
                /** @description Names this request in the log. */
                "x-request-id": string;
                /** @description How to authenticate (RFC 6750). */
                "www-authenticate": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "insufficient-scope";
                };
            };
        };
        /** @description - `internal-error`: The service failed. */
        InternalError: {
            headers: {
                /** @description Names this request in the log. */
                "x-request-id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "internal-error";
                };
                "application/json": components["schemas"]["GatewayMessage"];
            };
        };
        /** @description - `invalid-request`: A parameter of the path, the query or the headers is not as required, or not known. */
        InvalidRequest: {
            headers: {
                /** @description Names this request in the log. */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "invalid-request";
                };
            };
        };
        /** @description - `invalid-token`: The token is misspelt, expired, revoked or of another stage. */
        InvalidToken: {
            headers: {
                /** @description Names this request in the log. */
                "x-request-id"?: string;
                /** @description How to authenticate (RFC 6750). */
                "www-authenticate"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "invalid-token";
                };
                "application/json": components["schemas"]["GatewayMessage"];
            };
        };
        /** @description - `precondition-required`: The header If-Match is missing. */
        PreconditionRequired: {
            headers: {
                /** @description Names this request in the log. */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "precondition-required";
                };
            };
        };
        /** @description - `session-changed`: The session is not in the version that If-Match names. */
        SessionChanged: {
            headers: {
                /** @description Names this request in the log. */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "session-changed";
                };
            };
        };
        /** @description - `session-not-found`: No session has this id, or it has expired. */
        SessionNotFound: {
            headers: {
                /** @description Names this request in the log. */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "session-not-found";
                };
            };
        };
        /** @description - `session-state`: The session cannot go from its state to the one that is asked for. */
        SessionState: {
            headers: {
                /** @description Names this request in the log. */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "session-state";
                };
            };
        };
        /** @description - `token-changed`: The token is not in the version that If-Match names. */
        TokenChanged: {
            headers: {
                /** @description Names this request in the log. */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "token-changed";
                };
            };
        };
        /** @description - `token-not-found`: No token has this id, or it stopped working more than 30 days ago. */
        TokenNotFound: {
            headers: {
                /** @description Names this request in the log. */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "token-not-found";
                };
            };
        };
        /** @description - `unsupported-media-type`: The body's content-type, charset or content-encoding is not taken. */
        UnsupportedMediaType: {
            headers: {
                /** @description Names this request in the log. */
                "x-request-id": string;
                /** @description The media types that are taken. */
                accept: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "unsupported-media-type";
                };
            };
        };
        /** @description - `validation-failed`: A value of the body is not as required. */
        ValidationFailed: {
            headers: {
                /** @description Names this request in the log. */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "validation-failed";
                };
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type AppendedEntries = components['schemas']['AppendedEntries'];
export type Category = components['schemas']['Category'];
export type CategoryChanges = components['schemas']['CategoryChanges'];
export type CategoryPage = components['schemas']['CategoryPage'];
export type Client = components['schemas']['Client'];
export type ClientChanges = components['schemas']['ClientChanges'];
export type ClientPage = components['schemas']['ClientPage'];
export type CreatedToken = components['schemas']['CreatedToken'];
export type Entry = components['schemas']['Entry'];
export type EntryPage = components['schemas']['EntryPage'];
export type GatewayMessage = components['schemas']['GatewayMessage'];
export type Health = components['schemas']['Health'];
export type NewCategory = components['schemas']['NewCategory'];
export type NewClient = components['schemas']['NewClient'];
export type NewSession = components['schemas']['NewSession'];
export type NewToken = components['schemas']['NewToken'];
export type Problem = components['schemas']['Problem'];
export type Session = components['schemas']['Session'];
export type SessionChanges = components['schemas']['SessionChanges'];
export type SessionPage = components['schemas']['SessionPage'];
export type Token = components['schemas']['Token'];
export type TokenPage = components['schemas']['TokenPage'];
export type ResponseCategoryChanged = components['responses']['CategoryChanged'];
export type ResponseCategoryHasChildren = components['responses']['CategoryHasChildren'];
export type ResponseCategoryNameTaken = components['responses']['CategoryNameTaken'];
export type ResponseCategoryNotFound = components['responses']['CategoryNotFound'];
export type ResponseClientChanged = components['responses']['ClientChanged'];
export type ResponseClientHasSessions = components['responses']['ClientHasSessions'];
export type ResponseClientNotFound = components['responses']['ClientNotFound'];
export type ResponseClientSlugTaken = components['responses']['ClientSlugTaken'];
export type ResponseContentTooLarge = components['responses']['ContentTooLarge'];
export type ResponseInsufficientScope = components['responses']['InsufficientScope'];
export type ResponseInternalError = components['responses']['InternalError'];
export type ResponseInvalidRequest = components['responses']['InvalidRequest'];
export type ResponseInvalidToken = components['responses']['InvalidToken'];
export type ResponsePreconditionRequired = components['responses']['PreconditionRequired'];
export type ResponseSessionChanged = components['responses']['SessionChanged'];
export type ResponseSessionNotFound = components['responses']['SessionNotFound'];
export type ResponseSessionState = components['responses']['SessionState'];
export type ResponseTokenChanged = components['responses']['TokenChanged'];
export type ResponseTokenNotFound = components['responses']['TokenNotFound'];
export type ResponseUnsupportedMediaType = components['responses']['UnsupportedMediaType'];
export type ResponseValidationFailed = components['responses']['ValidationFailed'];
export type $defs = Record<string, never>;
export interface operations {
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "service": "draht",
                     *       "timestamp": "2026-11-02T08:10:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            500: components["responses"]["InternalError"];
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: {
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description Not modified: the caller has this version. */
            304: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            500: components["responses"]["InternalError"];
        };
    };
    getDocumentation: {
        parameters: {
            query?: never;
            header?: {
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Not modified: the caller has this version. */
            304: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            500: components["responses"]["InternalError"];
        };
    };
    listCategories: {
        parameters: {
            query?: {
                parentId?: "root" | string;
                limit?: number;
                cursor?: string;
            };
            header?: {
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199f3a1-02b4-7000-8000-9c27be41d055",
                     *           "name": "Bug fix",
                     *           "parentId": null,
                     *           "description": "Something that worked, or should have.",
                     *           "color": "#d73a4a",
                     *           "createdAt": "2026-11-02T08:12:45.108Z",
                     *           "updatedAt": "2026-11-02T08:12:45.108Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["CategoryPage"];
                };
            };
            /** @description Not modified: the caller has this version. */
            304: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `invalid-cursor`: The cursor is none of this list with these filters.
             *     - `invalid-request`: A parameter of the path, the query or the headers is not as required, or not known.
             */
            400: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid-cursor" | "invalid-request";
                    };
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            500: components["responses"]["InternalError"];
            /**
             * @description - `overloaded`: Too much is going on at once. Nothing was done; try again.
             *     - `unavailable`: The database does not answer in time. What was asked for may have happened; try again.
             */
            503: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id"?: string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "overloaded" | "unavailable";
                    };
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    createCategory: {
        parameters: {
            query?: never;
            header: {
                /** @description A new one, such as a UUID, for each thing to do; the same one when that is tried again. */
                "idempotency-key": string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Bug fix",
                 *       "description": "Something that worked, or should have.",
                 *       "color": "#d73a4a"
                 *     }
                 */
                "application/json": components["schemas"]["NewCategory"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    /** @description Where the new resource is. */
                    location: string;
                    /** @description `true` where this is the answer of an earlier try. */
                    "idempotency-replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199f3a1-02b4-7000-8000-9c27be41d055",
                     *       "name": "Bug fix",
                     *       "parentId": null,
                     *       "description": "Something that worked, or should have.",
                     *       "color": "#d73a4a",
                     *       "createdAt": "2026-11-02T08:12:45.108Z",
                     *       "updatedAt": "2026-11-02T08:12:45.108Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Category"];
                };
            };
            /**
             * @description - `body-missing`: There is no body.
             *     - `idempotency-key-missing`: The header Idempotency-Key is missing.
             *     - `invalid-request`: A parameter of the path, the query or the headers is not as required, or not known.
             *     - `malformed-json`: The body is no JSON.
             *     - `malformed-text`: The body is not encoded in UTF-8.
             */
            400: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body-missing" | "idempotency-key-missing" | "invalid-request" | "malformed-json" | "malformed-text";
                    };
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            /**
             * @description - `category-name-taken`: Another category under the same parent has this name.
             *     - `request-in-flight`: A request with this Idempotency-Key is being answered.
             */
            409: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "category-name-taken" | "request-in-flight";
                    };
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description - `idempotency-key-reused`: The Idempotency-Key was used for another request.
             *     - `parent-category-not-found`: No category has the id that is given as the parent's.
             *     - `validation-failed`: A value of the body is not as required.
             */
            422: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "idempotency-key-reused" | "parent-category-not-found" | "validation-failed";
                    };
                };
            };
            500: components["responses"]["InternalError"];
            /**
             * @description - `overloaded`: Too much is going on at once. Nothing was done; try again.
             *     - `unavailable`: The database does not answer in time. What was asked for may have happened; try again.
             */
            503: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id"?: string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "overloaded" | "unavailable";
                    };
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    getCategory: {
        parameters: {
            query?: never;
            header?: {
                "if-none-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199f3a1-02b4-7000-8000-9c27be41d055",
                     *       "name": "Bug fix",
                     *       "parentId": null,
                     *       "description": "Something that worked, or should have.",
                     *       "color": "#d73a4a",
                     *       "createdAt": "2026-11-02T08:12:45.108Z",
                     *       "updatedAt": "2026-11-02T08:12:45.108Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Category"];
                };
            };
            /** @description Not modified: the caller has this version. */
            304: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["CategoryNotFound"];
            500: components["responses"]["InternalError"];
            /**
             * @description - `overloaded`: Too much is going on at once. Nothing was done; try again.
             *     - `unavailable`: The database does not answer in time. What was asked for may have happened; try again.
             */
            503: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id"?: string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "overloaded" | "unavailable";
                    };
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    deleteCategory: {
        parameters: {
            query?: never;
            header: {
                "if-match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No content */
            204: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["CategoryNotFound"];
            409: components["responses"]["CategoryHasChildren"];
            412: components["responses"]["CategoryChanged"];
            428: components["responses"]["PreconditionRequired"];
            500: components["responses"]["InternalError"];
            /**
             * @description - `overloaded`: Too much is going on at once. Nothing was done; try again.
             *     - `unavailable`: The database does not answer in time. What was asked for may have happened; try again.
             */
            503: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id"?: string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "overloaded" | "unavailable";
                    };
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    updateCategory: {
        parameters: {
            query?: never;
            header: {
                "if-match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "color": "#b60205"
                 *     }
                 */
                "application/json": components["schemas"]["CategoryChanges"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199f3a1-02b4-7000-8000-9c27be41d055",
                     *       "name": "Bug fix",
                     *       "parentId": null,
                     *       "description": "Something that worked, or should have.",
                     *       "color": "#d73a4a",
                     *       "createdAt": "2026-11-02T08:12:45.108Z",
                     *       "updatedAt": "2026-11-02T08:12:45.108Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Category"];
                };
            };
            /**
             * @description - `body-missing`: There is no body.
             *     - `invalid-request`: A parameter of the path, the query or the headers is not as required, or not known.
             *     - `malformed-json`: The body is no JSON.
             *     - `malformed-text`: The body is not encoded in UTF-8.
             */
            400: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body-missing" | "invalid-request" | "malformed-json" | "malformed-text";
                    };
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["CategoryNotFound"];
            409: components["responses"]["CategoryNameTaken"];
            412: components["responses"]["CategoryChanged"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            428: components["responses"]["PreconditionRequired"];
            500: components["responses"]["InternalError"];
            /**
             * @description - `overloaded`: Too much is going on at once. Nothing was done; try again.
             *     - `unavailable`: The database does not answer in time. What was asked for may have happened; try again.
             */
            503: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id"?: string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "overloaded" | "unavailable";
                    };
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    listClients: {
        parameters: {
            query?: {
                /** @description `active` unless `slug` is given. */
                state?: "active" | "archived";
                /** @description The one client with this slug, whatever its state. */
                slug?: string;
                limit?: number;
                cursor?: string;
            };
            header?: {
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d",
                     *           "name": "Café Nord",
                     *           "slug": "cafe-nord",
                     *           "contactEmail": "ines@cafe-nord.example",
                     *           "notes": "Ships on Thursdays.",
                     *           "defaultCategoryId": "0199f3a1-02b4-7000-8000-9c27be41d055",
                     *           "state": "active",
                     *           "createdAt": "2026-11-02T08:14:30.366Z",
                     *           "updatedAt": "2026-11-02T08:14:30.366Z",
                     *           "archivedAt": null
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ClientPage"];
                };
            };
            /** @description Not modified: the caller has this version. */
            304: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `invalid-cursor`: The cursor is none of this list with these filters.
             *     - `invalid-request`: A parameter of the path, the query or the headers is not as required, or not known.
             */
            400: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid-cursor" | "invalid-request";
                    };
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            500: components["responses"]["InternalError"];
            /**
             * @description - `overloaded`: Too much is going on at once. Nothing was done; try again.
             *     - `unavailable`: The database does not answer in time. What was asked for may have happened; try again.
             */
            503: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id"?: string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "overloaded" | "unavailable";
                    };
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    createClient: {
        parameters: {
            query?: never;
            header: {
                /** @description A new one, such as a UUID, for each thing to do; the same one when that is tried again. */
                "idempotency-key": string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Café Nord",
                 *       "contactEmail": "ines@cafe-nord.example",
                 *       "notes": "Ships on Thursdays.",
                 *       "defaultCategoryId": "0199f3a1-02b4-7000-8000-9c27be41d055"
                 *     }
                 */
                "application/json": components["schemas"]["NewClient"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    /** @description Where the new resource is. */
                    location: string;
                    /** @description `true` where this is the answer of an earlier try. */
                    "idempotency-replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d",
                     *       "name": "Café Nord",
                     *       "slug": "cafe-nord",
                     *       "contactEmail": "ines@cafe-nord.example",
                     *       "notes": "Ships on Thursdays.",
                     *       "defaultCategoryId": "0199f3a1-02b4-7000-8000-9c27be41d055",
                     *       "state": "active",
                     *       "createdAt": "2026-11-02T08:14:30.366Z",
                     *       "updatedAt": "2026-11-02T08:14:30.366Z",
                     *       "archivedAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["Client"];
                };
            };
            /**
             * @description - `body-missing`: There is no body.
             *     - `idempotency-key-missing`: The header Idempotency-Key is missing.
             *     - `invalid-request`: A parameter of the path, the query or the headers is not as required, or not known.
             *     - `malformed-json`: The body is no JSON.
             *     - `malformed-text`: The body is not encoded in UTF-8.
             */
            400: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body-missing" | "idempotency-key-missing" | "invalid-request" | "malformed-json" | "malformed-text";
                    };
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            /**
             * @description - `client-slug-taken`: Another client has this slug.
             *     - `request-in-flight`: A request with this Idempotency-Key is being answered.
             */
            409: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "client-slug-taken" | "request-in-flight";
                    };
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description - `default-category-not-found`: The default category does not exist.
             *     - `idempotency-key-reused`: The Idempotency-Key was used for another request.
             *     - `validation-failed`: A value of the body is not as required.
             */
            422: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "default-category-not-found" | "idempotency-key-reused" | "validation-failed";
                    };
                };
            };
            500: components["responses"]["InternalError"];
            /**
             * @description - `overloaded`: Too much is going on at once. Nothing was done; try again.
             *     - `unavailable`: The database does not answer in time. What was asked for may have happened; try again.
             */
            503: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id"?: string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "overloaded" | "unavailable";
                    };
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    getClient: {
        parameters: {
            query?: never;
            header?: {
                "if-none-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d",
                     *       "name": "Café Nord",
                     *       "slug": "cafe-nord",
                     *       "contactEmail": "ines@cafe-nord.example",
                     *       "notes": "Ships on Thursdays.",
                     *       "defaultCategoryId": "0199f3a1-02b4-7000-8000-9c27be41d055",
                     *       "state": "active",
                     *       "createdAt": "2026-11-02T08:14:30.366Z",
                     *       "updatedAt": "2026-11-02T08:14:30.366Z",
                     *       "archivedAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["Client"];
                };
            };
            /** @description Not modified: the caller has this version. */
            304: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["ClientNotFound"];
            500: components["responses"]["InternalError"];
            /**
             * @description - `overloaded`: Too much is going on at once. Nothing was done; try again.
             *     - `unavailable`: The database does not answer in time. What was asked for may have happened; try again.
             */
            503: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id"?: string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "overloaded" | "unavailable";
                    };
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    deleteClient: {
        parameters: {
            query?: never;
            header: {
                "if-match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No content */
            204: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["ClientNotFound"];
            409: components["responses"]["ClientHasSessions"];
            412: components["responses"]["ClientChanged"];
            428: components["responses"]["PreconditionRequired"];
            500: components["responses"]["InternalError"];
            /**
             * @description - `overloaded`: Too much is going on at once. Nothing was done; try again.
             *     - `unavailable`: The database does not answer in time. What was asked for may have happened; try again.
             */
            503: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id"?: string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "overloaded" | "unavailable";
                    };
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    updateClient: {
        parameters: {
            query?: never;
            header: {
                "if-match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "notes": null,
                 *       "state": "archived"
                 *     }
                 */
                "application/json": components["schemas"]["ClientChanges"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d",
                     *       "name": "Café Nord",
                     *       "slug": "cafe-nord",
                     *       "contactEmail": "ines@cafe-nord.example",
                     *       "notes": "Ships on Thursdays.",
                     *       "defaultCategoryId": "0199f3a1-02b4-7000-8000-9c27be41d055",
                     *       "state": "active",
                     *       "createdAt": "2026-11-02T08:14:30.366Z",
                     *       "updatedAt": "2026-11-02T08:14:30.366Z",
                     *       "archivedAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["Client"];
                };
            };
            /**
             * @description - `body-missing`: There is no body.
             *     - `invalid-request`: A parameter of the path, the query or the headers is not as required, or not known.
             *     - `malformed-json`: The body is no JSON.
             *     - `malformed-text`: The body is not encoded in UTF-8.
             */
            400: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body-missing" | "invalid-request" | "malformed-json" | "malformed-text";
                    };
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["ClientNotFound"];
            409: components["responses"]["ClientSlugTaken"];
            412: components["responses"]["ClientChanged"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description - `default-category-not-found`: The default category does not exist.
             *     - `validation-failed`: A value of the body is not as required.
             */
            422: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "default-category-not-found" | "validation-failed";
                    };
                };
            };
            428: components["responses"]["PreconditionRequired"];
            500: components["responses"]["InternalError"];
            /**
             * @description - `overloaded`: Too much is going on at once. Nothing was done; try again.
             *     - `unavailable`: The database does not answer in time. What was asked for may have happened; try again.
             */
            503: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id"?: string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "overloaded" | "unavailable";
                    };
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query?: {
                clientId?: string;
                state?: "running" | "completed" | "failed" | "cancelled";
                categoryId?: string;
                limit?: number;
                cursor?: string;
            };
            header?: {
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199f3a5-51d9-7000-8000-6b8e13f7a2c0",
                     *           "clientId": "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d",
                     *           "title": "Order form loses the last line",
                     *           "categoryId": "0199f3a1-02b4-7000-8000-9c27be41d055",
                     *           "state": "running",
                     *           "startedAt": "2026-11-02T08:17:28.857Z",
                     *           "updatedAt": "2026-11-02T08:17:28.857Z",
                     *           "endedAt": null,
                     *           "expiresAt": null
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["SessionPage"];
                };
            };
            /** @description Not modified: the caller has this version. */
            304: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `invalid-cursor`: The cursor is none of this list with these filters.
             *     - `invalid-request`: A parameter of the path, the query or the headers is not as required, or not known.
             */
            400: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid-cursor" | "invalid-request";
                    };
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            500: components["responses"]["InternalError"];
            /**
             * @description - `overloaded`: Too much is going on at once. Nothing was done; try again.
             *     - `unavailable`: The database does not answer in time. What was asked for may have happened; try again.
             */
            503: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id"?: string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "overloaded" | "unavailable";
                    };
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    startSession: {
        parameters: {
            query?: never;
            header: {
                /** @description A new one, such as a UUID, for each thing to do; the same one when that is tried again. */
                "idempotency-key": string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "clientId": "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d",
                 *       "title": "Order form loses the last line"
                 *     }
                 */
                "application/json": components["schemas"]["NewSession"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    /** @description Where the new resource is. */
                    location: string;
                    /** @description `true` where this is the answer of an earlier try. */
                    "idempotency-replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199f3a5-51d9-7000-8000-6b8e13f7a2c0",
                     *       "clientId": "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d",
                     *       "title": "Order form loses the last line",
                     *       "categoryId": "0199f3a1-02b4-7000-8000-9c27be41d055",
                     *       "state": "running",
                     *       "startedAt": "2026-11-02T08:17:28.857Z",
                     *       "updatedAt": "2026-11-02T08:17:28.857Z",
                     *       "endedAt": null,
                     *       "expiresAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            /**
             * @description - `body-missing`: There is no body.
             *     - `idempotency-key-missing`: The header Idempotency-Key is missing.
             *     - `invalid-request`: A parameter of the path, the query or the headers is not as required, or not known.
             *     - `malformed-json`: The body is no JSON.
             *     - `malformed-text`: The body is not encoded in UTF-8.
             */
            400: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body-missing" | "idempotency-key-missing" | "invalid-request" | "malformed-json" | "malformed-text";
                    };
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            /**
             * @description - `client-archived`: The client is archived, so that no session can be started for it.
             *     - `request-in-flight`: A request with this Idempotency-Key is being answered.
             */
            409: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "client-archived" | "request-in-flight";
                    };
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description - `idempotency-key-reused`: The Idempotency-Key was used for another request.
             *     - `session-category-not-found`: The category does not exist.
             *     - `session-client-not-found`: The client does not exist.
             *     - `validation-failed`: A value of the body is not as required.
             */
            422: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "idempotency-key-reused" | "session-category-not-found" | "session-client-not-found" | "validation-failed";
                    };
                };
            };
            500: components["responses"]["InternalError"];
            /**
             * @description - `overloaded`: Too much is going on at once. Nothing was done; try again.
             *     - `unavailable`: The database does not answer in time. What was asked for may have happened; try again.
             */
            503: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id"?: string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "overloaded" | "unavailable";
                    };
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: {
                "if-none-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199f3a5-51d9-7000-8000-6b8e13f7a2c0",
                     *       "clientId": "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d",
                     *       "title": "Order form loses the last line",
                     *       "categoryId": "0199f3a1-02b4-7000-8000-9c27be41d055",
                     *       "state": "running",
                     *       "startedAt": "2026-11-02T08:17:28.857Z",
                     *       "updatedAt": "2026-11-02T08:17:28.857Z",
                     *       "endedAt": null,
                     *       "expiresAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Not modified: the caller has this version. */
            304: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["SessionNotFound"];
            500: components["responses"]["InternalError"];
            /**
             * @description - `overloaded`: Too much is going on at once. Nothing was done; try again.
             *     - `unavailable`: The database does not answer in time. What was asked for may have happened; try again.
             */
            503: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id"?: string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "overloaded" | "unavailable";
                    };
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    deleteSession: {
        parameters: {
            query?: never;
            header: {
                "if-match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No content */
            204: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["SessionNotFound"];
            412: components["responses"]["SessionChanged"];
            428: components["responses"]["PreconditionRequired"];
            500: components["responses"]["InternalError"];
            /**
             * @description - `overloaded`: Too much is going on at once. Nothing was done; try again.
             *     - `session-deletion-unfinished`: The session is gone, but its transcript is long: send the same request again to go on deleting it.
             *     - `unavailable`: The database does not answer in time. What was asked for may have happened; try again.
             */
            503: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id"?: string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "overloaded" | "session-deletion-unfinished" | "unavailable";
                    };
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    updateSession: {
        parameters: {
            query?: never;
            header: {
                "if-match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "state": "completed"
                 *     }
                 */
                "application/json": components["schemas"]["SessionChanges"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199f3a5-51d9-7000-8000-6b8e13f7a2c0",
                     *       "clientId": "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d",
                     *       "title": "Order form loses the last line",
                     *       "categoryId": "0199f3a1-02b4-7000-8000-9c27be41d055",
                     *       "state": "running",
                     *       "startedAt": "2026-11-02T08:17:28.857Z",
                     *       "updatedAt": "2026-11-02T08:17:28.857Z",
                     *       "endedAt": null,
                     *       "expiresAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            /**
             * @description - `body-missing`: There is no body.
             *     - `invalid-request`: A parameter of the path, the query or the headers is not as required, or not known.
             *     - `malformed-json`: The body is no JSON.
             *     - `malformed-text`: The body is not encoded in UTF-8.
             */
            400: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body-missing" | "invalid-request" | "malformed-json" | "malformed-text";
                    };
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["SessionNotFound"];
            409: components["responses"]["SessionState"];
            412: components["responses"]["SessionChanged"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description - `session-category-not-found`: The category does not exist.
             *     - `validation-failed`: A value of the body is not as required.
             */
            422: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "session-category-not-found" | "validation-failed";
                    };
                };
            };
            428: components["responses"]["PreconditionRequired"];
            500: components["responses"]["InternalError"];
            /**
             * @description - `overloaded`: Too much is going on at once. Nothing was done; try again.
             *     - `unavailable`: The database does not answer in time. What was asked for may have happened; try again.
             */
            503: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id"?: string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "overloaded" | "unavailable";
                    };
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    listEntries: {
        parameters: {
            query?: {
                /** @description Only entries with a greater sequence. */
                after?: number;
                /** @description Only entries with a smaller sequence. */
                before?: number;
                /** @description Whether the page begins at the start of that range or at its end. */
                order?: "asc" | "desc";
                limit?: number;
            };
            header?: {
                "if-none-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "sequence": 1,
                     *           "entry": {
                     *             "id": "a1f0c2d4",
                     *             "parentId": null,
                     *             "timestamp": "2026-11-02T08:17:31.402Z",
                     *             "type": "message",
                     *             "message": {
                     *               "role": "user",
                     *               "content": [
                     *                 {
                     *                   "type": "text",
                     *                   "text": "The order form drops its last line. Find out why."
                     *                 }
                     *               ]
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "lastSequence": 1,
                     *       "hasMore": false
                     *     }
                     */
                    "application/json": components["schemas"]["EntryPage"];
                };
            };
            /** @description Not modified: the caller has this version. */
            304: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["SessionNotFound"];
            500: components["responses"]["InternalError"];
            /**
             * @description - `overloaded`: Too much is going on at once. Nothing was done; try again.
             *     - `unavailable`: The database does not answer in time. What was asked for may have happened; try again.
             */
            503: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id"?: string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "overloaded" | "unavailable";
                    };
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    appendEntries: {
        parameters: {
            query?: {
                /** @description The transcript's last sequence, where the entries are to be appended only right behind it. */
                after?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description At most 4194304 bytes. */
        requestBody: {
            content: {
                /**
                 * @example [
                 *       {
                 *         "id": "a1f0c2d4",
                 *         "parentId": null,
                 *         "timestamp": "2026-11-02T08:17:31.402Z",
                 *         "type": "message",
                 *         "message": {
                 *           "role": "user",
                 *           "content": [
                 *             {
                 *               "type": "text",
                 *               "text": "The order form drops its last line. Find out why."
                 *             }
                 *           ]
                 *         }
                 *       }
                 *     ]
                 */
                "application/json": components["schemas"]["Entry"][];
                "application/x-ndjson": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "entries": [
                     *         {
                     *           "id": "a1f0c2d4",
                     *           "sequence": 1,
                     *           "created": true
                     *         }
                     *       ],
                     *       "lastSequence": 1
                     *     }
                     */
                    "application/json": components["schemas"]["AppendedEntries"];
                };
            };
            /**
             * @description - `body-missing`: There is no body.
             *     - `invalid-request`: A parameter of the path, the query or the headers is not as required, or not known.
             *     - `malformed-json`: The body is no JSON.
             *     - `malformed-text`: The body is not encoded in UTF-8.
             */
            400: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body-missing" | "invalid-request" | "malformed-json" | "malformed-text";
                    };
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["SessionNotFound"];
            /**
             * @description - `entry-exists`: The transcript has another entry with this id; `details` has the id and its sequence.
             *     - `session-ended`: The session has ended, and with it its transcript.
             *     - `transcript-full`: The transcript has as many entries as one can have.
             *     - `transcript-position`: The transcript does not end at `after`; `details.lastSequence` is where it ends.
             */
            409: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "entry-exists" | "session-ended" | "transcript-full" | "transcript-position";
                    };
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            /**
             * @description - `overloaded`: Too much is going on at once. Nothing was done; try again.
             *     - `unavailable`: The database does not answer in time. What was asked for may have happened; try again.
             */
            503: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id"?: string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "overloaded" | "unavailable";
                    };
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    getTranscript: {
        parameters: {
            query?: {
                /** @description Only entries with a greater sequence. */
                after?: number;
            };
            header?: {
                "if-none-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    /** @description Where the transcript goes on, with `rel="next"` (RFC 8288); absent in the last part. */
                    link?: string;
                    /** @description Up to where this part goes. */
                    "x-last-sequence"?: string;
                    /** @description How many entries the transcript has. */
                    "x-transcript-length"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            /** @description Not modified: the caller has this version. */
            304: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["SessionNotFound"];
            500: components["responses"]["InternalError"];
            /**
             * @description - `overloaded`: Too much is going on at once. Nothing was done; try again.
             *     - `unavailable`: The database does not answer in time. What was asked for may have happened; try again.
             */
            503: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id"?: string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "overloaded" | "unavailable";
                    };
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    listTokens: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: {
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199f39f-e6a8-7000-8000-f04d7c5b1e93",
                     *           "name": "Agent on the build machine",
                     *           "scopes": [
                     *             "clients:read",
                     *             "sessions:write"
                     *           ],
                     *           "createdAt": "2026-11-02T08:11:54.280Z",
                     *           "createdBy": "0199f39a-4be0-7000-8000-a2c95d10e7f6",
                     *           "expiresAt": "2027-05-01T00:00:00.000Z",
                     *           "lastUsedAt": null,
                     *           "revokedAt": null
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["TokenPage"];
                };
            };
            /** @description Not modified: the caller has this version. */
            304: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `invalid-cursor`: The cursor is none of this list with these filters.
             *     - `invalid-request`: A parameter of the path, the query or the headers is not as required, or not known.
             */
            400: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid-cursor" | "invalid-request";
                    };
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            500: components["responses"]["InternalError"];
            /**
             * @description - `overloaded`: Too much is going on at once. Nothing was done; try again.
             *     - `unavailable`: The database does not answer in time. What was asked for may have happened; try again.
             */
            503: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id"?: string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "overloaded" | "unavailable";
                    };
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header: {
                /** @description A new one, such as a UUID, for each thing to do; the same one when that is tried again. */
                "idempotency-key": string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Agent on the build machine",
                 *       "scopes": [
                 *         "clients:read",
                 *         "sessions:write"
                 *       ],
                 *       "expiresAt": "2027-05-01T00:00:00.000Z"
                 *     }
                 */
                "application/json": components["schemas"]["NewToken"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    /** @description Where the new resource is. */
                    location: string;
                    /** @description `true` where this is the answer of an earlier try. */
                    "idempotency-replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199f39f-e6a8-7000-8000-f04d7c5b1e93",
                     *       "name": "Agent on the build machine",
                     *       "scopes": [
                     *         "clients:read",
                     *         "sessions:write"
                     *       ],
                     *       "createdAt": "2026-11-02T08:11:54.280Z",
                     *       "createdBy": "0199f39a-4be0-7000-8000-a2c95d10e7f6",
                     *       "expiresAt": "2027-05-01T00:00:00.000Z",
                     *       "lastUsedAt": null,
                     *       "revokedAt": null,
                     *       "token": "draht_dev_0199f39f-e6a8-7000-8000-f04d7c5b1e93_0000000000000000000000000000000000000000000000000"
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedToken"];
                };
            };
            /**
             * @description - `body-missing`: There is no body.
             *     - `idempotency-key-missing`: The header Idempotency-Key is missing.
             *     - `invalid-request`: A parameter of the path, the query or the headers is not as required, or not known.
             *     - `malformed-json`: The body is no JSON.
             *     - `malformed-text`: The body is not encoded in UTF-8.
             */
            400: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body-missing" | "idempotency-key-missing" | "invalid-request" | "malformed-json" | "malformed-text";
                    };
                };
            };
            401: components["responses"]["InvalidToken"];
            /**
             * @description - `grant-exceeded`: The token that is created or revoked can do more than the caller's own, or for longer; or that was revoked.
             *     - `insufficient-scope`: The token lacks the operation's scope.
             */
            403: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description How to authenticate (RFC 6750). */
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "grant-exceeded" | "insufficient-scope";
                    };
                };
            };
            /**
             * @description - `request-in-flight`: A request with this Idempotency-Key is being answered.
             *     - `token-in-use`: The token that this request made before has been used or revoked; its secret cannot be shown again.
             */
            409: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request-in-flight" | "token-in-use";
                    };
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description - `idempotency-key-reused`: The Idempotency-Key was used for another request.
             *     - `validation-failed`: A value of the body is not as required.
             */
            422: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "idempotency-key-reused" | "validation-failed";
                    };
                };
            };
            500: components["responses"]["InternalError"];
            /**
             * @description - `overloaded`: Too much is going on at once. Nothing was done; try again.
             *     - `unavailable`: The database does not answer in time. What was asked for may have happened; try again.
             */
            503: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id"?: string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "overloaded" | "unavailable";
                    };
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    getToken: {
        parameters: {
            query?: never;
            header?: {
                "if-none-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199f39f-e6a8-7000-8000-f04d7c5b1e93",
                     *       "name": "Agent on the build machine",
                     *       "scopes": [
                     *         "clients:read",
                     *         "sessions:write"
                     *       ],
                     *       "createdAt": "2026-11-02T08:11:54.280Z",
                     *       "createdBy": "0199f39a-4be0-7000-8000-a2c95d10e7f6",
                     *       "expiresAt": "2027-05-01T00:00:00.000Z",
                     *       "lastUsedAt": null,
                     *       "revokedAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["Token"];
                };
            };
            /** @description Not modified: the caller has this version. */
            304: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["TokenNotFound"];
            500: components["responses"]["InternalError"];
            /**
             * @description - `overloaded`: Too much is going on at once. Nothing was done; try again.
             *     - `unavailable`: The database does not answer in time. What was asked for may have happened; try again.
             */
            503: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id"?: string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "overloaded" | "unavailable";
                    };
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header: {
                "if-match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No content */
            204: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["InvalidToken"];
            /**
             * @description - `grant-exceeded`: The token that is created or revoked can do more than the caller's own, or for longer; or that was revoked.
             *     - `insufficient-scope`: The token lacks the operation's scope.
             */
            403: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id": string;
                    /** @description How to authenticate (RFC 6750). */
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "grant-exceeded" | "insufficient-scope";
                    };
                };
            };
            404: components["responses"]["TokenNotFound"];
            412: components["responses"]["TokenChanged"];
            428: components["responses"]["PreconditionRequired"];
            500: components["responses"]["InternalError"];
            /**
             * @description - `overloaded`: Too much is going on at once. Nothing was done; try again.
             *     - `unavailable`: The database does not answer in time. What was asked for may have happened; try again.
             */
            503: {
                headers: {
                    /** @description Names this request in the log. */
                    "x-request-id"?: string;
                    /** @description Seconds to wait before another try. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "overloaded" | "unavailable";
                    };
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
}
