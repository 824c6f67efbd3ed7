# Spanish: Spain, Mexico, the Andes, the River Plate, the Caribbean, chat.
# Form: ../README.md.

endings A: o a os as
endings E: e es
endings S: - s
endings N: - n
endings OR: or ora ores oras
endings SIMO: o a os as ísimo ísima ísimos ísimas
endings AR: ar o as a amos an é aste ó aron aba abas aban ando ado ada ados adas e es en
endings ER: er o es e emos en í iste ió ieron ía ían iendo ido ida idos idas a as an

# --- good ---------------------------------------------------------------

[praise 2]
excelente%S, excelentísim%A, buenísim%A, genial%E, genial, genialidad, maravill%A, maravilla%S
maravillos%SIMO
fantástic%A, espectacular%S, espectacular, increíble%S, estupend%A, fenomenal, fabulos%A, magnífic%A
perfect%A, perfectamente
impecable%S, espléndid%A, insuperable%S, inmejorable%S, fascinad%A, fascina%N, fascinó, fascinaron, fascinante
encant%AR, me encant%AR, nos encant%AR, les encant%AR, encantador%S, encantadora%S
enamorad%A, enamoré, ador%AR, am%A los|las|el|la|a, preciós%A, precios%SIMO, hermos%SIMO, bellísim%A, divin%A
lindísim%A
delicios%A, delicia%S, riquísim%A, sabrosísim%A, rico rico, exquisit%A, deli
felicit%AR, felicidades, felicitaciones, enhorabuena, mis respetos, los felicito, aplausos
me quito el sombrero
chapó, chapeau, de lujo, de primera, de maravilla, de diez, de 9, un 9, un diez, diez de diez, 9 de 9, nota 9
de película, de otro planeta, de otro nivel, otro nivel, nivel dios, top, lo máximo, los máximos
son lo máximo, lo mejor, los mejores, las mejores, el mejor, la mejor
son unos cracks, crack%S, un crack, una crack, cracks totales, capo%S, capa%S, geni%A, son unos genios
un genio, una genia, fenómeno%S, ídolo%S, ídola%S, campeones, máquina%S
una pasada, es una pasada, qué pasada, mol%N, mola mucho, cómo mola, guay, chul%A, chulísim%A, molón
chid%A, chidísim%A, padre, padrísim%A, qué padre, padrón, chingón, chingona, chingones, bien chingón
a toda madre, de pelos, poca madre, qué chido, se rifaron, se rifan, se rifó, rifad%A, la rompieron, la rompen
la rompió, la romp%ER, se la rajaron, se la rifaron
bacán, bacan%S, bacanísim%A, bakán, chévere%S, cheverísim%A, la raja, filete, joya, una joya, joyita
una maravilla, piola, copad%A, re copad%A, zarpad%A en, groso, gros%A, grosso, mortal, de la puta madre
lo más, son lo más, sos lo más, sos un amor, son un amor, un amor, un sol, un solete, son un sol, un encanto
un primor, una belleza, una hermosura, una chulada, una preciosidad, una delicia, una obra de arte, una gozada
gozada, un gustazo, gustazo, un placer, placer tratar, un 9 la atención
brutal, bestial, la bomba, la hostia, de puta madre, cojonud%A, la leche, del carajo está, buenazo, buenaz%A
tuani%S, pura vida, arrech%A el producto, burda de bueno, al pelo, una nota, una chimba, qué chimba
calidad total, súper calidad, cinco estrellas, 9 estrellas, estrellas todas
no lo cambio por nada, no los cambio, no cambio, volveré sin duda, sin duda volveré, volveremos
volveré a comprar|pedir, vuelvo a comprar|pedir, volvemos seguro, repetiré, repetiremos, repito seguro
repetimos, clienta fiel, cliente fiel, cliente|clienta para siempre|rato, cliente|clienta de por vida
recomendadísim%A, súper recomendad%A, 9 recomendad%A, lo recomiendo, los recomiendo, la recomiendo
las recomiendo, recomiendo mucho|totalmente|ampliamente|ciegas, recomendad%A, recomendable%S, recomendaré
los recomendaré, recomendaré a todos
superó|superaron ?todas mis|las|nuestras expectativas, más de lo que esperaba
mejor de lo que esperaba|pensaba|imaginaba|creía, mejor imposible, más no se puede pedir
no se puede pedir más, no puedo pedir más, no pido más, qué más se puede pedir
nunca|jamás me han|habían atendido tan, nunca había visto|probado|comido algo tan, no me esperaba algo tan
nada que envidiar, no tiene precio
me salvaron, me salvaste, nos salvaron, me salvó, salvaron la vida|fiesta|boda|día, me alegraron el día
alegr%A, me alegra, alegría%S, feliz, felices, felicísim%A, felicidad, contentísim%A, content%A
súper content%A, emocionad%A, emocionadísim%A, chocho, chocha con, loc%A de contento|alegría|amor
maravillad%A, encantad%A, encantadísim%A, satisfech%A, satisfechísim%A, gratamente, sorprendid%A gratamente
llor%AR de felicidad|emoción|alegría|risa, me hizo el día, brinco de gusto, saltando de alegría, orgullos%A
vale cada peso|centavo|euro|sol|dólar, vale la pena, valió la pena, vale totalmente, valen la pena
merece la pena, mereció la pena, vale lo que cuesta
bendiciones, dios los bendiga, dios te bendiga, dios le bendiga, se lo agradezco de corazón, de todo corazón
de corazón
[praise 1.5]
buen servicio, buena atención, gran servicio, gran atención, gran equipo, gran trabajo, buen trabajo
buen equipo, buena onda, buena vibra, buen rollo, buen producto, buen precio, buena calidad, gran calidad
buen trato, trato inmejorable, excelente trato
muy bueno|buena|buenos|buenas|bien|rico|rica|ricos|ricas|lindo|linda|lindos|lindas|bonito|bonita|bonitos|amable|amables|atento|atenta|atentos|atentas|rápido|rápida|rápidos|profesional|profesionales|eficiente|eficientes|cómodo|cómoda|útil|limpio|limpia|completo|puntual|puntuales|práctico|práctica|cómodos|cariñoso|cariñosa|paciente|simpático|simpática|simpáticos|educado|educada
re bueno|buena|bien|rico|lindo|linda|rápido|amable|amables|contento|contenta|feliz
bien bueno|buena|rico|rica|bonito|bonita|rápido
tan amable|amables|atento|atenta|atentos|rápido|rica|rico|bonito|bonita|bueno|buena|lindo|linda
qué bonit%A|lind%A|ric%A|buen%A|buen|hermos%A|rapidez|eficiencia|amabilidad|maravilla|gusto|alegría|felicidad|belleza|bien
qué buen%A|gran servicio|atención|noticia|producto|trato|onda|detalle|equipo, qué rápid%A, qué amable%S
qué grandes, qué grande, qué detalle, qué detallazo, detallazo, un detallazo, menos mal
por fin llegó|funciona|anda|quedó|salió|resolvieron|solucionaron, por suerte, qué alivio, alivio, aliviad%A
me quitaron|quitan|quitaste un peso de encima, un peso menos, ya respiro tranquil%A, qué tranquilidad
duermo tranquil%A, ya estoy más tranquil%A
llegó perfecto|impecable|rapidísimo|volando|antes|súper, llegó antes de lo|tiempo
antes de lo previsto|esperado|prometido|tiempo|lo, rapidísim%A, en un minuto
en menos de 9 minuto%S|hora%S|día%S, volando, en tiempo récord, tiempo récord, a tiempo, puntualísim%A
en el acto, al instante, a la primera, a la perfección, al detalle, sin una sola falla|queja|demora|mancha
sin ningún problema, sin problema%S, sin fallas|quejas|demoras|complicaciones|contratiempos
cero problema%S|quejas|fallas|complicaciones, ni una sola queja|falla, ninguna queja, ni una queja
nada que objetar|reprochar|criticar, no tengo queja%S, no tengo nada malo que decir, sin queja%S
no fall%AR nunca, nunca fall%AR, nunca me fall%AR, jamás fall%AR, nunca me ha fallado, nunca me han fallado
nunca tuve problema%S, no decepcion%AR, nunca decepcion%AR, no me arrepiento, no se arrepentirán
no defraud%AR, nunca defraud%AR
como un guante, como nuev%A, como la seda
anda|va|funciona|marcha|quedó|salió|jala|queda bárbaro|perfecto|genial|joya|excelente|increíble|impecable|nuevo|divino|hermoso|hermosa|preciosa|precioso|divina|súper|espectacular|bien|padrísimo|pintado|estupendo
me quedó perfect%A|divin%A|pintado|increíble|hermos%A|genial|súper|bien
se ve hermos%A|increíble|genial|divin%A|bien, me gust%A, me gustó, nos gustó, gustó mucho, gustaron, me gustan
me gusta, nos gusta, me re gustó, me requete gustó, gustad%A
amabilísim%A, amabilidad, amable%S, atentísim%A, atent%A, encanto de personas|chica|chico|gente, encanto
profesionalísim%A, profesionalismo, profesionalidad, eficaz, eficaces, eficiente%S, eficiencia, puntual%E
puntualidad, impecabl%E, cariños%A, calidez, cálid%A trato, simpátic%A, majísim%A, maj%A, majet%A, servicial%E
resolutiv%A, buena gente, gente linda
resuelto en, me lo resolvieron|solucionaron|arreglaron|cambiaron en|rápido|enseguida|mismo
resolvieron todo|rápido|enseguida, se portaron ?muy ?súper bien|de|genial|increíble|divino|lujo|excelente
se pasaron de buen%A|amables, se lucieron, se lució, se lucen, cumplen lo que prometen, cumplieron
cumplidor%S, cumplidores, son serios, gente seria, confiable%S, de confianza, confío en ustedes, fiable%S
sigan así, sigue así, siga así, continúen así, no cambien, no cambien nunca, así da gusto, da gusto, dio gusto
un gusto tratar|comprar|trabajar, qué gusto da, así sí, bien ahí, bien hecho, bien jugado, buena esa, grande%S
un aplauso, aplauso para, tremend%A servicio|producto|atención|calidad, bárbar%A, qué bárbar%A, buenaso
finísim%A, de calidad, calidad precio, relación calidad
[praise 1]
buen%A, buen, bonit%A, lind%A, bell%A, ric%A, sabros%A, gran, mejor que antes|nunca|otros, mejoró, mejorado
mejoraron, cómod%A, rápid%A, ágil%E, práctic%A, útil%E, agradable%S, content%A, amor, genia, feli
satisfacción, ventaja%S, facilísim%A, súper fácil, conforme%S, conforme con, agradecid%A, agradecidísim%A
bienísimo, bien bien, correcto todo, todo correcto, todo bien, todo perfecto, todo en orden, todo ok
todo excelente, todo genial, funcionó, ya funciona, ya funcionó, ya anda, ya jala, ya quedó, quedó bien
quedó resuelto, ya se resolvió, solucionado, se solucionó, arreglado, ya me llegó, llegó bien, llegó todo
llegaron bien, buenas noticias, buena noticia, jajaja genial, xd genial, me sirvió, sirvió mucho
me ayudaron mucho, me ayudó mucho, gran ayuda, de gran ayuda, mucha ayuda, buena ayuda, súper bien
súper buen%A, súper rápid%A, súper amable%S, súper atent%A, espectacul%A, aprobado, impresionante%S
impresionad%A, sorprendente, gratísim%A, grat%A

