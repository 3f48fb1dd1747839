import { ConflictException } from "../exception/conflict-exception.ts";

/** Clients have different slugs, archived ones included. */
export class ClientSlugTakenException extends ConflictException {
  constructor(slug: string) {
    super("client-slug-taken", `Another client has the slug ${slug}. Send another one as slug.`, { slug });
  }
}
