/* The loops of linalg_rows.c for one kind of processor: VARIANT(name) names them.
 * Included once for each kind, so it has no guard. */

static void VARIANT(forward_many)(const double *l, size_t n, size_t columns, double *b)
{
    for (size_t i = 0; i < n; i++) {
        double *row = b + i * columns;
        size_t j = 0;
        for (; j + 4 <= i; j += 4) { /* four rows while this one is in the registers */
            const double *by = l + i * n + j;
            const double *other = b + j * columns;
            for (size_t c = 0; c < columns; c++) {
                double left = row[c] - by[0] * other[c];
                left -= by[1] * other[columns + c];
                left -= by[2] * other[2 * columns + c];
                row[c] = left - by[3] * other[3 * columns + c];
            }
        }
        for (; j < i; j++)
            for (size_t c = 0; c < columns; c++)
                row[c] -= l[i * n + j] * b[j * columns + c];
        double scale = 1.0 / l[i * n + i];
        for (size_t c = 0; c < columns; c++)
            row[c] *= scale;
    }
}

/* Eight rows of y at a time: s is read and written an eighth as often. */
static void VARIANT(take_squares)(const double *y, size_t rows, size_t n, double *s)
{
    enum { BATCH = 8 };
    size_t first = 0;
    for (; first + BATCH <= rows; first += BATCH) {
        const double *b = y + first * n;
        for (size_t r = 0; r < n; r++) {
            double f[BATCH];
            double *row = s + r * n;
            for (size_t k = 0; k < BATCH; k++)
                f[k] = b[k * n + r];
            for (size_t c = 0; c <= r; c++)
                row[c] -= ((f[0] * b[c] + f[1] * b[n + c]) +
                           (f[2] * b[2 * n + c] + f[3] * b[3 * n + c])) +
                          ((f[4] * b[4 * n + c] + f[5] * b[5 * n + c]) +
                           (f[6] * b[6 * n + c] + f[7] * b[7 * n + c]));
        }
    }
    for (; first < rows; first++)
        for (size_t r = 0; r < n; r++)
            for (size_t c = 0; c <= r; c++)
                s[r * n + c] -= y[first * n + r] * y[first * n + c];
}
