# test - builds the test variant and runs what matches a pattern.

cmd_test() {
    local pattern=${1:-}

    cmd_deps --test
    cmd_build
    test_variant
    test_npm
    test_run "$pattern"
}


# The pictures of docs/HANDBOOK.md, taken anew.
cmd_handbook() {
    [ $# -eq 0 ] || die "handbook takes no arguments"
    cmd_deps --test
    cmd_build
    test_variant
    test_npm
    perl t/handbook.pl
}


# What drives the browser, again when the lockfile is newer.
test_npm() {
    [ ! t/node_modules/.package-lock.json -ot t/package-lock.json ] \
        || (cd t && quietly "npm ci" npm ci && touch \
            node_modules/.package-lock.json)
}


# Worker and module with failpoints; the worker under sanitizers too.
test_variant() {
    make_target test
    make_module build/test --cc-opt -DRELEVO_FAILPOINTS=1
}


# The module under AddressSanitizer and UBSan in the distribution's nginx: the
# library is preloaded, so heap and hiredis are checked; inside nginx's own
# pools it sees whole blocks only.
cmd_asan() {
    local pattern=${1:-} flags='-fsanitize=address,undefined -g -O1'

    cmd_deps --test
    cmd_build
    make_target test
    make_module build/test --cc-opt "$flags -fno-omit-frame-pointer" \
        --ld-opt "$flags"
    test_npm

    RELEVO_TEST_MODULE=$TOP/build/test/ngx_http_relevo_module.so
    RELEVO_TEST_PRELOAD=$(gcc -print-file-name=libasan.so)
    export RELEVO_TEST_MODULE RELEVO_TEST_PRELOAD
    test_run "$pattern"
}


test_run() {
    local pattern=$1 file list=()

    # The long ones have the large numbers: last first, none is alone at the
    # end.  Programs whose source is gone may still lie in build/.
    for file in t/unit/*.c $(printf '%s\n' t/*.t | sort -r); do
        [ -f "$file" ] || continue
        case $file in
        *"$pattern"*) ;;
        *) continue ;;
        esac
        case $file in
        *.c) file=${file##*/} && list+=("build/test/unit/${file%.c}") ;;
        *_fuzz.t) fuzz_variant && list+=("$file") ;;
        *) list+=("$file") ;;
        esac
    done

    [ ${#list[@]} -gt 0 ] || die "no test matches '$pattern'"

    export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1
    export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
    export LSAN_OPTIONS=suppressions=$TOP/t/lib/lsan.supp:print_suppressions=0

    # One more than there are cores, since most of them mostly wait; one at a
    # time when a single one was asked for: its output is read.
    local how=("-j${RELEVO_TEST_JOBS:-$(($(nproc) + 1))}")
    [ ${#list[@]} -gt 1 ] || how=(-v)

    if ! prove "${how[@]}" --timer --exec t/lib/run "${list[@]}" 9>&-; then
        die "${#list[@]} test files ran, and some failed (see above)"
    fi

    echo "all ${#list[@]} test files passed"
}
