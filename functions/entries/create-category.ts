import { categoryBindings } from "../backend/di/category-bindings.ts";
import { initializeDI } from "../backend/di/initialize-di.ts";
import { createCategoryHandler } from "../categories/create-category.ts";

export const handler = createCategoryHandler(initializeDI(categoryBindings));
