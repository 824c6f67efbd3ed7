# English: US, UK, Ireland, Australia, chat.  An apostrophe is a blank:
# "don't" is "don t", "dont" is a word of its own.  Form: ../README.md.

endings S: - s
endings E: e es ed ing er
endings V: - s ed ing
endings VE: e es ed ing
endings Y: y ies ied ying
endings LY: - ly
endings ER: - er est

# --- good ---------------------------------------------------------------

[praise 2]
excellent%LY, amazing%LY, awesome, fantastic, fantastically, wonderful%LY, brilliant%LY, superb, outstanding
exceptional%LY, phenomenal%LY, incredible, incredibly good|helpful|kind|fast, marvellous, marvelous
magnificent, splendid, stellar, sublime, exquisite, flawless%LY, impeccabl%E, impeccable, impeccably, spotless
faultless, perfect%LY, perfection, immaculate, fabulous, terrific, spectacular, stunning, gorgeous
beautiful%LY, lovely, loveliest, delightful, delighted, divine, heavenly, delicious, scrumptious, yummy
delish, tasty, mouthwatering, top notch, top tier, top class, topnotch, first class, first rate, world class
five star%S, 9 star service, 9 out of 9, 9 stars, full marks, ten out of ten, second to none
out of this world, next level, hands down the, head and shoulders, a cut above, gold standard, game changer
life saver, lifesaver, lifesavers, saved my life|day|bacon|weekend|holiday|christmas|skin|us
made my day|week|year|night, made our day|night|wedding|holiday, absolute legend%S, legend%S, legendary
star%S you are, you re a star|stars|legend|legends|gem|gems|angel|lifesaver|hero|the
you are a star|stars|legend|legends|gem|gems|angel|angels|hero, you are the best, ur the best
you guys are the best|great|amazing|awesome|legends|angels, you guys rock|rule, you rock, absolute gem%S
a gem, real gem, a dream, dreamy, a treat, a joy, pure joy, a delight
an absolute delight|pleasure|joy|star|angel, chef s kiss, chefs kiss, slaps, bussin, slay%S, slayed, goat
goated, fire service, lit, dope, sick as|tune|design, rad, epic, ace, belter, cracking, cracker, smashing
corker, banging, mint, class act, pure class, proper good|nice|lush|mint, spot on, bang on, the bee s knees
dog s bollocks, mutt s nuts, the bomb, da bomb, bloody brilliant|marvellous|good|lovely|great|fantastic
well impressed, grand job, stonking, ripper, bonza, bonzer, beauty mate, killing it, killed it, nailed it
smashed it, crushed it, aced it, knocked it out, out of the park, above and beyond, extra mile
couldn t be happier|better|easier|more pleased, couldnt be happier|better|easier
could not be happier|better|easier|more, couldn t fault, can t fault, cant fault, cannot fault
couldn t ask for more|better|a|anything, couldnt ask for more|better, could not ask for
can t ask for more|better
couldn t have asked|wished|gone|done|been ?asked ?for better|more|smoother|nicer|kinder|easier
couldn t have|of been better|nicer|happier|easier|kinder|smoother|more|asked
can t recommend enough|highly|you, can t praise|thank|say enough, can t speak highly
cant thank|recommend you|enough, cannot recommend|thank|praise highly|enough|you, can t complain
cant complain, can not complain, cannot complain, no complaints
not a single complaint|issue|problem|hitch|fault|scratch, zero complaints|issues|problems|hassle|fuss
nothing to complain about, nothing but good|praise|great|positive|the, never disappoint%V, never disappoints
never fail%V, never let me|us down, never lets me|us down
never had a|any|one problem|issue|problems|issues|complaint|bad, never been disappointed|happier|better|let
never better, not disappointed, didn t disappoint, didnt disappoint, did not disappoint, doesn t disappoint
won t be disappointed, no regrets, don t regret, without a hitch|fuss|hassle|problem
without any hassle|fuss|problems|issues, no hassle, hassle free, no fuss, no faff, pain free, painless
stress free, seamless%LY, smooth sailing, smooth as, so smooth, super smooth, effortless, breeze, a breeze
works like a dream|charm|treat, worked like a dream|charm|treat, works a treat, worked a treat, works wonders
runs like a dream|clockwork|charm, like clockwork, like new, good as new, fits like a glove, fit like a glove
fits perfectly, fits like, worth every penny|cent|dollar|pound|minute, worth it, well worth, so worth
totally worth, money well spent, bargain, a steal, what a steal, great value, good value, bang for your|the|my
happy as larry, over the moon, on cloud 9, on cloud nine, chuffed, stoked, thrilled, ecstatic, elated
overjoyed, buzzing, made up with, tickled pink, blown away, blew me|us|my away|mind, mind blown
gobsmacked in a, wowed, in awe, obsessed, in love with, i m in love, fell in love, love love, love it
loves it, loved it, loving it, love this|these|those|my|your|the|you|them|that|how|everything
loved this|the|every|our|my|how|your, absolutely love%V, loved, adore%S, adored, adorable, cried happy
happy tears, tears of joy, cried with joy|happiness
so happy|pleased|grateful|glad|impressed|relieved|good|kind|sweet|helpful|cute|pretty|comfy|thoughtful|friendly|fast|quick|easy|tasty|yummy|lovely|nice|beautiful|excited|proud
really happy|pleased|impressed|good|great|nice|helpful|friendly|appreciate|grateful|kind|enjoyed|lovely|glad
very happy|pleased|impressed|satisfied|good|helpful|friendly|professional|kind|nice|grateful|polite|patient|efficient|fast|quick|comfortable|glad|tasty|clean|knowledgeable
super happy|helpful|fast|friendly|quick|easy|nice|kind|comfy|cute|impressed|pleased
extremely happy|helpful|pleased|satisfied|professional|kind|grateful|friendly|impressed
beyond happy|grateful|pleased|thrilled|impressed|expectations|amazing, more than happy with, well happy
dead happy|chuffed|good|nice|helpful, happy bunny, happy camper, happy customer, satisfied customer
customer for life, loyal customer, lifelong customer, will be back, we ll be back, i ll be back, ill be back
be back for sure|soon, coming back for|again, will come again|back, we ll definitely|certainly|be|come
will definitely|certainly|absolutely be|come|buy|order|use|return|recommend|shop|book
would definitely|certainly|happily|gladly|9 recommend|buy|use|order|come|return, would recommend
would highly, will recommend, highly recommend%V, highly recommended, definitely recommend, totally recommend
strongly recommend using|them|this|you, recommend to anyone|everyone|all|friends
recommend them|you|this|it to, telling everyone, told all my friends, exceed%V
exceeded ?all ?my ?our expectations, surpass%V, better than expected|i|advertised|the|we|ever
better than i|we expected|thought|imagined|hoped
best i ve|ive|decision|purchase|thing|experience|service|customer|meal|pizza|burger|coffee|company|ever|in|team|people|part|money|investment
the best, best ever, simply the best, best of the, five stars, well done, bravo, congrats, congratulations to
kudos, props, props to, hats off, hat s off, take a bow, round of applause, standing ovation, shout out
shoutout, big up, credit where, credit to, keep it up, keep up the good|great, keep doing what
don t ever change, never change, restored my faith, faith in humanity, faith restored
pleasure dealing|doing|working|to, a pleasure, pleasure to deal|work|do|use|shop, blessed, god bless
bless you|your|you all, bless them|her|him, angels, heaven sent, godsend, a godsend
[praise 1.5]
great, greatest
good job|work|stuff|service|experience|quality|news|one|guys|people|lad|lads|vibes|value|as|shout|on
nice work|job|one|people|touch|place|staff|and|team|lady|guy|gesture|surprise
great job|work|service|stuff|team|experience|people|staff, impressed, impressive, impressively, pleased
pleasing, pleasant%LY, pleasantly surprised, happy with|about, happy to see|hear, happily, happier
glad it|you|i|that, relieved, what a relief, relief, phew, thank god it|you|that, thank goodness
thank heavens, weight off my, load off my, peace of mind
finally working|works|arrived|here|fixed|sorted|resolved, satisfied, satisfaction, satisfying, content with
grateful, gratitude, thankful, appreciate it|you|your|that|the|all|how|so|everything, appreciated
much appreciated, really appreciate%S, appreciat%VE, enjoy%V, enjoyed, enjoyable, charming, polite, courteous
thoughtful, considerate, caring, attentive, professional, professionalism, knowledgeable, efficient%LY
efficiency, helpful, friendly, friendliest, friendliness, kindness, kindest, kind of you, patient with
welcoming, reliable, dependable, trustworthy, can rely on, can count on, trust you|them|this, honest
transparent, responsive, quick response|reply|delivery|turnaround|and|service|to
fast delivery|shipping|service|response|and|reply|as, speedy, speediest, lightning fast, super quick, so quick
that was quick|fast|easy, prompt%LY, right on time, on time, bang on time, ahead of schedule, arrived early
came early, came quickly, early, in no time, within minutes, within the hour, in minutes
sorted in|within|out|it|quickly|straight, sorted, all sorted, fixed in|within|it|quickly|straight|right
resolved in|within|quickly, first time, painlessly, comfy, comfiest, comfortable, cosy, cozy, cute, cutest
pretty good|great|happy|nice|decent|pleased|impressed|cool|sweet|solid, sweet, sweetest, sweetheart
sweethearts, aww, yay, yayy, woohoo, woo hoo, whoop, hooray, hurrah, yippee, yes yes, solid
sturdy, well made|built|packed|packaged|designed|thought, high quality, good quality, great quality
top quality, works great|perfectly|well|fine|beautifully|again|brilliantly|wonderfully|now
working great|perfectly|well|again|beautifully, worked great|perfectly|well|first
runs great|perfectly|smoothly, went smoothly|perfectly|well|great
looks great|amazing|fab|lovely|beautiful|stunning|fantastic|good, looked great|amazing|beautiful|lovely
tastes great|amazing, tasted amazing|great|lovely, smells amazing|great|lovely
feels great|amazing|lovely|premium, fab, fabby, brill, lush, neat, nifty, sleek, handy, clever, ideal, win win
result, winner, favourite, favorite, fave, nicest, finest, kindest, smoothest, easiest, fastest, quickest ever
freshest, fresh, generous, generosity, wicked, cheers for|lads|guys|that|mate, ta for, diamond%S, superstar%S
superstars, rockstar%S, rockstars, pros, true professional%S, champ%S, champion%S, hero%S, heroes, queen, king
genius%S, w service, big w, huge w, love how, big fan, huge fan, fan of, hooked, converted, convert, i m sold
sold on, 9 9, a plus, ten stars, thumbs up, two thumbs up, no problems, no issues at, no problem at
problem free, trouble free, fuss free, not bad, not too bad, not bad at, not too shabby, not half bad
not bad for, wasn t bad, isn t bad, aren t bad, nothing wrong with, nowt wrong with, no bother, can t go wrong
cant go wrong, can t beat, cant beat, unbeatable, hard to beat, nothing beats, beats any|the|every, not a bad
could be worse
[praise 1]
good, nice%LY, nicer, well, fun, best, better now, much better, way better, far better, improved, improvement
easy to|peasy, smooth%LY, safe and sound, arrived safely|perfect|fine|in|intact|today|already|early
came in|on perfect|time, happy, glad, lucky, worked, it works, works now, all good, cool, ok great, decent
fair price|play|enough, reasonable, reasonably, recommend, recommended, proud, clean, tidy, warm welcome
useful, convenient, affordable, success, successful

