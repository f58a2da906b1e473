/* Notes: what the forecast assumes and what it does not model, in plain words. */
#include "forecast/notes.h"

#include "base/mem.h"
#include "base/text.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* Below this many effective particles the evidence has nearly exhausted them. */
static const double ess_low = 100;

enum aisle_status notes_add(struct aisle_ctx *ctx, struct aisle_forecaster *f,
                            const char *format, ...)
{
    char line[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    char **notes = mem_resize(f->notes, (size_t)f->note_count + 1, sizeof *notes);
    if (!notes)
        return ctx_no_memory(ctx);
    f->notes = notes;
    f->notes[f->note_count] = mem_copy_text(line);
    if (!f->notes[f->note_count])
        return ctx_no_memory(ctx);
    f->note_count++;
    return AISLE_OK;
}

struct notes {
    struct aisle_forecast *forecast;
    bool failed;
};

static void note(struct notes *n, char *text)
{
    struct aisle_forecast *f = n->forecast;
    char **grown =
        text ? mem_resize(f->notes, (size_t)f->note_count + 1, sizeof *grown) : NULL;
    if (!grown) {
        n->failed = true;
        free(text);
        return;
    }
    f->notes = grown;
    f->notes[f->note_count++] = text;
}

static void note_sources(struct notes *n, const struct aisle_forecaster *f)
{
    char day[AISLE_DATE_TEXT], last[AISLE_DATE_TEXT];
    const struct aisle_rollcall *newest =
        &f->votes->rollcalls[f->votes->rollcall_count - 1];
    note(n,
         mem_format("Stands on the %d roll calls in the history before %s, the last of "
                    "%s%s; nothing later is used.",
                    f->votes->rollcall_count, aisle_day_format(f->as_of, day),
                    aisle_day_format(newest->date, last),
                    f->use_statements ? ", and on statements up to that day" : ""));
    if (newest->congress < f->package->congress && f->package->congress > 0)
        note(n, mem_format("No roll call of Congress %d is in the history: the seats "
                           "are those of %s, and who has come or gone since is not "
                           "known.",
                           f->package->congress, last));
    note(n,
         mem_format("The direction of a new vote cannot be read from ideal points. It "
                    "is drawn from past votes of its kind, which is why the range "
                    "of yeas is wide until senators and leaders speak."));
}

static void note_side(struct notes *n, const struct aisle_forecaster *f)
{
    if (f->package->side == AISLE_SIDE_BOTH)
        note(n,
             mem_format("A package put by both sides is held against votes the "
                        "majority brought up: nearly all past votes are of that kind, "
                        "bipartisan ones among them."));
    else if ((f->sign > 0) != (f->roster.majority == 'R'))
        note(n, mem_format("The minority puts this package; past votes were put by the "
                           "majority and are turned round. Few such votes are ever "
                           "taken, so this is weakly tested."));
}

static void note_unplaced(struct notes *n, const struct aisle_forecaster *f)
{
    struct text names = {0};
    for (int i = 0; i < f->roster.count; i++)
        if (!f->roster.seats[i].placed)
            text_addf(&names, "%s%s", names.size ? ", " : "", f->roster.seats[i].name);
    if (names.size)
        note(n, mem_format(
                    "Few votes yet: %s. Placed from the middle of the caucus, moved by "
                    "those votes, with wide uncertainty.",
                    names.bytes));
    n->failed |= names.failed;
    text_clear(&names);
}

static void note_content(struct notes *n, const struct aisle_forecaster *f)
{
    struct text names = {0};
    for (int p = 0; p < f->package->provision_count; p++)
        if (!f->contents[p].identified)
            text_addf(&names, "%s%s", names.size ? "; " : "",
                      f->package->provisions[p].title);
    if (names.size)
        note(n, mem_format("What adding or dropping these does to votes is not "
                           "identified, because only one side has offered the like, or "
                           "nobody: %s. Its effect is taken as near 0 and uncertain.",
                           names.bytes));
    n->failed |= names.failed;
    text_clear(&names);
}

static bool waits_for(const struct aisle_forecaster *f, enum aisle_condition kind)
{
    for (int k = 0; k < f->proviso_count; k++)
        if (f->provisos[k].kind == kind)
            return true;
    return false;
}

static void note_conditions(struct notes *n, const struct aisle_forecaster *f,
                            double p_fair_efficient)
{
    if (waits_for(f, AISLE_CONDITION_FAIR_EFFICIENT) && isnan(p_fair_efficient))
        note(n,
             mem_format("Whether the package makes the system fair and more efficient "
                        "was not simulated; where a senator's vote hangs on it, it "
                        "counts as an even chance."));
    if (waits_for(f, AISLE_CONDITION_CAUCUS_COUNT))
        note(n, mem_format("Senators who wait for others may all hold back or all go; "
                           "where both could come about, each is given half."));
}

static void note_weak(struct notes *n, const struct aisle_forecaster *f)
{
    for (int g = 0; g < f->gate_count; g++)
        if (f->gates[g].ess < ess_low)
            note(n, mem_format("%s: the evidence leaves the equivalent of %.0f of %d "
                               "particles. History holds few votes like this; the "
                               "chance is rough.",
                               f->package->votes[g].id, f->gates[g].ess, f->particles));
}

static void note_thin(struct notes *n, const struct aisle_forecaster *f)
{
    for (int g = 0; g < f->gate_count; g++)
        if (f->gates[g].bank.count < AISLE_LIKE_VOTES_THIN)
            note(n, mem_format("%s: only %d past votes are of its kind. The chance and "
                               "its range are rough.",
                               f->package->votes[g].id, f->gates[g].bank.count));
}

static void note_limits(struct notes *n, const struct aisle_forecaster *f)
{
    note(n,
         mem_format("Not modelled: what a party gains by waiting or by tying one "
                    "issue to another (but for votes withheld from a bill that was "
                    "taken up, as the record has them), amendments on the floor, a "
                    "filing that never comes to a vote, the House and the President's "
                    "signature."));
    note(n, mem_format(
                "The interval of a chance is model error: past measures reweighted "
                "at random, and the evidence taken at %.1f to %.1f times its "
                "strength. For kinds of vote that history does not hold, no chance "
                "is put closer than %.1f%% to certain, and no interval ends closer "
                "than %.1f%%.",
                f->settings.evidence_strength_low, f->settings.evidence_strength_high,
                100 * f->settings.surprise, 100 * f->settings.surprise_high));
    if (f->gate_count > 1)
        note(n,
             mem_format("A vote's chance is its chance once the votes before it in the "
                        "package have carried; as a rule the same senators carry it."));
}

enum aisle_status notes_fill(struct aisle_ctx *ctx, const struct aisle_forecaster *f,
                             double p_fair_efficient, struct aisle_forecast *forecast)
{
    struct notes n = {.forecast = forecast};
    note_sources(&n, f);
    for (int k = 0; k < f->note_count; k++)
        note(&n, mem_copy_text(f->notes[k]));
    note_side(&n, f);
    note_unplaced(&n, f);
    note_content(&n, f);
    note_conditions(&n, f, p_fair_efficient);
    note_thin(&n, f);
    note_weak(&n, f);
    note_limits(&n, f);
    return n.failed ? ctx_no_memory(ctx) : AISLE_OK;
}
