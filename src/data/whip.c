#include <aisle/whip.h>

#include <stdlib.h>

void aisle_whip_init(struct aisle_whip *whip)
{
    *whip = (struct aisle_whip){0};
}

void aisle_whip_clear(struct aisle_whip *whip)
{
    if (!whip)
        return;
    for (int i = 0; whip->statements && i < whip->statement_count; i++) {
        struct aisle_statement *s = &whip->statements[i];
        free(s->senator);
        free(s->about);
        free(s->source);
        free(s->quote);
        free(s->note);
        free(s->path);
    }
    free(whip->statements);
    free(whip->path);
    aisle_whip_init(whip);
}
