# Spanish (Spain, Mexico, Central and South America, chat spelling).
# Form: worker/decide/pattern_load.c.  Packs and what they do: config/rules.json.

negator = no sin ni nunca tampoco jamas nada cero ningun ninguna nadie
negfill = me te le lo la los las nos se hace falta es necesario necesito quiero hay necesidad de que deseo tengo por ahora todavia aun quisiera tanto a necesitaba queria ha he han fue ser estoy voy algun alguna un una vino vengo pienso vamos problema problemas con tuve hablar pasen pases pasar transfieran el los tenemos

@det = un una unos unas el la los las su sus mi mis tu tus otro otra este esta ese esa algun alguna mis nuestro nuestra lo uno
@to = a con al
@human = persona personas humano humana humanos alguien agente agentes asesor asesora asesores operador operadora operadores representante ejecutivo ejecutiva encargado encargada empleado empleada gente vendedor vendedora compañero compañera trabajador especialista tecnico tecnica teleoperador anfitrion
@boss = supervisor supervisora gerente gerenta gerencia jefe jefa jefatura director directora direccion dueño dueña superior superiora responsable mando coordinador coordinadora patron patrona propietario propietaria administrador administradora
@talk = hablar hablo hable hablarle chatear conversar comunicarme comunicarnos comunicar contactar contactarme platicar tratar dialogar charlar entenderme plática
@pass = pasame paseme pasarme pasenme pasen pasa pasas pases pasar pasenos comuniqueme comunicame comuniquenme comunique comuniquen comunica transfiereme transfierame transferirme transferime transferis transfieran transfiere transfieres transferir ponme pongame poneme ponganme ponerme pon conectame conecteme conectarme conectenme conecta conecten derivame deriveme derivarme deriven deriva enlazame enlaceme canalizame canaliceme canalicenme dejame pasenle pasale pasenla dame deme denme dadme mandame mandeme llamame consigueme búscame
@want = quiero quisiera necesito deseo prefiero exijo solicito queria queremos necesitamos requiero preferiria ocupo urge pido demando gustaria quiere quero kiero nesecito necesitaria
@bot = bot bots robot robots maquina maquinas chatbot computadora ordenador grabacion automatico contestadora contestador automata ia programa
@order = pedido pedidos paquete paquetes producto productos compra articulo articulos orden envio caja cajas encomienda mercancia mercaderia prenda aparato electrodomestico mueble celular movil telefono tele televisor pantalla laptop computadora refrigerador refri lavadora nevera cafetera zapatos tenis zapatillas vestido camisa chaqueta silla mesa sofa colchon comida pizza pastel torta botella botellas vaso vasos espejo vidrio libro juguete bici bicicleta tablet equipo pieza piezas cosas bolsa lampara florero jarron reloj taza tazas plato platos lentes gafas monitor teclado pantalon blusa licuadora batidora impresora ramo flores maleta
@money = dinero plata lana guita pasta pago euros pesos dolares soles importe monto reembolso saldo feria varo luca lucas
@charge = cobr* cargo cargos cargar* cargaron cargado debit* descont* factur* retir* debito
@arrive = llego llegaron llega llegado vino vinieron recibi recibimos recibido entregaron entrego entregado mandaron mandado enviaron enviado trajeron trajo viene venia venian traia traian trae tocó dieron dejaron aparecio saco
@broken = roto rota rotos rotas dañado dañada dañados dañadas dañadisim* quebrado quebrada quebrados quebradas rajado rajada rajados estrellado estrellada aplastado aplastada aplastados aplastadas golpeado golpeada golpeados abollado abollada abollados defectuoso defectuosa defectuosos defectuosas averiado averiada malogrado malogrado rasgado rasgada rayado rayada rayados mojado mojada mojados empapado empapada podrido podrida podridos vencido vencida vencidos caducado caducada caducados echado partido partida partidos destrozado destrozada destrozados destruido destruida agujereado astillado astillada cascado cascada madreado chafa descompuesto descompuesta deshecho deshecha hecho abierta abierto manchado manchada manchados usado usada usados incompleto incompleta incompletos fundido fundida fundidos pedazos pedazo añicos trizas trozos mohoso congelado derretido derretida chueco chueca
@wrong = equivocado equivocada equivocados equivocadas equivocada incorrecto incorrecta incorrectos erroneo erronea erroneos distinto distinta diferente diferentes otro otra otros otras cambiado cambiada confundido confundida vacia vacio vacias vacios
@neg = no nunca jamas tampoco
@have = he ha han hemos habia habian

[person]
+ bot|robot|maquina|robots|maquinas no ?una ?un ?con persona|humano|alguien|gente|asesor
linea|telefono|numero ... conteste|contesten|atienda|atiendan ... alguien|gente|persona|personas|humano
alguien|gente del otro|de lado|ahi|alli|ustedes|carne
cara a cara
en persona
que me atienda|atiendan|atendiera|atendieran|atendiese|ayude|ayudara ... @human
gente|personas|persona real|verdad|reales
me|nos ?puede|puedes|puedo|podria|pueden|la|lo ... explique|diga|atienda|llame|llamar|resuelva|comunicas|conectan|conecta|comunican ... asesor|asesora|agente|alguien|recepcionista|encargado|tecnico|ejecutivo|operador|humano|persona|ustedes|doctora|doctor|licenciado
alguien|persona de ustedes|ahi|verdad
ser|seres humano|humanos
me|nos comunicas|comunica|comunican|conectas|conectan|transfieres|transfieren $
@talk ?@to|ya ?directamente ?@to ?@det ?@boss|@human ?de ?tu|su @human
@talk @to ?@det @human
@talk @to alguien
@pass ?en ?contacto @to|al|la|el ?@det @human
@pass ?en ?contacto @to ?@det atencion|servicio|soporte|centro|area|departamento|equipo|postventa|ventas|recepcion|linea
@pass ?@to ?@det @human $
@pass ?@to ?@det @human ?que|de|real|ya|por|porfa|humano|humana
@pass ... @human real|humano|humana|fisica
@want ... @human real|humano|humana|fisica|viva
@want ?@to ?@det agente|asesor|asesora|operador|operadora|representante|ejecutivo|humano|humana $
@want ?@to ?@det agente|asesor|asesora|operador|operadora|representante|ejecutivo|humano|humana|persona que|ya|ahora|por|para|urgente|porfa|pls|y|aqui
@want|prefiero|puedo|puede|podria atencion|trato|ayuda|asistencia|soporte humana|personal|personalizada|humano
@want|prefiero que ?me ?nos ?@det @human|alguien me|nos|lo ?lo atienda|ayude|llame|contacte|conteste|explique|responda|marque|resuelva
@want|prefiero que me|nos atienda|ayude|llame|contacte|conteste|explique|responda|marque|resuelva|hable ?@det|por ?@det @human|alguien
me|nos atienda|atiendan|ayude|llame|contacte|conteste|responda|atiende|atender|marque|llaman|llamar ?@det @human|alguien
@human|alguien que|q me|nos|pueda ?me ?pueda ayude|ayudar|atienda|atender|llame|llamar|conteste|escuche|entienda|resuelva|responda|explique|hable
puede|pueden|podria|podrian|puedes ... atenderme|ayudarme|llamarme|contactarme|hablarme ?@det @human|alguien
puede|pueden|podria|podrian me|nos llamar|marcar|contactar|atender|hablar ?@det @human|alguien
puede|pueden|podria|podrian llamarme|llamarnos|marcarme|hablarme ?por ?telefono|tel|alguien|ustedes $
@human|alguien me|nos puede|podria|pueda llamar|atender|ayudar|contactar|marcar|explicar|contestar
hay|esta|habra|existe|estas ?@det @human|alguien|gente ?humano|real|disponible|vivo|ahi|aqui|conectado|detras|atendiendo|que $
hay|esta|habra|existe ?@det @human|alguien ?humano|real disponible|ahi|aqui|con|que|atendiendo|detras|conectado|leyendo|vivo|real
hay|habra|existe|tienen alguna|algun|un forma|manera|modo|numero|telefono ... @talk @to ?@det @human|alguien
hay|esta|habra alguien
^ ?un|una @human ?real|humana|humano|ya ?por ?favor|porfa|porfavor|pls $
^ alguien real|humano|humana|ahi|que
^ atencion|soporte|trato|ayuda humana|personal|humano|personalizada ?por ?favor $
persona|alguien|humano|gente de carne|verdad|deveras|veras ?y ?hueso
@human|gente real|verdadera|verdadero|humana|humano|viva|vivo|autentica
con|a|por @det|alguien ?@human real|humana|humano|vivo|viva|verdad
como|donde hago|puedo|le|hablo|contacto|me ... @talk|comunico|hablo|contacto @to ?@det @human|alguien
numero|telefono ?de|para ... @talk|comunicarme|hablar|llamar @to ?@det @human|alguien
@talk|llamar|comunicarme ?@to ?@det atencion|servicio|soporte al|cliente|tecnico|de|clientes
@talk|comunicarme @to ?@det atencion|servicio|soporte|ventas|ustedes|cobranza|contabilidad|postventa|reclamaciones|facturacion|recepcion|tienda|oficina|sucursal|departamento|area|equipo
asesor|agente|operador|humano|persona|asesora|operadora ya|ahora|urgente|urgentemente|porfa|please|plis|pls
prefiero|mejor ... @human|alguien
prefiero|mejor|quiero ... en|por persona|telefono|llamada $
+ no @want|quiero|voy|deseo|pienso ?a ?seguir @talk|chatear|tratar|seguir|hablando|hablarle|perder|escribir ... @bot
+ basta|harto|harta|cansado|cansada|nada ?ya de ?@talk|tanto|estar|hablando|discutir ... @bot
+ no @want|quiero|deseo ?mas ?un|una|este|hablar|respuestas|mensajes ?con ?un|una|de @bot|automatica|automaticas|automaticos|automatizadas
+ deja|dejen|dejame|quita|quitenme|quitame|apaga|fuera ?de ... @bot
no eres|seas|sea|es ?un|una @bot
eres|es|estoy|sos ... ?un|una|con|hablando @bot ?o|no|verdad
que|q me|nos llame|llamen|marquen|contacte|contacten|atienda|atiendan|contacten ?por ?alguien|@human|telefono|favor|ya $
llamenme|llameme|marquenme|marqueme|llamame|hablenme|contactenme ?ya|por|porfa|al|alguien|urgente|a

