import type { CategoryName } from "../../domain/category/category-name.ts";
import type { CategoryPosition } from "../../application/ports/category-repository.ts";

/** DynamoDB takes sort keys of up to 1024 bytes; parent and id need 74 of them. */
const nameKeyBytes = 512;

/** Stands for the parent of a category at the root. */
const root = "-";

/**
 * Before every character that a name's key may have, control characters being none: `design` comes before `design
 * review`.
 */
const nameEnd = "\t";

/** The sort key of the item that is the category itself. */
const categorySortKey = "CATEGORY";

/** The partition of `gsi1` that holds every category. */
export const categoryListing = "CATEGORY";

export function categoryKey(id: string): { pk: string; sk: string } {
  return { pk: `CATEGORY#${id}`, sk: categorySortKey };
}

/**
 * The item whose existence means that a name is taken under a parent. The name's key is hashed, since compatibility
 * normalisation can make 100 characters longer than a sort key may be.
 */
export function nameLockKey(parentId: string | null, name: CategoryName): { pk: string; sk: string } {
  const hash = new Bun.CryptoHasher("sha256").update(name.key).digest("base64url");
  return { pk: `CATEGORY_NAME#${parentId ?? root}`, sk: `NAME#${hash}` };
}

/** Orders a listing by parent, name and id. */
export function listingKey({ parentId, nameKey, id }: CategoryPosition): string {
  return `${listingPrefix(parentId)}${cutNameKey(nameKey)}${nameEnd}${id}`;
}

/** What the listing keys of a parent's children begin with. */
export function listingPrefix(parentId: string | null): string {
  return `${parentId ?? root}#`;
}

/** As much of a name's key as the listing is ordered by: whole characters of at most 512 bytes. */
export function cutNameKey(nameKey: string): string {
  if (Buffer.byteLength(nameKey) <= nameKeyBytes) return nameKey;
  let bytes = 0;
  let cut = "";
  for (const character of nameKey) {
    bytes += Buffer.byteLength(character);
    if (bytes > nameKeyBytes) break;
    cut += character;
  }
  return cut;
}
