# check - lint and fmt: quick, and clean on every commit.

cmd_lint() {
    local failed=''

    lint_step fmt fmt_check || failed=1
    lint_step shellcheck lint_shell || failed=1
    lint_step perl lint_perl || failed=1
    lint_step cppcheck lint_cppcheck || failed=1
    lint_step clang lint_clang || failed=1
    lint_step jansson lint_jansson || failed=1
    lint_step console lint_console || failed=1

    [ -z "$failed" ] || die "lint found something (see above)"
    echo "lint: clean"
}


# A tool that is not installed is named, not required.
lint_step() {
    local tool=$1

    case $tool in
    shellcheck | cppcheck | clang)
        if ! have "$tool"; then
            say lint "$tool is not installed: skipped (./build.sh deps --all)"
            return 0
        fi ;;
    esac

    say lint "$tool"
    shift
    "$@"
}


lint_shell() {
    shellcheck -x build.sh .ci/run config/stack/*.sh
}


lint_perl() {
    local file failed=0

    for file in t/lib/Relevo/*.pm t/lib/Relevo/World/*.pm t/*.t; do
        [ -f "$file" ] || continue
        perl -It/lib -c "$file" 2>&1 | grep -v 'syntax OK$' && failed=1
    done

    return $failed
}


# (cppcheck 2.10 does not know __VA_OPT__ of worker/engine/log.h.)
lint_cppcheck() {
    cppcheck --quiet --error-exitcode=1 --std=c11 --language=c -I. \
        -j "$(jobs_n)" --enable=warning,portability --inline-suppr \
        --suppress=missingIncludeSystem --suppress=syntaxError \
        -D__linux__ common worker decode t/fake
}


# Texts that free() must not have: t/00_build.t shows it some.
lint_jansson() {
    local files

    mapfile -t files < <(find common worker decode -name '*.c')
    perl config/stack/jansson.pl "${files[@]}"
}


# Types of the agent console, and that every word is there in each language.
lint_console() {
    if ! have npm; then
        say lint "npm is not installed: skipped"
        return 0
    fi

    desk_packages
    (cd console && node node_modules/typescript/bin/tsc -p .)
}


# A second compiler's opinion, syntax only.
lint_clang() {
    local files flags

    mapfile -t files < <(find common worker decode t/unit t/fake t/bench \
        t/fuzz t/media -name '*.c' 2> /dev/null)
    [ ${#files[@]} -gt 0 ] || return 0
    flags=$(pkg-config --cflags hiredis libpq libcurl jansson libuv libcrypto \
        libxml-2.0 zlib)
    flags+=" $(pkg-config --cflags tesseract lept libwebp libwebpdemux zbar \
        poppler-glib cairo pangocairo libarchive libmagic libseccomp ogg opus \
        libavformat libqrencode | sed 's/-I/-isystem/g')"

    # shellcheck disable=SC2086
    printf '%s\n' "${files[@]}" | xargs -n 8 -P "$(jobs_n)" clang -std=gnu11 \
        -fsyntax-only -Wall -Wextra -Wshadow -Wstrict-prototypes -Wvla \
        -Wno-string-concatenation -Werror -D_GNU_SOURCE -I. \
        -DRELEVO_FAILPOINTS $flags
}


# The layout of nginx cannot be told to clang-format: what can be checked by
# machine is blanks, tabs, line ends and width.
cmd_fmt() {
    case ${1:-} in
    --check) fmt_check || die "fmt: see above; ./build.sh fmt repairs blanks" ;;
    '') fmt_repair && fmt_check ;;
    *) die "fmt: unknown option '$1'" ;;
    esac
}


fmt_files() {
    git ls-files -co --exclude-standard -- '*.c' '*.h' '*.def' '*.sh' '*.pm' \
        '*.t' '*.sql' '*.conf' build.sh .ci/run worker/Makefile \
        2> /dev/null | while IFS= read -r file; do
        [ ! -f "$file" ] || echo "$file"
    done
}


fmt_repair() {
    # the second expression ends the last line, where it did not
    # shellcheck disable=SC1003
    fmt_files | xargs -d '\n' sed -i -e 's/[[:blank:]]*\r\?$//' -e '$a\'
}


# Characters, not bytes.  SQL, tables (*.def) and configuration may be wider,
# and tests a little.
fmt_check() {
    fmt_files | xargs -d '\n' awk '
        FNR == 1 { width = FILENAME ~ /\.(c|h|sh)$/ ? 80 : 0
                   if (FILENAME ~ /\.(pm|t)$/) width = 112
                   make = FILENAME ~ /Makefile$/ }
        /[ \t\r]$/ { print FILENAME ":" FNR ": blanks at the end"; bad = 1 }
        /\t/ && !make { print FILENAME ":" FNR ": tab"; bad = 1 }
        width { gsub(/[\200-\277]/, "") }
        width && length($0) > width {
            print FILENAME ":" FNR ": " length($0) " columns"; bad = 1 }
        END { exit bad }'
}