[thanks 1]
thanks, thank you, thankyou, thank u, thx, thnx, tnx, thks, ty, tysm, tyvm, ta, cheers, thank ya, much obliged
many thanks, thanx
[thanks 2]
thanks so|a|ever million|much|lot|bunch|ton|tonne, thank you so|ever|very so|much|kindly, thank you thank you
thanks a million|bunch|ton|mil, a million thanks, huge thanks, huge thank you, massive thanks|thank|thankyou
big thanks|thank, big thank you, heartfelt thanks
thanks again|for|to ?you ?all|everything|being|your|you|helping|fixing|sorting|the ?amazing|great|wonderful|quick|fast|help|patience|kindness|brilliant|lovely
thank you for|again ?everything|being|your|helping|fixing|sorting|the|all ?amazing|great|wonderful|quick|fast|help|patience|kindness|brilliant|lovely|outstanding|excellent
don t know what i d|we, dont know what id|we, forever grateful, eternally grateful, so so grateful
from the bottom of
[plain]
thanks in advance, thank you in advance, many thanks in advance, tia, no thanks, no thank you
thanks for your time|reply|message|response|understanding|letting|getting|confirming
thank you for your time|reply|message|response|understanding|consideration, kind regards, best regards
warm regards, regards, best wishes, yours, all the best, good morning|afternoon|evening|day|night|weekend
morning, have a good|great|nice|lovely, good luck
happy birthday|christmas|new|holidays|anniversary|to|days|hour, happy for
happy to pay|wait|send|provide|collect|discuss|help, good time|day|morning to|for
best time|way|option|day|price|one|number|contact|person|before|to|for|size, what s the best, whats the best
which is better|best|the|would, which one is better|best, better to|for, is it better|good|ok, good for
well as, as well, as well as, might as well, may as well, oh well, very well, well then, get well
well i|we|the, good friday, goods, good to go, good enough for, is it any good, any good, fine thanks
that s fine|ok|great|perfect|good, thats fine|ok|great|perfect|good, sounds good|great|perfect|fine|like
ok great, great then, great so, perfect then, ok perfect, ok cool, cool ok, cool thanks, ok good
would be great|good|nice|lovely|helpful|ideal|perfect|appreciated|fantastic|brilliant, be great if, d be great
be nice if, d be nice, d be lovely, appreciate it if, would appreciate, d appreciate, id appreciate
much appreciated if, appreciated if, grateful if, be grateful, most grateful, i d be grateful, i would like
i d like, id like, we d like, would like, would you like, feel like, looks like, look like, looking like
like this|that|to, something like, interested in, love to know|book|come|see|have|hear|get|try, would love to
d love to, i d love, id love, early morning|afternoon|bird|access|check|in|delivery|slot|next|enough, as early
earlier, too early, super king, super bowl, king size, queen size, king bed, queen bed, cool box|bag|down
sweet potato|chilli|or|and|chili, fresh start|water, fun run, well before
first time buyer|customer|user|here|visitor|using|ordering, easy to clean|use|assemble|install, on time for
clean and, dry clean, clean up, professional or|plan|version|tier, dead line, dead end, gift card, kindly
patient name|portal|record, patient, patients, early as, safe to, sick note|leave|pay|day|child, sick bag
no worries, no problem, no probs, np, no rush, no hurry, fair enough, hero section, star rating, three star
most popular

