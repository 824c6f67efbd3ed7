# Portuguese: Brazil first, Portugal too, chat.  Form: ../README.md.

endings A: o a os as
endings S: - s
endings E: e es
endings M: - m
endings AVEL: ável áveis avel
endings IVEL: ível íveis ivel
endings OR: or ora ores oras
endings SIMO: o a os as íssimo íssima íssimos íssimas
endings AR: ar o a as amos am ei ou aram ava avam ando ado ada ados adas e em aria
endings ER: er o e em emos i eu eram ia iam endo ido ida idos idas a am
endings OSO: oso osa osos osas

# --- good ---------------------------------------------------------------

[praise 2]
excelente%S, ótim%A, otim%A, maravilh%OSO, maravilha%S, uma maravilha, maravilhad%A, fantástic%A, sensacional
sensacionais, espetacular, espetaculares, espetáculo, um espetáculo, incrív%E, incrível, incríveis
extraordinári%A, excepcional, excepcionais, fenomenal, fabul%OSO, magnífic%A, perfeit%SIMO, perfeitamente
perfeição, impecáv%E, impecável, impecáveis, esplêndid%A, divin%A, sublime, genial, geniais, brilhante%S
formidável, primor%OSO, primoroso, um primor, um show, show de bola, show, é show, foi show, dá show
deram show, deu show, nota 9, nota dez, nota mil, 9 9, dez de dez, 9 estrelas, cinco estrelas, de primeira
primeira linha, primeiríssima, top, top demais|das|de|dms, topíssimo, topzera, topzeira, tops, massa demais
muito massa, massa, da hora, dahora, daora, maneir%A, maneiríssimo, bacana%S, bacanérrimo, legal demais
muito legal, irado, irada, animal demais, sinistro de bom, bom demais, boa demais
bom pra caramba|caralho|cacete|dedéu, boa pra caramba, lind%A demais, lindíssim%A, lind%A, belíssim%A, fof%A
fofíssim%A, fofura, uma fofura, gracinha, uma graça, amor de pessoa%S, um amor, uns amores, uma querida
querid%A demais, um doce, um encanto, encant%AR, encantador%S, encantadora%S, apaixon%AR, apaixonad%A
apaixonei, ador%AR, adorei, adoramos, adorável, amei, amamos, amando, amo esse|essa|vocês|vcs|o|a|de
amei amei, amo amo, curti%M, curti muito|demais, curtimos, gostei, gostamos, gostei muito|demais, gostando
gost%AR muito|demais|bastante, delíci%A, delícia, uma delícia, delici%OSO, gost%OSO, gostosíssim%A
saboros%SIMO, saboroso, divinamente, de comer rezando, de dar água na boca, dos deuses, manjar dos, sem igual
sem palavras pra|de|para tão, inigualável, insuperável, imbatível, incomparável, imperdível
arras%AR, arrasaram, arrasou, vocês arrasam, lacr%AR, mand%AR bem|muito|super, mandou bem, mandaram bem
mandaram muito bem, mandou muito bem, detonaram, detonou, botaram pra quebrar, deram conta do recado, brocou
brocaram, caprich%AR, caprichad%A, capricho, um capricho, que capricho, fera%S, são fera, são feras, craque%S
são craques, monstro%S de, mestre%S, gênio%S, lenda%S, herói%S, heróis, anjo%S, um anjo, uma anja, anjos
são uns anjos, abençoad%A, deus abençoe, que deus abençoe, deus te abençoe, deus lhe pague, bênção, uma bênção
salv%AR minha|meu|nossa|nosso|a|o vida|dia|festa|pele|noite|casamento|semana, me salvou, me salvaram
nos salvaram, nos salvou, salvou, salvador%S, quebrou um galho, quebraram um galho
fez|fizeram meu|o|minha dia|semana, ganhei o dia, ganhou meu coração, conquist%AR, me conquistaram
me conquistou, ganharam um|uma|mais cliente|fã, cliente fiel, cliente pra|para sempre|vida, fã de vocês
virei fã, sou fã, fãzona, fãzaço
recomend%AR, recomendo, super recomendo, recomendo muito|demais|a|de|para|pra|todos, recomendadíssim%A, indico
super indico, indico de|muito|a|pra, já indiquei, já recomendei, vou indicar|recomendar, voltarei, voltaremos
volto sempre|com|mais|certeza, voltamos com|sempre, com certeza voltarei|volto|voltaremos|vou|compro
vou voltar, quero voltar, quero mais, comprarei de novo|mais|outras|novamente, compro de novo|sempre
compraria de|novamente, pedirei de novo, super%AR ?todas ?as ?minhas ?nossas expectativas, superou, superaram
além das expectativas|esperado, mais do que eu|esperava, melhor do que eu|esperava|imaginava|pensei
melhor que eu|o|encomenda, melhor impossível, não tem melhor, não podia ser|estar|ter melhor|sido
não poderia ser|estar|ter|pedir melhor|sido|mais, nunca vi|tive|comi|fui um|tão|uma|igual ?atendimento ?tão
vale cada centavo|real|euro, valeu cada centavo|real, vale a pena, valeu a pena, valeu muito|super
vale muito a, compensa muito, custo benefício, vale o preço, o melhor, a melhor, os melhores, as melhores
melhor do mundo|brasil|cidade|que, melhor atendimento|empresa|compra|experiência|loja|restaurante|pizza|que
parabéns, parabenizo, meus parabéns, tá de parabéns, estão de parabéns, está de parabéns, aplausos, palmas
palmas pra|para|pros, tiro o chapéu, de tirar o chapéu, respeito total, sucesso pra|para|a|sempre|sucesso
continuem assim, continue assim, não mudem, só elogios, só tenho elogios|a|que|coisas elogiar|agradecer
elogi%AR, elogio, elogios, um elogio, nada a reclamar|declarar|criticar, nada pra reclamar
não tenho o|do|nada|nenhuma ?do ?que reclamar|reclamação|queixa, não tenho do que reclamar
não tenho do que me, sem reclamações, sem reclamação, zero reclamações|problemas|defeitos
nenhuma reclamação|queixa, nunca me decepcion%AR, nunca decepcion%AR, não decepcion%AR, nunca tive problema%S
nunca deu problema, nunca falh%AR, não deix%AR nada a desejar, não deixa a desejar, sem defeito%S
sem nenhum problema|defeito|arranhão, sem problema algum, sem dor de cabeça, sem enrolação, sem burocracia
sem estresse, não me arrependo, não me arrependi, não vão se arrepender
[praise 1.5]
muito bom|boa|bons|boas|bem|bonito|bonita|lindo|linda|gostoso|gostosa|rápido|rápida|rápidos|atencioso|atenciosa|atenciosos|educado|educada|educados|simpático|simpática|prático|prática|eficiente|eficientes|feliz|felizes|satisfeito|satisfeita|contente|confortável|profissional|profissionais|prestativo|prestativa|prestativos|caprichado|útil|querido|gentil|gentis|limpo|limpa|cheiroso|cheirosa|obrigado|grato|grata|fofo|fofa|ágil
mt bom|boa|bem|feliz|rápido|satisfeita, mto bom|boa|bem|feliz|rápido
bem bom|boa|legal|gostoso|rápido|atendido|atendida|feito|feita|satisfeita|satisfeito
super bem|bom|boa|rápido|rápida|atencioso|atenciosa|feliz|indico|satisfeita|satisfeito|prático|educado|gentil|simpático|confortável|bacana|legal
tão bom|boa|bem|lindo|linda|gentil|rápido|atencioso|querida
que delícia|maravilha|bom|boa|lindo|linda|show|legal|capricho|alegria|felicidade|ótimo|alívio|gentileza|fofo|bacana|beleza|atendimento|massa|sonho|perfeição
bom atendimento|trabalho|serviço|produto|preço|gosto, boa qualidade|experiência|notícia|compra
ótimo atendimento|trabalho|serviço|produto, belo trabalho|atendimento|serviço, bela surpresa, boa surpresa
grata surpresa, surpreend%ER positivamente|me, surpreendente, surpres%A positivamente, atencios%SIMO
atencioso, atenciosos, atenciosa, atenciosas, prestativ%A, prestativ%SIMO, educad%SIMO, simpátic%A, simpatia
gentil, gentis, gentileza%S, cordial, cordialidade, cuidados%A, carinho, carinhos%A, amor, amável, amáveis
queridos, profissionalismo, competente%S, competência, eficiente%S, eficiência, eficaz, ágil, ágeis, agilidade
rapidinho, rapidíssim%A, rapidez, rápid%A demais, voando, num piscar, num instante, na hora, chegou antes
antes do prazo|previsto|esperado|combinado|tempo, dentro do prazo, pontual, pontualidade, pontuais
pontualíssim%A, tudo certinho, certinh%A, direitinho
tudo perfeito|ótimo|lindo|maravilhoso|muito|certo|como|funcionando|bem, bem embalad%A
chegou certinho|perfeito|direitinho|bem|rápido|tudo|intacto, deu certo, deu tudo certo, deu super certo
resolv%ER tudo|rápido|na|meu|rapidinho|super|o, foi resolvido, já resolveram, resolvid%A em|rápido|na|super
problema resolvido, funcionou, funcionando perfeitamente|bem|certinho|direitinho|normal, tá funcionando
voltou a funcionar, está funcionando, agora sim, finalmente chegou|funcionou|deu|resolveram|consegui
até que enfim, ufa, que alívio, alívio, aliviad%A, tirou|tiraram um peso, um peso a menos, graças a deus
ainda bem, tô tranquila, dormir tranquil%A
fiquei feliz|satisfeito|satisfeita|muito|super|encantada|encantado|impressionado|impressionada|contente|emocionada|emocionado|apaixonada
feliz com|da|de|demais|por, feliz da vida, felizes, felicidade, radiante%S, content%E, satisfeit%SIMO
satisfeito, satisfeita, satisfação, impressionad%A, impression%AR, emocion%AR, emocionad%A, chorei de
choramos de, de chorar de, ansios%A pra usar, realizad%A, sonho realizado, um sonho
grat%A a|por|pela|pelo|demais, gratidão, eternamente grat%A, agradecid%A, confio, confiança total
de confiança, confiáv%E, confiável, confiáveis, empresa séria|de, gente boa, gente fina, sangue bom, cheiros%A
macio, macia, fresquinh%A, quentinh%A, confortáv%E, confortável, aconchegante, chique, caprichos%A, bem feit%A
valeu gente|galera|pessoal|demais|mesmo|pela|por|viu, fixe, muito fixe, bué fixe|bom, porreir%A, altamente
espetáculo, impec, brutal, cinco estrelas, catita, bestial, nada mal, nada mau, nada ruim, não é ruim|mau|nada
não tá ruim|nada, não está ruim|mal|mau|nada, não foi ruim|nada, não ficou ruim, não tenho do
não posso reclamar|me, não dá pra reclamar, não há queixas, sem queixas, pé no chão, longe de ser ruim
mais que|do satisfeita|satisfeito|recomendado, aprovad%A, aprov%AR, aprovadíssim%A
[praise 1]
bom, boa, bons, boas, bem, bonit%A, melhor agora|assim|que|ainda, melhorou, melhorando, melhoraram, feliz
útil, práticos, prátic%A, legal, massa, joia, jóia, maravilha, confortáve%S, barat%A, tranquil%A, sucesso
content%A, lindinh%A, gostosinh%A, caprichad%A, ajudou muito|demais|bastante, ajudaram muito|demais|bastante
me ajudou, me ajudaram, grande ajuda, facilitou, facílimo, super fácil, fácil demais, beleza pura, eba, uhul
oba, uhuu, aee, aê, isso aí, é isso aí, arrasa, conforto, sensação boa

