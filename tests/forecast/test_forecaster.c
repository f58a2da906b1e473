/* The forecaster as a whole: what must hold for any package. */
#include "fixture.h"

#include "particles/path.h"

static bool same_forecast(const struct aisle_forecast *a,
                          const struct aisle_forecast *b)
{
    bool same = a->p_all == b->p_all && a->vote_count == b->vote_count &&
                a->particle_ess == b->particle_ess;
    for (int g = 0; same && g < a->vote_count; g++) {
        const struct aisle_forecast_vote *v = &a->votes[g];
        const struct aisle_forecast_vote *w = &b->votes[g];
        same = v->p_pass == w->p_pass && v->p_pass_q05 == w->p_pass_q05 &&
               v->p_pass_q95 == w->p_pass_q95 && v->p_pass_mcse == w->p_pass_mcse &&
               v->yea_mean == w->yea_mean && v->reason_count == w->reason_count &&
               memcmp(v->distribution, w->distribution, sizeof v->distribution) == 0;
        for (int i = 0; same && i < v->senator_count; i++)
            same = v->senators[i].p_yea == w->senators[i].p_yea &&
                   v->senators[i].p_absent == w->senators[i].p_absent &&
                   v->senators[i].p_pivotal == w->senators[i].p_pivotal;
        for (int k = 0; same && k < v->reason_count; k++)
            same = v->reasons[k].effect == w->reasons[k].effect &&
                   strcmp(v->reasons[k].text, w->reasons[k].text) == 0;
    }
    return same;
}

static void chances_are_chances(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast out;
    fixture_make(&f);
    f.package.vote_count = 3;
    fixture_forecast(&f, &out);
    for (int g = 0; g < out.vote_count; g++) {
        const struct aisle_forecast_vote *v = &out.votes[g];
        double sum = 0;
        double mean = 0;
        double yeas = 0;
        for (int k = 0; k <= SEATS; k++) {
            sum += v->distribution[k];
            mean += k * v->distribution[k];
        }
        for (int i = 0; i < v->senator_count; i++) {
            const struct aisle_forecast_senator *s = &v->senators[i];
            yeas += s->p_yea;
            assert_true(s->p_yea >= 0 && s->p_absent >= 0);
            assert_true(s->p_yea + s->p_absent <= 1 + 1e-9);
            assert_true(s->p_pivotal >= -1e-12 && s->p_pivotal <= 1);
        }
        assert_int_equal(v->senator_count, SEATS);
        assert_near(sum, 1, 1e-9);
        assert_near(mean, yeas, 1e-4); /* counts and senators agree */
        assert_near(v->yea_mean, mean, 1e-9);
        assert_true(v->p_pass_q05 <= v->p_pass && v->p_pass <= v->p_pass_q95);
        assert_true(v->p_pass_mcse > 0 && v->p_pass_mcse < 0.05);
        assert_true(v->yea_q05 <= v->yea_q10 && v->yea_q10 <= v->yea_q50);
        assert_true(v->yea_q50 <= v->yea_q90 && v->yea_q90 <= v->yea_q95);
        assert_int_equal(v->actual_yea, -1);
    }
    assert_int_equal(out.votes[0].threshold, 60);
    assert_int_equal(out.votes[2].threshold, 67);
    assert_near(out.p_all,
                out.votes[0].p_pass * out.votes[1].p_pass * out.votes[2].p_pass, 1e-12);
    aisle_forecast_clear(&out);
    fixture_clear(&f);
}

/* The bank is half party-line, half bipartisan; so are the forecast's yeas. The
 * same senators taken as independent would hide that. */
static void errors_are_correlated(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast out;
    fixture_make(&f);
    fixture_forecast(&f, &out);
    const struct aisle_forecast_vote *v = &out.votes[0];
    double independent = 0;
    for (int i = 0; i < v->senator_count; i++)
        independent += v->senators[i].p_yea * (1 - v->senators[i].p_yea);
    assert_true(v->yea_sd > 2.5 * sqrt(independent));
    double low = 0;
    double high = 0;
    for (int k = 0; k <= SEATS; k++) {
        low += k <= 56 ? v->distribution[k] : 0;
        high += k >= 64 ? v->distribution[k] : 0;
    }
    assert_true(low > 0.3 && high > 0.3);
    assert_near(v->base_rate, 0.5, 0.06);
    assert_near(v->p_pass, v->base_rate, 0.12);
    aisle_forecast_clear(&out);
    fixture_clear(&f);
}

