/* A vote model of two members and two roll calls, as the tests of the store keep it. */
#ifndef AISLE_TESTS_STORE_MADE_MODEL_H
#define AISLE_TESTS_STORE_MADE_MODEL_H

#include <aisle/fit.h>
#include <aisle/votemodel.h>
#include <math.h>
#include <string.h>

enum { MADE_MEMBERS = 2, MADE_ITEMS = 2 };

struct made_model {
    struct aisle_fit_member members[MADE_MEMBERS];
    struct aisle_fit fit;
    struct aisle_votemodel_member found[MADE_MEMBERS];
    struct aisle_votemodel_item items[MADE_ITEMS];
    struct aisle_votemodel model;
};

/* Roll call 3 bends and turns at 0.25, both ends nay; roll call 1 does not. Nothing to
 * clear; it points into itself. */
static inline void made_model(struct made_model *w)
{
    *w = (struct made_model){0};
    strcpy(w->members[0].bioguide, "B000002"); /* not in order */
    strcpy(w->members[1].bioguide, "A000001");
    w->fit = (struct aisle_fit){.member_count = MADE_MEMBERS, .members = w->members};
    for (int m = 0; m < MADE_MEMBERS; m++)
        for (int t = 0; t < AISLE_VOTE_TYPES; t++)
            w->found[m].p_absent[t] = 0.01 * (10 * m + t);
    w->items[0] = (struct aisle_votemodel_item){.rollcall = 2,
                                                .kind = AISLE_ITEM_UNFOLDING,
                                                .likeliest = 2,
                                                .turn = 0.25,
                                                .weight = {0, 0, 1, 0},
                                                .c = {0, 0, -2, 0}};
    w->items[1] = (struct aisle_votemodel_item){.rollcall = 0,
                                                .kind = AISLE_ITEM_MONOTONE,
                                                .turn = NAN,
                                                .weight = {1, 0, 0, 0}};
    w->model =
        (struct aisle_votemodel){.terms = AISLE_TERM_UNFOLDING | AISLE_TERM_ABSENCE,
                                 .member_count = MADE_MEMBERS,
                                 .item_count = MADE_ITEMS,
                                 .members = w->found,
                                 .items = w->items};
}

#endif
