#include <aisle/whatif.h>

#include <stdlib.h>

void aisle_whatif_init(struct aisle_whatif *whatif)
{
    *whatif = (struct aisle_whatif){0};
}

void aisle_whatif_clear(struct aisle_whatif *whatif)
{
    free(whatif->if_yea);
    free(whatif->if_nay);
    aisle_whatif_init(whatif);
}