[manager]
que|quien ?lo ?se vea|entere|decida|resuelva ... gerencia|direccion|jefatura|encargad*|duen*
tu|su|al|un|el coordinador|coordinadora|lider|supervisora|jefe|jefa ?de ?turno|equipo
conocimiento|oidos de ?la ?los direccion|gerencia|director|directora|jefes
con|a su|sus|el|la jefe|jefa|jefes|superior|superiores|supervisor|supervisora|encargado|encargada|gerente ?suyo ?suya
con|a quien le manda|supervisa
quiero|hablar|pase|paseme|pasame|llamen|traigan ... encargado|encargada ?de ?la ?tienda|turno|local|sucursal
el|la que manda
quien manda ?ahi ?alli
quien ?es ?sera su|tu|el jefe|gerente|supervisor|superior|encargado
@talk|hablar ?@to|al ?@det ?su|tu @boss
@talk|comunicarme|hablar ... @boss
@pass ?en ?contacto|comunicacion ... @boss
@want|exijo|pido|quiero ... ?@det supervisor|supervisora|gerente|gerencia|jefe|jefa|superior|encargado|encargada|dueño|dueña|director|direccion|responsable $
@want ?@to|ver|que|hablar|con ... supervisor|supervisora|gerente|gerenta|jefe|jefa|superior|dueño|dueña|mando
me|nos|que @pass|atienda|atiende|comunique|llame|hable|contacte|conteste|marque ?@to|por ?@det @boss
quien|quién es|manda|sera ?@det|su|tu|aqui ?@boss|encargado
^ ?@det ?su|tu supervisor|supervisora|gerente|jefe|jefa|encargado|encargada ?por ?favor|ya|ahora|urgente $
@boss ya|ahora|inmediatamente|urgente
@boss ... ahora|ya mismo
alguien con|de ?mas ?con ?mayor autoridad|rango|jerarquia|poder|decision|arriba|nivel|mando
alguien que|q ?si ?pueda|tome|puede ?tomar ?tomar decision|decisiones|decidir|mande|autorizar|autorice
@talk|hablar ... nivel|rango|puesto superior|mas|alto
escal* ... supervisor|gerente|jefe|nivel|superior|caso|queja|esto
escal* ?mi|este|el caso|queja|reclamo|ticket|problema|tema|esto
@human ... mas|mayor|alto rango|nivel|jerarquia|cargo|alto

[abuse]
idiota|idiotas|imbecil|imbeciles|estupido|estupida|estupidos|estupideces|pendejo|pendejos|pendeja|pendejada|pendejadas|inutil|inutiles|ineptos|inepto|inepta|incompetente|incompetentes|mierda|mierdas|cabron|cabrones|gilipollas|huevones|huevon|weones|weon|boludos|boludo|pelotudos|pelotudo|puta|puto|putos|putas|carajo|chingada|chingar|chinguen|chingados|chingas|verga|coño|joder|malparidos|malparido|hdp|hijueputa|hijosdeputa|basura|basuras|asco|asquerosos|asquerosa|rateros|ratero|ratas|ladrones|estafadores|estafador|sinverguenzas|sinverguenza|payasos|payaso|mediocres|mamadas|mamada|cagada|cagadas|porqueria|porquerias|culeros|culero|tarado|tarados|animales|bestias|corruptos|miserables|desgraciados|maldito|maldita|malditos|malditas|chorros|mugre|mugrero|mugrosos|putada|capullos|subnormales|subnormal|rata|tramposos|mentirosos|mentiroso|caraduras|jodan|jodanse|ojete|ojetes|güey|zorra|retrasado|conchatumadre|ctm|ptm|alv|vergüenza
hijo|hijos|hija de ?su|la|tu|mil puta|perra|madre|chingada|putas
me|nos|se cago|cagan|cagas|cagaron en|encima
vayan|vete|vayanse|andate|vayase|largo|lárgate ?a|al ?la ?el diablo|mierda|carajo|verga|chingada|infierno|demonio
me tienen|tienes|tiene hasta ?la|el|los|las ?madre|gorro|narices|huevos|cojones|polla|moño|coronilla
la|las peor|peores empresa|tienda|compañia|servicio|marca|atencion|experiencia|servicios|app
callate|callese|calla|muerete|muéranse|pudranse|piérdete

[anger]
estoy|ando|esto|me|quede|vengo ?muy|super|bien|tan|realmente|sumamente|completamente|bastante|re furioso|furiosa|indignado|indignada|enojado|enojada|encabronado|encabronada|enfadado|enfadada|molestisim*|cabreado|cabreada|emputado|emputada|rabioso|rabiosa|enfurecido|enojadisim*|encolerizado|enardecido|hasta|harto|harta|hartos
estamos ?muy furiosos|indignados|enojados|hartos|cansados
estoy|estamos muy|super|sumamente|extremadamente|demasiado molesto|molesta|molestos
harto|harta|hartos|hartas|hartó|hartaron ?ya|de|ya
hasta ?la|el|las|los coronilla|gorro|narices|madre|huevos|cojones|copete|aqui|moño
es|que|esto|vaya|fue|son|una|un ?es ?una|un|de ?una ?verdadera|total|completa verguenza|burla|estafa|robo|abuso|ridiculo|ridicula|inaceptable|vergonzoso|intolerable|indignante|inadmisible|inconcebible|descaro|tomadura|desastre|insulto|falta|colmo|atropello|desfachatez|timo|fraude|pesadilla|infamia
inaceptable|inaceptables|intolerable|vergonzoso|inadmisible|indignante|inconcebible|bochornoso|lamentable|patetico|patetica|deplorable|nefasto|nefasta|pesimo|pesima|pesimos|pesimas|horrendo|horrible|asqueroso|terrible|fatal|malisimo|malisima ... servicio|atencion|trato|empresa|experiencia|compañia|tienda|producto|app|calidad
servicio|atencion|trato|empresa|experiencia|compañia|tienda|calidad|app|soporte ... inaceptable|intolerable|vergonzoso|inadmisible|indignante|pesimo|pesima|nefasto|nefasta|horrible|asco|lamentable|patetico|patetica|deplorable|asqueroso|asquerosa|porqueria|malisima|malisimo|verguenza|penoso|penosa|desastroso|desastre
inaceptable|inadmisible|intolerable|indignante|vergonzoso
falta de ?total ?respeto|seriedad|vergüenza|profesionalismo
se|estan|están|me|nos ?estan ?están burlan|burlando|riendo|rien|toman|tomando|viendo|vieron ?de|el ?la ?mi|nosotros|mí|pelo|cara
me|nos ven|vieron|ve ?la cara
tomada|tomadura|toman|tomando ?el|de pelo
que|qué verguenza|poca|descaro|robo|estafa|asco|porqueria|decepcion|indignacion|coraje|rabia|bronca
poca madre|vergüenza
nunca|jamas mas|vuelvo|volvere|volveré|volvemos|volver ?a ?mas ?les ?comprar|compro|compr*|pisar|usar|pedir|contratar|confiar
no vuelvo|volvere|volvemos ?a ?comprar*
me|nos robaron|robaste|estafaron|timaron|chorearon|roban|robo|tranzaron|estafan|engañaron|mintieron|vieron
son unos|unas|puros !crack|cracks|genios|genias|magos|angeles|soles|amores|duros|maestros|profesionales|grandes|maravilla|maquinas|santos|capos|campeones|cielos|tesoro|fenomenos|chingones|chidos|buenos|encanto|artistas
ya|esto|esta|basta ?ya ?esta ?bueno basta|suficiente|bueno
devuelvanme|regresenme|reembolsenme|resuelvan|arreglen|solucionen|respondan|contesten ... ya|ahora|inmediatamente
me|nos da|dan|dio|causa ... coraje|rabia|asco|verguenza|bronca
les|los|voy ?voy ?a ?a quemar|hundir|escrachar|funar|funarlos|exhibir|boletinar ?en ?redes

[frustration]
es|esto|resulta|muy ?es ?muy desesperante|agotador|exasperante|desquiciante
llevo|llevamos #|dos|tres|cuatro|cinco|seis semanas|meses|dias|horas ... intent*|esper*|llam*|pid*|escrib*
block frustration: veces ?por|al|a ?la|el dia|semana|mes
block frustration: mil veces ?gracias
cuantas veces ... tengo|repetir|decir|explicar|llamar|escribir|debo|hay
# again and again, waiting, promises that were not kept
segunda|tercera|cuarta|quinta|sexta|septima|decima|enesima|milesima vez
#|# ?a|da|ra|ta vez
#|dos|tres|cuatro|cinco|seis|siete|ocho|diez|mil|muchas|varias|cien|demasiadas|tantas|infinitas|veinte|cuantas veces
#|dos|tres|cuatro|cinco|seis|muchos|varios|mil|tantos correos|mensajes|llamadas|intentos|emails|mails|tickets|reclamos ... y|sin|nada|nadie
llevo|llevamos|tengo|tenemos|van|hace|desde|ya ?van|ya|casi|mas ?de ?hace #|un|una|dos|tres|cuatro|cinco|seis|siete|ocho|diez|quince|veinte|varios|varias|muchos|muchas|dias|semanas|meses|horas|toda|todo ?y|media dias|semanas|semana|meses|mes|horas|hora|dia|mañana|tarde|minutos|año|años ... esperando|espero|espera|escribiendo|llamando|pidiendo|reclamando|insistiendo|intentando|sin|y|rogando|solicitando|peleando|lidiando|aguantando|tratando|dando|buscando|haciendo|preguntando|nada
llevo|llevamos|sigo|seguimos|continuo|todavia|aun ... esperando|reclamando|insistiendo|rogando|suplicando
sigo|seguimos|continuo|todavia|aun ?estoy|sigo|sin ... sin ?recibir|tener|que|una|ninguna|ningun ?una|ninguna respuesta|respuestas|solucion|noticias|paquete|pedido|reembolso|dinero|resolver|recibir|contestar|servicio|internet|luz|saber|nada
nadie|ninguno|nunca|no ?me ?nos ?se ?han ?ha contesta|contestan|contestaron|responde|responden|respondieron|resuelve|resuelven|hace|hacen|ayuda|ayudan|atiende|atienden|resolvio|respondio|contesto|solucion|solucionan|soluciona|solucionaron|resolvieron|dado|contestado|respondido|atendido ... ?nada|solucion|respuesta|caso
nadie ... contesta|responde|resuelve|ayuda|atiende|sabe|llama|hace|llamo|contesto|respondio|aparecio|vino|da|dio|solucion*
me|nos|siempre prometieron|prometen|dijeron|aseguraron|juraron|garantizaron|dicen ... y|pero|que ... nada|no|nunca|tampoco|sigue|sigo|mentira|otra|todavia|aun|siempre|lo
prometieron|quedaron|dijeron|aseguraron|prometido ... #|ayer|hoy|lunes|martes|miercoles|jueves|viernes|semana|dia|horas ... y|pero|nada|no
siempre|todo|cada ?me ?es ?dicen ?lo ?vez|dia|el|la ?me mismo|misma|igual|cuento|excusa|excusas|historia|largas|promesas
otra|una vez ?mas lo ?lo ?con ?el|la mismo|misma|problema|falla|error|retraso|excusa
me|nos traen|tienen|mandan|hacen|dan|pasan|pelotean|marean ?dando|de|dar vueltas|largas|aqui|alla
de un|aqui|una lado|departamento|area|para|persona|alla ... a|al otro|alla|otra
vuelta|vueltas y ?mas ?vuelta|vueltas
me|nos canse|cansé|rindo|cansaron|rendí ?ya|de
cansado|cansada|cansados|aburrido|aburrida|agotado|agotada|hastiado|cansao ?ya ?de|que ?tanta|tanto|esperar|esperando|insistir|llamar|escribir|repetir|esto|este|su|esta
ya ?les|se|te|le|lo ?lo ?les he|escribi|dije|explique|mande|envie|llame|reclame|pedi|pregunte|repeti|reporte|conte|comente|hice ... veces|vez|ayer|semana|correos|todo|mil|y
ya ?no ?tengo|perdi|se ?me ?agoto ?he paciencia
paciencia ... acab*|agot*|limite|perdi*|colm*
perdi|perdido|perdiendo|hacen|haciendo|pierdo ?me ?toda|todo ?perder ?el|la|mi|mas tiempo|mañana|dia|tarde|paciencia
hasta cuando|cuándo
cuanto|cuantos|cuantas ?tiempo|dias|veces mas ... esperar|esperando|aguantar|repetir|explicar|tengo|voy
es|son ?el|la colmo
de|en|toda|todo|dias|semanas|meses|horas ?la|el|los ... y|sin nada|nadie|respuesta|solucion|novedades|noticias
nada|ni ... y|sin ... sigue|siguen|igual|respuesta|solucion
me|nos ?han dejado|dejaron|dejan|tienen|dejaste ?en colgado|esperando|plantado|plantada|tirado|tirada|visto|abandonado|botado|abandonados

