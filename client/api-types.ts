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
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "ok";
                        /** @constant */
                        service: "draht";
                        /** Format: date-time */
                        timestamp: string;
                    };
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
        };
    };
    getOpenApi: {
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
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
        };
    };
    getDocumentation: {
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
        };
    };
    listCategories: {
        parameters: {
            query?: {
                parentId?: "root" | string;
                limit?: string;
                cursor?: string;
            };
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
                    /** @description The entity tag of this version, for If-Match and If-None-Match. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
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
                        }[];
                        nextCursor: string | null;
                    };
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
        };
    };
    createCategory: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Unique under its parent without regard to case. Surrounding white space is removed. */
                    name: string;
                    /** @default null */
                    parentId?: string | null;
                    /** @default null */
                    description?: string | null;
                    /** @default null */
                    color?: string | null;
                };
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                    "application/json": {
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
        requestBody: {
            content: {
                "application/json": {
                    /** @description Unique under its parent without regard to case. Surrounding white space is removed. */
                    name?: string;
                    description?: string | null;
                    color?: string | null;
                };
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
                    "application/json": {
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
                };
            };
        };
    };
}