# --- courtesy and plain requests ----------------------------------------

[courtesy 1]
please, pls, plz, pleaase, excuse me, sorry to bother|trouble|ask|be, sorry but could|can
sorry for the|bothering, apologies, pardon, hi, hello, hey there, hiya, hi there, dear, good morning
could you, could i, could we, would you, would it be|you, would you be, would you mind, would it be possible
is it possible, is there any|a chance|way, is there a|any way|chance|possibility, might i|you|be|it, may i|we
can you, can i, can we, can u, could u, wondering if|whether, i was wondering, just wondering, was hoping
i was hoping, hoping you|to|for|someone, if possible, if you could|can|don|wouldn
if that s|thats|you ok|possible|okay|re, when you get|have a, at your convenience|earliest, no rush
no worries, happy to, i understand, i totally understand, understandable, these things happen, not a big deal
no big deal, no biggie, not urgent, whenever you, just to let|confirm|check, look forward to|hearing
looking forward, i d appreciate, let me know, grateful for any, any help would, would that be, just checking
just asking
[ask 1]
^ what, ^ whats, ^ how, ^ where, ^ wheres, ^ when, ^ who, ^ which, ^ do you|i|we|u|they, ^ does
^ is it|there|the|this|my|that, ^ are you|there|the|these|they, ^ can, ^ could, ^ will|would, ^ have you|u
^ has, ^ any chance|idea|news|update|discount|availability, how much, how many, how long does|do|will|would|is
what time, opening hours, i want to, i d like to, id like to, i need to, i need a|an|the|my, looking for
looking to, want to know|book|order|change|cancel|buy|return|add|check, question about, quick question
quick one, a question, query about, enquiring, inquiring, enquiry, interested, info on|about
information on|about, attached, here s|is my|the, heres my
my order number|name|email|address|account|number|reference is, under the name, booked under, order number
reference number, please find, find attached, sending|sent you the|over|my, for confirmation, to confirm
confirm, fyi, letting you know, just to let, heads up, i ll|will be pick|there|home|out|away|in|late
can you tell, do you know

# --- bad verdicts -------------------------------------------------------

