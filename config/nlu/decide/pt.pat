# Portuguese (Brazil, Portugal, chat spelling).
# Form: worker/decide/pattern_load.c.  Packs and what they do: config/rules.json.

negator = nao n sem nem nunca jamais tampouco nada zero nenhum nenhuma ninguem num
negfill = me te lhe lo o a os as nos se preciso precisa quero ha de que desejo tenho por agora ainda queria foi ser estou vou algum alguma um uma veio e precisava falta necessario necessidade com tive teve problema problemas eh mais do da falar com passar transferir ligar vai vamos

@det = um uma uns umas o a os as seu sua seus suas meu minha outro outra este esta esse essa algum alguma aquele nosso nossa vosso
@to = com ao a à
@human = pessoa pessoas humano humana humanos alguem atendente atendentes agente agentes assessor assessora operador operadora operadores representante executivo funcionario funcionaria gente vendedor vendedora consultor consultora tecnico especialista colaborador colaboradora assistente atendimento colega
@boss = supervisor supervisora gerente gerencia chefe chefia diretor diretora direcao dono dona superior superiora responsavel encarregado encarregada coordenador coordenadora proprietario proprietaria patrao administrador
@talk = falar falo fale falando conversar contatar contactar comunicar dialogar tratar papear contato
@pass = passa passe passar passem transfere transfira transferir transfiram coloca coloque colocar encaminha encaminhe encaminhar encaminhem conecta conecte conectar chama chame chamem chamar liga ligue ligar bota põe ponha direciona direcione manda mande mandem arruma traz me
@want = quero queria gostaria preciso desejo prefiro exijo solicito necessito queremos precisamos kero qro precisava peço quer quisera
@bot = bot bots robo robos maquina chatbot computador gravacao automatico automatica automaticas ia inteligencia programa
@order = pedido pedidos encomenda encomendas pacote pacotes produto produtos compra compras artigo artigos item itens entrega caixa mercadoria celular telemovel telefone tv televisao tela ecra notebook computador geladeira frigorifico maquina cafeteira sapato sapatos tenis sapatilhas vestido camisa camiseta casaco cadeira mesa sofa colchao comida pizza bolo garrafa garrafas vaso vasos espelho livro brinquedo bicicleta bike tablet aparelho peça peças coisas bolsa mala lampada relogio oculos monitor teclado calça blusa liquidificador impressora flores buque copo copos prato pratos xicara fone fones roupa roupas movel lanche encomendei
@money = dinheiro grana reembolso valor euros reais reais pagamento quantia estorno saldo pila
@charge = cobr* debit* descont* fatur* cobranca debito lançamento lançaram lançado
@arrive = chegou chegaram chega chegado veio vieram recebi recebemos recebido entregaram entregou entregue entregues enviaram enviado mandaram mandado trouxeram trouxe vem vinha deixaram
@broken = quebrado quebrada quebrados quebradas partido partida partidos partidas estragado estragada estragados estragadas danificado danificada danificados danificadas rachado rachada rachados trincado trincada amassado amassada amassados defeituoso defeituosa defeito rasgado rasgada rasgados riscado riscada arranhado arranhada molhado molhada molhados podre podres vencido vencida vencidos esmagado esmagada destruido destruida furado furada manchado manchada usado usada aberto aberta abertos violado violada incompleto incompleta incompletos queimado queimada avariado avariada azedo mofado mofada derretido derretida pedaços cacos estilhaçado torto torta vazando detonado despedaçado lascado lascada
@wrong = errado errada errados erradas trocado trocada trocados diferente diferentes outro outra outros outras incorreto incorreta vazio vazia vazias enganado

[person]
+ bot|robo|maquina|robos nao ?uma ?um ?com pessoa|humano|alguem|gente|atendente
telefone|linha|numero ... atende|atenda|atendam|responde ... gente|alguem|pessoa|pessoas
gente|alguem que atende|atenda|responda
cara a cara
alguem|gente do|dai outro|me ?lado
pessoalmente
me|nos ?pode|poderia|podem|da ... explique|diga|atenda|ligue|ligar|resolva|conecta|passam ... atendente|alguem|recepcionista|encarregado|tecnico|operador|humano|pessoa|voces|doutora|doutor|vcs
ser|seres humano|humanos
alguem de|dai voces|vcs|ai|verdade
me|pode conecta|conectam|transfere|transferem|passa|passam $
@talk @to ?@det ?@boss|@human ?do|de|da|em ?seu @human
@talk @to ?@det @human|alguem
@talk|contato|contacto @to ?@det atendimento|suporte|setor|equipe|equipa|central|apoio|vendas|financeiro|sac|ouvidoria|loja|departamento|posvenda
@pass ?em ?contato ... @to|pra|para|pro ?@det @human
@pass ... @to|pra|para|pro ?@det ?@human atendimento|suporte|setor|equipe|equipa|central|apoio|financeiro|sac
me ?por ?favor passa|passe|transfere|transfira|coloca|coloque|encaminha|encaminhe|conecta|conecte|chama ... @human|alguem
@pass|chama|chamem|chame|arruma|traz @det @human ?humano|real|ai|por|pra|que|de
@want ... @human real|humano|humana|verdade
@want ?@to ?@det atendente|agente|operador|operadora|representante|humano|humana|pessoa|consultor ?por ?favor $
@want ?@to ?@det atendente|agente|operador|operadora|representante|humano|humana|pessoa que|ja|agora|por|pra|urgente|pfv|pf|porfavor|e|aqui
@want|prefiro|posso|pode|quero|tem atendimento|ajuda|suporte|apoio|contato|contacto humano|humana|pessoal|personalizado|presencial
@want|prefiro ?ser que|ser ... @human|alguem|atendido|atendida ... ?me|nos atenda|ajude|ligue|responda|explique|resolva|humano|por|contacte|veja|fale
@want que ?me|@det ... ligue|liguem|atenda|atendam|ajude|contacte|contactem|telefonem
@human|alguem que|q|pra|para|pode|poderia|podia ?me|pode|possa ?possa ?me atenda|atender|ajude|ajudar|ligue|ligar|responda|entenda|resolva|resolver|explique|falar|escute|telefonar|contactar
pode|podem|poderia|podia|podiam me|nos ligar|telefonar|contactar|atender|chamar ?@det @human|alguem
pode|podem|poderia|podia|consegue|da ... me ?ligar|telefonar|ligarem ?por|@det|pra|para|agora|hoje $
alguem|@human ... pode|poderia|podia|consegue me|nos ... atender|ajudar|ligar|explicar|responder
tem|ha|existe|haveria ?algum|alguma|@det|ai @human|alguem|gente ?humano|real|disponivel|ai|aqui|atras|de|atendendo|que|online $
tem|ha|existe ?algum|alguma|@det @human|alguem|gente ?humano|real disponivel|ai|aqui|com|que|atendendo|lendo|verdade|pra|online|real
tem|ha|esta alguem
^ ?um|uma @human ?real|humana|humano|ja ?por ?favor|pfv|pf|porfavor|pls $
^ atendimento|atendente|suporte|ajuda humano|humana|pessoal|presencial|real
pessoa|alguem|gente|humano de carne|verdade
@human|gente real|verdadeira|humana|humano|viva|verdadeiro
com|a|por @det|alguem ?@human real|humana|humano|vivo|verdade
como|onde|qual ?que faço|posso|eu|consigo|falo|contato|entro|numero ... @talk|falo|contato|contacto @to ?@det @human|alguem|vcs|voces|atendimento|suporte
numero|telefone|tel|whatsapp ?de|do|para|pra ... @talk|falar|ligar|atendimento|sac|contato @to ?@det @human|alguem|cliente
me|nos liga|ligue|liguem|telefone|telefonem|ligam|chama ... ?por|favor|ja|agora|no|hoje|urgente|alguem|pelo
liguem|ligue|telefonem ?pra|para|me ?mim|por|agora|urgente|hoje|já
liga|telefone pra|para|me mim
@human ja|agora|urgente|urgentemente|pfv|pf|please
prefiro|melhor ... @human|alguem|telefone|pessoalmente
+ nao|n|num @want|quero|vou|desejo ?mais ?a ?continuar falar|falando|conversar|conversando|perder|tratar|ficar|escrever ... @bot
+ chega|cansei|cansado|cansada|farto|farta|basta|saco ?ja ?de ?@talk|tanto|estar|conversar|falar|cheio ... @bot
+ nao|n @want|quero ?mais ?um|uma|este|esse|mensagem|mensagens|resposta|respostas ?de ?@det @bot
nao es|seja|e|sou ?um|uma @bot
es|e|eh|to|estou|isso|voce|vc|tu|isto ?e|eh|es ?um|uma|falando|falar ?com ?um|uma @bot ?ou|ne|né
sai|tira|tire|desliga|para|chega ... @bot

