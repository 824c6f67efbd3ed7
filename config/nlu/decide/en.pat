# English (British, American, chat spelling).  Apostrophes are blanks.
# Form: worker/decide/pattern_load.c.  Packs and what they do: config/rules.json.

negator = no not never t dont didnt doesnt isnt wasnt wont cant without neither nor none zero nothing nobody hardly havent hasnt arent nah nope dnt
negfill = a an any the to be been i we need needs want wanted have has had do did does don didn is was it that really my me you us speak get see ever problems problem with issues issue anything single am are of yet actually even so far talk speaking talking transfer put through call connect going

@det = a an the some any your my our this that these those one another somebody someone
@human = human humans person people agent agents representative representatives rep reps operator operators advisor adviser advisors somebody someone anyone staff associate employee worker specialist technician salesperson assistant consultant support individual csr colleague
@boss = manager managers supervisor supervisors boss superior superiors director owner ceo management higher lead mgr president executive head superviser principal
@talk = talk talking speak speaking spoke chat chatting contact reach communicate discuss deal dealing talkin converse connect call
@pass = connect transfer put pass get give send forward hand switch patch direct route escalate bring find fetch
@want = want wanna need would like d prefer demand require request wish gimme wants insist demanding
@bot = bot bots robot robots machine chatbot computer automated ai automation recording script program algorithm
@order = order orders package packages parcel parcels item items product products purchase box boxes delivery shipment stuff goods phone laptop tv television screen tablet fridge washer machine dress shirt shoes sneakers boots jacket jeans table chair sofa couch mattress food pizza cake bottle bottles glass glasses mirror vase book toy bike bicycle lamp mug mugs plate plates watch headphones monitor keyboard blender printer suitcase bag flowers bouquet camera charger speaker console thing things device unit envelope cup desk shelf wardrobe coat sweater ring necklace vacuum kettle toaster oven microwave meal groceries
@money = money cash refund dollars pounds euros bucks funds deposit fee payment
@charge = charge charges charged charging bill billed billing debit debited invoiced deducted withdrew taken took payment payments overcharge overcharged overcharging withdrawn
@arrive = arrived arrive came come received got delivered shows showed sent gave shipped brought gotten turned recieved handed
@broken = broken damaged smashed cracked shattered crushed dented scratched torn ripped ruined defective faulty leaking leaked soaked wet rotten moldy mouldy expired spoiled stained dirty used opened open destroyed bent chipped snapped wrecked dead incomplete melted stale busted pieces bits burnt crumpled squashed mangled warped spilled spilt cold raw undercooked
@wrong = wrong different incorrect another else someone mistaken

[person]
line|number|phone where|that ?people|someone|somebody|anyone ?actually ?people picks|pick|answers|answer
face to face
somebody|someone|anybody|anyone|people there|behind|out there|on|in $
is|are somebody|someone|anybody|people ?actually ?really there|here|behind|listening
rather|prefer|sooner ?to ?deal|dealing ?with|have ?a ?real|human person|human|someone|somebody
real|actual|live people|persons|humans
word with ... manager|owner|someone|agent|person
are|is|any ?there ?any humans|people|human ... working|around|available|there|online|today|tonight|here
someone|somebody|person|agent|anyone who|that ... speaks|speak|can|knows|understands|works|listens|isn|actually|is
by|with|from|to ?an|a actual|real|proper|live|human person|human|people|agent|being|someone
a word with ... him|her|manager|someone|owner|agent|person|human|them
have|get|put|want ... someone|somebody ... on|call|ring|phone|line
@talk|speak ?directly to|with|w ?@det ?real|live|actual|human|proper|living|physical|customer|service|support|breathing @human
@talk|speak to|with|w ?@det ?real|live|actual|customer|sales|tech|technical|support|service support|service|team|department|sales|billing|representative|care|rep|office|one|reception|desk
@pass ?me|us ?a|the|to|with|through|on|over ?to|with|through ?@det ?real|live|actual|human|different ?customer|support|service|sales|other @human
@pass ?me|us ?through|over|to ... to|with ... team|department|support|service|office|reception|sales|billing
@want ?to|a|an|the|some|me ?real|live|actual|living|human|proper @human $
@want ?to|a|an|the|some ?real|live|actual|living|human @human to|who|that|now|please|pls|plz|not|asap|on|for|immediately|right|here|instead
@want ... real|live|actual|human|living ?live person|human|agent|rep|being|representative|people|operator|someone|support|help|somebody|interaction|assistance|contact|conversation|touch
@want|have|get|let|ask|could|can|please @human|somebody|someone ?please|from|in|at|there ... ?to call|help|phone|contact|ring|assist|answer|respond|explain|look|speak|talk|reply|deal|handle|text|message
could|can|will|would|please|want|need|have @human|somebody|someone ?please|actually|from|at|in|on ... call|phone|contact|ring ?me|us|back
can|could|may|let|would|like|want|need|wanna|gotta|must|how|where ?do|can|may|i|me|we|to ?to ... @talk|speak to|with ... @human|humans
is|are there ?a|an|any|some|even|actually|really ?actual|real|live|human @human|anybody|anyone|humans ?human|real|actually|here|there|available|i|who|behind|on|that|around|online|alive $
is|are there ?a|an|any|some|even ?actual|real|live @human|anybody|anyone here|there|available|i|who|behind|on|that|around|online|with|alive|home|reading
is|are anyone|anybody|someone ?actually ?even there|here|available|reading|listening|home|alive|real
^ ?a|an|the|real|live|human ?real|live|human|customer agent|human|person|representative|operator|rep|advisor|representatives|support|service|being ?now|please|pls|plz|asap $
^ ?real|live human|person|agent|operator|representative now|please|pls|plz|asap|required|needed
@human|agent|operator|representative|human now|please|pls|plz|asap|representative $
real|actual|live|living|breathing|flesh human|person|people|agent|rep|representative|being|someone|operator|humans
flesh and|n blood
human being|beings ?please|to
human|personal assistance|help|support|contact|agent|attention|touch|intervention
call me|us ?back ?please|asap|now|at|on|today|tomorrow|right|about|by
give me|us a call|ring|callback
call|phone ?me ?back|number ?to|where|i|can|for ... @talk|reach|call ... @human|you
can|could|do|where i|we|you|have ?also ?just ?have call|phone|ring|number|hotline ?you|someone|instead|guys|anyone|a|in|phone|to|number ?person ?number
phone|telephone|contact|helpline|hotline number ... ?to|for|of ?customer ?talk|service|call|support|speak|ring
in|over person|phone|the phone|instead
would|d|i|much rather|prefer|sooner ... @human|phone|call|person|speak|talk|someone
+ don|do|dont|not|no|stop|tired|sick|hate|enough|done|cant|can|never t|want|of|not|with|like|more|talking|wanna|going|speaking ?want ?to|with|like|be|talk|waste ... to|with|of|talking|talk|a|an|this|these|any|stupid|chatting @bot
+ no more @bot|automated|ai
+ fed|sick|tired|enough up|of|talking|and|with ... @bot
you are|re ?just|only|clearly|obviously|nothing a|an|not|but ... @bot|human
+ not ?talk|talking|a|an|another|speak|speaking|with|to ?a|to|with|this ?a @bot
are|r you|u ?even ?a|an|actually|really ?a|actual|real|just human|person|bot|robot|real|machine|ai
am i ?even ?actually ?really talking|speaking|chatting to|with

[manager]
your|a|the coordinator|coordinators|team ?leader|lead
seen|see|reach|reaches|before|to|by ?it ?the ?your management|directors|board|ceo
management|directors need|needs|should|must|has|have to
attention|notice of ?the ?your management|manager|director|directors
with|to|from|reach|contact|see|find her|his|their|your boss|manager|supervisor|superior
whoever|whomever runs|heads|manages|leads
whoever ?is|s ?is in ?charge
who ?ever runs the|this|that place|shop|store|company
@talk|speak|see|contact|want|need|demand|get|give|connect|transfer|escalate|bring|call|put|pass|let|where|have|ask|like|fetch|find ?me|us|directly|i|with|to|through|for|on|of|it|this|d ... manager|managers|supervisor|supervisors|boss|superior|superiors|owner|ceo|management|superviser|mgr
@talk|speak|escalate|transfer|connect|put|pass ... someone|somebody|person|people|anyone higher|senior|above|charge|authority|superior|important
someone|somebody|person|anyone|people|who|one ?s ?is ?more|with|in|of|at|else|actually ?actual|more|a ?higher senior|higher|above|charge|authority|power|rank|level|seniority
someone|somebody|anyone|person ?who|that|else ?can|actually ?actually make|approve|authorize|authorise decisions|decision|a|this|exceptions
higher|further|next|upper up|level|ups|management
who ?is|s ?is in|your|the|runs charge|manager|boss|supervisor|superior|this|owner
^ ?get|your|the|a manager|supervisor|boss ?now|please $
manager|supervisor|boss ?please|right now|immediately|please|asap|pls
escalate|escalating|escalated|escalation ... this|my|it|the|issue|case|complaint|ticket|matter|higher|supervisor|manager|please|to|request|problem

