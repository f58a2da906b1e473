/* Draws as blobs: float32, little-endian whatever the machine. */
#include "base/mem.h"
#include "store/store.h"
#include <math.h>
#include <string.h>

size_t fit_x_count(const struct aisle_fit *fit)
{
    return (size_t)fit->draw_count * (size_t)fit->member_count * (size_t)fit->dims;
}

size_t fit_item_draw_count(const struct aisle_fit *fit)
{
    return (size_t)fit->draw_count * (size_t)fit->item_count * (size_t)(fit->dims + 1);
}

size_t fit_period_draw_count(const struct aisle_fit *fit)
{
    return (size_t)fit->draw_count * (size_t)fit->period_count * (size_t)fit->dims;
}

enum aisle_status store_floats_pack(struct aisle_ctx *ctx, const float *values,
                                    size_t count, struct store_floats *out)
{
    *out = (struct store_floats){0};
    if (!values)
        return AISLE_OK;
    unsigned char *bytes = mem_new(count, 4);
    if (!bytes)
        return ctx_no_memory(ctx);
    for (size_t i = 0; i < count; i++) {
        uint32_t bits;
        memcpy(&bits, &values[i], sizeof bits);
        for (int k = 0; k < 4; k++)
            bytes[4 * i + (size_t)k] = (unsigned char)(bits >> (8 * k));
    }
    *out = (struct store_floats){bytes, 4 * count};
    return AISLE_OK;
}

void store_bind_floats(struct statement *s, const struct store_floats *floats)
{
    if (floats->bytes)
        store_bind_blob(s, floats->bytes, floats->size);
    else
        store_bind_real(s, NAN); /* NULL */
}

float *store_floats(struct statement *s, int column, size_t count)
{
    size_t size = 0;
    const unsigned char *bytes = store_blob(s, column, &size);
    if (size != 4 * count)
        store_broken(s);
    if (s->rc != SQLITE_OK)
        return NULL;
    float *values = mem_new(count, sizeof *values);
    if (!values)
        s->rc = SQLITE_NOMEM;
    for (size_t i = 0; values && i < count; i++) {
        uint32_t bits = 0;
        for (int k = 0; k < 4; k++)
            bits |= (uint32_t)bytes[4 * i + (size_t)k] << (8 * k);
        memcpy(&values[i], &bits, sizeof bits);
    }
    return values;
}

float *store_floats_or_null(struct statement *s, int column, size_t count)
{
    if (s->rc != SQLITE_OK || sqlite3_column_type(s->stmt, column) == SQLITE_NULL)
        return NULL;
    return store_floats(s, column, count);
}