[manager]
falar|tratar|conversar com ?o ?a seu|teu|sua|tua supervisor|supervisora|chefe|gerente|superior|responsavel|coordenador
que|quem ?tem ?que ver|veja|decide|decida|saiba|resolva ... gerencia|diretoria|direcao|chefia
teu|seu|um|o|tua|sua coordenador|coordenadora|lider|supervisora|encarregado|chefe ?de ?do ?turno|equipe
conhecimento|ouvidos da|do|de ?a direçao|diretoria|gerencia|diretor|diretora
com|falar|ver|pra ?a ?o ?seu|sua chefe|gerente|supervisor|supervisora|superior|encarregado ?dela|dele|dela
quero|falar|chama|chamem|passa ... encarregado|encarregada
quem manda ?ai ?aqui
@talk ?@to|ao|à|c|ca ?@det ?seu|sua|vosso @boss
@talk|falar|chamar|chama|chame|contato ... @boss
@pass|transfere|transfira|passa|passe|me ... @boss
@want|exijo|peço ... ?@det supervisor|supervisora|gerente|gerencia|chefe|superior|dono|dona|diretor|diretora|responsavel|encarregado $
@want ?ver|que|falar|com|o|a|@to|um|uma|seu|sua ... supervisor|supervisora|gerente|gerencia|chefe|superior|dono|dona|diretor|responsavel|direçao|encarregado
cade|onde|quem ?esta|e|eh|é|manda|sera ?@det ?seu|sua ?@boss ai|aqui|chefe|gerente|supervisor|responsavel|dono|nisso|nessa
^ ?@det ?seu|sua supervisor|supervisora|gerente|chefe|encarregado|responsavel ?por ?favor|ja|agora|urgente $
@boss ja|agora|imediatamente|urgente
alguem|@human com|de|que|acima|mais ?com ?mais|maior|tenha|possa|tome|manda|acima|mande ?mais|tomar autoridade|cargo|poder|nivel|decisao|decisoes|decida|autorizar|autonomia|voce|vc|hierarquia
nivel|cargo|instancia superior|acima|hierarquico
escal* ... supervisor|gerente|chefe|nivel|caso|isso|problema|superior|reclamacao

[abuse]
block abuse: advogado|pimenta|fruta|ilha do diabo
idiota|idiotas|imbecil|imbecis|estupido|estupida|estupidos|burro|burros|burra|inutil|inuteis|incompetente|incompetentes|incompetencia|merda|merdas|porra|caralho|foda|fodam|foder|fodase|fdp|pqp|vsf|vtnc|cu|bosta|puta|putos|lixo|nojo|nojento|nojenta|nojentos|ladroes|ladra|golpistas|golpista|vigarista|vigaristas|palhaços|palhaço|palhaçada|palhacada|safados|safado|canalhas|canalha|otarios|otario|trouxa|trouxas|desgraçados|desgraça|desgraçado|maldito|malditos|bandidos|bandido|corruptos|ridiculos|cretinos|cretino|animais|burrice|retardado|retardados|bostas|cacete|arrombados|arrombado|babacas|babaca|cornos|mentirosos|mentiroso|gatunos|gatuno|aldraboes|aldrabao|parvos|parvo|palermas|burlões|burloes|raios|fds|crl|krl|pilantras|pilantra|picaretas|vagabundos|vagabundo|imprestavel|imprestaveis|caloteiros|caloteiro|escrotos|escroto|diabo|inferno
filho|filhos|filha da|de ?uma puta|mae
vai|vao|va|vão ?todos ?se|tomar|pra|para|à|a|pro tomar|foder|ferrar|merda|catar|danar|inferno|lixar|puta|fuder|cu|diabo
cala ?a ?essa boca
sem vergonha|vergonhas
pior|piores empresa|loja|atendimento|serviço|app|companhia|operadora|experiencia|banco|marca|suporte
odeio voces|vcs|essa|esta|vc|voce

[anger]
estou|to|tou|ando|fiquei|estamos|fico ?muito|super|bem|extremamente|completamente|realmente ?mesmo furioso|furiosa|indignado|indignada|indignados|puto|puta|revoltado|revoltada|irritado|irritada|zangado|zangada|chateadissim*|passado|passada|possesso|possessa|irritadissim*|furiosos|bravo|brava|pistola|enfurecid*|ultrajad*
farto|farta|fartos|fartas|cansei|saturado|saturada ?ja ?disto|disso|de|da|do|deste|dessa|dessas
saco cheio
de|o|que saco
que|uma|e|é|foi|isto|isso|um|mas ?e|é|eh ?uma|um ?verdadeira|total|pura|autentica vergonha|absurdo|palhaçada|roubo|burla|descaso|desrespeito|pouca|ridiculo|falta|nojo|golpe|humilhacao|abuso|desaforo|despautério|inaceitavel|inadmissivel|piada|escandalo|insulto|ultraje|assalto|vergonhoso|desastre|pesadelo|sacanagem|bandalheira
absurdo|inaceitavel|inadmissivel|vergonhoso|vergonhosa|revoltante|intoleravel|ridiculo|ridicula|lamentavel|deploravel|escandaloso|indecente|vergonha|palhaçada|descaso|desrespeito|ultrajante|inconcebivel
pessimo|pessima|horrivel|horroroso|horrorosa|terrivel|nojento|lixo|desastroso|deploravel|lamentavel|porcaria ... atendimento|serviço|servico|empresa|experiencia|loja|produto|app|suporte|aplicativo|qualidade
atendimento|serviço|servico|empresa|experiencia|loja|app|suporte|aplicativo|produto ... pessimo|pessima|horrivel|horroroso|terrivel|lixo|vergonhoso|ridiculo|deploravel|lamentavel|porcaria|desastre|nojento|vergonha|miseria|desastroso
falta de ?total respeito|vergonha|consideração|profissionalismo|seriedade|educacao
gozar|gozam|gozando|brincando|zoando|zoar|enganando|enrolando|sacanagem com|de ?a ?minha mim|cara|comigo|conosco|connosco|cliente
fazer|fazendo|tirando ?a ?gente ?me ?de|com palhaço|otario|trouxa|palhaça|parvo|mim|minha
so pode ?ser|estar brincadeira|piada|brincando|gozar|gozo
nunca|jamais mais|vou|volto|recomendo|compro ?volto|compro|vou ?mais ?a|comprar ?nada|compro|comprar|piso|uso|contrato|confio|com|recomendo|nada|na|nessa
nunca mais
me|fui|fomos|voces|vcs|estao ?me roubaram|roubado|roubada|enganado|enganada|enganaram|roubando|lesado|lesada|passaram|mentiram|mentindo
bando|cambada|corja|quadrilha|cambada de
ja chega|basta|deu
resolvam|devolvam|respondam|resolva|respondem ... ja|agora|imediatamente|logo
vou|irei vos|os|voces ?acabar|expor|detonar|queimar|divulgar ... redes|internet|todos|todo|reputacao|facebook|instagram
me|dá|da|causa|que ?dá|da raiva|nojo|odio|revolta

[frustration]
tecnico|entregador|instalador|eletricista|encanador|guincho nunca|nao ?mais ?me ?sequer apareceu|veio|chegou|deu|ligou
block frustration: vezes ?por|ao|a dia|semana|mes
block frustration: mil vezes ?obrigado|obrigada
block frustration: # vezes #
block frustration: em quantas vezes
quantas vezes ... tenho|preciso|repetir|ligar|explicar|falar|devo
segunda|terceira|quarta|quinta|sexta|setima|decima|enesima|milesima vez
#|# a vez
#|duas|tres|quatro|cinco|seis|sete|dez|mil|muitas|varias|cem|inumeras|tantas|diversas|milhoes|quantas vezes
#|dois|tres|quatro|cinco|seis|muitos|varios|mil|tantos|varias|muitas|inumeros emails|mensagens|ligações|ligacoes|tentativas|chamadas|chamados|protocolos|contatos
ha|faz|fazem|estou|to|tou|tem|ja|desde|espero|esperando|passaram|aguardo|estamos|levo ?mais|ja|quase|faz|ha|estou|à|espera ... ?de #|um|uma|dois|duas|tres|quatro|cinco|seis|sete|oito|dez|quinze|varios|varias|muitos|dias|semanas|meses|horas|tanto|toda|todo ... dias|semanas|semana|meses|mes|horas|hora|dia|manha|tarde|minutos|ano|anos|tempo|ontem ... esperando|espera|espero|aguardo|aguardando|sem|tentando|e|ligando|pedindo|reclamando|nada|que|ninguem|esperar|tentar|ligar|a|correndo|lutando
esperando|espera|espero|aguardo|aguardando|aguardar ... ha|faz|desde|#|dias|semanas|meses|horas|semana
continuo|sigo|ainda|ate ?agora|hoje|estou|nada ?à ... esperando|espera|aguardando|aguardo
continuo|sigo|ainda|até|ate|estou ... sem ?receber|ter|qualquer|nenhuma|nenhum|uma resposta|retorno|soluçao|receber|noticias|reembolso|dinheiro|resolver|internet|luz|resolucao|produto|pedido|serviço
ninguem ... responde|respondeu|resolve|resolveu|ajuda|ajudou|atende|atendeu|faz|sabe|liga|ligou|retorna|retornou|fala|veio|apareceu|da|deu|contacta|explica|contactou|respondem|dá
nunca|nao|n ?me|ninguem ?me responderam|respondem|resolvem|atendem|retornam|ligam|retornaram|ligaram|atenderam
me|sempre|voces|vcs ?me prometeram|prometem|disseram|garantiram|falaram|juraram|dizem ... e|mas|que ... nada|nao|nunca|ainda|continua|ate|mentira|outra
prometeram|prometido|ficaram|disseram|falaram|garantiram ... #|ontem|hoje|segunda|terça|quarta|quinta|sexta|semana|dia|horas ... e|mas|nada|nao
promessas|promessa ... cumpr*|vazias|falsas|atras
sempre|toda|cada|todo ?a ?me ?vez|dia|é|dizem|e ?dizem ?uma ?a ?o mesma|mesmo|desculpa|desculpas|conversa|historia|enrolaçao|ladainha
outra|de|mais vez|novo|uma ?vez ?o ?a ?com mesmo|mesma|problema|erro|atraso|desculpa
me|nos|so|ficam|fica|estao ?só ?a enrolando|enrolam|empurrando|empurram|jogando|jogam|passando|mandam|empurrar|chutando|passam ... um|de|pra|para|outro|la|setor|todo|mim|com
de um|la|setor|departamento ... pra|para|a|para|ao outro|ca|setor
canso|cansei|cansado|cansada|exausto|exausta|esgotado|esgotada|desisto|desesperado|desesperada|desanimado|frustrado|frustrada|frustrante|frustracao ?ja ?de|da|com|disto
ja ?eu|vos|lhes|te ?vos ?lhe enviei|falei|expliquei|mandei|liguei|reclamei|pedi|disse|perguntei|repeti|relatei|informei|escrevi ... vezes|vez|ontem|semana|emails|tudo|mil|outro|varios
perdi|perdendo|perco|acabou|acabando|esgotou|falta|perder ?a|minha|toda|ja ?a ?toda ?minha paciencia
paciencia ... acab*|esgot*|limite|perd*|fim
perdi|perdendo|perdido|perco|perda|perder|gastei ?a|o|meu|minha|de|todo|toda ?o ?meu tempo|manha|dia|tarde
ate quando
quanto|quantos|quantas ?tempo|dias mais ... esperar|repetir|explicar|aguardar|ligar
gota|cumulo
me|nos ?ja ?voces deixaram|deixam|largaram|abandonaram ?aqui|na|no|a|esperando|sem ?esperando ?mao|vacuo|espera|plantado|plantada|resposta
ignorado|ignorada|ignorando|ignoram|ignoraram
e nada ?ainda|ate $
sem resposta|retorno|soluçao|previsao ... ha|desde|faz|dias|semana|semanas

