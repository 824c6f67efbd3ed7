# redis - the ingress log: config/redis.conf, users of config/redis.acl.

redis_up() {
    local sum

    render redis.acl "SHA_ADMIN=$(secret_sha256 redis_admin)" \
        "SHA_WEB=$(secret_sha256 redis_web)" \
        "SHA_WORKER=$(secret_sha256 redis_worker)" \
        | write_file "$DIR/redis.acl" 600 "$USER_REDIS"
    render redis.conf "DIR=$DIR" "REDIS_PORT=$REDIS_PORT" \
        "REDIS_SOCKET=$SOCKETS/redis/redis.sock" "REDIS_MEMORY=1gb" \
        | write_file "$DIR/redis.conf" 644

    sum=$(sum_of "$DIR/redis.conf" "$DIR/redis.acl")
    if is_alive redis && sum_is redis "$sum" && redis_ready; then
        say redis "runs"
        return
    fi

    stop redis TERM 60
    say redis "starting"
    launch redis "$USER_REDIS" redis-server "$DIR/redis.conf"
    wait_ready redis 60 redis_ready
    sum_note redis "$sum"
}


redis_ready() {
    [ "$(redis_do ping)" = PONG ]
}


# The password goes by environment: an argument would be in the process list.
redis_do() {
    REDISCLI_AUTH=$(secret redis_admin) redis-cli --no-auth-warning \
        -s "$SOCKETS/redis/redis.sock" --user relevo_admin "$@" 2> /dev/null
}