[abuse]
idiot|idiots|idiotic|stupid|moron|morons|moronic|imbecile|imbeciles|dumb|dumbass|fuck|fucking|fucked|fuckin|fucks|fucker|fuckers|fck|fking|wtf|shit|shitty|shite|bullshit|crap|crappy|bastard|bastards|asshole|assholes|arsehole|bitch|bitches|damn|goddamn|wankers|wanker|scammers|scammer|thieves|crooks|crook|liars|liar|clowns|clown|incompetent|incompetents|incompetence|morons|pathetic|scum|losers|loser|trash|garbage|rubbish|fraudsters|criminals|useless|worthless|pricks|prick|dickhead|dickheads|twat|twats|bollocks|piss|pissed|effing|freaking|frigging|retards|retarded|jerks|jerk|disgusting|stfu|hellhole|joke|jokers|leeches|cheats|bellends|muppets|muppet|cunts|cunt
go to hell
screw|stuff|sod|eff you|this|off|u|guys
shut up|down|it
worst ... company|service|experience|store|shop|app|support|customer|airline|bank|ever|bot|place|hotel
rot|burn|die in|hell
suck|sucks|sucked
hate you|this|your|u

[anger]
furious|livid|outraged|outrageous|outrage|infuriated|infuriating|enraged|appalled|appalling|disgusted|disgraceful|disgrace|fuming|irate|unacceptable|unbelievable|inexcusable|intolerable|shameful|shambles|ridiculous|absurd|insulting|insult|scandalous|disgusting|preposterous|farce|atrocious|abysmal|horrendous|diabolical|deplorable|unforgivable
i|so|very|really|extremely|absolutely|beyond|am|m|incredibly ?so|very|really|extremely|beyond|absolutely ?extremely angry|mad|pissed|annoyed|upset|outraged
had|ve ?i|just|really ?had enough
had|have it up ?to
fed|sick ?up|and ?tired ?of ?with|of|tired
losing|lost|lose my patience|temper|mind|shit|cool|it
how dare|could you
shame on ?you
are you|u ?guys|people kidding|serious|joking|insane|mocking|for
is this|that ?some ?a ?kind ?of joke
taking the|me ?for piss|mick|fool|ride
what a|an|kind ?absolute|complete|total|of joke|disgrace|shambles|ripoff|scam|farce|nightmare|rip|disaster|business|company|garbage|mess
complete|total|absolute|utter|such|just|this|it|your|is ?s ?is ?a|an ?complete|total|absolute|utter|such ?a|an joke|disgrace|shambles|farce|nightmare|rip|scam|theft|robbery|disaster|mess|incompetence
never|not ?ever ever|again|buying|shop|going ... again|buy|order|use|shop|business|deal|from|recommend
never ... again
terrible|horrible|awful|dreadful|atrocious|abysmal|pathetic|horrendous|lousy|rubbish|disgraceful|poor|shocking ... service|customer|experience|company|support|treatment|attitude|app|quality|product
service|customer|experience|company|support|treatment|app|quality ... ?is|was|been|has ?s ?been ?so|absolutely|truly|just|beyond|the terrible|horrible|awful|dreadful|atrocious|abysmal|horrendous|shocking|disgraceful|appalling|worst|disgusting|unacceptable|joke|pathetic
ripped|ripping|rip me ?off
rip|ripped|ripping off
robbed|robbing|stole|stealing|cheated|conned|lied ?me|from|to|us
you people|guys|lot|all ?are|should|keep|just|have ... ashamed|joke|unbelievable|worst|lied|lying|stealing|robbing
treat|treated|treating ... ?like dirt|fool|idiot|garbage|criminal|animal|shit|nobody|trash
will|going|gonna|ll ... tell|post|expose|destroy|ruin ... everyone|review|media|twitter|reviews|reputation|online|facebook|you
absolutely ?not fuming|livid|disgusted|furious|ridiculous|insane|nuts|appalled
enough is enough

[frustration]
how many more times|emails|calls|messages
how many times ... do|must|have|explain|tell|ask|repeat|call
second|third|fourth|fifth|sixth|seventh|tenth|hundredth|millionth|umpteenth|nth time
#|# nd|rd|th time
#|two|three|four|five|six|seven|ten|several|many|multiple|countless|dozen|hundred|so|numerous|million times|emails|calls|messages|tickets|attempts ... and|still|no|nothing|nobody|without|now|already|with|about
#|two|three|four|five|six|seven|ten|several|many|multiple|countless|hundred|million times
too many times|emails|calls|messages|days|weeks
been|have|spent|for|past|over|last|after|it ?s|been|for|over|almost|waited|waiting ... #|a|two|three|four|five|six|seven|ten|several|many|days|weeks|months|hours|whole|all|over ... ?entire days|weeks|week|months|month|hours|hour|minutes|mins|day|morning|ages|year|weekend|ever|fortnight ... waiting|still|no|nothing|nobody|and|trying|without|for|now|since|asking|chasing|calling|ignored|with|already|on
waiting|waited|chasing|asking|begging|calling|emailing|trying|messaging|complaining|ignored ... ?for|since|over|this ?a|over|past|almost ?the|more|than ?than #|days|weeks|months|hours|ages|week|month|two|three|four|five|monday|tuesday|wednesday|thursday|friday|a|forever|long|january|june|hour|so|last|yesterday
still|keep|kept|m ?been waiting|chasing|asking|calling
still|yet ?have|not|no|haven ?t ?have|received|had|heard|got|gotten|seen|has|hasn|t ?not no|nothing|any|a|heard|single|answer|reply|response|resolved|fixed|solution|received|refund|word|sorted ... ?reply|response|answer|update|solution|resolution|back|refund|news|word|from|fixed
no ?one|body|answer|reply|response ?from ?has|is|will|ever|can|seems|wants|bothers|bothered|even|to ... answers|answer|answered|reply|replies|replied|responds|responded|response|help|helps|helped|cares|care|know|knows|fix|fixes|called|contacted|back|listens|resolve|bothered|picks|pick|picked|turned|showed|came
nobody|noone|none ... answers|answer|answered|replies|reply|replied|responds|responded|helps|help|helped|cares|care|knows|fixes|called|calls|contacted|back|listens|bothered|picks|turned|showed|came|can|is|has
no one ... answers|answer|answered|replies|reply|replied|responds|responded|helps|help|helped|cares|care|knows|fixes|called|calls|contacted|back|listens|bothered|picks|turned|showed|came
promised|promise|promises|promising|told|said|assured|guaranteed|supposed|swore ?me|us|that|by|it ... but|and|yet|now|still|never|twice|again|yesterday|last ... nothing|still|never|no|not|nobody|haven|hasn|didn|isn|again|excuse|t|same
empty|broken|false promises|promise
keep|keeps|kept|always|every|each|constantly|again ?time|day|i|getting ... promising|excuse|excuses|telling|passed|passing|transferred|transferring|same|delayed|delaying|rescheduling|ignoring|fobbed|cancelling|canceling|postponing|bouncing|bounced|lying
passed|bounced|sent|transferred|passing|bouncing|transferring|run|running|given ?me|us ?from|around|the|in|between|back|here|to ... department|another|pillar|around|circles|runaround|forth|person|houses|one
going|go|run|running|talking ?round ?around|round|in circles
run|get|given|getting|giving ?me|the ?the around|runaround
same old|problem|issue|story|excuse|thing|crap|nonsense ?problem|issue|excuse|again|over ?again|every|time|over|all|and
again and again
over and over
yet|once again
time and ?time ?again
getting|really|so|very|extremely|beyond|quite|increasingly|am|m|is|pretty|incredibly|more ?and|more|really|so|very|extremely|incredibly|getting ?more frustrated|frustrating|exhausted|exhausting|annoying|desperate|exasperated|exasperating|tiresome
frustrated|frustrating|frustration|exasperated|exasperating
tired|sick|done|exhausted|fed ?and|up ?tired of|with|waiting|asking|explaining|repeating
give|giving|gave up
already ... ?told|explained|asked|emailed|called|wrote|sent|said|complained|reported|contacted|messaged|spoke|written|spoken ... times|twice|already|yesterday|week|you|before|everything|everyone
told|explained|asked|emailed|called|wrote|written|sent|complained|reported|contacted|messaged|said ... ?to|this|it|you|about|already ... twice|times|already|thrice|again|repeatedly
wasted|wasting|waste|wastes|lost ... my|our|hours|day|time|of|an|morning ... time|day|waiting|hour|afternoon|morning|on
how much|long|many longer|more ... wait|waiting|repeat|explain|again|call|write|tell|have
running|lost|losing|no|out ?out ?my ?more ?of patience
hung|hang|hangs|cut ?up|off on|me
ignored|ignoring|ignore|ignores ?me|my|us|again|for|every
left|leaving|stood|kept ?me|us hanging|waiting|up|stranded|hold|without
on hold ?for
last|final straw

