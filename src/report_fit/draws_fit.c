/* The draws of a fit for R, Python and whatever else reads CSV or NumPy's format. */
#include "base/mem.h"
#include "words/csv_parts.h"
#include "words/take.h"
#include <aisle/findings.h>

/* --- CSV ---------------------------------------------------------------------------- */

/* "M001153", or "M001153_2" for a second dimension. */
static void add_names(struct text *out, const struct aisle_fit *fit)
{
    for (int i = 0; i < fit->member_count; i++)
        for (int k = 0; k < fit->dims; k++) {
            csv_put_text(out, fit->members[i].bioguide, true);
            if (k > 0)
                text_addf(out, "_%d", k + 1);
        }
}

enum aisle_status aisle_report_draws_csv(struct aisle_ctx *ctx,
                                         const struct aisle_fit *fit, char **out,
                                         size_t *size)
{
    struct text text = {0};
    size_t row = (size_t)fit->member_count * (size_t)fit->dims;
    int chains = fit->chain_count > 0 ? fit->chain_count : 1;
    int each = fit->draw_count / chains;
    text_add(&text, "chain,draw");
    add_names(&text, fit);
    text_add_char(&text, '\n');
    for (int s = 0; s < fit->draw_count; s++) {
        text_addf(&text, "%d,%d", s / each + 1, s % each + 1);
        for (size_t i = 0; i < row; i++) /* nine digits give a float back exactly */
            text_addf(&text, ",%.9g", (double)fit->x_draws[(size_t)s * row + i]);
        text_add_char(&text, '\n');
    }
    *size = text.size;
    return report_take(ctx, &text, out);
}

/* --- NumPy ----------------------------------------------------------------------------- */

/* NumPy's format, version 1.0 (numpy.lib.format): a magic, the header's length in two
 * bytes, the header padded with blanks so that the data start at a multiple of 64, the
 * data. */
static void add_header(struct text *out, const struct aisle_fit *fit)
{
    char header[160];
    int size = snprintf(header, sizeof header,
                        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d, "
                        "%d), }",
                        fit->draw_count, fit->member_count, fit->dims);
    int padded = (10 + size + 1 + 63) / 64 * 64 - 10;
    const char start[] = {'\x93',
                          'N',
                          'U',
                          'M',
                          'P',
                          'Y',
                          1,
                          0,
                          (char)(padded & 0xFF),
                          (char)(padded >> 8)};
    text_add_bytes(out, start, sizeof start);
    text_add_bytes(out, header, (size_t)size);
    for (int i = size; i < padded - 1; i++)
        text_add_char(out, ' ');
    text_add_char(out, '\n');
}

enum aisle_status aisle_report_draws_npy(struct aisle_ctx *ctx,
                                         const struct aisle_fit *fit, char **out,
                                         size_t *size)
{
    struct text text = {0};
    size_t count =
        (size_t)fit->draw_count * (size_t)fit->member_count * (size_t)fit->dims;
    add_header(&text, fit);
    for (size_t i = 0; i < count; i++) {
        uint32_t bits;
        memcpy(&bits, &fit->x_draws[i], sizeof bits);
        const char bytes[] = {(char)(bits & 0xFF), (char)(bits >> 8 & 0xFF),
                              (char)(bits >> 16 & 0xFF), (char)(bits >> 24)};
        text_add_bytes(&text, bytes, sizeof bytes);
    }
    *size = text.size;
    return report_take(ctx, &text, out);
}
