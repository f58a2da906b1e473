/* Series in single precision, for floats and for vectors of them alike: macros, so that
 * they become code of whatever processor the caller is compiled for. Least-error fits of
 * our own, a step of Horner's rule at a time; `x` is read more than once. */
#ifndef AISLE_NUM_SERIES_H
#define AISLE_NUM_SERIES_H

#define NUM_STEP(p, x, c) ((p) * (x) + (c))

/* log(1 + x) / x for x in [sqrt(1/2) - 1, sqrt(2) - 1]; the log is right to 1e-7. */
#define NUM_LOG_3(x)                                                                   \
    NUM_STEP(                                                                          \
        NUM_STEP(NUM_STEP(8.53331308e-2f, x, -1.42692582e-1f), x, 1.49774013e-1f), x,  \
        -1.65779929e-1f)
#define NUM_LOG_6(x)                                                                   \
    NUM_STEP(NUM_STEP(NUM_STEP(NUM_LOG_3(x), x, 1.99559334e-1f), x, -2.50013522e-1f),  \
             x, 3.33341933e-1f)
#define NUM_LOG_SERIES(x)                                                              \
    NUM_STEP(NUM_STEP(NUM_LOG_6(x), x, -4.99999964e-1f), x, 9.99999974e-1f)

/* 2^x for |x| <= 1/2, to 2e-7 of itself. */
#define NUM_EXP2_2(x)                                                                  \
    NUM_STEP(NUM_STEP(1.33908634e-3f, x, 9.67603192e-3f), x, 5.55035711e-2f)
#define NUM_EXP2_SERIES(x)                                                             \
    NUM_STEP(NUM_STEP(NUM_STEP(NUM_EXP2_2(x), x, 2.40221075e-1f), x, 6.93147188e-1f),  \
             x, 1.00000008f)

#endif