static void threads_do_not_matter(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast one;
    struct aisle_forecast two;
    struct aisle_forecast five;
    fixture_make(&f);
    fixture_say(&f, "R00", AISLE_POSITION_YES);
    fixture_forecast(&f, &one);
    f.options.threads = 2;
    fixture_forecast(&f, &two);
    f.options.threads = 5;
    fixture_forecast(&f, &five);
    assert_true(same_forecast(&one, &two));
    assert_true(same_forecast(&one, &five));
    f.options.seed++;
    struct aisle_forecast other;
    fixture_forecast(&f, &other);
    assert_false(same_forecast(&one, &other));
    assert_near(one.votes[0].p_pass, other.votes[0].p_pass,
                6 * (one.votes[0].p_pass_mcse + other.votes[0].p_pass_mcse));
    aisle_forecast_clear(&one);
    aisle_forecast_clear(&two);
    aisle_forecast_clear(&five);
    aisle_forecast_clear(&other);
    fixture_clear(&f);
}

/* Every kind of processor that this one can stand for gives the same bytes. */
static void paths_do_not_matter(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast plain;
    struct aisle_forecast out;
    fixture_make(&f);
    fixture_say(&f, "R00", AISLE_POSITION_YES);
    struct aisle_statement *wait = fixture_say(&f, "R01", AISLE_POSITION_CONDITIONAL);
    wait->condition = AISLE_CONDITION_CAUCUS_COUNT;
    wait->condition_caucus = 'R';
    wait->condition_count = 20;
    struct following half = {.history = 0.7F, .size = 3};
    for (int l = 0; l < LANES; l += 2)
        half.same[l] = true;
    struct aisle_forecaster *made = fixture_new(&f);
    for (int kind = PATH_PLAIN; kind < PATH_KINDS; kind++) {
        made->path = path_of((enum path_kind)kind);
        if (!made->path)
            continue;
        for (int g = 0; g < made->gate_count; g++)
            kernel_prepare(made, &made->gates[g]);
        for (int b = 0; b < made->blocks; b++)
            kernel_follow(made, &made->gates[0], &made->gates[1], b, &half);
        aisle_forecast_init(&out);
        assert_int_equal(aisle_forecaster_eval(f.ctx, made, made->written, NAN, &out),
                         AISLE_OK);
        if (kind == PATH_PLAIN)
            plain = out;
        else {
            assert_true(same_forecast(&plain, &out));
            aisle_forecast_clear(&out);
        }
    }
    aisle_forecast_clear(&plain);
    aisle_forecaster_free(made);
    fixture_clear(&f);
}

/* A vote is taken once those before it carry, which makes it likelier to. Where
 * everybody repeats and history counts for nothing, senators stand as they did. */
static void votes_follow_one_another(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast both;
    struct aisle_forecast alone;
    fixture_make(&f);
    fixture_forecast(&f, &both);
    struct aisle_package_vote *votes = f.package.votes;
    f.package.votes = votes + 1;
    f.package.vote_count = 1;
    fixture_forecast(&f, &alone);
    assert_true(both.votes[1].p_pass > alone.votes[0].p_pass + 0.05);
    f.package.votes = votes;
    f.package.vote_count = 2;
    fixture_set(&f, "forecast_repeat_share_passage", 1);
    fixture_set(&f, "forecast_repeat_history", 0);
    fixture_set(&f, "forecast_repeat_caucus_sd", 0);
    fixture_set(&f, "forecast_repeat_error", 0.001);
    struct aisle_forecaster *made = fixture_new(&f);
    const struct gate *first = &made->gates[0];
    const struct gate *next = &made->gates[1];
    assert_int_equal(next->after, 0);
    assert_true(next->follows);
    for (size_t k = 0; k < block_index(made, made->blocks, 0); k += 97)
        assert_near(num_logistic((double)next->logit[k]),
                    num_logistic((double)first->logit[k]), 0.002);
    double top = -INFINITY;
    for (int m = 0; m < made->particles; m++)
        top = fmax(top, next->log_reach[m]);
    for (int m = 0; m < made->particles; m++)
        assert_near(log(next->weight[m] / next->weight[0]),
                    next->log_reach[m] - next->log_reach[0], 1e-9);
    assert_near(top, 0, 1e-3); /* some world carries for sure */
    aisle_forecaster_free(made);
    f.package.vote_count = 3;
    aisle_forecast_clear(&both);
    aisle_forecast_clear(&alone);
    fixture_clear(&f);
}

