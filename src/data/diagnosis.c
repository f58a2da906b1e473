#include <aisle/diagnosis.h>

#include <math.h>
#include <stdlib.h>

#define CARE_WORD(name, word, text) word,
static const char *const care_words[] = {AISLE_CARE_LIST(CARE_WORD)};
#undef CARE_WORD
#define CARE_TEXT(name, word, text) text,
static const char *const care_texts[] = {AISLE_CARE_LIST(CARE_TEXT)};
#undef CARE_TEXT

const char *aisle_care_word(int place)
{
    return care_words[place];
}

const char *aisle_care_text(int place)
{
    return care_texts[place];
}

const char *aisle_separation_text(enum aisle_separation separation)
{
    static const char *const texts[] = {"none", "near", "full"};
    return texts[separation];
}

const char *aisle_verdict_text(enum aisle_verdict verdict)
{
    static const char *const texts[] = {"good", "care", "bad", "unknown"};
    return texts[verdict];
}

double aisle_account_classified(const struct aisle_account *a)
{
    return a->votes > 0 ? 1.0 - (double)a->errors / (double)a->votes : NAN;
}

double aisle_account_pre(const struct aisle_account *a)
{
    return a->guess_errors > 0 ? 1.0 - (double)a->errors / a->guess_errors : NAN;
}

double aisle_account_gmp(const struct aisle_account *a)
{
    return a->votes > 0 ? exp(a->log_chance / (double)a->votes) : NAN;
}

void aisle_account_add(struct aisle_account *sum, const struct aisle_account *more)
{
    sum->votes += more->votes;
    sum->errors += more->errors;
    sum->guess_errors += more->guess_errors;
    sum->log_chance += more->log_chance;
}

void aisle_diagnosis_init(struct aisle_diagnosis *diagnosis)
{
    *diagnosis = (struct aisle_diagnosis){.verdict = AISLE_VERDICT_UNKNOWN};
}

void aisle_diagnosis_clear(struct aisle_diagnosis *diagnosis)
{
    if (!diagnosis)
        return;
    free(diagnosis->members);
    free(diagnosis->rollcalls);
    free(diagnosis->both);
    free(diagnosis->same);
    free(diagnosis->p_yea);
    free(diagnosis->p_cast);
    free(diagnosis->item_rhat);
    free(diagnosis->item_ess);
    free(diagnosis->replicas);
    free(diagnosis->rules);
    aisle_diagnosis_init(diagnosis);
}

void aisle_member_page_init(struct aisle_member_page *page)
{
    *page = (struct aisle_member_page){.member = -1};
}

void aisle_member_page_clear(struct aisle_member_page *page)
{
    if (!page)
        return;
    free(page->rank);
    free(page->left_of);
    free(page->others);
    free(page->surprises);
    aisle_member_page_init(page);
}

void aisle_vote_page_init(struct aisle_vote_page *page)
{
    *page = (struct aisle_vote_page){.rollcall = -1};
}

void aisle_vote_page_clear(struct aisle_vote_page *page)
{
    if (!page)
        return;
    free(page->seats);
    aisle_vote_page_init(page);
}

void aisle_prediction_init(struct aisle_prediction *prediction)
{
    *prediction = (struct aisle_prediction){.mean = NAN, .sd = NAN};
}

void aisle_prediction_clear(struct aisle_prediction *prediction)
{
    if (!prediction)
        return;
    free(prediction->announced);
    free(prediction->seats);
    free(prediction->p_yea);
    free(prediction->p_q05);
    free(prediction->p_q95);
    free(prediction->distribution);
    free(prediction->likenesses);
    aisle_prediction_init(prediction);
}

double aisle_prediction_at_least(const struct aisle_prediction *prediction, int yeas)
{
    double p = 0.0;
    for (int n = yeas > 0 ? yeas : 0; n <= prediction->seat_count; n++)
        p += prediction->distribution[n];
    return p;
}