[bot_repeat]
+ you|u|it|chat|bot|it|they ?already|have|ve|just|keep|keeps|keep|kept|literally|ve ?already|just said|told|sent|asked|gave|saying|repeating|sending|asking|giving|repeat|telling|repeated|answered|suggested|mentioned|posting|pasting|replying|giving|showed ... that|this|same|before|already|yourself|twice|again|me|it|thing|link|over|question|so
+ that|this|it|thats ?is|s|was|isn|wasn|does|doesn|did|didn|not|still ?t ?not ?not ?even what|my|the|an|answering|answer|answers|anything|help|helping|helpful|solve|useful|relevant|related ... ?i|question|answer|problem|me ?asked|asking|meant|said|asking|question
not ?at|what ?all ?what|the i ?m|am|was ?even asked|asking|meant|said
+ you|u|it ?re|are|do|did|don|didn|still|clearly|obviously|really|just|dont|can|cant ?t ?still|even|not|just ?t ?even|not understand|understanding|listening|listen|reading|read|get|getting|answered|answering|answer|helping|help|helpful|hear|comprehend|useful|understood ... ?me|my|what|question|it|i|at|point|anything|message|the
+ not listening|understanding|reading|helpful|helping|answering|useful|what
same answer|response|reply|message|thing|link|text|question|article|instructions|sentence|reply|suggestion|article|canned|copy|generic|page|advice|steps
exact|exactly|identical ?the same|answer|message|reply|thing|copy
stop|quit|enough repeating|sending|copying|copy|pasting|saying|giving|asking|with|telling
repeating|repeat|repeated|repeats yourself|same|the|it|that|itself|over|again|like
parrot|broken|stuck ?record|in|on ?a|the loop|record|same
in a|some|an ?infinite|endless loop|circle|circles
loop|loops|looping
canned|generic|automated|copy|scripted|robotic|template|prewritten|standard ?and|paste|pasted ?paste response|responses|answer|answers|reply|replies|message|messages|text
copy|copying ?and|n pasting|paste|pasted
read|reread ?what|my|the|it|above|again ?i|message|question|messages|what ?again|wrote|said|above|carefully|properly|first
already read|tried|did|done|seen|looked|checked|clicked|followed|been|said|answered|gave|provided|went|told|visited ... ?that|this|it|there|the|faq|link|all|those|page|them|through|everything|steps
+ doesn|didn|does|did|not|isn|don|dont|doesnt|didnt|isnt ?t ?not ?really ?even answer|help|solve|address|work|helping|answering|resolve|fix ... ?my|me|anything|question|problem|issue|all|either
again with|the that|same
that again
useless|pointless|unhelpful|worthless|dumb|stupid ... bot|answer|chat|response|chatbot|robot|assistant|reply|machine|link|article|responses
bot|answer|chat|response|chatbot|robot|assistant|reply|link|you|u|this ... ?is|are|re|s ?re ?so|completely|totally|really|just|absolutely ?not useless|pointless|unhelpful|worthless|hopeless

[still]
still|continues|continue|keeps|keep ?to|the|does|doesn|isn|not|won|can|is|having|getting|says|shows|giving|cannot|same|no|nothing|get|have|cant|wont|doesnt|it|see|showing|happening|t ?t ?not ?the ?same|work|working|an|error|load|open|turn|connect|start|charge|log|happening|problem|message|issue|crashing|broken|failing|nothing|login|access|freezing|offline|down|dead
still ... ?not|doesn|won|can|isn|same|doesnt|wont|cant|no|broken|stuck|crashing|failing|error|nothing|locked|dead|offline ?t ?luck|work|working
+ already|ve|i|have|just|did|also|even ?already|just|did|have|ve ?already tried|done|did|restarted|rebooted|reset|reinstalled|followed|checked|cleared|unplugged|attempted ... and|but|nothing|still|not|no|t|doesn|didn|twice|times|same|everything|all|already|that|it|those|this
+ tried|did|done|restarted|reset|followed that|all|it|everything|this|those|them|both|restarting already|twice|before|too|again|and
+ tried|did|done that|everything|it|this|already|those|both|all ?already|all|of $
+ didn|doesn|did|does|hasn|has|don|won|isn|didnt|doesnt|not|wont|none|nothing ?t ?not ?of ?it|that|them|those ?still work|worked|help|helped|fix|fixed|working|change|changed|solve|solved|make|resolve|happens|happened|resolved|happening ... ?either
same error|problem|issue|result|message|thing|fault|screen|outcome
no luck|change|difference|success|joy|improvement|dice|effect
to no avail
nothing works|worked|happens|happened|changed|changes|helps|helped
back to square|where

[confusion]
+ can|could|couldn|cannot|cant ?t ?even find|see|locate ... button|icon|option|menu|tab|it|that|them $
hopeless|useless|terrible|bad|rubbish|no good at|with this|these|computers|technology|phones|it
+ not ?very ?much ?any|good good|much|technical|techy ?at ?with|of ?a this|it|these|computers|technology|person
+ don|dont|didn|not|can|still|do|cannot|doesn|didnt|cant|never|no|hardly|dnt|does ?t ?not ?still|really|quite|even|longer|make ?quite|make understand|understood|understanding|get|follow|following|comprehend|figure|understan|grasp|sense ... ?it|this|what|any|how|you|the|that|at|why|all
+ no|haven|not|without|doesn|makes|make|idea|dont|don|zero ?t ?a|the|make|any|have|faintest ?a|any clue|idea|sense|sure ... ?what|how|you|this
confused|confusing|confuse|confuses|confusion|puzzled|baffled|bewildered|bewildering|perplexed|unclear
i|m|am|ve|totally|completely|still|even|getting|got|lost ?am|m|ve ?so|completely|totally|still|really|even|more|now|just|utterly|got|a|bit|well ?more|lost lost $
i|m|am|totally|completely|still|you ?ve|re ?am|have|so|completely|totally|still|really|even|now|just|utterly ?totally lost|losing ?me|here|now|with|again|in|at
lost me|on
what ?on ?do|does|is|are ?earth ?you|that|this|it|u ?even ?supposed ?to mean|talking|on ?about|saying|referring
explain ... again|simply|simple|simpler|better|slowly|differently|easier|clearer|clearly|plain|terms|step|like|more|once|words|another|english
in|plain|simple|simpler|layman|normal ?plain|simple|simpler|s|layman|normal ?s english|terms|words|language
too complicated|technical|complex|confusing|difficult|hard
over my head
all greek ?to
huh|wut
slow down
step by step
which|what|where one|step|button ?do|am ?i ?supposed ?to ?click|press|go

[dispute]
cut|suspended|disconnected|switched ... though|although|despite|even|but ... paid|pay|paying|payment|date
two|three|four|five|several|double|# fees|payments|charges|debits|bills|instalments|subscriptions|transactions ... went|taken|gone|left|out|came|deducted
added to my bill|account|invoice|card
never agreed|authorised|authorized|signed|ordered ?up ?to|for|it|that
@charge ... twice|double|thrice|doubled|duplicate|duplicated|triple
double|duplicate|duplicated|twice|triple|two|2|three|3|second|multiple|extra|same ?the|same ?different ?times charge|charges|charged|billed|billing|payment|payments|debited|debit|transaction|transactions|debits|deducted|deductions|withdrawals
#|two|three|several|multiple times ... @charge|card|bank|account|paid
paid twice|double|two|thrice
over|overcharg*|overbill* ?charged|charging|billed ... me|us|by|for|my
overcharg*|overbill*|mischarg*|misbill*
@charge ... too|more|extra|wrong|incorrect|higher|different|full|over|above|much|additional ?much|than|amount|price|fee|the
wrong|incorrect|different|higher|extra|unexpected|hidden|mystery|strange|weird|unauthori*|unknown|unexplained|bogus|random|additional|erroneous|suspicious|unrecogni*|unfamiliar|duplicate ... charge|charges|amount|bill|invoice|fee|fees|billing|transaction|payment|debit|price|total|subscription|withdrawal
charge|charges|charged|transaction|payment|fee|debit|billed|subscription|withdrawal|purchase|amount|invoice ... don|didn|never|not|no|without|do|dont|didnt|cannot|can|haven|unfamiliar ?t ?not ?even ... recogni*|authori*|make|made|order|ordered|agree|agreed|know|buy|bought|understand|sign|signed|approve|approved|permission|consent|use|used|subscribe|subscribed|mine|familiar|received|get|got|want|idea|request|requested|identify|place|notice|exist
don|didn|never|not|no|do|dont|didnt|cannot ?t ?not ?even recogni*|authori*|agree*|approve*|made|make|identify|idea ... charge|charges|transaction|payment|fee|debit|purchase|subscription|withdrawal|bill
@charge|billed|charging|charged|billing ... after|even|despite|although|though|but|when|since ... cancel*|return*|refund*|free|trial|closed|ended|unsubscribed|declined|failed|never|not|didn|don
cancel*|unsubscribed|returned|closed|free|trial|quit ... still|but|yet|keep|keeps|kept|and|continue*|charged|billed ... charg*|bill*|payment|debit*|taking|money|invoice*|renewed|paying
still|keep|keeps|kept|continue|continues|continued ?to|on|being|getting|me|you ?be|getting|me charging|billing|charge|charged|billed|debiting|taking|bill|invoicing|deducting|debited
charged|billed|took|taken|debited|deducted|withdrew|paid|pay|charging ... but|and|yet|though|without|never|for|nothing ... never|no|not|nothing|didn|hasn|haven|isn|don|t|still|cancelled|without ... received|got|arrived|confirmation|order|service|booking|shows|showing|activated|ordered|use|used|ticket|tickets|came|delivered|access|confirm*|have|reservation|credited|exist|want|recogni*|canceled|cancelled
took|taken|taking|deducted|withdrew|debited ... money|funds|from|out ... account|card|without|bank|twice|again|my
without ?my|any|asking ?prior permission|consent|authori*|approval|knowledge|notice|telling|me
bill|invoice|statement|receipt|price|total|amount|fee ... ?is|was|s|are|doesn|does|don|shows|way|looks ... wrong|incorrect|doubled|match|too|higher|error|mistake|add|double|inflated|tripled|mistaken|twice|outrageous
error|mistake|errors|problem|discrepancy ... bill|invoice|statement|charge|billing|receipt
disput* ... charge|charges|transaction|bill|payment|invoice|fee|this|purchase|it|bank|the
charge ?it back
chargeback|chargebacks
refund* ... never|not|hasn|haven|still|nothing|didn|no|isn|t|hasnt|havent ... arrived|received|came|processed|showed|appeared|got|seen|yet|credited|there|hit|showing|sign|issued|come
never|haven|not|still|where|no|hasn|havent|waiting ?t ?been ?my|seen|got|received|for|the|is|gotten|had|sign|s|on ?my|the|for|is|of ?my ... refund|refunded|reimbursed
owe|owes me ... ?money|#|refund|difference
subscription|membership|trial|plan|fee|insurance|warranty ... never|didn|not|don|dont ?t ... sign*|ask*|want*|subscrib*|agree*|order*|authori*|request*|join*|need|add*
charged|billed|paying|paid ?me ?# ... instead|rather|not|when|but|quoted|advertised|supposed|said|says|however|although ... #|quoted|advertised|said|free|listed|showed|agreed|price|told|less

