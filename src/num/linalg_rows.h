/* The loops of linalg_rows.c for one kind of processor: VARIANT(name) names them, a
 * vector has WIDTH doubles, and VECTORS of them stand side by side. Included once for
 * each kind, so it has no guard. */

enum { VARIANT(width) = WIDTH, VARIANT(wide) = WIDTH * VECTORS };

typedef double VARIANT(vec) __attribute__((vector_size(8 * WIDTH)));

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

static void VARIANT(backward_many)(const double *l, size_t n, size_t columns, double *b)
{
    for (size_t i = n; i-- > 0;) {
        double *row = b + i * columns;
        double scale = 1.0 / l[i * n + i];
        size_t j = i + 1;
        for (; j + 4 <= n; j += 4) {
            const double *other = b + j * columns;
            const double *by = l + j * n + i;
            for (size_t c = 0; c < columns; c++) {
                double left = row[c] - by[0] * other[c];
                left -= by[n] * other[columns + c];
                left -= by[2 * n] * other[2 * columns + c];
                row[c] = left - by[3 * n] * other[3 * columns + c];
            }
        }
        for (; j < n; j++)
            for (size_t c = 0; c < columns; c++)
                row[c] -= l[j * n + i] * b[j * columns + c];
        for (size_t c = 0; c < columns; c++)
            row[c] *= scale;
    }
}

static void VARIANT(invert_lower)(const double *l, size_t n, double *w)
{
    memset(w, 0, n * n * sizeof *w);
    for (size_t i = 0; i < n; i++) {
        double *row = w + i * n;
        double scale = 1.0 / l[i * n + i];
        for (size_t j = 0; j < i; j++)
            for (size_t c = 0; c <= j; c++)
                row[c] -= l[i * n + j] * w[j * n + c];
        for (size_t c = 0; c < i; c++)
            row[c] *= scale;
        row[i] = scale;
    }
}

/* out[r][c] = sum over k of a[r][k step] b[k][c], for four rows and `vectors` vectors of
 * columns; the sums stay in registers. */
INLINE void VARIANT(sums)(const double *const a[4], size_t step, const double *b,
                          size_t stride, size_t depth, int vectors,
                          double out[4][WIDTH * VECTORS])
{
    VARIANT(vec) sum[4][VECTORS];
    for (int r = 0; r < 4; r++)
        for (int v = 0; v < vectors; v++)
            sum[r][v] = (VARIANT(vec)){0};
    for (size_t k = 0; k < depth; k++) {
        VARIANT(vec) x[VECTORS];
        for (int v = 0; v < vectors; v++)
            memcpy(&x[v], b + k * stride + v * WIDTH, sizeof x[v]);
        for (int r = 0; r < 4; r++)
            for (int v = 0; v < vectors; v++)
                sum[r][v] = sum[r][v] + a[r][k * step] * x[v];
    }
    for (int r = 0; r < 4; r++)
        for (int v = 0; v < vectors; v++)
            memcpy(out[r] + v * WIDTH, &sum[r][v], sizeof sum[r][v]);
}

/* The same, at least `columns` wide. */
static void VARIANT(some_sums)(const double *const a[4], size_t step, const double *b,
                               size_t stride, size_t depth, size_t columns,
                               double out[4][WIDTH * VECTORS])
{
    switch ((columns + WIDTH - 1) / WIDTH) {
    case 1:
        VARIANT(sums)(a, step, b, stride, depth, 1, out);
        break;
    case 2:
        VARIANT(sums)(a, step, b, stride, depth, 2, out);
        break;
#if VECTORS > 2
    case 3:
        VARIANT(sums)(a, step, b, stride, depth, 3, out);
        break;
#endif
    default:
        VARIANT(sums)(a, step, b, stride, depth, VECTORS, out);
    }
}

/* Columns `first`.. of some rows of y, side by side and followed by zeros. */
static void VARIANT(pack)(const double *y, size_t rows, size_t n, size_t first,
                          double out[][WIDTH * VECTORS])
{
    size_t columns = n - first < VARIANT(wide) ? n - first : VARIANT(wide);
    for (size_t k = 0; k < rows; k++) {
        memset(out[k], 0, sizeof out[k]);
        memcpy(out[k], y + k * n + first, columns * sizeof *y);
    }
}

/* Four rows from `row` on of s [ny][nz], columns of one block; with `lower` up to the
 * diagonal. */
static void VARIANT(take_block)(const struct linalg_product *p, size_t first,
                                size_t depth, const double *packed, size_t row,
                                size_t column, double *s)
{
    double sum[4][WIDTH * VECTORS];
    const double *a[4];
    size_t rows = p->ny - row < 4 ? p->ny - row : 4;
    size_t end = p->lower ? row + rows : p->nz;
    size_t columns = end - column < VARIANT(wide) ? end - column : VARIANT(wide);
    for (size_t r = 0; r < 4; r++)
        a[r] = p->y + first * p->ny + row + (r < rows ? r : 0);
    VARIANT(some_sums)(a, p->ny, packed, VARIANT(wide), depth, columns, sum);
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns && (!p->lower || column + c <= row + r); c++)
            s[(row + r) * p->nz + column + c] -= sum[r][c];
}

static void VARIANT(take_product)(const struct linalg_product *p, double *s)
{
    double packed[DEPTH][WIDTH * VECTORS];
    for (size_t first = 0; first < p->rows; first += DEPTH) {
        size_t depth = p->rows - first < DEPTH ? p->rows - first : DEPTH;
        for (size_t column = 0; column < p->nz; column += VARIANT(wide)) {
            VARIANT(pack)(p->z + first * p->nz, depth, p->nz, column, packed);
            for (size_t row = p->lower ? column : 0; row < p->ny; row += 4)
                VARIANT(take_block)(p, first, depth, packed[0], row, column, s);
        }
    }
}

static void VARIANT(forms)(const double *folded, size_t n, const double *y, size_t rows,
                           double *out)
{
    size_t stride = linalg_fold_stride(n);
    for (size_t first = 0; first < rows; first += 4) {
        const double *a[4];
        double part[4][FORM_PARTS] = {{0}};
        for (size_t r = 0; r < 4; r++)
            a[r] = y + (first + r < rows ? first + r : first) * n;
        for (size_t column = 0; column < n; column += VARIANT(wide)) {
            double sum[4][WIDTH * VECTORS];
            size_t end = column + VARIANT(wide) < n ? column + VARIANT(wide) : n;
            VARIANT(some_sums)(a, 1, folded + column, stride, end, end - column, sum);
            for (size_t r = 0; r < 4; r++)
                for (size_t c = 0; c < end - column; c++)
                    part[r][(column + c) % FORM_PARTS] += sum[r][c] * a[r][column + c];
        }
        for (size_t r = 0; r < 4 && first + r < rows; r++)
            out[first + r] = ((part[r][0] + part[r][1]) + (part[r][2] + part[r][3])) +
                             ((part[r][4] + part[r][5]) + (part[r][6] + part[r][7]));
    }
}
