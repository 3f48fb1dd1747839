import * as v from "valibot";
import { clientStates } from "../backend/domain/client/client.ts";
import { clientNameLength, clientNameProblem } from "../backend/domain/client/client-name.ts";
import { clientNotesLength, clientNotesProblem } from "../backend/domain/client/client-notes.ts";
import { clientSlugLength, clientSlugPattern, clientSlugProblem } from "../backend/domain/client/client-slug.ts";
import {
  contactEmailLength,
  contactEmailPattern,
  contactEmailProblem,
} from "../backend/domain/client/contact-email.ts";
import { atMostOneOf } from "../http/at-most-one-of.ts";
import { idSchema, pageQueryEntries, timestampSchema } from "../http/common-schemas.ts";
import { conforming } from "../http/conforming.ts";

const name = v.pipe(
  v.string(),
  conforming(clientNameProblem),
  v.metadata({
    description: "Surrounding white space is removed.",
    minLength: clientNameLength.minimum,
    maxLength: clientNameLength.maximum,
  }),
);

const slug = v.pipe(
  v.string(),
  conforming(clientSlugProblem),
  v.metadata({
    description: "Unique among all clients.",
    pattern: clientSlugPattern.source,
    minLength: clientSlugLength.minimum,
    maxLength: clientSlugLength.maximum,
  }),
);

const contactEmail = v.pipe(
  v.string(),
  conforming(contactEmailProblem),
  v.metadata({
    pattern: contactEmailPattern.source,
    minLength: contactEmailLength.minimum,
    maxLength: contactEmailLength.maximum,
  }),
);

const notes = v.pipe(
  v.string(),
  conforming(clientNotesProblem),
  v.metadata({ minLength: clientNotesLength.minimum, maxLength: clientNotesLength.maximum }),
);

const state = v.picklist(clientStates);

export const createClientSchema = v.pipe(
  v.strictObject({
    name,
    slug: v.optional(
      v.pipe(slug, v.metadata({ description: "Unique among all clients; made of the name if absent." })),
    ),
    contactEmail: v.optional(v.nullable(contactEmail), null),
    notes: v.optional(v.nullable(notes), null),
    defaultCategoryId: v.optional(v.nullable(idSchema), null),
  }),
  v.title("NewClient"),
);

/** A JSON merge patch (RFC 7396): what is absent stays, null takes away. */
export const updateClientSchema = v.pipe(
  v.strictObject({
    name: v.optional(name),
    slug: v.optional(slug),
    contactEmail: v.optional(v.nullable(contactEmail)),
    notes: v.optional(v.nullable(notes)),
    defaultCategoryId: v.optional(v.nullable(idSchema)),
    state: v.optional(
      v.pipe(
        state,
        v.metadata({ description: "`archived`: no session can be started any more. `active` takes that back." }),
      ),
    ),
  }),
  v.title("ClientChanges"),
);

export const listClientsQuerySchema = v.pipe(
  v.strictObject({
    state: v.optional(v.pipe(state, v.metadata({ description: "`active` unless `slug` is given." }))),
    slug: v.optional(v.pipe(slug, v.metadata({ description: "The one client with this slug, whatever its state." }))),
    ...pageQueryEntries,
  }),
  atMostOneOf("state", "slug"),
);

export const clientSchema = v.pipe(
  v.strictObject({
    id: idSchema,
    name: v.string(),
    slug: v.string(),
    contactEmail: v.nullable(v.string()),
    notes: v.nullable(v.string()),
    defaultCategoryId: v.nullable(idSchema),
    state,
    createdAt: timestampSchema,
    updatedAt: timestampSchema,
    archivedAt: v.nullable(timestampSchema),
  }),
  v.title("Client"),
);

export const clientPageSchema = v.pipe(
  v.strictObject({
    items: v.array(clientSchema),
    nextCursor: v.nullable(v.string()),
  }),
  v.title("ClientPage"),
);