[bot_repeat]
# the bot says the same again, or does not understand
+ ya ?eso ?me|nos|lo ?me dijiste|dijo|dijeron|contestaste|respondiste|mandaste|enviaste|mostraste|explicaste|pusiste|preguntaste|preguntaron|pregunto
+ eso|lo|esa|ese|ya|todo ?eso|mismo|link|enlace|respuesta ya ?me|lo|la|nos ?habias|has|habia dijiste|dijo|intente|hice|probe|mandaste|lei|dije|vi|mencionaste|dicho|enviado|contesto|respondiste|he|hecho
+ no es|era eso|lo ?lo|que ?que ?te|pregunte|pedi|pregunto|pido|dije
+ no ... pregunt*|pedi|pido ?eso
+ no me|nos|estas|esta|entiende|entendiste|estan ?estas|esta|has|han|ha entiendes|entiende|entendiendo|entendiste|entendio|comprendes|comprende|entienden|escuchas|escuchan|leiste|lees|lee|leyendo|escuchando|entendido|sirves|sirve|ayudas|ayuda|ayudando|ayudo|ayudaste|respondes|responde|contestas|contesta
+ no sirve|sirves|ayuda|ayudas|funciona ?de ?para ?nada ?tu|este|el|esa|su ?bot|chat|respuesta|asistente|chatbot|robot
+ no has|ha|respondiste|contestaste|respondes|contestas|responde ?contestado|respondido|resuelto ... pregunta|nada|mi
misma|mismo|identica|identico|igual ?exacta respuesta|mensaje|cosa|texto|cuento|enlace|link|rollo|pregunta|frase
lo|la mismo|misma ... ?que|de|otra|una|y siempre|antes|vez|dices|dice|mismo|todo|repites|repite|respondes|contestas|todos
dices|dice|repites|repite|contestas|responde|respondes|mandas|manda|repetis|repitiendo|repiten|pones ... mismo|misma|igual
deja|deje|dejen|para|basta ?ya de repetir*|repetirme|mandar|mandarme|decir|decirme|copiar|repeticiones
estas|esta|andas|andan repitiendo|repitiendote|ciclado|atorado|trabado|bucle|en|pegado|loop ?un ?bucle|circulos|loop
te|se repites|repite|repetis|ciclaste|trabaste|trabo
respuesta|respuestas|mensaje|mensajes ?tan automatica|automaticas|automatico|automaticos|automatizadas|generica|genericas|prefabricadas|robotizadas|enlatadas|predeterminadas|robot
+ lee|leé|lea|lean|leiste ?bien|otra ?lo ?vez|mi|mis ?que ?mensaje|escribi|mensajes|puse|arriba|anterior
+ otra|de vez|nuevo ?con ?lo|la|el mismo|misma|eso|link|enlace|cuento
+ eso|esto|asi|tu|su ?respuesta|enlace|link ?ya no ?me ?nos ayuda|sirve|resuelve|responde|soluciona|funciono|contesta|es

[still]
# it was tried and does not work
sigue|siguen|continua|persiste|esta|todavia|aun ?sin|igual|el|la|dando|con|saliendo|mismo ... funcionar|igual|problema|error|fallando|mismo|falla|mal|apagado|abrir|prender|cargar|servir|llegar|jalar
sigue|siguen|aun|todavia|ya|continua ?aun ?igual no|sin ?me ?se ?lo ?deja|puedo|funciona|sirve|llega|carga|abre|enciende|prende|conecta|aparece|entra|anda|jala|arranca|puede|funcionar|encender|servir|conectar|dejar
+ ya|eso ?lo ?los ?eso hice|intente|probe|reinicie|revise|realice|segui|puse|apague|hicimos|borre|desinstale|verifique|trate ... no|y|nada|igual|sigue|tampoco|mismo|pero
+ ya ?lo|todo|eso ?todo ?eso hice|intente|probe|reinicie|revise|hicimos|segui|realice
+ ya ?he|hemos probado|intentado|hecho|reiniciado|revisado|seguido
+ tampoco ?me ?se ?eso ?asi ?nos funciona|funciono|sirve|sirvio|deja|puedo|resuelve|resolvio|pude|ayudo|quiso|arregla|jala|dejo|fue|sale|aparece
+ nada ?de ?eso|funciona|sirve|cambia|cambio|resulta|sirvio|funciono ?funciona|sirve|funciono|sirvio|resulto
+ no ?me ?nos ?se ?ha funciono|sirvio|resulto|ayudo|soluciono|resolvio|funcionado|servido|resuelto|quedo|arreglo|jalo|sirvieron|funcionaron
+ igual|mismo|nada|ninguno|ninguna ... no|funciono|resulto|sirvio|nada|pasa|error|resultado|problema
mismo|misma|mismos|identico error|problema|falla|resultado|mensaje|situacion
otra|de vez|nuevo ?el ?la ?lo ?mismo ?un error|falla|problema|mismo|fallo|igual
y nada|tampoco|sigue
sin exito|resultado|resultados|suerte|cambios

[confusion]
+ no doy con|pillo|caigo|encuentro ?lo|la|el|ella
+ no soy ?muy ?nada bueno|buena|habil|ducho|ducha con|para
soy ?muy ?un ?una malo|mala|torpe|negado|negada|inutil con|para|en
+ no ?me ?lo ?la ?le veo|sale|aparece|hallo|ubico ... boton|icono|opcion|menu|pestana|enlace
+ no|ya|sigo|sigue|aun|todavia|nada|tampoco ?te|le|les|sin|lo|la|me|no|logro|consigo ?le ?te ?lo entiendo|entender|entendi|comprendo|comprender|comprendi|entiendes|capto|cacho|captó|agarro|pesco ... ?nada
+ no|sin|sigue|me ?se ?me ?me ?queda|quedo|esta|resulta|quedado ?sigue|queda ?muy claro|clara|claras
+ no se|sé ... hacer|hago|como|cual|cómo|donde|que|seguir
confundido|confundida|confuso|confusa|confunde|confundio|confundiste|confundiendo|enredado|enredada|enredo|perdido|perdida|mareado|mareada|hecho|liada|liado|lio|bolas
me|estoy|ando ?muy|mas|bien|super|tan ?estoy ?hice ?hago ?estas perdi|pierdo|lie|lio|confundi|enrede|confundido|confundida|perdido|perdida|enredado|bolas|confundiendo|mareando|bolas|revolvi
cada|ahora|mas vez|menos|estoy ?entiendo ?me ?mas|menos confundido|confundida|entiendo|confunde|confuso|claro|confundis
explic* ?me|lo|nos ?de|otra|mejor|mas|con|como|paso ?otra|nuevo|mas ?vez|forma|claro|facil|despacio|simple|manzanas|paso|sencillo
a que|qué se|te refiere|refieres
que|qué significa|quiere|quieres ?decir eso|esto|decir
como|que es eso $
en español|cristiano|palabras ?por|simples|sencillas
muy|super|demasiado|tan complicado|enredado|confuso|dificil|lioso|tecnico

[dispute]
cort*|suspend* ... aunque|pese|ya|siendo ... pague|pagado|pago|pagando|corriente|dia
seguro|servicio|membresia|suscripcion|cargo ... jamas|nunca ... contrat*|pedi|autoric*|solicit*|acept*
@charge ... doble|duplicado|duplicada|dos|2|tres|doblemente|duplicados|veces|repetido
doble|dobles|duplicado|duplicados|dos|tres|2|3|segundo|mismo ?veces ?el cargo|cargos|cobro|cobros|cobraron|cobran|pago|pagos|debito|debitos|retiro|retiros|cobrado|facturado|pagaron
dos|2|tres|3|varias veces ... @charge|pagar|pago|pague|tarjeta|cuenta
me|nos|se|le|les|lo|han|estan|fue|fueron|haber @charge ... mas|demas|demás|indebid*|error|otra|algo|incorrect*|sobreprecio|extra
cobraron|cobro|cobran|cobrado|cargaron|cargado|cobrando|facturaron|facturado|cobrandome|cobrar|descontaron|debitaron|sacaron ... de mas|más|demas
@charge|cobraron|facturaron ... el|la doble|triple
cobraron|cobro|cobran|cobrado|cargaron|cargado|cobrando|cobrarme|debitaron|descontaron|facturaron|facturado|cobrandome|retiraron ... no|nunca|sin ?lo|me|la|he|he ?ha|haberlo ?compr*|reconozco|autorice|pedi|corresponde|contrate|compre|hice|solicite|use|autorizacion|permiso|recibi|avisar|avisarme|consentimiento|motivo|deberia|debia|acepte|existe|tengo|cancele|era
cobraron|cobro|cobran|cobrado|cobrando|facturaron|facturando|facturado|cargaron|debitando|descontando|cobrandome ... cancelado|cancele|cancelada|cancelé|baja|devolvi|devuelto|inexistente|ajeno|fantasma|envio|seguro|comision
cancele|cancelé|cancelado|cancelada|baja|devolvi ... sigue|siguen|siguieron|igual|todavia|cobr*|aun|me ... cobr*|factur*|descont*|debit*|cargo|cargaron|cargan
sigue|siguen|continuan|vuelven|volvieron|siguieron ?a ?me cobr*|factur*|descont*|debit*|cargando|cobrandome|cobrando*
cargo|cargos|cobro|cobros|transaccion|movimiento|movimientos|debito|retiro|suscripcion|factura|recargo|comision ... desconocid*|raro|raros|extraño|extraños|indebid*|erroneo|incorrect*|injustificad*|misterios*|fantasma|ajeno
cargo|cargos|cobro|cobros|transaccion|movimiento|movimientos|debito|retiro|suscripcion|factura|recargo|comision ... no|sin|nunca|jamas ?lo|la|los|las|he|me ?hice reconozco|hice|autorice|autorizado|autorizada|corresponde|entiendo|mio|mia|contrate|contratado|pedi|avisar|avisarme|permiso
no|desconozco ?lo|la ?reconozco|autorice|hice|identifico ?reconozco|ese|este|un|el|esos|los ... cargo|cargos|cobro|cobros|transaccion|movimiento|compra|retiro|consumo|debito|suscripcion
cargo|cobro|cobros|cargos|factura|recibo|monto|importe|total|cuenta|tarifa|boleta|precio ... no coincide|corresponde|cuadra|es|era|coinciden|concuerda|deberia
factura|recibo|boleta|cuenta|tarifa|cuota|mensualidad ... mal|mas|doble|altisim*|elevad*|incorrect*|equivocad*|inflad*|disparad*|carisim*|error
me|nos|se|les cobr* ... y|pero|aunque|sin ... no|nunca|sin|tampoco|ni|nada ... llego|llega|recibi|servicio|aparece|existe|confirm*|pedido|reserva|registro|activ*|boletos|entradas|compra
pague|pagué|pagado|deposite|transferi|cobraron|pagamos ... no|nunca|nada|ni ... recibi|llego|llega|aparece|entreg*|activ*|dieron|mandaron|enviaron|registr*
disput*|impugn*|desconocer|desconoc*|controversia|contracargo ... cargo|cobro|factura|pago|transaccion|banco|compra|tarjeta
contracargo|contracargos|chargeback
quiero|voy|necesito|deseo ?a disputar|impugnar|reclamar|desconocer ?el|un|este|ese ?cargo|cobro|pago|factura
aclar* ... cargo|cobro|cargos|cobros
me|nos deben|debe|quedaron|faltan ... dinero|euros|pesos|devolver|saldo|cambio|vuelto|plata
reembols*|devol*|devuelv*|devuelt* ... no|nunca|aun|todavia|sigue|sin ?me ?ha|han|se llega*|aparec*|cae|deposit*|reflej*|recib*|llego|acredit*|refleja
no|nunca|aun|todavia|sigo ... han|ha|me|he|sin|llega|recibo ... reembols*|devuelto|devolucion|devuelven|reintegr*
cobraron|cobro|cargaron|cobran #|algo|comision|seguro|membresia|suscripcion|anualidad|envio ... que|pero|cuando|y|sin|en ... #|no|nunca|dijeron|decia|era|jamas|gratis

