/**
 * Names a service and carries its type. The name is part of the type, so that the compiler can tell which tokens a
 * container has a binding for.
 */
export class Token<Name extends string, Service> {
  /** Exists for the compiler only. */
  declare readonly service: Service;
  readonly name: Name;

  constructor(name: Name) {
    this.name = name;
  }
}

/** Any token: what it names is known where it is used. */
export type AnyToken = Token<string, unknown>;
