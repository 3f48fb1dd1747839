#!/usr/bin/env bash
# Removes every stage pr-<number> that still has resources although its pull request is not open.
#
# Needs the AWS CLI and GitHub's, both signed in, and bun. Goes on to the next stage when one cannot be removed, and then
# ends with exit code 1.
set -euo pipefail

# SST tags all that it creates. What was removed a moment ago may still be listed: to remove a stage again does nothing.
deployed=$(aws resourcegroupstaggingapi get-resources --tag-filters Key=sst:app,Values=draht \
  --query "ResourceTagMappingList[].Tags[] | [?Key=='sst:stage'].Value" --output text |
  tr '[:space:]' '\n' | { grep -xE 'pr-[0-9]+' || true; } | sort -u)
open=$(gh pr list --state open --limit 1000 --json number --jq '.[] | "pr-\(.number)"' | sort)
stale=$(comm -23 <(echo "$deployed") <(echo "$open") | sed '/^$/d')

if [ -z "$stale" ]; then
  echo "Every preview belongs to an open pull request."
  exit 0
fi

status=0
for stage in $stale; do
  echo "== $stage"
  bun x sst remove --stage "$stage" || status=1
done
exit "$status"
