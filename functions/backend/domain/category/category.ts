import { patched } from "../merge-patch.ts";
import { timeOfId } from "../time-of-id.ts";
import { parseColor } from "./category-color.ts";
import { parseDescription } from "./category-description.ts";
import { CategoryName } from "./category-name.ts";

/** What a category is made of, all values already checked. */
export interface CategoryValues {
  readonly id: string;
  readonly name: CategoryName;
  /** Null at the root. Fixed for a category's life, so that no cycle can arise. */
  readonly parentId: string | null;
  readonly description: string | null;
  /** `#rrggbb` in lower case. */
  readonly color: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** 1 at creation, one more with every change. */
  readonly version: number;
}

/** What a new category is made of, as a caller gives it. */
export interface NewCategory {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly description: string | null;
  readonly color: string | null;
}

/** New values; what is absent stays, null takes away. */
export interface CategoryChanges {
  readonly name?: string | undefined;
  readonly description?: string | null | undefined;
  readonly color?: string | null | undefined;
}

/** A named group, either at the root or under a parent. Immutable: a change gives a new one. */
export class Category implements CategoryValues {
  readonly id: string;
  readonly name: CategoryName;
  readonly parentId: string | null;
  readonly description: string | null;
  readonly color: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly version: number;

  private constructor(values: CategoryValues) {
    this.id = values.id;
    this.name = values.name;
    this.parentId = values.parentId;
    this.description = values.description;
    this.color = values.color;
    this.createdAt = values.createdAt;
    this.updatedAt = values.updatedAt;
    this.version = values.version;
  }

  /** @throws ValidationException when a value breaks a rule. */
  static create(input: NewCategory): Category {
    const createdAt = timeOfId(input.id);
    return new Category({
      id: input.id,
      name: CategoryName.parse(input.name),
      parentId: input.parentId,
      description: input.description === null ? null : parseDescription(input.description),
      color: input.color === null ? null : parseColor(input.color),
      createdAt,
      updatedAt: createdAt,
      version: 1,
    });
  }

  /** A category as it was stored. */
  static restore(values: CategoryValues): Category {
    return new Category(values);
  }

  /**
   * The next version, or this very category when nothing would differ.
   *
   * @throws ValidationException when a value breaks a rule.
   */
  change(changes: CategoryChanges, now: Date): Category {
    const name = changes.name === undefined ? this.name : CategoryName.parse(changes.name);
    const description = patched(changes.description, this.description, parseDescription);
    const color = patched(changes.color, this.color, parseColor);
    const isSame = name.value === this.name.value && description === this.description && color === this.color;
    if (isSame) return this;
    return new Category({
      id: this.id,
      name,
      parentId: this.parentId,
      description,
      color,
      createdAt: this.createdAt,
      updatedAt: now,
      version: this.version + 1,
    });
  }
}