[bot_repeat]
+ ja|voce|vc|isso|tu|você ?ja|isso ?me disse|disseste|falou|respondeu|mandou|mandaste|perguntou|enviou|repetiu|respondeste|explicou|sugeriu
+ isso|esse|essa|ja|eu ?eu ?ja ?isso fiz|tentei|vi|li|tentou|sei|respondi|disse|falei|informei|expliquei|mandei
+ nao|n|num e|foi|era|eh ?bem isso|o ?que|isto ?que ?o ?eu ?que perguntei|pedi|quero|pergunto|disse|falei|quis
+ nao|n ... pergunt*|pedi ?isso
+ nao|n|num ?me|ta|esta|estas|voces|vc|voce|consegue|ta ?esta ?me ?a ?conseguiu entende|entendeu|entendendo|compreende|percebe|percebes|percebeste|entendes|entender|ouve|le|leu|leste|lê|ajuda|ajudou|ajudando|responde|respondeu|respondes|serve|resolve|resolveu|adianta|ajudas|escuta|ouvindo|lendo|perceber
mesma|mesmo|identica|igual ?exata resposta|mensagem|coisa|texto|frase|conversa|link|pergunta|lenga
o|a mesmo|mesma ... ?de|outra|sempre|vez|que sempre|antes|novo|respondeu|repete|diz|novamente|dizes
para|pare|parem|chega ?de ?me repetir|repetindo|mandar|enviar|copiar
repete|repetes|repetindo|repetir|repetiu|dizendo|diz|dizes|responde|respondendo|manda|mandando|fica|ficas ... mesmo|mesma|sempre|igual|isso
esta|ta|estas|voce|vc|so|fica|ficas|só ?so repetindo|repetir|repete|loop|circulos|travado|bugado ?a ?em
disco|em riscado|loop|circulos
resposta|respostas|mensagem|mensagens ?tao automatica|automaticas|generica|genericas|pronta|prontas|padrao|robotica|automatizada|decorada|copiada
leia|leiam|le ?bem o|a|novamente|direito|de ?que|minha|novo ?eu mensagem|escrevi|pergunta|acima
de|outra|novamente novo|vez ?com|o|a|esse|essa ?o ?a ?mesmo|mesma|isso|link|resposta|conversa
+ isso|isto|esse|sua|essa|tua ?resposta|link ?ja ?nao|n ?me ?não ajuda|resolve|responde|serve|adianta|ajudou|resolveu|funciona
+ nao|n respond*|resolv* ?a|o|minha|meu pergunta|problema|nada|duvida

[still]
continua|continuo|continuam|segue|persiste|ainda|permanece ?a ?com ?sem|o|igual|dando|na|sem|dar ... funcionar|igual|problema|erro|mesmo|mesma|falha|travando|ligar|abrir|mal|conectar|desligado|internet|entrar|carregar
ainda|continua|mesmo|assim ?assim|sim ?ainda nao|n|sem ?me ?se ?da ?consigo|funciona|funcionou|liga|abre|carrega|entra|conecta|deu|deixa|chega|resolveu|consegui|aparece|dá|entrar|acessar|funcionar
+ ja|eu ?eu ?isso fiz|tentei|reiniciei|verifiquei|testei|segui|desliguei|reinstalei|limpei|atualizei|troquei|fizemos|experimentei ... nao|n|e|nada|mesmo|continua|igual|mas|tudo|isso|varias
+ ja ?eu ?isso fiz|tentei|reiniciei|verifiquei|testei|segui|tentamos|experimentei
+ fiz|tentei|segui ?tudo|isso|todos|os ?isso ?passos e|mas|nada|ja
+ tambem nao|n ?deu ?funciona|funcionou|consigo|da|resolveu|adiantou|ajudou|consegui
+ nao|n ?me ?se funcionou|adiantou|resolveu|ajudou|mudou|serviu|resultou|deu ?certo|nada
+ nada|nenhuma|nenhum ?disso|deles|das|dos funciona|funcionou|resolve|resolveu|mudou|muda|adianta|adiantou|acontece|feito
mesmo|mesma erro|problema|falha|resultado|mensagem|situaçao|coisa
de|outra novo|vez ?o ?mesmo erro|problema
sem sucesso|resultado|efeito|exito
nao deu ?certo|nada|em
e nada

[confusion]
+ não ?o ?a acho|encontro|vejo|localizo ... botao|icone|opcao|menu|aba|link
sou ?muito ?uma ?um pessima|pessimo|ruim|negacao|burra|burro|zero nisso|com|em|nessas
+ nao sou ?muito ?nada bom|boa com|nisso|nessas|de
+ nao|n|num|ainda|continuo|sigo|nada ?estou|to|consigo|consegui|sem|nao|a|te|o ?a ?bem|conseguir ?nao entendi|entendo|entendendo|entender|compreendo|compreendi|percebo|percebi|perceber|saquei|peguei|compreender|captei
+ nao|n|ainda|continua ?me|ta|esta|ficou|sem|nao|nada ?esta ?ficou ?muito|bem claro|clara|claras|confuso
+ nao|n|num sei ?mais|bem ?o ?que ?como|onde|qual fazer|faço|como|onde|qual|clicar|entrar|usar|seguir|continuar|isso
confuso|confusa|confundiu|confunde|confundido|confundida|confundindo|perdido|perdida|baralhado|baralhada|embaralhado|enrolado|enrolada|atrapalhado|bugada|boiando
me|estou|to|tou|fiquei|agora|cada|mais|estas|vc ?ainda|mais|completamente|muito|totalmente|bem|vez|a ?mais ?me perdi|perdido|perdida|confuso|confusa|confundir|baralhado|baralhar|baralhada|boiando|enrolei
expli*|explique|explica ?me ?isso ?melhor|novamente|de|outra|mais|com|passo|de ?outra novo|forma|devagar|simples|calma|vez|facil|claro|passo|palavras|maneira|jeito|direito
como assim
o que|q ?isso|quer ?e|significa|quer ?dizer|isso|isto $
o que|q ... significa|dizer
muito|tao|demasiado|demais ?muito complicado|confuso|dificil|tecnico|complexo
em|por portugues|palavras ?claro|simples|outras
nao|n faço|tenho ?a ?menor|minima ideia

