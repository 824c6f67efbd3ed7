/* lexicon_en - English, see lexicon.h. */

#include "worker/nlu/lexicon.h"

static const char *const  phrases[] = {
    "class det: a|an|any|some|the|your|another|this|that",
    "class adj: real|live|actual|human|living|customer|support|service|sales|"
        "senior|other|different|care",
    "class person: person|human|humans|agent|representative|rep|operator|"
        "advisor|adviser|someone|somebody|anyone|anybody|manager|supervisor|"
        "staff|employee|people|specialist|being|team|associate|assistant",
    "class noun: person|human|agent|representative|rep|operator|advisor|"
        "adviser|manager|supervisor",
    "class talk: talk|speak|chat|spoke|talking|speaking|deal|"
        "communicate|word",
    "class pass: connect|transfer|pass|put|switch|forward|escalate|hand|"
        "redirect|hook|patch|route",
    "class want: want|need|prefer|demand|require|wanna|like|request|have",
    "class bot: bot|robot|machine|computer|chatbot|ai|automaton|software",
    "class more: please|pls|plz|now|asap|to|who|that|instead|here|immediately|"
        "right|not|and|because|today",

    "person: @talk to|with|2 ?@det ?@adj ?@adj @person",
    "person: @talk to|with ?@det customer service|support|care",
    "person: @pass me|us|this|it ?through|over|up|on ?to|with ?@det ?@adj "
        "?@adj @person",
    "person: @pass ?this ?to ?@det ?@adj @noun",
    "person: get|give|find|send|bring me|us ?@det ?@adj ?@adj @noun|somebody",
    "person: get|give me someone|somebody real|human|else|who",
    "person: @want ?to ?@det ?@adj ?@adj @noun >",
    "person: @want ?@det ?@adj ?@adj @noun @more",
    "person: @want ?@det real|live|actual ?human person|human|agent|being",
    "person: @want ?@det ?@adj someone|somebody real|human|to|who",
    "person: @want human help|support|assistance|contact|interaction",
    "person: @want to reach|contact|see|get ?@det ?@adj ?@adj @noun",
    "person: can|could|may|will ?@det ?@adj @noun help|call|contact|assist|"
        "answer|ring|take",
    "person: someone|somebody call|phone|ring|contact me",
    "person: have ?@det ?@adj @noun|someone|somebody call|contact|ring|phone|"
        "help me|us",
    "person: is|are there ?@det ?@adj @person there|here|available|around|i|we|"
        "who|that|online",
    "person: is|are there ?@det real|live|human|actual @person",
    "person: is|are ?@det ?@adj @noun|anyone|anybody available|around|there|"
        "online",
    "person: ^ ?a|an ?@adj ?@adj agent|human|representative|operator|"
        "supervisor|manager|person|advisor ?please|pls|plz|now|asap|here >",
    "person: ^ real|live|human|actual person|human|agent|being|people",
    "person: is|are any ?@adj @noun free|available|online|around",
    "person: ?your management please|now >",
    "person: @talk to|with ?the ?your management|boss",
    "person+: enough|sick|tired of|with ?talking ?to ?this|the|these ?a "
        "@bot|bots|robots",
    "person: ^ ?a|an human|agent|representative|operator please|now",
    "person+: don|do|dont|not t|not|want ?want|wanna|like to @talk|deal|chat "
        "to|with ?a|this|the|an|some|your @bot",
    "person+: no more|stupid bots|@bot",
    "person+: ^ not a @bot",
    "person+: stop being|talking a|to @bot",

    "block: travel|insurance|estate|shipping|cleaning|secret|customs|tax|"
        "booking|letting|free|special|press|sales agent|agents|representative",
    "block: my|our|his|their ?@adj @person",
    "block: human resources|rights|error|hair|size|sized|nature|body|made|"
        "readable",
    "block: person per|tent|room|bed|sofa|kayak",
    "block: per|each|every|for|one|first|third one|single|each|person person",
    "block: customer|password|account|team|office|content manager app|tool|"
        "software",
    "block: operator manual|error|licence|license",

    "negator: not|no|don|never|without|dont|doesn|didn|won|neither|nor|cannot",
    "negfill: t|want|need|to|wish|have|like|a|do|i|necessary|would|wanna|"
        "you|please|me|really|yet|any|us|be|for|reason|it|s|even|actually",

    "greeting: hi|hii|hello|helo|hey|heya|hiya|yo|greetings|howdy|hallo|sup",
    "greeting: hi|hello|hey there|all|team|guys|everyone|folks|again",
    "greeting: good morning|afternoon|evening|day",
    "greeting: how are|r you|u|things ?today|doing",
    "greeting: how s|is it|everything going",
    "greeting: what s up",
    "greeting: happy|merry new|christmas ?year",
    "greeting: nice to meet|e ?meet you",
    "greeting: morning|afternoon|evening ?all|everyone",
    "greeting: \360\237\221\213",
    "thanks: thanks|thank|thx|ty|cheers|tysm|tks ?you|u ?so|very ?much",
    "thanks: thanks a ?lot|bunch|million|ton",
    "thanks: many|much|big thanks|appreciated",
    "thanks: thanks|thank ?you ?so ?very ?much for ?all ?everything|the|your "
        "?quick ?help|time|info|information|reply|answer|support|patience|"
        "service|helping ?me",
    "thanks: ?i ?really appreciate it|that|this|your ?help",
    "thanks: bye|goodbye|byebye|cya|farewell",
    "thanks: see|talk ?to you|ya|u ?later|soon|tomorrow|around",
    "thanks: have a|an ?very nice|good|great|lovely|wonderful|excellent day|"
        "evening|weekend|one|night|week|afternoon",
    "thanks: take care",
    "thanks: good night",
    "thanks: that s|is|was|will ?be all|it|everything ?for|now|thanks",
    "thanks: very|so kind ?of|you",
    "thanks: you|u ?have ?were ?are|ve ?been ?very|so|most helpful|great",
    "thanks: \360\237\231\217",
    "yes: yes|yeah|yep|yup|yea|ya|sure|ok|okay|k|kk|alright|absolutely|"
        "definitely|certainly|correct|right|exactly|fine|perfect|yess",
    "yes: of course",
    "yes: go ahead|on|for",
    "yes: go for it",
    "yes: do it|that|so",
    "yes: sounds good|great|fine|perfect",
    "yes: ?yes ?i would|d|do ?love|like ?that|to",
    "yes: that would|d|s|works ?be great|good|nice|fine|perfect|helpful",
    "yes: why not",
    "yes: yes|sure thing",
    "yes: \360\237\221\215",
    "yes: \360\237\221\214",
    "no: no|nope|nah|naw|negative|never|not|don",
    "no: no thanks|thank|need|way|worries ?you",
    "no: not now|yet|really|necessary|today|needed|at|right ?now|all",
    "no: no|not that|it|i s|is|m fine|ok|okay|all ?right|good",
    "no: i m|am fine|good|ok|okay",
    "no: never mind",
    "no: nevermind|nothing ?else",
    "no: i|it ?s don|do ?t|not ?want|need ?it|that|one",
    "no: that s not|all ?necessary",
    "no: \360\237\221\216",
    "courtesy: please|pls|plz",
    "filler: so|very|much|then|now|well|ok|okay|there|you|a|lot|"
        "great|awesome|nice|cool|perfect|again|all|team|sir|madam|friend|mate|"
        "and|for|your|help|today|just|really|it|that|s|is|good|guys|everyone",
    "asks: what|which|who|whom|whose|when|where|why|how|do|does|did|can|could|"
        "will|would|is|are|am|was|were|should|may|have|has|any|whats|hows",
    "opening: dear|attention|attn",
    "opening: to whom|whoever",
    "opening: to the customer|support|service|sales|complaints|returns",
    "closing: kind|kindest|best|warm|warmest ?kind regards|wishes",
    "closing: with|my ?kind|kindest|best|warm|many|very ?good regards|"
        "wishes|thanks",
    "closing: regards|rgds|sincerely|faithfully|respectfully|cordially",
    "closing: yours ?very sincerely|faithfully|truly|respectfully|ever",
    "closing: all the best",
    "closing: looking forward to your|hearing",
    "closing: i|we look forward to your|hearing",
    "closing: thank|thanks ?you in advance|anticipation",
    "closing: many|most|with thanks in|and|for|from",
    "closing: sent from my|the",
    "closing: get outlook for",
    "closing: love|hugs|fondly|cheerio ?from",
    "closing: best >",
    NULL
};