[thanks 1]
obrigad%A, obg, obgd, obrigadinh%A, obrigadão, brigad%A, brigadão, brigadinh%A, bgd, vlw, valeu, valew
agradeço, agradecemos, agradecer, grat%A, thanks, tks, brigaduu, gracias, obrigadíssim%A
[thanks 2]
muitíssimo obrigad%A
obrigad%A demais|mesmo|de|por|pela|pelo|pelos|pelas ?tudo|coração|toda|carinho|atenção|ajuda|paciência|rapidez|excelente|ótimo
muito obrigad%A por|pela|pelo|mesmo|de|pessoal|gente ?tudo|coração|toda|carinho|atenção|ajuda|paciência
mil obrigad%A, mil vezes obrigad%A, de coração, do fundo do coração, valeu demais|mesmo|muito, só agradecer
só tenho a agradecer, nem sei como agradecer, não sei como agradecer, não sei o que faria, o que seria de mim
[plain]
desde já obrigad%A, desde já agradeço, obrigad%A desde já, agradeço desde já, desde já muito obrigad%A
obrigad%A pelo retorno|aviso, não obrigad%A, obrigad%A mas, bom dia, boa tarde, boa noite, boa semana
bom fim de semana, bom final de semana, bom findi, bom domingo|sábado|feriado|trabalho|descanso, boas festas
boa sorte, feliz natal|ano|aniversário|dia|páscoa, oi tudo bem|bom, tudo bem, tudo bom, td bem, tudo certo
tudo joia, bem vindo, tá bom, tá bem, está bem, está bom, ta bom, ok tá, beleza, blz, tudo bem se
seria bom|ótimo|possível, seria legal, qual o melhor|horário, qual é melhor|o, qual a melhor
melhor horário|dia|forma|jeito|opção|maneira|data|preço, é melhor|bom, é bom pra|para, bom pra|para
boa pra|para, muito bem então, ótimo então|aguardo, perfeito então|aguardo|obrigad%A, maravilha então|aguardo
show então|obrigado, beleza então, ok perfeito, certo perfeito, ah legal, ah bom, bem que
bem assim|cedo|tarde|no|na|em|perto, bem como, também, se bem que, ou melhor, o quanto antes
mais rápid%A possível, rápid%A possível, melhor deixar|mandar|entregar|trocar|ligar|amanhã|na, por bem, de boa
mal consigo|deu|dá, mal entendido, mal passad%A, ao ponto|bem, bem passad%A, pedido grande, legal saber
parte legal, dinheiro bom, bom senso, massa de|pra|fina|para, pastel de, cabeça a, faz bem, amor próprio
qualquer horário bom, estado bom, em bom estado, em perfeito estado, meu amor

