/* lexicon_es - Spanish, see lexicon.h. */

#include "worker/nlu/lexicon.h"

static const char *const  phrases[] = {
    "class det: un|una|algun|alguna|el|la|su|otro|otra|uno",
    "class person: persona|humano|humana|alguien|agente|asesor|asesora|"
        "operador|operadora|representante|ejecutivo|ejecutiva|encargado|"
        "encargada|supervisor|supervisora|gerente|jefe|responsable|ser|"
        "empleado|empleada|gente|vendedor|vendedora|gerencia",
    "class noun: persona|humano|humana|agente|asesor|asesora|operador|"
        "operadora|representante|ejecutivo|ejecutiva|supervisor|supervisora|"
        "gerente|encargado|encargada",
    "class talk: hablar|hablo|hable|chatear|conversar|comunicarme|"
        "comunicarnos|comunicar|contactar|contactarme|platicar|tratar|"
        "hablarle|hablarlo",
    "class pass: pasame|paseme|pasarme|pasenme|pasen|pasa|comuniqueme|"
        "comunicame|comuniquenme|comunique|transfiereme|transfierame|"
        "transferirme|transfieran|transferir|ponme|pongame|poneme|ponganme|"
        "ponerme|conectame|conecteme|conectarme|derivame|deriveme|derivarme|"
        "enlazame|comunicarme|pasar|pasas|comunicas|comunica|transfieres|"
        "transfiere|conecten|conecta|pases|comuniquen|transfieranme|deriven",
    "class want: quiero|quisiera|necesito|deseo|prefiero|exijo|solicito|dame|"
        "deme|denme|queria|queremos|necesitamos|mandame|manden|requiero|"
        "preferiria",
    "class more: humano|humana|que|por|ya|urgente|para|real|ahora|de|please|"
        "porfa|pls|y|porfavor|aqui",
    "class bot: bot|robot|maquina|chatbot|computadora|grabacion|automatico",

    "person: @talk con ?@det @person",
    "person: @talk a ?@det persona|humano|agente|asesor|operador|alguien",
    "person: @pass ?en ?contacto con|a|al ?@det @person",
    "person: @pass ?@det @noun >",
    "person: @talk con ?el atencion|servicio|soporte",
    "person: @want ?@det humano|humana|persona|asesor|asesora|agente|operador|"
        "representante|supervisor|gerente >",
    "person: @want ?@det humano|humana",
    "person: @want ?@det @noun @more",
    "person: @want ?a ?@det alguien real|humano|que",
    "person: @want atencion|trato|ayuda|asistencia humana|personal|"
        "personalizada",
    "person: @want que ?me ?@det @person me atienda|ayude|llame|contacte",
    "person: exijo|quiero la gerencia",
    "person: hablar con la direccion",
    "person: gente|personas de ?verdad|real|humana|humano ?por ?favor >",
    "person: con ?una|un gente|persona|alguien|humano real|humana|verdad",
    "person: me|nos atienda|atiendan|ayude|llame|contacte|conteste|responda "
        "?@det @person",
    "person: @det @person me|nos puede|podria|pueda atender|ayudar|llamar",
    "person: me|nos puede|pueden|podria|podrian llamar|atender|ayudar|"
        "contactar ?@det @noun",
    "person: puede|podria|pueden ?* atenderme|ayudarme|llamarme ?@det @noun",
    "person: hay|esta ?@det @person ?que|real|humano|ahi|disponible|aqui|"
        "conectado|atendiendo >",
    "person: hay|esta ?@det @person disponible|real|ahi|con|que",
    "person: ^ ?un|una @noun ?real|humana|humano|ya ?por ?favor|porfa|"
        "porfavor >",
    "person: ^ ?una persona|alguien real|humana ?por ?favor >",
    "person: ^ atencion humana|personal ?por ?favor >",
    "person: persona|alguien|humano de carne y hueso",
    "person+: no quiero|quisiera|deseo|voy hablar|chatear|tratar|seguir|"
        "hablando con ?un|una|este|esta @bot",
    "person+: basta|harto|harta de ?hablar ?con ?un|una|este|tanto @bot",
    "person+: no quiero|deseo ?mas ?un|una|este @bot",
    "person+: no quiero hablar|seguir ?hablando con @bot",

    "block: @person de !carne|verdad|ustedes|servicio|soporte|atencion|"
        "ventas|turno|aqui|la|su|tu|esta|este|el|tienda|cuenta",
    "block: mi|mis|nuestro|nuestra ?ex @person",
    "block: @person inmobiliario|inmobiliaria|aduanal|fiscal|financiero|"
        "financiera|legal|logistico|secreto|especial|mayor|juridica|moral|"
        "fisica|adulta",
    "block: por|cada|entre una|1|cada|la persona",
    "block: recursos|derechos humanos",

    "negator: no|sin|ni|nunca|tampoco|jamas|nada",
    "negfill: me|te|le|lo|se|hace|falta|es|necesario|necesito|quiero|hay|"
        "necesidad|de|que|deseo|tengo|por|ahora|todavia|aun|quisiera|tanto|"
        "precisamente|a|necesitaba|queria",

    "greeting: hola|holaa|holaaa|holi|holis|ola|hey|ey|alo|hello|hi",
    "greeting: buenas ?tardes|noches|dias ?a ?todos",
    "greeting: buenos|buen dias|dia",
    "greeting: muy buenas|buenos ?tardes|noches|dias",
    "greeting: que|k|q tal|onda|hubo|hay|pasa",
    "greeting: ?y ?tu como estas|esta|estan|andas|va|te|les ?va",
    "greeting: saludos ?a ?todos|cordiales",
    "greeting: un saludo",
    "greeting: \360\237\221\213",
    "thanks: gracias ?a ?ti|usted|ustedes",
    "thanks: muchas|muchisimas|mil|infinitas gracias ?a ?ti|usted|ustedes",
    "thanks: ?muchas ?muchisimas ?mil gracias por ?toda ?todo ?tu|su|la|el "
        "?ayuda|informacion|info|"
        "atencion|tiempo|respuesta|apoyo|paciencia|responder|ayudarme",
    "thanks: te|le|les|se ?lo agradezco|agradecemos|agradecido ?mucho|todo",
    "thanks: muy|que amable|amables",
    "thanks: mil|muy agradecido|agradecida",
    "thanks: adios|chao|chau|bye|graciass|grax|thx",
    "thanks: hasta luego|pronto|manana|la ?vista|proxima",
    "thanks: nos vemos",
    "thanks: que tenga|tengas|tengan|este|te|le ?vaya ?un|una ?muy ?buen|"
        "buena|linda|lindo|bonito|"
        "excelente|feliz|bien ?dia|tarde|noche|semana",
    "thanks: feliz|lindo|excelente|linda|bonito dia|tarde|noche|semana|finde",
    "thanks: buen|buena finde|semana|fin ?de ?semana",
    "thanks: eso|seria ?es ?era todo",
    "thanks: cuidate|cuidese",
    "thanks: \360\237\231\217",
    "yes: si|sii|siii|sip|claro|dale|ok|okay|okey|vale|bueno|perfecto|correcto|"
        "exacto|afirmativo|adelante|listo|va|hazlo|hagalo|seguro|sale|oki",
    "yes: por supuesto",
    "yes: claro que si",
    "yes: de acuerdo|una",
    "yes: esta|muy|todo bien",
    "yes: si ?me|te gustaria|quiero|encantaria|agradeceria",
    "yes: me parece ?muy bien|perfecto",
    "yes: asi es",
    "yes: \360\237\221\215",
    "yes: \360\237\221\214",
    "no: no|nop|noo|nope|nada|negativo|nel|todavia|tampoco",
    "no: no ?hace falta|necesario|gracias|quiero|necesito|hace",
    "no: no es necesario",
    "no: asi esta bien",
    "no: nada mas",
    "no: no ?por ahora",
    "no: mejor|por ?ahora no",
    "no: ya no",
    "no: \360\237\221\216",
    "courtesy: por favor",
    "courtesy: porfa|porfavor|porfis|pls|please",
    "filler: muy|mucho|pues|entonces|ahora|ya|todo|"
        "bien|ok|amigo|amiga|senor|senora|senorita|equipo|estimados|genial|"
        "excelente|super|y|a|todos|mas|es|lo|perfecto|de|nuevo|otra|vez|"
        "amable|dia|tardes|noches",
    "asks: que|cual|cuales|quien|quienes|cuando|cuanto|cuanta|cuantos|cuantas|"
        "donde|como|adonde|por|tienen|tienes|hay|puedo|pueden|puedes|aceptan|"
        "hacen|venden|ofrecen|es|se|cuesta|saben|sabes",
    "opening: estimado|estimada|estimados|estimadas|querido|querida|"
        "queridos|apreciado|apreciada|apreciados|senores|distinguido|"
        "distinguidos",
    "opening: a quien",
    "closing: un ?cordial|afectuoso|fuerte saludo|abrazo",
    "closing: ?reciban|reciba|quedo ?un ?cordial|cordiales|mis|"
        "muchos saludos ?cordiales",
    "closing: saludos|atentamente|atte|cordialmente|respetuosamente",
    "closing: muy ?atentamente",
    "closing: gracias ?de antemano|anticipadas",
    "closing: muchas|mil gracias de|por antemano|adelantado",
    "closing: quedo|quedamos ?a la|en espera|atento|atenta|pendiente",
    "closing: a|en la espera de",
    "closing: le|les|os saluda|saludo ?muy ?cordialmente|atentamente",
    "closing: enviado desde mi|el",
    "closing: sin otro particular",
    NULL
};

