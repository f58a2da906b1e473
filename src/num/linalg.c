/* Cholesky row by row, and Jacobi's eigenvalue method. */
#include "num/linalg.h"

#include <float.h>
#include <math.h>

/* Four partial sums in a fixed order: the compiler may keep them in one vector
 * without changing a bit. */
double linalg_dot(const double *a, const double *b, size_t n)
{
    double s[4] = {0.0, 0.0, 0.0, 0.0};
    size_t i = 0;
    for (; i + 4 <= n; i += 4)
        for (size_t k = 0; k < 4; k++)
            s[k] += a[i + k] * b[i + k];
    double sum = (s[0] + s[1]) + (s[2] + s[3]);
    for (; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

bool linalg_cholesky(double *a, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double *row = a + i * n;
        for (size_t j = 0; j < i; j++)
            row[j] = (row[j] - linalg_dot(row, a + j * n, j)) / a[j * n + j];
        double left = row[i] - linalg_dot(row, row, i);
        if (!(left > fabs(row[i]) * (double)n * DBL_EPSILON))
            return false;
        row[i] = sqrt(left);
    }
    return true;
}

void linalg_forward(const double *l, size_t n, double *b)
{
    for (size_t i = 0; i < n; i++)
        b[i] = (b[i] - linalg_dot(l + i * n, b, i)) / l[i * n + i];
}

void linalg_backward(const double *l, size_t n, double *b)
{
    for (size_t i = n; i-- > 0;) {
        b[i] /= l[i * n + i];
        for (size_t j = 0; j < i; j++)
            b[j] -= l[i * n + j] * b[i];
    }
}

void linalg_solve(const double *l, size_t n, double *b)
{
    linalg_forward(l, n, b);
    linalg_backward(l, n, b);
}

/* Column i of the inverse solves A x = e_i; its entries before i are known by
 * symmetry, and the forward sweep starts at i. */
void linalg_inverse(const double *l, size_t n, double *inverse)
{
    for (size_t i = 0; i < n; i++) {
        double *row = inverse + i * n;
        for (size_t j = 0; j < n; j++)
            row[j] = j == i ? 1.0 : 0.0;
        for (size_t j = i; j < n; j++)
            row[j] =
                (row[j] - linalg_dot(l + j * n + i, row + i, j - i)) / l[j * n + j];
        linalg_backward(l, n, row);
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            double mean = 0.5 * (inverse[i * n + j] + inverse[j * n + i]);
            inverse[i * n + j] = mean;
            inverse[j * n + i] = mean;
        }
}

/* Turn rows and columns p and q of `a` so that a[p][q] becomes 0. */
static void rotate(double *a, double *vectors, size_t n, size_t p, size_t q)
{
    double theta = (a[q * n + q] - a[p * n + p]) / (2.0 * a[p * n + q]);
    double t = (theta >= 0.0 ? 1.0 : -1.0) / (fabs(theta) + sqrt(theta * theta + 1.0));
    double c = 1.0 / sqrt(t * t + 1.0);
    double s = t * c;
    for (size_t k = 0; k < n; k++) {
        double kp = a[k * n + p];
        double kq = a[k * n + q];
        a[k * n + p] = c * kp - s * kq;
        a[k * n + q] = s * kp + c * kq;
    }
    for (size_t k = 0; k < n; k++) {
        double pk = a[p * n + k];
        double qk = a[q * n + k];
        a[p * n + k] = c * pk - s * qk;
        a[q * n + k] = s * pk + c * qk;
        double vp = vectors[p * n + k];
        double vq = vectors[q * n + k];
        vectors[p * n + k] = c * vp - s * vq;
        vectors[q * n + k] = s * vp + c * vq;
    }
}

static void sort_eigen(double *values, double *vectors, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t best = i;
        for (size_t j = i + 1; j < n; j++)
            if (values[j] > values[best])
                best = j;
        double v = values[i];
        values[i] = values[best];
        values[best] = v;
        for (size_t k = 0; k < n && best != i; k++) {
            double e = vectors[i * n + k];
            vectors[i * n + k] = vectors[best * n + k];
            vectors[best * n + k] = e;
        }
    }
}

void linalg_eigen(double *a, size_t n, double *values, double *vectors)
{
    enum { SWEEPS_MAX = 60 };
    for (size_t i = 0; i < n * n; i++)
        vectors[i] = i % (n + 1) == 0 ? 1.0 : 0.0;
    for (int sweep = 0; sweep < SWEEPS_MAX; sweep++) {
        bool done = true;
        for (size_t p = 0; p < n; p++)
            for (size_t q = p + 1; q < n; q++) {
                double size = fabs(a[p * n + p]) + fabs(a[q * n + q]);
                if (fabs(a[p * n + q]) <= 1e-17 * size)
                    continue;
                rotate(a, vectors, n, p, q);
                done = false;
            }
        if (done)
            break;
    }
    for (size_t i = 0; i < n; i++)
        values[i] = a[i * n + i];
    sort_eigen(values, vectors, n);
}
