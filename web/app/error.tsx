"use client";

import type { ReactNode } from "react";

interface ErrorPageProps {
  /** `digest` is also in the server's log, with the error that the visitor must not see. */
  readonly error: Error & { readonly digest?: string };
  /** Asks the server for the page once more. */
  readonly retry: () => void;
}

export default function ErrorPage({ error, retry }: ErrorPageProps): ReactNode {
  return (
    <>
      <h1>The page could not be rendered</h1>
      <p role="alert">The fault is the site's own; of the API it says nothing.</p>
      {error.digest && (
        <p>
          In the log it is <code>{error.digest}</code>.
        </p>
      )}
      <p>
        <button type="button" onClick={retry}>
          Try again
        </button>
      </p>
    </>
  );
}