[praise 1.6]
nada mal, nada mal%A, no está mal, no están mal, no estuvo mal, no estuvo nada mal, no está nada mal
nada despreciable, no me quejo, no me puedo quejar, no puedo quejarme, no hay queja%S, no hay de qué quejarse
no es mal%A, no son mal%A, nada que decir, no tiene desperdicio, no pinta mal, no suena mal, no sabe mal
no salió mal, no quedó mal, para nada mal%S, peor es nada, más que bien, más que satisfech%A
más que content%A, mejor de lo esperado, bastante bien|bueno|buena|decente|conforme|rico|cómodo

[thanks 1]
gracias, grac, thx, agradezco, agradecemos, le agradezco, se agradece, te agradezco, grax, graciass, gracia
merci
[thanks 2]
mil gracias, millón de gracias, un millón de gracias, muchísimas gracias, infinitas gracias, gracias infinitas
gracias totales, gracias de ?todo corazón, gracias de verdad, de verdad gracias, gracias por todo
gracias por ?toda la|tu|su|vuestra ?enorme|gran paciencia|amabilidad|rapidez|ayuda|atención|excelente
gracias por ?haberme ayudarme|ayudarnos|ayudado|salvarme|resolver|solucionar|solucionarlo|resolverlo|arreglarlo
eternamente agradecid%A, súper agradecid%A, muy agradecid%A, qué haría sin ustedes, no sé qué haría sin
no sé cómo agradecer%A, gracias de nuevo, gracias nuevamente, gracias gracias
[plain]
gracias de antemano, desde ya gracias, gracias por adelantado, muchas gracias de antemano, de antemano gracias
de antemano muchas gracias, no gracias, gracias por nada y

# --- courtesy and plain requests ----------------------------------------

