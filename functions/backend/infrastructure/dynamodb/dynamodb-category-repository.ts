import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import type { CategoryPage, CategoryQuery, CategoryRepository } from "../../application/ports/category-repository.ts";
import type { Category } from "../../domain/category/category.ts";
import { CategoryChangedException } from "../../domain/category/category-changed-exception.ts";
import { CategoryHasChildrenException } from "../../domain/category/category-has-children-exception.ts";
import { CategoryNameTakenException } from "../../domain/category/category-name-taken-exception.ts";
import { CategoryNotFoundException } from "../../domain/category/category-not-found-exception.ts";
import { ParentCategoryNotFoundException } from "../../domain/category/parent-category-not-found-exception.ts";
import { fromCategoryItem, listingKeyOf, toCategoryAttributes, toNewCategoryItem } from "./category-item.ts";
import { categoryKey, nameLockKey } from "./category-keys.ts";
import { insertOnce } from "./insert-once.ts";
import { listCategories } from "./list-categories.ts";
import { type ConditionalWrite, type RawItem, transactWrite } from "./transact-write.ts";

/**
 * Categories, in the table of what needs none of its own:
 *
 * | item        | pk                       | sk                 | gsi1pk     | gsi1sk                      |
 * |-------------|--------------------------|--------------------|------------|-----------------------------|
 * | category    | `CATEGORY#<id>`          | `CATEGORY`         | `CATEGORY` | `<parent>#<name key>\t<id>` |
 * | name lock   | `CATEGORY_NAME#<parent>` | `NAME#<hash>`      |            |                             |
 *
 * where `<parent>` is an id, or `-` at the root. The name lock makes a name unique under its parent; `childCount` of the
 * parent's item, kept in the same transaction as the child, makes sure that no parent goes away under a child. `version`
 * gives optimistic locking; a change of `childCount` is no new version.
 */
export class DynamoDBCategoryRepository implements CategoryRepository {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async find(id: string): Promise<Category | null> {
    const command = new GetCommand({ TableName: this.#table, Key: categoryKey(id), ConsistentRead: true });
    const { Item } = await this.#client.send(command);
    return Item === undefined ? null : fromCategoryItem(Item);
  }

  list(query: CategoryQuery): Promise<CategoryPage> {
    return listCategories(this.#client, this.#table, query);
  }

  insert(category: Category): Promise<boolean> {
    const newItem = { table: this.#table, partition: "pk", item: toNewCategoryItem(category) };
    return insertOnce(this.#client, newItem, [...this.#countChild(category, 1), this.#takeName(category)]);
  }

  replace(from: Category, to: Category): Promise<void> {
    const renames = from.name.isSameAs(to.name) ? [] : [this.#takeName(to), this.#releaseName(from)];
    return transactWrite(this.#client, [this.#update(from, to), ...renames]);
  }

  remove(category: Category): Promise<void> {
    const remove: ConditionalWrite = {
      write: {
        Delete: {
          TableName: this.#table,
          Key: categoryKey(category.id),
          ConditionExpression: "version = :version AND childCount = :none",
          ExpressionAttributeValues: { ":version": category.version, ":none": 0 },
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        },
      },
      refuse: (existing) =>
        isVersion(existing, category.version)
          ? new CategoryHasChildrenException(category.id)
          : goneOrChanged(category.id, existing),
    };
    return transactWrite(this.#client, [remove, this.#releaseName(category), ...this.#countChild(category, -1)]);
  }

  #update(from: Category, to: Category): ConditionalWrite {
    const { name, description, color, updatedAt, version } = toCategoryAttributes(to);
    return {
      write: {
        Update: {
          TableName: this.#table,
          Key: categoryKey(from.id),
          UpdateExpression:
            "SET #name = :name, description = :description, color = :color, updatedAt = :updatedAt, " +
            "version = :version, gsi1sk = :gsi1sk",
          ConditionExpression: "version = :from",
          // `name` is a reserved word of DynamoDB's expressions.
          ExpressionAttributeNames: { "#name": "name" },
          ExpressionAttributeValues: {
            ":name": name,
            ":description": description,
            ":color": color,
            ":updatedAt": updatedAt,
            ":version": version,
            ":gsi1sk": listingKeyOf(to),
            ":from": from.version,
          },
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        },
      },
      refuse: (existing) => goneOrChanged(from.id, existing),
    };
  }

  #takeName({ id, parentId, name }: Category): ConditionalWrite {
    return {
      write: {
        Put: {
          TableName: this.#table,
          Item: { ...nameLockKey(parentId, name), categoryId: id },
          ConditionExpression: "attribute_not_exists(pk)",
        },
      },
      refuse: () => new CategoryNameTakenException(parentId),
    };
  }

  #releaseName({ id, parentId, name }: Category): ConditionalWrite {
    return {
      write: {
        Delete: {
          TableName: this.#table,
          Key: nameLockKey(parentId, name),
          ConditionExpression: "categoryId = :id",
          ExpressionAttributeValues: { ":id": id },
        },
      },
      refuse: () => new Error(`The category ${id} does not hold the lock of its name.`),
    };
  }

  /** Nothing to do at the root. */
  #countChild({ parentId }: Category, change: 1 | -1): readonly ConditionalWrite[] {
    if (parentId === null) return [];
    return [
      {
        write: {
          Update: {
            TableName: this.#table,
            Key: categoryKey(parentId),
            UpdateExpression: "ADD childCount :change",
            ConditionExpression: "attribute_exists(pk)",
            ExpressionAttributeValues: { ":change": change },
          },
        },
        refuse: () => new ParentCategoryNotFoundException(parentId),
      },
    ];
  }
}

function goneOrChanged(id: string, existing: RawItem | undefined): Error {
  return existing === undefined ? new CategoryNotFoundException(id) : new CategoryChangedException(id);
}

function isVersion(existing: RawItem | undefined, version: number): boolean {
  return existing?.["version"]?.N === String(version);
}
