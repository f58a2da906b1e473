/* Path: the loops over particles, compiled for each kind of processor.
 *
 * The best path that the processor has is taken at run time. All of them do the same
 * operations in the same order, none fused, so they give the same bytes. */
#ifndef AISLE_PARTICLES_PATH_H
#define AISLE_PARTICLES_PATH_H

#include "particles/kernel.h"
#include "particles/tally.h"

enum path_kind { PATH_PLAIN, PATH_AVX2, PATH_AVX512, PATH_KINDS };

struct path {
    void (*prepare)(const struct aisle_forecaster *f, struct gate *gate, int block);
    void (*follow)(const struct aisle_forecaster *f, struct gate *gate, int block);
    void (*change)(const struct aisle_forecaster *f, uint64_t selection, int block,
                   struct change *out);
    void (*chances)(const struct aisle_forecaster *f, const struct plan *plan,
                    int block, struct change *change, struct block_chances *out);
    void (*tails)(const struct aisle_forecaster *f, const struct plan *plan,
                  const struct block_chances *chances, float *carries, float *yeas);
    void (*shares)(const struct aisle_forecaster *f, const struct gate *gate, int block,
                   int caucus, float *share);
    void (*heard)(const struct aisle_forecaster *f, const struct gate *gate, int block,
                  int count, const struct voice *voices, float *log_chance);
    void (*tally)(const struct rule *rule, const struct tally_casts *casts, float *work,
                  struct tally_result *out);
    void (*add)(const struct tally_ledger *ledger, const struct tally_casts *casts,
                const struct tally_result *result, const float *weight,
                struct tally_sums *sums);
    void (*exponentials)(int count, float *x);
    double (*dot)(int count, const float *x, const float *y);
};

/* NULL when this processor lacks it. */
const struct path *path_of(enum path_kind kind);
const struct path *path_best(void);

extern const struct path path_plain;
#if defined(__x86_64__)
extern const struct path path_avx2;
extern const struct path path_avx512;
#endif

#endif
