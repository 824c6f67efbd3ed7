/* Own sentences, Spanish: one list per act. */

static const char *const  es_greeting[] = {
    "hola", "Hola!", "HOLA", "holaaa", "hola buenas", "buenos días",
    "Buen día", "buenas tardes", "buenas noches a todos", "muy buenas",
    "hola, ¿cómo estás?", "hola que tal", "¿qué tal?", "hey", "ola k tal",
    "hola, muy buenos días", "saludos", "Hola 👋", "👋", "hola hola",
    "buenas", "hola, cómo va", "qué onda", "buenas tardes, ¿cómo están?",
    "holi", "hola de nuevo", "alo", NULL
};

static const char *const  es_thanks[] = {
    "gracias", "¡Muchas gracias!", "mil gracias", "gracias por todo",
    "muchísimas gracias por tu ayuda", "gracias por la información",
    "muy amable, gracias", "ok gracias", "listo, muchas gracias", "adiós",
    "chao", "hasta luego", "hasta mañana", "nos vemos", "bye",
    "que tengas buen día", "que tenga una excelente tarde",
    "gracias, hasta pronto", "te lo agradezco mucho", "🙏", "gracias 🙏",
    "perfecto, gracias", "gracias a ustedes", "eso es todo, gracias",
    "genial, muchas gracias", "buen fin de semana", "cuídate", NULL
};

static const char *const  es_person[] = {
    "quiero hablar con una persona", "necesito hablar con un agente",
    "pásame con un humano", "comuníqueme con un asesor por favor",
    "¿puedo hablar con alguien?", "quisiera hablar con un representante",
    "un humano por favor", "agente", "asesor por favor", "persona real",
    "quiero un asesor humano", "hola, quiero hablar con una persona",
    "necesito que me atienda una persona", "¿hay alguien ahí?",
    "hay algún asesor disponible", "me pueden pasar con el encargado",
    "exijo hablar con el gerente", "no quiero hablar con un robot",
    "quiero hablar con alguien real", "transfiérame a un operador",
    "prefiero hablar con una persona de verdad",
    "me comunicas con un supervisor", "deseo conversar con un ejecutivo",
    "ponme con un agente ya", "quiero atención humana",
    "¿me puede llamar un asesor?", "necesito un humano",
    "esto no sirve, pásenme con una persona",
    "no entiendo nada, quiero hablar con alguien",
    "quiero que me llame un representante", "ya basta de robots, quiero "
    "hablar con una persona", NULL
};

static const char *const  es_yes[] = {
    "sí", "si", "Sí, por favor", "claro", "claro que sí", "dale", "ok",
    "vale", "por supuesto", "está bien", "de acuerdo", "sí quiero",
    "sí gracias", "bueno", "👍", "perfecto", "adelante", "sí, adelante",
    "me parece bien", "siii", "sip", "okey", "correcto", "así es",
    "hazlo", "por favor", "si porfa", NULL
};

static const char *const  es_no[] = {
    "no", "No, gracias", "no hace falta", "no es necesario", "por ahora no",
    "todavía no", "mejor no", "noo", "nop", "no por ahora", "nada más",
    "no, nada más, gracias", "así está bien", "no quiero", "👎",
    "no, muchas gracias", "ya no", "tampoco", "ahora no", "nada",
    "no necesito un agente", "no quiero hablar con una persona",
    "no hace falta hablar con un humano, gracias", "no, por favor no",
    "no me pases con un asesor", "nada, gracias", "no gracias, así está bien",
    NULL
};

static const char *const  es_other[] = {
    "el agente de viajes me dio este número",
    "mi agente de seguros pidió la factura",
    "una mesa para una persona por favor",
    "¿cuánto cuesta por persona?", "somos cinco personas",
    "el asesor inmobiliario no vino ayer",
    "trabajo en recursos humanos y quiero una cotización",
    "¿tienen chocolate con humano sabor?", "busco un representante legal",
    "no necesito un humano, solo dime el horario",
    "¿el precio incluye a otra persona?", "¿a qué hora abren?",
    "hola, ¿tienen envíos a Lima?", "¿dónde está mi pedido?",
    "quiero cambiar la talla", "mi paquete no ha llegado",
    "buenos días, necesito una factura", "¿aceptan tarjeta?",
    "gracias pero todavía no funciona", "sí pero primero dime el precio",
    "no me llegó el correo", "no funciona la página",
    "el operador de mi celular cobra mucho", "la persona que vino no tocó",
    "ok pero cuánto demora", "¿venden robots de cocina?",
    "quiero un robot aspirador", "hola hola, mi pedido es el 4471",
    "compré dos y llegó uno", "quiero la dirección de la tienda",
    "¿pueden pasar a la dirección que puse?",
    "el gerente de la obra pide el certificado",
    "el supervisor de mi hijo pregunta por la beca", NULL
};