[fraud]
acceso|accesos|inicio|sesion|conexion|login ...6 no soy|fui|era|he ?sido yo
llamaron|llamo|mensaje|correo|sms ...8 di|dije|pase|puse ...5 codigo|clave|pin|token|datos|tarjeta
pagina|sitio|link|cuenta ...6 falsa|falso|pirata|clon
falso|falsa|supuesto|supuesta ejecutivo|agente|asesor|pagina|sitio|banco|empleado|correo|mensaje|tecnico
hacke*|jacke*|clonaron|clonado|clonada|clonar|clonacion|phishing|suplant*|ciberdelincuen*|extorsion*
robaron|robado|robada|hackeado|usurp*|roban|robo|usaron|usan|usando|vaciaron|clon* ... cuenta|tarjeta|identidad|datos|celular|contraseña|dinero|movil|telefono|perfil|whatsapp|cartera|saldo|puntos|chip|linea
cuenta|tarjeta|identidad|datos|contraseña|perfil|whatsapp|linea|usuario ... robaron|robado|robada|robados|hacke*|jacke*|clon*|usurp*|comprometid*|vulnerad*|filtrad*|vaciaron|violentad*
alguien|otra|otro|otros|terceros|desconocido|extraño|extraños|ladron|estafador|tercero ?mas ?persona ?se ?me ?esta ?ha entro|accedio|ingreso|entrado|metio|uso|usa|usando|usado|compro|comprado|comprando|cambio|abrio|hizo|hecho|saco|pidio|utilizo|entrando|inicio|gasto|contrato|tiene|utilizando|sacando|compra|solicito ... mi|mis|nombre|cuenta|tarjeta|datos|contraseña|correo|clave|compra|compras|credito
acceso|accesos|entrada|ingreso|sesion|inicio|inicios|login|conexion ... no|sospechos*|desconocid*|extraño|raro|autorizad*|otro|yo ... autoric*|reconozco|mio|fui|soy|pais|dispositivo|hice|sospechos*|desconocid*
actividad|movimiento|movimientos|transaccion|transacciones|compra|compras|cargo|cargos|operacion|operaciones|retiro|retiros|transferencia|transferencias|consumos ... sospechos*|fraudulent*|extrañas|raras|ilegal|ilegales
compra|compras|cargo|cargos|transaccion|transferencia|transferencias|movimientos|retiros|pedido|pedidos|consumo|consumos|credito|prestamo ... no|nunca|yo|ni|sin|jamas ?lo ?la ?los ?las ?yo ?he ?fui ?autorice|hice|realice|reconozco|hecho|realizado|pedi|solicite ?yo $
yo no|nunca|jamas ?lo ?la ?los ?las ?he ?hice|fui|realice|autorice|compre|pedi|solicite|abri|hecho|contrate ... ?ese|esa|esas|esos|compra|pedido|cargo|transaccion|nada|cuenta|credito
fraude|fraudes|fraudulent*
victima|victimas ?de|un|una
me|nos ?han estafaron|estafado|estafada|estafo|timaron|timado|defraud*|chamaquearon|robaron|robado|engañaron|sacaron|vaciaron ... cuenta|dinero|tarjeta|plata|por|con|ahorros|en|mi|un|una|todo
esto|es|sera|parece|son ?una|un|esto|unos ?autentica|vil estafa|fraude|timo|estafadores
enlace|link|correo|mensaje|sms|llamada|pagina|sitio|numero|llamaron|escribieron ... falso|falsa|sospechos*|pidiendo|pide|pidio|pidieron|haciendose|hacerse|fingiendo|dicen|diciendo ... clave|contraseña|datos|codigo|pin|ustedes|tarjeta|banco|cvv|nombre|empresa
di|dio|entregue|puse|pase|ingrese|comparti|mande ... clave|contraseña|codigo|pin|datos|tarjeta|cvv|token ... link|enlace|sitio|pagina|llamada|llamaron|falso|falsa|estafador|supuesto|alguien|persona|desconocido
haciendose|hacen|hacerse|hace pasar ?por ?ustedes|mi
bloqu* ... ?mi|la ?mis tarjeta|tarjetas|cuenta|cuentas ?ya|urgente|urgentemente|inmediatamente|robo|robaron|robada
perdi|extravi*|robaron|asaltaron|robado|perdido ... tarjeta|cartera|celular|billetera
pagina|sitio|web|perfil|cuenta|tienda|instagram|facebook falsa|falso|pirata|clonada|apocrifa

[damage]
rueda|ruedas|asa|pata|patas|tapa|puerta|manija|cremallera|pieza|brazo|esquina arrancad*|rota|rotas|suelta|partid*|doblad*|desprendid*|despegad*|quebrad*
con|tenia|tiene|traia|trae|habia|viene|vino|llego ?con ?una|un|unas ?gran|buena grieta|grietas|rajadura|rajaduras|fisura|abolladura|abolladuras|desconchon|rayon|rayones|raya|roto|agujero|mancha|manchas
block damage: cuanto|cuanta|cuantos|cuantas ?tiempo ?dias ?horas ?le ?me falta|faltan
derram*|vacio|regado|escurrio|vertio|chorreo|salio|goteo ...5 caja|paquete|bolsa|todo|empaque|sobre ?todo
mandaron|enviaron|llego|entregaron|trajeron ...5 y ?yo|lo|habia pedi|compre|ordene|era|queria
pedi|compre|ordene ...8 y|pero ...2 llego|mandaron|enviaron|dieron|entregaron|trajeron
@order ... @arrive ...4 @broken
@arrive ...5 @broken
@arrive ... todo|toda|todos|bien|completamente|super|muy|medio|media|algo|totalmente @broken
@order ... esta|estan|estaba|estaban|quedo|es|viene|salio|venia ?todo|toda|muy|completamente|bien|medio @broken
@broken ... @arrive ... @order|todo|todos
@arrive ...5 @wrong @order|talla|color|modelo|cosa|tamaño|sabor|numero|medida|marca
@arrive ... ?un|una|el|la|me @order ... @wrong|equivocad*|erroneo
@order ...4 equivocad*|incorrect*|erroneo|erronea|vacia|vacio
@arrive ... vacia|vacio|vacias|vacios
caja|paquete|bolsa|sobre|estuche ... vacia|vacio|piedras|ladrillo|ladrillos|nada|abierta|abierto|violada|violado
@arrive ... equivocad*|incorrect*|erroneo|erronea
@arrive ...4 otra|otro|otros|otras|distint*|diferente|diferentes ?de ?@order|cosa|a|al|talla|color|modelo|que|persona|cliente|nada
@arrive ... talla|color|modelo|tamaño|medida que|equivocad*|incorrect*|distint*|diferente|no|mas
pedi|compre|ordene|encargue|pague|queria ...6 y|pero ...3 @arrive|llegaron|mandaron|trae|dieron ...4 @det|#|otro|otra|uno|azul|negro|rojo|blanco|verde|dos
no|nunca es|era|fue|corresponde|mandaron|enviaron ?a ?lo ?el|la que|mismo|producto|modelo|talla|color|correcto ?yo pedi|compre|ordene|encargue|solicite|pague|correcto
no es|era|coincide ... lo ?que pedi|compre|ordene|encargue|foto|anuncio|anunciado|descripcion
falta|faltan|faltaba|faltaban|falto|faltaron ...4 @order|articulo|articulos|pieza|piezas|accesorio|accesorios|mitad|cargador|manual|tornillos|cosas|parte|partes|unidades|unidad|uno|una|dos|tres|#
@order|caja|pedido|bolsa|kit ...3 falta|faltan|faltaba|faltaban|incomplet*|sin|falto|faltaron
@arrive ... incomplet*|faltan*|falta|sin ?el|la|los|las|un|una|parte|mitad|cargador|tapa
@order ... perdi*|perdio|extravi*|robaron|robado|desaparec*|perdido|perdida|desapareci*
perdieron|extraviaron|perdio|robaron|robo|extravio ... @order
@order|repartidor|mensajero|paqueteria|estatus|estado|sistema|rastreo|guia|seguimiento|dice|aparece|figura|marca|sale ...6 entregad*|entrego|entregué ...8 no|nunca|nada|jamas|tampoco ...4 llego|recibi|llegado|recibido|entregaron|esta|tengo|aparece|nada|nadie|llega|vi|aqui
no|nunca ?me|lo|nos ?ha|he|han llego|recibi|llegado|recibido|tengo|llega ...8 dice|aparece|marca|figura|sale|dicen ...4 entregad*|entrego|recibido
entregad*|entregaron|dejaron|dieron|dejo|entrego ...5 a ?@det otra|otro|equivocad*|vecino|desconocid*|alguien|quien ?persona|direccion|domicilio|casa
@det ?mi @order nunca|jamas llego|lo|aparecio|me|la ?recibi|llego
nunca|jamas|no ?me|nos|lo|la|ha ?me llego|llegaron|recibi|entregaron|llegado ?@det|mi|el ... @order
se|@arrive|ya|venia|vino|todo ?me|ha|esta|han ?ha rompio|quebro|daño|dañaron|descompuso|rompieron|derramo|derramado|derramó|regado|regó|hizo|echó|estropeo|averio|quemo|partio|exploto|murio|malogro ... ?primer|al|a|el|en|dia|dias|usar*|semana
@order ...4 no|ni|nunca ?me ?se ?ya ?siquiera|llego ?ni enciende|prende|funciona|sirve|carga|arranca|funcionaba|prendio|encendio|funciono ... primer|recien|desde|nuev*|dia|sacar*|llego|compr*|estrenar|caja|fabrica|ayer|acabo|hoy
dejo|deja ?de funcionar|servir|prender|cargar ... dia|dias|semana|uso|mes|semanas|nuev*
defecto|defectos|falla ?de fabrica|fabricacion|origen
salio|vino|llego|esta|estaba|venian|es|son|salieron ... defectuos*|malo|mala|fallado|fallada|fallad*
@arrive ... gusanos|moho|bichos|cucarachas|cucaracha|cabello|pelo|pelos|insecto|insectos|hongos
@order|comida ... frio|fria|crudo|cruda|helada|quemado|quemada|podrido|podrida|gusanos|moho

