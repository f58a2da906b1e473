/* Room: what a forecaster holds. Built once by aisle_forecaster_new, then only
 * read, so that many threads may ask it at once.
 *
 * A particle is one possible world: for each gate (a vote that the package needs)
 * an item, i.e. where that vote divides the Senate; for each provision what it
 * does to that item; one day's attendance. Senators are independent inside a
 * particle and correlated through it. Arrays over particles are laid out in
 * blocks of LANES:
 *
 *   logit[(block * seats + seat) * LANES + lane],   particle = block * LANES + lane
 */
#ifndef AISLE_PARTICLES_ROOM_H
#define AISLE_PARTICLES_ROOM_H

#include "particles/rules.h"
#include "prior/habit.h"
#include "prior/settings.h"

/* LANES particles are worked on together; REPLICATES reweightings measure the
 * model error, MCSE_GROUPS interleaved parts the simulation error. */
enum { LANES = 64, REPLICATES = 64, MCSE_GROUPS = 32 };

enum { LINE = 64 }; /* bytes that arrays over particles begin on: mem_new_lines */

enum { VOTES_MAX = 16 }; /* of a package */

/* No world puts a vote out of reach for good. */
static const float reach_least = 1e-6F;

/* Addresses of the random numbers. */
enum {
    USE_GATE = 0x46430001,     /* (gate, particle): quantile noise */
    USE_JITTER = 0x46430002,   /* (gate, particle) */
    USE_CONTENT = 0x46430003,  /* (provision, particle) */
    USE_SHOCK = 0x46430004,    /* (particle) */
    USE_CLUSTER = 0x46430005,  /* (gate, replicate, cluster) */
    USE_STRENGTH = 0x46430006, /* (replicate) */
    USE_REPEAT = 0x46430007    /* (particle) */
};

/* A public position that bears on a seat's vote at a gate. */
struct claim {
    int statement; /* of the package; -1 for a supposition */
    int seat;
};

/* All that a seat's claims at a gate come to; zeros when it has none. A senator who
 * says how he will vote does so, with the chance `yea` or `nay`, whatever the particle
 * holds; else he votes as if he had said nothing. A position heard from others, or a
 * soft one, is evidence like any other and adds to his log-odds. */
struct word {
    float yea;
    float nay;
    float heard;    /* log-odds of yea */
    float told;     /* log-odds of yea, in what his words tell of the particle */
    float exponent; /* weight of that; 0: they move this senator only */
};

/* What a position on a provision adds to a senator's log-odds when it is in. */
struct liking {
    int statement;
    int seat;
    int provision;
    double shift;
};

/* A vote that hangs on something: `met` or `unmet` is added to the log-odds. */
struct proviso {
    int statement;
    int seat;
    int gate; /* -1: every gate */
    enum aisle_condition kind;
    int provision;
    int caucus; /* caucus_index */
    int count;
    double met;
    double unmet;
};

enum supposed { SUPPOSED_NOT, SUPPOSED_YEA, SUPPOSED_NAY, SUPPOSED_ABSENT };

struct gate {
    struct rule rule;
    struct bank bank;
    bool cloture;         /* the majority leader may vote a procedural nay */
    double called;        /* log-odds: what is brought up rather carries */
    int *atom;            /* [particles] */
    struct item *items;   /* [particles] */
    struct habit *habits; /* [seats] */
    float *logit;         /* blocks x seats x LANES: the package as written */
    float *slack;         /* the same: attenuation of the log-odds */
    int claim_count;
    struct claim *claims;
    struct word *words; /* [seats] */
    int repeat;         /* earlier roll call on the measure, -1 for none */
    int after;          /* gate that must carry before it is taken, -1 for none */
    bool follows;       /* that gate, which is yet to be voted on, says how it goes */
    bool taken_up;      /* it was, or will be, on whether to take the measure up */
    float *logit_alone; /* logit without either; NULL: neither */
    float *worlds;      /* follows: see world_row; NULL otherwise */
    int other_text;     /* the last roll call on another text of it, -1 for none */
    /* Log weights of the particles by what moved them; [particles] each. */
    double *log_anchor; /* <= 0: undoes the anchors' extra weight in the bank */
    double *log_house;
    double *log_cue;
    double *log_claim;
    double *log_supposed;
    double *evidence; /* [particles] e to the last four, the largest 1 */
    float *reach;     /* [particles] chance that the gates before it carry, as written:
                         without them it is not taken */
    const struct aisle_house_vote *house; /* the House's on the measure; NULL: none */
    bool house_counts;                    /* it weighs on the particles */
    int cue_count;
    double cue_share[2]; /* own caucus's yea share a cue asks for; NAN: no cue */
    double *weight;      /* [particles] evidence x reach, sum 1 */
    float *replicate;    /* [REPLICATES][particles] reweighted evidence, each sum 1;
                            NULL: the model error is not measured */
    double ess;
};

/* What a provision does to the item of a vote, one draw a particle. */
struct content {
    bool identified;
    int anchor_count; /* anchors used */
    double mean[2];   /* intercept, first slope, before content_weight */
    double sd[2];
    float *draws[2]; /* [particles] intercept and first slope */
};

struct path; /* the loops for this processor: path.h */

struct aisle_forecaster {
    const struct aisle_forecaster *base; /* whose ground it borrows; NULL: its own */
    const struct path *path;
    const struct aisle_votes *votes;
    const struct aisle_fit *fit;
    const struct aisle_package *package;
    const struct aisle_leaders *leaders;
    const struct aisle_house *house; /* NULL: not known */
    struct settings settings;
    struct roster roster;
    struct memo memo; /* while it is being built */
    aisle_day as_of;
    uint64_t seed;
    int particles;
    int blocks;
    int threads;
    bool use_statements;
    bool model_error; /* is measured: the gates have their replicates */
    int sign;         /* +1 the Republican side puts the package, -1 the Democratic */
    uint64_t written;
    float *shock; /* [particles] attendance of the day; padded to whole blocks */
    struct content *contents;      /* [provisions] */
    enum supposed *supposed;       /* [seats] */
    bool touched[AISLE_SEATS_MAX]; /* a liking or a proviso is the seat's */
    int liking_count;
    struct liking *likings;
    int proviso_count;
    struct proviso *provisos;
    int gate_count;
    struct gate *gates;
    int ground_notes; /* of the notes, those that do not hang on what was said */
    int note_count;
    char **notes;
};

static inline int gate_first_particle(int block)
{
    return block * LANES;
}

static inline int block_lanes(const struct aisle_forecaster *f, int block)
{
    int left = f->particles - block * LANES;
    return left < LANES ? left : LANES;
}

static inline size_t block_index(const struct aisle_forecaster *f, int block, int seat)
{
    return ((size_t)block * (size_t)f->roster.count + (size_t)seat) * LANES;
}

/* The worlds of a following gate: 1 where the coalition of the gate before is the same
 * (row 0), and the log-odds that D, R and others have moved since (rows 1 to 3). */
enum { WORLD_ROWS = 4 };

static inline float *world_row(const struct gate *gate, int block, int row)
{
    return gate->worlds + ((size_t)block * WORLD_ROWS + (size_t)row) * LANES;
}

#endif