# --- courtesy and plain requests ----------------------------------------

[courtesy 1]
por favor, pf, pfv, pfvr, por gentileza, se possível, se puder%M, se puderem, se não for incômodo|muito
quando puder%M, quando der, sem pressa, com licença, desculp%AR, desculpa%M, desculpe%M, perdão, olá, oi, oie
oii, prezad%A, caros, saudações, cordialmente, atenciosamente, att, gostaria, gostaríamos
queria saber|ver|fazer|tirar|trocar|marcar|pedir, poderia%M, poderiam, vocês poderiam, você poderia
seria possível, é possível, tem como, teria como, dá pra, dá para, pode me|ser|por, podem me|por
consegue%M me|ver|verificar, consegue ver, me ajuda%M, me ajude%M, pode me ajudar
será que dá|tem|vocês|pode|consigo|alguém, aguardo retorno|resposta|seu|o|um|confirmação, fico no aguardo
no aguardo, aguardo, fico à disposição, agradeceria, eu agradeceria, sem problemas, sem problema, entendo
compreendo, acontece, tranquilo, imagina, de boa, não tem pressa, não é urgente, boa tarde, bom dia, boa noite
[ask 1]
^ qual|quais, ^ quanto|quanta|quantos|quantas, ^ quando, ^ onde, ^ aonde, ^ como, ^ que, ^ o que, ^ quem
^ tem|têm
^ vocês|vcs|voces|vc|você tem|fazem|aceitam|trabalham|entregam|vendem|abrem|atendem|parcelam|possuem|emitem
^ posso, ^ dá, ^ aceita%M, ^ faz%M, ^ fazem, ^ abre%M, ^ entrega%M, ^ serve, ^ pode%M, a que horas, que horas
qual o valor|prazo|preço|horário|telefone|endereço|tamanho, quanto custa|fica|é|sai|tá|tempo|demora
até que horas|quando
quero saber|trocar|marcar|agendar|comprar|fazer|pedir|reservar|cancelar|alterar|confirmar
preciso trocar|marcar|agendar|saber|alterar|atualizar|confirmar|de ?um|uma|nota, uma dúvida, tenho uma dúvida
dúvida sobre, tirar uma dúvida, uma pergunta, gostaria de saber|informações|agendar|marcar|fazer
informações sobre, informação sobre, segue o|a|em|meu|minha|comprovante|foto|os, em anexo, anexo
estou enviando, estou mandando, mandei o|a|comprovante, meu pedido|cpf|número|email|nome|endereço é
meu nome é, em nome de, no nome de, aqui é o|a, confirmo, confirmando, para confirmar, só confirmando
aviso que, avisando, informo, passando pra, quero avisar, só avisando, pode deixar|mandar|entregar|enviar

# --- bad verdicts -------------------------------------------------------

