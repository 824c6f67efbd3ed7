/* lexicon_pt - Portuguese (mostly Brazilian chat), see lexicon.h. */

#include "worker/nlu/lexicon.h"

static const char *const  phrases[] = {
    "class det: um|uma|algum|alguma|o|a|seu|sua|outro|outra",
    "class person: pessoa|humano|humana|alguem|atendente|agente|operador|"
        "operadora|representante|funcionario|funcionaria|gerente|supervisor|"
        "supervisora|responsavel|consultor|consultora|vendedor|vendedora|ser|"
        "assistente|gente|chefe|gerencia|direcao",
    "class noun: pessoa|humano|humana|atendente|agente|operador|operadora|"
        "representante|funcionario|funcionaria|gerente|supervisor|supervisora|"
        "consultor|consultora",
    "class talk: falar|fala|conversar|comunicar|contatar|contactar|tratar|"
        "falo|falarei|chatear",
    "class pass: passa|passe|passar|passem|transfere|transfira|transferir|"
        "transfiram|conecta|conecte|conectar|encaminha|encaminhe|encaminhar|"
        "coloca|coloque|colocar|direciona|direcione|direcionar|liga|ligue",
    "class want: quero|queria|preciso|gostaria|desejo|prefiro|exijo|solicito|"
        "precisava|queremos|precisamos|quer",
    "class more: que|por|agora|urgente|para|pra|real|ja|pfv|pf|de|please|aqui|"
        "e",
    "class bot: bot|robo|maquina|chatbot|robot|computador|gravacao",

    "person: @talk com|c|cm ?@det @person",
    "person: @talk com|c ?o|a atendimento|suporte|sac",
    "person: @pass ?me ?em ?contato para|pra|pro|com|a|ao|o|p ?@det @person",
    "person: me @pass ?@det @noun",
    "person: chama|chame|chamar|chamem ?@det @noun",
    "person: @want ?de ?@det humano|humana|pessoa|atendente|operador|agente|"
        "gerente|supervisor|representante >",
    "person: @want ?de ?@det atendente|humano|humana",
    "person: @want ?de ?@det @noun @more",
    "person: @want ?de ?@det alguem real|humano|que|de",
    "person: @want ?de ?um atendimento|suporte|ajuda humano|humana|pessoal",
    "person: atendimento humano|humana|pessoal|com",
    "person: que @det @person me atenda|ajude|ligue|responda",
    "person: @det @person pode|poderia|possa me ajudar|atender|ligar|"
        "responder",
    "person: exijo|quero a gerencia|direcao",
    "person: gente|pessoas de verdade",
    "person: ser atendido|atendida por ?@det @person",
    "person: tem|ha|existe ?@det @person ai|disponivel|real|que|online|ali|"
        "para|pra|no",
    "person: ^ ?um|uma @noun ?real|humana|humano|de ?verdade ?por ?favor|pfv|"
        "agora >",
    "person: ^ ?uma pessoa|alguem real|humana|de ?verdade",
    "person: pessoa|alguem de carne e osso",
    "person+: nao|n quero|queria|vou ?mais falar|conversar|tratar com|c ?um|"
        "uma|esse|este|o @bot",
    "person+: chega|cansei de ?falar ?com ?esse|este|o @bot",
    "person+: nao|n quero ?mais ?um|esse|este @bot",

    "block: @person de !carne|verdade|voces|suporte|atendimento|vendas|"
        "plantao|turno|conta",
    "block: meu|minha|meus|minhas|nosso|nossa ?ex @person",
    "block: @person imobiliario|imobiliaria|fiscal|financeiro|legal|secreto|"
        "juridica|fisica|adulta|idosa",
    "block: por|cada uma|1|cada|a pessoa",
    "block: recursos|direitos humanos",

    "negator: nao|n|sem|nem|nunca|jamais|tampouco",
    "negfill: quero|preciso|e|necessario|precisa|de|me|tem|necessidade|queria|"
        "que|gostaria|ainda|mais|ha|a|agora|por|enquanto|precisava|desejo",

    "greeting: oi|oie|oii|oiii|ola|opa|alo|eai|hey|salve|oiee",
    "greeting: bom dia",
    "greeting: boa tarde|noite ?a ?todos",
    "greeting: boas ?tardes|noites",
    "greeting: e ai ?tudo|beleza ?bem",
    "greeting: tudo bem|bom|certo|joia ?com ?voce|vc|voces|contigo",
    "greeting: td bem|bom|certo",
    "greeting: como vai|esta|estao|voce|vc ?voce|vc|voces ?esta|vai",
    "greeting: saudacoes",
    "greeting: \360\237\221\213",
    "thanks: obrigado|obrigada|obg|obgd|brigado|brigada|valeu|vlw|grato|grata|"
        "agradecido|agradecida|tchau|adeus|xau|bye",
    "thanks: muito|mt|mto obrigado|obrigada|obg|grato|grata|gentil",
    "thanks: ?muito ?mt obrigado|obrigada pela|pelo|por ?sua|seu|toda|a "
        "?ajuda|tudo|"
        "atencao|informacao|resposta|tempo|apoio|retorno|responder",
    "thanks: ate logo|mais|breve|amanha|ja|a ?proxima",
    "thanks: agradeco ?muito|a|pela ?ajuda|atencao|tudo",
    "thanks: tenha ?um|uma bom|boa|otimo|otima|excelente dia|tarde|noite|"
        "semana",
    "thanks: otimo|otima|excelente dia|tarde|noite|semana",
    "thanks: boa|otima|bom|otimo semana|fim|fds ?de ?semana",
    "thanks: era|e so ?isso",
    "thanks: fica|fique com deus|bem",
    "thanks: um abraco",
    "thanks: abracos|abraco|abs",
    "thanks: \360\237\231\217",
    "yes: sim|s|simm|claro|ok|okay|certo|pode|quero|isso|aham|uhum|beleza|blz|"
        "perfeito|combinado|positivo|exato|otimo|bora|show|fechado",
    "yes: com certeza",
    "yes: pode ser|sim",
    "yes: claro que sim",
    "yes: isso mesmo|ai",
    "yes: ta|esta bom|bem|certo|ok",
    "yes: tudo bem|certo",
    "yes: de acordo",
    "yes: sim ?eu quero|gostaria|aceito|preciso|pode",
    "yes: \360\237\221\215",
    "yes: \360\237\221\214",
    "no: nao|n|nn|naao|nunca|negativo|nada",
    "no: nao ?e ?precisa|preciso|obrigado|obrigada|quero|necessario",
    "no: nao ?por agora|enquanto",
    "no: ?por agora|ainda|enquanto nao",
    "no: deixa ?pra la|quieto",
    "no: ?nao deixa ?pra ?la",
    "no: nada mais",
    "no: melhor nao",
    "no: \360\237\221\216",
    "courtesy: por favor",
    "courtesy: pfv|pf|pfvr",
    "filler: muito|mt|entao|agora|ja|tudo|bem|ok|amigo|amiga|"
        "senhor|senhora|moca|moco|pessoal|equipe|gente|e|a|todos|mais|voce|vc|"
        "voces|otimo|legal|perfeito|de|novo|dia|tarde|noite|mesmo|so|isso",
    "asks: que|qual|quais|quem|quando|quanto|quanta|quantos|quantas|onde|como|"
        "aonde|porque|tem|posso|pode|podem|aceita|aceitam|fazem|vendem|voces|"
        "vcs|sera|sabe|custa|e",
    "opening: prezado|prezada|prezados|prezadas|caro|cara|caros|caras|exmo|"
        "exmos|exma|estimado|estimados|senhores|querido|querida",
    "opening: a quem",
    "closing: atenciosamente|att|atentamente|cordialmente|respeitosamente|"
        "saudacoes",
    "closing: com os melhores|meus cumprimentos",
    "closing: ?melhores cumprimentos",
    "closing: um ?grande|forte abraco",
    "closing: abracos|abs",
    "closing: desde ja|agradeco|obrigado|"
        "obrigada ?agradeco ?obrigado ?obrigada|antecipadamente",
    "closing: no aguardo",
    "closing: aguardo|aguardamos ?o|a ?vosso|vossa|seu|sua|um retorno|"
        "resposta|contato|contacto",
    "closing: fico no|a aguardo|aguardar|disposicao",
    "closing: enviado do|de meu|a",
    NULL
};