[dispute]
pagamento|pagamentos|pix|parcela|parcelas que ?eu nao|n|nunca reconheço|fiz|autorizei|identifico|conheço
cort*|suspend*|deslig* ... mesmo|embora|apesar|ja ... pago|paguei|pagado|pagando|dia
duas|dois|tres|quatro|varias|varios|# mensalidades|cobranças|debitos|faturas|pagamentos|parcelas ... cairam|sairam|descontadas|debitad*|cobrad*|levaram
@charge ... duas|dobro|duplicado|duplicada|duplicadas|2|tres|duplamente|duplicidade|dobrado|vezes
duplicado|duplicada|duplicados|duas|dupla|dois|tres|2|3|dobro|mesma ?vezes ?a|o|as cobranca|cobrança|cobranças|cobrado|cobrada|cobraram|pagamento|pagamentos|debito|debitos|debitado|fatura|lançamentos|paguei|compra
cobranca|cobrança|cobranças|debito|pagamento|compra|lançamento em|duplicada|duplicado duplicidade|dobro
#|duas|tres|varias vezes ... @charge|cartao|conta|paguei|debitado|caiu
paguei|pagou|pago duas|dobro|2|dobrado|duplicado ?vezes
cobr*|debit*|fatur*|descont* ... a mais|mais
cobr*|debit*|descont*|fatur* ... mais|indevid*|errad*|valor|maior|extra|alem|taxa ... ?que|do|de|diferente|errado|combinado|contratado|devia|maior|acima
cobr*|debit*|descont*|fatur*|retiraram|tiraram|sacaram ... nao|n|nunca|sem|que|algo|coisa|serviço ... reconheço|autorizei|pedi|fiz|comprei|contratei|solicitei|autorizaçao|usei|recebi|avisar|consentimento|cancelado|cancelei|cancelada|existe|assinei|era|permissao|devia|encomendei|aceitei|quero
cancelei|cancelado|cancelada|cancelamento|devolvi|encerrei ... e|continua|continuam|ainda|mesmo|cobr*|me|mas ... cobr*|debit*|descont*|fatur*|fatura|pagar
continua|continuam|seguem|voltaram|ainda|estao ?a ?me ?a cobr*|debit*|descont*|fatur*
cobrança|cobranca|cobranças|debito|debitos|transaçao|lançamento|lançamentos|valor|taxa|fatura|assinatura|movimento|movimentos|despesa ... desconhec*|estranh*|indevid*|errad*|incorret*|injust*|abusiv*|fantasma
cobrança|cobranca|cobranças|debito|debitos|compra|compras|transaçao|lançamento|lançamentos|valor|taxa|fatura|assinatura|movimento|movimentos|despesa ... nao|n|nunca|sem ?a ?o ?eu ?e reconheço|autorizei|fiz|minha|minhas|pedi|conheço|contratei|bate|avisar|autorizaçao
nao|n|desconheço ?a|o ?reconheço|autorizei|fiz ?reconheço ?esta|essa|esse|este|uma|um|o|a cobrança|cobranca|compra|debito|transaçao|lançamento|valor|despesa
conta|fatura|boleto|valor|total|preço|mensalidade|tarifa|recibo ... incorret*|absurd*|altissim*|dobro|dobrou|maior|abusiv*|engano
fatura|boleto|valor|total|preço|mensalidade|tarifa|recibo ... errad*|erro
conta|fatura|boleto|valor|total|preço|mensalidade|tarifa|recibo ... nao|n|mais bate|confere|corresponde|devia|combinado|caro|alta|alto|correspondem|cara
erro|engano ... fatura|cobrança|conta|boleto|faturaçao
paguei|pago|cobraram|debitaram|debitado|pagamos|descontaram|transferi|caiu|saiu ... e|mas|nao|n|nada ... nao|nada|nunca|nem|ninguem|ainda|sem ... ?recebi|chegou|aparece|consta|liberaram|ativ*|entreg*|confirm*|reserva|pedido|acesso|bilhete|compensou
contest* ... cobrança|cobranca|compra|fatura|valor|debito|transaçao|conta|pagamento|esta|essa
quero|vou|preciso|gostaria ?de contestar|impugnar|disputar
chargeback|chargebacks
reembols*|estorn*|devolv*|devoluç*|estorno|reembolso|devolucao ... nao|n|nunca|nada|ainda|ate ... ?caiu|chegou|recebi|veio|apareceu|agora|entrou|consta|fizeram|creditado|feito
nao|n|nunca|ainda|ate|cade|onde|sem ?foi|recebi|caiu|esta|chegou|o|meu|receber ?o ?meu ?nao reembols*|estorn*|devoluç*|reembolso|estorno
devem|deve|falta|faltam ?me|a|meu ?me ... dinheiro|euros|reais|troco|devolver|valor
assinatura|plano|seguro|taxa|serviço|mensalidade ... nunca|nao|n ... contrat*|pedi|assin*|autoriz*|aceit*|solicit*|quis

[fraud]
acesso|acessos|login|sessao|conexao|entrada ...6 nao|n sou|fui|era|foi eu
ligaram|ligou|mensagem|email|sms ...8 dei|passei|disse|informei ...5 codigo|senha|pin|token|dados|cartao
site|pagina|link|conta|boleto ...6 falso|falsa|pirata|clon*
falso|falsa|suposto|suposta funcionario|atendente|agente|site|pagina|banco|boleto|tecnico|mensagem
hacke*|clonaram|clonado|clonada|clonar|phishing|golpe|golpes|golpista|burla|burlado|burlada|burlaram|fraude|fraudes|fraudulent*|invadiram|invadida|invadido|estelionato|falsificad*
roubaram|roubado|roubada|furtado|furtada|furtaram|usaram|usando|usam|clonaram|invadiram|esvaziaram|hackearam|assaltaram|roubo ... cartao|conta|dados|celular|telemovel|senha|dinheiro|identidade|perfil|whatsapp|carteira|saldo|pontos|numero|bilhete|chip|nome
cartao|conta|dados|identidade|senha|perfil|whatsapp|chip|linha ... roubad*|clonad*|hackead*|invadid*|furtad*|comprometid*|vazad*|esvaziad*|pirate*|vazaram|usad*
alguem|outra|outro|estranho|terceiros|desconhecido|golpistas|ladrao|hacker ?pessoa ?esta ?ta ?se ?me entrou|acessou|usou|usa|usando|comprou|comprando|fez|mudou|trocou|alterou|abriu|acedeu|gastou|pediu|tentando|tentou|tem|fazendo|sacou|transferiu|usar|invadiu|contratou|levantou|passando ... minha|meu|meus|nome|conta|cartao|senha|compra|compras|dados|palavra|minhas
acesso|acessos|login|logins|sessao|entrada|compra|compras|transaçao|transaçoes|pix|transferencia|transferencias|movimentos|saque|saques|emprestimo|levantamento|levantamentos ... suspeit*|desconhecid*|estranh*
acesso|acessos|login|logins|compra|compras|transaçao|transaçoes|pix|transferencia|transferencias|movimentos|saque|saques|emprestimo|levantamento|levantamentos|pedido ... nao|n|nunca ?fui ?eu reconheço|autorizei|eu|meu|minha|realizei|fiz
nao|n|nunca ?fui fiz|autorizei|reconheço|realizei|comprei|eu ?eu ... ?essa|esse|essas|esses|esta|este|nenhuma ... compra|compras|transaçao|transaçoes|pix|transferencia|emprestimo|saque|pedido|acesso|conta|login
nao|n fui eu
atividade|movimentaçao|movimentos|movimentações|compra|transaçao|login ... suspeit*|estranh*|fraudulent*
cai|caí|caiu|sofri|vitima ... golpe|fraude|burla|phishing|conto
fui|sou|fomos|é|isto|isso ?um|uma|vitima ?de enganad*|burlad*|roubad*|golpe|fraude|burla|vitima|lesad*
link|email|mensagem|sms|ligaçao|site|pagina|ligaram|numero|perfil ... falso|falsa|suspeit*|pedindo|pediram|passando|passar|fingindo|dizendo|fake ... senha|codigo|dados|banco|voces|vcs|cartao|empresa|nome|funcionario
dei|passei|coloquei|informei|forneci|cliquei|digitei|partilhei ... senha|codigo|dados|cartao|pin|link|token ... link|site|falso|falsa|golpe|golpista|ligaram|suposto|alguem|estranho|suspeit*
passando|passar|passa|fazendo|fazer por|se ?passar voces|vcs|funcionario|mim|empresa|banco
bloque*|bloqueiem|cancelem ... cartao|cartoes|conta|roubado|roubada|urgente|imediatamente
perdi|perdido|roubaram|furtaram|assaltado|assaltada ... cartao|carteira|celular|telemovel
site|perfil|pagina|loja|conta|boleto|instagram falso|falsa|clonado|fake|clonada

[damage]
roda|rodas|alça|perna|pernas|tampa|porta|puxador|fecho|peça|braço|canto arrancad*|quebrad*|partid*|solt*|dobrad*|descolad*
com|tinha|tem|traz|veio|chegou ?com uma|um|umas ?grande rachadura|racha|rachaduras|fissura|amassado|amolgadela|risco|riscos|rasgo|furo|trinca|mancha|manchas
block damage: quanto|quantos|quantas ?tempo ?dias ?horas ?ainda falta|faltam
vazou|vazado|derramou|entornou|escorreu|vazando ...5 pacote|caixa|tudo|saco|embalagem|dentro
mandaram|enviaram|chegou|entregaram ...5 e|mas ?eu pedi|comprei|encomendei|era
pedi|comprei|encomendei ...8 e|mas ...2 chegou|mandaram|enviaram|veio|entregaram
@order ... @arrive ...4 @broken
@arrive ...5 @broken
@arrive ... todo|toda|todos|bem|completamente|muito|meio|tudo|totalmente|com @broken|defeito|furo|mofo
@order ... esta|estao|estava|ta|ficou|e|é|veio|saiu|vinha ?todo|toda|muito|completamente|com|tudo @broken|defeito
@broken ... @arrive ... @order|todo|todos
@arrive ...5 @wrong @order|tamanho|cor|modelo|coisa|sabor|numero|endereço|morada
@arrive ... ?um|uma|o|a|me @order ... @wrong|engano
@order ...4 errad*|trocad*|vazia|vazio
@arrive ... errad*|trocad*|vazio|vazia|incomplet*
@arrive ...4 outro|outra|outros|diferente|diferentes ?de ?@order|coisa|do|cor|tamanho|modelo|que|pessoa|cliente
caixa|pacote|embalagem|encomenda|saco ... vazia|vazio|pedra|pedras|tijolo|aberta|aberto|violada|violado
pedi|comprei|encomendei|paguei|queria ...6 e|mas ...3 @arrive|mandaram|vieram ...4 @det|#|outro|outra|azul|preto|vermelho|branco|verde|dois
nao|n e|é|foi|era|corresponde|eh|bate ?nada ?o|a|com|ao ?o que|produto|modelo|tamanho|cor|certo|descriçao|foto ?eu ?que pedi|comprei|encomendei|queria|anunciado|paguei|certo|site
falta|faltam|faltando|faltou|faltaram|faltava|faltavam ...4 @order|peça|peças|item|itens|acessorio|acessorios|metade|carregador|manual|parafusos|parte|partes|unidades|um|uma|dois|tres|#
@order|caixa|kit ...3 falta|faltam|faltando|incomplet*|sem|faltava
@arrive ... faltando|falta|sem !pressa|problema|problemas ?o|a|os|as|uma|metade|carregador|tampa
@order ... perd* !todos|todas|os|as|o|a
@order ... extravi*|roubad*|sumiu|sumid*|desaparec*|furtad*
perderam|extraviaram|perdeu|sumiram|roubaram|extraviou|sumiu ... @order
@order|entregador|estafeta|correios|status|estado|sistema|rastreio|rastreamento|diz|consta|aparece|app|transportadora|site|marca ...6 entreg* ...8 nao|n|nunca|nada|jamais|ninguem ...4 recebi|chegou|esta|ta|recebeu|aqui|veio|entregue|entregaram|tenho
nao|n|nunca|nada ?me ?foi ?eu chegou|recebi|veio|recebemos ...8 diz|consta|aparece|marca|dizem|status|como ...4 entreg*|recebido
entreg*|deixaram|deixou|deram ...5 para|a|ao|no|na|em|pra ?@det outra|outro|errad*|vizinho|vizinha|desconhecid*|alguem|porta ?pessoa|endereço|morada|casa
@det ?meu|minha @order nunca|jamais chegou|recebi|apareceu|veio
nunca|jamais ?me chegou|recebi|entregaram|veio ?@det|meu|minha|o ... @order
quebrou|partiu|estragou|queimou|rasgou|rachou|descolou|avariou|pifou|morreu|derramou|vazou|furou|quebraram ... primeir*|dia|dias|uso|semana|ja|usar|mes|abrir|caminho|entrega|transporte
@order ...4 nao|n|nem|nunca ?me ?se liga|funciona|carrega|abre|acende|funcionou|ligou|presta ... primeir*|desde|nov*|dia|caixa|chegou|comprei|acabei|hoje|ontem|fabrica
parou de funcionar|ligar|carregar ... dia|dias|semana|uso|mes|semanas|nov*|depois|comprei
defeito ?de|ja ?de fabrica|veio|novo
@arrive|veio|esta|e|é|estava|vieram ... ?com defeito|defeituos*|avariad*|estragad*|bicho|bichos|mofo|bolor|rachadura|risco|riscos|furo|rasgo|mancha|manchas|larva|cabelo|inseto
@order|comida|lanche ... fria|frio|cru|crua|gelada|queimada|estragada|azeda|bicho|cabelo

