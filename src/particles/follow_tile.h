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

/* From the log-odds of a yea at the gate before, in `logit`, to those here: in the worlds
 * that follow it, each cast there adds to them or takes away, and it is not known which.
 *
 *   p = yea logistic(mean + size) + (1 - yea) logistic(mean - size)
 *
 * as odds, with e^-mean and e^size worked out once. */
static void follow_seats(const struct aisle_forecaster *f, const struct gate *gate,
                         int block, const struct change *change, float logit[][LANES])
{
    const float error = (float)f->settings.repeat_error;
    const float history = (float)f->settings.repeat_history;
    const float up = (1 - error) / error;
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
            vec mean = history * z + load(moved + l);
            mean = larger(smaller(mean, splat(30.0F)), splat(-30.0F));
            vec yea = logistic(load(logit[i] + l));
            vec e = exp_of(-mean);
            vec after_yea = 1 + e * down; /* 1 / logistic(mean + size) */
            vec after_nay = 1 + e * up;
            vec odds = (yea * after_nay + (1 - yea) * after_yea) /
                       (e * (yea * down * after_nay + (1 - yea) * up * after_yea));
            vec next = log_of(larger(smaller(odds, splat(1e6F)), splat(1e-6F)));
            store(logit[i] + l, pick(load(same + l) > 0.5F, next, z));
        }
    }
}

/* The gate's log-odds as written, in place; those of the gate before are ready. */
static void follow(const struct aisle_forecaster *f, struct gate *gate, int block)
{
    const struct gate *before = &f->gates[gate->after];
    const struct change none = {.any = false};
    float logit[AISLE_SEATS_MAX][LANES];
    size_t size = (size_t)f->roster.count * sizeof *logit;
    memcpy(logit, before->logit + block_index(f, block, 0), size);
    follow_seats(f, gate, block, &none, logit);
    memcpy(gate->logit + block_index(f, block, 0), logit, size);
}

/* Let change->logit hold the gate's log-odds under the change. An earlier roll call was
 * on the package as written, so what changes comes on top of what it says; a vote yet to
 * be taken is on the changed one. */
static void change_gate(const struct aisle_forecaster *f, const struct gate *gate,
                        int block, struct change *change)
{
    int g = (int)(gate - f->gates);
    if (change->gate == g)
        return;
    if (gate->follows) {
        change_gate(f, &f->gates[gate->after], block, change);
        follow_seats(f, gate, block, change, change->logit);
    } else {
        for (int i = 0; i < f->roster.count; i++) {
            const float *logit = gate->logit + block_index(f, block, i);
            const float *slack = gate->slack + block_index(f, block, i);
            float x1 = (float)f->roster.seats[i].x[0];
            for (int l = 0; l < LANES; l += WIDTH)
                store(change->logit[i] + l,
                      load(logit + l) + moved_by(change, slack, x1, l));
        }
    }
    change->gate = g;
}
