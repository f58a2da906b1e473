/* Rules and tallies: known thresholds, and counts against brute force. */
#include "forecast/fixture.h"

#include "particles/path.h"
#include "particles/tally.h"

static void thresholds_follow_the_rules(void **state)
{
    (void)state;
    static const struct {
        int senators;
        int three_fifths;
    } cases[] = {{100, 60}, {99, 60}, {98, 59}, {97, 59}, {96, 58}, {95, 57}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        struct rule r = rule_make(AISLE_REQUIRES_3_5, cases[k].senators);
        assert_int_equal(r.threshold, cases[k].three_fifths);
        assert_true(rule_carries(&r, r.threshold, 0, false));
        assert_false(rule_carries(&r, r.threshold - 1, 0, true));
    }
    struct rule two_thirds = rule_make(AISLE_REQUIRES_2_3, 100);
    assert_int_equal(two_thirds.threshold, 67);
    assert_true(rule_carries(&two_thirds, 64, 32, false));
    assert_false(rule_carries(&two_thirds, 63, 32, false));
    assert_true(rule_carries(&two_thirds, 67, 33, false));
    assert_false(rule_carries(&two_thirds, 66, 34, false));
    struct rule half = rule_make(AISLE_REQUIRES_1_2, 100);
    assert_int_equal(half.threshold, 51);
    assert_true(rule_carries(&half, 48, 47, false));
    assert_true(rule_carries(&half, 50, 50, true));
    assert_false(rule_carries(&half, 50, 50, false));
    assert_true(rule_carries(&half, 49, 49, true));
    assert_false(rule_carries(&half, 49, 50, true));
}

enum { FEW = 8 };
static const double single = 1e-6; /* tallies are in single precision */

static void fill_casts(struct tally_casts *casts, int count, uint32_t salt)
{
    casts->count = count;
    for (int i = 0; i < count; i++)
        for (int l = 0; l < TALLY_LANES; l++) {
            double u = rng_unit_at(9, salt, (uint32_t)i, (uint32_t)l, 0);
            double v = rng_unit_at(9, salt + 1, (uint32_t)i, (uint32_t)l, 0);
            casts->absent[i][l] = (float)(0.3 * v);
            casts->yea[i][l] = (float)(u * (1 - 0.3 * v));
        }
    for (int l = 0; l < TALLY_LANES; l++)
        casts->vice_yea[l] = (float)rng_unit_at(9, salt + 2, (uint32_t)l, 0, 0);
}

/* Sum over all 3^n ways the senators may vote; `fix` holds seat's cast (0 nay, 1
 * yea, 2 absent), -1: free. */
static double brute_force(const struct rule *rule, const struct tally_casts *casts,
                          int lane, int seat, int fix, double *yeas)
{
    double vice = (double)casts->vice_yea[lane];
    double total = 0;
    int ways = 1;
    for (int i = 0; i < casts->count; i++)
        ways *= 3;
    for (int way = 0; way < ways; way++) {
        double p = 1;
        int yea = 0;
        int nay = 0;
        int rest = way;
        for (int i = 0; i < casts->count; i++, rest /= 3) {
            int cast = rest % 3;
            double y = (double)casts->yea[i][lane];
            double a = (double)casts->absent[i][lane];
            if (i == seat)
                p *= cast == fix;
            else
                p *= cast == 1 ? y : cast == 2 ? a : 1 - y - a;
            yea += cast == 1;
            nay += cast == 0;
        }
        if (yeas)
            yeas[yea] += p;
        total += p * (rule_carries(rule, yea, nay, true) * vice +
                      rule_carries(rule, yea, nay, false) * (1 - vice));
    }
    return total;
}

static void tallies_equal_brute_force(void **state)
{
    (void)state;
    static struct tally_casts casts;
    static struct tally_result out;
    for (int requires = AISLE_REQUIRES_1_2; requires <= AISLE_REQUIRES_2_3;
         requires ++) {
        struct rule rule = rule_make((enum aisle_requires) requires, FEW);
        float *work = mem_new(tally_work_size(&rule), sizeof *work);
        fill_casts(&casts, FEW, (uint32_t)(10 * requires));
        tally_run(&rule, &casts, work, &out);
        for (int l = 0; l < TALLY_LANES; l += 3) {
            double yeas[FEW + 1] = {0};
            double p = brute_force(&rule, &casts, l, -1, 0, yeas);
            assert_near((double)out.carries[l], p, single);
            for (int k = 0; k <= FEW; k++)
                assert_near((double)out.yeas[k][l], yeas[k], single);
            for (int i = 0; i < FEW; i++) {
                double with = brute_force(&rule, &casts, l, i, 1, NULL);
                double without = brute_force(&rule, &casts, l, i, 0, NULL);
                assert_near((double)out.turns[i][l], with - without, single);
            }
        }
        free(work);
    }
}