[gripe 2]
péssim%A, pessim%A, horrív%E, horrível, horríveis, horror%OSO, horroroso, um horror, que horror, terrív%E
terrível, terríveis, ruim demais, ruins, ruim pra, tenebros%A, medonh%A, deplorável, lamentáv%E, lamentável
lamentáveis, lastimável, lixo, um lixo, lixo de, porcaria%S, uma porcaria, bosta, uma bosta, merda, uma merda
droga, uma droga, cagada, cag%AR, tosco, tosc%A, fuleir%A, fajut%A, xexelento, chinfrim, meia boca, mixuruca
vagabund%A, tranqueira, furada, cilada, roubada, uma roubada, uma furada, uma cilada, fria, entrei numa fria
gat%A por lebre, propaganda enganosa, desastre, desastr%OSO, um desastre, catástrofe, catastrófic%A, tragédia
fiasco, fracasso, vexame, um vexame, patétic%A, ridícul%A, absurd%A, um absurdo, que absurdo, inadmissív%E
palhaçada, uma palhaçada, que palhaçada, piada, uma piada, piada de mau gosto
só pode ser piada|brincadeira|zoeira, brincadeira né|isso|com, estão brincando|de, tão brincando
tá de brincadeira|sacanagem|zoeira, estão de brincadeira|sacanagem, é brincadeira, de sacanagem, sacanagem
palhaç%A de|somos, me fazem|fizeram|fazendo de palhaço|palhaça|idiota|trouxa|boba|bobo|otária, de trouxa
trouxa, feito|feita de trouxa|palhaço|idiota|boba, nojo, que nojo, nojent%A, nojeira, dá nojo, um nojo
imund%A, asqueros%A, intragável, incomível, intragáveis, inútil demais, inúteis, inútil, imprestáv%E
imprestável, não presta%M, não prestam, não serve%M pra|para nada, não vale nada|a|o, não vale a pena
não valeu a pena, não vale o|um, perda de tempo|dinheiro, perca de tempo, perdi meu|tempo|dinheiro|um|a
dinheiro jogado, jogar dinheiro, joguei dinheiro, dinheiro no lixo, jogado fora, me arrependo, arrependid%A
arrependimento, me arrependi, pior, piores, o pior, a pior
pior atendimento|empresa|experiência|compra|impossível|que, piorou, piorando, piora, de mal a pior
cada vez pior, cada dia pior, só piora, já foi bo%A|bom|melhor, já foi melhor, caiu muito, caiu a qualidade
a qualidade caiu, decaiu, deix%AR a desejar, deixa muito a desejar, a desejar, decepcion%AR, decepção
que decepção, decepcionante%S, decepcionad%SIMO, frustrante, frustrad%A, frustração, frustr%AR, desapont%AR
desapontad%A, chatead%A, chate%AR, chateadíssim%A, chateação, desilud%ER, desilusão, indignad%A, indignação
insatisfeit%A, insatisfação, descontente%S, desgost%OSO, revoltad%A
não recomendo, não indico, não recomendaria, não indicaria, não recomendo a|pra|para ninguém
não compro mais|nunca, nunca mais compro|volto|peço|piso|uso|na|coloco, nunca mais
não volto mais|nunca|a|lá|nem, não volto, não voltarei, não voltaremos, não pretendo voltar|comprar
não contem comigo, perderam um|uma|o|a cliente, perderam cliente, acabam de perder, vão perder um|cliente|uma
perdeu um|cliente, fujam, fuja%M, passem longe, passe longe, evitem, não caiam nessa|no, não caia, cuidado com
me sinto enganad%A|lesad%A|roubad%A|desrespeitad%A|ignorad%A|palhaç%A|traíd%A|humilhad%A|idiota, fui enganad%A
fui lesad%A, enganad%A, engan%AR, enganação, enrolação, ludibriad%A, enganaram, tapeaç%A, tapeação, iludid%A
falta de respeito|consideração|profissionalismo|educação|compromisso|vergonha|organização|comprometimento|atenção|preparo|empatia|caráter|ética|palavra|seriedade|transparência|noção
desrespeito, um desrespeito, desrespeit%AR, desrespeitos%A, descaso, um descaso, que descaso, total descaso
descas%A, descuido, desleix%A, desleixad%A, negligência, negligente%S, incompetente%S, incompetência
despreparad%A, despreparo, desorganizad%A, desorganização, bagunça, uma bagunça, zona, uma zona, esculhambação
avacalhação, irresponsáv%E, irresponsável, irresponsáveis, irresponsabilidade, antiprofissional
nada profissional, amador%S, amadorismo, mal educad%A, mal educação, maleducad%A, mal humorad%A, má vontade
má fé, mau humor, mau atendimento, má qualidade, mau cheiro, má experiência, gross%A, grosseir%A, grosseria
estúpid%A comigo, ignorante comigo, rude%S, arrogante%S, arrogância, prepotente%S, debochad%A, deboche
debocham, zomb%AR, zombaria, sem noção, sem educação, sem respeito, sem compromisso, sem consideração
sem preparo, zero respeito|profissionalismo|consideração|empatia|educação|suporte|preparo|compromisso
pouco caso, fazem pouco caso, fazendo pouco caso, tô nem aí, nem aí, não estão nem aí, não tão nem aí
não ligam pro|para|pra|a, não se importam, cara de pau, caras de pau, abusiv%A, injust%A, injustiça
inaceitável serviço, não aceito isso
[gripe 1.5]
ruim, mal feit%A, mal atendid%A, mal educad%A, mal acabad%A, mal cheiros%A, mal embalad%A, mau, má, maus, más
muito ruim|mal|feio|feia|lento|lenta|caro|cara|fraco|fraca|sujo|suja|chato|chata|decepcionado|decepcionada|triste|insatisfeito|insatisfeita|frio|fria|salgado|demorado|demorada|grosso|apertado|chateado|chateada
bem ruim|fraco|fraquinho|caro|lento|feio|chato, tão ruim|mal|caro|lento|chato, caríssim%A
car%A demais, cara de mais, lent%A demais, lerd%A, lerdeza, lentíssim%A, devagar quase, fraquinh%A, frac%A
fraquíssim%A, sem gosto, sem graça, sem sal, sem sabor, insoss%A, murch%A, borrachud%A, gordur%OSO
encharcad%A, queimad%A, azed%A, estragad%A, cheirando mal, fed%ER, fedid%A, fedorent%A, fedor, suj%A, sujeira
imundície, velh%A demais, caindo aos pedaços, desconfortáv%E, desconfortável, barulhent%A, apertad%A demais
chat%A, chatíssim%A, chatice, que chato, um saco, que saco, saco, pé no saco, porre, um porre, aff, affe
afe, fala sério, faça me o favor, me poupe, me poupem, tenha dó, tenham dó, ah vá, vai vendo, só por deus
misericórdia, pelo amor de deus, pelo amor, complicado viu, difícil viu, tá difícil, está difícil
tá complicado, tenso, puts, putz, poxa, poxa vida, caramba viu, pô, po gente, que pena, uma pena, pena
que triste, triste, tristeza, lamento, lamentamos, que feio, fei%A, feia, que raiva, raiva, com raiva
me dá raiva, dá raiva, ódio disso, irrit%AR, irritante%S, irritad%A, irritadíssim%A, irritação, aborrec%ER
aborrecimento, aborrecid%A, nerv%OSO, nervos%A, estress%AR, estressad%A, estressante, estresse, dor de cabeça
só dor de cabeça, transtorno%S, constrangiment%A, constrangid%A, constrangedor%S, vergonha alheia, preocupad%A
preocupante, insegur%A, desconfiad%A, não confio, perdi a confiança, não dá pra confiar, não dá para confiar
não gostei, não gostamos, não curti, não gosto, não me agradou, não agradou, não era o que|bem
não é o que eu|esperava|prometem|pedi|anunciam, nada a ver com|o, nada demais
diferente do|da anunciad%A|foto|que|prometido|combinado, esperava mais, esperava muito mais
esperava algo|outra, não cumpr%ER|cumpriu|cumprem|cumpriram, não corresponde ao|à, não condiz, não é justo
não é possível, não é certo, não acho justo|certo|correto, não tem cabimento, sem cabimento
não tem lógica|sentido|condições|condição, sem condições, não dá né, assim não dá, assim fica difícil
desse jeito não, que isso gente, pouca vergonha, treta, bué mau, chulic%E, chulice, pelintra, foleir%A
uma seca, que seca, chungos%A, ranhos%A, um nabo, estou farto, gozar com a, gozam com, estão a gozar|brincar
a gozar comigo
[gripe 1]
mal, car%A, lent%A, demorad%A, complicad%A, burocrátic%A, trist%E, chatinh%A
meio ruim|chato|fraco|decepcionado|decepcionada|frio, mais ou menos só|apenas|viu, regular, médio pra
nem tão bom|boa, não tão bom|boa, não muito bom|boa|satisfeit%A|feliz, reclam%AR, reclamação, reclamações
minha reclamação, queixa%S, queixar, problema de novo, desanim%AR, desanimador, desanimad%A

# --- impatience ---------------------------------------------------------

