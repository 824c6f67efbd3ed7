/*
 * bench/nlu - microseconds of processor time per message: what understanding
 * it and deciding whether a person is needed costs, step by step.
 *
 *   nlu MODELS CONFIG    the folders build/nlu and config
 *
 * Medians of rounds over the same messages: of chat, in five languages, and
 * e-mails of a hundred words and more.  And the memory of the models.
 */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "worker/decide/defaults.h"
#include "worker/decide/judge.h"
#include "worker/engine/config.h"
#include "worker/nlu/intent.h"
#include "worker/nlu/keyphrase.h"
#include "worker/nlu/language.h"
#include "worker/nlu/models.h"
#include "worker/nlu/sentiment.h"
#include "worker/nlu/slots.h"

#define ROUNDS        31
#define MESSAGES_MAX  16
#define PATH_BYTES    512

static const char *const  chat[] = {
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
    "no me llega el código, ya probé con otro correo y tampoco", NULL
};

static const char *const  mail[] = {
    "Dear team, I am writing about order 88213, which I placed on the 3rd of"
    " November. Two of the four chairs came with a scratch along the back and"
    " the screws of the third one are missing altogether. I rang on Monday and"
    " was told that somebody would write to me within two days, which has not"
    " happened. I would rather not send everything back, since we like the"
    " chairs and my sister is staying with us over Christmas. Could you let"
    " me know whether you have the screws in stock, and what you suggest for"
    " the two that are scratched? I have put three photographs below. With"
    " kind regards, Helen Marsh, 14 Orchard Close, phone 020 7946 0112.",
    "Buenos días: compré una lavadora en su tienda de la calle Mayor el pasado"
    " 12 de octubre y el técnico que vino a instalarla me dijo que la toma de"
    " agua no era la adecuada. Quedó en volver con otra pieza y desde entonces"
    " no he tenido noticias. He llamado cuatro veces; en la última me"
    " aseguraron que el viernes pasaría alguien y estuve todo el día en casa"
    " esperando. Entiendo que tengan mucho trabajo, pero llevo más de un mes"
    " lavando en casa de mi madre. Les agradecería que me dieran una fecha y"
    " una hora, o que me digan cómo devolverla y recuperar los 429,90 €. Un"
    " saludo, Carmen Ruiz.",
    "Bonjour, je me permets de revenir vers vous au sujet de mon abonnement."
    " J'ai reçu hier une facture de 38,50 € alors que j'avais résilié en"
    " septembre, par la lettre dont vous trouverez une copie ci-dessous. Votre"
    " conseillère m'avait confirmé par téléphone que tout était en ordre. Je"
    " suppose qu'il s'agit d'un oubli et que le prélèvement peut encore être"
    " arrêté. Pourriez-vous me le confirmer par écrit et me dire sous combien"
    " de jours je serai remboursé si l'argent est déjà parti ? Merci d'avance"
    " pour votre aide, et bonne journée à toute l'équipe. Étienne Garnier.",
    NULL
};

enum {
    FOLD, LANGUAGE, ACT, INTENT, SLOTS, PHRASES, SENTIMENT, DECISION, ALL,
    STEPS
};

static const char *const  steps[STEPS] = {
    "fold", "language", "act", "intent", "slots", "key phrases", "sentiment",
    "decision", "all"
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
    static scene_t             scene;
    static understanding_t     u;
    const said_t               said = { .customer = true, .text = text };
    double                     at[STEPS];
    fold_t                     fold;
    language_t                 language;
    act_guess_t                act;
    verdict_t                  verdict;

    at[0] = now_us();
    fold_text(text, &fold);
    at[1] = now_us();
    language_guess(text, &fold, &language);
    at[2] = now_us();
    act_guess(&fold, &act);
    at[3] = now_us();
    intent_guess(text, &fold, &act, NULL, &u.intent, NULL);
    at[4] = now_us();
    (void) slots_find(text, &fold, &facts, u.slots);
    at[5] = now_us();
    (void) keyphrases_find(&fold, u.phrases);
    at[6] = now_us();
    sentiment_guess(text, &fold, language.best, &u.sentiment, NULL, NULL);
    at[7] = now_us();
    scene_read(decide_patterns(), &said, 1, language.best, &u, &scene);
    judge(decide_rules(), decide_patterns(), &scene, &verdict);
    at[8] = now_us();

    for (unsigned i = 0; i < ALL; i++) {
        us[i] = at[i + 1] - at[i];
    }
    us[ALL] = at[ALL] - at[0];
}


static int
compare(const void *a, const void *b)
{
    double  x = *(const double *) a, y = *(const double *) b;

    return x < y ? -1 : x > y;
}


/* The first round warms the caches and is not counted. */

static void
messages_time(const char *title, const char *const messages[])
{
    static double  us[STEPS][MESSAGES_MAX * ROUNDS];
    unsigned       n = 0;

    for (unsigned r = 0; r <= ROUNDS; r++) {
        for (unsigned i = 0; messages[i] != NULL; i++) {
            double  took[STEPS];

            message_time(slice_str(messages[i]), took);
            for (unsigned s = 0; r > 0 && s < STEPS; s++) {
                us[s][n] = took[s];
            }
            n += r > 0;
        }
    }

    printf("%-12s %8s %8s  us per message\n", title, "median", "p99");
    for (unsigned s = 0; s < STEPS; s++) {
        qsort(us[s], n, sizeof(us[s][0]), compare);
        printf("%-12s %8.1f %8.1f%s\n", steps[s], us[s][n / 2],
               us[s][n * 99 / 100], s == ALL ? "  bar 300" : "");
    }
    printf("\n");
}


static bool
init(const char *models, const char *config, char *err, size_t err_len)
{
    char               dir[PATH_BYTES], rules[PATH_BYTES];
    const char *const  sets[] = { dir, rules };

    snprintf(dir, sizeof(dir), "decide.dir=%s/nlu/decide", config);
    snprintf(rules, sizeof(rules), "decide.rules=%s/rules.json", config);

    language_init();

    return config_load(NULL, sets, 2, err, err_len)
           && decide_init(err, err_len)
           && models_init(models, "", 0, err, err_len);
}


int
main(int argc, char **argv)
{
    char  err[512] = "nlu MODELS CONFIG";

    if (argc != 3 || !init(argv[1], argv[2], err, sizeof(err))) {
        fprintf(stderr, "bench/nlu: %s\n", err);
        return 1;
    }

    messages_time("chat", chat);
    messages_time("e-mail", mail);

    printf("models       %8.1f MB   bar 30\n", (double) models_bytes() / 1e6);
    models_release();
    decide_release();
    return 0;
}
