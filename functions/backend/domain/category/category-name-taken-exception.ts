import { ConflictException } from "../exception/conflict-exception.ts";

/** Categories under one parent have different names, compared as `CategoryName` says. */
export class CategoryNameTakenException extends ConflictException {
  constructor(parentId: string | null) {
    const place = parentId === null ? "at the root" : `under the parent ${parentId}`;
    super(
      "category-name-taken",
      `A category with this name exists ${place} already. Choose another name; letter case, compatibility forms and ` +
        "repeated spaces make no difference.",
      { parentId },
    );
  }
}