[impatience 2]
cansei, cansad%A de, cansada já, já cansei, tô cansad%A, estou cansad%A, estou fart%A, fart%A de|disto|disso
fartíssim%A, tô de saco cheio, saco cheio, de saco cheio, cheio disso, cheia disso, tô cheia, estou cheia
não aguento mais, não aguento, não guento mais, já deu, já deu né, deu pra mim, pra mim deu, chega, já chega
basta, paciência acabou|esgotou|tem, perdi a paciência, perdendo a paciência, minha paciência, sem paciência
haja paciência, paciência viu, haja saco, tô no limite, no meu limite, passou dos limites
passando dos limites, esgot%AR, esgotad%A, exaust%A, desesper%AR, desesperad%A, o cúmulo, é o cúmulo
cúmulo do, só faltava essa, era só o que faltava, só o que me|faltava, até quando, até qnd, quantas vezes
quantas vezes preciso|tenho|vou|mais|já, mil vezes, já falei mil|9|isso, já são 9
já é a segunda|terceira|quarta|quinta|9 ?vez, é a segunda|terceira|quarta|quinta|9 vez
segunda|terceira|quarta|quinta vez que|esse|essa|já|no|na|e
pela segunda|terceira|quarta|quinta|milésima|enésima vez, enésima vez, 9 vezes já|e|que
outra vez a mesma|o|isso|esse|essa|com|sem|não|veio
de novo a mesma|o mesmo|isso|esse|essa|não|veio|errado|com|sem|e|né|gente, mais uma vez, mais um dia
mais uma semana, mais um mês, mais uma mentira|desculpa|promessa, sempre a mesma, sempre o mesmo, sempre assim
sempre isso, sempre igual, sempre atras%AR, mesma coisa sempre|de|toda, mesma resposta
mesma ladainha|história|conversa|desculpa|novela|mensagem, a mesma coisa, conversa fiada, blá blá, blablabla
bla bla bla, papo furado, lenga lenga, enrol%AR, me enrolando, ficam enrolando, só enrolam, só enrolação
só enrola, me enrolam, empurra empurra, empurrando, empurram, jogo de empurra, jogam de um
de um lado pro|para, joga pra|pro, de setor em, de um setor, passam de um, me transferem
transferiram 9|de|pela, fiquei|fico na linha|espera|esperando|plantado|plantada|ouvindo|aguardando
só musiquinha, ouvindo musiquinha, caiu a ligação, desligam na minha|a|cara, desligaram na|o|a, desliga na
me deixaram esperando|plantad%A|na|falando|no|sem, me deixaram na mão, deixaram na mão, na mão, no vácuo
me deixam no|esperando, visualiz%AR e|não, visualizam e, visualizou e, só visualizam, furaram comigo, furar%AR
deram bolo, levei um bolo, me deram um bolo, levei bolo, prometeram e|que|mas, prometem e|mas
promessa%S vazias|e|não, só promessa, só promessas, prometido e
disseram que ia|iam|viria|chegaria|era|hoje|ontem|ligariam|em e, falaram que ia|iam|era|viriam|hoje
ficaram de ligar|vir|me|retornar|mandar|resolver|entregar|dar, ficou de ligar|vir|me|retornar, e nada
e até agora nada|não|ninguém, até agora nada, até agora não, até hoje nada|não|ninguém|estou|espero
ainda nada, nada ainda, nada até agora|hoje
nada de resposta|retorno|atendente|solução|chegar|resolver|entregarem|novo, nada de nada
nada foi resolvido|feito, nada resolvido, nada muda, e nada muda|acontece, sem resposta, sem retorno
sem solução, sem posição, sem nenhuma resposta|explicação|posição|satisfação|previsão, sem satisfação
sem explicação, nenhuma resposta|satisfação|posição|solução|explicação|notícia|previsão, nenhum retorno|aviso
ninguém responde|atende|resolve|liga|ligou|retorna|dá|faz|sabe|aparece|apareceu|veio|me|explica|avisa|avisou|fala|se|toma|ajuda
ninguém me responde|atende|ajuda|dá|liga|ligou|avisou|retorna|explica|fala, não respondem, não responde%M
não me respondem|atendem|ajudam|retornam|ligam|dão|deram|responderam, não atendem, não resolv%ER
não resolvem nada, não retornam, não dão retorno|satisfação|resposta|posição|a, não deram satisfação|retorno
não fazem nada, nem respondem|avisam|responderam|avisaram|ligaram|se|sequer|uma|um|pra|para|deram, nem sequer
nem pra|para avisar|ligar|responder|pedir, me ignoram, ignor%AR, ignorad%A, sumiram, sumiu e, desapareceram
esperando há|faz|desde|até|já|a ?9|um|uma|duas|dois|três|dias|horas|semanas|meses
continuo esperando|sem|aguardando|na|no, continuamos esperando|sem
continua sem|dando|com|igual|do|o|a|na|parado|fora|quebrado|caindo, sigo esperando|sem|aguardando
ainda esperando|aguardando|estou|tô|espero|não|sem
há 9|um|uma|dois|duas|três|quatro|dias|semanas|meses|horas|mais|quase|séculos|tempos
faz 9|um|uma|dois|duas|três|quatro|dias|semanas|meses|horas|mais|quase|séculos|tempo ?semanas|dias|meses|horas|mês|semana|que|e
a 9 dias|semanas|meses|horas esperando|sem|que|e, tem 9|uma|duas|três dias|semanas|semana|meses|horas que
9 dias|semanas|meses|horas|minutos|min|hrs esperando|e|sem|aguardando|na|pra|já|de
dois|duas|três|quatro|cinco dias|semanas|meses|horas esperando|e|sem|aguardando|na|pra|já|de
semanas esperando|e|sem|atrás, horas esperando|na|no|de, dias esperando|e|sem, meses esperando|e|sem|tentando
o dia inteiro|todo, a manhã inteira|toda, a tarde inteira|toda, a semana inteira|toda, perdi o dia|a|meu
eternidade, uma eternidade, demor%AR demais|muito|séculos|uma|horas|tanto, demora%S, que demora
demora absurda, muita demora, tanta demora, demora pra, tanto tempo, esse tempo todo, toda hora, toda vez
todo mês isso|a|o|vem|é|essa|tem, todo santo dia|mês, todo dia é|a|isso|uma, cada dia uma|um, cada hora uma|um
cada um fala|diz uma, como sempre, pra variar, para variar
já falei|expliquei|disse|mandei|enviei|liguei|passei|fiz|tentei|reclamei|pedi|avisei ?tudo|isso|várias|mil|9|e|com|os|o
já mandei 9|mil|várias|tudo, já liguei 9|mil|várias|três|duas, repetir tudo, repetindo, repetir a mesma
explicar tudo de|outra, de novo do zero, começar do zero, tudo de novo
vocês não leem|entendem|escutam|resolvem|respondem, não leem, não tá entendendo, você não entende|entendeu
não é isso, não foi isso que, não ajuda em|nada|muito, não me ajuda, não adianta, não adiantou|nada
robô inútil|burro|que, esse robô, resposta automática, respostas automáticas|prontas, resposta pronta
copia e cola, ctrl c
[impatience 1]
de novo, outra vez, novamente, ainda não, alguém aí, tem alguém
alguém vai|pode|me responder|atender|ajudar|resolver, cadê, cadê vocês|o|a|meu|minha, kd
quando vão|vai|pretendem resolver|entregar|responder|chegar|arrumar|ligar|vir
vão resolver|responder|entregar|me|devolver|fazer, vão me responder|atender|devolver|ligar, vai demorar muito
quanto tempo mais, mais quanto tempo, urgente, urgência, é urgente, com urgência, urgentemente, pra ontem
para ontem, agora mesmo, preciso disso|já|hoje|agora, quero isso agora|já|hoje
quero uma solução|resposta|posição|explicação|previsão, exijo, exigimos, exig%ER, resolvam, resolva%M
respondam, me respondam, responde logo, respondam logo, logo, alô, sério, sério isso|mesmo
sério gente, jura, como assim, custa muito, custa responder|avisar|ligar, é tão difícil|complicado
é pedir muito, será possível, não é possível, meu deus, meu deus do, deus do céu, nossa, nossa senhora
nossa gente, atras%AR, atrasad%A, atraso, atrasos, atrasou, atrasaram, demorando, demor%AR, demorou, demoraram
aguardando, esperando, no aguardo há
desde ontem|segunda|terça|quarta|quinta|sexta|sábado|domingo|janeiro|o|a|cedo|semana|mês, a essa altura
até agora

# --- outrage, insults, threats ------------------------------------------

