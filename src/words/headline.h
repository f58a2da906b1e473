/* A forecast in a few sentences, for the first lines of whatever shows it. */
#ifndef AISLE_WORDS_HEADLINE_H
#define AISLE_WORDS_HEADLINE_H

#include "words/words.h"

void words_headline(struct text *out, const struct aisle_forecast *forecast);

#endif