[gripe 2]
terribl%E, terrible, terribly, awful%LY, horribl%E, horrible, horribly, horrid, horrendous%LY, horrific
dreadful%LY, abysmal%LY, atrocious%LY, appalling%LY, appalled, lousy, pathetic%S, pathetically, rubbish
garbage, trash, trashy, crap%S, crappy, crapp%Y, shit, shite, shitty, shitshow, shit show, bs, bullshit, bull
bollocks, poor%LY, poorest
poor service|quality|show|experience|customer|communication|value|effort|attitude|form, piss poor, naff, pants
dire, ropey, dodgy, shoddy, tacky, cheap and nasty, cheap tat, tat, junk, pile of
piece of junk|rubbish|crap|shit|garbage|trash, useless, worthless, pointless, hopeless, unusable, inedible
disgusting%LY, disgusted, disgust, gross, grim, grotty, manky, minging, rank, vile, nasty, foul, filthy, filth
revolting, stinks, stank, reeks, reeked, stench, stinking, sucks, suck, sucked, sux, blows, bites, disaster%S
disastrous, catastrophe, catastrophic, nightmare%S, a nightmare, absolute nightmare, fiasco, shambles
a shambles, shambolic, farce, a farce, farcical, circus, joke, a joke, what a joke
an absolute joke|shambles|disgrace|farce|mess|nightmare|disaster|waste|embarrassment
total joke|shambles|disgrace|waste|mess|disaster|rip|nightmare|fail|failure
complete joke|shambles|waste|mess|disaster|farce|rip|failure|nightmare|and, laughable, laughing stock
ridiculous%LY, ridicul%E, absurd, ludicrous, preposterous, insane, insanity, nonsense, nonsensical, mess
a mess, hot mess, cock up, cockup, balls up, botch%V, botched, bodge%S, bodged, hack job, fail, epic fail
massive fail, failure, failed miserably, let down, letdown, a let down, big let down, lets you down
disappoint%V, disappointed, disappointing%LY, disappointment, gutted, dismayed, disheartened, disheartening
underwhelm%V, underwhelming, overrated, overpriced, rip off, ripoff, rip offs, ripped off, a rip
daylight robbery, highway robbery, extortionate, extortion, exorbitant, mediocre, subpar, sub par
sub standard, substandard, below par, bare minimum, not up to scratch|standard|par|it, not fit for purpose
unfit for, not good enough, isn t good enough, aren t good enough, simply not good, nowhere near
not worth it|the|a|my|your, isn t worth, wasn t worth, worth nothing
waste of time|money|space|a|my|an|everyone|effort, wast%VE my|our time|money, a waste, such a waste
money down the drain, down the drain, throwing money, good money after, never again, never ever again
never using|ordering|buying|coming|shopping|going|booking|flying|staying|trusting
never order%V|buy%V|shop%V|use|book|come|return|fly|stay again|from|here|with|back|this|you
will never|not use|order|buy|shop|come|return|be|go|recommend|book|fly|stay|trust
won t be back|coming|using|returning|ordering|buying|recommending|going|renewing|shopping
wont be back|coming|using|returning|ordering|buying|recommending, not coming back
not be coming|using|returning|recommending|back|renewing, wouldn t recommend|use|go|trust|wish
wouldnt recommend|use|go|trust|wish, would not recommend, don t recommend, do not recommend
can t recommend this|it|them, cannot recommend this|it|them, not recommended, don t bother, do not bother
dont bother, don t waste, dont waste, do not waste, avoid at all|like|this|them|if, steer clear, stay away
stay well away, run a mile, buyer beware, beware
regret buying|ordering|using|it|this|choosing|signing|ever|going, i regret, regretting, biggest mistake
big mistake, what a mistake, lost a customer, losing a customer, lost my business|custom|trust
lost all faith|trust|confidence|respect, taking my business|custom, take my business|custom
taking it elsewhere, going elsewhere, go elsewhere, going to a competitor, switching to, we re done
i m done with, im done with, done with you|this|these|them, i m out, worst, the worst, worse, gone downhill
going downhill, downhill, getting worse, keeps getting worse, went from bad|good, bad to worse, no stars
zero stars, 9 star review, one star, if i could give|leave zero|no|minus, minus stars
misled, mislead%S, misleading, deceived, deceiving, deceptive, deceitful, duped, conned, cheated
feel cheated|conned|robbed|misled|let|ignored|used|insulted|ripped|scammed, false advertising
falsely advertised, nothing like the, not as described|advertised|pictured|promised
not what i|was|we ordered|paid|expected|advertised|promised, isn t what i|was, not impressed, unimpressed
unimpressive, not happy, not a happy, not at all happy, not pleased, not amused, not satisfied, not cool
not ok, not okay, not on, isn t on, not right, isn t right, not acceptable, isn t acceptable, isn t ok
not funny, unhappy, displeased, dissatisfied, dissatisfaction, discontent, unsatisfied, unsatisfactory
unsatisfying, unprofessional, unhelpful, unfriendly, unkind, uncaring, unreliable, untrustworthy, unresponsive
unfair, unjust, unreasonable, uncomfortable, unpleasant, unwelcoming, unethical, inconsiderate, incompetent
incompetence, inept, ineptitude, careless, carelessness, negligent, negligence, irresponsible, disorganised
disorganized, disorganisation, amateur, amateurs, amateurish, cowboys, rude%LY, rudeness, ruder, rudest
arrogant, arrogance, dismissive, condescending, patronising, patronizing, snotty, snooty, sarky, surly, grumpy
hostile, aggressive, disrespect%V, disrespectful, disrespected, lazy, couldn t care less, couldnt care less
don t care, dont care, doesn t care, no one cares, nobody cares, could not care less
zero help|effort|care|respect|communication|support|empathy|interest|customer|accountability, no respect for
no common sense, attitude stinks|problem, terrible attitude, bad attitude, attitude, insult to injury
insulting, insulted, offended, offensive, treated like a|an|dirt|rubbish|an, treated us like, treated me like
taken for a ride|fool|mug, taking the mick|mickey|piss|p, take the piss|mick|mickey
takes the biscuit|piss|cake|mick, having a laugh, you re having a, are you kidding|serious|joking|having|for
you kidding me, you ve got to be, you must be joking|kidding, gotta be kidding, have got to be kidding
have to laugh, kidding me, is this a joke, must be a joke, sort of joke, some kind of joke, some sort of joke
you call this|that, call yourselves, call this|that customer|service|a|cooked|clean|support, beggars belief
beyond belief, unbelievable, unbelievably bad|slow|rude|poor, beyond me how|why, speechless, lost for words
words fail, shocking%LY, shocker, shocked at|by, wtf, ffs, jfc, smh, smdh, omfg
for fuck|god|goodness|crying|pete|heaven s|sake|out, for christ s, good grief, jesus christ, oh for
bloody hell, sake
[gripe 1.5]
bad%LY, bad experience|service|quality|attitude|customer|taste|business|form|reviews|news, really bad, so bad
very bad|poor|slow|rude|disappointed|unhappy|expensive|upset|annoyed|frustrated|frustrating|disappointing|unprofessional
too slow|expensive|small|late|long|loud|salty|hard, way too slow|expensive|long|much|loud|salty
so slow|rude|expensive|annoying|frustrating|annoyed|frustrated|disappointed|disappointing|upset|angry|unprofessional|confusing|noisy|cold|dirty|upsetting|tired
painfully slow, slow as, slowest, sluggish, snail s pace, glacial, laggy, clunky, buggy, glitchy, janky
flimsy, flimsiest, cheaply made, poorly made|designed|packed|trained|managed|organised
badly made|designed|packed|trained|managed|cooked|damaged, falls apart, fell apart, falling apart
fell to bits, soggy, stale, bland, tasteless, flavourless, flavorless, greasy, overcooked, undercooked
underdone, lukewarm, stone cold, freezing cold food, cold food|chips|fries|pizza|coffee, rock hard, rubbery
dry as, mouldy, moldy, grubby, dingy, shabby, tired looking, smelly, smelled|smelt awful|bad|like|of, dirty
messy, noisy, cramped, freezing, boring, bored, dull, meh, blah, bleh, eh, so so, nothing special
average at best, annoy%V, annoying, annoyed, annoyance, irritat%VE, irritating, irritated, infuriat%VE
infuriating, infuriated, aggravating, exasperat%VE, exasperating, exasperated, frustrat%VE, frustrating
frustrated, frustration, upset, upsetting, stressed, stressful, distress%V, distressing, worried sick
miserable, depressing, sad, sadly, saddened, shame really, a shame, what a shame, such a shame, real shame
pity, angry, anger, mad at, mad that, cross, livid with, peed off, pissed, pissed off, ticked off, hacked off
cheesed off, browned off, narked, miffed, vexed, peeved, brassed off, cheeky, a cheek, bloody cheek, cheek of
nerve of, the nerve, the audacity, audacity, the cheek, got a nerve, some nerve, nerve, embarrassing
embarrassed, embarrassment, cringe, tragic, woeful, woefully, lacklustre, lackluster, lacking, leaves a lot to
left a lot to, left much to, lot to be desired, much to be desired, expected better|more
expected a lot|so|much, deserve better, deserves better, do better, could do better, must do better
should be better, used to be good|great|better|so|my, used to love, not what it used|it was, isn t what it
standards have, quality has|have dropped|gone, dislike%S, disliked, don t like, didn t like, don t love
didn t enjoy, not great, not good, not nice, not fair, not professional, not helpful, not keen, not a fan
not the best, not as good, not even good
not very good|nice|helpful|happy|impressed|professional|friendly|clean|pleased
wasn t great|good|very|nice|impressed|happy|the, isn t great|good|very|helping|helpful|nice
aren t great|good|very|happy, weren t great|good|very|happy|friendly, never helpful
less than impressed|ideal|happy|helpful|satisfactory
far from happy|ideal|perfect|good|impressed|satisfied|clean, anything but
barely edible|works|warm|worked|usable, hardly edible|worth|professional|works, hardly, barely, lied, lies
lying, lied to, liar, dishonest, dishonesty, sneaky, shady, sketchy, hidden fees|charges|costs, money grabbing
money grabber%S, money hungry, greedy, greed, cash grab, clueless, haven t got a clue, havent got a clue
no clue what they, doesn t have a clue, don t have a clue, no idea what they, couldn t organise, piss up in
brewery, shady, lemon, dud%S, overcharg%VE, overcharging
[gripe 1]
complain%V, complaint, complaints, issue with your attitude, concerned, concerning, worried, worrying
expensive, pricey, steep, slow, delays, difficult to deal|reach, pain, a pain, pain in the, hassle, a hassle
faff, faffing, ordeal, inconvenient, inconvenience, inconvenienced, confusing website|app|site|menu
complicated, clumsy, weak, tiresome, tedious, weird, off putting, questionable, doubtful, mistake%S again
error again

# --- impatience ---------------------------------------------------------

