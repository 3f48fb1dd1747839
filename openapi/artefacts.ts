import { join, resolve } from "node:path";
import { routes } from "../functions/manifest/routes.ts";
import { version } from "../package.json";
import { clientTypes } from "./client-types.ts";
import { createDocument } from "./document.ts";
import type { OpenApiDocument } from "./open-api-document.ts";

const root = resolve(import.meta.dir, "..");

/** The document that clients were last promised. */
export const releasedFile = join(root, "openapi", "released.json");

/** A committed file that is made from the manifest. */
export interface Artefact {
  readonly file: string;
  readonly content: string;
}

/** The document as the manifest has it now. */
export function currentDocument(): OpenApiDocument {
  return createDocument(routes, version);
}

/** What the committed files have to hold. */
export async function artefacts(): Promise<readonly Artefact[]> {
  const document = currentDocument();
  return [
    { file: join(root, "openapi", "openapi.json"), content: toText(document) },
    { file: join(root, "client", "api-types.ts"), content: await clientTypes(document) },
  ];
}

/** Those of the artefacts whose files are missing or hold something else. */
export async function outdated(wanted: readonly Artefact[]): Promise<readonly Artefact[]> {
  const current = await Promise.all(wanted.map(({ file }) => readText(file)));
  return wanted.filter(({ content }, index) => content !== current[index]);
}

/** The document that clients were last promised. */
export async function releasedDocument(): Promise<OpenApiDocument> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Written by this module.
  return (await Bun.file(releasedFile).json()) as OpenApiDocument;
}

export function toText(document: OpenApiDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

async function readText(file: string): Promise<string | undefined> {
  return (await Bun.file(file).exists()) ? await Bun.file(file).text() : undefined;
}