[refund]
devolvedme|devolvednos|reembolsadme|reintegradme|devuelvanme|devuelvame|devuelveme|regresenme ?ya ?el ?mi ?todo ?la dinero|plata|importe|pagado|pasta|lo
@want ... reembols*|devolu*|reintegr*|devuelv*|regres* ...4 @money|pedido|total|compra|completo|pago|todo
@want ... ?@det ?mi reembolso|reintegro|devolucion
@want|pido|exijo ... @det|mi|de|del|su|todo ?mi|dinero|el|la @money ... vuelta|regreso|atras|devuelta
@want ... mi|el|nuestro dinero|plata|pago|lana|guita
devuelv*|devolve*|reembols*|reintegr*|regres*|devuélvame|retornen|devolvedme|regresa ...4 @money|compra|total|pago|pague|importe|todo|completo|tarjeta
que me|nos ?lo ?la devuelv*|reembols*|reintegr*|regres*|abonen|devuelvan
devuelvanme|devuelveme|devuelvame|reembolsenme|regresenme|reembolsame|devolveme|regresame|devolvedme|reintegrenme
solicit*|pedir|exigir|tramitar|iniciar|reclamar|pido|gestionar|procesar|exijo ... ?@det reembolso|reintegro|devolucion|devoluciones
@want|voy|vengo|deseo|vamos|pienso ?a ?ya ?que ?poder devolver*|retornar*|regresar* ... @order|@det|esto|compra|lo|porque|que|cambi*
@want|devuelv*|reembols*|cambio ... porque|ya ... no ?me ?lo ?funciona|sirve|gusto|queda|quiero
no|ya ?lo ?la @want|quiero ?mas|ya ?el|la|lo ?@order ...4 devuelv*|reembols*|dinero|devolver*
me|nos pueden|puedes|podrian|puede|van|podrias ?a ?ya devolver|reembolsar|reintegrar|regresar|hacer ... ?el|la|mi|lo ?@money|reembolso|devolucion|que
hagan|haganme|hacerme|haga|procesen|denme|deme|dame|realicen|den ... reembolso|devolucion|reintegro
mi|el|un reembolso|reintegro ?completo|total|parcial|inmediato|ya|por ?favor|porfa|inmediatamente|ahora|integro $
cancel* ... y|con ... devuelv*|reembols*|dinero|devolucion|regres*|reembolso|reintegr*
devolucion|reembolso de ?@det|mi|todo ?mi ?lo|todo dinero|importe|pago|compra|pague|plata|completo|total

[formal]
poner|presentar|interponer|levantar|hacer|meter|registrar|elevar|formular|dejar|radicar|ingresar|pongo|presento|pondre|asentar|tramitar|realizar|presentare|voy|quiero|pusimos|hare ?a ?poner ?presentar ?@det ?mi queja|quejas|reclamacion|reclamo|reclamos|denuncia|pqr|protesta|inconformidad|reclamaciones
@want|voy|deseo|vengo|vamos|quiere ?a quejarme|quejarnos|reclamar|denunciar|reclamarles
queja|reclamo|reclamacion|inconformidad|protesta formal|oficial|formalmente|escrito|escrita|por
queja|reclamo|reclamacion ... formal|oficial|escrito|empleado|contra|trabajador|repartidor|cajero|tienda|atencion|servicio|chofer|mesero|sucursal
formal|oficial ... queja|reclamo|reclamacion
formalmente ... quej*|reclam*|inconform*
libro|libros|hoja|hojas|formulario|numero|folio ?de queja|quejas|reclamaciones|reclamos|reclamacion|sugerencias|reclamo
donde|como|quien|donde|cual|adonde ...4 quejo|quejarme|reclamo|reclamar|queja|quejas|reclamacion|reclamaciones|reclamos|denuncio|quejarse
departamento|area|oficina|correo ?de quejas|reclamos|reclamaciones
trato|atendio|atendieron|atendido|atencion|grito|gritaron|insulto|insultaron|contesto|hablo|cajera|cajero|vendedor|vendedora|repartidor|empleado|empleada|mesero|chofer|tecnico|conductor|mensajero|recepcionista ...6 groser*|maleducad*|prepotente|prepotencia|pesimo|pesima|mal|malas|feo|grito|gritaron|insult*|altaner*|despota|humill*|despectiv*|racista|discrimin*|falto|acoso|amenaz*|acosad*|acosó|burlo|empujo|golpeo
me|nos grito|gritaron|insulto|insultaron|humillo|humillaron|discrimino|discriminaron|amenazo|acoso|empujo|falto|faltaron|ofendio|agredio

[legal]
@want|voy|vamos|hablare|mi|mis|nuestro|nuestros|con|un|contact*|consult*|llamar*|ya ?a ?con ?mi|al|un|el abogado|abogada|abogados|licenciado ...5 contact*|demand*|proced*|llam*|asunto|caso|sabra|carta|encarg*|tom*|pon*|hable|sera|envi*|comunic*|ya|se|va
hablar*|consult*|contact*|llam*|pasar*|turn* ... mi|mis|nuestro|un|con|al abogado|abogada|abogados
demandar|demandarlos|demandarles|demandare|demandarles|demandaremos|demandamos|demandarte|demandarla|querella|querellarme|querellare
los|les|lo|voy|vamos|te|le ?voy|vamos|a ?a ?interponer ?poner ?una demando|demandamos|demanda|demandar*|denuncia|denuncio|denunciar*|denunciare|denunciaremos
demanda|denuncia|querella legal|judicial|penal|civil|colectiva|formal|policial|contra|por
poner|interponer|presentar|meter|levantar|pondre|presentare|puse|pongo|metere|hacer|interpondre|iniciar ... demanda|denuncia|querella|accion|acciones|acta|juicio
accion|acciones|medidas|via|vias|proceso|procedimiento|medida|instancia|instancias|recurso legal|legales|judicial|judiciales|penal|penales
por|a|la|toda|via|las ?la ?via ?vias legal|judicial|penal
legalmente|legales ...4 proced*|actu*|denunci*|demand*|responsab*
proced*|actuar*|actuo ... legal*|penal*|judicial*|abogad*
tribunal|tribunales|juzgado|juzgados|juicio|fiscalia|ministerio|juez|corte|arbitraje|arbitral|notarial|burofax
nos|los|les vemos|veo|veremos|llevare|llevaremos|llevo|llevar ?a|en|ante ?@det tribunales|juzgado|juicio|corte|juez|tribunal|juzgados
profeco|condusef|sernac|indecopi|ocu|facua|procon|consumo|omic|defensoria|osiptel|sic|superintendencia|aduc|conciliexpress|concilianet|cndc|osinergmin|susalud|sbs|cmf|enacom|ift
defensa|proteccion|oficina|asociacion|defensor|procuraduria|instituto|organismo ?federal ?nacional ?de|del|al ?los consumidor|consumidores|consumo|usuario|cliente
policia ... denunci*|llam*|parte|acud*|cargo
denunci*|llam*|acudir|ir|voy|avis* ...4 policia|guardia|fiscalia|autoridades|autoridad|ministerio
denunciar|denunciare|denunciarlos|denunciaremos|denunciando
ley|leyes|derechos ...4 consumidor|ampara|proteg*|incumpl*|viol*|vulner*
viol*|incumpl*|vulner* ...4 ley|contrato|derechos|proteccion|rgpd|lopd|privacidad
indemniz*|daños ?y ?perjuicios
resarc*|perjuicios|compensacion ... daños|perjuicio|perjuicios|legal
carta|notificacion|requerimiento documento|notarial|legal|formal
ultimo|ultima aviso|advertencia|oportunidad ... legal*|demand*|denunci*|abogad*|antes

