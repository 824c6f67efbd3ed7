#!/usr/bin/env bash
# build.sh - the only entry point: builds, runs and tests Relevo.
#
# Commands live in config/stack/*.sh, one subject per file; a command `x` is
# the function cmd_x.  Everything runs from the top of the tree.

set -euo pipefail

TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
CALLER=$PWD
cd "$TOP"

for part in config/stack/*.sh; do
    # shellcheck source=/dev/null
    . "$part"
done


cmd_help() {
    cat <<'END'
usage: ./build.sh COMMAND [options]

run it
  up [--dir DIR] [--port PORT] [--set key=value]...
            start everything a fresh clone needs (packages, build, private
            Redis and PostgreSQL, migrations, demo tenant, nginx, workers);
            again: apply what changed.  Default: --dir run --port 8080.
            Writes DIR/env, which a shell can source.
  down [--dir DIR]
            stop it; the data stays
  status [--dir DIR]
            what runs; exit code 0 when all of it does
  logs [--dir DIR] [-f] [COMPONENT]
            end of the logs: redis postgres nginx access worker

build it
  deps [--test | --bench | --all]
            install missing packages (apt), or name what is needed; all: for
            tests, lint and fuzzing
  build [--nginx-src DIR]
            build/relevo, build/ngx_http_relevo_module.so, build/console/,
            build/nlu/ (models, trained from config/nlu);
            the module fits the installed nginx, or a source tree of nginx
  install [--prefix DIR]
            default /usr/local; respects DESTDIR
  package [--out DIR]
            a Debian package of it, for the installed nginx; default: build
  clean     remove build/

check it
  test [PATTERN]
            unit tests under sanitizers, then the tests of t/
  asan [PATTERN]
            the same with the nginx module under sanitizers too
  fuzz [SECONDS] [TARGET]
            the targets of t/fuzz, 60 seconds for all; a finding is kept
  lint      compiler warnings of clang, cppcheck, shellcheck, style
  leakcheck [DIR]
            config/nlu shares no sentence with the evaluation data of DIR
            (default ../shared/eval)
  fmt [--check]
            blanks, tabs, line ends and 80 columns
  bench [NAME]
            measure the path (./build.sh bench help)
  handbook  take the pictures of docs/HANDBOOK.md anew
END
}


main() {
    local command=${1:-help}
    [ $# -eq 0 ] || shift

    case $command in
    -h | --help) command=help ;;
    esac

    if ! declare -F "cmd_$command" > /dev/null; then
        die "there is no command '$command'; ./build.sh help lists all"
    fi

    "cmd_$command" "$@"
}

main "$@"
