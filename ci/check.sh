#!/usr/bin/env bash
# Checks documents once, shows the findings and writes a report in every format:
#
#     ci/check.sh [-o FOLDER] [-s COMMIT] [-l FORMAT] [-a OPTION]… [--] [PATH…]
#
#     -o FOLDER   where the reports go (zhupi-report)
#     -s COMMIT   only documents that were added or changed since this commit
#     -l FORMAT   what is shown in the log (text)
#     -a OPTION   one further argument of zhupi check; repeatable: -a --fail-on=error
#     PATH        files and folders (the current folder)
#
# Leaves with the exit code of zhupi: 0 clean, 1 findings, 2 something that you must mend.
# ZHUPI names the program when it is not on the PATH.
#
# It also runs in the bash 3.2 of macOS: no mapfile, and no empty list without a guard.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
zhupi=${ZHUPI:-zhupi}
out="zhupi-report"
since=
log=text
options=()
paths=()

say() { # 中文 English
  if [ "${ZHUPI_LANG:-zh}" = en ]; then echo "$2"; else echo "$1"; fi
}

# The name of each report is fixed, so that those of an earlier run can be taken away first:
# an old report must not pass for a new one.
reports=(
  sarif=zhupi.sarif
  html=zhupi.html
  markdown=zhupi.md
  xlsx=zhupi.xlsx
  jsonl=zhupi.jsonl
  junit=junit.xml
  checkstyle=checkstyle.xml
  gitlab=gl-code-quality-report.json
  rdjson=rdjson.json
)

prepare_folder() {
  if [ ! -d "$out" ]; then
    mkdir -p "$out"
    echo '*' >"$out/.gitignore" # neither committed nor checked
  fi
  local report
  for report in "${reports[@]}"; do
    rm -f "$out/${report#*=}"
  done
}

keep_changed() {
  local list name
  list=$(mktemp)
  if ! "$here/changed.sh" "$since" "${paths[@]}" >"$list"; then
    rm -f "$list"
    exit 2
  fi
  paths=()
  while IFS= read -r -d '' name; do paths+=("$name"); done <"$list"
  rm -f "$list"
}

check() {
  local command report code=0
  command=("$zhupi" check --format "$log")
  for report in "${reports[@]}"; do
    command+=(--format "${report%%=*}=$out/${report#*=}")
  done
  "${command[@]}" ${options[@]+"${options[@]}"} -- "${paths[@]}" </dev/null || code=$?
  return "$code"
}

while getopts o:s:l:a: option; do
  case $option in
  o) out=$OPTARG ;;
  s) since=$OPTARG ;;
  l) log=$OPTARG ;;
  a) options+=("$OPTARG") ;;
  *)
    sed -n 's/^#     //p' "${BASH_SOURCE[0]}" >&2
    exit 2
    ;;
  esac
done
shift $((OPTIND - 1))
paths=("$@")
[ $# -gt 0 ] || paths=(.)

if ! command -v "$zhupi" >/dev/null; then
  say "找不到 $zhupi：请先安装，或用 ZHUPI 指明" "$zhupi is missing: install it, or name it by ZHUPI" >&2
  exit 2
fi
prepare_folder
if [ -n "$since" ]; then
  keep_changed
  if [ ${#paths[@]} -eq 0 ]; then
    say "自 $since 以来没有新增或改动的文件，无需检查" "no document was added or changed since $since"
    exit 0
  fi
  say "自 $since 以来新增或改动 ${#paths[@]} 个文件" "${#paths[@]} documents added or changed since $since"
fi

code=0
check || code=$?
case $code in
0) say "朱批：通过" "zhupi: nothing to mend" ;;
1) say "朱批：有问题要改" "zhupi: there are findings" ;;
*) say "朱批：没能查完，原因见上（退出码 $code）" "zhupi: not all was checked, see above ($code)" ;;
esac
say "报告在 $out：" "reports in $out:"
ls "$out"
exit "$code"
