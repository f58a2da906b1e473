#include <aisle/rerun.h>

#include <stdlib.h>

void aisle_rerun_init(struct aisle_rerun *rerun)
{
    *rerun = (struct aisle_rerun){0};
}

static void clear_changes(int count, struct aisle_rerun_change *changes)
{
    for (int i = 0; i < count; i++) {
        free(changes[i].what);
        free(changes[i].was);
        free(changes[i].is);
    }
    free(changes);
}

void aisle_rerun_clear(struct aisle_rerun *rerun)
{
    if (!rerun)
        return;
    clear_changes(rerun->shown_count, rerun->shown);
    clear_changes(rerun->cause_count, rerun->causes);
    aisle_rerun_init(rerun);
}