/* Chances down to the smallest, and of certain senators, are the same bytes on every
 * kind of processor this one can stand for. */
static void tallies_equal_on_all_paths(void **state)
{
    (void)state;
    static struct tally_casts casts;
    static struct tally_result first;
    static struct tally_result out;
    for (int requires = AISLE_REQUIRES_1_2; requires <= AISLE_REQUIRES_2_3;
         requires ++) {
        struct rule rule = rule_make((enum aisle_requires) requires, 100);
        float *work = mem_new(tally_work_size(&rule), sizeof *work);
        fill_casts(&casts, 100, (uint32_t)(5 + requires));
        for (int l = 0; l < TALLY_LANES; l++) {
            casts.yea[3][l] = 1e-7F;
            casts.yea[4][l] = 1;
            casts.yea[5][l] = 0;
            casts.absent[4][l] = casts.absent[5][l] = 0;
        }
        memset(&first, 0, sizeof first);
        path_of(PATH_PLAIN)->tally(&rule, &casts, work, &first);
        for (int kind = PATH_PLAIN + 1; kind < PATH_KINDS; kind++) {
            const struct path *path = path_of((enum path_kind)kind);
            if (!path)
                continue;
            memset(&out, 0, sizeof out);
            path->tally(&rule, &casts, work, &out);
            assert_memory_equal(&out, &first, sizeof out);
        }
        free(work);
    }
}

/* For three-fifths, "turns on i" is P(all the others bring exactly 59). */
static void turning_is_one_short(void **state)
{
    (void)state;
    static struct tally_casts casts;
    static struct tally_result out;
    static struct tally_result others;
    struct rule rule = rule_make(AISLE_REQUIRES_3_5, 100);
    float *work = mem_new(tally_work_size(&rule), sizeof *work);
    fill_casts(&casts, 100, 77);
    tally_run(&rule, &casts, work, &out);
    double turns = (double)out.turns[99][2];
    tally_run(&rule, &casts, work, &others);
    assert_near(turns, (double)others.yeas_but_last[59][2], single);
    double sum = 0;
    for (int k = 0; k <= 100; k++)
        sum += (double)out.yeas[k][2];
    assert_near(sum, 1, 1e-5);
    free(work);
}

/* The refined normal tail against the exact one, at a floor's size. */
static void tails_are_close(void **state)
{
    (void)state;
    static struct tally_casts casts;
    static struct tally_result out;
    struct rule rule = rule_make(AISLE_REQUIRES_3_5, 100);
    float *work = mem_new(tally_work_size(&rule), sizeof *work);
    for (int lean = 0; lean < 20; lean++) {
        casts.count = 100;
        for (int i = 0; i < 100; i++)
            for (int l = 0; l < TALLY_LANES; l++) {
                double u = rng_unit_at(3, (uint32_t)lean, (uint32_t)i, (uint32_t)l, 0);
                casts.yea[i][l] = (float)num_logistic(8 * (u - 0.5) + 0.15 * lean - 1);
                casts.absent[i][l] = 0;
            }
        tally_run(&rule, &casts, work, &out);
        for (int l = 0; l < TALLY_LANES; l++) {
            double mean = 0;
            double variance = 0;
            double third = 0;
            for (int i = 0; i < 100; i++) {
                double p = (double)casts.yea[i][l];
                mean += p;
                variance += p * (1 - p);
                third += p * (1 - p) * (1 - 2 * p);
            }
            assert_near(tally_tail(mean, variance, third, rule.cut),
                        (double)out.carries[l], 2e-3);
        }
    }
    free(work);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(thresholds_follow_the_rules),
        cmocka_unit_test(tallies_equal_brute_force),
        cmocka_unit_test(tallies_equal_on_all_paths),
        cmocka_unit_test(turning_is_one_short),
        cmocka_unit_test(tails_are_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
