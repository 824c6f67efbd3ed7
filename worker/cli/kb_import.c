/*
 * cli/kb_import - files and folders into the knowledge base.
 *
 * Each file is a document per language, imported in one transaction of its
 * own: a file with a mistake changes nothing and costs only itself.  What was
 * imported before, byte for byte the same items, is left as it is.
 */

#include "worker/cli/kb_import.h"

#include <dirent.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "worker/answer/answer.h"
#include "worker/answer/kb.h"
#include "worker/jsonx.h"
#include "worker/nlu/language.h"

#define FORM         "kb1"              /* raised when items are made anew */
#define FILES_MAX    10000              /* of a folder */
#define NAME_MAX_    300
#define SAMPLE_MAX   3000               /* bytes a language is guessed from */
#define DEPTH_MAX    16

static const char  import_sql[] =
    "select core.kb_import($1::uuid, $2, $3, $4, $5::jsonb)";

typedef struct {
    PGconn        *pg;
    const char    *tenant;
    const char    *language;            /* NULL: guessed per document */
    const char    *document;            /* NULL: named after the file */
    kb_options_t   options;
    bool           dry;
    unsigned       files, failed, skipped;
} import_t;


/* "faq.es" of "faq.es.md" */

static void
document_name(const char *path, char *buf, size_t len)
{
    char  *dot;

    snprintf(buf, len, "%s", path);
    dot = strrchr(buf, '.');
    if (dot != NULL && dot != buf && strchr(dot, '/') == NULL) {
        *dot = '\0';
    }
}


static bool
digest_of(const char *items, char ret_hex[65])
{
    unsigned char  bytes[EVP_MAX_MD_SIZE];
    unsigned       n = 0;

    if (EVP_Digest(items, strlen(items), bytes, &n, EVP_sha256(), NULL) != 1) {
        return false;
    }

    for (unsigned i = 0; i < 32; i++) {
        snprintf(ret_hex + 2 * i, 3, "%02x", bytes[i]);
    }

    return true;
}


/* What language the items are in; NULL when that is not clear. */

static const char *
language_of(const json_t *items)
{
    char        sample[SAMPLE_MAX] = "";
    size_t      len = 0, i;
    json_t     *item;
    fold_t      fold;
    language_t  guess;

    json_array_foreach((json_t *) items, i, item) {
        len += (size_t) snprintf(sample + len, sizeof(sample) - len, "%s. %s. ",
                                 cli_str(item, "question"),
                                 cli_str(item, "answer"));
        if (len >= sizeof(sample)) {
            len = sizeof(sample) - 1;
            break;
        }
    }

    fold_text(slice_make(sample, len), &fold);
    language_guess(slice_make(sample, len), &fold, &guess);

    return guess.best != LANGUAGE_OTHER
           && guess.score[guess.best] >= LANGUAGE_SURE
           ? language_name(guess.best) : NULL;
}


static void
counts_text(const json_t *items, char *buf, size_t len)
{
    size_t   answers = 0, i;
    json_t  *item;

    json_array_foreach((json_t *) items, i, item) {
        answers += strcmp(cli_str(item, "kind"), "faq") == 0;
    }

    i = json_array_size(items) - answers;
    if (i == 0) {
        snprintf(buf, len, "%zu answers", answers);
    } else if (answers == 0) {
        snprintf(buf, len, "%zu passages", i);
    } else {
        snprintf(buf, len, "%zu answers and %zu passages", answers, i);
    }
}


static bool
document_put(const import_t *im, const char *name, const char *language,
    const json_t *items)
{
    char        *text = json_dumps(items, JSON_COMPACT | JSON_SORT_KEYS);
    char         digest[65], counts[80], keyed[80];
    const char  *params[] = { im->tenant, language, name, keyed, text };
    json_t      *answer;

    counts_text(items, counts, sizeof(counts));

    if (text == NULL || !digest_of(text, digest)) {
        cli_error("%s: out of memory", name);
        jsonx_free(text);
        return false;
    }

    if (im->dry) {
        printf("%s: %s in %s, not imported (--dry-run)\n", name, counts,
               language);
        jsonx_free(text);
        return true;
    }

    snprintf(keyed, sizeof(keyed), FORM ":%s", digest);
    answer = cli_pg_json(im->pg, import_sql, 5, params);
    jsonx_free(text);
    if (answer == NULL) {
        return false;
    }

    printf("%s: %s in %s, %s %lld\n", name, counts, language,
           json_is_true(json_object_get(answer, "unchanged"))
           ? "unchanged, version" : "version",
           (long long) cli_num(answer, "version"));
    json_decref(answer);

    return true;
}


/* The rows of one language, of those that name one. */

static json_t *
items_in(const json_t *items, const char *language)
{
    json_t  *some = json_array(), *item;
    size_t   i;

    json_array_foreach((json_t *) items, i, item) {
        const char  *own = cli_str(item, "language");

        if (strcmp(own, language) == 0) {
            json_array_append(some, item);
        }
    }

    return some;
}


/* Rows with a language of their own are documents of their own. */

static bool
document_split(const import_t *im, const char *path, const char *name,
    const json_t *items)
{
    static const char *const  languages[] = {
        "", "es", "en", "pt", "fr", "it"
    };

    size_t  seen = 0;
    bool    ok = true;

    for (size_t i = 0; i < 6 && ok; i++) {
        json_t      *some = items_in(items, languages[i]);
        const char  *language = i > 0 ? languages[i] : im->language;

        seen += json_array_size(some);
        if (json_array_size(some) > 0 && language == NULL) {
            language = language_of(some);
        }

        if (json_array_size(some) > 0 && language == NULL) {
            cli_error("%s: its language is not clear; give --language", path);
            ok = false;
        } else if (json_array_size(some) > 0) {
            ok = document_put(im, name, language, some);
        }

        json_decref(some);
    }

    if (ok && seen < json_array_size(items)) {
        cli_error("%s: %zu rows have a language that is none of"
                  " es, en, pt, fr, it", path, json_array_size(items) - seen);
        return false;
    }

    return ok;
}


