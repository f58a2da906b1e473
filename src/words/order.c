#include "words/order.h"

#include "base/mem.h"
#include "words/words.h"
#include <math.h>
#include <stdlib.h>

/* A row's place and what it is sorted by: smaller keys first. */
struct keyed {
    double major;
    double minor;
    int index;
};

static int compare(double a, double b)
{
    return (a > b) - (a < b);
}

static int by_key(const void *left, const void *right)
{
    const struct keyed *a = left, *b = right;
    int order = compare(a->major, b->major);
    if (order == 0)
        order = compare(a->minor, b->minor);
    return order ? order : (a->index > b->index) - (a->index < b->index);
}

/* Not known sorts last. */
static double key_of(double value)
{
    return isnan(value) ? HUGE_VAL : value;
}

static int *sorted_indices(struct keyed *keys, int count)
{
    int *order = mem_new((size_t)count + 1, sizeof *order);
    if (order) {
        qsort(keys, (size_t)count, sizeof *keys, by_key);
        for (int i = 0; i < count; i++)
            order[i] = keys[i].index;
    }
    free(keys);
    return order;
}

static struct keyed *keys_new(int count)
{
    return mem_new((size_t)count + 1, sizeof(struct keyed));
}

int *order_pivotal(const struct aisle_forecast_vote *vote)
{
    struct keyed *keys = keys_new(vote->senator_count);
    if (!keys)
        return NULL;
    for (int i = 0; i < vote->senator_count; i++) {
        const struct aisle_forecast_senator *s = &vote->senators[i];
        keys[i] =
            (struct keyed){key_of(-s->p_pivotal), key_of(fabs(s->p_yea - 0.5)), i};
    }
    return sorted_indices(keys, vote->senator_count);
}

int *order_open(const struct aisle_forecast_vote *vote)
{
    struct keyed *keys = keys_new(vote->senator_count);
    if (!keys)
        return NULL;
    for (int i = 0; i < vote->senator_count; i++) {
        const struct aisle_forecast_senator *s = &vote->senators[i];
        keys[i] = (struct keyed){key_of(fabs(words_present(s) - 0.5)),
                                 key_of(-s->p_pivotal), i};
    }
    return sorted_indices(keys, vote->senator_count);
}

int *order_yea(const struct aisle_forecast_vote *vote)
{
    struct keyed *keys = keys_new(vote->senator_count);
    if (!keys)
        return NULL;
    for (int i = 0; i < vote->senator_count; i++)
        keys[i] = (struct keyed){key_of(-vote->senators[i].p_yea),
                                 key_of(vote->senators[i].x[0]), i};
    return sorted_indices(keys, vote->senator_count);
}

int *order_moved(const struct aisle_forecast_vote *vote)
{
    struct keyed *keys = keys_new(vote->senator_count);
    if (!keys)
        return NULL;
    for (int i = 0; i < vote->senator_count; i++) {
        const struct aisle_forecast_senator *s = &vote->senators[i];
        double most = s->reason_count ? fabs(s->reasons[0].effect) : 0;
        keys[i] = (struct keyed){key_of(-most), key_of(fabs(s->p_yea - 0.5)), i};
    }
    return sorted_indices(keys, vote->senator_count);
}

int *order_left(const struct aisle_fit *fit)
{
    struct keyed *keys = keys_new(fit->member_count);
    if (!keys)
        return NULL;
    for (int i = 0; i < fit->member_count; i++)
        keys[i] = (struct keyed){fit->members[i].in_office ? 0 : 1,
                                 key_of(fit->members[i].x[0]), i};
    return sorted_indices(keys, fit->member_count);
}

int *order_bought(const struct aisle_frontier *frontier)
{
    struct keyed *keys = keys_new(frontier->concession_count);
    if (!keys)
        return NULL;
    for (int i = 0; i < frontier->concession_count; i++)
        keys[i] = (struct keyed){key_of(-frontier->concessions[i].yea_mean), 0, i};
    return sorted_indices(keys, frontier->concession_count);
}

int *order_deals(const struct aisle_frontier *frontier)
{
    struct keyed *keys = keys_new(frontier->point_count);
    if (!keys)
        return NULL;
    for (int i = 0; i < frontier->point_count; i++)
        keys[i] = (struct keyed){key_of(-frontier->points[i].p_pass),
                                 key_of(frontier->points[i].cost_usd), i};
    return sorted_indices(keys, frontier->point_count);
}