[safety]
cara|labios|lengua|garganta|ojos|hijo|hija|boca|mano ...4 hinch*
ronchas|sarpullido|urticaria ... despues|desde|por|tras
me|nos cayo|hizo|puse mal|daño|malo ... comer|comida|cena|comi|comimos
vomitando|vomito|enfermos|diarrea ...6 cenamos|comimos|comer|cena|restaurante|comida
medicamento|medicina|pastillas|dosis|receta|medicamentos equivocado|equivocada|equivocadas|equivocados
no puede|puedo|podia respirar
incendi*|chispas|chispa|chispazo|chispazos|humo|fuego|llamas|explot*|explosion|revent*|electrocut*|calambre|toques|cortocircuito|corto|quemo|quemando|derrit* ...7 @order|cargador|bateria|enchufe|cable|casa|cocina|calentador|mano|manos|horno|adaptador|estufa|plancha|aparato|secador|secadora|freidora|caldera|calefactor|regleta|microondas|patineta|patin|boiler|tostadora|manta|power|bank|auriculares|clavija|pila
@order|cargador|bateria|enchufe|cable|calentador|horno|adaptador|estufa|plancha|secador|secadora|freidora|caldera|calefactor|regleta|microondas|patineta|patin|boiler|tostadora|manta|auriculares|pila|audifonos|ventilador|motor|coche|carro|auto|moto|frenos|escalera|elevador|ascensor ...6 incendi*|chispas|chispa|chispazo|humo|fuego|explot*|revent*|electrocut*|descarga|calambre|toques|toque|quemo|quemando|quemado|derriti*|humeando|echa|echando|arde|ardiendo|sobrecalient*|fallaron|desplom*|hirviendo
huele|olor|olia|fuga|escape|oler ...3 gas|quemado|quemada|humo|plastico|chamuscado
fuga de gas
monoxido|intoxic*|envenen*|salmonel*|anafila*|anafilaxia|anafilactico
reaccion|choque|shock|brote ... alergic*|anafilactic*|severa|grave|piel
alergia|alergico|alergica|alergicos|alergeno|alergenos ... reaccion|hinch*|hosp*|urgenc*|ronch*|respirar|contenia|traia|tenia|llevaba|avisaron|emergencia
contenia|traia|llevaba|tenia|lleva|trae|contiene ...4 nuez|nueces|mani|cacahuate|gluten|mariscos|lactosa|leche|almendras|frutos ...5 alergi*|celiac*
hinch*|ronchas|sarpullido|quemaduras|quemadura|ampollas|urticaria|vomit*|diarrea|convuls*|desmay*|asfixi*|ahog* ...8 crema|producto|comida|comi|comimos|comer|usar*|shampoo|champu|tinte|medicamento|pastilla|pastillas|mascarilla|jarabe|suplemento|hijo|hija|bebe|niño|niña|maquillaje|perfume|ayer|pedido|cara|piel|ojos|aplicarme|ponerme
crema|producto|comida|comi|comimos|comer|usar*|shampoo|champu|tinte|medicamento|pastilla|pastillas|mascarilla|jarabe|suplemento|maquillaje|hamburguesa|pollo|pescado|sushi|mariscos|tacos|menu|platillo|plato|ensalada|leche ...10 hinch*|ronchas|sarpullido|quemaduras|quemadura|quemo|ampollas|urticaria|vomit*|diarrea|convuls*|desmay*|asfixi*|alergi*|enferm*|intoxic*|hospital|urgencias|quemó|irrit*|ardor|mal|estomago
hospital|urgencias|ambulancia|emergencias|hospitaliz*|internad*|clinica|medico|doctor ...10 @order|producto|comida|comi|comer|intoxic*|alerg*|quem*|cort*|golpe*|lesion*|accident*|usar*|crema|ustedes|local|tienda|medicamento
me|se|nos|mi|niño|niña|hijo|hija|bebe|perro|mano|dedo ...4 corto|corte|cortado|lastimo|lastime|lesiono|lesione|quemo|queme|quemado|quemada|hirio|golpeo|golpee|electrocuto|cayo|cai|caigo|fracturo|rompio|trago|atraganto|ahogo|intoxico|enfermo|mordio|resbalo|resbale|herido|herida|lastimado|lastimada|atrapo ...8 con|por|@order|usar*|tienda|pieza|cuchilla|vidrio|silla|piso|escalera|tapa|en|local
vidrio|vidrios|cristal|cristales|metal|plastico|clavo|tornillo|cucaracha|rata|gusano|gusanos|raton|navaja|alambre|aguja|grapa|diente|uña ...4 en|dentro|entre ...3 comida|hamburguesa|sopa|ensalada|botella|bebida|papilla|leche|plato|pan|pizza|refresco|arroz|lata|pastel|yogur|taco|tacos|cereal|pollo|jugo
comida|hamburguesa|sopa|ensalada|botella|papilla|plato|pan|pizza|refresco|arroz|lata|pastel|yogur|cereal|jugo ...4 vidrio|vidrios|cristal|cristales|metal|clavo|tornillo|cucaracha|gusano|gusanos|raton|navaja|alambre|aguja|diente
peligro|peligroso|peligrosa|riesgo ...6 niñ*|bebe|hijo|hija|vida|muerte|electric*|incend*|fuego|inseguro|caer|gas|cable|cables|vida|salud|morir|hijos
es|muy|esta|un|una|son ?muy|un peligro|peligrosisim*|peligroso|peligrosa
vida|salud ...3 peligro|riesgo
accidente|accidentes|accidentó|choque|atropell* ...6 @order|repartidor|frenos|tienda|local|unidad|conductor|chofer|taxi|auto|patineta|moto|por|con
lesion|lesiones|lesionado|lesionada|herida|heridas|herido|sangr*|fractur*|descarga|electric* ...5 @order|tienda|por|con|electrica|electrico|niño|mano|producto|niña|local|hijo
frenos ...4 no|fallaron|fallan|fallo|sirven|sin

[vulnerable]
sin|acabo|acabaron|quedan|queda|agoto ?se ?le ?la ?el ?las ?los medicacion|medicamento|medicamentos|pastillas|comprimidos|tratamiento|inhalador
no puedo|aguanto mas ... vivir|seguir|vida
pensado|pienso|ganas ?en ?de acabar|matarme|morir|quitarme
conectad*|depende ... oxigeno|respirador
suicid*|quitarme|matarme|morirme|cortarme ...2 ?la ?vida
quiero|quisiera|prefiero|mejor morir*|morirme|desaparecer|matarme
no ?ya ?le ?quiero|puedo|aguanto|tengo|veo ?encuentro ?quiero|mas|sentido|ganas|razon ?de|a|para ?la vivir|vida|seguir
insulina|oxigeno|respirador|marcapasos|dialisis|quimio|quimioterapia|epilep*|medicina|medicinas|medicamento|medicamentos|inhalador|epinefrina|anticonvuls*|antirretrovir*|nebulizador|tratamiento|pastillas|audifono|ventilador ...10 urgent*|urge|hoy|ya|queda|quedan|acab*|sin|necesit*|agot*|grave|termin*|peligro|retras*|no|mañana|dosis|noche
sin|acab*|agot*|quede|necesit*|urge|urgente|no|queda|quedan|falta|termina* ...6 insulina|oxigeno|medicina|medicinas|medicamento|medicamentos|inhalador|dialisis|pastillas|tratamiento|antiepilepticos|respirador|anticoagulante
embarazad*|discapacit*|discapacidad|silla|anciano|anciana|ancianos|abuela|abuelo|abuelita|abuelito|mayor|bebe|recien|niño|niños|enfermo|enferma|paralitic*|ciego|invidente|cancer|diabetic*|diabetico|diabetica|alzheimer|postrad*|terminal|viuda|hospitaliz*|cardiac*|oncologic*|prematur*|desahuciad* ...8 sin|urgent*|urge|sola|solo|encerrad*|atrapad*|frio|calor|agua|luz|calefaccion|comer|leche|emergencia|grave|hospital|necesita|oxigeno|depende|morir|muriendo|muere|formula|ayuda|calle|varad*
sin|cortaron|corte|quede|quedamos|tenemos|estamos|llevamos|no ...6 luz|agua|calefaccion|gas|electricidad|comida|elevador|leche|formula|aire|refrigerador ...10 bebe|niñ*|recien|anciano|anciana|abuela|abuelo|mayor|enferm*|discapacidad|embarazad*|mama|madre|padre|papa|hijo|hija|insulina|oxigeno|diabetic*|embarazo|silla|hijos|suegra
madre|padre|mama|papa|abuela|abuelo|esposo|esposa|hijo|hija|bebe|suegra|marido|hermano|hermana|tia|tio|vecina|nene|nena|mujer|pareja ...8 sin|hospital|urgencias|grave|oxigeno|insulina|emergencia|infarto|muriendo|operacion|cirugia|encerrad*|atrapad*|respirar|convulsion*|hospitaliz*|critico|fallecio|murio|desmay*|intensivos
atrapad*|encerrad*|varad*|tirad*|botad*|perdid*|sol* ... en|con ...3 elevador|ascensor|carretera|aeropuerto|terminal|autopista|calle|noche|niños|hijos|bebe|desierto|estacion|baño|piso|extranjero|pais
me|nos|estoy|estamos|quede|quedamos|dejaron|dejo ...2 varad*|tirad*|atrapad*|encerrad*|botad*|calle|desampar*
violencia domestica|familiar|genero
amenaz*|golpea|golpeo|pega|persigue|acosa|acecha ...5 ex|esposo|marido|pareja|novio|muerte|casa|direccion
mi ?ex ?marido|esposo|pareja|novio ...4 amenaz*|golpea|golpeo|pega|persigue|acosa|localiz*|rastrea
emergencia|urgencia medica|vital|familiar|grave|de
es|una|tengo|tenemos|esto ?es ?una|de emergencia|vida
funeral|velorio|entierro|fallecio|murio|luto|sepelio|fallecimiento ...10 mañana|hoy|urgent*|urge|vuelo|viaje|cancel*|boleto|flores|necesit*|cuenta|linea|titular|madre|padre|esposo|esposa|mama|papa
no ?tengo|tenemos ...4 comer|comida|donde ?para ?dormir|mis|vivir|quedarme
desaloj*|desahuci*|calle ...6 hoy|mañana|hijos|niños|bebe|renta|deposito|nomina
niño|niña|hijo|hija|bebe|menor ...4 trago|tragó|perdido|perdida|desaparec*|solo|sola|encerrad*|atrapad*|ahogando|inconsciente|respira
ataque|crisis ?de panico|ansiedad|epileptic*|asma|nervios|asmatic*