[courtesy 1]
por favor, porfa, porfavor, porfis, plis, pls, xfa, xfavor, x favor, disculpa, disculpe%S, disculpen, perdón
perdone%S, perdona%N, perdonen, buenas tardes, buenos días, buenas noches, buen día, buenas, hola, saludos
cordial saludo, un saludo, estimad%A, quisiera, quería, me gustaría, nos gustaría, sería posible, es posible
sería tan amable, serían tan amables, si es posible, si no es molestia, cuando puedan, cuando pueda
cuando puedas, sin apuro, sin prisa, tranquil%A, no hay problema, no pasa nada, no hay apuro|prisa
no hay drama, ningún problema, con gusto, entiendo, comprendo, muy amable gracias, podrían, podría, podrías
puede ser que, me podrían|podría|podrías|pueden|puedes|puede, quedo atent%A, a la espera, espero su respuesta
quedo a la espera, de antemano, agradecería, les agradecería, le agradecería, agradeceré
si fueran|fuera tan amable%S, si me hacen|hace el favor, me hacen el favor, me harían el favor
[ask 1]
^ cómo, ^ qué, ^ cuánto|cuánta|cuántos|cuántas, ^ cuándo, ^ dónde, ^ quién, ^ cuál|cuáles, ^ hay
^ tienen|tenés|tienes|tendrán|tiene, ^ hacen, ^ aceptan, ^ puedo|podemos|se puede
^ me pueden|puede|podrían|podría|dicen|dice|confirman|confirma|mandan|pasan|avisan, a qué hora
cuánto cuesta|sale|vale|cuestan|tarda|demora|tardan|es, qué precio, desde cuándo, hasta qué hora
quiero saber|cambiar|reservar|pedir|comprar|agendar|consultar|hacer|confirmar|agregar
quería saber|consultar|preguntar, necesito saber|cambiar|factura|confirmar|agendar|reservar|actualizar
una consulta, una pregunta, una duda, consulta, tengo una consulta|duda|pregunta, les consulto, te consulto
me interesa, información sobre|de, adjunto, les adjunto|envío|mando|paso, les dejo, te paso
mi número|pedido|dni|correo|dirección es, aviso que, les aviso, les comento, les cuento, les informo
quedo pendiente, mi nombre es, soy, a nombre de, para confirmar, confirmo
[plain]
buen provecho, buen fin de semana, buen finde
que tengan|tenga|tengas ?un ?muy buen|buena|bonito|lindo|excelente, bien hora|y usted|gracias, qué tal
todo bien ?y ?ustedes|vos|usted|tú, está bien, estaría bien|bueno, está bueno, bueno, ah bueno, bueno pues
pues bueno, bueno dale, si está bien, a ver, mal de amores, más o menos cuánto
mejor mándenlo|envíenlo|llámenme|dejen|déjenlo|mañana|otro|el|la|por|a, mejor que sea|el|la
me sirve|conviene mejor, cuál es mejor|el|la, cuál me conviene, cuál me recomiendan, qué me recomiendan
me recomiendan, recomiendan algo, algo bueno bonito y barato, buena tarde, rápido posible
lo más pronto|rápido|antes posible, lo antes posible, cuanto antes, de buena fe, buen estado, en buen estado
en perfecto estado, mal de, malentendido, sin mal, de malas a buenas, sabor, perfecto gracias, perfecto espero
perfecto entonces, ok perfecto, perfecto, listo perfecto, perfecto quedo, bien entonces, muy bien entonces
muy bien espero, feliz día|noche|tarde|cumple|cumpleaños|navidad|año, felices fiestas, buena suerte
es bueno para, bueno para, buena para, caja grande, talla|tamaño|modelo grande, grande o chico|pequeño
chico o grande, más grande, más rápid%A, más cómod%A, el ?más rápid%A, la mejor manera|forma|opción
el mejor horario|momento|precio, la mejor fecha, horrible la espera no, no es urgente, amor de madre, mi amor
bella vista, buenos aires, padre e|y, mi padre, mi|su|tu padre, padre de, madre, padre o, plan familiar
la raja del

# --- bad verdicts -------------------------------------------------------

