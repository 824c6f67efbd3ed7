# deps - what the machine must have; installs only what is missing.

# Debian package, and what to look for elsewhere
deps_build=(
    "gcc:a C compiler (gcc 12 or newer)"
    "libc6-dev:the headers of the C library"
    "make:GNU make"
    "pkg-config:pkg-config"
    "libhiredis-dev:hiredis 0.14 or newer"
    "libpq-dev:libpq 15 or newer"
    "libcurl4-openssl-dev:libcurl 7.88 or newer"
    "libjansson-dev:jansson 2.14 or newer"
    "libuv1-dev:libuv 1.44 or newer"
    "libssl-dev:OpenSSL 3"
    "liblinear-dev:liblinear 2.3 or newer"
    "libxml2-dev:libxml2 2.9 or newer"
    "zlib1g-dev:zlib"
    "libtesseract-dev:tesseract 5"
    "libleptonica-dev:leptonica 1.82 or newer"
    "libwebp-dev:libwebp with libwebpdemux"
    "libzbar-dev:zbar"
    "libpoppler-glib-dev:poppler with its GLib interface"
    "libcairo2-dev:cairo"
    "libfreetype-dev:FreeType"
    "libarchive-dev:libarchive"
    "libmagic-dev:libmagic"
    "libseccomp-dev:libseccomp"
    "libogg-dev:libogg"
    "libopus-dev:libopus"
    "libavformat-dev:FFmpeg's libavformat"
    "libavcodec-dev:FFmpeg's libavcodec"
    "libavutil-dev:FFmpeg's libavutil"
    "libswresample-dev:FFmpeg's libswresample"
    "libswscale-dev:FFmpeg's libswscale"
    "npm:npm and node 18 or newer, for the agent console"
    "nginx-dev:headers of the installed nginx (configured --with-compat)"
)

deps_run=(
    "nginx:nginx 1.22 or newer"
    "redis-server:Redis 7 or newer"
    "redis-tools:redis-cli"
    "postgresql:PostgreSQL 15 or newer with unaccent and pg_trgm"
    "curl:curl"
    "ca-certificates:a bundle of certificates"
    "tesseract-ocr-spa:data of tesseract: spa, in its tessdata folder"
    "tesseract-ocr-eng:eng"
    "tesseract-ocr-por:por"
    "tesseract-ocr-fra:fra"
    "tesseract-ocr-ita:ita"
    "tesseract-ocr-osd:osd"
    "poppler-data:encodings of poppler"
    "fonts-liberation:fonts for documents that bring none"
    "util-linux:setsid, setpriv and flock"
)

deps_test=(
    "perl:Perl with prove, Test::More, Digest::SHA and JSON::PP"
    "postgresql-15-pgtap:pgTAP"
    "libtap-parser-sourcehandler-pgtap-perl:pg_prove"
    "chromium:Chromium, for t/45_browser.t"
    "libpango1.0-dev:pango, for the pictures of t/media"
    "libqrencode-dev:qrencode, for codes in them"
    "pgbouncer:PgBouncer, for t/93_api_pool.t"
    "jq:jq, for t/95_tutorial.t"
    "espeak-ng:espeak-ng, a voice for t/71_sound.t"
    "ffmpeg:ffmpeg, which encodes it"
    "systemd:systemd-analyze, for t/11_units.t"
    "strace:strace, for the same"
    "dpkg-dev:dpkg-shlibdeps, for t/11_package.t"
    "prometheus:promtool, for t/25_metrics.t and t/25_monitoring.t"
)

# the peers of `./build.sh bench ingest`; nothing else needs them
deps_bench=(
    "wrk:wrk"
    "npm:npm and node"
    "libnginx-mod-http-echo:the echo module of nginx"
    "libnginx-mod-http-lua:the Lua module of nginx"
    "lua-cjson:cjson for Lua"
    "lua-nginx-redis:lua-resty-redis"
    "lua-nginx-string:lua-resty-string"
    "python3-fastapi:FastAPI"
    "python3-uvicorn:uvicorn"
    "python3-uvloop:uvloop"
    "python3-httptools:httptools"
    "python3-redis:redis-py"
    "python3-hiredis:hiredis for redis-py"
)

