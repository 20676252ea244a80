#!/usr/bin/env bash
# Prints the documents that were added or changed since a commit, each name ended by NUL:
#
#     ci/changed.sh COMMIT [PATH…]
#
# What was deleted is left out, and so are files of words and lock files of Word. Names are relative
# to the current folder. Leaves with 2 when git does not know the commit.
set -euo pipefail

if [ $# -eq 0 ]; then
  echo "usage: ci/changed.sh COMMIT [PATH…]" >&2
  exit 2
fi
since=$1
shift
[ $# -gt 0 ] || set -- .

if ! commit=$(git rev-parse --verify --quiet --end-of-options "$since^{commit}"); then
  if [ "${ZHUPI_LANG:-zh}" = en ]; then
    echo "$since: git knows no such commit; fetch more of the history (fetch-depth, GIT_DEPTH)" >&2
  else
    echo "$since：git 找不到这个提交；请取回更多历史（fetch-depth、GIT_DEPTH）" >&2
  fi
  exit 2
fi
# What others did since the branches parted is no change of this branch.
base=$(git merge-base "$commit" HEAD) || base=$commit

shopt -s nocasematch
git --literal-pathspecs diff -z --name-only --relative --no-ext-diff --diff-filter=d \
  "$base" HEAD -- "$@" |
  while IFS= read -r -d '' name; do
    case ${name##*/} in
    zhupi-words.txt | '~$'*) ;;
    *.txt | *.md | *.markdown | *.docx | *.docm | *.dotx | *.dotm | *.doc | *.dot | *.wps | *.wpt | *.rtf)
      printf '%s\0' "$name"
      ;;
    esac
  done
