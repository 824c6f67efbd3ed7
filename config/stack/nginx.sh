# nginx - the only thing that listens to the world: config/nginx.conf.

nginx_bin() {
    local file

    for file in "$(command -v nginx || true)" /usr/sbin/nginx; do
        if [ -x "$file" ]; then
            echo "$file"
            return
        fi
    done

    die "nginx is not installed; ./build.sh deps"
}


nginx_render() {
    local user='' etc=/etc/nginx

    ! is_root || user="user $USER_WEB $(id -gn "$USER_WEB");"
    [ -f $etc/mime.types ] || etc=$(dirname "$(nginx_bin)")/../conf

    render nginx.conf "USER=$user" "WORKERS=$(jobs_n)" "DIR=$DIR" "PORT=$PORT" \
        "MODULE=$DIR/app/ngx_http_relevo_module.so" "ETC=$etc" \
        "REDIS_SOCKET=$SOCKETS/redis/redis.sock" \
        "PG_SOCKET=$SOCKETS/pg" "PG_PORT=$PG_PORT" "CONSOLE=$DIR/app/console" \
        MAIN= EVENTS= HTTP= "SERVER=$(nginx_files)" | nginx_uploads
}


# Switches on what the template has as comments: files of visitors and agents.
# What is no file has limits of its own in the module.
nginx_uploads() {
    sed -e "s|# relevo_chat_media .*|relevo_chat_media $DIR/uploads max=16m;|" \
        -e 's/client_max_body_size \(64k\|1m\);/client_max_body_size 17m;/'
}


# Files by signed links, given out by the worker.
nginx_files() {
    cat << END
location = /files {
            proxy_pass http://unix:$SOCKETS/files/files.sock;
            proxy_force_ranges on;
            proxy_max_temp_file_size 0;
        }
END
}


# A new configuration or module is taken over by a graceful reload; one that
# nginx does not accept changes nothing.
nginx_up() {
    local bin sum
    bin=$(nginx_bin)
    sum=$(sum_of "$DIR/nginx.conf" "$DIR/app/ngx_http_relevo_module.so")

    if is_alive nginx && sum_is nginx "$sum"; then
        say nginx "runs"
        return
    fi

    # stdout of the test holds the reason of a refusal
    quietly "nginx -t" nginx_command "$bin" -t

    if is_alive nginx; then
        say nginx "reloading"
        kill -HUP "$(pid_of nginx)"
    else
        say nginx "starting on port $PORT"
        launch nginx "$(id -un)" "$bin" -p "$DIR" -c "$DIR/nginx.conf" \
            -e "$DIR/logs/nginx.log" -g 'daemon off;'
    fi

    wait_ready nginx 20 nginx_answers
    sum_note nginx "$sum"
}


nginx_command() {
    local bin=$1
    shift
    "$bin" -p "$DIR" -c "$DIR/nginx.conf" -e "$DIR/logs/nginx.log" "$@"
}


nginx_answers() {
    curl -fsS -m 2 -o /dev/null "http://127.0.0.1:$PORT/healthz"
}


nginx_ready() {
    curl -fsS -m 2 -o /dev/null "http://127.0.0.1:$PORT/readyz"
}


# Every worker has its own connection to Redis, /readyz speaks for one.
nginx_all_ready() {
    local up
    nginx_ready
    up=$(curl -fsS -m 2 "http://127.0.0.1:$PORT/metrics" \
        | sed -n 's/^relevo_nginx_redis_up //p')
    [ "${up:-0}" -ge "$(jobs_n)" ]
}
