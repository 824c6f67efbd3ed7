/*
 * mood - the mood that a line of the intents was written in, if its intent
 * says so: who asks what a thing costs is calm.  Sentiment learns from them
 * what calm questions are about; its own lines are mostly moods.
 */

#ifndef RELEVO_TRAIN_MOOD_H
#define RELEVO_TRAIN_MOOD_H

/* "neutral", for sentiment and emotion alike, or NULL: it does not say. */
const char *mood_of_intent(const char *intent);

#endif