[impatience 2]
fed up, fed up of, sick of, sick and tired, tired of, so tired of, sick to death, bored of, bored of waiting
had enough, i ve had enough, ive had enough, enough is enough, enough already, over it, so over this|it|you
done waiting, at my wits, wits end, wit s end, end of my tether|rope, at the end of my, last straw
final straw, running out of patience, out of patience, run out of patience, lost patience, losing patience
losing my patience|mind|temper|rag|will, patience is, my patience, doing my head, does my head
driving me mad|crazy|nuts|insane|up|round|mental, drives me mad|crazy|nuts|insane|up, tearing my hair
can t take this|it|any|anymore, can t cope, how many times, how many more times|days|weeks|calls|emails|hours
how much longer, how long do i|we|am|are|does|must|is|until, how long am i|we, how long must
how hard is|can|could, how difficult is|can, is it that|so|really|too hard|difficult|much, is that too much
too much to ask, what s the point, whats the point, what is the point
for the 9|second|third|fourth|fifth|sixth|tenth|hundredth|umpteenth|nth|millionth|last|thousandth time
9 times now, 9 times already, 9 times and, three times now|already|and, twice now|already
second time|month|week|day in|this|now|running|i, third time|month|week|day in|this|now|running|i|lucky
fourth time|month|week|attempt, fifth time|month|week|attempt, third attempt|email|message|call|week|visit
second attempt|no|message|email, umpteenth, nth time, yet another, and another, again and again
time and again, time and time, over and over, over and over again, round and round, round in circles
going in circles, in circles, running in circles, runaround, run around, the run around, pillar to post
passed around|from|on, passing me|us, pass the buck, passing the buck, bounced around|from|between, fobbed off
fob%S, fobbed, palmed off, sent from, transferred 9|from|again|three|four|twice
same old story|excuse|excuses|same|thing|problem|rubbish, same excuse%S
same answer|reply|response|thing|message|question|problem|issue|copy|mistake ?again|every|over|as|twice
same copy, same canned, canned response%S|answers|reply|replies, copy paste%S, copy pasted, copy and paste
copied and pasted, scripted, auto reply, auto replies
automated texts|replies|messages|responses|reply|response|nonsense, excuse after, excuses, more excuses
nothing but excuses, just excuses, always an excuse, another excuse, broken promises, broken promise
empty promises, false promises, promised and|but|me|a|that|it|by|to|us|delivery|for|yesterday|last|refund|call
were promised, was promised
was told it|by|that|today|yesterday|tomorrow|monday|9|9|within|someone|they|i|you|9
were told it|by|that|today|yesterday|tomorrow|someone|they|we, been told 9|the|that|to|it|different|something
keep being told, keep telling me|us, keeps telling, keep saying, keeps saying, you keep|u keep, they keep
keeps failing|crashing|happening|breaking|sending|asking|repeating|going|cutting|dropping
keep getting|having|asking|sending|waiting|repeating|changing|failing|cancelling|losing|calling|being|giving|passing|ignoring
still waiting, still nothing, still no, still not, still hasn|haven|isn|aren|doesn t
still hasnt|havent|isnt|doesnt, still the same
still having|getting|broken|down|missing|on|without|stuck|wrong|doing, yet to hear|receive|arrive|be|get|see
no one|noone has|is|will|answers|answered|replies|replied|responds|responded|bothered|showed|came|called|turned|helps|picks|picked|got|told|seems|knows|even|can
nobody has|is|will|answers|answered|replies|replied|responds|responded|bothered|showed|came|called|turned|helps|picks|picked|got|told|seems|knows|even|can
no reply, no response, no answer, no word, no update, no updates, no explanation, no apology, no solution
no help, no call back, no callback, no communication
not a single reply|call|word|update|email|response|person|apology
not one reply|call|word|update|email|response|person, not even a|an|one|bothered, didn t even, don t even
couldn t even, can t even
never called|replied|came|showed|turned|got|responded|answered|arrived|returned|call|reply|answer|respond|turn|show
nothing happens|happened|changed|changes|since|done|yet, heard nothing, radio silence, deafening silence
crickets, ghosted, ghosting, ignor%VE, ignored, ignoring, been ignored, left on read|hold|waiting
left hanging, left waiting, leave me hanging|waiting, on hold for|since|again, been on hold, kept waiting
kept on hold, keep me waiting|on, hung up on, hung up, hang up on, hanging up, cut off again, stood up
stood me up, no show, no shows, didn t show|turn, waited in all|for, waited all day|morning|week
wait%V 9|all|hours|days|weeks|months|for|forever|since|ages|over|two|three|an|half ?hours|days|weeks|months|hour|minutes|mins|day|ages|forever|ever|over|more|two|three|four|9
waiting 9, waiting since, waiting around, been waiting, have been waiting
i ve been|had|called|emailed|asked|told|tried|explained|already|messaged|sent|written|now 9|on|calling|trying|to|waiting|three|twice|four|five|six|you|them|this|chasing|asking|charged
ive been|called|emailed|asked|told|tried|explained|already 9|on|calling|trying|waiting|three|twice|four|you|this|chasing|told
we ve been|had|called|asked|told waiting|on|three|twice|9|calling|trying|chasing
weeks of waiting|this|emails|chasing, months of waiting|this
been 9|two|three|four|five|a|over days|weeks|months|hours|week|month|9|two
it s been 9|two|three|four|over|a|weeks|days|months|hours
its been 9|two|three|four|over|a|weeks|days|months|hours
9 days|weeks|months|hours|hrs|mins|minutes later|and|now|ago|on|late|waiting|of|already
two|three|four|five|six|nine days|weeks|months|hours|emails|calls|phone|visits later|and|now|late|waiting|already|in
days and counting, and counting, for ages, taking ages, takes ages, took ages, taking forever, takes forever
took forever, forever, hours on end, all day
wasted my|a|an|the|hours|all|9 ?whole day|morning|afternoon|hours|weekend|time|evening|9, took the day off
took a day off, day off work, as usual, as always, like always, like clockwork it, once again
here we go|again, again and, every time i|it|you|we, every single time|day|month|week|call
every month|week it|the|i|you, always the same, always late|something|wrong|broken|cold|an, it s always
happens every, keeps happening, not the first time, isn t the first, how is this still|not|acceptable|so
why is this|it so|still|taking, why can t you|anyone|i|they|this, why cant you|anyone|i|they
why won t you|anyone|it, why do i|you|we have|keep|need|always|even
why does it|this|nobody|no|every|everything take|always|keep|still|have|not, why has no|nobody|it|this|my
why hasn t, why haven t, why aren t you, why isn t anyone
already told|said|explained|tried|did|done|sent|gave|asked|paid|called|emailed|reported|given|restarted ?you ?u|that|this|them|it|twice|9
as i said|told|already|explained, like i said|told|already, i just said|told, not listening, aren t listening
you re not listening|helping|reading|answering|understanding, don t listen, not helping, isn t helping
not helpful at, doesn t help, didn t help, didn t answer my, not answering my, not answer my, read what i|my
did you even read, useless bot, this bot is, stupid bot, dumb bot, chasing, chase%S, chased, been chasing
had to chase|call|ring|email|explain|wait|ask, tired of waiting|explaining|this|excuses|your|being|chasing
repeat myself, repeating myself, explain again, explain myself, start again from, start over again
back to square
[impatience 1]
hello is|anyone|are anyone|there|you|hello, hello hello, anyone there|home|alive
is anyone there|going|reading|actually|even|working, is anybody there|going|reading, anybody there, hurry up
hurry, get a move, chop chop, come on, cmon, c mon, today please or, asap, right now, immediately, urgent%LY
urgent, now please or, by today, seriously, srsly, honestly, really, oh my god, omg, oh god, jeez, geez, sigh
ugh, ughh, argh, arghh, grr, urgh, pfft, tsk, sheesh, come off it, give me a break, gimme a break
what a palaver, palaver, late again, delayed again, late, delayed, delay%S, overdue, weeks late, hours late
days late, behind schedule, again, yet again
since last|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|january|february|march|april
9 calls, 9 emails, 9 phone calls, where on earth|the, where the hell|heck|fuck|f
what the hell|heck|fuck|f|actual, when the hell, why the hell|fuck|heck, how the hell|heck, what on earth
what is going on, what s going on, whats going on, what s happening with, what s taking so, whats taking so
what is taking so, so long, that long, this long, just answer|reply|fix|send|give|tell|do|refund|sort
simply answer|do, answer me, reply to me, respond, do something, do your job|jobs, sort it out, sort this out
sort yourselves, fix it, fix this, just fix, get it together, i demand, demand%V, i expect%V, i want answers
need answers, i want an answer|explanation, explain yourselves, unanswered, unresolved

