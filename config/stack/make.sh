# make - results at fixed places: build/relevo, build/console/,
# build/ngx_http_relevo_module.so, build/nlu/.

cmd_build() {
    local module_args=() src

    while [ $# -gt 0 ]; do
        case $1 in
        --nginx-src)
            [ $# -ge 2 ] || die "build: --nginx-src needs a value"
            src=$(cd "$CALLER" && readlink -m -- "$2")
            [ -d "$src" ] || die "build: --nginx-src $2:" \
                "there is no such folder"
            module_args+=(--nginx-src "$src")
            shift ;;
        *) die "build: unknown option '$1'" ;;
        esac
        shift
    done

    mkdir -p build
    exec 8> build/.lock
    flock 8                         # two stacks may be started at once

    make_target relevo
    make_models
    make_module build "${module_args[@]}"
    make_console
    exec 8>&-
}


# Quiet when there is nothing to do.
make_target() {
    if make -q -f worker/Makefile "$@" > /dev/null 2>&1; then
        return 0
    fi

    say build "$*"
    make -s -j "$(jobs_n)" -f worker/Makefile "$@" 8>&- \
        || die "the build failed: see the messages above"
}


# make_module OUT_DIR [OPTIONS]: again when a source, nginx or the options
# are not those of the last time.
make_module() {
    local so=$1/ngx_http_relevo_module.so how="$*" bin
    bin=$(nginx_bin)

    if [ -f "$so" ] && [ "$(cat "$so.how" 2> /dev/null)" = "$how" ] \
        && [ -z "$(find ngx_module common "$bin" -newer "$so" -print -quit)" ]
    then
        return 0
    fi

    say build "nginx module"
    quietly "building the nginx module" bash ngx_module/build.sh "$@"
    touch "$so"
    echo "$how" > "$so.how"
}


# What nginx serves: chat/ and demo/ as they are, desk/ bundled.
make_console() {
    local part

    for part in chat demo; do
        mkdir -p "build/console/$part"
        cp -Rp "console/$part/." "build/console/$part/"
    done
    find build/console -name '*.md' -delete
    make_desk
}


# The agent console, again when a source is newer than the bundle.
make_desk() {
    local out=build/console/desk

    if [ -f $out/index.html ] && [ -z "$(find console/desk console/*.mjs \
        console/package-lock.json -newer $out/index.html -print -quit)" ]; then
        return 0
    fi

    have npm || die "the agent console is bundled by npm's esbuild:" \
        "install npm, then ./build.sh build"
    desk_packages
    say build "agent console"
    (cd console && quietly "bundling the agent console" node build.mjs \
        "$TOP/$out")
}


# What the lockfile names; the network is needed when it has changed only.
desk_packages() {
    [ console/node_modules/.package-lock.json -ot console/package-lock.json ] \
        || return 0

    say build "packages of the agent console"
    (cd console && quietly "npm ci in console/ (it needs the network once)" \
        npm ci --ignore-scripts)
    touch console/node_modules/.package-lock.json
}


cmd_clean() {
    rm -rf build
    say clean "build/ is gone; run/ keeps the data of a stack"
}


cmd_bench() {
    [ -e t/bench/run ] || die "there is no benchmark in t/bench yet"
    cmd_deps
    cmd_build
    make_target bench
    exec t/bench/run "$@"
}
