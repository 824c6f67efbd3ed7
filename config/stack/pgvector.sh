# pgvector - for t/64_vectors.t: Debian 12 has no package of it, the next
# release has its source.  Fetched with apt (signed), compiled against the
# headers of the installed PostgreSQL, put beside its other extensions.
# Never required: without it that test is skipped and says so.

vector_version=0.8.0-1                  # of the source package
vector_suite=trixie
vector_keys=/usr/share/keyrings/debian-archive-keyring.gpg


deps_vector() {
    local share lib

    have apt-get && have dpkg-deb && have gcc && is_root || return 0
    share=$(pg_config --sharedir)/extension
    lib=$(pg_config --pkglibdir)
    [ ! -e "$share/vector.control" ] || return 0

    say packages "compiling pgvector $vector_version"
    if ! vector_make "$share" "$lib"; then
        say packages "pgvector could not be had; t/64_vectors.t is skipped"
    fi
}


# The mirror is the one this machine has its packages from.
vector_mirror() {
    apt-get indextargets --format '$(REPO_URI) $(COMPONENT) $(LABEL)' \
        | sed -n 's/ main Debian$//p' | head -n 1
}


vector_make() {
    local dir uri rc=0
    dir=$(mktemp -d)
    uri=$(vector_mirror)

    (
        set -e
        cd "$dir"
        [ -n "$uri" ]
        mkdir -p lists/partial cache/archives/partial
        echo "deb-src [signed-by=$vector_keys] $uri $vector_suite main" \
            > sources.list
        vector_fetch
        vector_compile "$1" "$2"
    ) > "$dir/log" 2>&1 || rc=1

    [ $rc -eq 0 ] || tail -n 5 "$dir/log" >&2
    rm -rf "$dir"

    return $rc
}


vector_fetch() {
    local major apt=(apt-get -qq -o "Dir::Etc::SourceList=$PWD/sources.list"
        -o Dir::Etc::SourceParts=/dev/null -o "Dir::State::Lists=$PWD/lists"
        -o "Dir::Cache=$PWD/cache" -o APT::Sandbox::User=root)

    "${apt[@]}" update
    "${apt[@]}" source --download-only "pgvector=$vector_version"
    major=$(pg_config --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
    apt-get -qq -o APT::Sandbox::User=root download \
        "postgresql-server-dev-$major"
    tar xzf pgvector_*.orig.tar.gz
    dpkg-deb -x postgresql-server-dev-*.deb headers
}


vector_compile() {
    local name=${vector_version%-*} include
    include=$(pg_config --includedir-server)

    cd pgvector-*/
    gcc -shared -fPIC -O2 -ftree-vectorize -fno-math-errno \
        -fassociative-math -fno-signed-zeros -fno-trapping-math \
        -I"$OLDPWD/headers$include" -I"$(pg_config --includedir)" \
        -o vector.so src/*.c
    cp sql/vector.sql "sql/vector--$name.sql"
    install -m 644 sql/vector--*.sql "$1"
    install -m 755 vector.so "$2"
    install -m 644 vector.control "$1"  # last: now it is there
}
