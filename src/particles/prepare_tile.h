/* Tile: log-odds of the package as written, and what positions taken say of the
 * particles. Included by path_tile.h. */

/* The items of a block, a column each. */
struct columns {
    float a[LANES], b1[LANES], b2[LANES], c[LANES];
};

/* What the item alone says, attenuated by what is not known about the senator. */
static void prepare_seat(const struct aisle_forecaster *f, struct gate *gate,
                         const struct columns *t, int b, int seat_index)
{
    const float pi_8 = 0.39269908F;
    const struct seat *seat = &f->roster.seats[seat_index];
    const float party = (float)caucus_sign(seat->caucus);
    const float x[2] = {(float)seat->x[0], (float)seat->x[1]};
    const float v[3] = {(float)seat->v[0], (float)seat->v[1], (float)seat->v[2]};
    float *logit = gate->logit + block_index(f, b, seat_index);
    float *slack = gate->slack + block_index(f, b, seat_index);
    for (int l = 0; l < LANES; l++) {
        float spread = t->b1[l] * t->b1[l] * v[0] + 2 * t->b1[l] * t->b2[l] * v[1] +
                       t->b2[l] * t->b2[l] * v[2];
        float s = 1 / __builtin_sqrtf(1 + pi_8 * (spread > 0 ? spread : 0));
        slack[l] = s;
        logit[l] = s * (t->a[l] + t->b1[l] * x[0] + t->b2[l] * x[1] + t->c[l] * party);
    }
}

/* Yea share of a caucus in the particles of a block. */
static void shares(const struct aisle_forecaster *f, const struct gate *gate, int block,
                   int caucus, float *share)
{
    int count = 0;
    memset(share, 0, LANES * sizeof *share);
    for (int i = 0; i < f->roster.count; i++) {
        const float *logit = gate->logit + block_index(f, block, i);
        if (caucus_index(f->roster.seats[i].caucus) != caucus)
            continue;
        count++;
        for (int l = 0; l < LANES; l += WIDTH)
            add_to(share + l, logistic(load(logit + l)));
    }
    for (int l = 0; l < LANES; l++)
        share[l] = count ? share[l] / (float)count : 0.5F;
}

/* Where each caucus stands is 2 x its yea share - 1. */
static void add_habits(const struct aisle_forecaster *f, struct gate *gate, int b)
{
    float share[2][LANES];
    shares(f, gate, b, 0, share[0]);
    shares(f, gate, b, 1, share[1]);
    for (int i = 0; i < f->roster.count; i++) {
        int c = caucus_index(f->roster.seats[i].caucus);
        const struct habit *h = &gate->habits[i];
        float *logit = gate->logit + block_index(f, b, i);
        if (c < 0)
            continue;
        for (int l = 0; l < LANES; l += WIDTH)
            add_to(logit + l, (float)h->level +
                                  (float)h->party * (2 * load(share[c] + l) - 1) +
                                  (float)h->other * (2 * load(share[1 - c] + l) - 1));
    }
}

static void prepare(const struct aisle_forecaster *f, struct gate *gate, int b)
{
    struct columns t = {{0}, {0}, {0}, {0}};
    for (int l = 0; l < block_lanes(f, b); l++) {
        const struct item *item = &gate->items[gate_first_particle(b) + l];
        t.a[l] = (float)item->a;
        t.b1[l] = (float)item->b1;
        t.b2[l] = (float)item->b2;
        t.c[l] = (float)item->c;
    }
    for (int i = 0; i < f->roster.count; i++)
        prepare_seat(f, gate, &t, b, i);
    add_habits(f, gate, b);
}

/* Chance of what a seat said once his mate has spoken. */
INLINE vec heard_after(vec p, vec q, float odds, const struct voice *v)
{
    struct pair c = pair_of(p, q, odds);
    vec yea = c.yy * v->mate_yea + c.yn * (1 - v->mate_yea);
    vec nay = c.ny * v->mate_yea + c.nn * (1 - v->mate_yea);
    return (v->yea * yea + (1 - v->yea) * nay) / (yea + nay);
}

/* Log of the chance of what seats said, in the particles of a block. */
static void heard(const struct aisle_forecaster *f, const struct gate *gate, int block,
                  int count, const struct voice *voices, float *log_chance)
{
    memset(log_chance, 0, LANES * sizeof *log_chance);
    for (int k = 0; k < count; k++) {
        const float *logit = gate->logit + block_index(f, block, voices[k].seat);
        float yea = voices[k].yea;
        for (int l = 0; l < LANES; l += WIDTH) {
            vec p = logistic(load(logit + l));
            vec chance = (1 - yea) + (2 * yea - 1) * p;
            if (voices[k].mate >= 0) {
                const float *mate = gate->logit + block_index(f, block, voices[k].mate);
                vec q = logistic(load(mate + l));
                chance = heard_after(p, q, (float)f->settings.state_odds, &voices[k]);
            }
            add_to(log_chance + l, voices[k].weight * log_of(chance));
        }
    }
}

/* x becomes e^x, and 0 below -87. */
static void exponentials(int count, float *x)
{
    int k = 0;
    for (; k + WIDTH <= count; k += WIDTH) {
        vec v = load(x + k);
        store(x + k, pick(v > -87.0F, exp_of(larger(v, splat(-87.0F))), splat(0.0F)));
    }
    if (k < count) {
        float rest[WIDTH] = {0};
        memcpy(rest, x + k, (size_t)(count - k) * sizeof *x);
        exponentials(WIDTH, rest);
        memcpy(x + k, rest, (size_t)(count - k) * sizeof *x);
    }
}

/* Sixteen sums in turn, whatever WIDTH is. */
static double dot(int count, const float *x, const float *y)
{
    float part[16] = {0};
    double sum = 0;
    int k = 0;
    for (; k + 16 <= count; k += 16)
        for (int l = 0; l < 16; l += WIDTH)
            add_to(part + l, load(x + k + l) * load(y + k + l));
    for (; k < count; k++)
        sum += (double)x[k] * (double)y[k];
    for (int l = 0; l < 16; l++)
        sum += (double)part[l];
    return sum;
}
