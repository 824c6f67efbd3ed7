# postgres - a private cluster; superuser relevo_admin, passwords everywhere.

postgres_bin() {
    local dir other newest=''
    other=$(pg_config --bindir 2> /dev/null || true)

    for dir in $other /usr/lib/postgresql/*/bin; do
        [ ! -x "$dir/initdb" ] || newest=$dir
    done

    [ -n "$newest" ] || die "initdb is not installed; ./build.sh deps"
    echo "$newest"
}


postgres_up() {
    local bin sum
    bin=$(postgres_bin)

    [ -f "$DIR/postgres/PG_VERSION" ] || postgres_init "$bin"
    render postgresql.conf "DIR=$DIR" "PG_PORT=$PG_PORT" \
        "SOCKETS=$SOCKETS/pg" | write_file "$DIR/postgresql.conf" 644

    sum=$(sum_of "$DIR/postgresql.conf")
    if is_alive postgres && sum_is postgres "$sum" && postgres_ready; then
        say postgres "runs"
    else
        stop postgres INT 60
        say postgres "starting"
        launch postgres "$USER_POSTGRES" "$bin/postgres" -D "$DIR/postgres"
        wait_ready postgres 60 postgres_ready
        sum_note postgres "$sum"
    fi

    postgres_fill
    postgres_vectors
}


# Built beside its place and renamed: a broken first run leaves nothing.
postgres_init() {
    local new=$DIR/postgres/new

    say postgres "creating the cluster"
    rm -rf "$new"
    secret pg_admin | write_file "$DIR/postgres/password" 600 "$USER_POSTGRES"
    quietly initdb run_as "$USER_POSTGRES" "$1/initdb" -D "$new" \
        -U relevo_admin -E UTF8 --locale=C.UTF-8 -A scram-sha-256 \
        --pwfile="$DIR/postgres/password"
    rm -f "$DIR/postgres/password"

    printf "\ninclude '%s'\n" "$DIR/postgresql.conf" >> "$new/postgresql.conf"
    run_as "$USER_POSTGRES" sh -c 'mv "$1"/new/* "$1" && rmdir "$1/new"' \
        sh "$DIR/postgres" || die "cannot move the new cluster into place"
}


postgres_ready() {
    [ "$(sql postgres -c 'select 1')" = 1 ]
}


# psql as superuser: sql DATABASE ARGUMENT...
sql() {
    local database=$1
    shift
    PGPASSFILE=$DIR/secrets/pgpass_admin psql -XqAt -v ON_ERROR_STOP=1 \
        -h "$SOCKETS/pg" -p "$PG_PORT" -U relevo_admin -d "$database" "$@" 9>&-
}


# Roles, database, schema, demo tenant: each step may run again.
postgres_fill() {
    local sum
    sum=$(sum_of sql/*.sql sql/migrations/*.sql "$DIR/app/bin/relevo" \
        "$DIR/secrets/pgpass_worker")
    ! sum_is sql "$sum" || return 0

    say postgres "roles, migrations, demo tenant"
    quietly "sql/roles.sql" sql postgres -f sql/roles.sql
    postgres_passwords | quietly "setting passwords" sql postgres
    if [ "$(sql postgres -c "select count(*) from pg_database
        where datname = 'relevo'")" = 0 ]
    then
        quietly "create database" sql postgres \
            -c 'create database relevo owner relevo_owner'
    fi

    relevo_cli migrate > "$DIR/logs/migrate.log" 2>&1 || {
        tail -n 5 "$DIR/logs/migrate.log" >&2
        die "relevo migrate failed; see $DIR/logs/migrate.log"
    }

    quietly "sql/demo.sql" sql relevo -v phone_number_id=1065000000001 \
        -f sql/demo.sql
    sum_note sql "$sum"
}


# pgvector, where it is installed and not yet used: only a superuser may.
# Also when it is installed later; without it knowledge is found by words.
postgres_vectors() {
    [ "$(sql relevo -c "select count(*) from pg_available_extensions
        where name = 'vector' and installed_version is null")" = 1 ] || return 0

    say postgres "taking pgvector into use"
    quietly "create extension vector" sql relevo \
        -c 'create extension vector schema ext'
    relevo_cli migrate >> "$DIR/logs/migrate.log" 2>&1 \
        || die "relevo migrate failed; see $DIR/logs/migrate.log"
}


# By stdin: arguments are in the process list.
postgres_passwords() {
    local role

    for role in owner worker turn web; do
        echo "alter role relevo_$role password '$(secret "pg_$role")';"
    done
}