# --- outrage, insults, threats ------------------------------------------

[outrage 2]
unacceptable, totally unacceptable, completely unacceptable, absolutely unacceptable, inexcusable
unforgivable, intolerable, outrage%S, outrageous%LY, outraged, disgrace%S, a disgrace, disgraceful%LY
absolute disgrace, shameful, shameless, shame on, have you no|any shame, no shame, you should be ashamed
should be ashamed, ought to be ashamed, ashamed of yourselves|yourself, how dare, how dare you
how can you sleep|live|treat|do, how do you sleep, despicable, deplorable, reprehensible, scandalous, scandal
a scandal, abhorrent, obscene, sickening, sickened, makes me sick, make me sick, you make me|people
makes my blood boil, blood is boiling, blood boils, boiling with, furious, fuming, livid, enraged, rage
raging, seething, incensed, apoplectic, spitting feathers, steaming, irate, i hate, i fucking hate
hate you|your|this|them|dealing|every, hated, hate, hatred, despise%S, loathe%S, loathing, detest%V
can t stand you|your|this, evil, wicked people, heartless, cruel, cruelty, inhumane, inhuman, monstrous
monsters, barbaric, criminal%S, crooked, corrupt, theft, stealing, stole%S, stolen from me, stole my|our|from
steal from|my|money|people, robbed, robbery, robbing, rob people|us|me|customers, fraud, fraudulent
fraudulently, scam, a scam, total scam, scammed, scamming, rackets, racket, con, con artists, swindle%S
swindled, preying on, prey on, taking advantage of, exploiting, abuse%S, abused, abusive, bullying
discriminat%VE, racist, sexist, humiliated, humiliating, humiliation, degrading
treated like dirt|shit|crap|animals|an|a|criminal, like a criminal, dangerous and, could have killed|died
nearly killed, put lives, playing with people, hope you go|lose|get|fail|rot|all|choke|never|someone|your
i hope you, hope your company|business|whole
should be shut|closed|banned|fired|sacked|jailed|in|prosecuted|illegal|sued|arrested|locked|investigated
needs to be shut|fired|sacked, shut you down, shut down this
deserve to be|go fired|sacked|shut|bust|jail|bankrupt, deserves to be|go, get sacked, get fired, sack them
fire them, heads should|need|must, heads will, someone should be|go fired|sacked|jail|prison
belongs in jail|prison|the, belong in jail|prison|a|the, rot in, burn in, go to hell, go bust, go bankrupt
worst company|service|experience|customer|bank|airline|hotel|shop|store|app|provider|people|excuse|thing|place|business|phone|broadband|restaurant|delivery|support|meal|purchase ?i|ive|in|ever|on|of
worst ever, worst of the, never in my|all life|years|my, in my entire life, in all my years, in 9 years
enough of you|this|your|these, i ve never been so|this|treated, never been treated
never been so angry|insulted|disgusted|humiliated|disrespected|mad
beyond furious|angry|disgusted|disgraceful|unacceptable|a
absolutely disgusting|disgusted|disgraceful|appalling|furious|livid|fuming|outrageous|shocking|vile|ridiculous|despicable
utterly disgusting|disgraceful|appalling|disgusted|shameful|despicable|ridiculous
disgusting company|behaviour|behavior|service|people|excuse, how low can, new low, a new low, hell hath
to hell with, screw this|you|your|that|off, screw%S, damn you|it|this|company|bot|thing, damn, goddamn
god damn, damned, bloody useless|joke|idiots|awful|disgrace|ridiculous|hell|thing|bot|robot|company|annoying
bleeding useless|idiots, sodding, effing, freaking ridiculous|joke|useless|annoying|kidding, frigging, frickin
fricking, give me my|our|back money|fucking|bloody|damn, i want my money|fucking|bloody|damn
want my money now|back|or

[insult 3]
idiot%S, idiotic, moron%S, moronic, imbecile%S, stupid, stupidity, dumb, dumbass%S, dumbasses, dimwit%S
halfwit%S, halfwits, twit%S, twat%S, prat%S, pillock%S, plonker%S, muppet%S, numpty, numpties, tosser%S
wanker%S, knobhead%S, bellend%S, dickhead%S, dick%S, dicks, prick%S, arse%S, arsehole%S, arseholes
asshole%S, assholes, ass, jackass%S, asshat%S, cunt%S, bastard%S, bitch%S, bitches, son of a
sons of, scumbag%S, scum, scummy, pond scum, lowlife%S, lowlifes, degenerate%S, slimy, sleaze, sleazy
vultures
trash company|people|humans, garbage company|people|humans, thief, thieves, thieving, crook%S, crooks, conmen
conman, con men, con artist%S, scammer%S, scammers, fraudster%S, fraudsters, robbers, liars
bunch of liars|idiots|thieves|crooks|clowns|cowboys|morons|scammers|incompetents|incompetent|amateurs|crooks|jokers|muppets|useless|lying|thieving
pack of liars|idiots|thieves|wolves|rats, load of idiots|cowboys|crooks|crap|bollocks|rubbish|bull|shit
charlatan%S, charlatans
incompetent idiots|fools|morons|lot|clowns|twats|people|bunch, incompetents, fool%S, fools, cretin%S, cretins
retard%S, retarded, braindead, brain dead, brainless, mindless, spineless, gutless
worthless people|company|piece|pieces|staff
useless idiots|people|lot|twats|morons|shower|gits|bunch|company|pieces|piece|cunts|bastards|fools|muppets
waste of oxygen|space|skin|air, piece of shit, pieces of shit, pos, shitheads, shithead, shitbag%S
bullshitters, fuck, fucks, fucked, fucking, fuckin, fucker%S, fuckers, motherfucker%S, motherfuckers, fuck off
fuck you, fuck this, fk, fck, fkn, fking, f off, f you, f u, eff off, eff you, piss off, sod off, bugger off
shove it, shove your|it|that, stuff your|it, stick it up|your, up yours, kiss my, drop dead, kys, die, shut up
stfu, shut your, get lost, get stuffed
lying bastards|thieves|scum|cheats|company|piece|toad|snakes|sacks|sods, cheats, git%S, gits, sod%S
scoundrel%S, crooked company|lot, vile people|company|woman|man, disgusting people, filthy liars|animals
greedy bastards|pigs|thieves|company, psycho%S, lunatic%S, nutters, ignoramus
ignorant fools|people|idiots|staff, shitstain, douche%S, douchebag%S

