import { isJsonObject, type JsonObject } from "../json.ts";
import type { App } from "../synthesis.ts";
import { plainObject } from "./plain-value.ts";

/** What the `app` function of `sst.config.ts` returns. */
export interface AppInput {
  readonly name: string;
  /** The provider whose account keeps the state. */
  readonly home: string;
  readonly removal?: App["removal"];
  readonly protect?: boolean;
  readonly providers?: Readonly<Record<string, unknown>>;
}

/** The app with what SST's command line fills in: defaults, the home provider, the tags of every resource. */
export function resolveApp(input: AppInput, stage: string, dev: boolean): App {
  const declared = Object.entries({ [input.home]: {}, ...input.providers });
  const providers = Object.fromEntries(declared.map(([name, settings]) => [name, providerSettings(settings)]));
  const { aws } = providers;
  if (aws)
    providers["aws"] = {
      ...aws,
      defaultTags: { tags: { ...declaredTags(aws), "sst:app": input.name, "sst:stage": stage } },
    };
  return {
    name: input.name,
    stage,
    dev,
    removal: input.removal ?? "retain",
    protect: input.protect ?? false,
    providers,
  };
}

function declaredTags({ defaultTags }: JsonObject): JsonObject {
  const tags = isJsonObject(defaultTags) ? defaultTags["tags"] : undefined;
  return isJsonObject(tags) ? tags : {};
}

/** A provider may also be declared by its version alone. */
function providerSettings(settings: unknown): JsonObject {
  return typeof settings === "object" && settings !== null ? plainObject({ ...settings }) : {};
}