const lexicon_t  lexicon_en = {
    .language = "en",
    .words =
        "the be to of and a in that have i it for not on with he as you do at "
        "this but his by from they we say her she or an will my one all would "
        "there their what so up out if about who get which go me when make "
        "can like time no just him know take people into year your good some "
        "could them see other than then now look only come its over think "
        "also back after use two how our work first well way even new want "
        "because any these give day most us is are was were been has had did "
        "does doing done am don didn doesn isn wasn couldn won wouldn t s m "
        "ve re ll d hi hello hey thanks thank please sorry yes yeah yep nope "
        "ok okay sure bye morning afternoon evening night today tomorrow "
        "yesterday week month here where why many much more less very too "
        "really still yet already again never always something anything "
        "nothing someone anyone everyone need needs help order orders "
        "delivery delivered deliver shipping ship shipped package parcel "
        "arrive arrived price prices cost costs pay paid payment card bill "
        "charged charge refund return money open opening hours close closed "
        "store shop account password login email phone number address book "
        "booking appointment table room working works broken problem issue "
        "question answer tell talk speak call called wait waiting waited "
        "customer service support agent person human manager cancel change "
        "buy bought sell item size colour color sent send got getting find "
        "found lost missing wrong right left nice great awesome bad worst "
        "best love hate thing things everything being before until while down "
        "off under few own same through u r ur plz pls thx lol im dont cant "
        "whats wheres hows ive wont didnt doesnt gonna wanna gotta let lets "
        "put taken keep kept ask asked told said each every both since last "
        "next long little big old may might must should shall yours mine ours "
        "theirs fine cool cheers understand stuff free cheap discount stock "
        "available ready later soon maybe ago fast slow bit lot half man "
        "woman kids door house home makes made sense seen looks looking "
        "looked trying try tried stop start show gave another forgot forget "
        "whose box bag shoes shirt water food warm cold friend mate guys "
        "leave monday tuesday wednesday thursday friday saturday sunday "
        "january february march april june july august september october "
        "november december forgotten warranty model spare courier driver pick "
        "drop friends family lovely three four five six seven eight nine ten "
        "twenty second anybody somebody advisor operator representative "
        "prefer transfer connect hour minute minutes",
    .endings =
        "ing ings tion tions ness ly ful less ment ments ght ould ough sh ck "
        "ed "
        "ies ious ght th wn ee oo ook ower ther able ll ss ey ay ow ew er ers "
        "ty",
    .phrases = phrases
};
