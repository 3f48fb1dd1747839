#!/usr/bin/env bash
# Gives a preview stage secrets of its own, where it has none. None of them is printed.
#
# Usage: bash .github/scripts/give-secrets.sh <stage>
set -euo pipefail

readonly stage=${1:?the stage is missing}

# Without a secret at all, `sst secret list` ends with an error.
present=$(bun x sst secret list --stage "$stage" 2>/dev/null || true)

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
