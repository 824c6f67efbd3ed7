/*
 * cli/provider - `relevo provider`: whom a tenant may ask, by which rule, for
 * how much.
 */

#include "worker/cli/provider.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/jsonx.h"
#include "worker/providers/tenant_url.h"

static const char  list_sql[] = "select core.provider_list($1::uuid)";


bool
provider_tenant(PGconn *pg, args_t *args, char ret_tenant[37])
{
    const char  *slug = cli_value(args, "--tenant");

    if (slug == NULL) {
        strcpy(ret_tenant, TENANT_OPERATOR);
        return !args->failed;
    }

    return cli_tenant_id(pg, slug, ret_tenant);
}


const char *
micros_text(int64_t micros, char buf[32])
{
    size_t  n;

    snprintf(buf, 32, "%" PRId64 ".%06" PRId64, micros / 1000000,
             micros % 1000000);

    for (n = strlen(buf); n > 3 && buf[n - 1] == '0' && buf[n - 4] != '.'; ) {
        buf[--n] = '\0';                /* two decimals stay */
    }

    return buf;
}


static void
account_print(const json_t *p)
{
    const char  *base = cli_str(p, "base_url");

    printf("provider  %-12s %-16s %-11s %-28s %s%s%s\n", cli_str(p, "slug"),
           cli_str(p, "name"), cli_str(p, "kind"), cli_str(p, "model"),
           *base == '\0' ? "its own URL" : base,
           json_is_true(json_object_get(p, "key")) ? "" : ", no key",
           json_is_true(json_object_get(p, "enabled")) ? "" : ", off");
}


static void
rule_print(const json_t *r)
{
    char  *match = json_dumps(json_object_get(r, "match"), JSON_COMPACT);

    printf("rule      %-12s %-16s -> %s %s  %s\n", cli_str(r, "slug"),
           cli_str(r, "name"), cli_str(r, "provider"), cli_str(r, "model"),
           match == NULL ? "" : match);
    jsonx_free(match);
}


static void
budget_print(const json_t *b)
{
    char  limit[32], spent[32], reserved[32];

    printf("budget    %-12s %-6s %s of %s spent, %s reserved, since %s\n",
           cli_str(b, "slug"), cli_str(b, "period"),
           micros_text(cli_num(b, "spent"), spent),
           micros_text(cli_num(b, "micros"), limit),
           micros_text(cli_num(b, "reserved"), reserved),
           cli_str(b, "since"));
}


static const cli_part_t  parts[] = {
    { "providers", account_print },
    { "rules",     rule_print },
    { "budgets",   budget_print },
    { 0 }
};


static int
provider_list(PGconn *pg, args_t *args)
{
    return cli_list(pg, args, list_sql, parts);
}


static const cli_action_t  actions[] = {
    { .name = "add",    .run = provider_add },
    { .name = "set",    .run = provider_set },
    { .name = "list",   .run = provider_list },
    { .name = "remove", .run = provider_remove },
    { .name = "route",  .run = provider_route },
    { .name = "budget", .run = provider_budget },
    { .name = "test",   .run = provider_test },
    { 0 }
};


const command_t  cli_provider = {
    .name = "provider",
    .summary = "models: whom to ask, by which rule, for how much",
    .help =
"usage: relevo provider add NAME --kind KIND [--model MODEL]\n"
"              [--base-url URL] [--key-file FILE] [--setting KEY=VALUE]...\n"
"       relevo provider set NAME [--model MODEL] [--base-url URL]\n"
"              [--key-file FILE] [--setting KEY=VALUE]... [--unset KEY]...\n"
"              [--on | --off]\n"
"       relevo provider remove NAME\n"
"       relevo provider list [--json]\n"
"       relevo provider route --tenant SLUG [--file FILE]\n"
"       relevo provider budget --tenant SLUG [--day AMOUNT] [--month AMOUNT]\n"
"       relevo provider test NAME [--text TEXT] [--stream] [--tools]\n"
"              [--schema-file FILE] [--model-tokens N] [--count N]\n"
"              [--understand language|sentiment|phrases|intent] [--embed]\n"
"              [--sense hear|see|labels|lines|paper|expense] [--file FILE]\n"
"              [--language CODE] [--intent INTENT] [--sentiment LABEL]\n"
"              [--score PERCENT] [--routed]\n"
"              [--give-up-ms N]\n\n"
"All take --tenant SLUG; without it an account is the operator's, which every\n"
"tenant may use that has none of its own.  Without any account here or in\n"
"relevo.conf the built-in answers are given.\n\n"
"  KIND         openai (also Azure, Ollama, llama.cpp, vLLM by --base-url),\n"
"               anthropic, bedrock; comprehend and lex understand texts;\n"
"               embeddings (as openai speaks) finds knowledge by meaning\n"
"  --key-file   the key (- is stdin), sealed; AWS: id:secret[:token]\n"
"  --setting    openai: auth=bearer|api-key|none api_version= max_tokens=NAME\n"
"               stream_usage=false; anthropic: version=; AWS: region=; lex:\n"
"               bot= alias= locales={...} bots={...} aliases={...};\n"
"               models={\"empathetic\": ..., \"complex\": ...,\n"
"               \"standard\": ...}; temperature=0.7\n"
"               top_p=0.9 of those three; embeddings: auth=\n"
"               api_version= dimensions=128|256|384|512|768|1024|1536\n"
"  route        shows the tenant's rules, or replaces them by those of FILE:\n"
"               [{\"name\", \"match\": {\"language\", \"intent\","
" \"sentiment\",\n"
"               \"min_score\", \"min_chars\", \"max_chars\", \"purpose\"},\n"
"               \"provider\", \"model\"}], the first that matches decides\n"
"  budget       a limit that concurrent calls cannot pass, in the unit of\n"
"               provider.prices; none takes it away\n"
"  test         one question; prints the answer as JSON, without the text\n"
"               unless --text is given.  --routed asks as a turn would,\n"
"               by the rules (NAME is then -); --give-up-ms cancels, as a\n"
"               newer message of a customer does; --sense asks an account of\n"
"               kind speech to hear a WAV file of 16 kHz, mono (without one:\n"
"               a tone), one with a setting vision to see a picture,\n"
"               rekognition for labels or lines of one, textract for the\n"
"               text (paper) or the fields (expense) of a document\n",
    .actions = actions
};
