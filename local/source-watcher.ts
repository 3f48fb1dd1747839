import { watch, type FSWatcher } from "node:fs";
import { join } from "node:path";

export interface SourceWatcherOptions {
  /** Folders that are watched with everything below them. */
  readonly folders: readonly string[];
  /** Called with the absolute paths that changed; never while an earlier call is under way. */
  readonly onChange: (paths: ReadonlySet<string>) => Promise<void>;
  /** Called when the system refuses to watch, as Linux does when its limit of watches is reached. */
  readonly onError: (error: unknown) => void;
  /** How long the files must be quiet: one save is several events. */
  readonly quietMilliseconds?: number;
}

/**
 * Watches source folders. Folders rather than files: editors save by renaming a new file over the old one, after which a
 * watched file would be watched no more.
 */
export class SourceWatcher {
  readonly #options: SourceWatcherOptions;
  readonly #watchers: readonly FSWatcher[];
  #changed = new Set<string>();
  #timer: Timer | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(options: SourceWatcherOptions) {
    this.#options = options;
    this.#watchers = options.folders.flatMap((folder) => this.#watch(folder) ?? []);
  }

  /** Ends the watch and waits for the call that is under way. */
  async stop(): Promise<void> {
    for (const watcher of this.#watchers) watcher.close();
    clearTimeout(this.#timer);
    this.#changed.clear();
    await this.#running;
  }

  #watch(folder: string): FSWatcher | undefined {
    try {
      const note = (_event: string, name: string | null): void =>
        this.#note(name === null ? folder : join(folder, name));
      return watch(folder, { recursive: true }, note).on("error", this.#options.onError);
    } catch (error) {
      this.#options.onError(error);
      return undefined;
    }
  }

  #note(path: string): void {
    this.#changed.add(path);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#running = this.#running.then(() => this.#flush());
    }, this.#options.quietMilliseconds ?? 50);
  }

  async #flush(): Promise<void> {
    if (this.#changed.size === 0) return;
    const paths = this.#changed;
    this.#changed = new Set();
    await this.#options.onChange(paths);
  }
}