/* One who votes yea on all that is like the package, and on nothing else more than his
 * ideal point says, is likelier to than that says. */
static void subjects_part_senators(void **state)
{
    (void)state;
    enum { WHO = 90 }; /* R40 */
    struct fixture f;
    struct aisle_forecast with;
    struct aisle_forecast without;
    fixture_make(&f);
    for (int k = 0; k < ROLLCALLS; k++)
        if (strcmp(f.votes.rollcalls[k].question, "border security money") == 0 &&
            k % 4 == 0)
            f.votes.casts[k * SEATS + WHO] = AISLE_CAST_YEA;
    fixture_forecast(&f, &with);
    fixture_set(&f, "forecast_subject_sd", 0.001);
    fixture_forecast(&f, &without);
    assert_true(with.votes[0].senators[WHO].p_yea >
                without.votes[0].senators[WHO].p_yea + 0.01);
    assert_near(with.votes[0].senators[WHO - 1].p_yea,
                without.votes[0].senators[WHO - 1].p_yea, 0.05);
    aisle_forecast_clear(&with);
    aisle_forecast_clear(&without);
    fixture_clear(&f);
}

static bool is_noted(const struct aisle_forecast *forecast, const char *words)
{
    for (int k = 0; k < forecast->note_count; k++)
        if (strstr(forecast->notes[k], words))
            return true;
    return false;
}

static void thin_history_is_noted(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast out;
    fixture_make(&f);
    fixture_forecast(&f, &out);
    assert_false(is_noted(&out, "past votes are of its kind"));
    aisle_forecast_clear(&out);
    f.votes.rollcall_count = 30; /* every second one a cloture */
    fixture_forecast(&f, &out);
    assert_int_equal(out.votes[0].base_count, 15);
    assert_true(is_noted(&out, "proceed: only 15 past votes are of its kind"));
    aisle_forecast_clear(&out);
    fixture_clear(&f);
}

static void a_yes_never_lowers(void **state)
{
    (void)state;
    static const char *const who[] = {"D00", "D25", "D49", "R00", "R25", "R47"};
    for (size_t k = 0; k < sizeof who / sizeof *who; k++) {
        struct fixture f;
        struct aisle_forecast without;
        struct aisle_forecast with;
        struct aisle_forecast against;
        fixture_make(&f);
        fixture_forecast(&f, &without);
        struct aisle_statement *s = fixture_say(&f, who[k], AISLE_POSITION_LEAN_YES);
        fixture_forecast(&f, &with);
        s->position = AISLE_POSITION_NO;
        fixture_forecast(&f, &against);
        for (int g = 0; g < 2; g++) {
            int i = fixture_senator(&without.votes[g], who[k]);
            assert_true(with.votes[g].senators[i].p_yea >=
                        without.votes[g].senators[i].p_yea - 1e-9);
            assert_true(against.votes[g].senators[i].p_yea <=
                        without.votes[g].senators[i].p_yea + 1e-9);
            assert_int_equal(with.votes[g].senators[i].statement_count, 1);
        }
        aisle_forecast_clear(&without);
        aisle_forecast_clear(&with);
        aisle_forecast_clear(&against);
        fixture_clear(&f);
    }
}

