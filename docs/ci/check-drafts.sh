#!/bin/sh
# 发布前核对年度报告草稿 / Check drafts of annual reports before they are published.
#
#     sh check-drafts.sh DRAFTS [AUDITS]
#
# DRAFTS: 草稿所在的文件夹 / the folder with the drafts
# AUDITS: 审核底稿写到哪里，可以不写 / where the audits go, if they are wanted
#
# 退出码 / exit code: 0 可以发布 / publish; 1 有严重问题 / critical findings;
# 2 有草稿读不了，或没有草稿 / a draft could not be read, or there is none.
set -eu

if [ $# -eq 0 ]; then
    echo "usage: sh check-drafts.sh DRAFTS [AUDITS]" >&2
    exit 2
fi
drafts=$1
audits=${2-}

set --
for draft in "$drafts"/*; do
    case ${draft##*/} in
        README.*) ;;
        *.docx | *.doc | *.wps | *.pdf | *.html | *.htm | *.mht | *.mhtml | *.txt | *.md) set -- "$@" "$draft" ;;
    esac
done
if [ $# -eq 0 ]; then
    echo "$drafts：没有年度报告草稿 / no draft of a report" >&2
    exit 2
fi

if [ "${GITHUB_ACTIONS-}" = true ]; then
    # 草稿的文件名和文字不得成为 GitHub 的指令 / names and words of drafts are no commands for GitHub
    token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    echo "::stop-commands::$token"
    trap 'echo "::$token::"' EXIT
fi

status=0
ogi-audit check "$@" || status=$?
if [ -n "$audits" ]; then
    # 结论以上面的核对为准 / the verdict is that of the check above
    ogi-audit render "$drafts" -o "$audits" || true
fi
case $status in
    0) echo "可以发布 / ready to be published" ;;
    1) echo "有严重问题，请先更正 / critical findings: correct them first" >&2 ;;
    *) echo "有草稿没有核对成，见上面的说明 / a draft was not checked, see above" >&2 ;;
esac
exit "$status"
