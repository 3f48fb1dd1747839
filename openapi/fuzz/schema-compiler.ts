import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { JsonSchema, OpenApiDocument } from "../open-api-document.ts";

/** Says what is wrong with a value, or nothing. */
export type Validate = (value: unknown) => string | undefined;

/** Any address: it only has to be one. */
const documentId = "https://draht.dev/openapi.json";

/** Compiles schemas of one document; the same schema is compiled once. */
export class SchemaCompiler {
  readonly #ajv = addFormats(new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true }));
  readonly #compiled = new Map<string, Validate>();

  constructor({ components: { schemas } }: OpenApiDocument) {
    this.#ajv.addVocabulary(["components"]);
    this.#ajv.addSchema({ $id: documentId, components: { schemas } });
  }

  /** @throws Error when it is no schema by JSON Schema 2020-12. */
  compile(schema: JsonSchema): Validate {
    const text = JSON.stringify(schema).replaceAll('"$ref":"#/', `"$ref":"${documentId}#/`);
    const existing = this.#compiled.get(text);
    if (existing !== undefined) return existing;
    const validate = this.#ajv.compile(JSON.parse(text));
    const compiled: Validate = (value) => {
      if (validate(value)) return undefined;
      const [error] = validate.errors ?? [];
      return `${error?.instancePath ?? ""} ${error?.message ?? "is wrong"}`.trim();
    };
    this.#compiled.set(text, compiled);
    return compiled;
  }
}
