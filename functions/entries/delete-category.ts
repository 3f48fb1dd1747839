import { categoryBindings } from "../backend/di/category-bindings.ts";
import { initializeDI } from "../backend/di/initialize-di.ts";
import { deleteCategoryHandler } from "../categories/delete-category.ts";

export const handler = deleteCategoryHandler(initializeDI(categoryBindings));
