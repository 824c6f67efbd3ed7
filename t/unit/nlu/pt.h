/* Own sentences, Portuguese: one list per act. */

static const char *const  pt_greeting[] = {
    "oi", "Olá!", "OLÁ", "oiii", "oi, tudo bem?", "bom dia", "Boa tarde",
    "boa noite", "olá, bom dia", "opa", "e aí", "tudo bem?", "tudo bom?",
    "como vai?", "oi 👋", "👋", "oi oi", "boa tarde a todos", "alô",
    "saudações", "olá, tudo certo?", "oi pessoal", "bom dia, tudo bem com "
    "vocês?", "oie", "salve", "oi de novo", "hey", NULL
};

static const char *const  pt_thanks[] = {
    "obrigado", "Muito obrigada!", "obg", "valeu", "obrigado por tudo",
    "obrigada pela ajuda", "muito obrigado pela atenção", "ok obrigado",
    "perfeito, obrigada", "tchau", "até logo", "até mais", "até amanhã",
    "adeus", "tenha um bom dia", "tenha uma ótima semana", "bom fim de semana",
    "grato", "agradeço muito", "vlw", "🙏", "obrigado 🙏", "era só isso, "
    "obrigado", "muito gentil, obrigada", "um abraço", "abraços",
    "obrigado pela resposta", NULL
};

static const char *const  pt_person[] = {
    "quero falar com uma pessoa", "preciso falar com um atendente",
    "me passa para um humano", "posso falar com alguém?",
    "gostaria de falar com um representante", "atendente",
    "atendente por favor", "um humano por favor", "pessoa de verdade",
    "transfere para um atendente", "me transfira para o gerente",
    "quero atendimento humano", "oi, quero falar com um atendente",
    "tem alguém aí?", "tem algum atendente disponível?",
    "não quero falar com robô", "prefiro falar com uma pessoa de verdade",
    "exijo falar com o supervisor", "chama o gerente",
    "quero conversar com alguém real", "preciso de um atendente",
    "quero que um atendente me ligue", "me coloca em contato com um consultor",
    "falar com atendente", "encaminha para um operador",
    "não entendi nada, quero falar com alguém", "preciso de um humano",
    "um atendente pode me ajudar?", "quero falar c um atendente",
    "pode me passar pra uma pessoa?", NULL
};

static const char *const  pt_yes[] = {
    "sim", "Sim, por favor", "claro", "com certeza", "pode ser", "ok",
    "quero", "isso", "beleza", "tá bom", "certo", "sim, quero", "👍",
    "claro que sim", "pode", "perfeito", "combinado", "blz", "isso mesmo",
    "sim obrigado", "uhum", "tudo bem", "está bem", "fechado", "de acordo",
    "por favor", "simm", NULL
};

static const char *const  pt_no[] = {
    "não", "nao", "Não, obrigado", "não precisa", "agora não", "ainda não",
    "não quero", "nada", "melhor não", "deixa pra lá", "não, deixa",
    "por enquanto não", "nada mais", "não, nada mais, obrigada", "👎", "nn",
    "não é necessário", "não agora", "nunca", "não muito obrigado",
    "não preciso de um atendente", "não quero falar com uma pessoa",
    "não precisa me passar para um humano", "não, obrigada",
    "não preciso", "nao precisa obg", "negativo", NULL
};

static const char *const  pt_other[] = {
    "o agente de viagens me deu esse número", "quanto custa por pessoa?",
    "mesa para uma pessoa por favor", "somos cinco pessoas",
    "trabalho em recursos humanos e quero um orçamento",
    "meu corretor, agente imobiliário, pediu a nota",
    "a pessoa que veio não tocou", "que horas vocês abrem?",
    "oi, vocês entregam em Recife?", "onde está meu pedido?",
    "quero trocar o tamanho", "meu pacote não chegou",
    "bom dia, preciso da nota fiscal", "aceitam cartão?",
    "obrigado mas ainda não funciona", "sim mas primeiro me diz o preço",
    "não recebi o e-mail", "o site não abre", "ok mas quanto demora",
    "vocês vendem robô aspirador?", "quero um robô de cozinha",
    "oi oi, meu pedido é o 4471", "comprei dois e chegou um",
    "minha gerente pediu o certificado", "meu supervisor quer saber o prazo",
    "não preciso de um humano, só me diz o horário",
    "o atendente de plantão do hospital ligou", "é uma pessoa jurídica",
    "faltou uma peça na caixa", "quero cancelar a compra", NULL
};
