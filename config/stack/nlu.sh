# nlu - models out of config/nlu: build/nlu/*.model and what they are worth,
# build/nlu/report.json; and the proof that no test data is among them.

# What a model is made of: data, and the code that turns it into features.
models_sources() {
    printf '%s\n' worker/train/*.[ch] \
        worker/nlu/{concepts,features,fold,model,task,utf8}.[ch] \
        worker/nlu/{sentiment*,surface,tone}.[ch]
    find config/nlu/{intent,sentiment,sentiment_lexicon,language,concepts} \
        config/nlu/{escalation,reason} -type f \
        \( -name '*.tsv' -o -name '*.txt' -o -name '*.jsonl' \
        -o -name '*.lex' \) 2> /dev/null | LC_ALL=C sort
}


# Trained again only when a source has changed; takes about a minute of CPU.
make_models() {
    local sum sources
    mapfile -t sources < <(models_sources | while IFS= read -r file; do
        [ ! -f "$file" ] || echo "$file"
    done)
    sum=$(cat "${sources[@]}" | sha256sum)

    if [ -f build/nlu/sources.sum ] \
        && [ "$(cat build/nlu/sources.sum)" = "$sum" ]; then
        return 0
    fi

    say build "models of language, intents, sentiment"
    mkdir -p build/nlu
    build/relevo train --project config/nlu --out build/nlu \
        > build/nlu/report.json.new || die "training the models failed"
    mv build/nlu/report.json.new build/nlu/report.json
    echo "$sum" > build/nlu/sources.sum
}


# Training data and evaluation data must share no sentence: ours, and DIR's.
cmd_leakcheck() {
    local eval=${1:-$TOP/../shared/eval} dir

    for dir in t/nlu "$eval"; do
        if [ -d "$dir" ]; then
            perl config/nlu/leakcheck.pl config/nlu "$dir" || return 1
        else
            say leakcheck "skipped: there is no $dir (leakcheck DIR)"
        fi
    done
}
