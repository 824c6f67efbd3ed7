#!/bin/bash
#
# Builds OUT_DIR/ngx_http_relevo_module.so, as any user; writes nothing outside
# OUT_DIR.  Without --nginx-src against Debian's nginx-dev, with it against
# an nginx source tree, configured --with-compat (the version of the tree must
# be the version of the nginx that loads the module).

set -euo pipefail

usage() {
    echo "usage: $0 OUT_DIR [--nginx-src DIR] [--cc-opt O] [--ld-opt O]" >&2
    exit 2
}

die() {
    echo "$0: $*" >&2
    exit 1
}

[ $# -ge 1 ] || usage

out=$1
shift

nginx_src=
cc_opt=
ld_opt=

while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || usage

    case $1 in
        --nginx-src) nginx_src=$2 ;;
        --cc-opt)    cc_opt=$2 ;;
        --ld-opt)    ld_opt=$2 ;;
        *)           usage ;;
    esac

    shift 2
done

mkdir -p "$out"

here=$(cd "$(dirname "$0")" && pwd)
out=$(cd "$out" && pwd)
work=$out/ngx_module.build

case $here$out in
    *[[:space:]]*) die "paths with blanks are not supported by nginx's auto/" ;;
esac

# nginx's configure runs in its own tree and takes absolute paths; --builddir
# moves all it writes into ours

flags=(--with-compat --with-threads --with-http_ssl_module
       --with-http_v2_module)

if [ -z "$nginx_src" ]; then
    nginx_src=/usr/share/nginx/src

    [ -r $nginx_src/conf_flags ] \
        || die "nginx-dev is missing: apt-get install nginx-dev," \
               "or give --nginx-src DIR"

    NGX_CONF_FLAGS=()
    . $nginx_src/conf_flags
    flags=("${NGX_CONF_FLAGS[@]}")
fi

[ -x "$nginx_src/configure" ] || [ -r "$nginx_src/configure" ] \
    || [ -r "$nginx_src/auto/configure" ] \
    || die "$nginx_src: no nginx source tree (no configure)"

nginx_src=$(cd "$nginx_src" && pwd)
configure=configure
[ -r "$nginx_src/configure" ] || configure=auto/configure

# configure again only when something it depends on has changed; sources and
# headers are make's business

stamp="$nginx_src $cc_opt $ld_opt $(ls "$here"/*.[ch] "$here"/routes/*.def)"
stamp="$stamp $(ls "$here"/../common/*.c)"
stamp="$stamp $(cksum < "$here/config") ${flags[*]}"

if [ ! -r "$work/Makefile" ] || [ ! -r "$work/stamp" ] \
   || [ "$(cat "$work/stamp")" != "$stamp" ]
then
    rm -rf "$work"
    mkdir -p "$work"

    (cd "$nginx_src" \
     && bash ./$configure "${flags[@]}" \
            --with-cc-opt="-g -O2 -fPIC -fstack-protector-strong $cc_opt" \
            --with-ld-opt="-Wl,-z,relro -Wl,-z,now $ld_opt" \
            --builddir="$work" --add-dynamic-module="$here") \
        > "$work.log" 2>&1 \
        || { tail -n 20 "$work.log" >&2; die "configure failed: $work.log"; }

    echo "$stamp" > "$work/stamp"
fi

make -s -f "$work/Makefile" -C "$nginx_src" modules

cp "$work/ngx_http_relevo_module.so" "$out/ngx_http_relevo_module.so.new"
mv "$out/ngx_http_relevo_module.so.new" "$out/ngx_http_relevo_module.so"

echo "$out/ngx_http_relevo_module.so"