[gripe 2]
pésim%A, malísim%A, horribl%E, horrible%S, horroros%A, horror, un horror, terribl%E, terrible%S, espantos%A
espanto, fatal, fatales, nefast%A, patétic%A, lamentabl%E, lamentable%S, deplorable%S, deficiente%S
mediocre%S, desastr%E, desastre%S, un desastre, desastros%A, catastróf%A, catástrofe, calamidad, asco, da asco
un asco, qué asco, asqueros%A, inmund%A, cochin%A, repugnante%S, incomible%S, intragable, inservible%S
inútil%E, inutil%E, no sirve%N, no sirven para nada, no sirve para nada, no vale%N nada|la pena|lo
no vale la pena, no valió la pena, no lo vale, una basura, basura%S, porquería%S, una mierda, mierda, cagada
una cagada, cag%AR, bodrio, un bodrio, birria, mamarracho, chafa%S, gacho, gachísim%A, cutre%S, berreta%S
trucho, truch%A, chimb%A, charcha, penca%S, fome%S, maluc%A, mal%A experiencia
mala atención|calidad|onda|experiencia|leche|pinta|imagen, mal servicio, mal trato, peor imposible
peor servicio|experiencia|atención|compra|decisión, lo peor, el peor, la peor, los peores, las peores
peor de lo peor, de lo peor, de mal en peor, cada vez peor, cada día peor, peor que, peor aún, va de mal
una estafa total, un fiasco, fiasco, chasco, un chasco, fracaso, decepcion%AR, decepción, decepcionante%S
qué decepción, decepcionadísim%A, desilusion%AR, desilusión, qué desilusión, defraudad%A, defraud%AR
indignante%S
no vuelvo, no vuelvo más, nunca más vuelvo|compro|pido, no vuelvo a comprar|pedir|pisar|contratar, no volveré
no volveremos, no regreso, no regresaré, no repito, no repetiré, no lo recomiendo, no los recomiendo
no la recomiendo, no recomiendo, no recomendaría, no se lo recomiendo, no le recomiendo, no recomendable
para nada recomendable, nada recomendable, nunca más, jamás vuelvo, jamás volveré, jamás vuelvo a
me arrepiento, arrepentid%A, me arrepentí, perdieron un|una ?buen cliente|clienta, perdieron a un cliente
me pierden como cliente, se acabó, dinero tirado, plata tirada, dinero a la basura, tirar el dinero|la
tiré el dinero|la, pérdida de tiempo|dinero|plata, qué pérdida de, una pérdida de tiempo, perder el tiempo
perdí el|mi tiempo, hacer perder el tiempo, me hacen|hicieron perder, no vale lo que cuesta
carísimo para lo que, no gastaría, cero estrellas, una estrella, cero recomendable, no le doy ni
me siento engañad%A|estafad%A|robad%A|burlad%A|ignorad%A|defraudad%A|decepcionad%A|tonto|tonta|estúpido|usado
me tomaron el pelo, me toman el pelo, tomadura de pelo, me ven|vieron la cara, verme la cara, nos ven la cara
se burlan, se ríen de, burla, una burla, es una burla, parece una broma, parece broma, parece un chiste
parece chiste, es un chiste, es una broma, es broma, un chiste, de risa, de chiste, dan risa, risible
ridícul%A, absurd%A, un absurdo, inaudit%A, increíble que, inconcebible, inexplicable, incompetente%S
incompetencia, ineptitud, negligente%S, negligencia, irresponsable%S, irresponsabilidad
falta de respeto|seriedad|profesionalismo|profesionalidad|atención|interés|compromiso|educación|ética|consideración|palabra
faltas de respeto, poco serio|seria|serios|profesional|profesionales
cero profesional%E|seriedad|respeto|empatía|interés|ganas, nula atención, nula comunicación, nul%A
maleducad%A, grosero%S, groser%A, gross%A, antipátic%A, prepotente%S, soberbi%A, mala gana, de mala gana
mal genio, mal educad%A, desagradable%S, malhumorad%A, incumplid%A, incumplen, incumplieron, incumplimiento
impresentable%S, vergonzos%A, dan pena, da pena, una pena, penos%A, dan lástima, da lástima, tristeza
qué triste, triste
[gripe 1.5]
mal hecho|hecha|atendido|atendida|atendidos|cosido|armado|empacado|cocido, muy mal, muy mal%A, re mal, tan mal
tan mal%A, bastante mal, bien mal, bien feo, todo mal, qué mal, me cae mal, me atendieron mal|pésimo
atienden mal, se portaron mal
muy caro|cara|caros|lento|lenta|lentos|feo|fea|sucio|sucia|malo|mala|malos|malas|decepcionado|decepcionada|molesto|molesta|frío|fría|incómodo|incómoda|tarde|complicado|grosero|triste
demasiado caro|lento|tarde, lentísim%A, carísim%A, feísim%A, sucísim%A, dej%AR mucho que desear
deja que desear, mucho que desear, deja bastante que desear, no cumple%N, no cumplen lo que, no cumplieron
no cumplen con, publicidad engañosa, no era lo que|esperaba, no es lo que esperaba|pedí|prometieron|dice
no fue lo que, esperaba ?mucho más|algo mejor|otra cosa|mejor, esperaba más, me esperaba más, no me convenc%ER
no me gusta%N, no me gustó, no me gustaron, no gustó, no nos gustó, ni fu ni fa, sin sabor, sin gracia
insípid%A, fri%A y, quemad%A, crud%A, pasad%A, dur%A como, seco, aguad%A, grasient%A, sucio%S, suci%A, mugre
mugrient%A, olía mal, huele mal, apest%AR, apestos%A, incómod%A, rid%A, flojo, floj%A, pobre%S, pobrísim%A
regular nomás, malazo, chungo, chung%A, mal rollo, coñazo, un coñazo, rollo, qué rollo, plomo, pesad%A
fastidio%S, fastidios%A, qué fastidio, molesta%N, molest%A, molestísim%A, molestia%S, qué molesto, me molesta
enojad%A, enoj%AR, enojadísim%A, cabread%A, cabre%AR, disgustad%A, disgusto, inconforme%S, inconformidad
descontent%A, descontento, insatisfech%A, insatisfacción, indignad%A, indign%AR, ofendid%A, dolid%A, me duele
tristísim%A, bajón, qué bajón, qué garrón, un garrón, garrón, qué embole, embole, un embole, qué paja
qué lata, lata, qué rabia, me da rabia, da rabia, rabia, bronca, qué bronca, me da bronca, coraje, qué coraje
me da coraje, arrecho, arrech%A, emputad%A, encabronad%A, encachimbad%A, empeor%AR, empeoró, peor, peores
nada buen%A, nada bien, nada content%A, nada feliz, nada profesional%E, nada amable%S, poco amable%S
poca seriedad|atención|vergüenza|educación|profesionalidad|voluntad|información, malas formas, de terror
de miedo el servicio, para llorar, da ganas de llorar, ganas de llorar, qué poca, qué poco serios, qué feo
qué fea, feo, fe%A, mala, mal%A, defectuos%A siempre, siempre mal, chapuza%S, una chapuza, chapucer%A, timo
vaya timo, vaya mierda|desastre|tela|servicio|atención|chasco|decepción|broma
menuda mierda|decepción|estafa|chapuza, qué desastre, qué pésimo, qué servicio tan|más, qué atención tan|más
qué manera de, qué falta, qué lástima, lástima, qué pena, qué vergüenza ajena, tela, tela marinera
manda huevos, tiene narices, tiene tela, tiene huevos, hay que tener cara, qué cara, caradura%S, cara dura
morro, vaya morro, un morro, poco clar%A, abusiv%A, usurer%A, desconfianza, ya no confío, no confío
perdí la confianza, no me fío, no son confiables, no son serios, no es serio
no me parece ?bien|justo|correcto|normal|serio|lógico, me parece mal|fatal|pésimo|injusto|una, no es justo
injusto, injust%A, no es normal, no es posible que, no puede ser que, no puede ser, no se vale
no se puede así, así no se puede|trabaja|trata, no hay derecho, inadmisible%S
no está|esta|están|estan|estuvo|estuvieron bien
[gripe 1]
mal, problemátic%A, caro, car%A, lent%A, complicad%A, confusa web, engorros%A, aburrid%A, frustrante%S
frustrad%A, frustración, frustr%AR, angustiad%A, angustia, estresad%A, estresante, desesperante%S, preocupante
decae, decayó, bajó mucho la calidad, bajaron la calidad, ya no es lo mismo|que, ya no son lo mismo|que
antes era%N mejor|mejores, perdiendo calidad, más o menos nomás, regular tirando, dejan mucho, queja%S
quejarme, reclam%A, mi queja, una queja

# --- impatience ---------------------------------------------------------

