# up - up, down, status, logs of a stack.

cmd_up() {
    stack_options "$@"
    [ ${#REST[@]} -eq 0 ] || die "up: unknown option '${REST[0]}';" \
        "usage: ./build.sh up $stack_options_help"

    cmd_deps
    cmd_build
    stack_users
    stack_make
    stack_ports
    secrets_make
    app_copy
    worker_config
    nginx_render | write_file "$DIR/nginx.conf" 644

    redis_up
    postgres_up
    up_meta
    up_admin_token
    up_env
    worker_up
    nginx_up
    wait_ready nginx 20 nginx_all_ready
    up_urls
}


# relevo:meta tells module and worker the number of partitions; it is gone
# when somebody emptied Redis behind our back.
up_meta() {
    [ "$(redis_do hexists relevo:meta format)" = 1 ] \
        || quietly "relevo migrate" relevo_cli migrate
}


# The operator's key of the API.  The database makes it and keeps its hash only:
# where it does not know the one in the file, it makes another.
up_admin_token() {
    local file=$DIR/secrets/admin_token known=0

    if [ -s "$file" ]; then
        known=$(sql relevo -c "select count(*) from core.api_key
            where hash = '\x$(secret_sha256 admin_token)'
              and revoked_at is null and coalesce(expires_at > now(), true)")
    fi
    [ "$known" = 0 ] || return 0

    relevo_cli key add up --tenant operator --scopes '*' \
        2> "$DIR/logs/key.log" | write_file "$file" 600 \
        || die "relevo key add failed; see $DIR/logs/key.log"
}


# The two URLs and the token log in with full rights: the file is for its owner
# only.
up_env() {
    local redis postgres account
    account=$(demo_account)
    redis=redis://relevo_admin:$(secret redis_admin)@127.0.0.1:$REDIS_PORT/0
    postgres=postgresql://relevo_admin:$(secret pg_admin)@127.0.0.1:$PG_PORT

    write_file "$DIR/env" 600 << END
export RELEVO_URL='http://127.0.0.1:$PORT'
export RELEVO_REDIS_URL='$redis'
export RELEVO_DATABASE_URL='$postgres/relevo'
export RELEVO_ADMIN_TOKEN='$(secret admin_token)'
export WHATSAPP_APP_SECRET='$(secret whatsapp_app)'
export WHATSAPP_VERIFY_TOKEN='$(secret whatsapp_verify)'
export WHATSAPP_PHONE_NUMBER_ID='$account'
export RELEVO_PIDS='$DIR/pids'
END
}


# WhatsApp phone number id of the demo tenant
demo_account() {
    local account
    account=$(sql relevo -c "select a.account from core.account a
        join core.tenant t using (tenant_id)
        where t.slug = 'demo' and a.channel = 'whatsapp' order by 1 limit 1")
    [ -n "$account" ] || die "the demo tenant has no WhatsApp account"
    echo "$account"
}


up_urls() {
    local url=http://127.0.0.1:$PORT link admin
    link=$(demo_link agent agent demo)
    admin=$(demo_link admin admin desk)

    cat << END

Relevo runs.${link:+
  Open this: a customer and an agent side by side
  $link
}${admin:+
  The set-up, the overview and every conversation, as an administrator
  $admin

  (Each link logs in once, within an hour; ./build.sh up makes new ones.)
}
  agents     $url/console/desk/
  chat       $url/console/chat/
  webhooks   $url/webhooks/whatsapp
  ready      $url/readyz
  metrics    $url/metrics
  settings   source $(stack_shown)/env
END
}


# The folder as a person at the caller's place would name it.
stack_shown() {
    case $DIR in
    "$CALLER"/*) echo "${DIR#"$CALLER"/}" ;;
    *) echo "$DIR" ;;
    esac
}


# First what listens, then what works, then what keeps.
cmd_down() {
    stack_options "$@"
    [ ${#REST[@]} -eq 0 ] || die "down: unknown option '${REST[0]}'"
    stack_open
    stack_lock

    local name any=
    for name in nginx worker redis postgres; do
        is_alive "$name" || continue
        any=1
        say "$name" "stopping"
        case $name in
        nginx) down_nginx ;;
        worker) stop worker TERM 40 ;;
        redis) stop redis TERM 60 ;;
        postgres) stop postgres INT 60 ;;
        esac
    done

    for name in "${COMPONENTS[@]}"; do
        rm -f "$DIR/pids/$name.pid" "$DIR/pids/.$name.start"
    done
    [ -n "$any" ] && echo "Relevo is stopped." || echo "Nothing was running."
}


# Requests may finish; live streams do not end by themselves.
down_nginx() {
    local pid end=$((SECONDS + 3))
    pid=$(pid_of nginx)

    kill -QUIT "$pid"
    while is_alive nginx && [ $SECONDS -lt $end ]; do
        sleep 0.05
    done
    stop nginx TERM 10
}


cmd_status() {
    stack_options "$@"
    [ ${#REST[@]} -eq 0 ] || die "status: unknown option '${REST[0]}'"
    stack_open

    local name dead=() http=
    for name in "${COMPONENTS[@]}"; do
        if is_alive "$name"; then
            say "$name" "runs, pid $(pid_of "$name")"
        else
            say "$name" "does not run"
            dead+=("$name")
        fi
    done

    [ ${#dead[@]} -eq 0 ] || die "not running: ${dead[*]}; ./build.sh up" \
        "starts what is missing"

    # shellcheck source=/dev/null
    . "$DIR/ports"
    PORT=$http
    nginx_ready || die "http://127.0.0.1:$PORT/readyz says it is not ready:" \
        "$(curl -sS -m 2 "http://127.0.0.1:$PORT/readyz" 2>&1 | head -c 300)"
    say ready "http://127.0.0.1:$PORT"
}


cmd_logs() {
    stack_options "$@"
    stack_open

    local name files=() how=(-n 40)
    for name in "${REST[@]}"; do
        case $name in
        -f | --follow) how+=(-F) ;;
        -*) die "logs: unknown option '$name'" ;;
        *) [ -f "$DIR/logs/$name.log" ] || die "there is no log '$name':" \
            "$(cd "$DIR/logs" && echo ./*.log | sed 's/\.\/\|\.log//g')"
            files+=("$DIR/logs/$name.log") ;;
        esac
    done

    [ ${#files[@]} -gt 0 ] || files=("$DIR"/logs/*.log)
    exec tail "${how[@]}" "${files[@]}"
}