[negotiate]
somos|seremos # ... precio|tarifa|descuento|grupo
#|# ... en vez|lugar de #
#|# ... por los|las|ambos|todo dos|ambos|tres|todo|par ... cerramos|llevo|cierro|compro
si|y|por|cuando|quiero|quisiera|necesito|al ?le|les|te ?compro|llevo|pido|comprar|compramos|encargo|llevamos|llevar|ordeno|contrato|comprando|agarro|llevando|encargamos|pedimos|contratamos|compro|tomo|tomamos|llevara|llevase|comprara ... ?mas ?de #|dos|tres|cuatro|cinco|seis|siete|ocho|diez|doce|quince|veinte|treinta|cuarenta|cincuenta|cien|ciento|doscientas|doscientos|quinientos|quinientas|mil|docena|docenas|varios|varias|ambos|juntas|juntos|muchos|grandes|mayor|volumen|cantidad ...9 descuento|rebaja|precio|mejor|mejora|bajan|baja|dejan|deja|deja*|rebajan|rebaja*|barato|hacen|oferta|promo|promocion|costo|cotiz*|menos|regalan|negociar|especial|mayoreo|tarifa|condiciones|gratis|descuentan
descuento|rebaja|precio|precios|mejor|tarifa|oferta|bajan|cotizacion|costo|barato|condiciones ...10 #|docena|docenas|cien|veinte|cincuenta|diez|treinta|mil|quince|doce|cinco|tres|seis|doscient*|quinient* ...1 unidades|piezas|pzas|pz|cajas|camisetas|camisas|playeras|licencias|personas|uniformes|sillas|mesas|equipos|computadoras|laptops|pares|kilos|toneladas|bultos|habitaciones|noches|cuartos|libros|cursos|usuarios|copias|articulos|litros|tazas|boletos|entradas|gorras|juegos|botellas|cuadernos|asientos|cubiertos|empleados|alumnos|productos|metros|paquetes|celulares|mochilas|meses|sacos
por|al|de|compra|venta mayoreo|mayor|volumen|cantidad|cantidades|menudeo ...8 descuento|rebaja|precio|precios|costo|negociar|mejor|cotiz*|tarifa|pagar|compro|#|unidades|piezas
descuento|rebaja|precio|precios|tarifa|cotizacion|costo ...6 mayoreo|volumen|mayorista|mayoristas|grupo|corporativ*|distribuidor|cantidad|cantidades|mayor|institucion*|empresas|revendedor
te|le|les|os doy|ofrezco|pago|ofrecemos|damos|pagamos|propongo|daria|pagaria|dejo|ofrezo ...4 #|mil|cien|doscientos|trescientos|quinientos|cincuenta|mitad|veinte
doy|ofrezco|pagaria|pago|propongo ... ?hasta # ... ?y|por ?@det|pesos|euros|dolares|trato|cerramos|ahora|efectivo|cash|ya|hoy
me|nos|lo|la|los|las|melo|dejalo|dejamelo|dejeme|dejamela|dejenmelo ?lo|la|los|las deja|dejas|dejan|dejarias|dejaria|dejar|dejarian|vende|vendes|venden|puedes|rebaja|rebajas|bajas|baja|haces|hace|hacen|das|da|dan|sueltas ... ?dejar ?en|a|por # 
dejalo|dejamelo|dejala|dejamela|dejenmelo|dejemelo|dejaselo|dejarmelo|dejarlo|dejamelos|dejeme|vendemelo|rebajalo|bajalo ... ?en|a|por #|cien|mil|mitad
en|por|a # ?pesos|euros|dolares|soles|mil ?y ... lo|me|te|se|cerramos|trato|compro|llevo|quedo ?lo ?la compro|llevo|cierro|pago|cerramos|trato|hecho|quedo|agarro|ahora|hoy|mismo
puedo|puedes|podemos|podria|podrian|podrias|pueden|aceptan|aceptas|aceptaria|acepta|llegamos|seria ?pagar ?dejar* ?ofrecer ?bajar* ?hacer* ?vender* ...3 # ... ?por|en|pesos|euros|dolares|soles|mil|efectivo
en|de|por otra|otro|otros|amazon|mercadolibre|competencia|internet|tienda ...8 #|mas|mejor ...6 igualan|igualar|igualas|iguala|mejoran|mejora|mejorar|bajan|barato|mejorarlo|precio|dejan|ofrecen|cuesta|vale
igual*|mejor* ...3 precio|oferta|cotizacion|presupuesto ...4 competencia|otra|otro|amazon|tienda|me|#|proveedor
competencia|otro|otra|otros|amazon ...5 ofrec*|cobr*|vend*|dan|da|deja|dejan|cotiz*|tiene|pide ...6 #|menos|barato|mejor
contraoferta|contrapropuesta|regate*
mi|nuestro presupuesto|oferta|propuesta|tope|limite es|son|seria|llega|maximo|de ...4 #|cien|mil
negoci* ... precio|precios|tarifa|tarifas|costo|coste|contrato|descuento
den|denme|deme|dame|hagan|hagame|haganme|hazme ?un|su|tu|el mejor|buen precio
presupuesto ...4 # ...8 deja*|ajust*|baj*|mejor*|precio|descuento|negoci*

[limitation]
entonces|pues quien ... hace|puede|ve|lo|resuelve|autoriza
necesito|quiero|requiero que ?me firmen|sellen|autoricen|aprueben|validen|revisen
cambiar|poner|traspasar ... titular|nombre ... difunto|fallecido|herederos|viuda|matrimonio|divorcio
# more than a bot may do: exceptions, changes by hand, special cases
caso|situacion|problema|tema|asunto|tramite|consulta ?es ?mio|mia ?muy|mas|algo|bastante|un ?poco especial|particular|complejo|compleja|complicado|complicada|delicado|delicada|raro|excepcional|distinto|atipico|diferente|largo
ninguna|ninguno|ningun ?de ?las|los|estas|esas|tus|sus ?opcion|opciones|respuesta|alternativas ...3 aplica|sirve|es|corresponde|ayuda|coincide|encaja|resuelve|mi|lo
no|mi ?caso ?aparece|esta|es|hay|encuentro|veo|viene|sale ...4 opcion|opciones|menu|lista ... ?mi|para|que|lo ?caso
excepcion|excepcional|excepcionalmente|prorroga|autorizacion|autorizar|autoricen|autorizado
necesit*|requier*|hay|ocup* ...4 manualmente|intervencion
manualmente
no|nunca ?me|lo|se|nos ?lo|la deja|permite|permiten|dejan|puedo|acepta|aceptan ... sistema|pagina|app|web|formulario|plataforma|portal|hacerlo|cambiarlo
sistema|pagina|app|web|formulario|plataforma|portal ...2 no ?me ?lo ?se deja|permite|acepta|reconoce|puede
bot|robot|asistente|chat|chatbot|automatico ...4 no ?me ?lo ?te puede|puedes|resuelve|sabe|alcanza|ayuda|podra|sabras
+ no ?me ?lo ?creo|vas|va|puedes|puede|pueden|sabes ?que ?a ?poder ?me ?puedas ayudar*|ayudes|resolver*|solucionar*|hacer* ?con|esto|eso|tu|algo|en $
corregir|corrijan|cambiar|modificar|actualizar|rectificar|corrige|cambien ...4 titular|razon|rfc|nit|rut|cif|apellido|contrato|factura|domicilio|poliza|escritura|fecha|nacimiento|dni|ruc ... emitida|ya|mal|timbrada|titular|contrato|fiscal
varias|varios|dos|tres|multiples cuentas|pedidos|facturas|contratos|problemas|cosas|reservas ... fusion*|unir|juntar|unificar|mezcl*|vez|combin*

[conditional]
si|cuando|caso|supongamos|suponiendo|hipoteticamente ?que ?y ?si ?me ?se ?el|la|mi|lo|un ?de ?que ?algo ?@order ?no ?me ?se llega|llegara|llegase|viene|viniera|sale|saliera|rompe|rompiera|daña|dañara|gusta|gustara|queda|quedara|pierde|perdiera|llegan|funciona|sirve|falla|quiero|cobran|cobraran|cambio|necesito|decido|arrepiento|equivoco|cancelo|devuelvo|roban|clonan|pasa
en caso de ?que
que|qué pasa|pasaria|hago|sucede|ocurre|procede ?yo si|cuando|en
antes de comprar|pedir|contratar|ordenar|pagar|comprarlo
por|ante si|cualquier ?acaso|las|algun ?moscas

[policy]
como|donde ?se ?lo ?la devuelvo|regreso|retorno|devuelve|devuelven
hasta que|cuando fecha|dia|hora|cuando ?se ?lo puedo|puede|tengo|se|hay|podria
cuanto|cuanto|cuantos ?tiempo|dias|plazo ?tarda|tardan|demora|demoran|tengo|hay|dan|toma|tienen|dura ...5 reembols*|devol*|devuelv*|reintegr*|reclam*
cual|cuales|como|que|qué|conocer|saber|info|informacion|donde ?es|son|funciona|funcionan|sobre|ver|de|encuentro|esta|leo|consulto|hay ?su|la|el|las|los politica|politicas|proceso|plazo|plazos|terminos|condiciones ...4 devol*|reembols*|cambio*|garantia|cancel*
politica|politicas|plazo|plazos|condiciones|garantia ?de devol*|reembols*|cambio*|cancel*
hacen|aceptan|tienen|ofrecen|dan|hay|permiten|cuentan|manejan ?con ?un ?algun devol*|reembols*|cambios|garantia|seguro
se puede|pueden ?hacer devol*|cambi*|reembols*|devolver
puedo|podria|podemos|se ?puede devol*|regres*|cambi* ...5 si|sin|despues|dias|tienda|ticket|sucursal|cualquier|en|online|oferta|comprado|compro
como|cómo ?se|puedo|hago|solicito|pido|tramito|funciona|funcionan|es|debo|hacen|es ?se ?hace|hacer|para|solicitar|tramitar|una|un|el|la|los|las ... devol*|reembols*|reintegr*|cambio|reclamo

[resolved]
^ si|sip|ah ...6 gracias $
^ ah|ok|vale|va|listo|uf|bueno ...8 gracias|perfecto|listo|menos ?mal $
ya lo|la|me|se soltaron|quitaron|regresaron|abonaron|reintegraron|acreditaron|tomo|acepto|dejo
ahora|ahorita|ya si ?me ?lo ?la toma|tomo|acepta|acepto|deja|jala|jalo|sale|salio|lee|paso
ya ?me ?lo ?la ?se llego|libero|fue|desaparecio|quito|encontre|tengo|atendieron|devolvieron|pude ?y ?todo|muy|gracias|ya|bien $
todo ?ya bien|listo|perfecto|orden $
paso|entro|quedo|cayo gracias|ya|bien|👍 $
si paso|entro|quedo|cayo
ya|todo|listo|ahora|perfecto ?ya|todo|me|lo|se|quedo|esta|si|por|fin ?lo ?me ?se ?esta|quedo|si ?la funciona|funciono|llego|resolvio|resolvi|arreglo|arreglado|solucionado|soluciono|solucione|solucionó|encontre|encontro|aparecio|pude|resuelto|resuelta|sirve|salio|entre|entro|carga|abrio|jalo|jala|prendio|acredito|devolvieron|depositaron|cayo|reembolsaron|recibi|anda|conecto|logre|quedo|reflejo|contestaron|atendieron|activo
quedo|quedó|esta|todo|asi ?todo ?ya ?muy|super resuelto|solucionado|arreglado|perfecto|listo|claro|bien|aclarado|orden|excelente
problema|tema|asunto|caso|duda|pedido ...3 resuelto|solucionado|arreglado|resolvio|soluciono|aclarada|aclarado|cerrado|resuelta
era|fue ?un|el|la|mi|culpa error ?mio|mia|wifi|cable|yo|culpa|yo|nada|falsa
falsa alarma
olvidalo|olvidelo|olvidenlo|ignoralo|ignorenlo ... ?ya
ya no hace|es|necesito|necesario|importa|falta|hay ?falta|nada|ayuda|problema
con eso|esto ?me|ya ?es|esta|me ?basta|suficiente|bien|quedo|alcanza|resolvi
gracias|graciass|grax ... ya|por|eso ?me ?quedo|es|resolvi|entendi|todo
me|ya ?me ?ha|lo|las sirvio|ayudo|ayudaste|funciono|salvaste|entendi|entendido|comprendi|aclaraste|aclaro
llego ?el|mi|la|ya|todo|muy ?@order bien|hoy|ayer|perfecto|gracias|excelente|impecable|completo|perfectamente