static json_t *
file_items(const import_t *im, const char *path, const char *name)
{
    kb_format_t    format = kb_format(path);
    kb_options_t   options = im->options;
    kb_error_t     error = { 0 };
    size_t         len;
    char          *text = cli_read_file(path, KB_FILE_MAX, &len);
    json_t        *items;

    if (text == NULL) {
        return NULL;
    }

    if (format == KB_UNKNOWN) {
        format = text[strspn(text, " \t\r\n")] == '{' ? KB_JSONL : KB_MARKDOWN;
    }

    options.title = name;
    items = kb_items(text, len, format, &options, &error);
    free(text);

    if (items == NULL && error.line > 0) {
        cli_error("%s:%u: %s", path, error.line, error.text);
    } else if (items == NULL) {
        cli_error("%s: %s", path, error.text);
    }

    return items;
}


static void
file_import(import_t *im, const char *path, const char *relative)
{
    char     name[NAME_MAX_ + 1];
    json_t  *items;
    bool     ok;

    document_name(relative, name, sizeof(name));
    items = file_items(im, path, name);
    ok = items != NULL
         && document_split(im, path, im->document != NULL ? im->document : name,
                           items);
    json_decref(items);
    im->files++;
    im->failed += !ok;
}


static int
name_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}


/* In the order of the names, folders below included. */

static bool
folder_import(import_t *im, const char *root, const char *path, unsigned depth)
{
    struct dirent  **list;
    int              n = scandir(path, &list, name_visible, alphasort);
    bool             ok = n >= 0 && depth <= DEPTH_MAX;

    if (n < 0) {
        cli_error("%s: %m", path);
        return false;
    }

    if (!ok) {
        cli_error("%s: folders nested deeper than %d", path, DEPTH_MAX);
    }

    for (int i = 0; i < n; i++) {
        char         below[4096];
        struct stat  st;
        bool         fits = snprintf(below, sizeof(below), "%s/%s", path,
                                     list[i]->d_name) < (int) sizeof(below);

        if (!ok || !fits || stat(below, &st) != 0) {
            im->failed += ok;
        } else if (S_ISDIR(st.st_mode)) {
            ok = folder_import(im, root, below, depth + 1);
        } else if (kb_format(below) == KB_UNKNOWN) {
            printf("%s: skipped, not .md .html .txt .csv .jsonl\n", below);
            im->skipped++;
        } else if (im->files >= FILES_MAX) {
            cli_error("%s: more than %d files", root, FILES_MAX);
            ok = false;
        } else {
            file_import(im, below, below + strlen(root) + 1);
        }

        free(list[i]);
    }

    free(list);

    return ok;
}


static bool
import_options(import_t *im, args_t *args)
{
    im->language = cli_value(args, "--language");
    im->document = cli_value(args, "--document");

    if (im->language != NULL && strcmp(im->language, "auto") == 0) {
        im->language = NULL;
    }

    if (im->document != NULL && strlen(im->document) > NAME_MAX_) {
        cli_error("--document: a name has at most %d bytes", NAME_MAX_);
        return false;
    }

    return im->language == NULL || cli_language_ok(im->language);
}


static int
import_path(import_t *im, const char *path)
{
    char         root[4096], err[256];
    struct stat  st;
    const char  *base = strrchr(path, '/');
    bool         ok = true;

    if (stat(path, &st) != 0) {
        cli_error("%s: %m", path);
        return EXIT_FAILED;
    }

    /* only who has to guess a language needs what tells them apart */

    if (im->language == NULL && !answer_init(err, sizeof(err))) {
        cli_error("%s", err);
        return EXIT_FAILED;
    }

    if (!S_ISDIR(st.st_mode)) {
        file_import(im, path, base != NULL && base[1] ? base + 1 : path);
    } else if (im->document != NULL) {
        cli_error("--document names one file, not a folder");
        return EXIT_USAGE;
    } else {
        snprintf(root, sizeof(root), "%s", path);
        while (strlen(root) > 1 && root[strlen(root) - 1] == '/') {
            root[strlen(root) - 1] = '\0';
        }

        ok = folder_import(im, root, root, 0);
        printf("%u files, %u failed, %u skipped\n", im->files, im->failed,
               im->skipped);
    }

    if (im->language == NULL) {
        answer_release();
    }

    return ok && im->failed == 0 ? EXIT_OK : EXIT_FAILED;
}


int
kb_import(PGconn *pg, const char *tenant, args_t *args)
{
    import_t  im = { .pg = pg, .tenant = tenant };

    im.options.faq = cli_flag(args, "--faq");
    im.dry = cli_flag(args, "--dry-run");

    return import_options(&im, args) && cli_words(args, 1, 1)
           ? import_path(&im, args->argv[0]) : EXIT_USAGE;
}


int
kb_add(PGconn *pg, const char *tenant, args_t *args)
{
    import_t  im = { .pg = pg, .tenant = tenant, .options.faq = true };

    if (!import_options(&im, args) || !cli_words(args, 1, 1)) {
        return EXIT_USAGE;
    }

    if (im.language == NULL) {
        cli_error("--language is missing: es, en, pt, fr or it");
        return EXIT_USAGE;
    }

    return import_path(&im, args->argv[0]);
}
