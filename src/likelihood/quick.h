/* The single-precision paths; each is its own translation unit. */
#ifndef AISLE_LIKELIHOOD_QUICK_H
#define AISLE_LIKELIHOOD_QUICK_H

#include "likelihood/kernel.h"

kernel_eval32_fn quick_plain;
kernel_eval32_fn quick_avx2;
kernel_eval32_fn quick_avx512;

#endif
