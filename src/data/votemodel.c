#include <aisle/votemodel.h>

#include "base/ctx.h"

#include <math.h>
#include <stdlib.h>

static const char *const term_words[] = {
#define TERM_WORD(name, word) word,
    AISLE_TERM_LIST(TERM_WORD)
#undef TERM_WORD
};
static const char *const type_texts[] = {
#define TYPE_TEXT(name, text) text,
    AISLE_VOTE_TYPE_LIST(TYPE_TEXT)
#undef TYPE_TEXT
};

static const char *const absence_words[] = {
#define ABSENCE_WORD(name, word) word,
    AISLE_ABSENCE_LIST(ABSENCE_WORD)
#undef ABSENCE_WORD
};

const char *aisle_term_word(int place)
{
    CHECK(place >= 0 && place < AISLE_TERM_COUNT);
    return term_words[place];
}

const char *aisle_vote_type_text(enum aisle_vote_type type)
{
    CHECK((unsigned)type < AISLE_VOTE_TYPES);
    return type_texts[type];
}

const char *aisle_absence_word(enum aisle_absence_part part)
{
    CHECK((unsigned)part < AISLE_ABSENCE_PARTS);
    return absence_words[part];
}

const char *aisle_item_kind_text(enum aisle_item_kind kind)
{
    return kind == AISLE_ITEM_UNFOLDING ? "unfolding" : "monotone";
}

/* Weight of the forms that have a bit. */
static double weight_of(const struct aisle_votemodel_item *item, int bit)
{
    double sum = 0.0;
    for (int form = 0; form < AISLE_VOTEMODEL_FORMS; form++)
        sum += form & bit ? item->weight[form] : 0.0;
    return sum;
}

double aisle_votemodel_item_loyalty(const struct aisle_votemodel_item *item)
{
    return weight_of(item, 1);
}

double aisle_votemodel_item_unfolding(const struct aisle_votemodel_item *item)
{
    return weight_of(item, 2);
}

void aisle_votemodel_init(struct aisle_votemodel *model)
{
    static const struct aisle_votemodel_score unknown = {
        .gmp = NAN, .right = NAN, .apre = NAN};
    struct aisle_absence *a = &model->absence;
    *model = (struct aisle_votemodel){
        .fitted = unknown, .heldout = unknown, .plain = unknown};
    a->gmp_plain = a->gmp = NAN;
    for (int k = 0; k < AISLE_ABSENCE_PARTS; k++)
        a->gain[k] = a->effect[k] = NAN;
}

void aisle_votemodel_clear(struct aisle_votemodel *model)
{
    if (!model)
        return;
    free(model->members);
    free(model->items);
    aisle_votemodel_init(model);
}
