/*
 * train_letter - a line among what stands around it in a letter.
 */

#include "t/unit/tap.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "worker/train/escalation.h"
#include "worker/train/letter.h"

static char       root[64], path[128];
static letters_t  letters;


static void
file_put(const char *text)
{
    FILE  *out = fopen(path, "we");

    if (out == NULL || fputs(text, out) < 0 || fclose(out) != 0) {
        perror(path);
        exit(1);
    }
}


static bool
reads(const char *text, char *err)
{
    file_put(text);
    letters_release(&letters);
    err[0] = '\0';
    return letters_read(&letters, root, err, 128);
}


static void
test_files(void)
{
    char  err[128];

    ok(reads("opening\t{Dear team,|Hello.}\nstory\tIt rained.\n"
             "closing\tYours, P.\nover\tIt is settled.\n", err),
       "a file %s", err);
    ok(!reads("greeting\tHello.\n", err), "no such part: %s", err);
    ok(!reads("opening Hello.\n", err), "no tab: %s", err);
    ok(!reads("opening\t{Hello.\n", err), "a brace: %s", err);
}


/* Is what stands around the line what it may be, whatever was chosen? */

static void
test_around(void)
{
    char      err[128], text[40], buf[LETTER_BYTES], again[LETTER_BYTES];
    unsigned  longer = 0, over = 0, ended = 0;

    ok(reads("opening\tDear team,\nstory\tIt rained.\nclosing\tYours, P.\n"
             "over\tIt is settled.\n", err), "parts %s", err);

    for (unsigned i = 0; i < 50; i++) {
        snprintf(text, sizeof(text), "where is order %u", i);
        longer += letter_around(&letters, "en", text, 0, buf)
                  && strstr(buf, text) != NULL && strlen(buf) > strlen(text);
        over += strstr(buf, "settled") != NULL;
        ended += letter_over(&letters, "en", text, 0, again)
                 && strstr(again, text) != NULL
                 && strstr(again, "settled") > strstr(again, text);
    }

    is_int(longer, 50, "every line is in a letter");
    is_int(over, 0, "that does not say it is over");
    is_int(ended, 50, "or says so behind it");

    ok(letter_around(&letters, "en", "where is it", 3, buf)
       && letter_around(&letters, "en", "where is it", 3, again)
       && strcmp(buf, again) == 0, "the same letter every time");
    ok(!letter_around(&letters, "es", "donde esta", 0, buf)
       && !letter_around(&letters, "", "where", 0, buf),
       "none where there are no parts");

    memset(again, 'x', 600);
    again[600] = '\0';
    ok(!letter_around(&letters, "en", again, 0, buf), "a letter is one");
}


static void
test_over(void)
{
    const char *const  *names = tasks[TASK_ESCALATION].classes;
    unsigned            may = 0;

    is_str(names[escalation_over()], "over", "the class of what is over");
    for (unsigned i = 0; names[i] != NULL; i++) {
        may += escalation_may_pass(TASK_ESCALATION, i);
        ok(!escalation_may_pass(TASK_ESCALATION, i)
           || strcmp(names[i], "none") != 0, "%s", names[i]);
    }
    ok(may > 0, "some troubles may be told as past");
    ok(!escalation_may_pass(TASK_INTENT, 0), "of intents none");
}


int
main(void)
{
    strcpy(root, "/tmp/relevo-letter-XXXXXX");
    if (mkdtemp(root) == NULL) {
        perror(root);
        return 1;
    }

    snprintf(path, sizeof(path), "%s/letter", root);
    (void) mkdir(path, 0700);
    snprintf(path, sizeof(path), "%s/letter/en.tsv", root);

    test_files();
    test_around();
    test_over();

    letters_release(&letters);
    (void) remove(path);
    snprintf(path, sizeof(path), "%s/letter", root);
    (void) rmdir(path);
    (void) rmdir(root);

    return done_testing();
}
