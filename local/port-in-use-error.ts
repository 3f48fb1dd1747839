/** Something else already listens on the port. */
export class PortInUseError extends Error {
  override readonly name = "PortInUseError";
  readonly code = "PORT_IN_USE";
  readonly port: number;
  readonly hostname: string;

  constructor(port: number, hostname: string) {
    super(`Port ${port} of ${hostname} is in use: stop what listens there or choose another port.`);
    this.port = port;
    this.hostname = hostname;
  }
}