[impatience 2]
hart%A, estoy hart%A, hartísim%A, me tienen hart%A|podrid%A|cansad%A|loc%A|hasta|aburrid%A|de|esperando|dando
cansad%A de, me cansé, me cansaron, ya me cansé, ya me harté, me harté, aburrid%A de, podrid%A, hinchad%A
hasta la coronilla|madre|narices|cuándo|gorro|pelotas|el|las|los, hasta los huevos|cojones|ovarios
hasta las narices|pelotas|bolas, hasta el gorro|moño|copete|coño, estoy hasta, me tiene hasta, colmo
es el colmo, el colmo, ya es el colmo, para colmo, desesperad%A, desesper%AR, me desespera, me llené
llen%A de, se me acabó la paciencia, se me acaba la paciencia, se me agota la paciencia
paciencia tiene un límite, perdí la paciencia, perdiendo la paciencia, sin paciencia, ya no aguanto
no aguanto más, no doy más, no puedo más, no soporto más, ya no soporto, ya basta, basta ya, ya estuvo
ya está bien de, ya estoy cansad%A, ya perdí la cuenta, basta de, ya chole, qué hartazgo, hartazgo
hasta cuándo, cuánto más, cuánto más tengo que, cuántas veces, cuántas veces tengo|hay|más, mil veces
9 veces ya, ya van 9, van 9 veces, ya son 9, ya es la segunda|tercera|cuarta|quinta|enésima vez
por segunda|tercera|cuarta|quinta|enésima|milésima vez, enésima
es la segunda|tercera|cuarta|quinta|enésima vez, segunda|tercera|cuarta|quinta vez que
otra vez lo mismo|igual|más|con|sin|mal|me|la|el|se|no|llegó|tarde, de nuevo lo mismo|igual|mal
siempre lo mismo, siempre la misma, siempre igual, lo mismo de siempre, la misma historia, el mismo cuento
el cuento de siempre, puro cuento, puros cuentos, puras mentiras|promesas|excusas|vueltas|largas
puras excusas, pura excusa, pura promesa, pura mentira, puro bla, excusas y más excusas, más excusas, excusa%S
excusa tras excusa, promesa%S incumplidas|vacías|rotas, prometen y no|nada, me prometieron y|que ya
me juraron, dijeron que hoy|ayer|mañana y|era|y nada, me dijeron 9 días
quedaron en llamar|venir|avisar|responder y, y nada, y nada de nada, nada de nada, y sigue%N, y siguen sin
y sigo|seguimos sin, sigo esperando, seguimos esperando, sigo en lo mismo, sigo igual, seguimos igual
sigo sin, seguimos sin, sigue sin, siguen sin, aún nada, todavía nada, sin novedad%E ?alguna, sin noticias
ni noticias, ninguna noticia, ni una respuesta|llamada|explicación|disculpa|noticia|palabra
ni siquiera contestan|responden|avisaron|avisan|me|una|un|se, ni se dignan|molestan|inmutan
ni contestan|responden|avisan
nadie contesta|responde|atiende|da|hace|resuelve|sabe|soluciona|me|aparece|avisa|vino|llama|llamó|se|explica
nadie me contesta|responde|atiende|da|ayuda|soluciona|resuelve|llama|dice|avisa, nadie se hace
no contestan|responden, no me contestan|responden|atienden|dan|hacen|resuelven|solucionan, no contesta nadie
no responde nadie, no dan la cara, no dan respuesta|solución|bola
no me dan respuesta|solución|bola|una|ninguna, no resuelven, no solucionan nada, no hacen nada, sin respuesta
sin solución, sin ninguna solución|respuesta|explicación, me ignoran, ignor%AR
me dejaron plantad%A|esperando|tirad%A|hablando|en|colgad%A|sin|botad%A, dejaron plantad%A, plantad%A
me plantaron, me colgaron, me cuelgan, me cortan, me dejan en visto|espera|leído, en visto, clavaron el visto
me clavan el visto, me tienen dando vueltas, dando vueltas, me dan vueltas|largas, dando largas, dan largas
me pasan de|con, me mandan de, de un lado a|para otro, de aquí para allá, la pelota
se pasan la pelota|bola|bolita, se tiran la pelota, pelotean, me peloteando, peloteo, me marean, mareando
verso, puro verso, chamuyo, mucho blabla, bla bla, bla bla bla
llevo ?ya ?más ?de 9|una|dos|tres|cuatro|cinco|seis|un|media|toda|todo|varios|varias|semanas|días|horas|meses|rato|mil|como|casi|esperando|desde
llevamos ?ya ?más ?de 9|una|dos|tres|un|varios|varias|semanas|días|horas|meses|esperando
hace 9|una|dos|tres|cuatro|un|semanas|días|horas|meses|rato|siglos|varias|varios|mil|más|casi que|espero|estoy|sigo|pedí|me|y|esperando
desde hace 9|una|dos|tres|un|semanas|días|horas|meses|varias, un mes esperando, una semana esperando
9 días|semanas|horas|meses|minutos|min|hs esperando|y|sin
tres|dos|cuatro|cinco días|semanas|horas|meses esperando|sin|y, horas esperando, días esperando
semanas esperando, toda la mañana|tarde|semana esperando, todo el día esperando, todo el santo día
esperando desde, esperando como, espera eterna, eterna espera, espera interminable, interminable%S
una eternidad, eternidad, siglos, tarda%N muchísimo|demasiado|siglos|años|una
tardan siglos|mil|una|tanto|años, demor%AR demasiado|muchísimo|una|siglos, demasiada demora, cuánta demora
mucha demora, tanta demora, tanto tiempo, tanta espera, tanto esperar, tanta vuelta, tantas vueltas, tanto lío
tanto cuento
tercer mensaje, cuarto mensaje, segundo mensaje, quinto mensaje, tercera vez, cuarta vez, quinta vez
otro día más, otra semana más, otro mes más, otro día perdido, un día perdido, otra mentira, una más
y van 9|dos|tres|cuatro, van dos|tres|cuatro|cinco veces, ya dos|tres|cuatro|cinco veces, como siempre
para variar, cada vez que, cada semana|mes|día|rato lo mismo|el|la|pasa
todos los meses|días lo mismo|igual|el|la|me, siempre que, siempre hay un|algún problema
siempre sale|pasa|falta|falla algo, no es la primera vez, no es primera vez, otra vez sopa, dale con, y dale
y vuelta a, vuelta a lo mismo, empezar de cero, volver a explicar, explicar todo otra|de|por, repetir lo mismo
repetirlo, ya ?se ?te ?les lo dije|expliqué|mandé|envié|conté, ya lo dije|expliqué|mandé|envié
ya dije|expliqué, ya les dije|expliqué|mandé|envié|escribí, ya te dije|expliqué|mandé, ya hice eso|todo|lo|los
ya lo intenté|hice|probé|reinicié, no me ?están escuch%AR|leen|lee|entienden|ayudan|ayuda|sirve, no leen
ni leen, no me sirve tu|su|esa|eso, no me ayuda, no ayuda%N, no me resuelve, respuesta automática
respuestas automáticas, respuestas de|copiadas bot|robot, robot inútil, parece robot, me responde lo mismo
responden lo mismo, contestan lo mismo, copy paste, copiar y pegar
[impatience 1]
otra vez, todavía no, aún no, todavía sin, aún sin, de nuevo, nuevamente, sigue igual
sigue fallando|dando|saliendo|roto|sin|pasando|lento, siguen igual|fallando, para cuándo
se puede saber cuándo|qué|por|dónde, alguien|alguno me puede|va contestar|responder|atender|explicar|a
alguien ahí, hay alguien, me van a contestar|responder|atender|resolver|dar
van a contestar|responder|resolver|hacer, piensan contestar|responder|hacer|venir|entregar|arreglar, apúrense
apuren, apúrate, apurense, muévanse, es para hoy, para hoy, es urgente, urgente, urge, urgentísimo
necesito ya, lo necesito ya, quiero ya, lo quiero ya, ya pues, ya po, dale, vamos, por dios
por el amor de dios, dios mío, madre mía, ay no, uf, uff, buf, puf, pff, bah, ash, agh, argh, ugh
en fin, de verdad|en serio que, en serio, es en serio, hablan en serio, va en serio, tanto cuesta
tanto les cuesta, es mucho pedir, tan difícil es, qué tan difícil, es tan difícil, qué esperan, a qué esperan
qué pasa con, qué pasó con, y entonces, contesten, respondan, contestame, respóndanme, contéstenme, respondeme
atiendan, atiéndanme, den la cara, hagan algo, resuelvan, soluciónenlo, exijo, exigimos, atraso, atras%AR
retras%AR, retraso, demora%S, demor%AR, tard%A, tarde otra, tardanza, tardaron, tardando, tardan mucho
esperando, espero desde, a estas alturas, desde ayer|anoche|lunes|martes|miércoles|jueves|viernes|enero
desde el lunes|martes|miércoles|jueves|viernes|sábado|domingo|mes|año|9