[refund]
@want|exijo ... reembols*|estorn*|devoluç*|ressarc*|reembolso|estorno
@want|exijo ... meu|o|de|minha|nosso ?meu dinheiro|grana|valor|pagamento ... ?volta
@want|exijo ... ?@det|meu dinheiro|grana|valor de|volta
devolv*|reembols*|estorn*|restitu*|ressarç* ...4 @money|compra|total|valor|paguei|tudo|dinheiro
que me|nos ?o ?a devolv*|reembols*|estornem|restituam
devolvam|devolva|reembolsem|reembolse|estornem|estorna|devolve|estorne ?me ?o ?a ?meu|minha|dinheiro|tudo|ja|valor|logo
me|nos devolv*|reembols*|estorn*
solicit*|pedir|exigir|tramitar|iniciar|reclamar|pedido|abrir|processar ... ?@det reembolso|estorno|devolucao|reembolsos
@want|vou|queria|desejo ?ir ?de ?fazer ?a devolver|devolucao|trocar ... @order|@det|isto|isso|compra|porque|que|nao|estes|essa
@want ... devolver
nao|n ?o|a @want|quero ?mais ?o|a ... devol*|dinheiro|reembols*|estorn*
podem|pode|poderia|podia|façam|faz|fazer|faça|consegue|conseguem ?me ... reembols*|estorn*|devolv*|reembolso|estorno
meu|o|um reembolso|estorno ?completo|total|integral|parcial|imediato|ja|por ?favor|pfv|agora|imediatamente $
^ reembolso|estorno ?total|integral|ja|por ?favor|agora|imediato $
cancel* ... e|com|quero ... devolv*|reembols*|dinheiro|estorn*|devoluçao
dinheiro de volta

[formal]
fazer|apresentar|registrar|registar|abrir|formalizar|efetuar|deixar|escrever|preencher|faço|apresento|farei|fazendo|meter|registro|vou|quero|submeter|protocolar ?fazer|uma|a|minha|apresentar|aqui|no|deixar ?uma ?minha reclamação|queixa|reclamações|reclamaçao|denuncia|queixas|reclamacao
@want|vou|venho|gostaria|desejo ?de ?me ?a|por|fazer reclamar|queixar|denunciar
queixa|reclamaçao|reclamacao|protesto formal|oficial|formalmente|escrita|por|grave
queixa|reclamacao ... formal|oficial|escrita|contra|funcionario|atendente|loja|entregador|motorista|vendedor|sobre|estafeta
formal|oficial ... queixa|reclamacao
formalmente|oficialmente ... reclam*|queix*
livro|livros|folha|numero|protocolo ?de ?das reclamaçao|reclamações|reclamacoes|queixas|ouvidoria
reclame aqui|aki
reclameaqui|ouvidoria|portal da ?queixa
portal da queixa
onde|como|quem|com ...4 reclamo|reclamar|queixo|queixa|queixas|reclamações|denuncio|queixar|reclamacao
atendeu|atendida|atendido|atenderam|tratou|trataram|tratado|tratada|gritou|gritaram|insultou|xingou|humilhou|atendente|funcionario|funcionaria|entregador|vendedor|vendedora|motorista|tecnico|caixa|estafeta|empregado|empregada|garçom|recepcionista|segurança|moça|motoboy ...6 grosseir*|grosso|grossa|mal|pessim*|rude|gritou|insult*|desrespeit*|arrogante|xingou|humilh*|racist*|preconceit*|discrimin*|ameaç*|malcriad*|debochou|assediou|antipatic*|destrat*|estupid*|empurrou|bateu|agrediu
me|nos gritou|insultou|xingou|humilhou|humilharam|desrespeitou|discriminou|ameaçou|assediou|destratou|agrediu|maltratou

[legal]
@want|vou|vamos|meu|minha|meus|nosso|com|um|contat*|consult*|contact*|falar|acionar|ja ?a ?com ?meu|ao|o|um advogado|advogada|advogados ...5 contat*|contact*|process*|caso|sabe|carta|cuid*|trat*|vai|fale|tom*|entr*|ja|acion*|comunic*|sera
falar|fal*|consult*|contat*|contact*|acion*|procur*|pass* ... meu|minha|um|com|nosso|ao advogado|advogada|advogados
processar|processarei|processo|processando ... ?voces|vcs|empresa|judicial|esta|essa|vos|na|por|contra|loja
vou|vamos|irei|entrar|entro|entrarei|abrir|mover|abro|recorrer|recorro|meter ?com|na|à|processo|vos|voces|em|uma|um|entrar|a ?com|em|uma|um|açao ?na processar|processo|justiça|açao|tribunal|juizado|tribunais|juizo|judicial
açao|acao|medidas|medida|via|vias|meios|providencias|processo judicial|judiciais|legal|legais|cabiveis|juridicas
justiça|judicialmente|juizado|juizados|jec|tribunal|tribunais|juiz|forum|promotoria|ministerio|delegacia
procon|deco|consumidor|anatel|aneel|anac|bacen|senacon|asae|anacom|erse|dgc|cniacc|ans|anvisa|susep
defesa|direitos|direito|proteçao|codigo|lei|delegacia|instituto ?de ?do ?da consumidor|consumidores|cdc
lei|leis|direitos|codigo ...4 consumidor|protege|ampara|descumpr*|viol*
denunc* ...4 policia|procon|autoridades|crime|voces|vos|vcs|anatel|ministerio|asae|redes|empresa
vou|irei|vamos denunciar
policia|boletim ... denunc*|cham*|ocorrencia|queixa|vou|registr*|boletim
boletim de ocorrencia
queixa|participação crime|policia|na ?policia
viol*|descumpr*|incumpr* ...4 lei|contrato|direitos|lgpd|rgpd|privacidade
indeniz*|indemniz*|danos ... ?morais|materiais
danos morais|materiais
notificaçao|carta extrajudicial|registada|judicial|legal
extrajudicial|juridico|juridicamente|legalmente
ultimo|ultima aviso|chance|oportunidade ... legal|process*|justiça|procon|advogado|antes

