# fuzz - runs the targets of t/fuzz/ with libFuzzer where clang has it, else
# with the driver of t/fuzz/driver/.  RELEVO_FUZZ_ENGINE=gcc takes the latter.

FUZZ_SECONDS=60                         # in total

cmd_fuzz() {
    local seconds=${1:-$FUZZ_SECONDS} target=${2:-}

    [[ $seconds =~ ^[1-9][0-9]{0,5}$ ]] \
        || die "fuzz: '$seconds' is no number of seconds"
    [ -z "$target" ] || [ -f "t/fuzz/fuzz_${target#fuzz_}.c" ] \
        || die "fuzz: there is no t/fuzz/fuzz_${target#fuzz_}.c"

    cmd_deps
    fuzz_variant
    have prove || die "fuzz: no prove here; ./build.sh deps --test"

    RELEVO_FUZZ_SECONDS=$seconds RELEVO_FUZZ_TARGET=${target#fuzz_} \
        prove -v t/11_fuzz.t
}


# Builds the targets, in build/fuzz or build/fuzz-gcc, and says in which.
fuzz_variant() {
    local engine

    engine=$(fuzz_engine)
    make_target "$engine"
    export RELEVO_FUZZ_BUILD=build/$engine
}


fuzz_engine() {
    if [ "${RELEVO_FUZZ_ENGINE:-}" != gcc ] && have clang \
        && echo 'int LLVMFuzzerTestOneInput(void);
                 int LLVMFuzzerTestOneInput(void) { return 0; }' \
        | clang -fsanitize=fuzzer -x c - -o /dev/null 2> /dev/null
    then
        echo fuzz
    else
        echo fuzz-gcc
    fi
}
