/* A session is one open store with the options that every verb shares; a study is the
 * workbench of one verb: what it was asked, what it loaded and what it computed, all
 * owned by the study.
 *
 *   app_open -> app_study_init -> a verb -> app_study_clear -> app_close
 */
#ifndef AISLE_STUDY_SESSION_H
#define AISLE_STUDY_SESSION_H

#include <aisle/aisle.h>

/* A run made again: what stands in for its files, and what came of it. */
struct app_replay {
    const struct aisle_recipe *recipe; /* of the run */
    struct aisle_run run;              /* as it would be recorded now */
    struct aisle_recipe made;          /* what it was made from this time */
    char *json;
};

/* How a result is shown. CHART: the picture or page of a verb that has one. */
enum app_form {
    APP_FORM_JSON,
    APP_FORM_TABLE,
    APP_FORM_CSV,
    APP_FORM_MARKDOWN,
    APP_FORM_CHART
};

struct app_options {
    const char *store_path; /* made on first use */
    const char *data_dir;   /* the shipped record and parameters */
    uint64_t seed;
    int threads;    /* 0: all cores */
    bool use_cache; /* answer from the store when nothing changed */
    int word_count; /* the command, recorded with what it makes; 0: not known */
    const char *const *words;
    struct app_replay *replay;     /* NULL: record; else fill it and record nothing */
    struct aisle_text_style style; /* of a table */
    struct aisle_text_style terminal; /* of one that may be asked for next */
};

struct app;

/* Open the store, making it and loading the shipped record when it lacks it. */
enum aisle_status app_open(struct aisle_ctx *ctx, const struct app_options *options,
                           struct app **out);
void app_close(struct app *app);
struct aisle_store *app_store(struct app *app);
const struct app_options *app_get_options(const struct app *app);

/* What makes a static fit: bit-plane tiles, or compressed rows for large tables that are
 * nearly empty; AUTO tells by the table's size and filling. */
enum app_engine { APP_ENGINE_AUTO, APP_ENGINE_TILES, APP_ENGINE_SPARSE };

/* What a verb is asked for; zero means "as the package or the default says". */
struct app_request {
    const char *package_path;
    aisle_day as_of; /* AISLE_DAY_NONE: the package's */
    /* fit */
    int congress;
    const char *chamber;
    enum aisle_link link;
    enum aisle_method method;
    int dims;
    bool heldout;
    bool slope_fixed;    /* pscl's prior of slopes instead of the hierarchical one */
    int bootstrap;       /* refits; 0: none */
    double minority_min; /* share of a roll call's votes; smaller ones are left out */
    int votes_min;       /* members with fewer contested votes are thin */
    const char *left;    /* members who tell left from right; NULL: the caucuses do */
    const char *right;
    int congress_first;   /* several Congresses, up to `congress`; 0: that one */
    bool dynamic;         /* paths across them */
    bool split_switchers; /* who changes caucus begins a new path */
    bool model;           /* a vote model instead of the static fit */
    unsigned terms;       /* of it, enum aisle_term */
    enum app_engine engine;
    const char
        *list_path; /* votes from a list instead of the store; NULL: the store's */
    /* forecast */
    int suppose_count;
    const char *const *supposes; /* "Manchin=nay" */
    const char *whip_path; /* a whip count in place of those imported; NULL: those */
    /* simulate */
    aisle_day from; /* the recorded state to start from; AISLE_DAY_NONE: it */
    int years;
    int replications;
    int people_per_case;
    /* a file, "shipped", "stored", NULL: parameters from ranges */
    const char *posterior_name;
    const struct aisle_posterior *posterior; /* what that name gave */
    double precision;   /* half-width over the change; 0: as many as asked */
    const char *metric; /* of which metric; NULL: court_backlog */
    /* concessions, deal */
    const char *vote; /* the one that decides, by id; NULL: the hardest */
    double budget_usd;
    double pass_min; /* deal: the least chance to carry; 0: any */
    bool quick;      /* fewer replications, MAP instead of MCMC */
    /* what looks into a fit */
    bool keep_items;   /* the fit must have draws of its items */
    const char *about; /* what else was asked, hashed with the rest; NULL: nothing */
};

/* What the verbs that look into a fit are asked for. */
enum app_sort {
    APP_SORT_X,
    APP_SORT_RANK,
    APP_SORT_UNITY,
    APP_SORT_LOYALTY,
    APP_SORT_AGREEMENT,
    APP_SORT_ATTENDANCE,
    APP_SORT_GMP
};
struct app_browse {
    const char *name; /* senators: one of them; NULL: all */
    const char *with; /* beside whom; NULL: nobody */
    enum app_sort sort;
    bool pairs;         /* senators: every pair */
    int number;         /* votes: one of them; 0: all */
    const char *search; /* words that a roll call's texts have; NULL: any */
    int category;       /* enum aisle_category; -1: any */
    bool close;
    bool surprising;
    enum aisle_bank bank; /* predict: what a new roll call is like */
    bool nominations;
    int announcement_count;
    const char *const *announcements; /* "Manchin=yea" */
};
void app_browse_init(struct app_browse *browse);

void app_request_init(struct app_request *request);

/* Everything one verb works with. */
struct app_study {
    enum app_form form; /* asked for, like the next, before the verb begins */
    bool numbers;       /* the nouns are needed: an earlier run's text will not do */
    struct aisle_run run;
    bool watched;   /* what it reads is noted */
    double started; /* wall clock, seconds */
    double cpu_started;
    char *arguments; /* canonical: hashed into input_hash */
    char *command;   /* how to do it again */
    struct aisle_package package;
    struct aisle_whip whip; /* counts that join the package's statements */
    struct aisle_parameters parameters;
    struct aisle_asylum_data asylum_data;
    struct aisle_leaders leaders;
    struct aisle_house house;
    struct aisle_votes history;       /* before as_of, several Congresses */
    struct aisle_fit history_fit;     /* of `history`: the forecaster's */
    struct aisle_votes votes;         /* the one Congress that is shown */
    struct aisle_votelist list;       /* the request's, in place of `votes` */
    struct aisle_fit fit;             /* of `votes` */
    struct aisle_votemodel votemodel; /* likewise, where asked for */
    struct aisle_forecaster *forecaster;
    struct aisle_forecast forecast;
    struct aisle_outcome outcome;
    struct aisle_frontier frontier;
    struct aisle_backtest backtest;
    struct aisle_diagnosis diagnosis; /* of `fit` */
    struct aisle_member_page member_page;
    struct aisle_vote_page vote_page;
    struct aisle_prediction prediction;
    struct aisle_scorecard scorecard;
    struct aisle_board board;   /* of a vote of the forecast */
    struct aisle_whatif whatif; /* of that vote; the report's */
    struct aisle_traits traits; /* of `votes`, by earlier fits of vote models */
    int with;                   /* member beside whom a list stands; -1: none */
    int row_count;              /* members or roll calls to list */
    int *rows;
    char *json;             /* the result, to the contract */
    char *shown;            /* the result in `form`, where that is not JSON */
    size_t warnings_before; /* messages when the work began */
    bool cached; /* json and shown came from the store; the nouns are empty */
};

void app_study_init(struct app_study *study);
void app_study_clear(struct app_study *study);

#endif