# for lint and fuzzing; never required
deps_extra=(clang clang-tidy cppcheck shellcheck valgrind)


cmd_deps() {
    local list=("${deps_build[@]}" "${deps_run[@]}")

    case ${1:-} in
    '') ;;
    --test) list+=("${deps_test[@]}") ;;
    --bench) list+=("${deps_bench[@]}") ;;
    --all) list+=("${deps_test[@]}")
        for name in "${deps_extra[@]}"; do list+=("$name:$name"); done ;;
    *) die "deps: unknown option '$1'" ;;
    esac

    if have dpkg-query && have apt-get; then
        deps_apt "${list[@]%%:*}"
        case ${1:-} in --test | --all) deps_vector ;; esac
    else
        deps_elsewhere "${list[@]}"
    fi
}


# Of the packages named, those that are not installed.
deps_missing() {
    local installed name
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" \
        2> /dev/null | sed -n 's/^installed //p' || true)

    for name in "$@"; do
        # Node's own packages bring npm along, and refuse Debian's
        [ "$name" = npm ] && have npm && continue
        grep -qx -- "$name" <<< "$installed" || echo "$name"
    done
}


deps_apt() {
    local missing sudo=() guard=
    mapfile -t missing < <(deps_missing "$@")
    [ ${#missing[@]} -gt 0 ] || return 0

    if ! is_root; then
        have sudo || die "missing packages: ${missing[*]};" \
            "install them as root: apt-get install ${missing[*]}"
        sudo=(sudo)
    fi

    say packages "installing ${missing[*]}"

    # The services of the system must not start: the stack brings its own.
    # (A machine with a policy of its own keeps it.)
    if [ ! -e /usr/sbin/policy-rc.d ]; then
        guard=/usr/sbin/policy-rc.d
        printf '#!/bin/sh\nexit 101\n' | "${sudo[@]}" tee $guard > /dev/null
        "${sudo[@]}" chmod 755 $guard
        # shellcheck disable=SC2064
        trap "${sudo[*]} rm -f $guard" EXIT
    fi

    deps_apt_install "${missing[@]}"

    if [ -n "$guard" ]; then
        "${sudo[@]}" rm -f "$guard"
        trap - EXIT
    fi

    mapfile -t missing < <(deps_missing "${missing[@]}")
    [ ${#missing[@]} -eq 0 ] || die "could not install: ${missing[*]}"
}


# uses sudo of the caller
deps_apt_install() {
    local log
    local apt=("${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get
        -qq -y --no-install-recommends install)
    log=$(mktemp)

    # lists may be old or missing: fetched only when the first try fails
    if ! "${apt[@]}" "$@" > "$log" 2>&1; then
        "${sudo[@]}" apt-get -qq update > "$log" 2>&1 || true
        if ! "${apt[@]}" "$@" > "$log" 2>&1; then
            tail -n 15 "$log" >&2
            rm -f "$log"
            die "apt-get could not install: $*"
        fi
    fi

    rm -f "$log"
}


# No apt: look for the programs and libraries, name what is not there.
deps_elsewhere() {
    local missing=() name

    for name in gcc make pkg-config nginx redis-server psql curl setsid \
        setpriv flock perl prove; do
        have "$name" || [ -x "/usr/sbin/$name" ] || missing+=("$name")
    done

    if have pkg-config; then
        for name in hiredis libpq libcurl jansson libuv libcrypto zlib \
            tesseract lept libwebpdemux zbar poppler-glib freetype2 cairo \
            libarchive libmagic libseccomp ogg opus libavformat libavcodec \
            libavutil libswresample libswscale; do
            pkg-config --exists "$name" || missing+=("$name (headers)")
        done
    fi

    [ ${#missing[@]} -eq 0 ] && return 0

    echo "This is not Debian; Relevo needs:"
    printf '  %s\n' "${@#*:}"
    die "not found here: $(printf '%s, ' "${missing[@]}" | sed 's/, $//')"
}