[fraud]
login|logins|signin|access|session|connection ...6 isn|wasn|not|never ?t me
login|logged|sign|access|signed ...4 another|different|foreign|other country|device|city|location
clicked|opened|followed|tapped ...8 link|text|sms|message ...8 card|password|details|code|number|typed|entered|gave
call|called|text|email|message ...8 gave|told|typed|sent ...6 code|pin|password|details|card
card|details ... used|charged ... at|in|for|by ... shops|stores|country|someone|tonight|places|city
freeze|stop|blocking everything|cards|accounts
please block everything|my|the|card|account
fake|copy|false ... site|page|website|logo|shop
hack*|phish*|scammed|scamming|defraud*|identity|clon*|impersonat*|impostor|imposter|spoof* ... account|card|me|my|theft|stolen|email|phone|number|information|data|profile|us|someone|login|you|your|by|details
account|card|identity|profile|email|phone|login|details|wallet|data|number|password ... ?was|has|been|got|is|may|have|be|just|s|were|might ?been|be|have|got ?been hack*|compromised|stolen|breached|cloned|hijacked|taken|skimmed|leaked|phished|accessed|emptied|drained
been|got|was|were|getting|being|am hacked|scammed|phished|defrauded|conned|robbed|swindled|duped|tricked
stole|stolen|steal|stealing ... card|wallet|identity|account|phone|money|credit|details|information|data|purse|points|balance|savings|bank
card|wallet|phone|purse|cards ... stolen|snatched|nicked|missing|lost ... ?block|cancel|freeze|use|used|someone|lock
someone|somebody|stranger|strangers|unknown|hacker|hackers|thief|scammer|scammers|person|they|he|she ?else|has|is|unknown|just|a ?is|has|been|just|have used|using|accessed|logged|got|hacked|bought|made|ordered|opened|changed|accessing|placed|taken|took|into|spent|stole|signing|logging|buying|broke|transferred|withdrew|purchased|applied|cloned|pretending|impersonating|emptied|drained ... my|account|card|name|password|identity|purchase|orders|without|email|purchases|details|credit|money|information
fraud|fraudulent|fraudulently|fraudster
unauthori* ... transaction|transactions|charge|charges|access|login|purchase|purchases|payment|payments|withdrawal|withdrawals|order|orders|transfer|transfers|use|activity
suspicious|strange|unusual|weird|unknown|unrecogni* ... activity|login|logins|transaction|transactions|sign|device|access|transfer|transfers|purchases|email|call|message|link|text
login|logins|logged|sign|signed|access|device|purchase|purchases|transaction|transactions|order|orders|transfer|transfers|withdrawal|withdrawals|loan|account ... not|wasn|wasnt|never|didn|isn|didnt|don|dont|that ?t ?even me|make|made|mine|authori*|place|placed|do|recogni*|i|by|open|opened|approve|initiate|apply|do|did
wasn|not|wasnt|isn ?t me|mine $
i never|didn|not|didnt ?t bought|made|ordered|authori*|make|order|opened|place|placed|buy|open|sign|signed|do|approve ... this|that|these|those|purchase|order|transaction|transfer|account|any|loan|transactions|purchases
locked out ... password|someone|changed|hack*|email|stole*
password|email|number|address|phone ... changed|change ... not|without|me|someone|didn|by|wasn|never|somebody
fake ... site|website|email|profile|page|account|call|message|link|text|invoice|person|agent|app|store|shop|you|ad
pretending|claiming|claimed|posing|pretended|impersonat* ?to|they|as|he|she ?be|were|from|was ... from|you|your|bank|company|support|me|employee
got|received|clicked|gave|entered|shared|sent|typed|provided ... link|text|email|call|code|password|details|pin|cvv|otp|card ... fake|scam|suspicious|scammer|phishing|asking|fraud|someone|stranger|pretending|claiming|fishy|dodgy
freeze|block|lock|suspend|deactivate ... my|the ?bank ?debit ?credit account|card|cards
cancel ... card|cards ... stolen|immediately|now|asap|lost
identity theft|stolen|fraud
is|this|it|you|was ?this|s|is|are ?a|an ?total|complete|such scam|fraud|scammers
lost|missing my ?debit|credit|bank card|wallet|purse|cards

[damage]
wheel|wheels|handle|leg|legs|lid|door|zip|hinge|arm|corner torn|broken|snapped|bent|hanging|came|fell|ripped
had|has|with|got|came|there ?s ?is ?with a|some|several|big ?big|huge|nasty|small crack|cracks|dent|dents|scratch|scratches|chip|chips|tear|hole|holes|rip|stain|stains
leaked|spilled|spilt|leaking|burst|poured|dripped ...5 box|package|parcel|everything|bag|packaging|inside
@arrive|sent|got|gave ... someone|somebody else ?s ?@order
@arrive|delivered|sent|got ...6 instead|but ... ordered|paid|asked|bought
ordered|bought|paid ...8 and|but|then ...4 delivered|arrived|came|got|sent|received|showed
got|received|have|sent somebody|someone|another ?else|person|customer|couple s
one|two|half|part|some of ... never|didn|missing ?t ... came|arrived|arrive|off|show
@order ...4 @arrive ... @broken
@arrive|opened|unboxed ...5 @broken
@order ... ?is|was|were|are|s|has|have|had|arrived|completely|totally|all|it ?been ?completely|totally|all|badly|already|clearly|just @broken
@broken ... @arrive|delivered|shipped
@broken ?in|on|upon|during|by|when ?the arrival|transit|shipping|delivery|courier|post|pieces|opened
@broken @order ... ?@arrive
@arrive|sent|delivered|shipped|gave|was|got|send|is ...4 wrong|incorrect|different ?@det @order|size|color|colour|model|address|thing|ones|person|order|flavor|flavour
wrong|incorrect|different @order|size|color|colour|model|flavour|flavor|meal
@order ... wrong|incorrect
not|isn|wasn|wasnt|isnt|nothing ?t|what|like|even ?the|what|same ?like ?what|as|one|@order ?that ?i ordered|bought|paid|purchased|wanted|asked|described|advertised|pictured|picture|requested|photo|description|photos|shown
ordered|bought|asked|paid|wanted ...6 but|and|instead|yet ...3 @arrive|sent|gave|this ...4 @det|#|instead|size|red|blue|black|white|wrong|green|different|small|medium|large
@arrive ...5 instead
empty|opened|unsealed|tampered ... box|package|parcel|envelope|packaging|case|carton|bag|packet
box|package|parcel|envelope|case|bag|carton ... empty|nothing|tampered|opened|rocks|bricks|resealed
missing ...4 @order|part|parts|piece|pieces|from|items|accessories|cable|screws|half|manual|remote|lid|component|components|one|two|#|some
@order|part|parts|pieces|one|half|some|something|screws|cable|manual ...3 missing
missing from
incomplete ... order|delivery|set|package|kit|box
@order|it|courier|driver|tracking|system|they|app|status|carrier ...4 lost|stolen|disappeared|vanished|misplaced ...3 ?transit|post|mail|way|courier|porch|warehouse|package|parcel|order|delivery $
lost|stole|misplaced|stolen ... my|our|the @order
@order ... got|been|was|is|were|gone|went ?been lost|stolen|missing|misplaced|vanished|astray|disappeared
marked|says|shows|shown|tracking|status|said|claims|app|system|listed ... delivered ... but|nothing|not|never|no|nobody|isn|wasn|haven|didn|yet|and|didnt|havent
never|not|nothing|haven|didn|hasn|havent|didnt|hasnt ?t ?even ... @arrive|received|arrived|got|have|came ...8 says|marked|tracking|shows|delivered|claims
@order ...3 never|didn|didnt ?t ?even ?actually arrived|came|received|delivered|showed|turned|come|arrive|show|turn
never ?even ?actually arrived|received|got|came|delivered|showed|turned|recieved ... @order|it|up|anything
delivered|left|gave|given|dropped|sent|went|handed ...5 to|at|with|in|on ?the|a|some|my ?completely|totally wrong|different|neighbour|neighbor|someone|stranger|another|elses|incorrect|random ?house|address|person|door|else|apartment|building|street|neighbor
stopped|quit|stops working|charging|turning ... day|days|week|weeks|use|hour|hours|first|month|months|once|after|already|only
@order ... doesn|won|not|doesnt|wont|isn|didn|never|dead|refuses ?t ?even turn|work|start|power|charge|switch|working|worked|function ... box|arrival|new|brand|first|just|day|bought|arrived|out|yesterday|received|all
doa
dead on|arrival
out of the box ... broken|dead|doesn|not|faulty|defective|work
came|come|arrived|is|was|delivered|turned|showed ?up|in|with ?a|all|completely ?hole|crack|huge|big defective|faulty|damaged|broken|incomplete|malfunctioning|leaking|apart|cracked|scratches|crack|scratch|dent|hole|stain|stains|mold|mould|pieces
crack|cracks|dent|hole|scratch|scratches|stain|tear|rip|mold|mould|bugs|worms|hair|maggots|insect|insects|cockroach|roach|bug ...3 in|on|inside|across|all ... @order|screen|it|food|side
fell apart
broke ... ?after|first|day|use|within|on|in ... day|use|week|days|first|hour|minutes|weeks
manufacturing|factory defect|fault|flaw

