#include <aisle/case.h>

#include <stdlib.h>

void aisle_case_init(struct aisle_case *story)
{
    *story = (struct aisle_case){0};
}

static void clear_path(struct aisle_case_path *path)
{
    for (int i = 0; path->steps && i < path->count; i++) {
        free(path->steps[i].what);
        free(path->steps[i].rule);
        free(path->steps[i].queue);
    }
    free(path->steps);
}

void aisle_case_clear(struct aisle_case *story)
{
    if (!story)
        return;
    free(story->who);
    clear_path(&story->baseline);
    clear_path(&story->package);
    aisle_case_init(story);
}