# --- outrage, insults, threats ------------------------------------------

[outrage 2]
inaceptable%S, inadmisible%S total, intolerable%S, indignante%S, indignación, una vergüenza, vergüenza
qué vergüenza, sinvergüenza%S, sinvergüenzura, desvergonzad%A, desvergüenza, poca vergüenza
no tienen vergüenza|madre|perdón|nombre|cara|alma|corazón|respeto|escrúpulos|idea
no tienen ni vergüenza|idea|madre, qué poca madre, qué poca vergüenza, poca madre tienen
no tiene nombre|perdón, esto no tiene nombre, es un robo, un robo, robo, robo a mano armada, robar, roban
robaron, me robaron, nos roban, nos robaron, robándome, se robaron, me están robando, estaf%AR, una estafa
estafa%S, me estafaron, nos estafaron, fraude, un fraude, un atraco, atraco, un asalto, asalto, abuso
un abuso, abusan, abusador%S, abusadores, atropello, un atropello, barbaridad, una barbaridad, salvajada
canallada, cinismo, cínic%A, descaro, qué descaro, descarad%A, escándalo, un escándalo, escandalos%A
atrocidad, aberración, aberrante, monstruos%A, cruel%E, crueldad, inhuman%A, sin alma, sin corazón
sin escrúpulos, criminal%E, criminal, delito, delictivo, mafia, una mafia, mafios%A, infamia, infame%S
ultraje, humillación, humillante, humillad%A, me humillaron
me trataron como basura|perro|delincuente|ladrón|animal|basura|a
asco de empresa|gente|servicio|compañía|banco|tienda|sitio|lugar, los odio, las odio, odio, odi%AR
los detesto, detest%AR, los aborrezco, aborrezc%A, me dan asco, dan asco, me da asco, repugnan, los maldigo
maldit%A, malditos sean, maldita sea, maldita la hora, váyanse, váyanse al, váyase al, vayanse al
que se pudran, que se vayan, ojalá quiebren|cierren|les|los|se|quebréis
ojalá los|les cierren|pase|clausuren|metan
deberían cerrar|estar|clausurar|darles|ir|ser|cerrarlos|avergonzarse, deberían estar presos, que los cierren
que alguien los, furios%A, furia, estoy furios%A, estoy que ardo|exploto|reviento|echo|trino
me hierve la sangre, hierve la sangre, rabios%A, iracund%A, cólera, encolerizad%A, me enferma%N
me tienen enferm%A, los quiero lejos, jugando con la salud|vida|dinero|comida, juegan con la|el|mi|nuestra
se creen que, quién se creen, quiénes se creen, qué se creen, qué se han creído, con qué derecho
cómo se atreven, cómo te atreves, cómo tienen cara, cómo es posible que, cómo puede ser que, no tienen madre
me vale, me importa un, hasta aquí llegamos, nunca en mi vida, jamás en la|mi vida
en mi vida había visto|me habían, lo peor que me ha|han, lo más bajo, qué bajeza, bajeza, basta, basta carajo
ya basta carajo, ya estuvo bueno, ya me hartaron, me hartaron, me tienen hasta la madre|las|los
esto es el colmo, nos tratan como, me trató como, es un asco, son un asco
son una basura|mierda|porquería|vergüenza|estafa|burla|lacra|plaga|mafia, son de lo peor, son lo peor
los peores del|de, la peor empresa|compañía|tienda|experiencia|atención del|de|que
el peor servicio|banco|lugar|sitio|hotel del|de|que

[insult 3]
idiot%A, imbécil%E, imbecil%E, estúpid%A, estupidez, tarad%A, tarados, tont%A del, tontos, bob%A, inept%A
inútiles, inútil de, ineptos, incapaces, incapaz, ladrón, ladrones, ladron%A, ladronas, rater%A
rata inmunda, rata%S de, chorros, estafador%S, estafadores, estafadora%S, timador%S, timadores
mentiros%A, embuster%A, tramposo%S, farsante%S, charlatanes, charlatan%S, delincuente%S, corrupt%A, canalla%S
desgraciad%A, miserabl%E, malnacid%A, mal nacid%A, malparid%A, hijueputa%S, hijo%S de puta
hijos de su|la|p|perra|mil|putas, hija de puta, hdp, hpta%S, jueputa, hp, gonorrea%S, puta%S, put%A
puto bot|servicio|paquete|banco|teléfono, de mierda, una soberana mierda, mierdas, gente de mierda
empresa de mierda, servicio de mierda, comemierda%S, cabrón, cabron%E, cabrona%S, pendej%A, pendejada%S, mamón
mamones, culero%S, culer%A, ojete%S, putos, verga, a la verga, vale%N verga, me lleva la, chingad%A
la chingada, a la chingada, chinguen, chinga tu|su, chinga%N, no mamen, no mames, no jodan, no joda, no jodas
jod%ER, jódanse, jodete, joder, jodid%A, pelotud%A, boludo%S, boluda, sorete%S
garca%S, garcas, la concha de|tu, la concha, conchetumadre, ctm, ql, qliao, culiao%S, culiad%A, weón culiao
aweonao, weon%S, weones, huevón, huevon%E, cojud%A, cojudez, mamagüev%A, maldito%S robot|bot|seas, gilipollas
gilipollez, capull%A, subnormal%E, retrasad%A, retrasados mentales, anormal%E, mongól%A
payasada%S, escoria, lacra%S
sabandija%S, sanguijuela%S, buitres, vag%A, vagos, zánganos, hueles a, cállate
cállese, cállense, vete a la, vete al, váyanse a la mierda|verga|chingada, váyanse al carajo|diablo|infierno
al carajo, al diablo con, me cago en, me cago, que les den, que os den, que te den, iros a, irse a la mierda
coño, carajo, la puta madre que, puta madre qué, hostia ya, mierda de servicio|empresa|app|banco|producto|bot
malditos, desgraciados, imbéciles
bola de|partida|sarta|manga|banda|panda|cueva|atajo|hatajo|nido ?de ladrones|inútiles|rateros|estafadores|idiotas|sinvergüenzas|chorros|incompetentes|ineptos|vagos|mentirosos|buitres|payasos|corruptos|ratas
muéranse, muerete, ojalá se mueran, púdranse, púdrete, pudranse, ignorante%S, analfabet%A

