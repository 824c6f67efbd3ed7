# process - masters by pid.  A pid file alone is not believed: the start time
# of the process, noted beside it, must be the same.


# nginx writes its file a second time, and it is empty for a moment then.
pid_of() {
    local file=$DIR/pids/$1.pid pid='' try

    for try in 1 2 3 4 5; do
        [ -e "$file" ] || return 0
        ! read -r pid < "$file" 2> /dev/null || break
        [ "$try" = 5 ] || sleep 0.02
    done

    echo "$pid"
}


# Field 22 of /proc/PID/stat: start time in ticks since boot; and not a zombie.
start_time() {
    local stat

    { read -r stat < "/proc/$1/stat"; } 2> /dev/null || return 1
    # shellcheck disable=SC2086
    set -- ${stat##*) }
    [ "$1" != Z ] || return 1
    echo "${20}"
}


is_alive() {
    local pid start
    pid=$(pid_of "$1")
    [ -n "$pid" ] || return 1
    start=$(start_time "$pid") || return 1
    [ "$start" = "$(cat "$DIR/pids/.$1.start" 2> /dev/null)" ]
}


# launch NAME USER COMMAND...: in a session of its own, log in logs/NAME.log
launch() {
    local name=$1 user=$2 pid AS=()
    shift 2
    as_user "$user"

    # a crash leaves its core where the service may write, not here
    setsid "${AS[@]}" "$@" < /dev/null >> "$DIR/logs/$name.log" 2>&1 9>&- &
    pid=$!

    echo "$pid" > "$DIR/pids/$name.pid"
    start_time "$pid" > "$DIR/pids/.$name.start" || true
}


# wait_ready NAME SECONDS COMMAND...: until it is true, or the process dies.
wait_ready() {
    local name=$1 end=$((SECONDS + $2)) pause=2
    shift 2

    until "$@" > /dev/null 2>&1; do
        if ! is_alive "$name"; then
            tail -n 15 "$DIR/logs/$name.log" >&2
            die "$name ended right after its start; see $DIR/logs/$name.log"
        fi
        if [ $SECONDS -ge $end ]; then
            tail -n 15 "$DIR/logs/$name.log" >&2
            die "$name is not ready in time; see $DIR/logs/$name.log"
        fi
        sleep "$(printf '0.%02d' "$pause")"
        pause=$((pause < 30 ? pause + 2 : 30))
    done
}


# stop NAME SIGNAL SECONDS: waits for the end; kills what does not go.
stop() {
    local name=$1 pid end

    if ! is_alive "$name"; then
        rm -f "$DIR/pids/$name.pid" "$DIR/pids/.$name".*
        return 0
    fi

    pid=$(pid_of "$name")
    kill "-$2" "$pid"
    end=$((SECONDS + $3))
    while is_alive "$name"; do
        if [ $SECONDS -ge $end ]; then
            warn "$name (pid $pid) did not stop within $3 s: killed"
            kill -KILL "$pid" 2> /dev/null || true
            end=$((SECONDS + 5))
        fi
        sleep 0.05
    done

    rm -f "$DIR/pids/$name.pid" "$DIR/pids/.$name".*
}


# Checksum of files and words: what a component was started with.
sum_of() {
    local file

    for file in "$@"; do
        if [ -f "$file" ]; then cat "$file"; else echo "$file"; fi
    done | sha256sum | cut -c1-64
}


sum_is() {
    [ "$(cat "$DIR/pids/.$1.sum" 2> /dev/null)" = "$2" ]
}


sum_note() {
    echo "$2" > "$DIR/pids/.$1.sum"
}