[safety]
cara|rosto|labios|lingua|garganta|olhos|filho|filha|boca|mao ...4 inch*
urticaria|manchas ... depois|desde|por
passei|passamos|passou|passando mal ... comer|comi|comemos|usar|tomar|lanche|comida|produto
vomitando|doentes|diarreia ...6 jantamos|comemos|comer|jantar|restaurante|comida
remedio|medicamento|dose|comprimidos errado|errada|errados
nao|n consegue|pode|consigo respirar
incendi*|faisca|faiscas|faísca|fumaça|fumo|fogo|chamas|explod*|explos*|estour*|eletrocut*|choque|choques|curto|queimou|queimando|derret*|pegou ...7 @order|carregador|bateria|tomada|cabo|casa|cozinha|aquecedor|mão|mãos|mao|forno|adaptador|fogao|ferro|aparelho|secador|fritadeira|microondas|fio|chuveiro|airfryer|patinete|torradeira|cobertor|carro|manta|powerbank|motor
@order|carregador|bateria|tomada|cabo|aquecedor|forno|adaptador|fogao|ferro|secador|fritadeira|microondas|fio|chuveiro|airfryer|patinete|trotinete|torradeira|cobertor|fone|carro|moto|freios|travoes|escada|elevador|panela ...6 incendi*|faisca|faiscas|fumaça|fumo|fogo|explod*|estour*|eletrocut*|choque|choques|queimou|queimando|derret*|chamas|superaquec*|sobreaquec*|desabou
cheiro|cheira|cheirando|vazamento|fuga|escape ...3 gas|queimado|fumaça|fumo|plastico|queimar
monoxido|intoxic*|envenen*|salmonel*|anafila*
reaçao|reacao|choque ... alergic*|anafilatic*|grave|severa
alergia|alergico|alergica ... reaçao|inch*|hosp*|urgenc*|respir*|continha|tinha|avisaram|socorro|pronto
continha|tinha|contem|veio ...4 amendoim|nozes|castanha|gluten|camarao|leite|lactose|marisco|frutos ...5 alergi*|celiac*
inch*|urticaria|queimaduras|queimadura|bolhas|vomit*|diarreia|convuls*|desmai*|asfixi*|engasg*|ardendo|passando ...8 creme|produto|comida|comi|comemos|comer|usar|shampoo|champo|tinta|remedio|comprimido|mascara|xarope|suplemento|filho|filha|bebe|maquiagem|perfume|pedido|rosto|pele|olhos|passar|almoço|jantar|lanche
creme|produto|comida|comi|comemos|comer|comeu|shampoo|champo|tinta|remedio|comprimido|mascara|suplemento|maquiagem|hamburguer|frango|peixe|sushi|marisco|lanche|marmita|prato|salada|leite|almoço|jantar ...10 inch*|urticaria|queimaduras|queimadura|queimou|bolhas|vomit*|diarreia|convuls*|desmai*|alergi*|doente*|intoxic*|hospital|urgencia|urgencias|mal|irrit*|engasg*
hospital|urgencia|urgencias|ambulancia|emergencia|upa|samu|internad*|medico ...10 @order|produto|comida|comi|comeu|intoxic*|alerg*|queim*|cort*|machuc*|aciden*|usar|creme|loja|remedio|choque
me|se|meu|minha|mao|dedo|filho|filha|bebe|crianca|nos|cachorro ...4 cortei|cortou|machucou|machuquei|queimou|queimei|queimado|queimada|feriu|feri|caiu|cai|caí|fraturou|quebrou|engoliu|engasgou|intoxicou|magoei|magoou|aleijou|levou|escorreguei|escorregou ...8 com|por|por|na|no|@order|usar|loja|peça|lamina|vidro|cadeira|piso|escada|choque|tampa|em|pilha
vidro|caco|cacos|metal|plastico|prego|parafuso|barata|rato|verme|larva|larvas|lamina|arame|agulha|grampo|dente|unha|inseto|bicho ...4 na|no|dentro|em|entre ...3 comida|hamburguer|sopa|salada|garrafa|bebida|papinha|leite|prato|pao|pizza|refrigerante|arroz|lata|bolo|iogurte|marmita|feijao|suco|sumo|cerveja|lanche
comida|hamburguer|sopa|salada|garrafa|papinha|prato|pao|pizza|refrigerante|arroz|lata|bolo|iogurte|marmita|lanche ...4 vidro|caco|cacos|metal|prego|parafuso|barata|rato|verme|larva|lamina|arame|agulha|dente
perigo|perigoso|perigosa|risco ...6 crianca|crianças|criança|bebe|filho|filha|vida|morte|eletric*|incend*|fogo|saude|morrer|choque|alguem
e|é|muito|isto|isso|eh ?um|muito perigo|perigosissim*|perigoso
vida|saude ...3 perigo|risco
acidente ...6 @order|entregador|freios|travoes|loja|carro|motorista|patinete|moto|por|com|culpa
ferid*|machucad*|sangr*|fratur*|lesao|lesoes|descarga|choque ...5 @order|loja|por|com|eletric*|criança|mao|produto|filho
engoliu|engolir ...4 pilha|bateria|peça|moeda|ima|botao
freios|travoes ...4 nao|falharam|falhou|pararam|sem

[vulnerable]
sem|acabou|acabaram|ficou ?sem ?o ?a ?os remedio|remedios|medicaçao|medicamento|comprimidos|bombinha|tratamento
pensado|penso|pensei|vontade ?em ?de acabar|morrer|sumir|matar
nao aguento|consigo mais viver|assim
suicid*
me|quero|vou|penso ?em ?me matar|morrer|suicidar|sumir
acabar|tirar com|a ?a minha ?propria vida
nao|n quero|aguento|vejo|tenho ?mais ?a|para ?mais viver|sentido|razao|motivo
insulina|oxigenio|respirador|ventilador|dialise|hemodialise|quimio|quimioterapia|epilep*|remedio|remedios|medicamento|medicamentos|medicaçao|bombinha|inalador|comprimidos|marcapasso|antibiotico|anticonvuls*|tratamento ...10 urgent*|hoje|acab*|sem|precis*|esgot*|grave|termin*|perigo|atras*|nao|amanha|dose|ja|falta|fim|ultima|noite
sem|acab*|precis*|urgente|falta|esgot* ...6 insulina|oxigenio|remedio|remedios|medicamento|medicamentos|medicaçao|bombinha|inalador|dialise|comprimidos|respirador
gravida|gravidas|deficiente|deficiencia|cadeirante|idoso|idosa|idosos|avo|vovo|bebe|recem|criança|crianças|doente|acamad*|cego|cega|cancer|cancro|diabetic*|alzheimer|internad*|prematur*|cardiac*|autista|viuva ...8 sem|urgent*|sozinh*|preso|presa|pres*|trancad*|frio|calor|agua|luz|energia|aquecimento|comer|leite|emergencia|grave|hospital|precisa|oxigenio|depende|morrendo|morrer|fome|formula|rua
sem|cortaram|corte|ficamos|estamos|fiquei|acabou|falta ...6 luz|agua|aquecimento|gas|eletricidade|energia|comida|elevador|leite|formula|ar|internet|frigorifico|geladeira ...10 bebe|criança|crianças|recem|idos*|avo|doente|deficien*|gravida|mae|pai|filho|filha|insulina|oxigenio|diabetic*|cadeira|filhos|sogra|acamad*
mae|pai|avo|vovo|esposa|esposo|marido|filho|filha|bebe|sogra|irmao|irma|tia|tio|vizinha|mulher|avó|avô ...8 sem|hospital|urgencia|grave|oxigenio|insulina|emergencia|infarto|enfarte|morrendo|operação|cirurgia|pres*|trancad*|respirar|convuls*|internad*|faleceu|morreu|desmai*|uti|avc
pres*|trancad*|perdid*|sozinh*|largad*|parad* ... em|na|no|com ...3 elevador|estrada|aeroporto|rodoviaria|autoestrada|rua|noite|filhos|bebe|deserto|estaçao|casa|estrangeiro|pais|carro
me|estou|estamos|fiquei|ficamos|deixaram ... pres* ... elevador|estrada|aeroporto|fora|rua|casa
violencia domestica|familiar
ameaç*|bate|bateu|persegue|perseguindo|agride|agrediu ...5 ex|marido|companheiro|namorado|morte|casa|endereço
meu|minha ex ?marido|namorado|mulher ...4 ameaç*|bate|persegue|agride|localiz*|rastrei*
emergencia|urgencia medica|vital|familiar|grave
e|é|uma|tenho|temos ?uma|de emergencia
questao de ?vida
funeral|velorio|enterro|faleceu|morreu|luto|falecimento|obito|falecido|falecida ...10 amanha|hoje|urgent*|voo|viagem|cancel*|passagem|flores|precis*|conta|linha|titular|mae|pai|esposo|esposa|marido
nao|n tenho|temos ... comer|comida|onde ?para ?pra ?dormir|meus|morar|ficar
despej* ...6 hoje|amanha|filhos|crianças|bebe|renda|aluguel
criança|filho|filha|bebe|menino|menina ...4 engoliu|desaparec*|sozinh*|pres*|trancad*|inconsciente|respira|sumiu
crise|ataque ?de panico|ansiedade|epilep*|asma|asmatic*|cardiaco

