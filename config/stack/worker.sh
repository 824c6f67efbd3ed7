# worker - its configuration, its start, and the command line tools with it.
#
# DIR/relevo.conf = config/relevo.conf + what belongs to this stack + --set of
# all runs (DIR/set.conf); later lines win.

relevo_bin() {
    echo "$DIR/app/bin/relevo"
}


relevo_cli() {
    "$(relevo_bin)" --config "$DIR/relevo.conf" "$@" 9>&-
}


# Settings are checked by the program itself before anything changes.
worker_config() {
    local candidate=$DIR/relevo.conf.check message

    worker_sets > "$DIR/set.conf.check"
    {
        cat config/relevo.conf
        worker_own
        cat "$DIR/set.conf.check"
    } > "$candidate"

    if ! message=$("$(relevo_bin)" --config "$candidate" config 2>&1 9>&-); then
        rm -f "$candidate" "$DIR/set.conf.check"
        message=$(tail -n 1 <<< "$message" \
            | sed "s|^relevo: ||; s|^$candidate line [0-9]*: ||")
        die "$message"
    fi

    write_file "$DIR/set.conf" 644 < "$DIR/set.conf.check"
    write_file "$DIR/relevo.conf" 644 < "$candidate"
    rm -f "$candidate" "$DIR/set.conf.check"
}


# What belongs to this stack.
worker_own() {
    local pg="host=$SOCKETS/pg port=$PG_PORT dbname=relevo"
    local files=$DIR/secrets

    cat << END

# this stack
redis.server = $SOCKETS/redis/redis.sock
redis.user = relevo_worker
redis.password_file = $files/redis_worker
postgres.worker = $pg user=relevo_worker passfile=$files/pgpass_worker
postgres.turn = $pg user=relevo_turn passfile=$files/pgpass_worker
postgres.owner = $pg user=relevo_owner passfile=$files/pgpass_admin
whatsapp.token_file = $files/whatsapp_token
secrets.key_file = $files/seal_key
texts.dir = $DIR/app/config/texts
nlu.models = $DIR/app/build/nlu
nlu.dir = $DIR/nlu
prompts.dir = $DIR/app/config/prompts
decide.rules = $DIR/app/config/rules.json
decide.dir = $DIR/app/config/nlu/decide
provider.prices = $DIR/app/config/prices.tsv
media.workflow = $DIR/app/config/workflows/media.json
media.spool = $DIR/spool
store.dir = $DIR/objects
files.socket = $SOCKETS/files/files.sock
webchat.uploads = $DIR/uploads

# --set
END
}


# Earlier --set of this stack, replaced by those of this run.
worker_sets() {
    local set key
    local -A value=()

    if [ -f "$DIR/set.conf" ]; then
        while IFS= read -r set; do
            value[${set%% =*}]=${set#*= }
        done < "$DIR/set.conf"
    fi

    for set in "${SETS[@]}"; do
        case $set in
        [a-z]*=*) value[${set%%=*}]=${set#*=} ;;
        *) die "--set $set: write it as key=value" ;;
        esac
    done

    for key in "${!value[@]}"; do
        printf '%s = %s\n' "$key" "${value[$key]}"
    done | sort
}


# Files of customers are the worker's own; nginx asks for them at a socket, and
# leaves new ones in a folder whose group is the worker's.
worker_store() {
    mkdir -p "$DIR/objects" "$DIR/spool" "$DIR/uploads" "$SOCKETS/files"
    if is_root; then
        chown "$USER_WORKER:" "$DIR/objects" "$DIR/spool"
        chown "$USER_WEB:$(id -gn "$USER_WORKER")" "$DIR/uploads"
        chown "$USER_WORKER:$(id -gn "$USER_WEB")" "$SOCKETS/files"
    fi
    chmod 700 "$DIR/objects" "$DIR/spool"
    chmod 2770 "$DIR/uploads"
    chmod 750 "$SOCKETS/files"
}


worker_up() {
    local sum
    sum=$(sum_of "$DIR/relevo.conf" "$(relevo_bin)" "$(relevo_bin)-decode" \
        "$DIR"/app/config/workflows/* "$DIR"/app/config/texts/* \
        "$DIR"/app/config/prompts/* "$DIR"/app/build/nlu/* \
        "$DIR"/app/config/rules.json "$DIR"/app/config/nlu/decide/* \
        "$DIR"/app/config/prices.tsv)

    if is_alive worker && sum_is worker "$sum"; then
        say worker "runs"
        return
    fi

    say worker "starting"
    worker_store
    stop worker TERM 40
    launch worker "$USER_WORKER" "$(relevo_bin)" worker \
        --config "$DIR/relevo.conf"
    wait_ready worker 30 worker_ready
    sum_note worker "$sum"
}


# It owns partitions: what is accepted now will be answered.
worker_ready() {
    [ "$(sql relevo -c 'select count(*) > 0 from core.partition_lease
        where owner is not null and expires_at > now()')" = t ]
}


# The copy that runs.  Files are replaced by rename: a running program keeps
# the one it was started from.
app_copy() {
    local app=$DIR/app

    mkdir -p "$DIR/nlu" "$app"/{bin,config/texts,config/prompts} \
        "$app"/{sql/migrations,console,build/nlu,config/nlu,config/workflows}
    app_file build/relevo "$app/bin/relevo" 755
    app_file build/relevo-decode "$app/bin/relevo-decode" 755
    app_folder config/workflows "$app/config/workflows"
    app_file build/ngx_http_relevo_module.so \
        "$app/ngx_http_relevo_module.so" 644
    app_folder config/texts "$app/config/texts"
    app_file config/prices.tsv "$app/config/prices.tsv" 644
    app_folder build/nlu "$app/build/nlu"
    app_folder config/nlu "$app/config/nlu"
    app_file config/rules.json "$app/config/rules.json" 644
    app_folder config/prompts "$app/config/prompts"
    app_folder sql/migrations "$app/sql/migrations"
    app_folder build/console "$app/console"
}


app_file() {
    write_file "$2" "$3" < "$1"
}


# Mirrors a folder of small files, without what is gone.
app_folder() {
    local file name
    [ -d "$1" ] || return 0

    while IFS= read -r name; do
        mkdir -p "$(dirname "$2/$name")"
        app_file "$1/$name" "$2/$name" 644
    done < <(cd "$1" && find . -type f ! -name '.*')

    while IFS= read -r name; do
        [ -e "$1/$name" ] || rm -f "$2/$name"
    done < <(cd "$2" && find . -type f)

    find "$2" -type d -exec chmod 755 {} +
}
