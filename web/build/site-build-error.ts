export type SiteBuildErrorCode = "PACKAGES_NOT_INSTALLED" | "SITE_BUILD_FAILED" | "SITE_BROKEN";

/** The site cannot be built, or what was built does not run. The message ends with what the failing program printed. */
export class SiteBuildError extends Error {
  override readonly name = "SiteBuildError";
  readonly code: SiteBuildErrorCode;

  constructor(code: SiteBuildErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