[refund]
@want|demand|give|get|getting|have|issue|process|send|request|requesting|expect|expecting|deserve|initiate|claim|asking|entitled|submit|ask|apply ... ?me|my|us|a|the|for|full|to|i|d ?a|full|the|my|complete|for ... refund|refunded|reimbursement|reimbursed|refounded
@want|demand|give|get|have|send|return|need|gimme|expect|getting ... ?me|my|our|all|the|back|us ... money|cash|payment|deposit ... back|returned|refunded
money|cash|deposit|payment ?please|right|all back
@want|demand ... ?my|our money
refund ... me|my|this|it|us|the|money|now|please|immediately|order|asap|purchase|item|full|due|owed $
refund me|us|my|it|this|immediately|now|the|our|asap
full|my|partial|complete|immediate refund ?please|now|today|immediately|for|asap|on
reimburse|reimbursed|reimbursement ... me|us|my|for|the
@want|would|like|need|d|gonna|going|am|wish ?like|m ?to ?be ?able ?just return|returning|send ... @order|it|this|them|these|back|those|the
@want|let|just ... return it|this|them|these|my
@want|let|just ... send it|this|them|these|my back
@want|let|just ... send it|this|them|these ... ?and refund*|money|back
take ... it|this|them back
cancel ... and|for|get|with ... refund*|money
^ refund ?please|now|pls|me $

[formal]
file|make|lodge|submit|raise|register|put|log|place|filing|making|lodging|raising|submitting|open|write|launch|have|filed|issue|bring|take|send|start|forward ?a|an|my|in|this|another|up|to|the ?formal|official|serious|written|a|strong ?written|formal complaint|grievance|complaints|greivance
@want|would|like|going|have|need|here|must|where|how|wish|d ?like ?i ?do|can|should|to|m ?i|to ... complain|complaining
formal|official|formally|officially|written|serious ... complaint|complain|complaining|grievance|complaints
complaint|complaints|grievance ... about|against|regarding|department|form|procedure|process|number|team|reference|email|address|officially|with|formally|book
complaining|complain about|formally|against|officially
report ... employee|driver|staff|courier|rep|cashier|agent|worker|behaviour|behavior|misconduct|store|waiter|salesman|technician|conduct
rude|disrespectful|discriminat*|racist|harass*|aggressive|abusive|yelled|shouted|swore|insulted|threatened|humiliated|condescending|dismissive|mocked|sexist|unprofessional ...8 staff|driver|employee|me|courier|rep|cashier|agent|worker|waiter|manager|technician|us|guy|lady|woman|man|clerk|receptionist|customers|my|customer
staff|driver|employee|courier|rep|cashier|agent|worker|waiter|waitress|technician|guy|lady|clerk|receptionist|bouncer|operator|salesperson|nurse ...8 rude|disrespectful|discriminat*|racist|harass*|aggressive|abusive|yelled|shouted|swore|insulted|threatened|humiliated|condescending|dismissive|mocked|sexist|unprofessional|attitude|hung|laughed|pushed|cursed|screamed|swearing|shouting|yelling|touched

[legal]
lawyer|lawyers|attorney|attorneys|solicitor|solicitors|barrister|legal ?team|counsel ...5 contact*|call*|touch|hear|involved|sue|action|letter|court|knows|case|handle|speak|talk|takes|take|will|be|advised|ready|informed|involve|consult*|hire*|proceed*
contact*|call*|get|consult*|hire*|see|hear|hearing|involve|involving|speak*|talk*|through|by|with|from|instruct*|engag* ?to|from|my|our|a|an|with|by|the|up|get ... lawyer|lawyers|attorney|attorneys|solicitor|solicitors|legal
sue|sueing|suing|sued
take|taking|see|bring|seek|pursue|pursuing|face|consider|considering|facing|start|initiate|threaten|through|begin ?you|this|it|to|all|u|us|further ... legal|court|tribunal|action|justice ?action|claims|proceedings|steps
legal action|proceedings|matter|steps|notice|consequences|advice|rights|department|claim|recourse|route|measures|team|remedies
small claims
claims court
see|meet you|u in|at court
lawsuit|litigation|litigate|subpoena|summons|arbitration|ombudsman|injunction|statutory
court ... order|date|action|you|u|see|case|summons|judge|claim|letter|fight|settle
class action
trading standards
citizens advice
better business bureau
bbb|ftc|fcc|cfpb|ofcom|ofgem|accc|fca|osha|hse|ico|asa
consumer ...2 protection|rights|affairs|court|agency|watchdog|council|association|bureau|authority|act|forum|law|commission|tribunal
attorney general
report|reporting|reported|complain|complaint|go|going ...4 authorities|police|regulator|regulators|authority|watchdog|government|commission|bureau|agency
police ... report|involved|complaint|case|called|contact*|charges
press|pressing charges
call|calling|contact|contacting|go|going ?to|the police|cops|authorities
breach|violation|violates|violating|violate|broke|breaking|breaching|breached ...3 contract|law|gdpr|rights|privacy|consumer|act|data|terms|agreement|regulations
gdpr|hipaa
against|under ?the ?consumer law|act
illegal|unlawful
compensation|damages ...4 sue|legal|claim|court|demand|seek*|entitled|for
hold|held|holding ... liable|accountable|responsible|legally
liable|liability|negligence|negligent
final|last warning|notice|demand|chance ...8 legal|lawyer|court|sue|before|action|solicitor

[safety]
face|lips|tongue|throat|eyes|son|daughter|mouth|hand ...4 swelling|swollen|swelled|swells
rash|hives ... after|since|from
swelled|swollen|vomiting|threw|throwing|sick|ill ...8 eating|ate|eaten|cookies|meal|food|restaurant|dinner|lunch
wrong tablets|medicine|medication|pills|dose|prescription|drug
whole|entire family|table|party ...4 vomiting|sick|ill|poisoned
can|cannot|cant ?t breathe ?properly|well
fire|flames|sparks|sparking|sparked|spark|smoke|smoking|smoked|exploded|explode|explosion|explodes|burst|electrocuted|electrocute|shock|shocked|shocks|melted|melting|overheat*|burning|burnt|burned|caught ...7 @order|charger|battery|plug|cable|outlet|heater|stove|device|adapter|cord|dryer|hairdryer|kettle|toaster|fryer|house|kitchen|hand|hands|wire|wires|socket|boiler|blanket|powerbank|scooter|iron|pack|wiring|car|unit|headset|cooker
@order|charger|battery|plug|cable|outlet|heater|stove|adapter|cord|dryer|hairdryer|fryer|socket|boiler|blanket|powerbank|scooter|hoverboard|iron|wires|it|pressure|vape|bank|cooker|brakes|ladder|elevator|lift|stroller|crib|car ...6 fire|flames|sparks|sparking|sparked|smoke|smoking|exploded|explode|exploding|burst|electrocuted|shocked|shocks|shock|melted|melting|overheat*|burning|burned|collapsed|failed|snapped|zapped
caught|catch|catching|on|started ?a|on fire
smell|smells|smelling|smelled|smelt|stinks ... ?of|like ?of|like ... gas|burning|smoke|burnt|plastic|fumes
gas leak|leaking|smell
carbon monoxide
electric|electrical|electrocut*|static shock|shocks|fire|burn
electrocut*|anaphyla*|epipen|poison*|salmonella|choked|choking
allerg* ...8 reaction|swollen|swelling|hospital|rash|throat|breathe|ate|contained|had|hives|nuts|peanuts|peanut|er|emergency|label|in|severe|attack
reaction ...5 allerg*|cream|product|medicine|severe|skin|face|swollen|pill|vaccine|dye
contained|contains|had|has|found|full|traces ...3 nuts|peanut|peanuts|gluten|shellfish|dairy|almonds|milk|sesame ...8 allerg*|celiac|coeliac|anaphyla*
swollen|swelling|rash|hives|blister|blisters|burns|vomiting|vomited|vomit|diarrhea|diarrhoea|faint*|seizure|sick|ill|throwing|puking|dizzy ...10 cream|product|food|ate|eat|eating|using|used|shampoo|dye|medicine|pill|pills|supplement|mask|drinking|makeup|sushi|chicken|meal|lotion|burger|your|lunch|dinner|delivery|serum|perfume|fish|oysters
cream|product|food|ate|eating|eaten|shampoo|dye|medicine|pill|pills|supplement|mask|makeup|sushi|chicken|meal|lotion|burger|lunch|dinner|serum|perfume|sandwich|salad|fish|kit|toy|oysters ...8 swollen|swelling|rash|hives|blister|blisters|burns|burned|burnt|vomiting|vomited|diarrhea|diarrhoea|fainted|seizure|sick|ill|poison*|hospital|er|allerg*|choked|choking|bleeding|throwing|puking
food poisoning
hospital|ambulance|emergency|er|paramedics|doctor|hospitali*|icu ...10 @order|product|food|ate|poison*|allerg*|burn*|cut|fell|injur*|accident|using|used|cream|your|restaurant|medicine|swallowed|shock|reaction|slipped|exploded|charger|after
injur*|hurt|wounded|bleeding|bled|burned|burnt|cut|stitches|slipped|tripped|fell|fracture*|concussion|scalded ...7 by|from|on|your|because|product|using|myself|hand|finger|child|son|daughter|kid|baby|face|arm|leg|store|floor|blade|glass|in|eye|eyes|stairs
glass|metal|plastic|nail|screw|shard|shards|needle|wire|blade|rat|mouse|staple|tooth|razor|bone|mold|maggots ...3 in|inside|mixed ?my|the|our|a|with|daughter|son ...2 food|burger|soup|salad|bottle|drink|meal|cereal|bread|pizza|yogurt|baby|can|cake|rice|sandwich|jar|formula|smoothie|pasta|juice|chicken|milk
found ... glass|metal|nail|screw|shard|needle|wire|blade|rat|mouse|cockroach|plastic ... in|inside
dangerous|hazard|hazardous|unsafe|danger|risk|deadly|lethal ...6 kid|kids|child|children|baby|fire|life|electrical|wire|wires|product|product|health|killed|hurt|very|extremely|safety|hurt|someone|everyone|wiring|your|is|it
almost|nearly|could|could|might ?have ?of ?been killed|died|kill|die|choked|hurt|seriously|electrocuted|burned|burnt
safety hazard|issue|recall|risk|concern|defect
health hazard|risk
swallowed|swallow|choked|choking|ingested ... battery|child|son|daughter|baby|part|piece|magnet|toddler|dog|kid|button|on|pill
child|son|daughter|baby|kid|toddler|wife|husband|mother|mom|mum|grandma|dog|father|dad|he|she ...4 swallowed|choked|choking|burned|injured|hospital|hospitali*|electrocuted|bleeding|vomiting|poisoned|unconscious|ingested|collapsed
brakes|brake|steering|airbag ...4 fail*|don|not|stopped|gone|won|work
accident ...6 driver|your|brake|brakes|product|injur*|because|crash|caused|car|delivery|scooter|van|in