[negotiate]
somos|seremos # ... preço|tarifa|desconto|grupo|fica
faço|fecho|levo ?por ?em ?a # ... vista|fecha|fechado|agora|topa|pix
#|# ... em vez|lugar de #
#|# ... pelos|pelas|por dois|duas|ambos|tudo ... fecho|fechamos|levo|compro
se|e|por|quando|quero|queria|preciso|pra|levando|comprando|para|levar|no|fecho|vou ?eu ?lhe|comprar|levo|peço|compro|comprarmos|comprasse|levar|fechar|pegar|levando|encomendar|pedir|contratar|fechando|pegando|levarmos|fecharmos ... ?mais ?de #|dois|duas|tres|quatro|cinco|seis|oito|dez|doze|quinze|vinte|trinta|quarenta|cinquenta|cem|duzentos|duzentas|quinhentos|mil|duzia|duzias|varios|varias|ambos|muitos|quantidade|atacado ...9 desconto|preço|melhor|baixa|baixam|abatimento|barato|faz|fazem|oferta|promoçao|orçamento|cotaçao|menos|negociar|especial|atacado|condiçoes|gratis|sai
desconto|preço|preços|melhor|tarifa|orçamento|cotaçao|abatimento|barato|condições ...10 #|duzia|cem|vinte|cinquenta|dez|trinta|mil|quinze|doze|cinco|tres|seis|duzent*|quinhent* ...1 unidades|peças|pçs|caixas|camisetas|camisas|licenças|pessoas|uniformes|cadeiras|mesas|equipamentos|computadores|notebooks|pares|quilos|kg|toneladas|quartos|noites|livros|usuarios|utilizadores|copias|artigos|litros|canecas|bilhetes|ingressos|bones|garrafas|cadernos|lugares|funcionarios|alunos|produtos|metros|pacotes|celulares|mochilas|shirts
por|no|em|de|compra|para atacado|grosso|volume|quantidade|quantidades|revenda ...8 desconto|preço|preços|negociar|melhor|cotaçao|pagar|compro|#|unidades|tabela
desconto|preço|preços|tarifa|cotaçao|orçamento|tabela ...6 atacado|volume|quantidade|quantidades|grupo|corporativ*|revenda|revendedor|revendedores|empresas|grosso
te|lhe|eu|vos|só|pago|dou ?te|lhe|só|posso ?so dou|pago|ofereço|oferecemos|pagamos|proponho|pagaria|pagar ...4 #|mil|cem|duzentos|trezentos|quinhentos|cinquenta|metade|vinte
dou|ofereço|pago|pagaria|proponho ... ?ate # ... ?e|a|por ?reais|euros|fechamos|agora|dinheiro|vista|ja|hoje|pix
faz|fazem|fazes|deixa|deixam|deixas|fecha|fecham|vende|vendem|baixa|baixam|consegue|faria|deixaria|topa|rola|abaixa ... por|a|pra # 
por|em|a # ?reais|euros|mil|conto|contos|pila ?a ?e ?vista ... eu|fecho|levo|compro|fechamos|negocio|fechado|pago|fica ?levo|compro|fecho|agora|hoje|ja
posso|podemos|poderia|podiam|pode|da|dá ?pra ?pagar ?fazer ?deixar ?baixar ?vender ...3 # ... por|em|reais|euros|mil|vista
concorrencia|concorrente|outra|outro|amazon|mercado|loja|internet|shopee|magalu|worten ...8 #|mais|melhor|menos ...6 cobrem|cobre|cobrir|igualam|igualar|iguala|melhoram|baixam|barato|preço|fazem|oferece|custa|faz|batem|bater
cobr*|iguala*|bat*|melhor* ...3 preço|oferta|proposta|orçamento ...4 concorr*|outra|outro|amazon|loja|#
concorrente|concorrencia|outro|outra|outros ...5 ofere*|cobr*|vend*|da|deu|faz|fez|tem|pediu ...6 #|menos|barato|melhor
contraproposta|contraoferta|regate*|pechinch*
meu|minha|nosso|nossa orçamento|oferta|proposta|limite|maximo e|é|sao|seria|vai|de|chega|eh ...4 #|cem|mil
orçamento ...4 # ...8 baix*|ajust*|melhor*|preço|desconto|negoci*|chegar
negoci* ... preço|preços|tarifa|custo|contrato|desconto|valor

[limitation]
entao quem ... faz|pode|resolve|autoriza|ve
preciso|quero|queria que ?me assinem|carimbem|autorizem|aprovem|validem|revisem
mudar|passar|transferir ... titular|nome ... falecid*|herdeiros|viuva|casamento|divorcio
caso|situaçao|problema|assunto|pedido|questao ?meu|minha|é|e|eh|muito ?e ?mais|muito|bem|um|bastante ?pouco especifico|especial|particular|complexo|complexa|complicado|complicada|delicado|delicada|diferente|excecional|excepcional|incomum|longo
nenhuma|nenhum ?das|dos|destas|dessas|de ?suas ?essas opções|opçao|resposta|alternativas|respostas|opcoes ...3 serve|aplica|resolve|é|ajuda|corresponde|encaixa|atende|meu|se
nao|n ?meu ?esta|tem|ha|encontro|vejo|aparece|existe ...4 opçao|opções|menu|lista ... ?meu|para|pra|que|caso
exceçao|excepção|excecionalmente|prorrogaçao|autorizaçao|autorizar|prolongamento
manualmente
precis*|necessit*|requer ...4 manualmente|intervenção|humana
sistema|site|app|aplicativo|formulario|plataforma|portal|pagina ...2 nao|n ?me ?o ?se deixa|permite|aceita|reconhece|consigo
nao|n ?me ?se|consigo|da deixa|permite|aceita|consigo|alterar ... site|app|sistema|sozinho|sozinha|aplicativo|formulario
bot|robo|assistente|chat|chatbot|voce|vc|tu ...3 nao|n ?me ?vai|consegue|pode|sabe|podes ?conseguir|me ajuda|ajudar|resolver|resolve|sabe|conseguir|fazer
+ acho|creio|penso que ?voce|vc|tu|isto|isso nao|n ... consegue|pode|resolve|ajuda|podes|vai|ajudar|resolver
corrigir|alterar|mudar|retificar|corrija|alterem|trocar ...4 titular|nif|cpf|cnpj|nome|fatura|contrato|endereço|data|apolice ... emitida|fatura|ja|titular|contrato|fiscal|nota|certidao
varias|varios|dois|duas|tres contas|pedidos|faturas|contratos|reservas ... unir|juntar|unificar|mistur*|fundir|vez

[conditional]
se|caso|quando|supondo|suponha ?se ?por ?me ?o ?a ?meu ?eu ?nao ?ele ?algum ?@order ?nao ?me ?se chegar|chegarem|vier|quebrar|partir|estragar|gostar|servir|perder|perderem|sumir|funcionar|cobrarem|precisar|quiser|mudar|cancelar|devolver|clonarem|roubarem|der|acontecer|for|houver|ficar|arrepender|tiver|falhar|passar|extraviar
em|no caso de
o que|q acontece|acontecer|faço|faria ?eu se|caso|quando
antes de comprar|pedir|contratar|encomendar|pagar
e se

[policy]
ate quando|que ?dia ?data posso|pode|tenho|da|consigo
quanto|quantos|qual ?tempo|dias|prazo|o ?prazo ?demora|leva|tenho|tem|dura|para|pra|e|é ...5 reembols*|devol*|estorn*|troc*|reclam*
qual|quais|como|onde|saber|conhecer|informaç*|sobre|gostaria|consulto ... ?e|é|a|as|o|sao|funciona|funcionam|da|de ... politica|politicas|processo|prazo|prazos|termos|condiçoes|regras ... ?devol*|reembols*|troca|trocas|garantia|cancel*
politica|politicas|prazo|prazos|condições|garantia|regras ?de ?para devol*|reembols*|troca|trocas|cancel*|estorno
fazem|aceitam|tem|oferecem|dao|ha|permitem|existe|voces|aceita|faz ?algum ?aceitam ?fazem ?com devol*|reembols*|trocas|troca|garantia|seguro|estorno
posso|podemos|poderia|da|dá|pode|e|é|consigo ?se ?pra ?possivel devol*|troc*|reembols* ...5 se|sem|depois|dias|loja|talao|em|online|promoçao|qualquer|caso|comprado|presente|compra
como ?se|posso|faço|solicito|peço|funciona|funcionam|é|e|devo|fazem|eu ?fazer|para|pra|solicitar|pedir|um|uma|o|a|faço ... devol*|reembols*|estorn*|troca|trocar|reclamação

[resolved]
^ sim|isso|ah ...6 obrigado|obrigada|valeu $
^ ah|ok|ta|certo|ufa|bom ...8 obrigad*|valeu|perfeito|brigad* $
ja me ?o|a soltaram|tiraram|devolveram|creditaram|estornaram
agora ?ja ?sim ?foi aceitou|aceita|pegou|passou|abriu|foi|deu|leu
ja|sim|agora ?me ?agora ?ja sumiu|caiu|chegou|atenderam|foi|encontrei|achei|voltou|passou ?tudo|e|obrigad*|muito $
tudo certo|ok|bem|resolvido|otimo $
caiu agora|hoje
ja|tudo|pronto|agora|certo|consegui|perfeito|finalmente ?ja|tudo|sim|esta|ta|foi|me|se|o|a|agora|deu ?esta ?ta ?foi funciona|funcionou|chegou|resolveu|resolvi|resolvido|resolvida|consegui|encontrei|apareceu|arrumei|entrei|voltou|carregou|abriu|certo|caiu|estornaram|devolveram|recebi|deu|bem|ligou|conectou|funcionando|percebi|entendi|normal|ok
esta|ta|ficou|foi|tudo ?tudo ?ja ?muito resolvido|resolvida|solucionado|perfeito|ok|certo|esclarecido|claro|bem|otimo
problema|assunto|caso|duvida|questao|pedido ...3 resolvido|resolvida|solucionado|esclarecida|resolveu|fechado
deu certo
era|foi ?um|o|a|meu|minha|culpa|so erro|engano|meu|minha|wifi|cabo|eu|nada|distraçao|confusao
alarme falso
falso alarme
esquece|esqueça|ignora|ignore|deixa ?pra ?isso ... ?ja|la
ja nao|n e|é|preciso|precisa|importa|é ?preciso|necessario|mais
nao|n precisa|preciso mais
obrigado|obrigada|obg|vlw|valeu|brigado|brigada ... ja|por|deu|consegui|isso|era|ajudou|resolveu|entendi|tudo|funcionou|chegou
isso|me|agora|ja ?me ajudou|ajudaste|entendi|resolveu|percebi|esclareceu|serviu|basta ... ?obrigado|obrigada|muito|bem|valeu
chegou ?o|a|meu|minha|ja|tudo|hoje|ontem ?@order bem|hoje|ontem|certo|perfeito|obrigad*|otimo|direitinho|inteiro|ja|antes

