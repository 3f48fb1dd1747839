import { join, resolve } from "node:path";

export const repositoryFolder = resolve(import.meta.dir, "../..");

/** The site's sources. */
export const siteFolder = join(repositoryFolder, "web");

/** What OpenNext makes of them. */
export const outputFolder = join(siteFolder, ".open-next");

/** The code of the server function, as it is deployed; its handler is `index.handler`. */
export const serverBundle = join(outputFolder, "server-functions/default");