[vulnerable]
run|ran|running|out|without|no ?more ?out of|more|heart ?heart ?his ?her ?my ?blood ?pressure tablets|pills|medication|medicine|meds|inhaler|insulin
can|cant|cannot ?t go on like
ending it|myself
thought|thinking|think|thoughts about|of ending|killing|dying|hurting|harming|suicide
on oxygen|dialysis|insulin|ventilator
insulin ...6 stopped|fridge|out|shut|closed|broke|melted|warm
suicid*|selfharm
kill|hurt|harm|end|hang|cut ?my|it ?own myself|life|all
want|wanna|going|ready|rather|better ?to ?be|off die|dead|disappear|suicide
don|no|not|can|dont|nothing ?t|reason|point ?want|see|to|in ?to|any|a ?live|point|reason|go living|live|going|anymore|cope
insulin|oxygen|ventilator|pacemaker|dialysis|chemo|chemotherapy|epilep*|medication|medicine|medicines|meds|inhaler|epipen|prescription|cpap|nebuliser|nebulizer|feeding|antibiotics|seizure|heart|hearing|antidepressants ...10 urgent*|today|tonight|out|ran|run|asap|without|need|needs|die|emergency|immediately|critical|delayed|now|last|late|left|hospital|tomorrow|desperately|dose|runs|dependent|depends|life|stuck|missing|running
without|out|need|needs|ran|run|running|no|low ... insulin|oxygen|medication|medicine|meds|inhaler|dialysis|pills|prescription|antibiotics|antidepressants
disabled|disability|wheelchair|elderly|pregnant|grandmother|grandma|granny|newborn|infant|baby|toddler|diabetic|diabetes|cancer|blind|bedridden|dementia|alzheimers|alzheimer|autistic|terminally|grandfather|grandad|grandpa|premature|preemie|year|widow|handicapped|asthmatic|housebound|vulnerable|kids|child|children ...9 without|urgent*|alone|stuck|trapped|stranded|heat|heating|cold|freezing|water|power|electricity|formula|food|emergency|starving|needs|sick|hospital|dying|breathe|oxygen|hungry|hot|depends|relies|locked
no|without|lost|cut|disconnected|off|out|shut ...3 heat|heating|power|electricity|water|hot|gas|food|formula|elevator|lift|phone|air|boiler|fridge|internet|ac ...10 baby|newborn|elderly|grandmother|grandma|pregnant|disabled|kids|children|mother|child|infant|sick|medicine|medication|wheelchair|toddler|old|insulin|diabetic|freezing|father|mum|mom|dad|husband|wife|oxygen|daughter|son
mother|father|mom|mum|dad|grandmother|grandma|grandfather|wife|husband|son|daughter|baby|child|brother|sister|nan|gran|partner|kid|uncle|aunt|parents ...8 emergency|hospital|oxygen|insulin|dying|passed|surgery|trapped|stuck|locked|breathe|breathing|seizure|critical|unconscious|icu|died|stroke|intensive|dead|collapsed|starving|freezing
trapped|stranded|stuck|locked ... elevator|lift|airport|road|highway|motorway|abroad|night|kids|children|baby|roadside|alone|dark|rain|snow|overnight|station|country|car|outside|house|street|freezing|cold|nowhere
stranded
domestic violence|abuse|abuser
abusive|violent|ex|stalk*|threatening ... ex|husband|partner|boyfriend|address|stalking|found|location|track*|find|me|finds|violent|wife
stalk*|threatened ... me|my|kill|life
life ?or|and ?death|threatening
matter of life
medical|family|real|life|an|genuine emergency
it|this ?s|is ?is ?an ?a emergency
funeral|bereavement|passed|deceased|died|burial|memorial|wake ...10 urgent*|flight|tomorrow|today|cancel|need|ticket|account|flowers|mother|father|husband|wife|mum|mom|dad|husbands|close|son|daughter|his|her|friday|saturday
no ... food|money|nowhere ... ?for|to|eat ... kids|children|sleep|eat|rent|week|tonight
nowhere to go|sleep|stay|live
evict*|homeless|foreclos* ...8 today|tomorrow|kids|children|family|night|week|my|deposit|rent|if|tonight|being
missing ... child|son|daughter|kid|toddler
panic attack|attacks
asthma attack
heart attack|condition
chest pain|pains
can|cant|cannot ?t breathe

[negotiate]
we|there are|re|will # ... price|rate|discount|group
#|# ... for the pair|lot|both|set|two|batch
come|go|drop down to
id|d|i|ll|would close|buy|take|sign ...4 at|for #
#|# ... and it|its ?s yours|deal|done|sold|sign
if|and|for|when|want|need|buying|buy|take|order|ordering|purchase|purchasing|getting|taking|like|looking|bulk|get|lol|booking|ordered ?i|we|to|you ?buy|take|order|purchase|get|took|bought|ordered|grab|booked|book|d|am|m|re|sign|commit|like ?to|up|for|about|at ?buy|order|get|purchase|least|over ... #|two|three|four|five|six|seven|eight|ten|twelve|fifteen|twenty|thirty|forty|fifty|hundred|thousand|dozen|dozens|several|both|multiple|bulk|more|couple|all ...9 discount|discounts|deal|price|cheaper|off|better|lower|rate|reduce|knock|negotiate|special|quote|free|pricing|wholesale|bundle|less
discount|deal|price|pricing|rate|off|cheaper|quote|lower ...9 if|for|on|when|buying|bulk|per ?i|we ... #|ten|twenty|fifty|hundred|dozen|dozens|thirty|thousand|fifteen|two|three|five|six|four|both|several|multiple ...2 units|pieces|licenses|licences|shirts|items|boxes|rooms|nights|seats|chairs|tables|copies|users|laptops|people|of|tickets|books|kg|pallets|uniforms|more|bottles|pairs|months|cases|together|computers|staff|employees|years|pcs|phones|mugs|hoodies
bulk|volume|wholesale|quantity|quantities|group|corporate|reseller|large ?order|purchase|orders|purchases ...6 discount|discounts|price|prices|pricing|deal|rate|rates|quote|order|terms|buyer|order
discount|discounts|price|prices|pricing|deal|rate|rates|quote|cheaper|terms ...4 bulk|volume|wholesale|quantity|quantities|reseller|corporate
offer|offering|give|pay|give|paying|do|ll|willing|propose|gonna|would|can|go|prepared|buy|take ?you|to|it|i|u|them|you ?pay|for|it|give|do|go|both ?for|you ?just|only|up|like ?to # ... ?for|cash|dollars|pounds|euros|bucks|now|today|if|and|total|max|deal|tops|all|each|instead|right|per|it
can|could|would|will|how|let|u ?if|about|you|me|we|i|u ?guys|just|please do|accept|make|sell|drop|lower|give|settle|knock|come|let|go|manage|offer|pay ... ?it|down|them|one|for|at|to|me|this|price|both|that|at ... ?at|for|to|down|as|low|with|around|under|of # 
how about ?i|we ... #
make it #
meet ?me ?you in|half|halfway ?the ?way ?middle
sell|let ... for # ... ?cash|today|now|deal|right
for|at # ... deal|take|buy|ll|i|cash ?ll|d|would|will buy|take|it|today|deal|pay|order|get|now|right
#|# ... take it or
deal $
counter|counteroffer|counterproposal ?offer|proposal
my|our|best|final|max|highest ?best|final|max offer|budget|limit|price ?is|s|of|for ... #
budget ... # ... price|discount|lower|deal|work|do|come|match|can|reduce
competitor|competition|amazon|elsewhere|another|other|different|supplier|provider|store ...8 for|offered|offers|quoted|sells|selling|has|cheaper|charges|offering|got|gave|price|quote ...5 #|less|cheaper|lower|match|beat
match|beat ... price|offer|competitor|quote|amazon|it|them|that|deal|competitors
price match
haggle|negotiate ... price|deal|rate|contract|bulk|terms|cost|#

