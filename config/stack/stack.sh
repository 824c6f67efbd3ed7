# stack - one running Relevo in one folder.
#
#   DIR/env         what a shell can source      DIR/relevo.conf nginx.conf ..
#   DIR/pids/       NAME.pid of the masters      DIR/set.conf    --set, kept
#   DIR/logs/       NAME.log, access.log         DIR/ports       of this stack
#   DIR/secrets/    made on the first run        DIR/app/        what runs
#   DIR/redis/ DIR/postgres/ DIR/nginx/ DIR/sockets/
#
# What runs is a copy (app/): a build beside it disturbs nothing, and services
# that must not run as root can read it wherever the clone lies.  For the same
# reason root's DIR is a link into /var/lib/relevo when other users could not
# reach it (a clone in /root).

COMPONENTS=(redis postgres worker nginx)        # in the order of starting

stack_options_help="[--dir DIR] [--port PORT] [--set key=value]..."


# Sets DIR, PORT (maybe empty), SETS, REST from the arguments.
stack_options() {
    DIR=run PORT='' SETS=() REST=()

    while [ $# -gt 0 ]; do
        case $1 in
        --dir | --port | --set)
            [ $# -ge 2 ] || die "$1 needs a value"
            case $1 in
            --dir) DIR=$2 ;;
            --port) PORT=$2 ;;
            --set) SETS+=("$2") ;;
            esac
            shift ;;
        --dir=*) DIR=${1#*=} ;;
        --port=*) PORT=${1#*=} ;;
        --set=*) SETS+=("${1#*=}") ;;
        *) REST+=("$1") ;;
        esac
        shift
    done

    [ -n "$DIR" ] || die "--dir needs a value"
    case $DIR in
    /*) ;;
    *) [ "$DIR" = run ] && DIR=$TOP/run || DIR=$CALLER/$DIR ;;
    esac

    case $DIR in
    *[!A-Za-z0-9/._+:=,~-]*)
        die "--dir $DIR: only letters, digits and /._+:=,~- may be in it" ;;
    esac
}


# The stack must exist: for down, status and logs.
stack_open() {
    [ -d "$DIR/pids" ] \
        || die "there is no stack in $DIR; ./build.sh up makes one"
    DIR=$(readlink -f "$DIR")
}


# Makes the folders; one command at a time works on a stack.
stack_make() {
    stack_place
    DIR=$(readlink -f "$DIR")
    stack_lock

    mkdir -p "$DIR"/{app,logs,nginx,pids,redis,sockets/pg,sockets/redis}
    mkdir -p "$DIR/secrets" "$DIR/postgres"
    chmod 711 "$DIR" "$DIR/secrets" "$DIR/nginx"
    chmod 755 "$DIR"/{app,logs,pids,sockets}
    chmod 700 "$DIR/redis" "$DIR/postgres"

    if is_root; then
        chown "$USER_POSTGRES:" "$DIR/postgres" "$DIR/sockets/pg"
        chown "$USER_REDIS:" "$DIR/redis" "$DIR/sockets/redis"
    fi

    stack_sockets
}


stack_place() {
    local parent home

    if [ -d "$DIR" ] || ! is_root; then
        mkdir -p "$DIR" 2> /dev/null || die "cannot make the folder $DIR"
    else
        parent=$(dirname "$DIR")
        mkdir -p "$parent"
        if run_as "$USER_POSTGRES" test -x "$parent"; then
            mkdir "$DIR"
        else
            mkdir -p /var/lib/relevo
            home=$(mktemp -d /var/lib/relevo/run.XXXXXX)
            chmod 711 "$home"
            ln -sfn "$home" "$DIR"
            say stack "$DIR is a link to $home: services could not reach it"
        fi
    fi

    chmod go+x "$DIR"
    ! is_root || run_as "$USER_POSTGRES" test -x "$(readlink -f "$DIR")" \
        || die "the user $USER_POSTGRES cannot reach $DIR; choose another --dir"
}


stack_lock() {
    exec 9> "$DIR/.lock"
    flock -w 120 9 || die "another command works on $DIR and does not end"
}


# Unix sockets have short names (107 bytes): deep folders get one in /tmp.
stack_sockets() {
    SOCKETS=$DIR/sockets

    [ ${#SOCKETS} -gt 75 ] || return 0
    SOCKETS=$(cat "$DIR/sockets.path" 2> /dev/null || true)
    if [ ! -d "$SOCKETS" ]; then
        SOCKETS=$(mktemp -d "${TMPDIR:-/tmp}/relevo-XXXXXX")
        echo "$SOCKETS" > "$DIR/sockets.path"
    fi

    mkdir -p "$SOCKETS/pg" "$SOCKETS/redis"
    chmod 755 "$SOCKETS"
    if is_root; then
        chown "$USER_POSTGRES:" "$SOCKETS/pg"
        chown "$USER_REDIS:" "$SOCKETS/redis"
    fi
}


# ---- users ----

# As root every service gets the least it needs; otherwise all are ourselves.
stack_users() {
    USER_POSTGRES=$(first_user postgres)
    USER_REDIS=$(first_user redis nobody)
    USER_WEB=$(first_user www-data nginx nobody)
    USER_WORKER=$(first_user relevo nobody)
}


first_user() {
    local name

    if ! is_root; then
        id -un
        return
    fi

    for name in "$@"; do
        if id "$name" > /dev/null 2>&1; then
            echo "$name"
            return
        fi
    done

    die "there is no user $1; ./build.sh deps installs its package"
}


# Sets AS, the words in front of a command that make it run as that user.
as_user() {
    AS=()
    if is_root && [ "$1" != root ]; then
        AS=(setpriv "--reuid=$1" "--regid=$(id -g "$1")" --init-groups --)
    fi
}


run_as() {
    local AS=()
    as_user "$1"
    shift
    "${AS[@]}" "$@" 9>&-
}


# ---- ports ----

port_is_busy() {
    (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null
}


# Below the range that the kernel gives to outgoing connections.
port_free() {
    local port try

    for try in {1..200}; do
        port=$((20000 + (RANDOM * 32768 + RANDOM + try) % 12000))
        if ! port_is_busy "$port"; then
            echo "$port"
            return
        fi
    done

    die "found no free port"
}


# Sets PORT, REDIS_PORT and PG_PORT: kept from the last run while they can be.
stack_ports() {
    local http='' redis='' postgres=''

    # shellcheck source=/dev/null
    [ ! -f "$DIR/ports" ] || . "$DIR/ports"

    PORT=${PORT:-${http:-8080}}
    case $PORT in
    *[!0-9]* | ??????* | 0*) die "--port $PORT: not a port" ;;
    esac
    [ "$PORT" -le 65535 ] || die "--port $PORT: not a port"

    if port_is_busy "$PORT" && ! { is_alive nginx && [ "$PORT" = "$http" ]; }
    then
        die "port $PORT is in use; choose another with --port"
    fi

    REDIS_PORT=$(port_kept redis "$redis")
    PG_PORT=$(port_kept postgres "$postgres")
    printf 'http=%s\nredis=%s\npostgres=%s\n' \
        "$PORT" "$REDIS_PORT" "$PG_PORT" | write_file "$DIR/ports" 644
}


port_kept() {
    if [ -n "$2" ] && { is_alive "$1" || ! port_is_busy "$2"; }; then
        echo "$2"
    else
        port_free
    fi
}
