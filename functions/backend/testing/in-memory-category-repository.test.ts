import { describeCategoryRepository } from "../infrastructure/dynamodb/category-repository.contract.ts";
import { InMemoryCategoryRepository } from "./in-memory-category-repository.ts";

describeCategoryRepository("in memory", () => Promise.resolve(new InMemoryCategoryRepository()));
