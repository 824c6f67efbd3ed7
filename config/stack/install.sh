# install - what a package would put where: build.sh install [--prefix DIR],
# below $DESTDIR when that is set.  Starts and enables nothing; files of
# PREFIX/etc/relevo that exist are kept, the new one lies beside as NAME.new.

cmd_install() {
    local prefix=/usr/local

    while [ $# -gt 0 ]; do
        case $1 in
        --prefix) prefix=$(option_value "$@"); shift ;;
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
    install_file 644 build/ngx_http_relevo_module.so \
        "$to/lib/relevo/ngx_http_relevo_module.so"
    install_tree config/texts "$to/share/relevo/config/texts"
    install_tree sql "$to/share/relevo/sql"
    install_tree build/console "$to/share/relevo/console"
    install_tree docs "$to/share/doc/relevo"
    install_file 644 LICENSE "$to/share/doc/relevo/LICENSE"
    install_etc "$etc"
    install_units "$prefix" "${etc#"${DESTDIR:-}"}" "$to/lib/systemd/system"

    say install "$to (configuration: $etc)"
}


install_file() {
    [ -f "$2" ] || return 0
    mkdir -p "$(dirname "$3")"
    install -m "$1" "$2" "$3"
}


install_tree() {
    local name
    [ -d "$1" ] || return 0

    while IFS= read -r name; do
        install_file 644 "$1/$name" "$2/$name"
    done < <(cd "$1" && find . -type f ! -name '.*' -printf '%P\n')
}


# The operator's own files are never overwritten.
install_etc() {
    local name

    for name in relevo.conf nginx.conf redis.conf redis.acl postgresql.conf; do
        if [ -f "$1/$name" ] && ! cmp -s "config/$name" "$1/$name"; then
            install_file 644 "config/$name" "$1/$name.new"
        else
            install_file 644 "config/$name" "$1/$name"
        fi
    done
}


install_units() {
    local unit

    mkdir -p "$3"
    for unit in config/systemd/*.service; do
        sed "s|@PREFIX@|$1|g; s|@ETC@|$2|g" "$unit" > "$3/${unit##*/}"
        chmod 644 "$3/${unit##*/}"
    done
}