[decline]
+ no ?se ?te ?os moleste|molestes|molesten|preocupe|preocupes|preocupen|apure|apures
+ no|sin ?hace ?es ?necesito ?quiero ?falta ?necesario ?que ?me ?le ?lo pase|pases|pasen|comuniques|comunique|comuniquen|transfiera|transfieras|transfieran|marque|marquen|llame|llamen|moleste|molesten|molestes ?me ?a ?con nadie|ningun|ninguna|un|una|alguien|otro|al
+ no|sin ?quiero ?deseo ?busco ?necesito ?hace ?falta vendedores|asesores|llamadas|intermediarios
+ prefiero|prefiriria|mejor no hablar|tratar|molestar|llamar
+ dejalo|dejelo|dejenlo ?asi .. ya|yo|me|no
+ de|por momento|ahora no
+ no ?gracias dime|digame|solo|nada|con
+ ya no ?lo ?la ?me ?hace ocupo|necesito|requiero|quiero|falta|hablar
+ todavia|aun|mejor|por no|ahora|lo|solo ?deja|dejame|yo|sigo pruebo|intento|reviso|veo|pienso|sigo
+ sin asesor|asesores|agente|agentes|operador|llamadas
+ no ?gracias|necesito|hace|quiero|es|hay|requiero|ocupo|me ?hace|falta|necesario|necesidad|que|hablar|de|a|pases|transfieras|con|un|una|ningun|pasar|llamen .. @human|transferir*|llam*|comuni*|boss
+ sin ?necesidad|hablar|molestar|tener|pasar|llamar ?de|que|con|a .. @human|humano|nadie|llamar*
+ prefiero .. contigo|bot|robot|aqui|chat|escrito|asi|automatico|asistente
+ contigo|asi|aqui|tu|tú|el bot .. bien|basta|mejor|perfecto|puedes|ayudas|suficiente|resuelve|resolvemos|sigo|seguimos|estamos
+ mejor|sigamos|seguimos|sigo contigo|aqui|asi|tu|por
+ todavia|aun|por|de no|ahora|momento .. ?@human
+ no gracias|necesario|hace ?falta $
+ yo solo|sola|mismo|misma ?lo ?puedo|resuelvo|hago|veo

[mild]
ni modo|pasa
no pasa nada
da igual
en fin
no importa
se me hace un poco
un poquito|poquitin|pelin|tantito|tanto|poco mas|lento|lenta|enredado|enredada|apretado|golpeada|golpeado
pero ?el|la|lo|todo ?el ?contenido|producto|demas ... bien|entero|intacto|perfecto
un|algo|medio|bastante poco|tantito|pelin lento|lenta|tarde|molesto|decepcionado|decepcionada|caro|caros|incomodo|confuso|flojo|feo|raro|tardado|chico|grande
podria|podrian|pudo|esperaba ser|mejorar|haber|estar|algo ?sido mejor|mas|poco
no|ni|tampoco es|fue|esta|estuvo ?para|tan|lo|muy mal|grave|mejor|bien|tanto|grave|gran
nada grave|serio|importante|urgente
sugerencia|sugiero|recomendaria

[hypothetical]
novela|cuento|guion|pelicula|serie|tarea|tesis|ensayo|examen|videojuego|libro|documental ... de|del|sobre|para|que|donde|en
hipotetic*|hipotesis|simulacro|curiosidad
estudio|estudiante|estudiando ... derecho|medicina|leyes|enfermeria

[cart]
carrito|carro|cesta|canasta|bolsa ?de ?la ?compra|compras

[undelivered]
# no ha llegado nada: se trata de la entrega, se pida lo que se pida
no|nunca|jamas|aun|todavia ?me|nos ?ha|han ?no llegado|llega|llego|llegaron|entregado|entregaron|entregan
sin|ninguna ?mi|la|ninguna entrega|recibir|recibirlo|entregar
sigo|seguimos|sigue esperando|sin ... @order|recibir|llegar|entrega
nada ?ha llego|llega|llegado
donde esta|estan|quedo|anda mi|nuestro @order

[volume]
#|diez|doce|quince|veinte|treinta|cuarenta|cincuenta|cien|doscientas|doscientos|quinientas|quinientos|mil|docena|docenas ?de unidades|piezas|pzas|pz|cajas|camisetas|camisas|playeras|licencias|uniformes|sillas|mesas|computadoras|laptops|pares|kilos|toneladas|bultos|habitaciones|libros|usuarios|copias|tazas|gorras|botellas|cuadernos|celulares|mochilas|sacos|iguales
mayoreo|mayorista|mayoristas
por|al mayor|volumen
varias|muchas|grandes unidades|piezas|cantidades

[discount]
que|cual precio ?me ?nos ?seria das|dan|hacen|dejan|manejan|queda|seria
a como|cuanto ... dejan|dejas|das|dan|sale
descuento|descuentos|rebaja|rebajas|rebajan|descuentan
mejor|mejores|buen precio|precios|oferta
precio|costo|tarifa especial|mayoreo|unitario

[offer]
quiere|quieres|desea|deseas|prefiere|prefieres|gustaria|puedo|le|te ... comuni*|transf*|pas*|conect*|habl*|deriv*|contact* ... @human|@boss|agente|asesor

[unable]
+ no puedo|podemos !encontrar|ver|localizar|entender|identificar|saber
+ no puedo|podemos|podria|logro|consigo|sabria ?yo ?desde ?aqui hacer|emitir|cambiar|modificar|gestionar|realizar|acceder|autorizar|aprobar|tramitar|corregir|hacerlo|cambiarlo|gestionarlo|realizarlo|firmar|expedir|decidir|conceder|fraccionar|anular
+ no tengo|tenemos ?yo acceso|permiso|permisos|autorizacion|facultad|facultades|potestad
+ no ?me es|esta posible|permitido
fuera|excede ?de mi|mis alcance|competencias|mano

[useless]
# what a bot says that does not know
no|lo siento|disculp*|perdon*|lamento ... entend*|comprend*|encontr*|tengo|puedo|inform*|se|sé|reconozco|identifi*|captar
no ?te|le|lo|he|pude|logre|logro|puedo|pudimos|la ?pude|he entend*|entiendo|comprend*|encontr*|encuentro
reformul*|escrib* ?de ?tu|su ?otra|nuevo|pregunta|manera|forma
visit*|consult*|revis*|ingres*|te|le ?a ?sugiero ... preguntas|faq|centro|pagina|seccion|web|sitio|ayuda|enlace|link|articulo
puedes|puede|podes|intent*|prueb*|reinici* ... de|nuevo|otra|tarde|reinici*|link|enlace

# innocent phrases
block frustration,dispute,negotiate: en|a #|dos|duas|dois|deux|trois|due|tre|two|three|tres|quatro|cuatro|quatre|quattro|doce|doze|diez|dez|dix|dieci veces|plazos|cuotas|pagos|meses
block person,manager: @human|@boss de|inmobiliari* viajes|viaje|seguros|bienes|transito|policia|modelos|prensa|propiedad|proyecto|proyectos|obra|compras|aduanas|carga|escuela|secreto|bolsa
block person,manager: @human|@boss inmobiliario|inmobiliaria|aduanal|fiscal|financiero|financiera|legal|logistico|secreto|especial|mayor|juridica|moral|fisica|adulta|autorizada|contacto|comercial|limpiador|quimico
block person,manager: soy|trabajo|como|para|regalo|mi|nuestro|nuestra|cumpleaños|dia ?de|en|un|una|el|la|mi|su ?ex supervisor|supervisora|gerente|gerencia|jefe|jefa|director|directora|agente|asesor|operador|representante|ejecutivo|encargado|vendedor|empleado|tecnico|dueño|humano
block person,manager: puesto|vacante|empleo|curso|disfraz|traje|pelicula|serie|libro|manual|juego|titulo|reunion|entrevista ... ?de|del|para|con @human|@boss|robot
block person: por|cada|para|entre|de|#|una|dos|tres|cuatro|cinco|seis|ocho|diez persona|personas
block person: para|somos|de|mesa|habitacion|# # personas|humanos
block person: recursos|derechos|cuerpo|cabello|pelo|capital humanos|humano
block person,abuse: robot|robots aspirador|aspiradora|limpieza|cocina|juguete|infantil|de|lego|educativo
block person: aspiradora|juguete|disfraz|kit|brazo|muñeco|lego ... robot|robots
block person: persona ?de contacto|autorizada|encargada|mayor|que recibe
block person: @human que recibe|recibio|firma|firmo|entreg*|trajo|vino|gano|vive
block refund,dispute: a|hacerme|hacerse|toma|tomar cargo ?de
block legal: mucha|alta|gran|poca|baja|mayor|hay|tiene|tienen|tanta|por ?la ?mucha ?alta demanda
block legal: ley de ohm|moore|murphy|atraccion
block legal: soy|somos|trabajo|estudio|despacho|bufete|carrera|regalo|toga|oficina|consultorio ?de|para|como|un|una|en|mi abogado|abogada|abogados
block fraud,anger,abuse: es|no|sera|seran ?es ?una|un estafa|fraude|timo verdad|no|cierto
block fraud: curso|libro|seguro|contra|prevencion|proteccion|articulo|charla|taller|pelicula|deteccion ...2 fraude|fraudes|phishing|robo|hackeo
block damage: corazon|jeans|pantalon|vaqueros|pantalones|mezclilla|estilo|look roto|rotos|rota|rasgado|rasgados
block damage: @order ?ya ?esta|viene usado|usados|usada|usadas
block abuse,anger: bolsa|bolsas|bote|botes|camion|cubo|contenedor|bolsita|cesto|botecito ?de|para|la ?la basura
block safety,anger: fuegos artificiales
block safety: detector|alarma|sensor|maquina ?de|contra ?incendio|humo|gas|incendios|fuego
block safety,vulnerable: maquina de humo
block abuse: no|nada|ningun|ninguna asco|vergüenza|basura
block anger,frustration,abuse,formal: no|sin|ninguna|ningun|cero|nunca ?tengo|tenemos|hay|tuve|he ?tenido ?ninguna queja|quejas|problema|problemas|reclamos
block formal: no es ?una|un queja|reclamo|reclamacion
block person,manager: soy|trabajo|trabaje|busco|curso ?como ?de ?un|una operadora|asesora|agente|recepcionista|telefonista|teleoperadora|supervisora|encargada|cajera
block abuse: disfraz|pelicula|juego|libro|obra|serie ?de|del|llamada ladron|ladrones|idiota|payaso|payasos|animales|bestias|ratas|rata
block abuse: veneno|trampa|jaula|control|plaga|comida ... ratas|rata|animales
block legal: para|bolsa|maletin|cobertura|seguro|despacho|cita|libro ?para|legal ... abogado|abogada|abogados
block person,manager: operador|operadora|agente ... red|movil|configuracion|ajustes|telefonico
block frustration: veces al|a|por ?la dia|semana|mes|hora|ano
block damage: se me|nos hizo|hace|hizo|hacen ?muy ?un ?algo ?poco caro|cara|largo|tarde|corto|dificil|lento|pequeno|facil|raro|eterno
block damage,fraud: robad*|perdid*|rot* ... serie|novela|pelicula|juego|videojuego|libro
block legal: mi|el|su abogado|abogada ?ya vive|trabaja|pasa|recoge|puede|esta
block fraud: cubr*|inclu*|asegur* ... robo|fraude|perdida
