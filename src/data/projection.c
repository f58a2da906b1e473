#include <aisle/projection.h>

#include <stdlib.h>

void aisle_projection_init(struct aisle_projection *projection)
{
    *projection = (struct aisle_projection){.start = AISLE_DAY_NONE};
}

void aisle_projection_clear(struct aisle_projection *p)
{
    for (int i = 0; p->rows && i < p->row_count; i++) {
        free(p->rows[i].name);
        free(p->rows[i].label);
        free(p->rows[i].unit);
        free(p->rows[i].how);
    }
    free(p->rows);
    aisle_projection_init(p);
}
