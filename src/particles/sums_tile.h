/* Tile: weighted sums of tallies. Included by path_tile.h. */

/* P(yea), and P(yea and carries) = yea x P(carries | yea): P(carries) is the mean of
 * the chances given each cast, and an absence is worth half of what lies between
 * nay and yea where it counts otherwise than nay. */
INLINE void add_senator(const struct tally_ledger *ledger,
                        const struct tally_casts *casts, const struct tally_result *r,
                        int i, int lane, vec weight, struct tally_sums *sums)
{
    vec yea = load(casts->yea[i] + lane);
    vec absent = load(casts->absent[i] + lane);
    vec turns = load(r->turns[i] + lane);
    vec given_yea =
        load(r->carries + lane) + (1 - yea - ledger->absent * absent) * turns;
    add_to(sums->absent[i] + lane, weight * absent);
    add_to(sums->turns[i] + lane, weight * turns);
    add_to(sums->support[i] + lane, weight * yea);
    add_to(sums->both[i] + lane, weight * yea * given_yea);
}

/* The leader's recorded yea, and the recorded yea counts. */
INLINE void record_leader(const struct tally_ledger *ledger,
                          const struct tally_casts *casts, const struct tally_result *r,
                          int lane, vec weight, struct tally_sums *sums)
{
    int last = casts->count - 1;
    vec yea = load(casts->yea[last] + lane);
    vec recorded = splat(0);
    for (int k = 0; k <= last; k++) {
        vec others = weight * load(r->yeas_but_last[k] + lane);
        vec yes = yea * (k + 1 >= ledger->cut ? 1 : 1 - ledger->nay);
        add_to(sums->yeas[k] + lane, others * (1 - yes));
        add_to(sums->yeas[k + 1] + lane, others * yes);
        recorded += others * yes;
    }
    add_to(sums->recorded + lane, recorded);
}

static void add_sums(const struct tally_ledger *ledger, const struct tally_casts *casts,
                     const struct tally_result *result, const float *weight,
                     struct tally_sums *sums)
{
    for (int lane = 0; lane < TALLY_LANES; lane += WIDTH) {
        vec w = load(weight + lane);
        add_to(sums->weight + lane, w);
        for (int i = 0; i < casts->count; i++)
            add_senator(ledger, casts, result, i, lane, w, sums);
        record_leader(ledger, casts, result, lane, w, sums);
    }
}
