# secrets - random, made on the first run, readable by who needs them only.

secrets_make() {
    local name

    for name in redis_admin redis_web whatsapp_app whatsapp_verify \
        webchat_demo telegram_hook pg_admin pg_owner pg_worker pg_turn \
        pg_web; do
        secret_make "$name" "$(id -un)"
    done

    # the worker's own: its Redis password and the provider's access token
    for name in redis_worker whatsapp_token; do
        secret_make "$name" "$USER_WORKER"
    done

    # what seals the secrets of endpoints and accounts: 64 hex digits
    [ -s "$DIR/secrets/seal_key" ] || head -c 32 /dev/urandom | od -An -tx1 \
        | tr -d ' \n' | write_file "$DIR/secrets/seal_key" 600 "$USER_WORKER"

    # libpq reads passwords from files of this form; one file per reader
    printf '*:*:*:relevo_worker:%s\n*:*:*:relevo_turn:%s\n' \
        "$(secret pg_worker)" "$(secret pg_turn)" \
        | write_file "$DIR/secrets/pgpass_worker" 600 "$USER_WORKER"
    printf '*:*:*:relevo_admin:%s\n*:*:*:relevo_owner:%s\n' \
        "$(secret pg_admin)" "$(secret pg_owner)" \
        | write_file "$DIR/secrets/pgpass_admin" 600
}


secret_make() {
    local file=$DIR/secrets/$1

    [ -s "$file" ] || head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n' \
        | write_file "$file" 600 "$2"
}


secret() {
    cat "$DIR/secrets/$1"
}


secret_sha256() {
    printf %s "$(secret "$1")" | sha256sum | cut -c1-64
}