const lexicon_t  lexicon_pt = {
    .language = "pt",
    .words =
        "de a o que e do da em um para com nao uma os no se na por mais as "
        "dos como mas ao ele das tem seu sua ou quando muito nos ja eu tambem "
        "so pelo pela ate isso ela entre depois sem mesmo aos seus quem nas "
        "me esse eles voce voces essa num nem suas meu minha numa elas qual "
        "nosso lhe deles essas esses pelos este dele tu te vc vcs pra pro "
        "pros ta to tava tou tb tbm mt mto blz obg vlw n q eh pq porque sim "
        "oi ola bom boa dia tarde noite obrigado obrigada tchau logo amanha "
        "hoje ontem agora sempre nunca aqui ali la onde quanto quanta quantos "
        "quantas custa preco precos pedido pedidos entrega entregar entregue "
        "chega chegar chegou chegaram envio enviar frete horario horarios "
        "abre abrem aberto fecha fecham loja conta cartao pagar pagamento "
        "boleto compra comprar comprei devolver devolucao reembolso dinheiro "
        "ajuda ajudar informacao pergunta duvida problema funciona "
        "funcionando numero telefone email endereco agendar marcar consulta "
        "mesa semana mes ano hora horas casa pessoa alguem ninguem falar fala "
        "dizer diz saber sabe sei gosto gostaria gostei bem mal melhor pior "
        "novo nova grande cada entao assim somente sou es somos sao era foi "
        "foram ser estar estou esta estamos estao tenho tens temos tinha "
        "posso pode podem podemos poderia fazer faco faz fazem feito quero "
        "quer querem queria preciso precisa vou vai vamos vao ir ver vi veio "
        "vem deu dar ainda tudo todos toda todas nada algo coisa coisas muita "
        "muitos muitas outro outra outros mesma certo errado errada valeu "
        "beleza legal otimo otima desculpa desculpe favor sobre desde durante "
        "contra dentro fora quebrado quebrada trocar troca cancelar recebi "
        "receber recebido espero esperando entendi entendo nenhum nenhuma "
        "aquele aquela aquilo isto neste nesta nesse nessa deste desta disso "
        "pelas tamanho cor roupa sapato caixa atendente atendimento senha "
        "meus minhas teu tua ha fui tao antes cade moca moco gente voltar "
        "porta mandar manda mandei mandou mae pai filho agua rapido vez vezes "
        "demora demorou demorando adorei amei segunda terca quarta quinta "
        "sexta sabado domingo janeiro fevereiro marco abril maio junho julho "
        "agosto setembro outubro novembro dezembro perdi perdeu perdido "
        "esqueci esqueceu procuro procurar procurando encontrar achei achar "
        "falta faltam faltou garantia modelo peca atrasado atrasada atraso "
        "motoboy retirar buscar passa passe chegando amigo amiga trabalho "
        "familia bonito bonita gostoso ajudem gerente operador representante "
        "prefiro transfira transfere passar combinado fechado tranquilo massa "
        "joia dois duas tres quatro cinco seis sete oito nove dez vinte "
        "primeiro segundo ultimo cheguei moro fica ficou deixa deixar levar "
        "trazer",
    .endings =
        "cao coes dade dades ndo mento mentos inho inha inhos inhas eiro eira "
        "agem agens vel veis oes aes ao am em ou eu iu ais eis ado ados ido "
        "oso "
        "osa amos emos imos aram eram iram ava avam ncia nh lho lha lhos ei",
    .phrases = phrases
};
