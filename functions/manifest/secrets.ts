/** A value that is set by `sst secret set <name> <value>` and reaches a function as `Resource.<name>.value`. */
export interface Secret {
  /** The logical name. */
  readonly name: string;
  /** What it is for, and how to make one: shown to whoever has to set it. */
  readonly purpose: string;
}

/** Every secret of the application. A stage cannot be deployed while one of them is missing. */
export const secrets = [
  {
    name: "AdminToken",
    purpose:
      "the API token of the first administrator, who creates all others: `bun run token --stage <stage>` prints one",
  },
  {
    name: "CursorKey",
    purpose: "signs the cursors of paged lists: 32 random bytes in base64, as `openssl rand -base64 32` makes them",
  },
] as const satisfies readonly Secret[];

export type SecretName = (typeof secrets)[number]["name"];
