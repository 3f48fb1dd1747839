import { join } from "node:path";
import { repository } from "../synthesise.ts";

/** Absolute path of the folder with the documents of the deploy roles. */
export const deployRoleFolder = join(repository, "docs", "deploy-role");
