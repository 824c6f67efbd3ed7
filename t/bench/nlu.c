/*
 * bench/nlu - microseconds of processor time per message: what `understand`
 * costs, step by step, over messages of five languages and all lengths.
 *
 *   nlu MODELS      the folder of the models, build/nlu
 *
 * Medians of rounds over the same messages, and the memory of the models.
 */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "worker/nlu/intent.h"
#include "worker/nlu/keyphrase.h"
#include "worker/nlu/language.h"
#include "worker/nlu/models.h"
#include "worker/nlu/slots.h"

#define ROUNDS  31

static const char *const  messages[] = {
    "hola", "ok thanks", "¿a qué hora cierran los domingos?",
    "the screen went black after the update and it will not start any more",
    "Comprei uma geladeira na semana passada e até agora ninguém me ligou para"
    " marcar a entrega, já mandei três e-mails e nada, o pedido é 88213",
    "Bonjour, je vous écris car le colis que j'attendais lundi est arrivé"
    " ouvert et il manque la moitié des articles ; je voudrais être remboursé"
    " de 45,90 € ou recevoir le reste avant vendredi, merci d'avance.",
    "vorrei spostare l'appuntamento dal dentista a giovedì mattina",
    "QUIERO HABLAR CON UNA PERSONA YA!!!",
    "my card ending 4410 was charged twice, $129.90 each, on 11/18",
    "👍", "vcs tem esse tênis no 42? qto fica com frete p/ Recife",
    "no me llega el código, ya probé con otro correo y tampoco",
};

#define MESSAGES  (sizeof(messages) / sizeof(messages[0]))

enum { FOLD, LANGUAGE, ACT, INTENT, SLOTS, PHRASES, ALL, STEPS };

static const char *const  steps[STEPS] = {
    "fold", "language", "act", "intent", "slots", "key phrases", "all"
};


static double
now_us(void)
{
    struct timespec  t;

    (void) clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);

    return (double) t.tv_sec * 1e6 + (double) t.tv_nsec / 1e3;
}


static void
message_time(slice_t text, double us[STEPS])
{
    static const slot_facts_t  facts = { NULL, 0, 20778 };
    double                     at[STEPS];
    fold_t                     fold;
    language_t                 language;
    act_guess_t                act;
    intent_t                   intent;
    slot_t                     slots[SLOTS_MAX];
    evidence_t                 phrases[KEY_PHRASES_MAX];

    at[0] = now_us();
    fold_text(text, &fold);
    at[1] = now_us();
    language_guess(text, &fold, &language);
    at[2] = now_us();
    act_guess(&fold, &act);
    at[3] = now_us();
    intent_guess(text, &fold, &act, NULL, &intent, NULL);
    at[4] = now_us();
    (void) slots_find(text, &fold, &facts, slots);
    at[5] = now_us();
    (void) keyphrases_find(&fold, phrases);
    at[6] = now_us();

    for (unsigned i = 0; i < ALL; i++) {
        us[i] = at[i + 1] - at[i];
    }
    us[ALL] = at[6] - at[0];
}


static int
compare(const void *a, const void *b)
{
    double  x = *(const double *) a, y = *(const double *) b;

    return x < y ? -1 : x > y;
}


int
main(int argc, char **argv)
{
    static double  us[STEPS][MESSAGES * ROUNDS];
    char           err[512];
    unsigned       n = 0;

    phrase_init();
    language_init();

    if (argc != 2 || !models_init(argv[1], "", 0, err, sizeof(err))) {
        fprintf(stderr, "bench/nlu: %s\n", argc != 2 ? "nlu MODELS" : err);
        return 1;
    }

    for (unsigned r = 0; r <= ROUNDS; r++) {
        for (unsigned i = 0; i < MESSAGES; i++) {
            double  took[STEPS];

            message_time(slice_str(messages[i]), took);
            for (unsigned s = 0; r > 0 && s < STEPS; s++) {
                us[s][n] = took[s];
            }
            n += r > 0;
        }
    }

    printf("%-12s %8s %8s  us per message\n", "", "median", "p99");
    for (unsigned s = 0; s < STEPS; s++) {
        qsort(us[s], n, sizeof(us[s][0]), compare);
        printf("%-12s %8.1f %8.1f\n", steps[s], us[s][n / 2],
               us[s][n * 99 / 100]);
    }

    printf("models       %8.1f MB   bar 30\n", (double) models_bytes() / 1e6);
    models_release();
    return 0;
}