/* A moderate of the minority who comes along brings others; one statement about a
 * provision is the senator's own affair. */
static void statements_speak_for_others(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast plain;
    struct aisle_forecast vote;
    struct aisle_forecast provision;
    fixture_make(&f);
    fixture_forecast(&f, &plain);
    struct aisle_statement *s = fixture_say(&f, "R20", AISLE_POSITION_YES);
    fixture_forecast(&f, &vote);
    s->provision = 0;
    s->about = (char *)"p";
    fixture_forecast(&f, &provision);
    int other = fixture_senator(&plain.votes[0], "R10");
    assert_true(vote.votes[0].senators[other].p_yea >
                plain.votes[0].senators[other].p_yea + 0.1);
    assert_near(provision.votes[0].senators[other].p_yea,
                plain.votes[0].senators[other].p_yea, 1e-12);
    int own = fixture_senator(&plain.votes[0], "R20");
    assert_true(provision.votes[0].senators[own].p_yea >
                plain.votes[0].senators[own].p_yea);
    aisle_forecast_clear(&plain);
    aisle_forecast_clear(&vote);
    aisle_forecast_clear(&provision);
    fixture_clear(&f);
}

static void a_cue_moves_its_caucus(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast plain;
    struct aisle_forecast out;
    fixture_make(&f);
    fixture_forecast(&f, &plain);
    f.package.cue_count = 1;
    f.cues[0] = (struct aisle_cue){.date = f.package.as_of,
                                   .caucus = 'R',
                                   .direction = -1,
                                   .who = (char *)"the leader",
                                   .source = (char *)"a newspaper",
                                   .vote = -1};
    fixture_forecast(&f, &out);
    double yeas = 0;
    for (int i = 50; i < SEATS; i++)
        yeas += out.votes[0].senators[i].p_yea / 50;
    double share = 0;
    for (int k = 0; k < f.parameters.count; k++)
        if (strcmp(f.parameters.items[k].name, "forecast_cue_oppose_yea_share") == 0)
            share = f.parameters.items[k].value;
    assert_near(yeas, share, 0.02);
    assert_true(out.votes[0].p_pass < plain.votes[0].p_pass - 0.2);
    aisle_forecast_clear(&out);
    /* a call after the as-of date is not heard */
    f.cues[0].date++;
    fixture_forecast(&f, &out);
    assert_near(out.votes[0].p_pass, plain.votes[0].p_pass, 0);
    aisle_forecast_clear(&plain);
    aisle_forecast_clear(&out);
    fixture_clear(&f);
}

static void later_statements_change_nothing(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast without;
    struct aisle_forecast with;
    fixture_make(&f);
    fixture_say(&f, "D10", AISLE_POSITION_YES);
    fixture_forecast(&f, &without);
    fixture_say(&f, "R10", AISLE_POSITION_NO)->date++;
    fixture_say(&f, "Nobody", AISLE_POSITION_NO)->date += 90;
    fixture_forecast(&f, &with);
    assert_true(same_forecast(&without, &with));
    assert_int_equal(with.note_count, without.note_count + 1); /* it says so */
    aisle_forecast_clear(&without);
    aisle_forecast_clear(&with);
    fixture_clear(&f);
}

static void a_later_word_replaces_an_earlier(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast one;
    struct aisle_forecast two;
    fixture_make(&f);
    fixture_say(&f, "R10", AISLE_POSITION_YES);
    fixture_forecast(&f, &one);
    f.package.statement_count = 0;
    fixture_say(&f, "R10", AISLE_POSITION_NO)->date -= 5;
    fixture_say(&f, "R10", AISLE_POSITION_YES);
    fixture_forecast(&f, &two);
    assert_near(one.votes[0].p_pass, two.votes[0].p_pass, 0);
    aisle_forecast_clear(&one);
    aisle_forecast_clear(&two);
    fixture_clear(&f);
}