# what is also sold, kept or driven out: an insult only where somebody is called so
you|ya ?are|re ?all|just|absolute|total|complete|utter|bloody|fucking|such|nothing ?a|but|lot|of pig%S|pigs|rat%S|rats|weasel%S|weasels|snake%S|snakes|leech%S|leeches|parasite%S|parasites|vermin|clown%S|clowns|jokers|jerk%S|jerks|trolls|animals|slime
bunch|shower|bloody|filthy|greedy|absolute|total|utter|fucking ?of pig%S|pigs|rat%S|rats|weasel%S|weasels|snake%S|snakes|leech%S|leeches|parasite%S|parasites|vermin|clown%S|clowns|jokers|jerk%S|jerks|trolls|animals|slime
what|such a clown|jerk|pig|rat|snake|joker|weasel

[threat 2]
lawyer%S, solicitor%S, attorney%S, legal action, take legal|you|this, taking legal, legal proceedings, sue
suing, sued, i ll sue, lawsuit, court, small claims, see you in court, ombudsman, trading standards
better business bureau, ftc, fca, ofcom, consumer protection|rights|affairs, report%V you, reporting you|this
reported to, police, the cops, chargeback, charge back, go to the press|papers|media|police|news
going to the press|papers|media|police|news, the press, going public, go public, go viral
all over twitter|facebook|social|the|tiktok, social media, everyone will know|hear, everyone know|knows what
tell everyone i|about|how|what, trustpilot, post this everywhere|online, leave a review|bad|scathing
leaving a bad|scathing|one|terrible, you ll regret, you will regret, you ll be sorry, you ll pay|hear
you will pay|hear, gonna pay for, make you pay, make sure you|everyone|no, watch your back, i know where|who
i ll find|come|burn|smash|ruin|destroy|end|break, ill find you, burn your|it|down|this|the, burn it down
smash your|up|the, come down there|and, punch, kill you|someone, or else, mark my words, this isn t over
last chance, last warning, final warning, take you down|to, take this further|higher, take it further|higher
taking this further|higher, expose you, exposing

# --- confusion ----------------------------------------------------------

[confused 2]
don t understand, dont understand, do not understand, didn t understand, can t understand, cant understand
cannot understand, not understanding, don t get it|this|how|why|the|what, dont get it|this|how|why|the|what
do not get it|this|how|why, not getting it|this|how, don t follow, not following, doesn t make sense
doesnt make sense, does not make sense, makes no sense, making no sense, make sense of
not sure how|what|which|where|if|why|whether|i|about|when, unsure, unsure how|what|which|if|about, not clear
isn t clear, unclear, wasn t clear, confus%VE, confused, confusing, confusion, so confused, a bit confused
bit lost, i m lost, im lost, lost here, completely lost, totally lost, puzzled, baffled, baffling, perplexed
bewildered, stumped, stuck on|at, at a loss, no idea how|what|which|where|why
no clue how|what|which|where|why, haven t a clue, clueless about|with
don t know how|what|which|where|if|why|whether|who, dont know how|what|which|where|if|why|whether
do not know how|what|which|where|if, can t figure, cant figure, cannot figure, trying to figure
figure out how|what|which, can t work out, cant work out, can t tell if|which|whether
can t find where|the|how|my, can t see where|how
where do i|we click|find|go|put|enter|press|sign|see|start|upload, how do i|we, how am i supposed|meant
how does this|that|it|the work|works, what do i|we do|click|press|put|need|enter
what am i supposed|meant|doing, what does that|this|it|the mean|say, what do you|they mean, what does it mean
whats that mean, what s that mean, what is a|an|the difference|point, what s the difference
whats the difference, difference between, is that the same|different, is it the same, are they the same
same thing, same as, meaning what, meaning, mean by, so is it|that|this, so do i|we, so does that|it|the
wait so|what|is|do, hang on so|is|do|what, hold on so|is|what|do, hmm so, huh, eh what, come again, say what
wdym, not with you, lost me, you ve lost me, you lost me, over my head, all greek, gobbledygook, jargon
in plain|simple|layman english|terms|words|s, explain in|it|that|this|what|how|to|please|simply
could you explain|clarify, can you explain|clarify, please explain|clarify, clarify, clarification
walk me through, step by step, bear with me, i m not very|good|tech|great techy|with|good|savvy
not tech savvy, not very techy|technical, new to this|all, two different, says one thing|but
one says|email|page|person, contradict%V, contradictory, conflicting, does this mean, does that mean
why does it say|show|ask, why is it saying|showing|asking, which one do|is|should|am, which do i|one
am i missing, i m missing something, is this normal|right|correct|supposed, is it supposed, am i supposed
am i meant, supposed to

# --- facts that went wrong ----------------------------------------------

[problem 1]
not working, doesn t work, doesnt work, does not work, isn t working, isnt working, won t work, wont work
stopped working, not turning, won t turn|start|load|open|connect|charge|let|switch
wont turn|start|load|open|connect|charge|let, can t log|login|access|open|connect|pay|sign|see|get
cant log|login|access|open|connect|pay|sign|get, cannot log|login|access|open|connect|pay, unable to, crash%V
crashes, crashed, freezes, frozen, broken, broke, breaks, cracked, crack, smashed, shattered, damaged, damage
dented, dent, scratched, scratch, scratches, torn, ripped, stained, stain, leaking, leak%S, faulty, fault
defective, defect, malfunction%V, wrong, incorrect, mistake, error%S, missing, lost, misplaced, mislaid
not arrived, hasn t arrived, hasnt arrived, haven t received, havent received, not received, never received
didn t arrive, didnt arrive, didn t receive, not delivered, wasn t delivered, empty box|package|parcel
expired, out of date, charged twice, double charged, charged me|for, overcharged, unknown charge
don t recognise, don t recognize, declined, rejected, failed, problem%S, issue%S, trouble, refund%S, refunded
money back, return this|it|them|the|an, returning, replacement, exchange, cancel%V, cancellation, cancelled
down, outage, no internet|signal|hot|power|water|connection

# --- irony --------------------------------------------------------------