# what is also sold, kept or driven out: an insult only where somebody is called so
son|sois|eres|sos ?todos|todas un|una|unos|unas|puros|puras animal|animales|bestia%S|cerdo%S|cerd%A|puerc%A|perra|perros|payas%A|payasos|rata|ratas|chorizos|forr%A|gil|giles|cucarachas|parásit%A|basuras
son|sois ratas|animales|cerdos|payasos|chorizos|bestias|cucarachas|parásitos >, ^ ratas >, ^ payasos >
pedazo|bola|manada|manga|banda|panda|hatajo|atajo|partida|sarta|nido|cueva de animal|animales|bestia%S|cerdo%S|cerd%A|puerc%A|perra|perros|payas%A|payasos|rata|ratas|chorizos|forr%A|gil|giles|cucarachas|parásit%A|basuras
maldit%A|pinche|pinches|asqueros%A|puto|puta|putos|putas animal|animales|bestia%S|cerdo%S|cerd%A|puerc%A|perra|perros|payas%A|payasos|rata|ratas|chorizos|forr%A|gil|giles|cucarachas|parásit%A|basuras

[threat 2]
demand%AR, los voy a demandar, demanda, demandaré, denunci%AR, denuncia, los voy a denunciar, denunciaré
policía, fiscalía, juicio, a juicio, juzgado, tribunal%E, abogad%A, mi abogado, con mi abogado, profeco
defensa del consumidor, condusef, sernac, indecopi, procon, superintendencia, omic, consumo
hoja de reclamaciones, libro de reclamaciones, redes sociales
los voy a quemar|escrachar|exponer|hundir|funar|reportar, funar, escrachar, los voy a, van a saber de mí
se van a arrepentir, se arrepentirán, me las van a pagar, lo van a pagar, van a pagar, pagarán
esto no se queda así, no se va a quedar así, ya van a ver, ya verán, atente%S a las consecuencias, aténganse a
voy a ir a romper, les voy a romper|partir|prender, los voy a buscar, sé dónde, prenderle fuego, prender fuego
quemarles, acciones legales, vía legal, medidas legales, la prensa, al periódico, voy a publicar
lo voy a publicar, todo el mundo sepa, todo el mundo se va a enterar, que todos sepan

# --- confusion ----------------------------------------------------------

[confused 2]
no entiendo, no entendí, no entendemos, no comprendo, no te entiendo, no le entiendo, no les entiendo
no me queda clar%A, no me quedó clar%A, no está clar%A, no queda clar%A, no lo veo clar%A, no tengo claro
no me aclaro, no sé cómo|qué|cuál|dónde|si|por|a|en, no sabría, no sé, no cacho, no caché, no pillo
no le hallo, no le encuentro|agarro, confundid%A, confund%ER, confus%A, me confunde%N, estoy confundid%A
me confundí, me lí%A, me lié, me perdí, estoy perdid%A, ando perdid%A, me pierdo, me enredé, enredad%A
estoy enredad%A, me hago bolas, hecho bolas, hecha bolas, me hice bolas, me marea, me mareé, lío, un lío
hecho un lío, hecha un lío, me hago un lío, cómo así, cómo que, a qué se refiere%N|refieren, qué significa%N
qué quiere%N decir, qué quieren decir, qué es eso|esto, qué es el|la, qué diferencia hay
cuál es la diferencia, la diferencia entre, en qué se diferencia%N, es lo mismo que, son lo mismo, es lo mismo
son distintos, cuál es cuál, o sea que, entonces es|son|tengo|hay, pero entonces
me puede%N|podrían|podría|puedes explicar|aclarar, explíquenme, explíqueme, explícame, explicarme
me explican|explica|explicas|aclaran|aclara, aclárenme, aclárame, no doy con, no encuentro dónde|cómo|el|la
no logro entender|ver|encontrar, no me sale cómo, dónde veo|encuentro|pongo|aprieto|hago, qué hago
qué tengo que hacer, qué debo, qué pongo, cómo hago para|eso, cómo se hace|usa|usa|lee|interpreta
en palabras simples|sencillas, más simple|sencillo|despacio, con manzanitas|peras, paso a paso
soy mala|malo|nueva|nuevo|torpe|negada con|en|para, no soy bueno|buena con, no me manejo con, ni idea
no tengo ni idea, no tengo idea, me suena a chino, en chino, dudas, tengo dudas, me entró la duda
me surge una duda, duda con, no me cuadra%N, no cuadra, no coincide%N
por qué dice|sale|aparece|pone|hay|son|figura, dice una cosa y, unos dicen, una me dice|dijeron
me dicen una cosa y, me dijeron otra cosa, ahora resulta, cuál de los|las dos

# --- facts that went wrong ----------------------------------------------

[problem 1]
no funciona%N, no me funciona, no anda%N, no jala, no prende%N, no enciende%N, no carga, no abre, no arranca
no conecta, no me deja, no deja, no aparece, no me aparece, no llega%N, no llegó, no llegaron, no me llegó
no ha llegado, no han llegado, no me ha llegado, no he recibido, no recibí, no recibimos, no vino%S
no vinieron, nunca llegó, nunca llegaron, no se presentó, no tengo internet|señal|servicio|luz|agua
sin internet|señal|servicio, roto%S, rot%A, rajad%A, quebrad%A, dañad%A, golpead%A, abollad%A, rayad%A
manchad%A, fallad%A, fallando, falla%S, falla%N, fall%AR, se cae, se cayó, se apaga, se corta, se cuelga
se tilda, se traba, se descompuso, se dañó, se rompió, se descosió, se despintó, se desarmó, error%S, errores
equivocad%A, erróne%A, incorrect%A, incomplet%A, vací%A, falta%N, faltó, faltaron, faltante%S, perdid%A
perdieron, extraviad%A, se perdió, vencid%A, caducad%A, podrido, defecto%S, defectuos%A, problema%S
inconveniente%S, incidencia%S, cobr%AR de más, cobraron dos, doble cobro, cobro doble, duplicad%A, me cobraron
rechazad%A, rechazó, me descontaron, no reconozco, no corresponde, no era el|la|mi, otro color, otra talla
talla equivocada
llegó mal|tarde|roto|rota|abierto|abierta|vacío|vacía|incompleto|incompleta|frío|fría|golpeado|sin|con|otro|otra|equivocado
devolver, devolución, reembolso, reintegro, cancelar, dar de baja, la baja, reclamo, cambio de|por, garantía

# --- irony --------------------------------------------------------------

