# install - what a package would put where: build.sh install [--prefix DIR],
# below $DESTDIR when that is set.  Starts and enables nothing; files of
# PREFIX/etc/relevo that exist are kept, the new one lies beside as NAME.new.

cmd_install() {
    local prefix=/usr/local

    while [ $# -gt 0 ]; do
        case $1 in
        --prefix)
            [ $# -ge 2 ] || die "install: --prefix needs a value"
            prefix=$2
            shift ;;
        --prefix=*) prefix=${1#*=} ;;
        *) die "install: unknown option '$1'" ;;
        esac
        shift
    done

    case $prefix in
    /*) ;;
    *) die "--prefix $prefix: must be an absolute path" ;;
    esac

    cmd_build

    local to=${DESTDIR:-}$prefix etc=${DESTDIR:-}$prefix/etc/relevo
    [ "$prefix" != /usr ] || etc=${DESTDIR:-}/etc/relevo
    if ! mkdir -p "$to" 2> /dev/null || [ ! -w "$to" ]; then
        die "cannot write to $to; become root or choose another --prefix"
    fi

    install_file 755 build/relevo "$to/bin/relevo"
    install_file 755 build/relevo-decode "$to/bin/relevo-decode"
    install_file 644 build/ngx_http_relevo_module.so \
        "$to/lib/relevo/ngx_http_relevo_module.so"
    install_tree config/texts "$to/share/relevo/config/texts"
    install_tree config/workflows "$to/share/relevo/config/workflows"
    install_file 644 config/prices.tsv "$to/share/relevo/config/prices.tsv"
    install_models "$to/share/relevo"
    install_file 644 config/rules.json \
        "$to/share/relevo/config/rules.json"
    install_tree config/prompts "$to/share/relevo/config/prompts"
    install_tree config/prometheus "$to/share/relevo/config/prometheus"
    install_tree config/grafana "$to/share/relevo/config/grafana"
    install_tree sql "$to/share/relevo/sql"
    install_tree build/console "$to/share/relevo/console"
    install_tree docs "$to/share/doc/relevo"
    install_file 644 LICENSE "$to/share/doc/relevo/LICENSE"
    install_etc "$etc" "$prefix"
    install_units "$prefix" "${etc#"${DESTDIR:-}"}" "$to/lib/systemd/system"

    say install "$to (configuration: $etc)"
}


install_file() {
    [ -f "$2" ] || return 0
    mkdir -p "$(dirname "$3")"
    install -m "$1" "$2" "$3"
}


# The models, and the corpora that `relevo train` learns tenants' intents
# beside.
install_models() {
    local file

    for file in build/nlu/*.model; do
        install_file 644 "$file" "$1/build/nlu/${file##*/}"
    done

    install_tree config/nlu "$1/config/nlu"
}


install_tree() {
    local name
    [ -d "$1" ] || return 0

    while IFS= read -r name; do
        install_file 644 "$1/$name" "$2/$name"
    done < <(cd "$1" && find . -type f ! -name '.*' -printf '%P\n')
}


# The places of one stack become those of the system.  The operator's own
# files are never overwritten.
install_etc() {
    local etc=$1 prefix=$2 here state=/var/lib/relevo
    here=${etc#"${DESTDIR:-}"}

    install_etc_file "$etc" relevo.conf < config/relevo.conf
    install_etc_file "$etc" redis.acl.template < config/redis.acl
    render redis.conf "DIR=$state" REDIS_PORT=0 REDIS_MEMORY=1gb \
        REDIS_SOCKET=/run/relevo-redis/redis.sock \
        | sed "s|^aclfile .*|aclfile $here/redis.acl|" \
        | install_etc_file "$etc" redis.conf
    render nginx.conf "USER=user www-data;" "WORKERS=auto" "PORT=8080" \
        "DIR=$state" "ETC=/etc/nginx" MAIN= EVENTS= HTTP= SERVER= \
        "MODULE=$prefix/lib/relevo/ngx_http_relevo_module.so" \
        "REDIS_SOCKET=/run/relevo-redis/redis.sock" \
        PG_SOCKET=/run/postgresql PG_PORT=5432 \
        "CONSOLE=$prefix/share/relevo/console" \
        | sed "s|$state/secrets|$here/secrets|; s|$state/pids|/run|
            s|$state/logs/nginx|/var/log/nginx/relevo-error|
            s|$state/logs|/var/log/nginx|; s|$state/nginx|/var/lib/nginx|" \
        | install_etc_file "$etc" nginx.conf
}


install_etc_file() {
    local to=$1/$2

    mkdir -p "$1"
    if [ ! -f "$to" ]; then
        write_file "$to" 644
    else
        write_file "$to.new" 644
        ! cmp -s "$to" "$to.new" || rm -f "$to.new"
    fi
}


install_units() {
    local unit

    mkdir -p "$3"
    for unit in config/systemd/*.service; do
        sed "s|@PREFIX@|$1|g; s|@ETC@|$2|g" "$unit" > "$3/${unit##*/}"
        chmod 644 "$3/${unit##*/}"
    done
}
