import { DIError } from "./di-error.ts";
import type { Resolver } from "./resolver.ts";
import type { AnyToken, Token } from "./token.ts";

type Factory = () => unknown;

/**
 * A container of lazy singletons. `Bound` is the union of the tokens that have a binding: to resolve another, or to bind
 * a factory that gives the wrong type, does not compile. A factory sees what was bound before it, so services cannot
 * need each other in a circle.
 *
 * @example
 * const container = new DIContainer()
 *   .bind(TOKENS.Clock, () => new SystemClock())
 *   .bind(TOKENS.GetHealth, (container) => new GetHealth(container.resolve(TOKENS.Clock)));
 */
export class DIContainer<in Bound extends AnyToken = never> implements Resolver<Bound> {
  readonly #factories = new Map<string, Factory>();
  readonly #instances = new Map<string, unknown>();
  readonly #resolving: string[] = [];

  /** Says how a service is made. Binding a token again replaces its factory. */
  bind<Name extends string, Service>(
    token: Token<Name, Service>,
    factory: (container: Resolver<Bound>) => Service,
  ): DIContainer<Bound | Token<Name, Service>> {
    this.#factories.set(token.name, () => factory(this));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The line above is what makes it true.
    return this as DIContainer<Bound | Token<Name, Service>>;
  }

  /**
   * Puts a given service in place of the bound one, as tests do.
   *
   * @throws DIError `OVERRIDDEN_TOO_LATE` when the service was resolved already: others may hold it.
   */
  override<Wanted extends Bound>(token: Wanted, service: Wanted["service"]): this {
    if (this.#instances.has(token.name)) {
      throw new DIError(
        "OVERRIDDEN_TOO_LATE",
        `${token.name} is in use already. Override it before anything resolves it.`,
      );
    }
    this.#instances.set(token.name, service);
    return this;
  }

  /**
   * A factory that throws leaves nothing behind: the next call runs it again.
   *
   * @throws DIError `CYCLE`, `UNBOUND` (only where types were cast away); otherwise what the factory throws.
   */
  resolve<Wanted extends Bound>(token: Wanted): Wanted["service"] {
    if (this.#instances.has(token.name)) return this.#instances.get(token.name);
    const factory = this.#factories.get(token.name);
    if (factory === undefined) {
      throw new DIError("UNBOUND", `Nothing is bound to ${token.name}. Bind it in functions/backend/di.`);
    }
    if (this.#resolving.includes(token.name)) {
      throw new DIError(
        "CYCLE",
        `Services need each other in a circle: ${[...this.#resolving, token.name].join(" → ")}.`,
      );
    }

    this.#resolving.push(token.name);
    try {
      const service = factory();
      this.#instances.set(token.name, service);
      return service;
    } finally {
      this.#resolving.pop();
    }
  }
}
