# say - words to the person at the terminal, and small helpers.

# A progress line: subject and what is happening.
say() {
    printf '  %-10s %s\n' "$1" "${*:2}"
}


die() {
    printf 'build.sh: %s\n' "$*" >&2
    exit 1
}


warn() {
    printf 'build.sh: %s\n' "$*" >&2
}


have() {
    command -v "$1" > /dev/null 2>&1
}


is_root() {
    [ "$(id -u)" = 0 ]
}


jobs_n() {
    nproc 2> /dev/null || echo 2
}


# Runs a command quietly; its output is shown only when it fails.
quietly() {
    local what=$1 log
    shift
    log=$(mktemp)

    if ! "$@" > "$log" 2>&1 8>&- 9>&-; then
        tail -n 40 "$log" >&2
        rm -f "$log"
        die "$what failed"
    fi

    rm -f "$log"
}


# Fills in a template of config/: render FILE NAME=value...; a name without a
# value is an error, so templates and callers cannot drift apart.
render() {
    local text pair left
    text=$(< "config/$1")
    shift

    for pair in "$@"; do
        text=${text//"@${pair%%=*}@"/"${pair#*=}"}
    done

    left=$(grep -o '@[A-Z_]\{2,\}@' <<< "$text" | sort -u | tr '\n' ' ' || true)
    [ -z "$left" ] || die "template: no value for $left"
    printf '%s\n' "$text"
}


# Replaces a file by stdin at once, with owner and mode, only when it differs.
write_file() {
    local path=$1 mode=$2 owner=${3:-}
    local new=$path.new.$$

    (umask 077 && cat > "$new")
    chmod "$mode" "$new"
    if [ -n "$owner" ] && is_root; then
        chown "$owner:" "$new"
    fi

    if cmp -s "$new" "$path"; then
        rm -f "$new"
    else
        mv -f "$new" "$path"
    fi
}