[outrage 2]
inaceitáv%E, inaceitável, inaceitáveis, inadmissível, inadmissíveis, intolerável, imperdoável, indigno
indignante, revoltante%S, revolta, um absurdo isso, vergonh%OSO, vergonhoso, vergonha, uma vergonha
que vergonha, não têm vergonha, não tem vergonha, sem vergonha, sem vergonhas, tomem vergonha, toma vergonha
tenham vergonha, criem vergonha, vergonha na cara, escândalo, escandal%OSO, é um roubo, roubo, um roubo
assalto, um assalto, roub%AR, me roubaram, roubaram, furt%AR, fraude, uma fraude, golpe, um golpe, é golpe
golpista%S, golpistas, extorsão, exploração, explor%AR, sacanas, estelionato, crime, um crime, crimin%OSO
criminoso, criminosos, quadrilha, bando de, máfia, mafios%A, abuso, um abuso, que abuso, abusad%A, desumano
desumana, crueldade, cruel, cruéis, monstr%OSO, covardia, covarde%S, sem coração, sem escrúpulos, sem caráter
sem alma, maldade, canalhice, safadeza, pilantragem, patifaria, cachorrada, sujeira o que, humilh%AR
humilhação, humilhante, humilhad%A, fui tratad%A como|feito|igual, me trataram como|feito|igual|que|pior
me trata como, tratam a gente|o|cliente|os como, tratam como lixo|cachorro|bicho, odeio
odeio vocês|essa|esse|tudo, odi%AR, ódio, que ódio, detest%AR, tenho nojo, nojo de vocês, nojo dessa|desse
dá nojo de, me dão nojo, furi%OSO, furioso, furiosa, fúria, possess%A, put%A da vida|com, puta da vida
pê da vida, pistola, tô pistola, tô p da, sangue fervendo, ferve o sangue, meu sangue, com ódio
morrendo de ódio|raiva, espumando, bufando, explodindo de, fora de mim, enfurecid%A, revoltadíssim%A
vão pro|para|pra ?o inferno, vá pro|para inferno, vai pro|para inferno, vai se danar, vão se danar
que se danem, se danem, se lixem, se lasquem, danem se
tomara que fechem|quebrem|vão|falam|feche|quebre|percam|vocês, espero que fechem|quebrem|vocês|falam|percam
deviam|deveriam|devia|deveria ser|estar|ter|fechar presos|fechados|fechada|presas|preso|proibidos|processados|vergonha|as|cadeia
tem que ser preso|presa|fechada|presos|processados, tinha que ser|fechar|estar, merecem ser|cadeia|fechar
cadeia neles|pra|nesse, maldit%A, desgraça, uma desgraça, inferno, um inferno, que inferno, quem vocês pensam
quem pensam que, pensam que são, acham que a gente|eu|somos|sou|são, como ousam, como têm coragem
como tem coragem, têm a coragem de, com que direito, não têm o direito, não tem perdão, não tem explicação
isso não se faz, brincam com a|o, brincando com a|o, brincar com a|o
nunca vi tanta|tanto|tamanho|tamanha|coisa|empresa|um|uma ?descaso|incompetência|falta, em toda minha vida|a
nunca na|em minha|toda vida, jamais na, nunca fui tão|tratada mal|humilhad%A|desrespeitad%A
pior empresa|loja|banco|atendimento|operadora|lugar|experiência|restaurante|hotel|compra|serviço do|da|que|de
são um lixo|uma|uns|péssimos, é um lixo, empresa lixo
lixo de empresa|atendimento|loja|banco|app|serviço|produto, que lixo
vocês são um|uma|uns lixo|piada|vergonha|nojo|bosta|merda|ladrões, me devolvam, devolvam meu|o
quero meu dinheiro agora|já|de|ou, vão à|a merda, gente ruim, sem palavras pra|para|de tanto|tamanho|descaso
basta, já chega

[insult 3]
idiota%S, imbecil, imbecis, burr%A, burrice, estúpid%A, estupidez, otári%A, otários, babac%A, babaca%S
babacas, retardad%A, débil, débeis, debiloide, mongol, besta%S, bestas, jument%A, jumentos, antas, anta
cavalgadura, asn%A, asnos, toupeira, incapaz, incapazes, incompetentes
bando de palhaços|ladrões|incompetentes|idiotas|safados|golpistas|vagabundos|inúteis|mentirosos|ladrao|imbecis|urubus|picaretas
cambada de, corja, corja de, quadrilha de, ladrão, ladrões, ladr%A, ladroes, ladrao, ladra, vigarista%S
trambiqueir%A, picareta%S, caloteir%A, estelionatári%A, trapaceir%A, charlatão, charlatões, charlatães
mentiros%A, mentirosos, falsos, farsante%S, hipócrita%S, safad%A, safados, safada, canalha%S, cafajeste%S
patife%S, crápula%S, pilantra%S, sacana%S, malandr%A, bandid%A, bandidos, vagabund%A do|da|de|bando
vagabundos, vagabundo, desgraçad%A, desgraça de, miseráv%E, miserável, miseráveis, maldit%A seja, malditos
nojentos, escória, vermes, verme, sanguessuga%S, abutres, urubus
cretin%A, cretinos, ignorante%S, analfabet%A, sem cérebro, acéfalo%S, doent%E mental
filh%A da|de puta|mãe|uma, filhos da puta, fdp, fdps, filho duma, pqp, puta que pariu, puta merda, puta%S
put%A, caralho, crl, carai, porra, poha, prr, krl, cacete, vtnc, vsf, vai tomar no|na, vão tomar no|na
tomar no cu, tnc, vai se foder|fuder|ferrar|lascar, vão se foder|fuder|ferrar|lascar|catar
vá se foder|fuder|ferrar|danar, foda se, fodam se, se fode%M, se fodam, fod%ER, fodid%A, cu, cuzão, cuzões
arrombad%A, arrombados, corno%S, corn%A, viado%S, buceta, merdas, de merda, merda de, bosta de, de bosta
seu|sua|seus merda|bosta|lixo|burro|idiota|inútil|ladrão|incompetente|porra|otário|palhaço|porco, seu|sua animal !de|vai|pode|precisa
seus merdas|bostas|lixos|burros|ladrões|inúteis|palhaços|ratos|safados|porcos|golpistas|vagabundos|incompetentes
robô de merda|bosta|burro|idiota|imbecil|lixo, máquina burra, cala a boca, calem a boca, some daqui, sumam
morram, morre%M, vai à merda, vai a merda, vão à merda, vai pra puta, vá à merda, vai cagar, vai catar
raios que partam, raios vos partam, cabrão, cabrões, paneleir%A, parv%A, parvos, parvalhão, palerma%S
estupores, gatun%A, gatunos, gatunagem, chulos, aldrabões, aldrabão, aldrab%A, burlões, burlão, trafulha%S
bestas quadradas

# what is also sold, kept or driven out: an insult only where somebody is called so
vocês|vcs|voces|são|sao|é ?são|sao ?todos|tudo|só uns|umas|um|uma palhaço|palhaços|palhaça|palhaças|porco|porcos|porca|porcas|rato|ratos|parasitas|animais|urubus >
vocês|vcs|voces são|sao ?todos|tudo|só palhaço|palhaços|palhaça|palhaças|porco|porcos|porca|porcas|rato|ratos|parasitas|animais|urubus
bando|cambada|corja|quadrilha|manada de palhaço|palhaços|palhaça|palhaças|porco|porcos|porca|porcas|rato|ratos|parasitas|animais|urubus, ^ palhaços >

