/* Of the deals that were found, those likely enough. */
#include "study/study.h"

#include <string.h>

static enum aisle_status add_note(struct aisle_ctx *ctx,
                                  struct aisle_frontier *frontier, char *note)
{
    char **notes =
        mem_resize(frontier->notes, (size_t)frontier->note_count + 1, sizeof *notes);
    if (!note || !notes) {
        free(note);
        frontier->notes = notes ? notes : frontier->notes;
        return ctx_no_memory(ctx);
    }
    frontier->notes = notes;
    frontier->notes[frontier->note_count++] = note;
    return AISLE_OK;
}

enum aisle_status study_keep_likely(struct aisle_ctx *ctx, double p_min,
                                    struct aisle_frontier *frontier)
{
    int kept = 0, before = 0, listed = 0;
    for (int i = 0; i < frontier->point_count; i++) {
        struct aisle_deal_point *p = &frontier->points[i];
        bool likely = p->p_pass >= p_min;
        before += p->on_frontier;
        listed += p->on_frontier && likely;
        if (likely || p->as_written) {
            p->on_frontier = p->on_frontier && likely;
            p->knee = p->knee && likely;
            frontier->points[kept++] = *p;
        }
    }
    frontier->point_count = kept;
    return add_note(
        ctx, frontier,
        mem_format("Of %d deals that no other beats, %d carry with a chance "
                   "of %.0f%% or more; the rest are left out.",
                   before, listed, 100 * p_min));
}
