/** Somebody else has the lock on a folder. */
export class FolderInUseError extends Error {
  override readonly name = "FolderInUseError";
  readonly code = "FOLDER_IN_USE";
  /** The process that has it; undefined where that cannot be told. */
  readonly holder: number | undefined;

  constructor(folder: string, holder: number | undefined, options?: ErrorOptions) {
    super(`The folder ${folder} is in use by ${holder === undefined ? "another process" : `pid ${holder}`}.`, options);
    this.holder = holder;
  }
}