static void suppositions_hold(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast out;
    struct aisle_suppose supposes[3] = {{"B000060", AISLE_CAST_YEA},
                                        {"B000020", AISLE_CAST_NAY},
                                        {"B000030", AISLE_CAST_ABSENT}};
    fixture_make(&f);
    fixture_say(&f, "R10", AISLE_POSITION_NO); /* B000060: replaced */
    f.options.suppose = supposes;
    f.options.suppose_count = 3;
    fixture_forecast(&f, &out);
    for (int g = 0; g < 2; g++) {
        const struct aisle_forecast_senator *s = out.votes[g].senators;
        assert_near(s[60].p_yea, 1, 1e-12);
        assert_near(s[20].p_yea, 0, 1e-12);
        assert_near(s[20].p_absent, 0, 1e-12);
        assert_near(s[30].p_absent, 1, 1e-12);
        assert_near(s[30].p_yea, 0, 1e-12);
    }
    aisle_forecast_clear(&out);
    fixture_clear(&f);
}

static void quick_equals_eval(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast out;
    fixture_make(&f);
    f.options.particles = 1000; /* not a whole number of blocks */
    f.package.vote_count = 3;
    fixture_say(&f, "D49", AISLE_POSITION_LEAN_YES);
    fixture_say(&f, "R01", AISLE_POSITION_CONDITIONAL)->condition =
        AISLE_CONDITION_FAIR_EFFICIENT;
    struct aisle_forecaster *made = fixture_new(&f);
    double *yeas = mem_new(1000, sizeof *yeas);
    for (uint64_t selection = 0; selection < 16; selection += 5) {
        assert_int_equal(aisle_forecaster_eval(f.ctx, made, selection, 0.7, &out),
                         AISLE_OK);
        for (int g = 0; g < 3; g++) {
            struct aisle_forecaster_short quick;
            double p_yea[SEATS];
            aisle_forecaster_quick(made, g, selection, 0.7, &quick, p_yea, yeas);
            assert_near(quick.p_pass, out.votes[g].p_pass, 2e-3);
            assert_near(quick.p_pass_q05, out.votes[g].p_pass_q05, 4e-3);
            assert_near(quick.p_pass_q95, out.votes[g].p_pass_q95, 4e-3);
            assert_near(quick.yea_mean, out.votes[g].yea_mean, 5e-3);
            double mean = 0;
            for (int m = 0; m < 1000; m++)
                mean += aisle_forecaster_weights(made, g)[m] * yeas[m];
            assert_near(mean, quick.yea_mean, 1e-9);
            for (int i = 0; i < SEATS; i++)
                assert_near(p_yea[i], out.votes[g].senators[i].p_yea, 1e-3);
        }
        aisle_forecast_clear(&out);
    }
    free(yeas);
    aisle_forecaster_free(made);
    fixture_clear(&f);
}

/* Every selection is judged on the same particles: a change and its reverse are
 * one number, and what a change does depends little on the seed. */
static void selections_cohere(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecaster_short base;
    struct aisle_forecaster_short both;
    fixture_make(&f);
    struct aisle_forecaster *made = fixture_new(&f);
    double *a = mem_new(512, sizeof *a);
    double *b = mem_new(512, sizeof *b);
    aisle_forecaster_quick(made, 0, 3, NAN, &base, NULL, a);
    aisle_forecaster_quick(made, 0, 7, NAN, &both, NULL, b);
    double mean = 0;
    double square = 0;
    for (int m = 0; m < 512; m++) {
        double d = b[m] - a[m];
        mean += aisle_forecaster_weights(made, 0)[m] * d;
        square += aisle_forecaster_weights(made, 0)[m] * d * d;
    }
    assert_near(mean, both.yea_mean - base.yea_mean, 1e-9);
    /* no anchors: not identified, near nothing on average, uncertain in each */
    assert_false(aisle_forecaster_identified(made, 2));
    assert_true(fabs(mean) < 0.5);
    assert_true(sqrt(square) > 0.5);
    aisle_forecaster_quick(made, 0, 3, NAN, &both, NULL, b);
    assert_memory_equal(a, b, 512 * sizeof *a);
    free(a);
    free(b);
    aisle_forecaster_free(made);
    fixture_clear(&f);
}