[decline]
+ nao ?se ?te incomode|incomodem|preocupe|preocupem
+ nao|n|sem ?e ?precisa ?preciso ?quero ?necessario ?que ?me passar|passe|passa|passem|transfira|transfere|transfiram|ligue|liguem|incomode|incomodem|incomodar|chamar|chame ?me|pra|para|a|com|o|nenhum ninguem|nenhum|nenhuma|alguem|outro|gerente|doutora|doutor
+ sem vendedores|vendedor|ligaçoes|intermediarios|consultores
+ prefiro|preferia nao|n falar|ligar|tratar|incomodar
+ deixa|deixe ?que eu ?mesmo ?mesma ver|vejo|tentar|tento|resolvo|resolver|faço|fazer|pensar
+ deixa|deixe que|mesmo
+ por enquanto|agora nao|n
+ nao|n ?obrigado|obrigada diz|me|so|fala
+ ja|agora|mais ?nao|n ?preciso nao|n ?precisa ?preciso ?mais
+ ainda|por|melhor nao|enquanto .. deixa|tento|vejo|tentar
+ sem atendente|atendentes|operador|ligaçao
+ nao|n ?obrigado|preciso|precisa|e|é|quero|ha|faz|necessito|me ?precisa|preciso|necessidade|necessario|falta|de|que|falar|passar|transferir|chamar|me ?com|de|um|uma|que .. @human|transf*|lig*|chamar
+ sem ?necessidade|precisar|falar|incomodar|ligar|chamar ?de|com .. @human|humano|ninguem|ligar
+ prefiro .. voce|vc|bot|robo|aqui|chat|contigo|escrito|assim|mensagem|continuar
+ contigo|assim|aqui|voce|vc|bot|robo|por .. mesmo|bem|basta|resolve|melhor|ajuda|suficiente|serve|continuamos|serve
+ ainda|por|agora nao|enquanto|n .. ?@human
+ nao|n precisa|obrigado|obrigada|e|se ?preocupe ?preciso ?necessario $
+ eu|consigo mesmo|mesma|sozinho|sozinha ?resolvo|faço|consigo|vejo|resolver

[mild]
tanto faz
sem problema
enfim
paciencia $
tudo bem $
um tantinho|tiquinho|bocadinho
meio confuso|lento|amassada|amassado|enrolado
mas ?o|a ?produto|conteudo|resto ... bem|inteiro|intacto|perfeito
um|meio|bastante pouco|pouquinho|bocado lento|lenta|tarde|chato|caro|desiludid*|decepcionad*|demorad*|confuso|pequeno|grande|fraco|frio|chateado|chateada
podia|poderia|podiam ser|melhorar|haver|estar|ter ?sido mais|melhor|rapido
nao|n|nada e|foi|esta|eh ?de ?assim ?tao ?muito grave|mau|ruim|mal|grande|pessimo
nada grave|serio|urgente|demais
sugestao|sugiro|dica

[hypothetical]
novela|conto|roteiro|filme|serie|tese|redação|prova|jogo|livro|documentario ... de|do|da|sobre|que|onde|para
hipotetic*|curiosidade|teoricamente
estudo|estudante|estudando ... direito|medicina|enfermagem

[cart]
carrinho|cesto|sacola|checkout

[undelivered]
# nao chegou nada: trata-se da entrega, peca-se o que se pedir
nao|nunca|ainda|jamais ?me ?foi|nao ... chegou|chega|chegaram|entregue|entregaram|recebi|entregam
sem|nenhuma ?a|minha entrega|receber
continuo|continuamos|sigo|estou esperando|aguardando|sem ... @order|receber|entrega|chegar
nada chegou|recebi|veio|entregue
cade|onde ?esta|ta o|a|meu|minha @order

[volume]
# cadernos|blocos|mochilas|brindes|kits|lanches|marmitas|porções
#|dez|doze|quinze|vinte|trinta|quarenta|cinquenta|cem|duzentas|duzentos|quinhentas|mil|duzia|duzias ?de unidades|peças|caixas|camisetas|camisas|licenças|uniformes|cadeiras|mesas|computadores|notebooks|pares|quilos|kg|toneladas|quartos|livros|usuarios|utilizadores|copias|canecas|bones|garrafas|cadernos|celulares|mochilas
atacado|grosso|revenda
em|grande|por quantidade|quantidades|volume

[discount]
que|qual ?o ?e preço|valor ?nos ?me fazem|faz|fica|sai|dao
desconto|descontos|abatimento|abate|descontinho
melhor|melhores|bom preço|preços|condiçao|condiçoes|oferta
preço|valor especial|unitario|atacado

[offer]
quer|queres|deseja|desejas|prefere|preferes|gostaria|posso|lhe|te ... fal*|transf*|pass*|conect*|encaminh*|cham* ... @human|@boss|atendente

[unable]
+ nao|n posso|podemos|consigo|conseguimos !encontrar|ver|localizar|entender|identificar|achar|perceber
+ nao|n posso|podemos|consigo|conseguimos|conseguiria ?por ?daqui fazer|emitir|alterar|mudar|modificar|realizar|acessar|aceder|autorizar|aprovar|tratar|corrigir|assinar|decidir|conceder|parcelar|anular|gerir
+ nao|n tenho|temos acesso|permissao|permissoes|autorizaçao|poderes
+ nao|n ?me e|eh|é possivel|permitido
fora do meu|nosso alcance

[useless]
nao|n|desculp*|lamento ... entend*|compreend*|encontr*|tenho|posso|perceb*|consegui|localiz*|sei|reconhec*
reformul*|escrev* ?de ?sua|tua|outra|novo|pergunta|maneira|forma
visite|consulte|acesse|verifique|veja|aceda ... perguntas|faq|central|pagina|seçao|site|ajuda|link|artigo
pode|tente|tenta|experimente|reinicie ... de|novo|novamente|mais|tarde|reinici*|link

block frustration,dispute,negotiate: em|no #|dos|duas|dois|deux|trois|due|tre|two|three|tres|quatro|cuatro|quatre|quattro|doce|doze|diez|dez|dix|dieci vezes|parcelas|prestações|cartao
block person,manager: @human|@boss de|imobiliari* viagens|viagem|seguros|transito|policia|modelos|imprensa|propriedade|projeto|projetos|obra|compras|carga|escola|limpeza|trafego|segurança
block person,manager: @human|@boss imobiliario|imobiliaria|fiscal|financeiro|financeira|legal|secreto|especial|juridica|fisica|adulta|autorizada|contato|comercial|quimico|causador
block person,manager: sou|trabalho|como|presente|meu|minha|nosso|nossa|aniversario|dia ?de|do|um|uma|o|a|para|pro|pra|em|como ?meu|minha|ex supervisor|supervisora|gerente|gerencia|chefe|diretor|diretora|agente|assessor|operador|representante|vendedor|funcionario|tecnico|dono|dona|consultor
block person,manager: vaga|emprego|curso|fantasia|filme|serie|livro|manual|jogo|titulo|reuniao|entrevista ... ?de|do|da|para|com @human|@boss|robo
block person: por|cada|para|entre|de|#|uma|duas|tres|quatro|cinco|seis|oito|dez pessoa|pessoas
block person: recursos|direitos|corpo|cabelo|capital humanos|humano
block person,abuse: robo|robos aspirador|limpeza|brinquedo|cozinha|infantil|de|lego|educativo
block person: aspirador|brinquedo|fantasia|kit|boneco|lego ... robo|robos
block person: @human que recebe|recebeu|assina|assinou|entreg*|trouxe|veio|mora|vai
block person: horario|horarios ?de ?do atendimento
block legal: soy|sou|somos|trabalho|escritorio|estudo|presente|consultorio ?de|para|como|um|uma|em|meu advogado|advogada|advogados
block legal: processo|processos seletivo|de|do ?compra|compras|devolução|troca|pagamento|entrega|instalaçao|produçao
block fraud,anger,abuse: e|é|nao|n|sera|isto|isso ?e ?um|uma|algum golpe|burla|fraude ?ne|né|pois|verdade|mesmo
block fraud: curso|livro|seguro|contra|prevençao|proteçao|artigo|palestra|filme|detecçao ...2 fraude|fraudes|phishing|roubo|golpe|golpes
block damage: coraçao|jeans|calça|calças|look|estilo rasgada|rasgado|rasgados|rasgadas|partido
block damage: aberto|aberta|abertos ?hoje|amanha|ate|agora|ao|das|no|domingo
block damage: @order usado|usada|usados|usadas
block abuse,anger: saco|sacos|cesto|balde|caixote|caminhao|lixeira|contentor|recolha|coleta ?de|do|para|pra ?o lixo
block safety,anger: fogos ?de artificio
block safety: detector|alarme|sensor|maquina ?de|contra|anti ?incendio|fumaça|fumo|gas|incendios|fogo|choque
block safety: a ?prova|resistente ?a|de choque|choques|fogo
block anger,frustration,abuse,formal: nao|sem|nenhuma|nenhum|zero|nunca ?tenho|temos|ha|tive ?nenhuma ?tido queixa|queixas|problema|problemas|reclamaçao|reclamações|reclamacao
block person,manager: sou|trabalho|trabalhei|procuro|curso ?como ?de ?um|uma operadora|atendente|agente|recepcionista|telefonista|supervisora|encarregada
block abuse: fantasia|filme|jogo|livro|serie ?de|do ladrao|ladroes|palhaço|animais|rato|ratos
block legal: para|bolsa|pasta|cobertura|seguro|escritorio|livro ... advogado|advogada|advogados
block frustration: vezes ao|por|a|na dia|semana|mes|hora|ano
block damage,fraud: roubad*|perdid*|quebrad* ... serie|novela|filme|jogo|livro
block legal: meu|o|seu advogado|advogada mora|trabalha|passa|busca|pode|vive
block fraud: cobr*|inclu*|segur* ... roubo|furto|fraude
block refund: trocar|mudar ?a ?o ?minha ?meu ?de conta|senha|endereco|cartao|email|telefone|plano|horario|data|nome
