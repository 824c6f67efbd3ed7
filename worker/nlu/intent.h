/*
 * intent - what the customer wants: one of the built-in fifteen, or one that
 * the tenant trained.
 *
 * The tenant's model is asked first; when none of its own intents is at least
 * INTENT_OWN likely, the built-in model decides, helped by the phrases of
 * act.h.
