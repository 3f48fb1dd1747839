import { Client, type NewClient } from "../domain/client/client.ts";

/** An active client, made just now, with a slug that no other has, apart from what is given. */
export function newClient(values: Partial<NewClient> = {}): Client {
  const id = values.id ?? Bun.randomUUIDv7();
  return Client.create({
    id,
    name: "Acme",
    slug: `acme-${id}`,
    contactEmail: null,
    notes: null,
    defaultCategoryId: null,
    ...values,
  });
}