static double chance_of(const struct aisle_forecaster *made, int seat,
                        uint64_t selection, double fair)
{
    double p_yea[SEATS];
    struct aisle_forecaster_short out;
    aisle_forecaster_quick(made, 0, selection, fair, &out, p_yea, NULL);
    return p_yea[seat];
}

static void conditions_bind(void **state)
{
    (void)state;
    struct fixture f;
    fixture_make(&f);
    fixture_set(&f, "forecast_content_weight", 0); /* the condition alone */
    struct aisle_statement *s = fixture_say(&f, "R05", AISLE_POSITION_CONDITIONAL);
    s->condition = AISLE_CONDITION_PROVISION;
    s->condition_provision = 2;
    s = fixture_say(&f, "R06", AISLE_POSITION_CONDITIONAL);
    s->condition = AISLE_CONDITION_WITHOUT;
    s->condition_provision = 2;
    s = fixture_say(&f, "D30", AISLE_POSITION_CONDITIONAL);
    s->condition = AISLE_CONDITION_FAIR_EFFICIENT;
    s = fixture_say(&f, "R03", AISLE_POSITION_CONDITIONAL);
    s->condition = AISLE_CONDITION_CAUCUS_COUNT;
    s->condition_caucus = 'R';
    s->condition_count = 25;
    struct aisle_forecaster *made = fixture_new(&f);
    assert_true(chance_of(made, 55, 7, NAN) > chance_of(made, 55, 3, NAN) + 0.05);
    assert_true(chance_of(made, 56, 7, NAN) < chance_of(made, 56, 3, NAN) - 0.05);
    assert_true(chance_of(made, 30, 3, 1) > chance_of(made, 30, 3, 0));
    assert_near(chance_of(made, 30, 3, NAN),
                (chance_of(made, 30, 3, 0) + chance_of(made, 30, 3, 1)) / 2, 1e-5);
    double waits = chance_of(made, 53, 3, NAN);
    aisle_forecaster_free(made);
    s->condition_count = 0; /* met by nobody's leave */
    made = fixture_new(&f);
    assert_true(chance_of(made, 53, 3, NAN) > waits + 0.02);
    aisle_forecaster_free(made);
    s->condition_count = 51; /* cannot be met */
    made = fixture_new(&f);
    assert_true(chance_of(made, 53, 3, NAN) < waits + 1e-9);
    aisle_forecaster_free(made);
    fixture_clear(&f);
}

/* Anchors of one side leave content and proposer tangled; of both, they do not. */
static void anchors_of_both_sides_identify(void **state)
{
    (void)state;
    struct fixture f;
    fixture_make(&f);
    for (int k = 0; k < 2; k++) {
        f.anchors[0][k] = (struct aisle_anchor){.congress = 118,
                                                .number = 2 + 2 * k,
                                                .sign = 1,
                                                .side = AISLE_SIDE_R,
                                                .line = 1};
        f.anchors[1][k] = (struct aisle_anchor){.congress = 118,
                                                .number = 2 + 2 * k,
                                                .sign = 1,
                                                .side = k ? AISLE_SIDE_D : AISLE_SIDE_R,
                                                .line = 1};
        f.anchors[2][k] = (struct aisle_anchor){.congress = 118,
                                                .number = 2 + 2 * k,
                                                .sign = k ? -1 : 1,
                                                .side = AISLE_SIDE_R,
                                                .line = 1};
    }
    f.provisions[0].anchor_count = 2;
    f.provisions[1].anchor_count = 2;
    f.provisions[2].anchor_count = 2;
    struct aisle_forecaster *made = fixture_new(&f);
    assert_false(aisle_forecaster_identified(made, 0));
    assert_true(aisle_forecaster_identified(made, 1));
    assert_true(aisle_forecaster_identified(made, 2));
    assert_false(aisle_forecaster_identified(made, 3));
    aisle_forecaster_free(made);
    fixture_clear(&f);
}

static bool has_reason(const struct aisle_forecast_vote *v, const char *words)
{
    for (int k = 0; k < v->reason_count; k++)
        if (strstr(v->reasons[k].text, words))
            return true;
    return false;
}

