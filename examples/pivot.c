/* Who decides in the 118th Senate? Fits its ideal points and names the senators
 * who may hold the 60th seat from the left, the one that ends a filibuster.
 *
 *   cc pivot.c $(pkg-config --cflags --libs aisle) -o pivot
 *   ./pivot DATA/senate/s118_votes.csv DATA/senate/s118_rollcalls.csv */
#include <aisle/aisle.h>
#include <stdio.h>
#include <string.h>

/* Say all that went wrong. */
static int complain(const struct aisle_ctx *ctx, enum aisle_status status)
{
    for (size_t i = 0; i < aisle_ctx_message_count(ctx); i++) {
        const struct aisle_message *m = aisle_ctx_message(ctx, i);
        fprintf(stderr, "%s:%d: %s\n", m->path ? m->path : "pivot", m->line, m->text);
    }
    return aisle_status_exit_code(status);
}

static void print_pivot(const struct aisle_fit *fit, const struct aisle_pivot *pivot)
{
    printf("%s (seat %d from the left):\n", pivot->name, pivot->seat);
    for (int i = 0; i < pivot->chance_count; i++) {
        const struct aisle_fit_member *m = &fit->members[pivot->chances[i].member];
        printf("  %-16s %c-%s  %3.0f%%\n", m->name, m->party, m->state,
               100 * pivot->chances[i].p);
    }
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: pivot VOTES.csv ROLLCALLS.csv\n");
        return 2;
    }
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_votes votes;
    struct aisle_import_report report;
    struct aisle_fit fit;
    struct aisle_ideal_options options;
    if (!ctx)
        return 1;
    aisle_votes_init(&votes);
    aisle_import_report_init(&report);
    aisle_fit_init(&fit);
    aisle_ideal_options_init(&options);
    options.method = AISLE_METHOD_MAP;

    enum aisle_status status =
        aisle_import_record(ctx, argv[1], argv[2], &votes, &report);
    if (status == AISLE_OK)
        status = aisle_ideal_fit(ctx, &votes, &options, &fit);
    for (int i = 0; status == AISLE_OK && i < fit.pivot_count; i++)
        if (strcmp(fit.pivots[i].name, "filibuster") == 0)
            print_pivot(&fit, &fit.pivots[i]);
    int rc = complain(ctx, status);

    aisle_fit_clear(&fit);
    aisle_import_report_clear(&report);
    aisle_votes_clear(&votes);
    aisle_ctx_free(ctx);
    return rc;
}
