#include "asylum/story.h"

#include "base/mem.h"
#include <math.h>

/* X(STEP, what, rule, queue): plain words; a `%.0f` in a text is the step's number a;
 * `queue` is who stood before. */
#define STORY_ROWS(X)                                                                  \
    X(ENCOUNTER, "met at the border", "", "")                                          \
    X(EXPELLED, "expelled without a screening",                                        \
      "expulsion authority, set off at a mean of %.0f encounters a day", "")           \
    X(TURNED_BACK, "not let in at the port",                                           \
      "expulsion authority: the day's floor of port processing was used up", "")       \
    X(PROCESSED, "processed by the border agency after %.0f days in custody",          \
      "first in, first out", "")                                                       \
    X(RETURNED, "returned or removed", "", "")                                         \
    X(COMES_AGAIN, "comes to the border again in %.0f days", "", "")                   \
    X(TO_SCREENING, "claims fear; waits for a screening", "expedited removal",         \
      "%.0f people before this one")                                                   \
    X(SCREENED_OUT, "screening not passed", "credible-fear standard", "")              \
    X(SCREENING_PASSED, "screening passed", "credible-fear standard", "")              \
    X(SCREENING_CLOSED, "screening closed without a decision", "", "")                 \
    X(SCREENING_LATE, "notice to appear without a screening",                          \
      "limit on the wait for a screening, after %.0f days", "")                        \
    X(DETAINED, "notice to appear; held in detention",                                 \
      "a bed was sought and free (%.0f in use)", "")                                   \
    X(TO_MEXICO, "notice to appear; waits in Mexico",                                  \
      "share made to wait in Mexico (%.0f there)", "")                                 \
    X(RELEASED, "released into the country with a notice to appear", "", "")           \
    X(SUPERVISED, "under supervision for at most %.0f days",                           \
      "a place in an alternative to detention was free", "")                           \
    X(UNFILED, "the notice never reaches a court", "", "")                             \
    X(TO_OFFICER, "claim goes to an asylum officer, not to court",                     \
      "officers decide within 90 days", "%.0f claims before this one")                 \
    X(OFFICER_LATE, "claim sent to court, not decided in time",                        \
      "limit on an officer's time, after %.0f days", "")                               \
    X(OFFICER_GRANTED, "asylum granted by an officer", "officers decide", "")          \
    X(OFFICER_DENIED, "asylum denied by an officer, ordered removed",                  \
      "officers decide", "")                                                           \
    X(OFFICE_APPLIED, "applies at the asylum office", "affirmative claim",             \
      "%.0f applications pending")                                                     \
    X(OFFICE_GRANTED, "asylum granted by the asylum office", "", "")                   \
    X(OFFICE_REFERRED, "referred to court by the asylum office", "", "")               \
    X(OFFICE_DENIED, "denied by the asylum office, in lawful status", "", "")          \
    X(ON_CALENDAR, "on the court's calendar", "first in, first out",                   \
      "%.0f cases before this one")                                                    \
    X(BED_ENDS, "released from detention", "longest stay, after %.0f days", "")        \
    X(MASTER_PUT_OFF, "master calendar hearing put off, due in %.0f days", "", "")     \
    X(ABSENT, "did not appear; ordered removed in absentia", "", "")                   \
    X(CLOSED, "case closed or dismissed", "", "")                                      \
    X(SET_ASIDE, "case set aside", "administrative closure", "")                       \
    X(TO_HEARING, "master calendar hearing held", "", "")                              \
    X(HEARING_PUT_OFF, "individual hearing adjourned, due in %.0f days", "", "")       \
    X(GRANTED, "asylum granted", "", "")                                               \
    X(RELIEF, "another relief granted", "", "")                                        \
    X(DENIED, "asylum denied, ordered removed", "", "")                                \
    X(ORDERED, "ordered removed, no asylum application", "", "")                       \
    X(APPEALED, "appeals to the Board", "", "%.0f appeals before this one")            \
    X(REMANDED, "sent back to the judge by the Board", "", "")                         \
    X(APPEAL_DISMISSED, "appeal dismissed, the order stands", "", "")                  \
    X(RECALENDARED, "back on the calendar", "recalendaring of closed cases", "")