[sarcasm 2]
great just great, just great, oh great, oh great another, great another, well done for|on
nice one for|on losing|breaking|ruining, thanks for nothing
thanks for ruining|wasting|losing|breaking|ignoring|the wait|absolutely|making|leaving|letting|hanging
thank you for nothing|ruining|wasting|losing|ignoring|making|hanging
thanks a lot for nothing|ruining|losing|wasting, cheers for nothing|ruining|that|losing|wasting, oh joy
oh good another, oh goody, oh lovely, oh wonderful, oh brilliant, oh perfect, oh fantastic, oh how
how lovely|nice|wonderful|convenient|kind|generous|thoughtful|helpful that|of|another|to, how convenient
how surprising, what a surprise, surprise surprise, no surprise, quelle surprise, shock horror, shocker
colour me|color surprised|me|shocked, who d have thought, who would have thought, who knew, fancy that
imagine that, funny how|that, funny that, funny how you, love how you|they|it|the|i, love that i|you|the|for
love being ignored|on|charged|told|kept|left|treated|lied, love waiting|paying|spending|talking
i just love waiting|paying|being|how|when|spending|it, just love being|waiting|how|it|when, love it when|how
absolutely love waiting|being|how|when, loving the|how|these wait|delay|hold|silence|9|9
enjoying the hold|wait, really enjoying|enjoyed the|my|being|waiting hold|wait|third|second|9|9
so glad i|that|we paid|waited|took|stayed|chose|spent|rushed|booked, glad i paid|took|waited|stayed|rushed
good thing i|it|we, good job i|it|we, lucky me|us, aren t i|we|you lucky, amazing another
amazing|awesome|brilliant|fantastic|wonderful|perfect|lovely|excellent|super|splendid|marvellous|fabulous|terrific another|again|now|yet|still|so|9|six|five|four|three|two|third|only
brilliant service as|so, express my|delivery|shipping, next day my|delivery, premium service my, yeah right
yeah sure, sure sure, yeah ok, ya right, sure you|it|jan will|did|are
of course you|it|not|they did|are|won|can|don, of course it|there s|is|isn|doesn|broke|did, obviously
clearly you|your|customer|the|someone|nobody|no, apparently, allegedly, so called, 9 minutes my
fast my arse|ass|foot, my arse, my ass, my foot, five stars for|if
9 stars for incompetence|the|losing|wasting|ignoring|making, gold medal for, gold star for, award for
awards for, deserve an award|a|medal, deserves an award|a, give them a medal, give yourselves a, slow clap
pat on the, round of applause for, bravo you|on|for, congratulations on|you|for, congrats on|you|for
kudos for|on losing|ruining|making|managing, impressive how|that|you|really how|to|only, impressive it|you
truly impressive|inspiring|a, truly outstanding at, real professionals eh|huh, top notch incompetence
world class incompetence|at, masterclass in, a masterclass, textbook, stellar work|job losing|on|breaking
wow just wow, wow so|what|thanks|9|great|another, classy, real classy, very classy, class act, nice try
good luck getting|with|trying|reaching|finding|speaking, best of luck, keep up the good work said|losing
sarcasm, lol ok, lol sure, lol no, haha sure|ok|no|very|right, ha ha, hilarious, comedy gold, comical
laugh or cry, rofl, well that was|s a|useful|helpful|quick waste|not, well that s just, so helpful thanks
very helpful not, super helpful not, real helpful, big help, fat lot of, lot of good

# --- what acts on others ------------------------------------------------

[boost 1]
very, really, so, super, extremely, incredibly, absolutely, totally, completely, utterly, truly, such, highly
insanely, deeply, hugely, massively, properly, genuinely, thoroughly, seriously, bloody, damn, proper, well
dead, mega, ultra, hella, af, ever, freaking, effing, beyond, too, way, what a, so much, a lot, most, how
[damp 1]
a bit, bit, slightly, somewhat, kinda, kind of, sort of, sorta, a little, little, fairly, relatively, almost
partly, mildly, ish, rather
[negator 1]
not, no, never, don t, dont, doesn t, doesnt, didn t, didnt, isn t, isnt, wasn t, wasnt, aren t, arent
weren t, werent, won t, wont, wouldn t, wouldnt, can t, cant, cannot, couldn t, couldnt, haven t, havent
hasn t, hasnt, hadn t, hadnt, shouldn t, ain t, aint, without, nor, neither, none, nothing, nobody
hardly ever, far from
[contrast 1]
but, although, though, however, except, apart from, only downside, only problem|issue|thing|complaint|gripe
shame about, shame the|that, yet the|it|i|they|you, despite, even though, on the other hand, other than
aside from, mind you, that said

# --- how long it lasted, what it ruined, what they deserve -----------------

[gripe 1.5]
lasted 9|a|one|two|three|all|less|barely, didn t last, barely lasted,
after 9|one|two|three|a days|uses|washes|weeks|wears|month|week, within 9|a|two days|week|weeks|month,
first wash, after one wash|use|wear, came apart, fell off, peeled, peeling, shrank,
faded, bobbled, gave up the ghost, packed up already, died on me, toy like, feels cheap, looks cheap,
cheap looking, cheap plastic, like cardboard, tasted of, tasted like cardboard|plastic|nothing|rubber,
smells of, watery, not as good as, wasn t worth, not what i expected, overhyped, hyped up,
ruined my|our|the|everything|it|christmas, ruin%V, wrecked, spoiled my|our|the, spoilt my|our|the, shouted at,
yelled at, snapped at, rolled her|his|their eyes, talked down to, talked over, spoke to me like,
without a word, without warning|notice, no warning, no apology, not so much as, couldn t be bothered,
can t be bothered, half hearted, half arsed, half assed, sloppy, slapdash, slipshod, chaos, chaotic,
pandemonium, absolute chaos, torture, hell, an ordeal, purgatory, a slog, soul destroying, soul crushing,
headache, a headache, stingy, tight fisted, skimpy, measly, pitiful, paltry, dismal, depressing, gloomy, tatty,
scruffy, threadbare, rickety, wobbly, unsafe, unhygienic, unsanitary, infested, bedbugs, cockroach,
cockroaches, mould, rancid, slop, swill, bin fire, dumpster fire, train wreck, car crash
[outrage 2]
belongs behind bars, behind bars, prison, jail, struck off, lose your licence|license, should lose,
held accountable|responsible, hold you,
no conscience, no heart, no soul, soulless, callous, immoral, unscrupulous, predatory,
vultures the, grieving, blood on your, repulsive, repugnant, nauseating, makes me want to vomit|scream|puke,
want to scream, want to vomit, stinking company|service,
filthy liars, sod the, damn the, curse you, curse the, may you, beneath contempt, contempt, contemptible,
insult to|customers, spit on
[praise 2]
saint%S, an angel, magician%S, wizard%S, magic, magical, works magic, miracle worker%S,
miracle, masterpiece, work of art, artistry, paradise, heaven, bliss, blissful, treasure, a treasure,
pure gold, worth its weight, must have, must try, must visit, addictive, moreish, to die for, finger licking,
melt in the, melted in the, cracking job, bang up job, top job|bloke|lad|lass|man|guy|marks|people|banana,
sound lads|bloke, spoiled rotten, spoilt rotten, treated like royalty|a|family|queens|kings,
felt like royalty|home|a|family, home from home, like family, red carpet, hit the spot, ticks all|every,
ticked all|every, does the job perfectly|brilliantly|well, does exactly what, exactly what i|we wanted|needed,
just what i|we wanted|needed|ordered, couldn t live without, changed my life, life changing, never looked back,
night and day, worlds apart, unreal, insane quality|value, crazy good, stupidly good,
ridiculously good|comfy|tasty|fast|quick, ridiculously, criminally good, quality bit, elite, immense,
unmatched, unrivalled, unparalleled, in a league, league of their, spoke so kindly, patience of a,
heart of gold, hearts of gold, smile on my|our|her|his, smiling, grinning, beaming, all smiles, brightened my,
so touched, touched by, moved to
[confused 1]
muddled, muddle, mixed up, in a muddle, scratching my head, head scratcher, clear as mud, gibberish,
double dutch, riddle, cryptic, brain hurts, brain fog, still lost, which is which, what counts as,
what exactly, how exactly, how come, in what sense, is there a difference, does it matter which, not following,
dumb it down, explain like, for dummies, spell it out
