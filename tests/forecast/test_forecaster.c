/* The forecaster as a whole: what must hold for any package. */
#include "fixture.h"

#include "particles/path.h"

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
    assert_true(fixture_same(&one, &two));
    assert_true(fixture_same(&one, &five));
    f.options.seed++;
    struct aisle_forecast other;
    fixture_forecast(&f, &other);
    assert_false(fixture_same(&one, &other));
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
    struct aisle_forecaster_short quick[2];
    double changed[PATH_KINDS];
    fixture_make(&f);
    strcpy(f.votes.members[53].state, f.votes.members[50].state); /* R00's mate */
    fixture_say(&f, "R00", AISLE_POSITION_YES);
    fixture_say(&f, "R03", AISLE_POSITION_LEAN_NO);
    struct aisle_statement *wait = fixture_say(&f, "R01", AISLE_POSITION_CONDITIONAL);
    wait->condition = AISLE_CONDITION_CAUCUS_COUNT;
    wait->condition_caucus = 'R';
    wait->condition_count = 20;
    struct aisle_forecaster *made = fixture_new(&f);
    for (int kind = PATH_PLAIN; kind < PATH_KINDS; kind++) {
        made->path = path_of((enum path_kind)kind);
        if (!made->path)
            continue;
        struct gate *gates = made->gates;
        for (int g = 0; g < made->gate_count; g++)
            kernel_prepare(made, &gates[g]);
        memcpy(gates[1].logit_alone, gates[1].logit,
               block_index(made, made->blocks, 0) * sizeof *gates[1].logit);
        kernel_follow(made, &gates[1]);
        aisle_forecast_init(&out);
        assert_int_equal(aisle_forecaster_eval(f.ctx, made, made->written, NAN, &out),
                         AISLE_OK);
        changed[kind] = aisle_forecaster_quick_all(made, made->written ^ 3, NAN, quick);
        assert_true(changed[kind] == changed[PATH_PLAIN]);
        if (kind == PATH_PLAIN)
            plain = out;
        else {
            assert_true(fixture_same(&plain, &out));
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
    float top = 0;
    for (int m = 0; m < made->particles; m++)
        top = fmaxf(top, next->reach[m]);
    for (int m = 0; m < made->particles; m++)
        assert_near(next->weight[m] / next->weight[0],
                    (double)next->reach[m] / (double)next->reach[0],
                    1e-9 * (double)next->reach[m] / (double)next->reach[0]);
    assert_near((double)top, 1, 1e-3); /* some world carries for sure */
    aisle_forecaster_free(made);
    f.package.vote_count = 3;
    aisle_forecast_clear(&both);
    aisle_forecast_clear(&alone);
    fixture_clear(&f);
}

/* Log-odds at the second vote; the first takes the measure up. */
static float *second_logits(struct fixture *f, double withheld, size_t *count)
{
    fixture_set(f, "forecast_repeat_withheld", withheld);
    struct aisle_forecaster *made = fixture_new(f);
    *count = block_index(made, made->blocks, 0);
    float *copy = mem_new(*count, sizeof *copy);
    memcpy(copy, made->gates[1].logit, *count * sizeof *copy);
    aisle_forecaster_free(made);
    return copy;
}

/* Who let a bill be taken up which the other side puts may not let debate on it end;
 * those who put it do not move, nor does anybody at its passage. */
static void votes_are_withheld(void **state)
{
    (void)state;
    struct fixture f;
    fixture_make(&f);
    f.package.vote_count = 2;
    f.package.side = AISLE_SIDE_D;
    f.package_votes[0].kind = AISLE_VOTE_CLOTURE_PROCEED;
    for (int passage = 0; passage < 2; passage++) {
        size_t count;
        size_t moved = 0;
        f.package_votes[1].kind = passage ? AISLE_VOTE_PASSAGE : AISLE_VOTE_CLOTURE;
        float *without = second_logits(&f, 0, &count);
        float *with = second_logits(&f, 2.5, &count);
        for (size_t k = 0; k < count; k++) {
            bool puts_it = k / LANES % SEATS < 50;
            assert_true(with[k] <= without[k]);
            assert_true((!puts_it && !passage) || with[k] == without[k]);
            moved += with[k] < without[k] - 0.1F;
        }
        assert_true(passage ? moved == 0 : moved > count / 8);
        free(without);
        free(with);
    }
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
            if (g == 0) /* later ones are reached in other worlds */
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
        assert_true(fixture_has_reason(v, "Doubt"));
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
        cmocka_unit_test(votes_are_withheld),
        cmocka_unit_test(quick_equals_eval),
        cmocka_unit_test(selections_cohere),
        cmocka_unit_test(reasons_add_up),
        cmocka_unit_test(nothing_is_certain),
        cmocka_unit_test(the_leader_may_vote_nay),
        cmocka_unit_test(vacancies_lower_the_bar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