[limitation]
who ?does|can|do|is then ... have|handle|decide|else|do|help
who does|can have|handle|decide|else ?it ?then
how do we|i go on|forward
transferred|transfer|change|move ... estate|heirs|widow|deceased
late|deceased uncle|aunt|mother|father|husband|wife|mum|mom|dad|grandmother
my|our|the|it|this|situation|case|issue|problem ?situation|case|issue|problem|is|s|request ?is|s ?a ?bit|little|very|quite|rather|more|really|pretty|somewhat ?more complicated|complex|special|unusual|unique|specific|delicate|complicate|exceptional|different|unusual|sensitive|long|tricky
special|exceptional|unusual|unique|complicated|complex case|situation|circumstances|circumstance|request|arrangement
none ?of ?the|these|those|your|this ?options|answers|choices ... apply|applies|fit|fits|help|match|work|relevant|option|cover|covers|mine
not|isn|no ?t ?one|option|listed|any|in|an|such|menu ?of ?the ?in ?your option|options|listed|menu|list|choices ... ?for|my|that
exception|extension|waive|waived|waiver|override|manually|authorisation|authorization|goodwill
needs|need|requires|require|has|have ... manual|manually|human|intervention|someone|hand|override|approval|review
website|site|app|system|form|portal|page|online ... won|doesn|not|can|wont|cant|doesnt|refuses|keeps ?t ... let|allow|accept|letting|recogni*|support|possible
can ?t|not|t ?be ?do|change|fix|done ?it|this|that|online|myself ... online|myself|website|app|system|site
beyond|outside|above ... you|bot|chat|scope|assistant|pay
+ bot|you|u|assistant|chatbot|this|chat|ai|robot ?probably|really|obviously|clearly|just ?can|cannot|won|not|cant|able|doesn|isn|wont ?t ?be ?able ?to ?really ?actually help|handle|solve|fix|do|resolve|answer|understand ... this|me|that|it|with|my|here
don|not|doubt|do|dont ?t ?think ?you|a|the|bot|that ?bot ?can|could|ll|able ?be ?able ?to help|handle|solve|fix|resolve
two|three|multiple|several|both accounts|orders|bookings|invoices|policies ... merge|combine|mixed|link|consolidate|split
merge|combine|split ... accounts|bookings|invoices|orders|invoice
change|correct|amend|update ... name|vat|title|company|address|details|date|holder ... invoice|contract|policy|ticket|deed|issued|legal|already|certificate|bill

[conditional]
if|when|case|what|suppose|should|hypothetically|unless|whenever ?if|in|that|the|my|it|i|something|anything|they|one|a|your ?ever|@order|s|is|was|the ?does ?doesn|don|not|didn|won ?t|not ?like arrives|arrive|comes|breaks|broken|damaged|doesn|don|gets|lost|fits|fit|like|fails|want|need|change|goes|wrong|decide|is|defective|lose|stolen|dont|doesnt|cancel|happens|shows|needed|wanted|changed|was|return|work|get|hacked|charge
in|just case|incase ?i|it|the|of|something|anything
what happens|if
what do i do if
before ?i|we buy|buying|order|ordering|purchase|purchasing|commit|pay|sign|placing|booking|subscribing
would|will it|i|you ... if

[policy]
until|till|by when|what ?date can|do|could|may|is|are ?i ?we
how long ... refund*|return*|reimburse*|exchange*|complaint
what|whats|where|which|wondering|know|tell|about|explain|find|see|read|regarding ... ?is|s|are|me|find|about|can|i|do|your|the|see ... policy|policies|procedure|process|terms|conditions|window|deadline|guarantee|period
return|refund|exchange|cancellation|warranty|privacy|complaints|delivery|fraud|returns|refunds|replacement policy|policies|procedure|window|terms|conditions|period|deadline|rules|guarantee
do|does|will|are|is ?you|u|it|your|the|there ?guys|store|shop|offer|a ?do|offer|accept|give|provide|allow|take|have|cover|returns|refunds|any|free ... refund|refunds|return|returns|exchanges|warranty|guarantee|refundable|returnable|exchange|money
is|are it|this|that|the|they|these|tickets|my|sale|item|deposit|items|ticket|gift|purchases ... refundable|returnable|exchangeable
can|could|may|how|am ?do|can|would|does|should ?i|we|one|you|someone|it|a|the ?go|able|about ?to|be ?get|return|exchange|refund|request|apply|send|process|refunded|returned ... if|within|after|without|instead|days|later|store|online|item|something|a|sale|work|refund|return|exchange|gift|opened
how ?do|does|can|would|to|the|a|should|is ?i|you|one|the|your|a|my|refund ... return|refund|refunds|exchange|cancel|returns|reimbursed|complaint|refunded|complain
where ?do|can ?i ... return|refund|exchange

[resolved]
^ yes|yep|yeah|yup|ah ...6 thanks|ta|cheers $
^ ah|oh|ok|right|phew|great ...8 thanks|thank|cheers|ta|perfect|sorted ?you $
been|was|it ?s released|reversed|dropped|lifted|credited|taken off|now|back|thanks
took|takes|accepted|accepts it|mine ?just now
it|has|have|the ?has ?already gone|disappeared|arrived|dropped|cleared|vanished|landed ?now|fine|thanks $
neighbour|neighbor had
all|everything|they fine|good|ok|there|here $
it|now|all|that|everything|problem|issue|finally|ok|okay|yes|yay|great|yep|perfect|thanks|never|nevermind|app ?it|is|now|s|has|all|just|been|got|again|that|mind|all|seems|to|be|be|looks|like|did ?s|all|been|now|is|has ?now|all ?been works|worked|working|fixed|solved|resolved|sorted|arrived|fine|good|sorted|found|came|credited|cleared|set|done|showed|back|clear|figured|delivered
works|working|sorted|fixed|resolved|solved|figured|arrived|came|showed|found|refunded|credited|activated|loads|connected|done|there ?it ?out ?perfectly|now|fine|great|thanks|ok|okay|again|already|today|up|out|this|me|just ?now|thank|fine|morning $
now ?it|its|everything|that|is|i ?s works|working|fine|fixed|got|sorted|understand|see|can|clear|makes|resolved|ok|loaded|connected|good|through
that|this|it|did|u|you ?s|has ?really|totally|did|just|both worked|works|helped|fixed|solved|helps|did|does|trick|clears|answers|sorted|clarifies ?the ?it ?trick|thanks|thank|great|perfect
did the trick
my|was|turns ?was|out|own|just|fault ?my|the|it|that|i ?was|own bad|mistake|fault|wifi|cable|error|neighbor|unplugged|misread|spam|wrong
false alarm
never|nvm|nevermind|forget|scratch|disregard|ignore ?mind|it|that|my|about ?it ?last ?message ... ?found|works|thanks|sorted|fixed|got|figured
^ nvm|nevermind
no longer ?a|an ?need|problem|issue|necessary|needed
all ?is good|sorted|set|clear|fine|done|fixed|resolved ?now $
got it ?now $
thanks|thank|thx|cheers|ty ?you ?so ?much ... that|it|all perfect|works|great|helped|sorted|worked
arrived|delivered|received|came|got ?it|today|this|just|safely|my|the|them|on|yesterday ?today|morning|time|order|package|it|safe ?and ?already thanks|thank|perfect|sound|great|safely|perfectly|love|fine|today|yesterday|now

[decline]
+ don|dont|no|not ?t trouble|bother|worry ?yourself ?yourselves
+ don|dont|not|needn ?t ?need ?want ?have ?you ?to ?you put|putting|pass|passing|transfer|transferring|connect|bother ?me ?this ?through|on|the ?to anyone|anybody|someone|somebody|another|a|an|manager|staff
+ nobody|no ?one ?needs|has|have ?to call|ring|phone|contact
+ no salespeople|sales|calls|callbacks ?people ?please
+ rather|prefer ?to not speak|talk|bother|call|be
+ rather|prefer|sooner ?to do|sort|handle ?it ?this myself
+ no ?human|agent|person|people|agents|humans|calls|call please|thanks|needed|necessary
+ don|dont|not ?t need|want ?to|a|any|an|the ?talk|speak .. @human|@boss
+ let me try|check|think|look ?again ?first
+ no|not|don|dont|without|nah|never|needn ?t|thanks|thank|need|want|necessary|have|having|you|wanna|require ?you|i|need|to|t|bother|for|want|a|an|wanna|it|any ?to|be|don|for|t ?need|talk|speak|be|transferred|bother|a|an|any|the|want|transfer|transferring|with .. @human|transfer*|agents|call|manager|phone|anyone|connect|boss|team
+ no ?need|thanks|thank|it ?you ?s ?to|for|fine|okay|ok .. @human|transfer|call|agent|bother|phone|escalate
+ no thanks|thank|need|worries ?you $
+ rather|prefer|like|keep|stay|continue|stick|happy .. chat|bot|here|robot|typing|online|automated|writing
+ you|this|bot|chat ?are|is|re|s ?is fine|enough|good|ok|okay|great|doing|works|better .. ?thanks|for|with
+ not|no ?yet|now|right|need ?yet ?now ?a .. @human
+ i ?can|ll|ve ?can do|handle|manage|figure|sort|try|look .. myself|own|out