[sarcasm 2]
gracias por nada, gracias por arruinar%A|arruinarme|hacerme|la|el|nada|dejarme|tanto|perder
gracias por la|su ?gran|enorme|hermosa nada|desatención|demora|tardanza|estafa, gracias por la espera
qué bien otra|ahora|encima|no, qué bonito otra|ahora|no|que|robar, qué lindo|bonito detalle cobrar%A
qué maravilla de servicio no|verdad, excelente servicio no|ja|nótese, nótese la ironía, nótese el sarcasmo
sarcasmo, ironía, claro como no, claro que sí campeón|ajá, cómo no, sí claro, sí cómo no, ajá sí, ajá claro
claro claro, mis felicitaciones por|al, felicitaciones por ?lograr arruinar|perder|tardar|la|el|hacer|lograr
felicidades por arruinar|perder|tardar|hacer|lograr|su|el|la, un aplauso para el|la|los genio, bravo por
brillante idea, qué genios, qué eficiencia eh, qué rápidos eh, menos mal que era|son|es|urgente|pagué|express
suerte que era|pagué, express, exprés, se nota que les importa, se ve que les importa
se nota el interés|cariño|profesionalismo, cuánta eficiencia|amabilidad|profesionalidad
tan eficientes como siempre, tan puntuales como siempre, puntuales como siempre, muy puntuales eh|ustedes
qué sorpresa, vaya sorpresa, oh sorpresa, qué raro, qué casualidad, qué conveniente, qué curioso, no me digas
no me diga, adivinen|adivina, adivinen qué, sigan así que|y, van bien eh|así, vamos bien, lo lograron
lo consiguieron, me encanta esperar|pagar|que|perder|hablar|cuando, me fascina esperar|pagar|que|perder
amo esperar|que|cuando|pagar, adoro esperar|que|cuando|pagar, encantad%A de esperar|pagar|perder
da gusto esperar|perder, fantástico otra|ahora|no|ya, genial otra|ahora|no|ya|y|más, excelente otra|ahora|y|no
perfecto otra|ahora|ya|más, maravilloso otra|ahora|y|no, bravo otra|ahora, estupendo otra|ahora, de lujo otra
servicio de lujo eh|jaja, muy bien eh, muy bonito eh, jaja claro, ja ja, jaja sí claro, ja, lol, sí seguro
seguro que sí ajá, qué considerados, qué amables eh, qué detalle no, todo un récord, nuevo récord
récord mundial, el servicio del año, premio al, merecen un premio|óscar|monumento, se merecen un premio
para enmarcar, un 9 en ineptitud, atención personalizada ja, quién lo diría

# --- what acts on others ------------------------------------------------

[boost 1]
muy, mucho, much%A, muchísim%A, súper, re, requete, recontra, harto, tan, tant%A, demasiad%A, bastante
extremadamente, totalmente, absolutamente, completamente, realmente, verdaderamente, súmamente, sumamente
increíblemente, bien, hiper, ultra, mega, burda, full, to, de verdad, en serio, puro, pura, vaya, menud%A, qué
cuánt%A
[damp 1]
un poco, poco, algo, un poquito, poquito, medio, casi, un tanto, ligeramente, más o menos, relativamente
[negator 1]
no, ni, nunca, jamás, sin, tampoco, nada, nadie, ningún, ningun%A, para nada, ni un poco
[contrast 1]
pero, aunque, sin embargo, no obstante, lástima que, sólo que, solo que, salvo, excepto, eso sí, en cambio
a pesar de, pese a, lo único malo|feo|negativo, lo malo

# --- how long it lasted, what it ruined, what they deserve -----------------

[gripe 1.5]
no duró ni|nada, duró 9|un|una|dos|tres|menos|poco|nada, me duró 9|un|una|dos|tres|nada,
a los 9|dos|tres|pocos días|meses|usos, a la semana ?ya ?se, a la primera lavada|puesta|vez ?se|ya|que,
al primer lavado|uso|día, con el primer lavado|uso, se deshace, se deshizo, se desarma,
se cae a pedazos, se caen a pedazos, a pedazos, de juguete, de cartón, de plástico barato, parece de juguete,
no aguantó, no resistió, no sabe a nada, sin sabor, sabía a plástico|cartón|quemado, incomestible,
sobrevalorad%A, decepcionó, no era para tanto, no es para tanto, no compensa, peor de lo que,
me arruinaron|arruinó|fastidiaron|jodieron|estropearon|estropeó, nos arruinaron|arruinó|estropearon,
arruinad%A, arruin%AR, desperdici%AR, desperdicio, mala pinta, mala cara, malas caras, malos modos,
de malos modos, me gritaron|gritó|colgó|contestó, me habló mal|feo, con prepotencia, con desgano, con desgana,
ni buenos días, ni saludan|saludó, ni una sonrisa, ni perdón, ni disculpas, sin avisar, sin previo aviso,
de la nada, dejadez, desidia, desorganizad%A, desorganización, caótic%A, un caos, caos, un desmadre, desmadre,
un despelote, despelote, quilombo, un quilombo, desorden, un relajo, un chiste malo, un disparate, disparate,
un horror de, una tortura, tortura, un suplicio, suplicio, un martirio, martirio, una pesadilla, pesadilla,
un infierno, infierno, un calvario, calvario, odisea, una odisea
[outrage 2]
cadena perpetua, a la cárcel, cárcel, presos, entre rejas, que los metan, que los multen,
que les quiten, cierren ya, cierren el|la|ese, deberían darles vergüenza, debería darles vergüenza,
debería darles, les debería dar, cómo duermen, cómo pueden dormir, no tienen corazón, gentuza, calaña,
desalmad%A, ruines, viles, vil, una inmoralidad, inmoral%E, indecente%S, indecencia, una bajeza,
repulsiv%A, vomitiv%A, asqueroso trato, ganas de vomitar, me dan náuseas, náuseas
[praise 2]
salvador%S, salvadora%S, santo%S, un santo, una santa, angelit%A, ángel, ángeles,
artista%S, unos artistas, maestr%A, unos maestros, manos de oro, manos mágicas, mágic%A, magia, pura magia,
sueño hecho, de ensueño, soñad%A, paraíso, un paraíso, una fantasía, fantasía, oro puro, vale oro, valen oro,
un tesoro, tesoro, imprescindible, imperdible%S, adictiv%A, para chuparse los, de rechupete, está de muerte,
de muerte lenta, quedé encantad%A|fascinad%A|feliz|impresionad%A|enamorad%A,
quedamos encantad%A|felices|fascinad%A|contentos, quedé muy|súper content%A|feliz|satisfech%A,
cumplió de sobra|con creces, con creces, de sobra, redondo, todo redondo, un éxito, éxito, éxito total,
rotundo, triunfo, un lujo, lujo, lujazo, un señor servicio, clase aparte, fuera de serie, no tiene comparación,
sin comparación, no hay otro igual, no hay como, como en casa, como una reina, como reyes, como un rey,
me mimaron, nos mimaron, me consintieron, consentid%A, detallistas, detallista
[confused 1]
enred%AR, embroll%AR, embrollo, galimatías, rompecabezas, un jeroglífico, ni papa, ni pío, no doy una,
no atino, no me ubico, perdidísim%A, confusísim%A, ya no sé, no sé ni, para qué sirve, en qué quedamos,
qué tipo de, cómo es eso, no me cierra, no caigo, me explicas, me explico mal