/* An earlier roll call on the measure tells something, and its own votes leave the
 * bank. */
static void the_measure_remembers(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast cold;
    struct aisle_forecast warm;
    fixture_make(&f);
    fixture_forecast(&f, &cold);
    f.package.measure = (char *)"H.R. 815";
    fixture_forecast(&f, &warm);
    assert_true(warm.votes[0].base_count < cold.votes[0].base_count);
    assert_true(has_reason(&warm.votes[0], "last roll call"));
    aisle_forecast_clear(&cold);
    aisle_forecast_clear(&warm);
    fixture_clear(&f);
}

/* Where all worlds repeat and nothing else counts, senators do what they did but for
 * the error. */
static void a_repeat_is_a_repeat(void **state)
{
    (void)state;
    enum { LAST = 155 }; /* roll call on the measure, a passage */
    struct fixture f;
    struct aisle_forecast out;
    fixture_make(&f);
    f.package.measure = (char *)"H.R. 815";
    fixture_set(&f, "forecast_repeat_share_passage", 1);
    fixture_set(&f, "forecast_repeat_error", 0.05);
    fixture_set(&f, "forecast_repeat_history", 0);
    fixture_set(&f, "forecast_repeat_caucus_sd", 0);
    fixture_forecast(&f, &out);
    const struct aisle_forecast_vote *v = &out.votes[1];
    for (int i = 0; i < v->senator_count; i++) {
        uint8_t cast = f.votes.casts[LAST * SEATS + i];
        double p = v->senators[i].p_yea / (1 - v->senators[i].p_absent);
        if (cast != AISLE_CAST_ABSENT)
            assert_near(p, cast == AISLE_CAST_YEA ? 0.95 : 0.05, 1e-5);
    }
    aisle_forecast_clear(&out);
    fixture_clear(&f);
}

/* Roll calls on an earlier text of the measure are like votes and no more, and an
 * earlier word counts for less. */
static void another_text_is_left_out(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast cold;
    struct aisle_forecast out;
    fixture_make(&f);
    struct aisle_statement *s = fixture_say(&f, "R20", AISLE_POSITION_YES);
    fixture_forecast(&f, &cold);
    f.package.measure = (char *)"H.R. 815";
    f.package.text_since = fixture_day(ROLLCALLS - 1);
    fixture_forecast(&f, &out);
    assert_int_equal(out.votes[0].base_count, cold.votes[0].base_count);
    assert_near(out.votes[0].p_pass, cold.votes[0].p_pass, 0);
    assert_true(has_reason(&out.votes[0], "another text"));
    assert_false(has_reason(&out.votes[0], "last roll call"));
    aisle_forecast_clear(&out);
    s->date = f.package.text_since - 1;
    fixture_forecast(&f, &out);
    int own = fixture_senator(&out.votes[0], "R20");
    assert_true(out.votes[0].senators[own].p_yea <
                cold.votes[0].senators[own].p_yea - 0.02);
    aisle_forecast_clear(&out);
    /* a text older than the votes is theirs */
    f.package.text_since = fixture_day(0);
    fixture_forecast(&f, &out);
    assert_true(has_reason(&out.votes[0], "last roll call"));
    assert_false(has_reason(&out.votes[0], "another text"));
    aisle_forecast_clear(&out);
    aisle_forecast_clear(&cold);
    fixture_clear(&f);
}

/* The effects of the steps add up to the way from the base rate to the chance. */
static void reasons_add_up(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast out;
    fixture_make(&f);
    fixture_say(&f, "R10", AISLE_POSITION_YES);
    fixture_say(&f, "D40", AISLE_POSITION_NO)->provision = 1;
    fixture_forecast(&f, &out);
    const struct aisle_forecast_vote *v = &out.votes[0];
    double sum = v->base_rate;
    for (int k = 0; k < v->reason_count; k++)
        if (strncmp(v->reasons[k].text, "of which", 8) != 0)
            sum += v->reasons[k].effect;
    assert_near(sum, v->p_pass, 2e-3);
    aisle_forecast_clear(&out);
    fixture_clear(&f);
}

