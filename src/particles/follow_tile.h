/* Tile: votes that follow one another, under any selection. Included by path_tile.h. */

static void set_change(const struct aisle_forecaster *f, uint64_t selection, int block,
                       struct change *out)
{
    int first = gate_first_particle(block);
    out->any = false;
    out->gate = -1;
    memset(out->intercept, 0, sizeof out->intercept);
    memset(out->slope, 0, sizeof out->slope);
    for (int p = 0; p < f->package->provision_count; p++) {
        uint64_t bit = UINT64_C(1) << p;
        if ((selection & bit) == (f->written & bit))
            continue;
        float way = selection & bit ? 1.0F : -1.0F;
        const float *intercept = f->contents[p].draws[0] + first;
        const float *slope = f->contents[p].draws[1] + first;
        for (int l = 0; l < LANES; l += WIDTH) {
            add_to(out->intercept + l, way * load(intercept + l));
            add_to(out->slope + l, way * load(slope + l));
        }
        out->any = true;
    }
}

/* What the change adds to the log-odds of a seat at `x1`. */
INLINE vec moved_by(const struct change *change, const float *slack, float x1, int l)
{
    return load(slack + l) *
           (load(change->intercept + l) + x1 * load(change->slope + l));
}

/* Odds of what may be log-odds past all reason. */
INLINE vec odds_of(vec z)
{
    return exp_of(larger(smaller(z, splat(30.0F)), splat(-30.0F)));
}

/* From the odds of a yea at the gate before to those here, in place: in the worlds that
 * follow it, each cast there adds to the log-odds or takes away, and it is not known
 * which.
 *
 *   p = yea logistic(mean + size) + (1 - yea) logistic(mean - size)
 */
static void follow_seats(const struct aisle_forecaster *f, const struct gate *gate,
                         int block, const struct change *change, float odds[][LANES])
{
    const float error = (float)f->settings.repeat_error;
    const float history = (float)f->settings.repeat_history;
    const float up = (1 - error) / error; /* e^size */
    const float down = error / (1 - error);
    const float *same = world_row(gate, block, 0);
    for (int i = 0; i < f->roster.count; i++) {
        int caucus = caucus_index(f->roster.seats[i].caucus);
        const float *moved = world_row(gate, block, caucus < 0 ? 3 : 1 + caucus);
        const float *slack = gate->slack + block_index(f, block, i);
        const float *alone = gate->logit_alone + block_index(f, block, i);
        float x1 = (float)f->roster.seats[i].x[0];
        for (int l = 0; l < LANES; l += WIDTH) {
            vec z = load(alone + l);
            if (change->any)
                z += moved_by(change, slack, x1, l);
            ivec follows = load(same + l) > 0.5F;
            vec e = odds_of(pick(follows, -(history * z + load(moved + l)), z));
            vec first = load(odds[i] + l);
            vec yea = first / (1 + first);
            vec after_yea = 1 + e * down; /* 1 / logistic(mean + size) */
            vec after_nay = 1 + e * up;
            vec there = yea * after_nay + (1 - yea) * after_yea;
            vec not = e * (yea * down * after_nay + (1 - yea) * up * after_yea);
            vec next = larger(smaller(there / not, splat(1e6F)), splat(1e-6F));
            store(odds[i] + l, pick(follows, next, e));
        }
    }
}

/* The gate's log-odds as written; those of the gate before are ready. */
static void follow(const struct aisle_forecaster *f, struct gate *gate, int block)
{
    const struct change none = {.any = false};
    const struct gate *before = &f->gates[gate->after];
    const float *same = world_row(gate, block, 0);
    float odds[AISLE_SEATS_MAX][LANES];
    for (int i = 0; i < f->roster.count; i++)
        for (int l = 0; l < LANES; l += WIDTH)
            store(odds[i] + l,
                  odds_of(load(before->logit + block_index(f, block, i) + l)));
    follow_seats(f, gate, block, &none, odds);
    for (int i = 0; i < f->roster.count; i++) {
        size_t at = block_index(f, block, i);
        for (int l = 0; l < LANES; l += WIDTH)
            store(gate->logit + at + l,
                  pick(load(same + l) > 0.5F, log_of(load(odds[i] + l)),
                       load(gate->logit_alone + at + l)));
    }
}

/* Let change->odds hold the gate's odds under the change. An earlier roll call was on
 * the package as written, so what changes comes on top of what it says; a vote yet to be
 * taken is on the changed one. */
static void change_gate(const struct aisle_forecaster *f, const struct gate *gate,
                        int block, struct change *change)
{
    int g = (int)(gate - f->gates);
    if (change->gate == g)
        return;
    if (gate->follows) {
        change_gate(f, &f->gates[gate->after], block, change);
        follow_seats(f, gate, block, change, change->odds);
    } else {
        for (int i = 0; i < f->roster.count; i++) {
            const float *logit = gate->logit + block_index(f, block, i);
            const float *slack = gate->slack + block_index(f, block, i);
            float x1 = (float)f->roster.seats[i].x[0];
            for (int l = 0; l < LANES; l += WIDTH)
                store(change->odds[i] + l,
                      odds_of(load(logit + l) + moved_by(change, slack, x1, l)));
        }
    }
    change->gate = g;
}
