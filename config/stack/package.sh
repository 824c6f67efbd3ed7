# package - a Debian package of what `install --prefix /usr` puts in place, for
# the nginx of this machine.  It makes the worker's user, keeps an operator's
# files, and starts and enables nothing.

cmd_package() {
    local out=build

    while [ $# -gt 0 ]; do
        case $1 in
        --out)
            [ $# -ge 2 ] || die "package: --out needs a value"
            out=$2
            shift ;;
        --out=*) out=${1#*=} ;;
        *) die "package: unknown option '$1'" ;;
        esac
        shift
    done

    case $out in
    /* | build) ;;
    *) out=$CALLER/$out ;;
    esac
    [ -d "$out" ] || die "package: no such folder: $out"
    if ! have dpkg-deb || ! have dpkg-shlibdeps; then
        die "package: needs dpkg-deb and dpkg-shlibdeps (Debian: dpkg-dev)"
    fi

    package_make "$out"
}


package_make() {
    local out=$1 tree version arch file
    tree=$(mktemp -d)
    # shellcheck disable=SC2064
    trap "rm -rf '$tree'" EXIT

    DESTDIR=$tree/root cmd_install --prefix /usr
    version=$(build/relevo --version)
    version=${version#relevo }
    arch=$(dpkg --print-architecture)
    file=$out/relevo_${version}_$arch.deb

    mkdir -p "$tree/root/DEBIAN" "$tree/debian"
    package_control "$tree" "$version" "$arch" \
        > "$tree/root/DEBIAN/control"
    (cd "$tree/root" && find etc -type f -printf '/%p\n' | sort) \
        > "$tree/root/DEBIAN/conffiles"
    package_postinst > "$tree/root/DEBIAN/postinst"
    chmod 755 "$tree/root" "$tree/root/DEBIAN/postinst"
    find "$tree/root" -type d -exec chmod 755 {} +
    dpkg-deb --root-owner-group --build "$tree/root" "$file" > /dev/null

    rm -rf "$tree"
    trap - EXIT
    say package "$file"
}


package_control() {
    cat << END
Package: relevo
Version: $2
Architecture: $3
Maintainer: Relevo <relevo@localhost>
Section: web
Priority: optional
Installed-Size: $(du -sk "$1/root" | cut -f1)
Depends: $(package_libraries "$1"), $(package_nginx), adduser, $(package_run)
Recommends: redis-server (>= 5:7), postgresql (>= 15)
Description: conversation gateway in nginx
 A module for nginx that takes webhooks of WhatsApp, Messenger, Instagram,
 Telegram, Twilio and a web chat durably, and workers that understand, answer
 or hand over to people. /usr/share/doc/relevo/OPERATIONS.md says what to do
 behind the installation.
END
}


# The packages of the libraries that program, decoder and module are linked
# with.
package_libraries() {
    local root=$1/root/usr

    printf 'Source: relevo\n\nPackage: relevo\nArchitecture: any\n' \
        > "$1/debian/control"
    (cd "$1" && dpkg-shlibdeps -O "$root/bin/relevo" "$root/bin/relevo-decode" \
        "$root/lib/relevo/ngx_http_relevo_module.so" 2> /dev/null) \
        | sed 's/^shlibs:Depends=//'
}


# A module loads into the version of nginx it was made for, and no other.
package_nginx() {
    local version next

    version=$(nginx -v 2>&1 | sed 's|.*nginx/\([0-9.]*\).*|\1|')
    next=${version%.*}.$((${version##*.} + 1))
    echo "nginx (>= $version), nginx (<< $next~)"
}


# What the services of one machine need besides: data of the decoder, and the
# tools that its README names; servers are recommended, they may be elsewhere.
package_run() {
    local name list=

    for name in "${deps_run[@]%%:*}"; do
        case $name in
        nginx | redis-server | redis-tools | postgresql | curl) ;;
        *) list=$list${list:+, }$name ;;
        esac
    done

    echo "$list"
}


package_postinst() {
    cat << 'END'
#!/bin/sh
# the worker's user, the folder of secrets; nothing is started
set -e

if [ "$1" = configure ]; then
    adduser --system --group --quiet --no-create-home --home /nonexistent \
        relevo
    mkdir -p "$DPKG_ROOT/etc/relevo/secrets"
    chmod 711 "$DPKG_ROOT/etc/relevo/secrets"

    if [ -z "$DPKG_ROOT" ] && [ -d /run/systemd/system ]; then
        systemctl --system daemon-reload || true
    fi
fi
END
}