[threat 2]
processar, process%AR vocês|essa|a|os, vou processar, processo, processo judicial, na justiça, justiça
judicial, judicialmente, ação judicial, entrar com ação|processo|uma, meu advogado, advogad%A, acionar o|a|meu
procon, reclame aqui, reclameaqui, anatel, bacen, banco central, ouvidoria, deco, livro de reclamações
livro amarelo, juizado, pequenas causas, tribunal, delegacia, polícia, boletim de ocorrência
registrar um bo|boletim, fazer um bo, bo, denunci%AR, denúncia, denunciar vocês, vou denunciar
vão se arrepender, vai se arrepender, se arrepender de, vão pagar por|caro|isso, vocês vão ver|pagar
vocês me pagam, me pagam, me aguardem, aguardem, isso não vai ficar assim, não vai ficar assim
vou até aí quebrar|resolver|e, vou aí quebrar|quebrar|resolver|e, vou quebrar tudo|a|essa|vocês
vou botar fogo, botar fogo, tacar fogo, sei onde, vou atrás de
vou expor|divulgar|espalhar|publicar|postar|acabar|queimar|contar, redes sociais
vou postar em|no|na|tudo|isso, todo mundo vai saber, imprensa, na mídia, televisão, viralizar, exposed
última chance, último aviso

# --- confusion ----------------------------------------------------------

[confused 2]
não entendi, não entendo, não entendemos, não tô entendendo, não estou entendendo|percebendo
não tou a perceber, não percebo, não percebi, não estou a perceber, não compreendo, não compreendi, não saquei
não captei, não ficou claro, não está claro, não tá claro, não é claro
não sei como|qual|onde|o|se|quando|por|em|quem, não sei, não sei mexer, não faço ideia, não tenho ideia
nem ideia, sem entender, confus%A, confundi, confund%ER, confusão, tô confus%A, estou confus%A
fiquei confus%A, fiquei na dúvida, fiquei em dúvida, em dúvida, tô em dúvida, na dúvida, bateu uma dúvida
perdid%A, tô perdid%A, estou perdid%A, me perdi, me embananei, me embolei, embolei, enrolei, me enrolei
me atrapalhei, atrapalhad%A, baralhad%A, estou baralhad%A, boiando, tô boiando, boiei, voando nisso, bug%AR
bugou minha|a, nó na cabeça, deu um nó, como assim, como é que é, cumé, hã, hein, oi como, o que significa%M
o que quer dizer, o que é isso|esse|essa|um|uma|o|a, que é isso, que significa, significa o que|que
quer dizer que|o, o que seria, qual a diferença, qual é a diferença, diferença entre, é a mesma coisa
são a mesma coisa, é o mesmo que, é diferente, são diferentes, qual é qual, então é|eu|tenho|quer|tem|são
mas então, ou seja, no caso eu|é|seria|tenho, pode%M explicar, poderia%M explicar, me explica%M, me explique%M
explica de novo, explica melhor|isso|aí, explicar melhor|como|isso|de|esse, explicar de novo, pode repetir
pode ser mais clar%A, esclarec%ER, me esclarece, me dá uma luz, uma luz, trocar em miúdos, passo a passo
como se eu, pra leig%A, sou leig%A, sou nov%A nisso|aqui, primeira vez que uso, não sou bo%A com|de|nisso
não entendo muito|nada|de, não manjo, não manjo nada, sou péssim%A com, sou péssima com
onde eu clico|vejo|acho|coloco|encontro|aperto, onde clico|vejo|acho|fica|coloco|encontro|aperto
não acho onde|o|a, não encontro onde|o|a, não consigo entender|achar|encontrar|ver onde|como|o, o que eu faço
o que faço, o que devo, que eu faço, faço o que, como faço|que|eu, e agora|faço, qual dos dois|das|deles
um diz uma coisa|e, uns falam, aqui diz|tá|está|aparece uma, diz uma coisa e, aparece uma coisa, não bate
não batem, não tá batendo, por que aparece|diz|tem|são|está|veio, porque aparece, tem dois|duas
apareceram dois|duas, é normal, está certo isso, tá certo isso, é assim mesmo

# --- facts that went wrong ----------------------------------------------

[problem 1]
não funciona%M, não tá funcionando, não está funcionando|a, parou de funcionar, não liga, não carrega
não abre, não conecta, não entra, não consigo, não estou conseguindo, não tô conseguindo, não chegou
não chega, não chegaram, não recebi, não recebemos, não veio, não vieram, não apareceu, não foi entregue
não entregaram, não aparece, não caiu, sem internet|sinal|luz|água|acesso, trav%AR, travou, trava, travando
caiu, cai toda, desliga sozinh%A, queimou, quebr%AR, quebrad%A, quebrou, rachad%A, rachou, trincad%A
amassad%A, arranhad%A, riscad%A, rasgad%A, manchad%A, danificad%A, avariad%A, vaz%AR, vazando, furad%A
descolou, defeito, defeito%S, com defeito, falha%S, falh%AR, erro, erros, errad%A, incorret%A, trocad%A
incomplet%A, faltando, falt%AR, faltou, perdid%A pela, perderam, extraviad%A, extraviou, sumiu, vazi%A, vazia
vencid%A, problema%S, cobrad%A duas, cobrança indevida|duplicada|errada, cobraram, cobrou, duas vezes no
em duplicidade, não reconheço, recusad%A, recusou, estorno, reembolso, devolução, devolver, dinheiro de volta
troca, trocar, garantia, cancel%AR, cancelamento, conserto, assistência

# --- irony --------------------------------------------------------------

[sarcasm 2]
obrigad%A por nada|estragar|me|arruinar|perder|fazer
parabéns pela|pelo|por incompetência|descaso|demora|estragar|conseguir|perder|bagunça|atraso|eficiência
parabéns conseguiram|vocês|aos|mais, parabéns aos envolvidos, que maravilha mais|outra|de|né|agora|hein|o
que beleza mais|outra|né|hein|agora|de, que legal mais|outra|né|agora|hein|de|cobrar
que ótimo mais|outra|né|agora|hein, que bom mais|outra|que|né, que lindo mais|outra|né|hein|agora
que surpresa, nossa que surpresa, grande surpresa, que novidade, grande novidade, novidade né
que coincidência, que conveniente, que eficiência, quanta eficiência
quanta gentileza|consideração|competência, que rapidez hein|né|três|9|impressionante, que rápidos hein
super rápidos hein|né|só|9, super eficientes hein|né
ótimo agora|mais|outra|né|só|atendimento 9|né|hein|só|nota, ótimo mais um|uma
excelente mais|agora|outra|né|só, perfeito agora|mais|outra|só|né, maravilha mais|outra|agora
beleza mais um|uma, sensacional mais|agora|outra|né, fantástico mais|agora|outra|né|três|9, show de horrores
show de horror, show de incompetência, show de descaso, aula de
nota 9 em|pra|para incompetência|descaso|enrolação, nota zero, prêmio de, merecem um prêmio|oscar|troféu
merece um prêmio|oscar, oscar de, troféu de, campeões de|em, recorde, novo recorde, bateram o recorde
claro né, claro que não|sim|vai, claro que sim né|confia, confia, aham, aham sei, uhum sei, sei sei
sei bem, tá bom né, tá certo então né, acredito muito, acredito sim, até parece, imagina se, imagina só
só que não, sqn, ironia, contém ironia, adoro esperar|ficar|pagar|quando|falar|ouvir|perder
amo esperar|ficar|pagar|quando|falar|ouvir|perder|como, adorei esperar|ficar|ser|pagar|perder
amei esperar|ficar|ser|pagar, adorando esperar|ficar, muito obrigad%A por estragar|nada|me|perder|arruinar
valeu por nada|estragar|me|perder, valeu hein, bonito hein, muito bonito hein|né, lindo hein, bacana hein|né
legal hein|né, uau, uau 9|só|que|mais, risos, rs né, rindo pra não
rir pra não, rindo de nervoso, só rindo, chega a ser engraçado|cômico, cômico, trágico, seria cômico, hilário
atendimento relâmpago só, expresso, entrega expressa, que pontualidade, britânica, super pontuais, gênios
que gênios, aplausos pra|para|pela, palmas pra|pela|pros vocês|incompetência|demora
ainda bem que era|é|paguei|urgente|express, sorte que era|não|paguei, bom saber que, bom saber
pra que avisar|responder|atender né, imagina se fosse urgente, com certeza né