/* However sure the evidence, a kind of vote may be one that never was taken. */
static void nothing_is_certain(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast out;
    struct aisle_suppose supposes[SEATS];
    for (int nay = 0; nay < 2; nay++) {
        fixture_make(&f);
        f.options.suppose = supposes;
        f.options.suppose_count = SEATS;
        for (int m = 0; m < SEATS; m++) {
            memcpy(supposes[m].bioguide, f.votes.members[m].bioguide, 12);
            supposes[m].cast = nay ? AISLE_CAST_NAY : AISLE_CAST_YEA;
        }
        fixture_forecast(&f, &out);
        const struct aisle_forecast_vote *v = &out.votes[0];
        assert_true(v->p_pass > 0.01 && v->p_pass < 0.99);
        assert_true(v->p_pass_q95 - v->p_pass_q05 > 0.03);
        assert_true(nay ? v->p_pass_q95 > 0.03 : v->p_pass_q05 < 0.97);
        assert_true(v->p_pass_q05 <= v->p_pass && v->p_pass <= v->p_pass_q95);
        assert_true(has_reason(v, "Doubt"));
        aisle_forecast_clear(&out);
        fixture_clear(&f);
    }
}

/* A failing cloture may lose the majority leader's recorded yea, never the vote. */
static void the_leader_may_vote_nay(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast with;
    struct aisle_forecast without;
    fixture_make(&f);
    fixture_forecast(&f, &with);
    fixture_set(&f, "forecast_leader_procedural_nay", 0);
    fixture_forecast(&f, &without);
    assert_near(with.votes[0].p_pass, without.votes[0].p_pass, 0);
    assert_true(with.votes[0].senators[10].p_yea <
                without.votes[0].senators[10].p_yea - 0.05);
    assert_near(with.votes[0].senators[11].p_yea, without.votes[0].senators[11].p_yea,
                0);
    assert_near(with.votes[1].senators[10].p_yea, without.votes[1].senators[10].p_yea,
                0);
    aisle_forecast_clear(&with);
    aisle_forecast_clear(&without);
    fixture_clear(&f);
}

/* Two seats fall empty: three-fifths of those sworn is 59. */
static void vacancies_lower_the_bar(void **state)
{
    (void)state;
    struct fixture f;
    struct aisle_forecast out;
    fixture_make(&f);
    f.votes.members[0].in_office = false;
    f.votes.members[50].in_office = false;
    fixture_forecast(&f, &out);
    assert_int_equal(out.votes[0].threshold, 59);
    assert_int_equal(out.votes[0].senator_count, 98);
    assert_int_equal(out.votes[1].threshold, 50);
    aisle_forecast_clear(&out);
    fixture_clear(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chances_are_chances),
        cmocka_unit_test(errors_are_correlated),
        cmocka_unit_test(threads_do_not_matter),
        cmocka_unit_test(paths_do_not_matter),
        cmocka_unit_test(votes_follow_one_another),
        cmocka_unit_test(subjects_part_senators),
        cmocka_unit_test(thin_history_is_noted),
        cmocka_unit_test(a_yes_never_lowers),
        cmocka_unit_test(statements_speak_for_others),
        cmocka_unit_test(a_cue_moves_its_caucus),
        cmocka_unit_test(later_statements_change_nothing),
        cmocka_unit_test(a_later_word_replaces_an_earlier),
        cmocka_unit_test(suppositions_hold),
        cmocka_unit_test(quick_equals_eval),
        cmocka_unit_test(selections_cohere),
        cmocka_unit_test(conditions_bind),
        cmocka_unit_test(anchors_of_both_sides_identify),
        cmocka_unit_test(the_measure_remembers),
        cmocka_unit_test(a_repeat_is_a_repeat),
        cmocka_unit_test(another_text_is_left_out),
        cmocka_unit_test(reasons_add_up),
        cmocka_unit_test(nothing_is_certain),
        cmocka_unit_test(the_leader_may_vote_nay),
        cmocka_unit_test(vacancies_lower_the_bar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
