#include <aisle/scorecard.h>

#include <math.h>
#include <stdlib.h>

void aisle_scorecard_init(struct aisle_scorecard *card)
{
    *card = (struct aisle_scorecard){.as_of = AISLE_DAY_NONE,
                                     .taken.date = AISLE_DAY_NONE,
                                     .senator_brier = NAN,
                                     .senator_log_loss = NAN};
}

void aisle_scorecard_clear(struct aisle_scorecard *card)
{
    if (!card)
        return;
    for (int i = 0; card->senators && i < card->senator_count; i++) {
        free(card->senators[i].name);
        free(card->senators[i].why);
    }
    free(card->senators);
    free(card->package);
    free(card->vote);
    free(card->question);
    free(card->rule);
    free(card->taken.question);
    aisle_scorecard_init(card);
}
