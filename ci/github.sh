#!/usr/bin/env bash
# The step of the GitHub action (action.yml) that checks: annotations in the log, reports in a
# folder, the summary of the job, and the outputs. It leaves with 0; a later step of the action
# fails with zhupi's exit code, when the reports have been handed over.
#
# What a user wrote comes in by the environment, one entry a line, and is never read as shell code.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=$RUNNER_TEMP/zhupi

arguments=(-o "$out" -l github)
[ -z "$SINCE" ] || arguments+=(-s "$SINCE")
[ -z "$FAIL_ON" ] || arguments+=(-a "--fail-on=$FAIL_ON")
[ "$CACHE" = true ] || arguments+=(-a --no-cache)
while IFS= read -r line; do
  [ -z "$line" ] || arguments+=(-a "$line")
done <<<"$ARGS"
arguments+=(--)
while IFS= read -r line; do
  [ -z "$line" ] || arguments+=("$line")
done <<<"$PATHS"

code=0
"$here/check.sh" "${arguments[@]}" || code=$?

output_file() { # NAME FILE: empty when there is no such report
  if [ -f "$2" ]; then echo "$1=$2"; else echo "$1="; fi >>"$GITHUB_OUTPUT"
}
echo "exit-code=$code" >>"$GITHUB_OUTPUT"
output_file sarif-file "$out/zhupi.sarif"
output_file html-file "$out/zhupi.html"

if [ ! -f "$out/zhupi.md" ] && [ "$code" -eq 0 ]; then
  echo "朱批：没有新增或改动的文件，无需检查" >>"$GITHUB_STEP_SUMMARY"
elif [ ! -f "$out/zhupi.md" ]; then
  echo "朱批：没有检查结果（退出码 $code），详见日志" >>"$GITHUB_STEP_SUMMARY"
else
  cat "$out/zhupi.md" >>"$GITHUB_STEP_SUMMARY"
fi