[mild]
never mind
oh well
no bother|biggie|worries|matter
can t be helped
doesn|does t|not matter
took its time
a|bit ?bit|little|tad|touch longer|slower|later|pricey|fiddly|bashed|dear|steep
crept up
but ?the|everything|otherwise|all ?contents|rest|product|inside ... fine|ok|okay|intact|good
a|bit|little|slightly|somewhat|kinda|kind|quite|rather ?bit|little|of ?a ?tad slow|late|disappointed|disappointing|annoying|pricey|expensive|confusing|annoyed|long|small|cold|delayed|underwhelming|tricky|smaller|bigger|thin
could|would|might be|have|ve ?been better|nicer|faster|improved|clearer|quicker
not the|a|that|so|too best|biggest|big|great|bad ?deal
not great|bad
no big deal
nothing serious|major|urgent|important
suggestion|feedback

[hypothetical]
novel|story|script|movie|film|series|homework|essay|thesis|exam|documentary|quiz ... about|of|on|for|where|in
hypothetically|hypothetical|curious|curiosity|theoretically
studying|study ... law|medicine|nursing

[cart]
cart|basket|trolley|checkout

[undelivered]
# nothing has come at all: it is about the delivery, whatever is wanted for it
no|not|never|without ?a|any|the|our|my ?single delivery
still|yet ?no|not|nothing|hasn|haven|didn ?t ?been|come|get|got ... delivery|delivered|arrived|shipped|here
never|hasn|haven|didn|hasnt|havent|didnt|not ?t ?even|ever|yet ... arrived|arrive|came|come|delivered|shipped|shown|showed
nothing has|s|have|ever|came|arrived|delivered ?yet ?come|arrived|delivered|shipped
where ?the ?hell ?is|are|s my|our @order

[volume]
#|ten|twelve|fifteen|twenty|thirty|forty|fifty|hundred|thousand|dozen|dozens ?of units|pieces|pcs|boxes|shirts|licenses|licences|uniforms|chairs|tables|computers|laptops|pairs|kilos|kg|tons|rooms|books|users|seats|copies|mugs|caps|bottles|notebooks|phones|bags|staff|employees|hoodies|pens
bulk|wholesale
large|big|volume order|quantity|quantities|orders

[discount]
what|which ?s ?is ?the ?kind ?of price|rate|deal
discount|discounts|rebate|cheaper|reduction
better|best|special|lower|good price|deal|rate|prices|rates|offer|quote
unit price

[offer]
would|do|can|shall|want|may ?you|i|me|like ?like|want|me ?me|to|like ?to ... transfer|connect|speak|talk|pass|put|agent|human|representative|person

[unable]
+ not|isn|aren ?t able to !find|locate|see|understand|recognise|recognize|identify
unable to !find|locate|see|understand|recognise|recognize|identify
+ cannot|cant ?directly ?yet make|issue|change|access|handle|approve|arrange|modify|process|grant|amend|override|alter|edit|sign|authorise|authorize|waive|extend|decide|do
+ can|couldn|won t ?directly make|issue|change|access|handle|approve|arrange|modify|process|grant|amend|override|alter|edit|sign|authorise|authorize|waive|extend|decide|do
+ not|unable ?able to ?directly make|issue|change|access|handle|approve|arrange|modify|process|grant|amend|override|alter|edit|sign|authorise|authorize|waive|extend|decide|do
+ no|not|don ?t ?have ?have access|permission|authority|authorised|authorized
beyond|outside what ?i can
beyond|outside my|the scope|reach|remit

[useless]
sorry|don|didn|not|can|couldn|could|cannot|unable|apolog* ... understand|find|help|answer|catch|get|know|information|sure|recogni*|assist
didn|don|couldn|not|did|do|could ?t ?not ?quite understand|find|catch|get|recogni*
rephrase|reword
could|can|please|try ?you ?please ?to rephrase|reword|asking|clarify|repeat
visit|see|check|consult|refer|read|look|browse ... faq|help|page|website|center|centre|link|article|section|site|app|guide
please|try|you ... try|again|later|restart*|reset*|link|refresh*|log|clear*|reinstall*

# innocent phrases
block frustration,dispute,negotiate: in|over #|dos|duas|dois|deux|trois|due|tre|two|three|tres|quatro|cuatro|quatre|quattro|doce|doze|diez|dez|dix|dieci times|instalments|installments|payments|months
block person,manager: travel|estate|insurance|secret|literary|sports|shipping|customs|leasing|press|sales|purchasing|free|transfer|cleaning|booking|letting|modelling|modeling @human|@boss
block person,manager: real estate @human|@boss
block person,manager: project|password|task|product|window|download|download|package|file|event|property|case|device|marketing|general|it|hr|restaurant|device|kitchen|procurement|purchasing|regional manager|managers|director|supervisor
block person,manager: i|am|m|as|became|my|our|im|work|works|working|being|for|is|was|her|his ?am|m|as|work|a ?a|an|the|new ?new|old|former|sales|store|shift manager|supervisor|boss|director|owner|agent|representative|operator|advisor|consultant|technician|assistant|employee|ceo
block person,manager: gift|present|card|mug|birthday|book|movie|film|series|game|course|position|job|vacancy|costume|interview|meeting ... for|about|with|to|of|called|as ?a|an|my|the ?my @boss|@human|robot
block person: per|for|each|one|two|three|four|five|six|ten|#|every|single person|people|persons
block person: human resources|rights|hair|body|capital|anatomy|trafficking|size|skin|sized|behavior|history
block person: contact|third|right|chosen|missing|another|other|disabled|authorised|authorized|named person|people
block person: person|people ?who|that ... will|picks|picking|signs|signed|lives|delivered|receiving|receives|collects|collecting|pick|answered
block person,abuse: robot|robots vacuum|vacuums|mower|toy|toys|kit|cleaner|mop|costume|arm|lego|coffee
block person: toy|vacuum|lego|costume|kit|cleaning|learning|build|building ... robot|robots
block person: customer|tech|technical support|service hours|phone|number|open|times|email|is|was|team
block refund,dispute: free|in|no|without|extra|additional of|charge|charges ?charge
block refund: tax refund|refunds
block legal: mr|mrs|ms|aunt|dear|name|named|called ?is sue
block legal: i|am|m|as|im|for|work|works|our|become|becoming|costume ?am|m|work ?a|an|the|my ?for lawyer|attorney|solicitor|lawyers|law
block legal: law school|firm|student|students|degree|book|books
block legal: legal age|size|paper|name|sized|guardian|holiday|drinking|document|documents|entity|pad|envelopes
block legal: tennis|basketball|food|badminton|volleyball|squash court
block fraud,anger,abuse: not|isn|no ?t ?a ?a scam|fraud|joke
block fraud,anger: is|are it|this|that|you|these ?site ?guys|website|email|link|message ?a|legit scam|fraud
block fraud: fraud|phishing|security|identity|hacking prevention|protection|detection|department|insurance|course|awareness|alerts|alert|book|policy
block fraud: life|growth|hacking hack|hacks|marketing
block damage: broken english|heart|hearted|jeans|record|down
block damage: ripped|distressed|torn|cracked jeans|denim|leather|shorts|pepper
block damage: open|opened ?on|at|from|until|today|tomorrow|sunday|sundays|hours|an|account
block damage: @order ?is|are|was used
block damage: cold ?brew|coffee|pizza|water|drink|drinks|weather|storage|press
block damage: lost|lose weight|track|interest|password|my
block safety: fire|smoke|gas|carbon ?monoxide alarm|alarms|detector|detectors|extinguisher|extinguishers|pit|place|stick|sale|tv|tablet|hd|department|proof
block safety: smoke|smoking|non|no room|area|free|smoking|section|machine
block safety: on|great|is fire|flames $
block safety: shock|shatter|fire|burn absorber|absorbers|proof|resistant|absorbing
block safety,vulnerable: killer|die|dying|kill for|price|deal|deals|to ?know|try|see|time
block safety: hot|spicy|burning ?sensation|question|calories|fat
block abuse,anger: garbage|trash|rubbish|crap|bin bag|bags|can|cans|bin|bins|disposal|collection|truck|chute|liner
block abuse: damn|bloody|freaking good|great|amazing|delicious|brilliant|awesome|nice|mary
block abuse: just|a|the|funny|tell|good|your|me ?a|joke joke|jokes
block anger,frustration,abuse,formal: no|zero|without|never ?had|a|any|any complaint|complaints|issue|issues|problems|frustration
block anger: ridiculously|unbelievably|insanely
block person: switch|change|choose|network|mobile|carrier|virtual|boolean|logical|forklift|crane|machine|tour|phone ?the operator|operators
block person: human|humans readable|sized|size|hair|rights|resources|body|anatomy
block person: leave|add|invite|any|the|another|photo|with|which ?it ?with ?any|a|another person|people ... at|to|number|plan|photo|account|group
block manager: do you need ?a ?shift manager|managers
block abuse: thief|bloody|idiot ?s ?proof|hell|mary|guide
block legal: talk|book|lecture|workshop|seminar|course|lawyer ... sue|suing|court|lawyer|bag|divorce
block dispute: double|twice|dual charge|charger|charging ?speaker|port|ports|cable|battery
block frustration: times a|per|each|every day|week|month|hour|year
block damage,fraud: stolen|lost|broken|missing ... series|novel|film|movie|game|book|show
block legal: my|the|his|her lawyer|solicitor|attorney lives|works|is|can|will ... collect|pick|opposite|near|nearby|door|get
block person,manager: put|enter|write|name|fill ?down|in ?as ?a|an|the person|manager|someone ?in ?charge
block fraud: cover*|include*|insur* ... theft|loss|fraud
block person: person|human size|sized
