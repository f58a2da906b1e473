/* Tile: each senator's chances in the particles of a block. Included by path_tile.h. */

/* Most that a day's attendance may push one senator's chance of absence to. */
static const float absent_max = 0.9F;

/* Does the vote follow another under a change, so that its odds stand there? */
static bool follows_change(const struct aisle_forecaster *f, const struct plan *plan,
                           const struct change *change)
{
    return change->any && plan->query.repeat && f->gates[plan->query.gate].follows;
}

static void seat_logits(const struct aisle_forecaster *f, const struct plan *plan,
                        const struct change *change, int block, int seat, float shift,
                        float *logit)
{
    const struct gate *gate = &f->gates[plan->query.gate];
    bool alone = !plan->query.repeat && gate->logit_alone;
    const float *base =
        (alone ? gate->logit_alone : gate->logit) + block_index(f, block, seat);
    const float *slack = gate->slack + block_index(f, block, seat);
    float x1 = (float)f->roster.seats[seat].x[0];
    bool followed = follows_change(f, plan, change);
    for (int l = 0; l < LANES; l += WIDTH) {
        vec z = followed ? log_of(load(change->odds[seat] + l)) : load(base + l);
        z += shift;
        if (change->any && !followed)
            z += moved_by(change, slack, x1, l);
        store(logit + l, z);
    }
}

/* The chance of odds times `factor`. */
INLINE vec chance_at(const float *odds, float factor)
{
    vec o = smaller(load(odds) * factor, splat(1e13F));
    return o / (1 + o);
}

/* P = chance of the condition x yea if met + (1 - chance) x yea if not, before words
 * that bind. */
static void seat_chances(const struct aisle_forecaster *f, const struct plan *plan,
                         const struct change *change, int block, int seat, float shift,
                         float *p)
{
    const struct proviso *fair = plan->fair[seat];
    float chance = (float)plan->query.fair_efficient;
    float logit[LANES];
    if (!fair && follows_change(f, plan, change)) {
        float factor = shift != 0 ? expf(shift) : 1;
        for (int l = 0; l < LANES; l += WIDTH)
            store(p + l, chance_at(change->odds[seat] + l, factor));
        return;
    }
    seat_logits(f, plan, change, block, seat, shift, logit);
    for (int l = 0; l < LANES; l += WIDTH) {
        vec z = load(logit + l);
        store(p + l, fair ? chance * logistic(z + (float)fair->met) +
                                (1 - chance) * logistic(z + (float)fair->unmet)
                          : logistic(z));
    }
}

/* Chances of a seat without what was heard of it: as they stand when nothing was. */
static const float *unheard(const struct aisle_forecaster *f, const struct plan *plan,
                            const struct change *change, int block, int seat,
                            const struct block_chances *chances, float *room)
{
    if (plan->own[seat] == 0)
        return chances->yea[seat];
    seat_chances(f, plan, change, block, seat, plan->shift[seat] - plan->own[seat],
                 room);
    return room;
}

/* What a senator says tells of his mate too. */
static void hear_mates(const struct aisle_forecaster *f, const struct plan *plan,
                       const struct change *change, int block,
                       struct block_chances *out)
{
    float odds = (float)f->settings.state_odds;
    for (int i = 0; i < f->roster.count; i++) {
        int j = f->roster.seats[i].mate;
        const float *told = plan->told;
        float room[2][LANES];
        if (j < i || (told[i] == 1 && told[j] == 1))
            continue;
        const float *p = unheard(f, plan, change, block, i, out, room[0]);
        const float *q = unheard(f, plan, change, block, j, out, room[1]);
        for (int l = 0; l < LANES; l += WIDTH) {
            struct pair c = pair_of(load(p + l), load(q + l), odds);
            struct pair d = {c.yy, c.ny, c.yn, c.nn};
            store(out->yea[i] + l, pair_first(&c, plan->own_factor[i], told[j]));
            store(out->yea[j] + l, pair_first(&d, plan->own_factor[j], told[i]));
        }
    }
}

/* Who has said how he will vote does so, or is free. */
static void bind(const struct plan *plan, int seat, float *p)
{
    if (plan->free[seat] == 1)
        return;
    for (int l = 0; l < LANES; l += WIDTH)
        store(p + l, plan->kept[seat] + plan->free[seat] * load(p + l));
}

static void set_supposed(enum supposed s, float *yea, float *absent)
{
    for (int l = 0; l < LANES; l++) {
        absent[l] = s == SUPPOSED_ABSENT;
        if (s != SUPPOSED_ABSENT)
            yea[l] = s == SUPPOSED_YEA;
    }
}

static void set_absences(const struct aisle_forecaster *f, const struct plan *plan,
                         int block, struct block_chances *out)
{
    const float *shock = f->shock + gate_first_particle(block);
    for (int i = 0; i < f->roster.count; i++) {
        float rate = (float)f->roster.seats[i].absent;
        enum supposed s = plan->query.supposed ? f->supposed[i] : SUPPOSED_NOT;
        for (int l = 0; l < LANES; l += WIDTH)
            store(out->absent[i] + l,
                  smaller(rate * load(shock + l), splat(absent_max)));
        if (s != SUPPOSED_NOT)
            set_supposed(s, out->yea[i], out->absent[i]);
    }
}

/* The Vice President votes as the mean of the President's party would. */
static void set_vice(const struct aisle_forecaster *f, const struct plan *plan,
                     const struct change *change, int block, struct block_chances *out)
{
    const struct gate *gate = &f->gates[plan->query.gate];
    const double *x = f->roster.party_x[f->roster.president == 'R'];
    int lanes = block_lanes(f, block);
    memset(out->vice_yea, 0, sizeof out->vice_yea);
    for (int l = 0; l < lanes; l++) {
        const struct item *t = &gate->items[gate_first_particle(block) + l];
        out->vice_yea[l] =
            (float)(t->a + (double)change->intercept[l] +
                    (t->b1 + (double)change->slope[l]) * x[0] + t->b2 * x[1] +
                    t->c * caucus_sign(f->roster.president));
    }
    for (int l = 0; l < LANES; l += WIDTH)
        store(out->vice_yea + l, logistic(load(out->vice_yea + l)));
}