# --- what acts on others ------------------------------------------------

[boost 1]
muito, muit%A, mt, mto, mta, super, bem, demais, dms, tão, tanto, tant%A, extremamente, totalmente
completamente, absolutamente, realmente, simplesmente, incrivelmente, pra caramba, pra caralho, pra cacete
bastante, mega, ultra, hiper, bué, mesmo, de verdade, tudo, total, pura, puro, que, quanto, quanta
imensamente, profundamente
[damp 1]
um pouco, pouco, um pouquinho, pouquinho, meio, quase, levemente, um tanto, mais ou menos, relativamente
razoavelmente
[negator 1]
não, nao, n, ñ, num, nem, nunca, jamais, sem, nada, ninguém, nenhum, nenhuma, nenhuns, nenhumas, tampouco
zero
[contrast 1]
mas, porém, contudo, todavia, só que, apesar de, apesar do|da, embora, pena que, exceto, tirando, fora isso
o único problema|defeito, único ponto, entretanto, no entanto, mesmo assim, em compensação

# --- how long it lasted, what it ruined, what they deserve -----------------

[gripe 1.5]
não durou nem|nada, durou 9|um|uma|dois|duas|três|menos|pouco|nada,
com 9|um|uma|duas|dois|três|poucos dias|semana|semanas|mês|meses|usos de|já,
em 9|duas|dois|poucas|poucos dias|semanas|lavagens|usos, na primeira lavagem|semana|vez|usada,
no primeiro uso|dia|mês, já desbotou, desbotou, descosturou, descosturando, soltou tudo, soltou a|o, soltando,
encolheu, desmancha, desmanchou, desmontou, parece de brinquedo|papelão, de papelão, de brinquedo,
de plástico vagabundo, material vagabundo|ruim|frágil|fraco, frágil demais, não aguentou, sem gosto,
gosto de nada|plástico|papelão|queimado, estragou meu|minha|a|o|nossa|nosso|tudo,
estragaram meu|minha|a|o|nossa|nosso|tudo, arruin%AR, acabaram com minha|meu|a|o, acabou com minha|meu|a|o,
desperdício, desperdicei, cara feia, cara amarrada, cara fechada, má educação, gritou comigo, gritaram comigo,
gritando comigo, falou grosso, bateu o telefone, batem o telefone, nem bom dia, nem um bom dia, nem desculpa,
nem um pedido, sem avisar, sem aviso, sem mais nem menos, do nada, desandou, caótic%A, um caos, caos, tumulto,
um inferno de, uma tortura, tortura, um suplício, suplício, um martírio, martírio, um pesadelo, pesadelo,
novela, uma novela, via crucis, perrengue, um perrengue, sufoco, um sufoco, martírio, uma lástima, lástima,
um terror, de terror, de chorar, sobrevalorizad%A, supervalorizad%A, superestimad%A, não é tudo isso,
não era tudo isso, só fama, não compensa, não compensou, insuportáv%E, insuportável, insuportáveis,
barato que sai, sai caro, mequetrefe, caído, caidaço, capenga, meia tigela, quebra galho só, remendo,
gambiarra
[outrage 2]
cadeia, na cadeia, pra cadeia, presos, preso, atrás das grades,
tem que pagar por|caro, que paguem, asco, me dá asco, repugnante%S,
repulsiv%A, nauseante, me embrulha o, embrulha o estômago, vontade de vomitar|gritar,
falta de humanidade|coração|vergonha, desalmad%A, imoral, imorais, imoralidade, indecente%S,
indecência, indecoroso, baixaria, baixeza, covardes, cruéis, sujos, gentinha, gentalha, corja,
se aproveitam de, se aproveitar de, aproveitadores, aproveitador%S, como vocês dormem, como conseguem dormir,
deviam ter vergonha, deveriam ter vergonha, devia ter vergonha, tenho vergonha de, morram de vergonha,
fechem as portas, fechem logo, fecha logo, esculacho, um esculacho
[praise 2]
salvador%S, salvadora%S, santo%S, santa, artista%S, mãos de fada|ouro|anjo, mágic%A, magia,
pura magia, sonho de|realizado, dos sonhos, paraíso, um paraíso, tesouro, um tesouro, ouro puro, vale ouro,
valem ouro, vicia, viciante%S, viciei, viciad%A, de comer ajoelhado, de lamber os, um luxo, luxo, luxuos%A,
um arraso, arraso, um escândalo de|tão bom|lindo, um espetáculo de, obra prima, obra de arte, um sucesso,
sucesso total, sem defeitos, fora de série, sem comparação, não tem igual, não há igual, melhor que isso só,
como em casa, me senti em casa, me senti acolhid%A|uma|um, acolhid%A, acolhedor%S, acolhedora%S, acolhimento,
mimad%A, mim%AR, mimo%S, um mimo, cheio de mimos, atenção aos detalhes, nos mínimos detalhes,
impressionante a|como, quentinho no coração, aqueceu o coração, coração quentinho, de aquecer o,
tô boba|bobo|encantad%A|apaixonad%A|feliz|amando|passada com, fiquei boba|bobo|de, chocada com a qualidade,
chocado com a qualidade, superindico, super indico, supimpa, tudo de bom, é tudo de, um estouro, estouro,
pai é, brabo, braba, brabíssim%A, os brabos, mitaram, mitou, mito%S, lenda viva, tá on
[confused 1]
enrol%AR isso|tudo, bagunçad%A na, complicou minha, embaralhei, embaralhad%A, quebra cabeça, enigma, grego,
pra mim é grego, parece grego, não bate com, não casa com, que tipo de, pra que serve,
como funciona isso|essa|esse, como assim isso, não me localizo, me situa, em que ficamos, qual vale,
qual tá certo, qual o certo, qual devo, não caiu a ficha, a ficha não
