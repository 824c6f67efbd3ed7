/* Own sentences, English: one list per act. */

static const char *const  en_greeting[] = {
    "hi", "Hello!", "HELLO", "hey there", "hi all", "good morning",
    "Good afternoon", "good evening", "hello, how are you?", "hey",
    "hiya", "howdy", "hi there 👋", "👋", "hello hello", "hello again",
    "morning!", "hi, good morning", "hey, how's it going?", "what's up",
    "hi team", "good morning everyone", "greetings", "hello friend", "yo",
    "hey guys", "hello there, nice to meet you", NULL
};

static const char *const  en_thanks[] = {
    "thanks", "Thank you!", "thank you so much", "thanks a lot", "thx",
    "many thanks", "thanks for your help", "thank you for everything",
    "thanks for the quick reply", "ok thanks", "great, thank you", "bye",
    "goodbye", "see you later", "talk to you later", "have a nice day",
    "have a great weekend", "take care", "i really appreciate it",
    "cheers", "ty", "good night", "🙏", "thanks 🙏", "perfect, thanks",
    "that's all, thanks", "you have been very helpful", NULL
};

static const char *const  en_person[] = {
    "I want to talk to a person", "can I speak to a human?",
    "agent", "human please", "a real person please",
    "connect me with an agent", "transfer me to a representative",
    "I'd like to speak with someone", "let me talk to a manager",
    "get me your supervisor", "I need a human", "I want an agent now",
    "can someone call me", "could a human help me with this?",
    "is there anyone there?", "is there a human I can talk to?",
    "please put me through to an operator", "I don't want to talk to a bot",
    "hello, I want to speak to customer service", "real human please",
    "i prefer to chat with a live agent", "representative",
    "I need to speak to somebody", "pass me to a colleague's manager or "
    "let me speak to a manager", "this is useless, give me a person",
    "talk to an agent", "can you connect me to a real person",
    "are any agents there? I need an agent please",
    "have someone call me", "no, I want to talk to a person", NULL
};

static const char *const  en_yes[] = {
    "yes", "Yes please", "yeah", "yep", "sure", "ok", "okay", "of course",
    "go ahead", "sounds good", "absolutely", "definitely", "yes, thank you",
    "alright", "that would be great", "please do", "do it", "why not", "👍",
    "yes, go ahead", "yup", "fine", "certainly", "right", "yes I would",
    "sure thing", "ok please", NULL
};

static const char *const  en_no[] = {
    "no", "No thanks", "no, thank you", "nope", "not now", "nah",
    "not really", "never mind", "nevermind", "no need", "I'm good",
    "not yet", "no, that's ok", "nothing else", "no, nothing else, thanks",
    "👎", "no it's fine", "not today", "no way", "not necessary", "no not now",
    "I don't need an agent", "I do not want to talk to a person",
    "no need to transfer me to a human", "please don't connect me to an agent",
    "not at all", "no worries", NULL
};

static const char *const  en_other[] = {
    "my travel agent gave me this number", "a table for one person please",
    "how much is it per person?", "we are five people",
    "I work in human resources and need a quote",
    "is the cleaning agent safe for kids?", "do you sell human hair wigs?",
    "my insurance agent wants the invoice", "the real estate agent is late",
    "it was a human error on my side", "one person tent, is it in stock?",
    "what time do you open?", "hello, do you ship to Peru?",
    "where is my order?", "I want to change the size",
    "my package has not arrived", "good morning, I need an invoice",
    "do you accept cards?", "thanks but it still does not work",
    "yes but first tell me the price", "no email arrived",
    "the page does not load", "the person who came did not ring",
    "ok but how long does it take", "do you sell robot vacuum cleaners?",
    "can I book for one person", "is there a manual for the fork lift "
    "operator", "hi hi, my order is 4471", "I bought two and got one",
    "my manager asked for the certificate", "I need one person to sign it",
    "I don't need a human, just tell me the opening hours", NULL
};
