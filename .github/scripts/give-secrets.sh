#!/usr/bin/env bash
# Gives a preview stage secrets of its own, where it has none. None of them is printed.
#
# Usage: bash .github/scripts/give-secrets.sh <stage>
set -euo pipefail

readonly stage=${1:?the stage is missing}

# A stage without a secret at all is an error to `sst secret list`. After any other, what is there is not known: it is left.
if ! present=$(bun x sst secret list --stage "$stage" 2>&1) && ! grep -q "No secrets found" <<< "$present"; then
  echo "The secrets of the stage $stage cannot be listed: $present" >&2
  exit 1
fi

# give <name> <command …>: the command prints a new value.
give() {
  local name=$1
  shift
  if grep -q "^$name=" <<< "$present"; then return; fi
  # An assignment of its own: as an argument, a command that fails would pass for an empty value.
  local value
  value=$("$@")
  bun x sst secret set "$name" "$value" --stage "$stage" > /dev/null
  echo "$name is set."
}

give AdminToken bun run --silent token --stage "$stage"
give CursorKey openssl rand -base64 32