struct story_row {
    const char *what;
    const char *rule;
    const char *queue;
};
#define STORY_ROW(name, what, rule, queue) [STEP_##name] = {what, rule, queue},
static const struct story_row rows[STEP_COUNT] = {STORY_ROWS(STORY_ROW)};

static const char *const cities[] = {"New York", "Chicago", "Denver"};

/* A row's text with the step's number in place of its %.0f. The format is one of the
 * texts above, cut at the mark: no format is made at run time. */
static char *fill(const char *text, double number)
{
    static const char mark[] = "%.0f";
    const char *at = text;
    while (*at && !(at[0] == mark[0] && at[1] == mark[1]))
        at++;
    if (!*at)
        return mem_copy_text(text);
    return mem_format("%.*s%.0f%s", (int)(at - text), text, number,
                      at + sizeof mark - 1);
}

/* The rule of a merits decision: which judge, and the chance that this judge grants a
 * case of this nationality, so represented. */
static char *merits_rule(const struct study *study, const struct trace_step *step)
{
    const struct person *person = &step->person;
    bool has = person->flags & PERSON_REPRESENTED;
    return mem_format("judge %d of %s, who grants %.0f%% of such cases%s",
                      person->judge + 1, study->data->courts[person->court].name,
                      100 * step->b, has ? ", with a lawyer" : ", without a lawyer");
}

/* A decision on no claim. */
static char *judge_rule(const struct study *study, const struct person *person)
{
    return mem_format("judge %d of %s", person->judge + 1,
                      study->data->courts[person->court].name);
}

static char *filed_what(const struct study *study, const struct person *person)
{
    return mem_format("case filed at the court of %s, before judge %d%s%s",
                      study->data->courts[person->court].name, person->judge + 1,
                      person->flags & PERSON_REPRESENTED ? ", with a lawyer" : "",
                      person->flags & PERSON_EARLY ? ", expedited docket" : "");
}

/* The work permit's day stands in the record of a claim. */
static char *filed_rule(const struct study *study, const struct person *person,
                        double lag)
{
    char date[AISLE_DATE_TEXT];
    if (!(person->flags & PERSON_ASYLUM) || person->flags & PERSON_MEXICO)
        return mem_format("recorded by the court after %.0f days", lag);
    aisle_day_format(study->calendar.start + 1 + person->since, date);
    return mem_format("recorded after %.0f days; asylum claim, work permit from %s",
                      lag, date);
}

bool story_step(const struct study *study, const struct trace_step *step,
                struct aisle_case_step *out)
{
    const struct story_row *row = &rows[step->step];
    const struct person *person = &step->person;
    out->date = study->calendar.start + 1 + step->day;
    if (step->step == STEP_FILED) {
        out->what = filed_what(study, person);
        out->rule = filed_rule(study, person, step->a);
        out->queue = mem_copy_text("");
    } else if (step->step == STEP_SHELTER) {
        out->what = mem_format("in city shelter in %s for %.0f days",
                               cities[(int)step->a], step->b);
        out->rule = mem_copy_text("");
        out->queue = mem_copy_text("");
    } else {
        bool merits = step->step == STEP_GRANTED || step->step == STEP_DENIED;
        bool other = step->step == STEP_RELIEF || step->step == STEP_ORDERED;
        bool port = step->step == STEP_PROCESSED && person->flags & PERSON_PORT;
        out->what =
            fill(port ? "processed at the port after %.0f days in line" : row->what,
                 step->a);
        out->rule = merits  ? merits_rule(study, step)
                    : other ? judge_rule(study, person)
                            : fill(row->rule, step->a);
        out->queue = fill(row->queue, step->a);
    }
    return out->what && out->rule && out->queue;
}

char *story_who(const struct study *study, const struct trace_step *first)
{
    const struct person *person = &first->person;
    char date[AISLE_DATE_TEXT];
    aisle_day_format(study->calendar.start + 1 + first->day, date);
    const char *what = person->flags & PERSON_MINOR    ? "unaccompanied child"
                       : person->flags & PERSON_FAMILY ? "family member"
                                                       : "adult";
    const char *where = !(person->flags & PERSON_BORDER) ? "in the country"
                        : person->flags & PERSON_PORT    ? "met at a port of entry"
                                                         : "met between ports";
    return mem_format("%s, %s on %s", what, where, date);
}