const lexicon_t  lexicon_es = {
    .language = "es",
    .words =
        "de la que el en y a los se del las un por con no una su para es al "
        "lo como mas o pero sus le ya este si porque esta entre cuando muy "
        "sin sobre tambien me hasta hay donde quien desde todo nos durante "
        "todos uno les ni contra otros ese eso ante ellos e esto mi antes "
        "algunos unos yo otro otras otra tanto esa estos mucho quienes nada "
        "muchos cual poco ella estar estas algunas algo nosotros mis tu te ti "
        "tus ellas son fue ser soy eres somos era han he has hemos ha estoy "
        "estan tengo tiene tienes tienen tenemos puedo puede pueden podria "
        "hacer hago hace quiero quieres quiere quisiera necesito necesita voy "
        "va vamos van ir hola buenas buenos dias tardes noches gracias favor "
        "porfa porfavor saludos adios luego manana hoy ayer ahora siempre "
        "nunca aqui ahi alli cuanto cuanta cuantos cuantas cuesta precio "
        "precios pedido pedidos envio envios llega llegar llego entrega "
        "entregan horario horarios abren abierto cierran tienda factura "
        "cuenta tarjeta pagar pago compra comprar devolver devolucion "
        "reembolso dinero ayuda ayudar ayudame informacion pregunta duda "
        "problema funciona numero telefono correo direccion cita reservar "
        "mesa semana mes ano hora dia tarde noche casa gente persona alguien "
        "hablar decir dime digame sabe saber gusta gustaria bien mal mejor "
        "peor bueno buena malo mala nuevo nueva grande mismo misma cada "
        "entonces pues asi solo ustedes usted vosotros listo claro dale vale "
        "ok aun todavia tampoco nadie ninguno cosa cosas q k xq pq tb toy "
        "estuvo esperando espero entiendo entendi hice pude dijo dijeron "
        "mande mandaron aparece sale salio roto rota cambio cambiar cancelar "
        "quede queda quedo quedan encuentro puesto muchas mil estado tan "
        "menos despues dentro fuera traer trae perdon disculpa disculpe tal "
        "onda amable servicio cliente seguro hijo hija madre padre agua "
        "oferta descuento talla color ropa zapatos paquete caja tipo acuerdo "
        "momento espera enviar envian envien recibi recibir recibo acabo deja "
        "dejo dejar puso ponen abrir abre abreme veces vez atencion rapido "
        "llevo lleva llevan rico encanta encanto lunes martes miercoles "
        "jueves viernes sabado domingo enero febrero marzo abril mayo junio "
        "julio agosto septiembre octubre noviembre diciembre perdi perdio "
        "perdido olvide olvido contrasena clave busco buscar buscando "
        "encontrar falta faltan faltaba garantia modelo repuesto tardan tarda "
        "demora demoran mensajero domicilio recoger pasame mandame dame "
        "dejame chicos amigo amiga trabajo familia bonito bonita ayudenme "
        "ocupo necesitaria agente operador ejecutivo representante deseo "
        "prefiero transfierame comuniqueme tranquilo buenisimo genial dos "
        "tres cuatro cinco seis siete ocho nueve diez veinte primero segundo "
        "ultimo",
    .endings =
        "cion ciones dad dades iendo ando miento mientos ito ita itos itas aje "
        "ajes ero eros era eras able ible ado ados ido idos oso osa eis ais "
        "aba "
        "aban amos emos imos ieron aron iera ue ez iz on uelo illa illo ncia "
        "anza azgo",
    .phrases = phrases
};
