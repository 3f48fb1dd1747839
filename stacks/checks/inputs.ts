import { isJsonObject, type Json, type JsonObject } from "../../synth/json.ts";

/** The text of an input; empty for anything else. */
export function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The elements of an input; none for anything else. */
export function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** The fields of an input; none for anything else. */
export function fields(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
